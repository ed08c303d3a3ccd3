"""Load staging files into the raw tables while further files are still being read.

The engine lets go of Python's lock while it works, so threads of its own load what is staged. All rows of a
dataset go through one of them, in the order they were staged in: which thread is faster changes nothing.
"""

from __future__ import annotations

import csv
import io
import queue
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import duckdb

from sunledger.engine import Connection, identifier, literal
from sunledger.errors import ProgramFault

LOADERS = 2
"""Threads that load; each dataset belongs to one."""

_AHEAD = 64 * 1024 * 1024
"""Bytes that may wait for a thread: reading waits when it is further ahead, so memory stays flat."""


@dataclass(slots=True)
class Stage:
    """What is to become one staging file: rows of a dataset in one order of columns, file by file."""

    dataset: str
    columns: tuple[str, ...]
    parts: list[bytes] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    lines: list[list[int] | None] = field(default_factory=list)
    """The line of each row of a file whose rows don't stand one a line below its header."""

    @property
    def size(self) -> int:
        """Return the bytes of the rows."""
        return sum(map(len, self.parts))


class Loader:
    """Writes staging files below ``scratch`` and loads them; every table must stand.

    Leaving the ``with`` waits for all of it. A fault in a thread is raised there.
    """

    def __init__(self, con: Connection, scratch: Path, suspects: dict[str, bytes]) -> None:
        self._scratch = scratch
        self._suspects = suspects
        self._fault: BaseException | None = None
        self._turns: dict[str, int] = {}
        self._held = 0
        self._room = threading.Condition()
        self._queues: list[queue.SimpleQueue[Stage | None]] = [queue.SimpleQueue() for _ in range(LOADERS)]
        self._threads = [
            threading.Thread(target=self._work, args=(con.cursor(), number, waiting))
            for number, waiting in enumerate(self._queues)
        ]

    def __enter__(self) -> Loader:
        for thread in self._threads:
            thread.start()
        return self

    def put(self, stage: Stage) -> None:
        """Hand a stage over to the thread of its dataset, when there is room; datasets take turns."""
        self._hold(stage.size)
        turn = self._turns.setdefault(stage.dataset, len(self._turns))
        self._queues[turn % LOADERS].put(stage)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._fault = self._fault or fault
        for waiting in self._queues:
            waiting.put(None)
        for thread in self._threads:
            thread.join()
        if self._fault is not None and fault is None:
            raise self._fault

    def _hold(self, size: int) -> None:
        """Wait until so many bytes more may wait, or nothing else does; bytes that left are negative."""
        with self._room:
            self._room.wait_for(lambda: size < 0 or not self._held or self._held + size <= _AHEAD)
            self._held += size
            self._room.notify_all()

    def _work(self, con: Connection, number: int, waiting: queue.SimpleQueue[Stage | None]) -> None:
        """Load what comes; after a fault only take it away, so that nobody waits for ever."""
        path = self._scratch / f"stage-{number}.csv"
        while (stage := waiting.get()) is not None:
            size = stage.size
            if self._fault is None:
                try:
                    _load(con, stage, path, self._suspects)
                except BaseException as fault:
                    self._fault = fault
            self._hold(-size)
        con.close()


def _load(con: Connection, stage: Stage, path: Path, suspects: dict[str, bytes]) -> None:
    """Load one stage; if ragged rows cancelled out in the counts, set them aside first."""
    with path.open("wb") as stream:
        stream.write(b"".join(stage.parts))  # at once: after each part others would have Python's lock
    stage.parts.clear()
    if not _loaded(con, stage, path):
        _set_ragged_aside(stage, path, suspects)
        if not _loaded(con, stage, path):
            raise ProgramFault(stage.dataset, "staging")
    path.unlink()


def _loaded(con: Connection, stage: Stage, path: Path) -> bool:
    """Load the staging file, if every row has the right number of cells; tell whether it was so."""
    places: dict[str, list[str] | list[int] | list[list[int] | None]] = {
        "files": stage.files, "rows": stage.rows,
    }  # fmt: skip
    if any(stage.lines):
        places["lines"] = stage.lines
    try:
        con.execute(_insertion(stage, path), places)
    except duckdb.Error:
        return False
    return True


def _insertion(stage: Stage, path: Path) -> str:
    """Write the statement that loads each row with its place, or nothing if some row has none.

    A blank cell is null.
    """
    types = "{" + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in stage.columns) + "}"
    columns = ", ".join(identifier(name) for name in stage.columns)
    lines, given = "range(2, rows + 2)", ""
    if any(stage.lines):
        lines, given = f"coalesce(lines, {lines})", ", unnest(cast($lines as bigint[][])) as lines"
    return (
        f"insert into raw.{stage.dataset} ({columns}, file, line) select {columns}, file, "
        "case when staged and file is not null then line else error('a row without a place') end "
        f"from (select *, true as staged from read_csv({literal(str(path))}, "
        f"columns = {types}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        "nullstr = '', new_line = '\\n', strict_mode = true, null_padding = false, "
        "max_line_size = 16777216)) positional join "
        f"(select file, cast(unnest({lines}) as integer) as line from "
        f"(select unnest($files) as file, unnest($rows) as rows{given}))"
    )


def _set_ragged_aside(stage: Stage, path: Path, suspects: dict[str, bytes]) -> None:
    """Look at a staging file row by row, which the fast path never does, and keep the well-shaped rows."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = iter(list(csv.reader(stream)))
    kept: list[list[str]] = []
    for number, (file, count) in enumerate(zip(stage.files, stage.rows, strict=True)):
        own = [next(rows) for _ in range(count)]
        lines = stage.lines[number] or range(2, count + 2)
        fine = [(line, row) for line, row in zip(lines, own, strict=True) if len(row) == len(stage.columns)]
        if len(fine) < count:
            suspects[file] = _text([list(stage.columns), *own])
        kept += [row for _, row in fine]
        stage.rows[number], stage.lines[number] = len(fine), [line for line, _ in fine]
    path.write_bytes(_text(kept))


def _text(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
