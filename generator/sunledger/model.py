"""The small frozen values that stages hand to one another."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sunledger.engine import Connection
from sunledger.profile import Profile


class Severity(enum.StrEnum):
    """How grave a finding is: an error stops publication, the others are published with it."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing, at one place.

    ``file`` is relative to the project's root, ``line`` counts physical lines from 1 (0: the whole
    file), ``column`` is a column's name or blank. Texts never hold personal data.
    """

    rule: str
    severity: Severity
    file: str
    line: int
    column: str
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str

    def order(self) -> tuple[str | int, ...]:
        """Give the sort key: gravest first, then by place."""
        return (_RANK[self.severity], self.file, self.line, self.rule, self.column, self.message_en)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A data file that was read: its dataset, its rows and what it hashes to."""

    file: str
    dataset: str
    county: str
    folder: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class County:
    """A partition: one folder directly under the data folder, with its profile."""

    county_id: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class About:
    """What a unit says of itself: Markdown, not yet trusted."""

    community_id: str
    file: str
    markdown: str


@dataclass(frozen=True, slots=True)
class SealFile:
    """A file of a county's folder ``seals``: what was sealed, as text with LF line ends."""

    county: str
    name: str
    file: str
    text: str


REDACTED_ROWS = "dataset varchar, row_key varchar"
"""What the seal stage leaves in ``meta.redacted_rows``: rows redacted for a legal reason, as first keyed."""

PAST_TABLES = {
    "history": "state varchar, since varchar",
    "past_changes": "change_id varchar, position integer, revision varchar, changed_on date",
    "past_files": "change_id varchar, county_id varchar, folder varchar, dataset varchar, readable boolean",
    "past_rows": "change_id varchar, county_id varchar, folder varchar, dataset varchar, row_key varchar, "
    "copy integer, side integer, paired boolean, owner_kind varchar, owner_id varchar, fund_id varchar, "
    "month varchar, gross decimal(18, 2), cost decimal(18, 2), disbursed decimal(18, 2), "
    "transferred decimal(18, 2), opening decimal(18, 2)",
    "line_commits": "file varchar, line integer, change_id varchar, revision varchar, changed_on date",
}
"""What the reading of git's history leaves in schema ``meta``; nothing of it is published as it stands.

``past_rows`` has a row for each that was added (``side`` 1) or removed (-1); a row that was changed is there
twice, with both sides ``paired``. Ids and months are as they were written then, right or wrong.
``line_commits`` has the first of each run of lines that one commit put there, as they stand today; a run
without a commit is older than what was looked at, and a file without a run is not as it was committed.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the read stage gives: raw cells in ``con``, and what it could not read."""

    root: Path
    """The folder that file names are relative to."""
    con: Connection
    counties: tuple[County, ...]
    files: tuple[SourceFile, ...]
    suspects: dict[str, bytes]
    """Content of files with ragged rows, by path; ``con`` holds only their well-shaped rows."""
    abouts: tuple[About, ...]
    notes: tuple[About, ...]
    """Profiles and other prose that is kept in the open: scanned like ``abouts``, never shown."""
    findings: tuple[Finding, ...]
    seals: tuple[SealFile, ...] = ()

    @property
    def rows(self) -> int:
        """Count the rows of all files."""
        return sum(source.rows for source in self.files)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one rule: how many rows it was held against and what it found."""

    rule: str
    kind: str
    severity: Severity
    facts: dict[str, str]
    applicable: bool
    rows_tested: int
    findings: int
    sql: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check stage gives: all findings in order, and a verdict for every rule."""

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...] = ()
    unclean: frozenset[str] = frozenset()
    """Datasets with an error; nothing is derived from them."""
    unheld: frozenset[str] = frozenset()
    """Rules that could not be held, since errors kept a table they read from being made."""

    @property
    def ok(self) -> bool:
        """Tell whether there is no error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build was asked for; clock, revision and place are given, never looked up."""

    out: Path
    base_url: str | None = None
    jobs: int = 1
    revision: str | None = None
    edit_url: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run: what was read, what was found, what was written."""

    findings: tuple[Finding, ...]
    files: int
    rows: int
    seconds: str
    pages: int = 0
    out: Path | None = None

    @property
    def ok(self) -> bool:
        """Tell whether there is no error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


Advance = Callable[[int], None]
"""Called with how many more steps of a stage are done."""


class Progress(Protocol):
    """Called when a stage begins; shows it on a terminal, silent in a pipe."""

    def __call__(self, stage: str, what: str, total: int = 0) -> Advance:
        """Take the stage's name, what it is at and in how many steps, if known; return what counts them."""
        ...


def quiet(stage: str, what: str, total: int = 0) -> Advance:  # noqa: ARG001 - a Progress takes them
    """Report progress to nobody."""
    return _nothing


def _nothing(_: int) -> None:
    """Count nothing."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file that can be downloaded."""

    scope: str
    """``publisher``, ``county``, ``unit`` or ``fund``."""
    owner: str
    """Whose: a county's, unit's or fund's id; a table's name among those of the whole publisher, or blank."""
    form: str
    """``csv``, ``json``, ``xlsx``, ``parquet``, ``sqlite`` or ``zip``."""
    path: str
    """Below the root of the site."""
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """The outcome of sealing or verifying: what was found, the heads as printed, and how many rows."""

    report: Report
    heads: tuple[str, ...] = ()
    rows: int = 0
    """Rows sealed now, or proven."""
