"""Where on a sheet the table is: its heading, its columns, its rows, and what is no entry.

Titles stand above the heading; totals, signatures, examples and headings printed once more stand among or
below the rows. What is left out is told; what is hidden is asked; what can't be told apart is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sunledger.intake.grid import Area, Kind, Sheet, letters
from sunledger.intake.headings import SERIAL, Heading, heading, key
from sunledger.intake.sorting import heads_a_table, is_entry, sort
from sunledger.resources import dataset_names, load_schema

FIRST_ROWS = 40
"""How many filled rows are looked at for a heading."""

_UNIT = re.compile(r"单位(?:[^元]{0,8}[、,;/])?[为是(\[]?(?:人民币)?(百万元|[百千万亿]元|元)")
_ALONE = re.compile(r"[(\[](?:人民币)?(百万元|[百千万亿]元|元)[)\]]")
"""How titles state it: in brackets, without saying what it is."""
_NAMED = re.compile(r"(?<![0-9])(百万元|[百千万亿]元)")
"""How names of sheets and files state it; behind a digit it is an amount."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet: its heading's row, its columns, and its rows by what they are."""

    dataset: str
    sheet: Sheet
    head: int
    columns: dict[int, Heading]
    unknown: dict[int, str]
    """Columns whose heading is none of the dataset's, with its text."""
    unit: str
    """The unit of money stated for the table as a whole."""
    rows: tuple[int, ...]
    totals: tuple[int, ...]
    examples: tuple[int, ...]
    footers: tuple[int, ...]
    again: tuple[int, ...]
    """Rows that repeat the heading."""
    second: int = 0
    """The row in which another table begins, above this one or below, if one does."""


def lay_out(sheet: Sheet, dataset: str, stem: str) -> Table | None:
    """Find the table of a dataset on a sheet of a file named ``stem``; None without a heading."""
    head = _head(sheet, dataset)
    if not head:
        return None
    known, unknown = _columns(sheet, head, dataset)
    sorts: dict[str, list[int]] = {"rows": [], "totals": [], "examples": [], "footers": [], "again": []}
    second = _earlier(sheet, head)
    for row in sorted(each for each in sheet.rows if each > _foot(sheet, head)):
        kind = sort(sheet.rows[row], dataset, known)
        if kind == "second":
            second = second or row
            break
        sorts[kind].append(row)
    return Table(
        dataset, sheet, head, known, unknown, _unit(sheet, head, sorts["footers"], stem),
        tuple(sorts["rows"]), tuple(sorts["totals"]), tuple(sorts["examples"]),
        tuple(sorts["footers"]), tuple(sorts["again"]), second,
    )  # fmt: skip


def headed(sheet: Sheet, row: int) -> dict[int, str]:
    """Return the texts that head columns in a row, those merged with cells above it among them."""
    found = {at: cell.text for at, cell in sheet.rows.get(row, {}).items() if cell.kind is Kind.TEXT}
    for area in sheet.marks.merged:
        if area.top < row <= area.bottom and area.left == area.right:
            anchor = sheet.rows.get(area.top, {}).get(area.left)
            if anchor and anchor.kind is Kind.TEXT:
                found.setdefault(area.left, anchor.text)
    return found


def likely(sheet: Sheet) -> list[str]:
    """Return the datasets whose headings stand on a sheet: all known, all that are required there."""
    found = []
    for dataset in dataset_names():
        if head := _head(sheet, dataset):
            known, unknown = _columns(sheet, head, dataset)
            named = {each.name for each in known.values()}
            needed = required(dataset) - set(load_schema(dataset)["primaryKey"][:1])
            if needed <= named and all(key(text) in SERIAL for text in unknown.values()):
                found.append(dataset)
    return found


def required(dataset: str) -> set[str]:
    """Return the columns of a dataset that every row fills."""
    fields = load_schema(dataset)["fields"]
    return {each["name"] for each in fields if each.get("constraints", {}).get("required")}


def serials(table: Table) -> set[int]:
    """Return the columns that only count rows."""
    return {at for at, text in table.unknown.items() if key(text) in SERIAL}


def above(table: Table) -> list[int]:
    """Return the rows above a heading that look like entries: sorted with their heading, or copied amiss."""
    rows = sorted(row for row in table.sheet.rows if row < table.head)
    return [row for row in rows if is_entry(table.sheet.rows[row], table.dataset, table.columns)]


def merged(table: Table) -> list[Area]:
    """Return the merged cells that lie among the entries."""
    rows = set(table.rows)
    return [area for area in table.sheet.marks.merged
            if not rows.isdisjoint(range(area.top, min(area.bottom, max(rows, default=0)) + 1))]  # fmt: skip


def reference(area: Area) -> str:
    """Return how a spreadsheet names some cells."""
    return f"{letters(area.left)}{area.top}:{letters(area.right)}{area.bottom}"


def _head(sheet: Sheet, dataset: str) -> int:
    """Return the row that names most columns of a dataset; 0 where none names enough."""
    head = max(_first(sheet), key=lambda row: (_likeness(sheet, row, dataset), -row), default=0)
    least = min(2, len(load_schema(dataset)["fields"]))
    return head if head and _likeness(sheet, head, dataset) >= least else 0


def _columns(sheet: Sheet, head: int, dataset: str) -> tuple[dict[int, Heading], dict[int, str]]:
    """Return the columns that a heading names, and the texts of those that are none of the dataset's."""
    texts = headed(sheet, head)
    known = {at: found for at, text in texts.items() if (found := heading(text, dataset))}
    return known, {at: text for at, text in texts.items() if at not in known}


def _first(sheet: Sheet) -> list[int]:
    return sorted(sheet.rows)[:FIRST_ROWS]


def _likeness(sheet: Sheet, row: int, dataset: str) -> int:
    """Count the columns of a dataset that a row names."""
    return sum(heading(text, dataset) is not None for text in headed(sheet, row).values())


def _foot(sheet: Sheet, head: int) -> int:
    """Return the last row of a heading: some of its cells may be merged with those below."""
    return max(
        [head, *(area.bottom for area in sheet.marks.merged if area.top == head and area.left == area.right)]
    )


def _earlier(sheet: Sheet, head: int) -> int:
    """Return the row in which a table above a heading begins; 0 for none. Parts of the heading are none."""
    tiers = {row for area in sheet.marks.merged if area.bottom >= head for row in range(area.top, head)}
    rows = [row for row in sorted(sheet.rows) if row < head and row not in tiers]
    return next((row for row in rows if heads_a_table(sheet.rows[row])), 0)


def _unit(sheet: Sheet, head: int, footers: Sequence[int], stem: str) -> str:
    """Return the unit of money that is stated around a table: above it, beside its heading, below, by name.

    What stands below may be prose, so there it must say that it is a unit. Of several the yuan counts last:
    a larger one is asked.
    """
    above = [row for row in sorted(sheet.rows) if row <= head]
    names = [cell.text for row in above for cell in sheet.rows[row].values()
             if row < head or _UNIT.search(key(cell.text))]  # fmt: skip
    below = [cell.text for row in footers for cell in sheet.rows[row].values()]
    places = ((_UNIT, [*names, *below]), (_ALONE, names), (_NAMED, [sheet.name, stem]))
    units = [stated for pattern, texts in places for text in texts for stated in pattern.findall(key(text))]
    return next((unit for unit in units if unit != "元"), units[0] if units else "")
