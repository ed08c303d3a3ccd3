"""Serve a finished site on loopback, for looking at it."""

from __future__ import annotations

import functools
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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing for each request."""


def serve_folder(folder: Path, port: int, started: Callable[[str], None]) -> None:
    """Serve ``folder`` on 127.0.0.1 until interrupted; ``started`` is told the address."""
    handler = functools.partial(_Quiet, directory=str(folder))
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
