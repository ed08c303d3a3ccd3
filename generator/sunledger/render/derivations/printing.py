"""Derived rows and what they were made of as they are printed: queries whose answers are finished markup."""

from __future__ import annotations

from typing import NamedTuple

from sunledger.engine import literal
from sunledger.render import addresses
from sunledger.render.commits import SHORT
from sunledger.render.derivations.form import Derivation, Part
from sunledger.render.desk import Desk
from sunledger.render.pouring import together

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
        desk.poured("made/figure.html", {"value": f"figures[{at}]"}, {
            "sums": sums, "total": "yes" if sign == "=" else "", "sign": _SIGNS.get(sign, sign),
            "name": words.column(table, name),
        })
        for at, (name, sign) in enumerate(zip(derivation.columns, derivation.signs, strict=True), 1)
    ]  # fmt: skip
    known = {"sums": sums, "title": words.table(table)}
    written = desk.poured("made/figures.html", {"figures": together(figures)}, known)
    return f"select * replace ({written} as figures) from ({derivation.rows()})"


def made(desk: Desk, derivation: Derivation, part: Part, links: Links) -> str:
    """Write the query for a part's rows, as :class:`sunledger.render.rows_working.Made` has them.

    Where a figure is zero because every row adds zero, their column is left out.
    """
    every = range(1, len(part.adds) + 1)
    lines = derivation.lines(part)
    if len(every) > 1:
        some = ", ".join(
            f"not zero[{at}] or bool_or(adds[{at}] is null or adds[{at}] not in ('0', '0.00')) over alike"
            for at in every
        )
        all_of_them = ", ".join("true" for _ in every)
        lines = (
            f"select *, case when list_contains(lit, true) then lit else [{all_of_them}] end as used from ("
            f"select *, [{some}] as lit from ({lines}) "
            "window alike as (partition by place, period, anchor, row))"
        )
    else:
        lines = f"select *, [true] as used from ({lines})"
    cells = together(
        f"case when used[{at}] then {desk.poured('made/cell.html', {'said': f'adds[{at}]'}, {})} end"
        for at in every
    )
    commits = "list(distinct commit)" if part.recorded else "[]::varchar[]"
    return (
        f"select place, period, anchor, row, {_table(desk, derivation, part, links)} as made, commits from ("
        "select place, period, anchor, row, any_value(in_all) as in_all, count(*) as listed, "
        f"string_agg({_row(desk, part, links)}, chr(10) order by nth) as rows, {commits} as commits, "
        f"any_value(used) as used from (select *, {cells} as cells from ({lines})) "
        "group by place, period, anchor, row)"
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


def _table(desk: Desk, derivation: Derivation, part: Part, links: Links) -> str:
    """Write what prints the table around the rows."""
    words = desk.words
    one, many = (words.ngettext("%(count)s 行", "%(count)s 行", count) for count in (1, 2))
    columns = {
        "rows": "rows",
        "counted": f"replace(case when in_all = 1 then {literal(one)} else {literal(many)} end, "
        "'%(count)s', cast(in_all as varchar))",
        "more": "case when in_all > listed then 'yes' end",
    }
    known = {
        "title": words.table(part.table), "root": links.root, "data": addresses.dictionary(part.table),
        "wide": "", "heads": "",
    }  # fmt: skip
    if part.adds:
        columns["heads"] = together(
            f"case when used[{at}] then "
            f"{desk.poured('made/head.html', {}, {'name': words.column(derivation.table, name)})} end"
            for at, (name, _) in enumerate(part.adds, 1)
        )
    if len(part.adds) > 2:
        columns["wide"] = "case when len(list_filter(used, lambda one: one)) > 2 then 'yes' end"
    return desk.poured("made/table.html", columns, {k: v for k, v in known.items() if k not in columns})
