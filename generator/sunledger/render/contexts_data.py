"""What pages show of the data themselves: downloads, dictionary, rules and methods.

Texts in rows are safe markup; templates print these fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows_downloads, rows_publisher


@dataclass(frozen=True, slots=True)
class TableLine:
    """A dataset or derived table in the list of data."""

    name: str
    """Its name, as in file names and SQL."""
    title: str
    """Its title, from the schema."""
    description: str
    """What a row is, from the schema."""
    count: str
    """How many rows it has."""
    files: tuple[rows_downloads.Download, ...]
    """Its downloads, a form each."""


@dataclass(frozen=True, slots=True)
class CountyFiles:
    """A county's downloads."""

    county: rows_publisher.County
    """The county."""
    files: tuple[rows_downloads.Download, ...]
    """A form each."""


@dataclass(frozen=True, slots=True)
class DataPage:
    """The list of everything that can be downloaded."""

    root: str
    """What leads to the language's root."""
    downloads: str
    """What leads to the root of the site, where downloads stand."""
    simple: tuple[TableLine, ...]
    """The flat tables, which most people want."""
    whole: tuple[rows_downloads.Download, ...]
    """Files that hold more than one table: the workbook of the flat tables, then all tables."""
    counties: tuple[CountyFiles, ...]
    """Each county's own."""
    datasets: tuple[TableLine, ...]
    """What clerks keep."""
    derived: tuple[TableLine, ...]
    """What is computed from it."""
    seals: tuple[rows_publisher.Seal, ...]
    """Each county's seals, if it has any."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column in the dictionary."""

    name: str
    """Its name in headers and SQL."""
    title: str
    """Its title."""
    description: str
    """What it means."""
    type: str
    """Its type, of the Table Schema standard."""
    unit: str
    """Its unit, in words; blank without one."""
    required: bool
    """Whether it is never blank."""
    codes: tuple[tuple[str, str], ...]
    """Each code with its label."""
    pattern: str
    """The pattern its values match; blank without one."""
    refers: str
    """The dataset whose key it holds; blank when it holds none."""


@dataclass(frozen=True, slots=True)
class DictionaryPage:
    """The dictionary of one dataset or derived table."""

    root: str
    """What leads to the language's root."""
    downloads: str
    """What leads to the root of the site, where downloads stand."""
    table: TableLine
    """The table."""
    key: tuple[str, ...]
    """Columns that tell its rows apart."""
    columns: tuple[ColumnLine, ...]
    """Column by column."""
    derived: bool
    """Whether it is computed, and so has SQL on the method pages."""


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Every rule with its reason, its examples and its SQL."""

    root: str
    """What leads to the language's root."""
    rules: tuple[rows_publisher.Rule, ...]
    """Rule by rule."""


@dataclass(frozen=True, slots=True)
class TablesPage:
    """Every derived table with its reason and its SQL."""

    root: str
    """What leads to the language's root."""
    tables: tuple[rows_publisher.Method, ...]
    """Table by table."""
