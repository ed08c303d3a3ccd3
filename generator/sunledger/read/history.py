"""What changed in the accounts from commit to commit, row by row, as git keeps it.

Both versions of every file that a commit touched are taken apart, and rows are compared by their keys:
moving one to another file, or writing it another way, changes nothing. Of what was written once and is gone
only ids, months and amounts are kept, for counting; never a text, a message or an author. A file that can't
be read as accounts is noted as unreadable, never an error: the past can't be put right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sunledger.model import Reading
from sunledger.read import files, git, lines
from sunledger.read.past import Rows
from sunledger.read.versions import NO_FILE, Version, differing
from sunledger.resources import dataset_names

CHANGES = 50
"""How many of the newest commits that touched the accounts are taken apart."""

LIMIT = 64 * 1024 * 1024
"""Largest file taken apart, in bytes; a larger one is noted as unreadable."""

SHORT = lines.SHORT
"""Digits of a commit's name that tell changes apart."""

_OTHER = {"profile.toml": "profile", files.ABOUT: "about"}


@dataclass(frozen=True, slots=True)
class _File:
    """A touched file: of which change, whose, of which dataset."""

    change: str
    county: str
    folder: str
    dataset: str
    touched: git.Touched

    @property
    def has_rows(self) -> bool:
        return self.dataset in dataset_names()


def read_history(reading: Reading, data: Path, scratch: Path, *, most: int = CHANGES) -> None:
    """Fill the tables :data:`~sunledger.model.PAST_TABLES`, which are there, from the commits that changed
    ``data``.

    Without git, a work tree or a commit the state is ``unknown`` and the tables are empty; where the copy at
    hand ends it is ``shallow``, where there are more commits than ``most`` it is ``limited``.
    """
    con = reading.con
    log = git.log(data, most + 1)
    if log is None:
        con.execute("insert into meta.history values ('unknown', null)")
        return
    lines.read_lines(con, data.absolute(), reading.files)
    commits = log.commits[:most]
    state = "limited" if len(log.commits) > most else "shallow" if log.cut_on else "whole"
    since = commits[-1].day if state == "limited" else log.cut_on
    con.execute("insert into meta.history values (?, nullif(?, ''))", [state, since])
    for position, commit in enumerate(commits, 1):
        con.execute(
            "insert into meta.past_changes values (?, ?, ?, ?)",
            [commit.name[:SHORT], position, commit.name, commit.day],
        )
    touched = [file for commit in commits for file in _files(commit)]
    rows = Rows(scratch)
    readable = _stage(data, touched, rows)
    rows.take_in(
        con,
        [(file.change, file.county, file.folder, file.dataset, fine)
         for file, fine in zip(touched, readable, strict=True)],
    )  # fmt: skip


def look_back(reading: Reading, data: Path, scratch: Path) -> Exception | None:
    """Do so while the accounts are checked; return what fails, for it matters only if they have no error."""
    try:
        read_history(reading, data, scratch)
    except Exception as fault:
        return fault
    return None


def _files(commit: git.Commit) -> Iterator[_File]:
    """Tell what the touched files are; what has no place among the accounts is passed over."""
    for touched in commit.files:
        parts = touched.path.split("/")
        if not 2 <= len(parts) <= 3:
            continue
        stem = parts[-1].removesuffix(".csv").partition("-")[0]
        if len(parts) == 3 and parts[1] == files.SEALS:
            dataset = files.SEALS
        elif parts[-1].endswith(".csv") and stem in dataset_names():
            dataset = stem
        else:
            dataset = _OTHER.get(parts[-1], "")
        if dataset:
            folder = parts[0] if dataset == files.SEALS else parts[-2]
            yield _File(commit.name[:SHORT], parts[0], folder, dataset, touched)


def _stage(data: Path, touched: Sequence[_File], rows: Rows) -> Iterator[bool]:
    """Stage the rows in which two versions of each file differ; tell for each whether it could be read."""
    wanted = [file.touched for file in touched if file.has_rows]
    names = [name for file in wanted for name in (file.old, file.new) if name]
    found = git.contents(data, names, LIMIT)
    for number, file in enumerate(touched):
        if not file.has_rows:
            yield True
            continue
        old, new = (_version(name, file.dataset, found) for name in (file.touched.old, file.touched.new))
        if old and new:
            before, after = differing(old, new)
            rows.add(number, -1, file.dataset, old.names, before)
            rows.add(number, 1, file.dataset, new.names, after)
        yield old is not None and new is not None


def _version(name: str | None, dataset: str, found: Iterator[bytes | None]) -> Version | None:
    """Take the next content apart, if the file stood there and git has it."""
    if name is None:
        return NO_FILE
    return Version.parse(next(found), dataset) if name else None
