"""Answer a browser on this machine: the site's files, and what is wrong on top of its pages.

Nobody else is answered. The server listens on loopback, and takes only requests that name it as their host:
a page of another site whose name was made to lead to 127.0.0.1 (DNS rebinding) is refused. It reads, and
never does anything else.
"""

from __future__ import annotations

import http
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sunledger.serving.folder import Quiet
from sunledger.serving.said import RESERVED, as_json, page
from sunledger.serving.state import State

_PAGES = Path(__file__).parent / "pages"
_KINDS = {"reload.js": "text/javascript; charset=utf-8", "overlay.css": "text/css; charset=utf-8"}
_HEAD = b"</head>"
_ELSEWHERE = (
    "这里只回答本机浏览器打开 127.0.0.1 或 localhost 的请求。\n"
    "Only requests for 127.0.0.1 or localhost are answered here.\n"
)


class Answers(Quiet):
    """Answer GET and HEAD from the site's folder, each page with the script that follows its changes."""

    def __init__(self, *args: Any, directory: str, state: State) -> None:
        self._state = state
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:  # noqa: N802 - http.server calls it so
        """Answer with a file of the site, or of the server itself."""
        if not self._meant_for_us():
            self.send_body(421, "text/plain; charset=utf-8", _ELSEWHERE.encode())
            return
        try:
            asked = urlsplit(self.path).path
        except ValueError:  # an address of another host, and not a whole one
            self.send_error(http.HTTPStatus.BAD_REQUEST)
            return
        if asked.startswith(RESERVED):
            self._own(asked.removeprefix(RESERVED))
        elif not self._standing():
            self._send_page(503, page(self._state.now()))
        elif not self._inside():
            self.send_error(http.HTTPStatus.NOT_FOUND)
        elif found := self._document(asked):
            self._send_page(200, found.read_bytes())
        elif self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:  # noqa: N802 - the same
        """Answer as for GET, without a body."""
        self.do_GET()

    def do_POST(self) -> None:  # noqa: N802 - the same
        """Refuse: nothing is changed from here."""
        self.send_response(http.HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.close_connection = True

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_CONNECT = do_TRACE = do_POST  # noqa: N815 - the same

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Give the site's page about missing addresses the script too: the page may yet come to be."""
        missing = Path(self.directory, "404.html")
        if code == http.HTTPStatus.NOT_FOUND and missing.is_file():
            self._send_page(code, missing.read_bytes())
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        """Let nothing be kept, sniffed, or read by another origin."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def _meant_for_us(self) -> bool:
        port = self.connection.getsockname()[1]
        return self.headers.get_all("Host") in [[f"127.0.0.1:{port}"], [f"localhost:{port}"]]

    def _standing(self) -> bool:
        return Path(self.directory, "index.html").is_file()

    def _inside(self) -> bool:
        """Tell whether the address leads to something below the site's folder, links followed."""
        try:
            found = Path(self.translate_path(self.path)).resolve()
        except (OSError, ValueError):
            return False
        return found.is_relative_to(Path(self.directory).resolve())

    def _document(self, asked: str) -> Path | None:
        """Return the HTML file that answers, if one does."""
        found = Path(self.translate_path(self.path))
        if asked.endswith("/"):
            found /= "index.html"
        return found if found.suffix == ".html" and found.is_file() else None

    def _own(self, name: str) -> None:
        if name == "state.json":
            body = as_json(self._state.now(), standing=self._standing())
            self.send_body(200, "application/json; charset=utf-8", body)
        elif name in _KINDS:
            self.send_body(200, _KINDS[name], (_PAGES / name).read_bytes())
        else:
            self.send_error(http.HTTPStatus.NOT_FOUND)

    def _send_page(self, code: int, body: bytes) -> None:
        """Send a page with the script in its head, which is told the site that the page belongs to."""
        site = self._state.now().site
        script = f'<script src="{RESERVED}reload.js?site={site}" defer></script>'.encode()
        head, mark, rest = body.partition(_HEAD)
        self.send_body(code, "text/html; charset=utf-8", head + script + mark + rest if mark else body)
