"""Read derived rows and what they were made of, by place and page, as their declarations say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from sunledger.render.contexts_working import WorkingRow, WorkingSection
from sunledger.render.derivations import printing
from sunledger.render.derivations.form import Derivation
from sunledger.render.derivations.printing import Links
from sunledger.render.desk import Desk
from sunledger.render.rows_working import Made, Row

_Key = tuple[str, str, str, str]


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
            query = printing.made(desk, derivation, part, links)
            some = desk.declared(query, Made, places=places, withheld=withheld)
            parts.append({each[:4]: each for each in some})
        title = desk.words.table(derivation.table)
        for place, period, section in _of_table(derivation.table, title, rows, parts):
            found.setdefault(place, {}).setdefault(period, []).append(section)
    return {place: dict(sorted(periods.items())) for place, periods in found.items()}


def _of_table(
    table: str, title: str, rows: list[Row], parts: list[dict[_Key, Made]]
) -> Iterator[tuple[str, str, WorkingSection]]:
    """Lay out the sections of one derived table: each derived row beside what it was made of."""
    for (place, period, anchor), some in itertools.groupby(rows, lambda row: row[:3]):
        laid: list[WorkingRow] = []
        commits: set[str] = set()
        says = ""
        for row in some:
            key, says = row[:4], row.says
            made = [part[key] for part in parts if key in part]
            laid.append(WorkingRow(row.row_says, row.figures, tuple(each.made for each in made)))
            commits.update(*(each.commits for each in made))
        yield place, period, WorkingSection(anchor, table, title, says, tuple(laid), frozenset(commits))
