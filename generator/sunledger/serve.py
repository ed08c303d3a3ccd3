"""Serve a finished site on loopback, for looking at it."""

from __future__ import annotations

import functools
import http
import http.server
from collections.abc import Callable
from pathlib import Path

from sunledger.errors import SunledgerError


class PortInUse(SunledgerError):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"端口 {port} 已被占用。换一个端口，例如 --port {port + 1}",
            f"Port {port} is in use. Choose another, as in --port {port + 1}",
        )


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Answer from a folder as hosts of websites do: a missing address gets the site's own page about it."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing address with ``404.html``; everything else as usual."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing for each request."""


def serve_folder(folder: Path, port: int, started: Callable[[str], None]) -> None:
    """Serve ``folder`` on 127.0.0.1 until interrupted; ``started`` is told the address."""
    handler = functools.partial(Quiet, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as cause:
        raise PortInUse(port) from cause
    with server:
        started(f"http://127.0.0.1:{port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
