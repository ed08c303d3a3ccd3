"""What the pages are made of that show how figures were made."""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows, rows_working
from sunledger.render.contexts_versions import Versions


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a derived row."""

    name: str
    """What it is."""
    sign: str
    """``+``, ``−`` or ``=`` where it stands in a sum; blank elsewhere."""
    value: str | None
    """As it is written on every page."""


@dataclass(frozen=True, slots=True)
class PartTable:
    """Rows of one table that a derived row was made of."""

    table: str
    """The table's name."""
    title: str
    """What it is called."""
    columns: tuple[str, ...]
    """The figures its rows add to."""
    lines: tuple[rows_working.Line, ...]
    """Row by row; cells are safe and not marked."""
    count: int
    """How many there are, which is more than are listed where a page would be too long."""
    recorded: bool
    """Whether its rows stand in files."""


@dataclass(frozen=True, slots=True)
class WorkingRow:
    """A derived row."""

    says: str
    """What it is of, where a section has several."""
    figures: tuple[Figure, ...]
    """What it says."""
    sums: bool
    """Whether its figures make a sum."""
    parts: tuple[PartTable, ...]
    """What it was made of."""


@dataclass(frozen=True, slots=True)
class WorkingSection:
    """Rows of a derived table about one thing."""

    anchor: str
    """Its id on the page."""
    table: str
    """The derived table."""
    title: str
    """What the table is called."""
    says: str
    """What the section is of."""
    rows: tuple[WorkingRow, ...]
    """Row by row."""


@dataclass(frozen=True, slots=True)
class WorkingPage:
    """How the figures of a unit, a county or the publisher were made."""

    root: str
    """What leads to the language's root."""
    crumbs: tuple[rows.Ancestor, ...]
    """What stands above."""
    name: str
    """Whose figures."""
    home: str
    """Address of the page the figures stand on, below the language's root."""
    period: str
    """The year, or the month, they are of, in prose."""
    others: tuple[tuple[str, str], ...]
    """The pages by year: what each is called, and its address below the language's root; blank for this."""
    sections: tuple[WorkingSection, ...]
    """Section by section."""
    versions: Versions
    """The commits its rows stand from."""
    edit: str
    """What makes a file's path an address to edit it at; blank when none is known."""
