"""Derived rows and what they were made of as they are printed: queries whose answers are finished markup."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from sunledger.render import addresses
from sunledger.render.commits import SHORT
from sunledger.render.derivations.form import COMMITS, Derivation, Part
from sunledger.render.desk import Desk
from sunledger.render.pouring import together
from sunledger.render.rows_working import Line

_ID = "r.rowid"
"""What tells a derived row from all others, as the engine numbers them."""
_ROWS = "\0"
"""Where rows belong, in what stands around them."""
_SIGNS = {"-": "−"}


class Links(NamedTuple):
    """Where the links of rows begin."""

    root: str
    """What leads to the language's root."""
    edit: str
    """What makes a file's path an address to edit it at; blank when none is known."""


def rows(desk: Desk, derivation: Derivation) -> str:
    """Write the query for derived rows, as :class:`sunledger.render.rows_working.Row` has them."""
    table, words = derivation.table, desk.words
    sums = "yes" if any(derivation.signs) else ""
    figures = [
        desk.poured("made/figure.html", {"value": f"figure_{at}"}, {
            "sums": sums, "total": "yes" if sign == "=" else "", "sign": _SIGNS.get(sign, sign),
            "name": words.column(table, name),
        })
        for at, (name, sign) in enumerate(zip(derivation.columns, derivation.signs, strict=True), 1)
    ]  # fmt: skip
    known = {"sums": sums, "title": words.table(table)}
    written = desk.poured("made/figures.html", {"figures": together(figures)}, known)
    return (
        f"select place, period, anchor, row, id, says, row_says, {written} as figures "
        f"from ({derivation.rows({'id': _ID})})"
    )


def lines(desk: Desk, derivation: Derivation, part: Part, links: Links) -> str:
    """Write the query for a part's rows, as :class:`sunledger.render.rows_working.Line` has them.

    Where a figure is zero because every row adds zero, their column is left out.
    """
    lit = [f"lit_{at}" for at in range(1, len(part.adds) + 1)]
    used = [f"{each} or not ({' or '.join(lit)})" for each in lit] if len(lit) > 1 else ["true" for _ in lit]
    cells = together(
        f"case when {shown} then {desk.poured('made/cell.html', {'said': f'add_{at}'}, {})} end"
        for at, shown in enumerate(used, 1)
    )
    bits = " + ".join(f"case when {shown} then {1 << at} else 0 end" for at, shown in enumerate(used))
    listed = derivation.listed(part, {"id": _ID}, commits=COMMITS in desk.filled)
    return (
        f"select id, {_row(desk, part, links)} as printed, commit, in_all, {bits or 0} as used "
        f"from (select *, {cells} as cells from ({listed})) order by id, nth"
    )


def _row(desk: Desk, part: Part, links: Links) -> str:
    """Write what prints a row."""
    columns = {"address": "address", "says": "says", "cells": "cells"}
    known = {"root": links.root, "edit": links.edit}
    if part.recorded:
        columns |= {"file": "file", "line": "line", "commit": f"left(commit, {SHORT})"}
    else:
        known["file"] = ""
    return desk.poured("made/row.html", columns, known)


def table(desk: Desk, derivation: Derivation, part: Part, links: Links) -> Callable[[list[Line]], str]:
    """Return what prints the table around the rows of one derived row.

    What stands before and after them is worked out once for all that have as many, of the same figures.
    """
    words = desk.words
    template = desk.templates.get_template("made/table.html")
    head = desk.templates.get_template("made/head.html")
    heads = [head.render(name=Markup(words.column(derivation.table, name))) for name, _ in part.adds]
    known = {"title": Markup(words.table(part.table)), "root": links.root,
             "data": addresses.dictionary(part.table)}  # fmt: skip

    @functools.cache
    def around(used: int, in_all: int, listed: int) -> list[str]:
        shown = [said for at, said in enumerate(heads) if used >> at & 1]
        counted = words.ngettext("%(count)s 行", "%(count)s 行", in_all) % {"count": in_all}
        printed = template.render(
            known, rows=_ROWS, heads=Markup("".join(shown)), wide=len(shown) > 2, more=in_all > listed,
            counted=Markup(counted),
        )  # fmt: skip
        return printed.split(_ROWS)

    def printed(lines: list[Line]) -> str:
        first = lines[0]
        rows = "\n".join([line.printed for line in lines])
        return rows.join(around(first.used, first.in_all, len(lines)))

    return printed
