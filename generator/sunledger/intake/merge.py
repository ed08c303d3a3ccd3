"""Rows into the text of a file: lines that stay keep their bytes, changed cells are replaced in their place.

New rows go where the file's order has their place, where it has one (by key, or by time); else to its end.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sunledger.intake.accounts import Cells, Key, Ledger, Record, key_of
from sunledger.intake.ids import numbered
from sunledger.intake.placement import moment_of, stem
from sunledger.intake.rows import Row
from sunledger.resources import load_schema

_CELL = re.compile(r'"(?:[^"]|"")*"|[^,]*')


@dataclass(frozen=True, slots=True)
class Change:
    """A row that stands and is to be changed: old and new value by column, and where the new ones stand."""

    key: Key
    record: Record
    cells: dict[str, tuple[str, str]]
    row: Row


@dataclass(frozen=True, slots=True)
class Merged:
    """A file as it would be: its content, what is added and changed, and how many rows stay as they are."""

    ledger: Ledger
    content: bytes
    added: tuple[tuple[int, Row], ...]
    """With the line each gets."""
    changed: tuple[tuple[int, Change], ...]
    unchanged: int


def merge(ledger: Ledger, added: Iterable[Row], changed: Iterable[Change], same: int) -> Merged:
    """Write rows into a file; ``same`` of the imported rows stand in it as they are."""
    changes = {change.record.line: change for change in changed}
    gaps = _gaps(ledger, added)
    head_end = ledger.end if ledger.records or ledger.raw.endswith(b"\n") else ""
    lines: list[tuple[str, str, Row | Change | None]] = [(ledger.head, head_end, None)]
    for at, record in enumerate(ledger.records):
        lines += [(_line(ledger.columns, row.cells), ledger.end, row) for row in gaps.get(at, ())]
        change = changes.get(record.line)
        text = _replaced(ledger, record, change) if change else record.text
        lines.append((text, record.end, change))
    beyond = gaps.get(len(ledger.records), ())
    lines += [(_line(ledger.columns, row.cells), ledger.end, row) for row in beyond]
    last = len(lines) - 1
    ends = [end or (ledger.end if at < last else "") for at, (_, end, _) in enumerate(lines)]
    content = "".join(text + end for (text, _, _), end in zip(lines, ends, strict=True))
    numbers = _numbered([text for text, _, _ in lines])
    placed = [(line, what) for line, (_, _, what) in zip(numbers, lines, strict=True)]
    rows = tuple((line, what) for line, what in placed if isinstance(what, Row))
    changed_rows = tuple((line, what) for line, what in placed if isinstance(what, Change))
    return Merged(ledger, content.encode(), rows, changed_rows, same)


def differences(dataset: str, old: Cells, new: Cells) -> dict[str, tuple[str, str]]:
    """Return the columns in which a row differs from one that stands; figures are compared as figures."""
    fields = {each["name"]: each for each in load_schema(dataset)["fields"]}
    return {
        name: (old[name], value)
        for name, value in new.items()
        if value != old[name] and not _equal(fields[name], old[name], value)
    }


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the rank of an id in which numbers count as numbers: r-2 before r-10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts)


def _equal(field: dict[str, Any], one: str, other: str) -> bool:
    if field["type"] not in ("number", "integer") or not one or not other:
        return False
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _gaps(ledger: Ledger, added: Iterable[Row]) -> dict[int, list[Row]]:
    """Sort new rows into the places between those that stand, by the number of the row they come before.

    A series of ids that the file does not have yet goes to its end.
    Whatever order they came in, those of one place stand in the order of time and key.
    """
    place = _order(ledger)
    places = [place(record.cells) for record in ledger.records] if place else []
    key = load_schema(ledger.dataset)["primaryKey"][0]
    stems = {stem(record.cells[key]) for record in ledger.records}
    gaps: dict[int, list[Row]] = {}
    for row in sorted(added, key=lambda row: _ranks(ledger.dataset, row.cells)):
        fits = place and (not numbered(ledger.dataset) or stem(row.cells[key]) in stems)
        gaps.setdefault(
            bisect_right(places, place(row.cells)) if place and fits else len(ledger.records), []
        ).append(row)
    for rows in gaps.values():
        if place:
            rows.sort(key=lambda row: place(row.cells))
    return gaps


def _order(ledger: Ledger) -> Callable[[Cells], Any] | None:
    """Return the rank by which a file's rows are sorted, if they are."""
    dataset = ledger.dataset

    def by_key(cells: Cells) -> Any:
        return tuple(map(natural, key_of(dataset, cells)))

    def by_text(cells: Cells) -> Any:
        return key_of(dataset, cells)

    def by_moment(cells: Cells) -> Any:
        return moment_of(dataset, cells)

    for rank in (by_key, by_text, by_moment):
        ranks = [rank(record.cells) for record in ledger.records]
        if len(ranks) > 1 and all(ranks[at] <= ranks[at + 1] for at in range(len(ranks) - 1)):
            return None if rank is by_moment and not any(ranks) else rank
    return None


def _ranks(dataset: str, cells: Cells) -> Any:
    """Return the rank of new rows among themselves, whatever order they came in."""
    return (moment_of(dataset, cells), tuple(map(natural, key_of(dataset, cells))))


def _replaced(ledger: Ledger, record: Record, change: Change) -> str:
    """Return a row's line with the changed cells in it, every other as it is written."""
    written = _slices(record.text)
    for name, (_, value) in change.cells.items():
        written[ledger.columns.index(name)] = _line((name,), {name: value})
    return ",".join(written)


def _slices(line: str) -> list[str]:
    """Part a line into its cells as they are written, quotes and all."""
    found, at = [], 0
    while True:
        end = match.end() if (match := _CELL.match(line, at)) else len(line)
        found.append(line[at:end])
        if end >= len(line):
            return found
        at = end + 1


def _line(columns: Iterable[str], cells: Cells) -> str:
    """Write a row as a line without its end."""
    values = [cells.get(name, "") for name in columns]
    if values == [""]:
        return ""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(values)
    return out.getvalue()


def _numbered(texts: Iterable[str]) -> list[int]:
    """Return the line each row begins on."""
    found, line = [], 1
    for text in texts:
        found.append(line)
        line += 1 + text.count("\n")
    return found
