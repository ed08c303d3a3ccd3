"""Serve a finished folder as hosts of websites do."""

from __future__ import annotations

import http
import http.server
import io
from pathlib import Path


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Answer from a folder: a missing address gets the site's own page about it, and nothing is listed."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing address with ``404.html``; everything else as usual."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_body(code, "text/html; charset=utf-8", page.read_bytes())

    def send_body(self, code: int, kind: str, body: bytes) -> None:
        """Send a whole answer; its body only where one was asked for."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: object) -> io.BytesIO | None:  # noqa: ARG002
        """Answer a folder without ``index.html`` like any other address that is not there."""
        self.send_error(http.HTTPStatus.NOT_FOUND)
        return None

    def log_message(self, *args: object) -> None:
        """Say nothing for each request."""
