"""Progress of long work on a terminal: which stage, how much of how much, how long it may yet take.

What takes less than a second shows nothing, and where nobody looks on, in a pipe or a log, not a byte is
written. The display is a library's, rich's, loaded only when there is something to show.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from sunledger.model import Advance, Progress, quiet

PATIENCE = 1.0
"""After how many seconds the display appears."""

STAGES = {
    "read": "读取 read", "check": "核对 check", "derive": "计算 derive", "render": "成页 render",
    "publish": "发布 publish",
}  # fmt: skip
_PAUSE = 0.05


@contextmanager
def shown(stream: TextIO, *, after: float = PATIENCE) -> Iterator[Progress]:
    """Give what reports progress: to a display on ``stream`` if that is a terminal, else to nobody."""
    if not stream.isatty():
        yield quiet
        return
    display = _Display(stream)
    waiting = threading.Timer(after, display.appear)
    waiting.daemon = True
    waiting.start()
    try:
        yield display
    finally:
        waiting.cancel()
        display.vanish()
        waiting.join()


class _Display:
    """One line that tells the stage at work; it is taken away when the work is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._bar: Any = None
        self._over = False
        self._label, self._total, self._done, self._drawn = "", 0, 0, 0.0

    def __call__(self, stage: str, what: str, total: int = 0) -> Advance:
        """Begin a stage of ``total`` steps, 0 if nobody knows how many; return what counts those done."""
        with self._lock:
            self._label, self._total, self._done = f"{STAGES.get(stage, stage)} {what}".rstrip(), total, 0
            self._begin()
        return self._advance

    def _advance(self, steps: int = 1) -> None:
        with self._lock:
            self._done += steps
            now = time.monotonic()
            if self._bar is not None and (now - self._drawn > _PAUSE or self._done == self._total):
                self._drawn = now
                self._bar.update(self._bar.task_ids[-1], completed=self._done)

    def _begin(self) -> None:
        if self._bar is None:
            return
        for task in self._bar.task_ids:
            self._bar.remove_task(task)
        self._bar.add_task(self._label, total=self._total or None, completed=self._done)

    def appear(self) -> None:
        """Show the display, with what is at work now."""
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as Bar

        with self._lock:
            if self._over:
                return
            self._bar = Bar(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
                TimeElapsedColumn(), TimeRemainingColumn(), console=Console(file=self._stream),
                transient=True, redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._begin()
            self._bar.start()

    def vanish(self) -> None:
        """Take the display away, whether it has appeared or not."""
        with self._lock:
            self._over = True
            if self._bar is not None:
                self._bar.stop()
                self._bar = None
