"""Year ledgers: every entry of a unit's funds, month by month, with its running balance."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

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

_Written = dict[tuple[str, str], list[rows.BookMonth]]


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
                        for commit in month.commits or ()
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
    """Have the engine print the months of some units' funds; give them by fund and year."""
    ids = [str(unit.unit) for unit in units]
    notices = [addresses.notice(unit.unit, month) for unit in units for month in notice_months(chunk, unit)]
    query = books.query(desk, links, {row.month for found in chunk.months.values() for row in found})
    found = desk.declared(query, rows.BookMonth, units=ids, notices=notices, first="")
    return {key: list(some) for key, some in itertools.groupby(found, lambda row: (row.fund, row.year))}
