"""Serve the site of a data folder on loopback, and build it again whenever something changes."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from sunledger import resources
from sunledger.errors import DataFolderMissing, OutputRefused, SunledgerError
from sunledger.serving.answers import Answers
from sunledger.serving.state import Outcome, State, Trouble
from sunledger.serving.watching import watching

PAUSE = 0.2
"""Seconds without a change after which a build begins: who saves ten files gets one build."""
_PAUSES = 10
"""How many such pauses a stream of changes may put a build off."""

_SOURCES = ("site", "schemas", "mkdocs.yml")


class PortInUse(SunledgerError):
    """Another program listens on the port, or it may not be used."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"端口 {port} 不能用，可能另有程序在用（也许已经开着一个 sunledger serve）。换一个端口，例如 "
            f"sunledger serve --port {port % 65535 + 1}",
            f"Port {port} can't be used; another program may be using it, such as a second sunledger serve. "
            f"Choose another, as in: sunledger serve --port {port % 65535 + 1}",
        )


class NoCounty(SunledgerError):
    """The data folder holds no county."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"{data} 里没有任何县的目录。账目放在 {data}/<县>/ 下；从头开始，用 sunledger init 建一个",
            f"There is no county's folder in {data}. Accounts stand in {data}/<county>/; to start afresh, "
            "make a new folder with sunledger init",
        )


class LiveSite:
    """A site that is served, and built again when :meth:`change` is called, until :meth:`stop`.

    ``build`` builds once into ``out`` and returns what came of it; ``say`` is told each outcome.
    """

    def __init__(
        self, out: Path, port: int, build: Callable[[], Outcome],
        say: Callable[[Outcome], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._build, self._say = build, say
        self._state = State()
        self._changed, self._stopped = threading.Event(), threading.Event()
        handler = functools.partial(Answers, directory=str(out.absolute()), state=self._state)
        try:
            self._server = _Server(("127.0.0.1", port), handler)
        except OSError as cause:
            raise PortInUse(port) from cause
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Answer browsers from a thread of its own, for as long as the context lasts."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def run(self, built: Callable[[], None] = lambda: None) -> None:
        """Build now and after every change, until stopped; call ``built`` after each.

        Raises :class:`SunledgerError` when the first build finds the project itself wrong: who starts a
        server is at the terminal then, and later is not.
        """
        first = self._make()
        built()
        if isinstance(first, Trouble) and first.expected:
            raise SunledgerError(first.zh, first.en)
        while not self._stopped.is_set():
            self._changed.wait()
            for _ in range(_PAUSES):
                self._changed.clear()
                if self._stopped.wait(PAUSE) or not self._changed.is_set():
                    break
            if not self._stopped.is_set():
                self._changed.clear()
                self._make()
                built()

    def change(self) -> None:
        """Tell that something changed; may be called from any thread, any number of times."""
        self._changed.set()

    def stop(self) -> None:
        """End :meth:`run` before its next build."""
        self._stopped.set()
        self._changed.set()

    def _make(self) -> Outcome:
        self._state.begin()
        outcome = self._build()
        self._state.end(outcome)
        self._say(outcome)
        return outcome


def serve(
    data: Path, out: Path, port: int, build: Callable[[], Outcome], *,
    started: Callable[[str], None], say: Callable[[Outcome], None],
) -> None:  # fmt: skip
    """Serve the site of ``data`` on 127.0.0.1 until interrupted; ``started`` is told the address.

    Raises :class:`DataFolderMissing`, :class:`NoCounty`, :class:`OutputRefused` and :class:`PortInUse`
    before anything is built.
    """
    if not data.is_dir() or data.is_symlink():
        raise DataFolderMissing(data)
    if not any(each.is_dir() and not each.name.startswith(".") for each in data.iterdir()):
        raise NoCounty(data)
    _writable(out.absolute())
    live = LiveSite(out, port, build, say)
    with (
        contextlib.suppress(KeyboardInterrupt),
        live.answering(),
        watching(places(data), live.change) as watch,
    ):
        started(live.address)
        live.run(watch.renew)


def places(data: Path) -> list[Path]:
    """Return what a site is made of: the accounts, and the sources of pages, its own and the program's."""
    project = data.absolute().parent
    found = [root / name for root in (project, resources.root()) for name in _SOURCES]
    return [data.absolute(), *sorted({place.resolve() for place in found if place.exists()})]


def summary(outcome: Outcome) -> str:
    """Say in a line for the terminal what a build came to."""
    if isinstance(outcome, Trouble):
        return f"网站没有生成：{outcome.zh} · {outcome.en}"
    if outcome.ok:
        return f"网站 {outcome.pages} 页，{outcome.seconds} 秒 · {outcome.pages} pages in {outcome.seconds} s"
    return "账目有错误，网页上列着 · there are errors; the pages list them"


def _writable(out: Path) -> None:
    above = next(folder for folder in (out, *out.parents) if folder.exists())
    if not above.is_dir():
        raise OutputRefused(out, f"{above} 不是目录", f"{above} is not a folder")
    parent = above if above != out else out.parent
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputRefused(out, f"{parent} 不能写；用 --out 换一个", f"{parent} can't be written to; choose "
                            "another with --out")  # fmt: skip


class _Server(http.server.ThreadingHTTPServer):
    """A server that says nothing when a browser goes away in the middle of an answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over broken connections; anything else is a fault of ours, and shown."""
        import sys

        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]
