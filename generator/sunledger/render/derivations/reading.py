"""Read derived rows and what they were made of, by place and page, as their declarations say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sunledger.render.contexts_working import Figure, PartTable, WorkingRow, WorkingSection
from sunledger.render.derivations.form import LISTED, Derivation, Part
from sunledger.render.desk import Desk
from sunledger.render.rows_working import Line, Row
from sunledger.render.words import Words

_SIGNS = {"-": "−"}
_NOTHING = frozenset({"0", "0.00"})
_Key = tuple[str, str, str, str]
_Found = tuple[Part, dict[_Key, tuple[Line, ...]]]


class Heading(NamedTuple):
    """What the rows of a derived table have in common."""

    table: str
    title: str
    columns: tuple[str, ...]
    signs: tuple[str, ...]


def sections(
    desk: Desk, derivations: Sequence[Derivation], places: list[str]
) -> dict[str, dict[str, list[WorkingSection]]]:
    """Read the sections of some places, by place and page; pages in order."""
    withheld = f'<span class="withheld">{desk.words("不足披露下限")}</span>'
    found: dict[str, dict[str, list[WorkingSection]]] = {}
    for derivation in derivations:
        rows = desk.declared(derivation.rows(), Row, places=places, withheld=withheld)
        if not rows:
            continue
        parts: list[_Found] = []
        for part in derivation.parts:
            lines = desk.declared(derivation.lines(part), Line, places=places, withheld=withheld)
            parts.append((part, {key: tuple(some) for key, some in itertools.groupby(lines, _key)}))
        for place, period, section in _of_table(desk.words, derivation, rows, parts):
            found.setdefault(place, {}).setdefault(period, []).append(section)
    return {place: dict(sorted(periods.items())) for place, periods in found.items()}


def _key(row: Row | Line) -> _Key:
    return (row.place, row.period, row.anchor, row.row)


def _of_table(
    words: Words, derivation: Derivation, rows: list[Row], parts: list[_Found]
) -> Iterator[tuple[str, str, WorkingSection]]:
    """Lay out the sections of one derived table."""
    table = derivation.table
    heading = Heading(
        table,
        words.table(table),
        tuple(words.column(table, name) for name in derivation.columns),
        tuple(_SIGNS.get(sign, sign) for sign in derivation.signs),
    )
    tables = [
        (words.table(part.table), tuple(words.column(table, name) for name, _ in part.adds))
        for part, _ in parts
    ]
    for (place, period, anchor), some in itertools.groupby(
        rows, lambda row: (row.place, row.period, row.anchor)
    ):
        laid = tuple(some)
        yield place, period, WorkingSection(
            anchor, table, heading.title, laid[0].says,
            tuple(_row(heading, row, parts, tables) for row in laid),
        )  # fmt: skip


def _row(
    heading: Heading, row: Row, parts: list[_Found], tables: list[tuple[str, tuple[str, ...]]]
) -> WorkingRow:
    """Put a derived row beside what it was made of."""
    given = zip(heading.columns, heading.signs, row.figures, strict=True)
    nothing = {name for name, said in zip(heading.columns, row.figures, strict=True) if said in _NOTHING}
    return WorkingRow(
        row.row_says,
        tuple(Figure(*figure) for figure in given),
        any(heading.signs),
        tuple(
            _part(part, title, columns, lines, nothing)
            for (part, found), (title, columns) in zip(parts, tables, strict=True)
            if (lines := found.get(_key(row), ()))
        ),
    )


def _part(
    part: Part, title: str, columns: tuple[str, ...], lines: tuple[Line, ...], nothing: set[str]
) -> PartTable:
    """Lay out the rows of a part; where a figure is zero because all of them are, its column is left out."""
    used = [
        at for at, name in enumerate(columns)
        if name not in nothing or any(line.adds[at] not in _NOTHING for line in lines)
    ]  # fmt: skip
    if used and len(used) < len(columns):
        columns = tuple(columns[at] for at in used)
        lines = tuple(line._replace(adds=[line.adds[at] for at in used]) for line in lines)
    return PartTable(part.table, title, columns, lines[:LISTED], lines[0].in_all or len(lines), part.recorded)
