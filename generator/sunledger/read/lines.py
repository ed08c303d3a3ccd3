"""Which commit last touched each line of the accounts, from one walk over git's history.

Newest first, every commit says which lines of a file it put there; a line that stands today belongs to the
first commit that says so, and its number is followed back through what was put in and taken out above it.
Only places are taken from a commit, its name and its day: never a text, a message or an author. Files that
are not as they were committed have no commits, nor have lines that are older than what was looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sunledger.engine import Connection
from sunledger.model import SourceFile
from sunledger.read import git

MOST = 5000
"""How many commits are looked at for the lines they put there."""

SHORT = 12
"""Digits of a commit's name that tell commits apart, however many there will be."""


class Run(NamedTuple):
    """Lines that follow one another, then and now."""

    then: int
    """The first one's number in the version looked at."""
    now: int
    """Its number today."""
    lines: int


class Found(NamedTuple):
    """Lines of a file that a commit put there."""

    file: str
    line: int
    lines: int
    commit: str
    day: str


@dataclass(slots=True)
class _Standing:
    """What of the files still waits for its commit, run by run in order."""

    runs: dict[str, list[Run]]

    def meet(self, commit: git.Commit, path: str, hunks: Iterable[git.Hunk]) -> Iterator[Found]:
        """Take out what a commit put into a file, and number the rest as before it."""
        if path not in self.runs:
            return
        put, left = part(self.runs[path], list(hunks))
        for run in put:
            yield Found(path, run.now, run.lines, commit.name, commit.day)
        if left:
            self.runs[path] = left
        else:
            del self.runs[path]


def read_lines(con: Connection, data: Path, sources: Iterable[SourceFile], *, most: int = MOST) -> None:
    """Fill ``meta.line_commits``: the first of each run of lines that one commit put there.

    A run without a commit is one that no commit looked at put there.
    """
    committed = git.committed(data)
    root = data.parent
    names = {
        str(Path(source.file).relative_to(data.name)): source
        for source in sources
        if source.file.startswith(f"{data.name}/")
    }
    runs = {
        path: [Run(1, 1, lines)]
        for path, source in names.items()
        if path in committed and (lines := _unchanged(root / source.file, committed[path]))
    }
    standing = _Standing(runs)
    found: list[Found] = []
    walk = git.hunks(data, most)
    for commit, path, hunks in walk:
        found += standing.meet(commit, path, hunks)
        if not standing.runs:
            break
    walk.close()
    old = [Found(path, run.now, run.lines, "", "") for path, left in standing.runs.items() for run in left]
    _write(con, sorted(f._replace(file=names[f.file].file) for f in (*found, *old)))


def part(runs: list[Run], hunks: list[git.Hunk]) -> tuple[list[Run], list[Run]]:
    """Part runs into what the hunks of a commit put there, and the rest numbered as before the commit."""
    put: list[Run] = []
    left: list[Run] = []
    waiting = iter(runs)
    run = next(waiting, None)
    moved = 0
    for hunk in hunks:
        begin = hunk.new + (hunk.added == 0)
        end = begin + hunk.added
        while run is not None and run.then < end:
            before, inside, after = _cut(run, begin, end)
            if before:
                left.append(before._replace(then=before.then - moved))
            if inside:
                put.append(inside)
            if not after:
                run = next(waiting, None)
            elif after.then >= end:
                run = after
        moved += hunk.added - hunk.taken
    while run is not None:
        left.append(run._replace(then=run.then - moved))
        run = next(waiting, None)
    return put, left


def _cut(run: Run, begin: int, end: int) -> tuple[Run | None, Run | None, Run | None]:
    """Cut a run into what lies before, within and after some lines."""
    last = run.then + run.lines

    def piece(first: int, beyond: int) -> Run | None:
        first, beyond = max(run.then, first), min(last, beyond)
        return Run(first, run.now + first - run.then, beyond - first) if first < beyond else None

    return piece(0, begin), piece(begin, end), piece(end, last)


def _unchanged(path: Path, name: str) -> int:
    """Count the lines of a file that is as it was committed; 0 for any other."""
    try:
        content = path.read_bytes()
    except OSError:
        return 0
    algorithm = "sha1" if len(name) == 40 else "sha256"
    stamp = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
    stamp.update(content)
    return len(content.splitlines()) if stamp.hexdigest() == name else 0


def _write(con: Connection, found: list[Found]) -> None:
    """Write runs by column: a placeholder per cell would make DuckDB's planner the slowest part."""
    con.execute(
        "insert into meta.line_commits select file, line, nullif(left(commit, ?), ''), nullif(commit, ''), "
        "try_cast(day as date) from (select unnest(?::varchar[]) as file, unnest(?::integer[]) as line, "
        "unnest(?::varchar[]) as commit, unnest(?::varchar[]) as day)",
        [SHORT, [f.file for f in found], [f.line for f in found], [f.commit for f in found],
         [f.day for f in found]],
    )  # fmt: skip
