"""What the pages are made of that show how figures were made."""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows
from sunledger.render.contexts_versions import Versions


@dataclass(frozen=True, slots=True)
class WorkingRow:
    """A derived row; everything is printed already, safe and not marked."""

    says: str
    """What it is of, where a section has several."""
    figures: str
    """What it says."""
    made: tuple[str, ...]
    """What it was made of, table by table."""


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
    commits: frozenset[str]
    """The commits that its rows stand from; blank is that of a row without one."""


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
