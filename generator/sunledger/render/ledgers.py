"""Year ledgers: every entry of a unit's funds, month by month, with its running balance."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from sunledger.render import addresses, books, origins, rows
from sunledger.render.commits import Commits
from sunledger.render.contexts import LedgerFund, LedgerPage
from sunledger.render.derivations.printing import Links
from sunledger.render.desk import Desk
from sunledger.render.press import Leaf, Setup
from sunledger.render.units import Chunk, ledger_years, notice_months

AT_ONCE = 200
"""Of how many units the months are in memory at once, as they are printed."""


class _Month(NamedTuple):
    """A month of a fund's ledger, as it is printed."""

    printed: str
    commits: frozenset[str]
    """The commits that last touched its entries' lines; blank where none is known."""


_Written = dict[tuple[str, str], list[_Month]]
"""Months by fund and year."""


def leaves(desk: Desk, setup: Setup, chunk: Chunk) -> Iterator[Leaf]:
    """Lay out the ledgers of a chunk of units, year by year."""
    root = addresses.root(addresses.ledger("", ""))
    commits = Commits.known(desk, setup.edit_url, root)
    links = Links(root, origins.editor(setup.edit_url))
    title = desk.words("%(unit)s · %(year)s年账本")
    description = desk.words("%(unit)s %(year)s年的每一笔收支，逐笔结余，银行对账和审批日期。")
    written: _Written = {}
    for at, unit in enumerate(chunk.units):
        if at % AT_ONCE == 0:
            written = _written(desk, chunk, chunk.units[at : at + AT_ONCE], links)
        years = ledger_years(chunk, unit)
        for year in years:
            names = {"unit": unit.title, "year": year}
            yield Leaf(
                address=addresses.ledger(unit.unit, year),
                kind="ledger",
                template="ledger.html",
                title=Markup(title) % names,
                description=Markup(description) % names,
                context=LedgerPage(
                    root=root,
                    unit=unit,
                    crumbs=tuple(chunk.crumbs.get(unit.unit, ())),
                    year=year,
                    years=tuple(years),
                    funds=tuple(_funds(chunk, unit, year, written)),
                    versions=commits.of(
                        commit
                        for fund in chunk.funds.get(unit.unit, ())
                        for month in written.get((fund.fund, year), ())
                        for commit in month.commits
                    ),
                ),
                publisher=unit.publisher,
                as_of=unit.as_of,
                demo=unit.demo,
                county=unit.county,
            )


def _funds(chunk: Chunk, unit: rows.Unit, year: str, written: _Written) -> Iterator[LedgerFund]:
    """Lay out a year of each fund that has one."""
    for fund in chunk.funds.get(unit.unit, ()):
        for total in chunk.years.get(fund.fund, ()):
            if total.year == year:
                months = written.get((fund.fund, year), ())
                yield LedgerFund(fund, total, Markup("\n".join(month.printed for month in months)))


def _written(desk: Desk, chunk: Chunk, units: Iterable[rows.Unit], links: Links) -> _Written:
    """Have the engine print months of some units' funds, and their entries; give them by fund and year."""
    ids = [str(unit.unit) for unit in units]
    notices = [addresses.notice(unit.unit, month) for unit in units for month in notice_months(chunk, unit)]
    having = {row.month for found in chunk.months.values() for row in found}
    entries = desk.declared(books.entries(desk, links), rows.BookEntry, units=ids, first="")
    by_month = {key: list(some) for key, some in itertools.groupby(entries, operator.itemgetter(0, 1))}
    found: _Written = {}
    for row in desk.declared(books.months(desk, links, having), rows.BookMonth, units=ids, notices=notices):
        month = _month(row.printed, by_month.get((row.fund, row.month), []))
        found.setdefault((row.fund, row.year), []).append(month)
    return found


def _month(around: str, entries: list[rows.BookEntry]) -> _Month:
    """Put a month's entries, and where the first of them stands, into what is printed around them."""
    if not entries:
        return _Month(around, frozenset())
    before, _, after = around.partition(books.ENTRIES)
    after = after.replace(books.PLACE, entries[0].place)
    printed = "\n".join([entry.printed for entry in entries])
    return _Month(f"{before}{printed}{after}", frozenset(entry.commit for entry in entries))
