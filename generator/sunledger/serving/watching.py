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


@contextmanager
def watching(places: Iterable[Path], changed: Callable[[], None]) -> Iterator[None]:
    """Call ``changed`` from a thread of its own whenever something worth a build happens in a place.

    A place is a folder, with all below it, or a file. Where the system can't tell any more changes, because
    other programs watch too much, the places are looked at every second.
    """
    for kind in (Observer, PollingObserver):
        observer = kind(timeout=_POLLED)
        for place in places:
            watched = place if place.is_dir() else place.parent
            handler = _Notice(watched, None if place.is_dir() else place.name, changed)
            observer.schedule(handler, str(watched), recursive=place.is_dir())
        try:
            observer.start()
        except OSError:
            continue
        break
    try:
        yield
    finally:
        observer.stop()
        observer.join()


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
