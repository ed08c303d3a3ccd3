"""Read derived rows and what they were made of, by place and page, as their declarations say."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator, Sequence

from sunledger.render.contexts_working import WorkingRow, WorkingSection
from sunledger.render.derivations import printing
from sunledger.render.derivations.form import Derivation, Part
from sunledger.render.derivations.printing import Links
from sunledger.render.desk import Desk
from sunledger.render.rows_working import Line, Row

_Made = tuple[str, frozenset[str]]
"""A table as it is printed, and the commits that its rows stand from."""


def sections(
    desk: Desk, derivations: Sequence[Derivation], places: list[str], links: Links
) -> dict[str, dict[str, list[WorkingSection]]]:
    """Read the sections of some places, by place and page; pages in order."""
    withheld = f'<span class="withheld">{desk.words("不足披露下限")}</span>'
    found: dict[str, dict[str, list[WorkingSection]]] = {}
    for derivation in derivations:
        if derivation.of not in desk.filled:
            continue
        rows = desk.declared(printing.rows(desk, derivation), Row, places=places, withheld=withheld)
        if not rows:
            continue
        parts = []
        for part in derivation.parts:
            if part.of not in desk.filled:
                continue
            query = printing.lines(desk, derivation, part, links)
            lines = desk.declared(query, Line, places=places, withheld=withheld)
            parts.append(_tables(lines, part, printing.table(desk, derivation, part, links)))
        title = desk.words.table(derivation.table)
        for place, period, section in _of_table(derivation.table, title, rows, parts):
            found.setdefault(place, {}).setdefault(period, []).append(section)
    return {place: dict(sorted(periods.items())) for place, periods in found.items()}


def _tables(lines: list[Line], part: Part, printed: Callable[[list[Line]], str]) -> dict[int, _Made]:
    """Put the rows that each derived row was made of into a table."""
    found = {}
    for which, some in itertools.groupby(lines, operator.itemgetter(0)):
        rows = list(some)
        commits = frozenset(line.commit for line in rows) if part.recorded else frozenset()
        found[which] = printed(rows), commits
    return found


def _of_table(
    table: str, title: str, rows: list[Row], parts: list[dict[int, _Made]]
) -> Iterator[tuple[str, str, WorkingSection]]:
    """Lay out the sections of one derived table: each derived row beside what it was made of."""
    for (place, period, anchor), some in itertools.groupby(rows, lambda row: row[:3]):
        laid: list[WorkingRow] = []
        commits: set[str] = set()
        says = ""
        for row in some:
            says = row.says
            made = [part[row.id] for part in parts if row.id in part]
            laid.append(WorkingRow(row.row_says, row.figures, tuple(printed for printed, _ in made)))
            commits.update(*(each for _, each in made))
        yield place, period, WorkingSection(anchor, table, title, says, tuple(laid), frozenset(commits))
