"""Notice that files change: accounts, templates, prose, schemas. Only this module knows watchdog."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_KINDS = {"created", "modified", "moved", "deleted"}
"""Reading a file is an event too, and every build reads."""

_LEFT_BY_EDITORS = re.compile(
    r"\..*|~\$.*|.*~|.*\.(?:swp|swx|swo|tmp|temp|bak|part|crdownload)|\d{4}|#.*#|__pycache__"
)
"""Names of what editors and spreadsheets put beside a file while it is open; ``4913`` is Vim's trial."""

_POLLED = 1.0
"""Seconds between two looks where the system has no more room to tell."""


class Watch:
    """Calls ``changed`` from a thread of its own whenever something worth a build happens in a place.

    A place is a folder, with all below it, or a file. Where the system can't tell any more changes, because
    other programs watch too much, the places are looked at every second.
    """

    def __init__(self, places: Iterable[Path], changed: Callable[[], None]) -> None:
        self._places, self._changed = tuple(places), changed
        self._seen: list[int] = []
        for kind in (Observer, PollingObserver):
            self._observer = kind(timeout=_POLLED)
            self._schedule()
            try:
                self._observer.start()
            except OSError:
                continue
            break

    def renew(self) -> None:
        """Watch anew what was taken away and has come back, as when another branch is checked out."""
        if self._seen != self._numbers():
            self._observer.unschedule_all()
            self._schedule()
            self._changed()

    def stop(self) -> None:
        """End the thread."""
        self._observer.stop()
        self._observer.join()

    def _schedule(self) -> None:
        self._seen = self._numbers()
        for place in self._places:
            # Its own coming and going is told by the folder above.
            above = _Notice(place.parent, place.name, self._changed)
            self._observer.schedule(above, str(place.parent), recursive=False)
            if place.is_dir():
                below = _Notice(place, None, self._changed)
                self._observer.schedule(below, str(place), recursive=True)

    def _numbers(self) -> list[int]:
        return [place.stat().st_ino if place.is_dir() else 0 for place in self._places]


@contextmanager
def watching(places: Iterable[Path], changed: Callable[[], None]) -> Iterator[Watch]:
    """Watch places for as long as the context lasts; see :class:`Watch`."""
    watch = Watch(places, changed)
    try:
        yield watch
    finally:
        watch.stop()


class _Notice(FileSystemEventHandler):
    """Tell of changes below a folder, or of one file in it."""

    def __init__(self, folder: Path, only: str | None, changed: Callable[[], None]) -> None:
        self._folder, self._only, self._changed = folder, only, changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of the event if a build could come out differently for it."""
        if event.event_type not in _KINDS or (event.is_directory and event.event_type == "modified"):
            return
        names = [str(name) for name in (event.src_path, event.dest_path) if name]
        if any(matters(Path(name), self._folder, self._only) for name in names):
            self._changed()


def matters(path: Path, folder: Path, only: str | None = None) -> bool:
    """Tell whether a path below a folder is more than what an editor leaves beside its file."""
    parts = path.relative_to(folder).parts if path.is_relative_to(folder) else path.parts[-1:]
    if only is not None:
        return parts == (only,)
    return bool(parts) and not any(_LEFT_BY_EDITORS.fullmatch(part) for part in parts)
