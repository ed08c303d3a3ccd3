"""Year ledgers: every entry of a unit's funds, month by month, with its running balance."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from markupsafe import Markup

from sunledger.render import addresses, origins, rows
from sunledger.render.commits import Commits
from sunledger.render.contexts import LedgerFund, LedgerMonth, LedgerPage
from sunledger.render.desk import Desk
from sunledger.render.press import Leaf, Setup
from sunledger.render.units import Chunk, ledger_years, notice_months


def leaves(desk: Desk, setup: Setup, chunk: Chunk) -> Iterator[Leaf]:
    """Lay out the ledgers of a chunk of units, year by year."""
    commits = Commits.known(desk, setup.edit_url, addresses.root(addresses.ledger("", "")))
    for unit in chunk.units:
        years = ledger_years(chunk, unit)
        notices = frozenset(notice_months(chunk, unit))
        by_year = {
            fund.fund: {
                year: list(months)
                for year, months in itertools.groupby(
                    chunk.months.get(fund.fund, ()), key=lambda row: str(row.month[:4])
                )
            }
            for fund in chunk.funds.get(unit.unit, ())
        }
        entries = {
            fund.fund: {
                month: tuple(found)
                for month, found in itertools.groupby(
                    chunk.entries.get(fund.fund, ()), key=lambda row: row.month
                )
            }
            for fund in chunk.funds.get(unit.unit, ())
        }
        for year in years:
            address = addresses.ledger(unit.unit, year)
            funds = tuple(
                LedgerFund(
                    fund=fund,
                    total=total,
                    months=tuple(
                        _month(desk, setup, row, entries[fund.fund].get(row.month, ()))
                        for row in by_year[fund.fund].get(year, ())
                    ),
                )
                for fund in chunk.funds.get(unit.unit, ())
                for total in chunk.years.get(fund.fund, ())
                if total.year == year
            )
            yield Leaf(
                address=address,
                kind="ledger",
                template="ledger.html",
                title=Markup(desk.words("%(unit)s · %(year)s年账本")) % {"unit": unit.title, "year": year},
                description=Markup(
                    desk.words("%(unit)s %(year)s年的每一笔收支，逐笔结余，银行对账和审批日期。")
                )
                % {"unit": unit.title, "year": year},
                context=LedgerPage(
                    root=addresses.root(address),
                    unit=unit,
                    crumbs=tuple(chunk.crumbs.get(unit.unit, ())),
                    year=year,
                    years=tuple(years),
                    notices=notices,
                    funds=funds,
                    edit=origins.editor(setup.edit_url),
                    versions=commits.of(
                        entry.commit for part in funds for month in part.months for entry in month.entries
                    ),
                ),
                publisher=unit.publisher,
                as_of=unit.as_of,
                demo=unit.demo,
                county=unit.county,
            )


def _month(desk: Desk, setup: Setup, row: rows.FundMonth, entries: tuple[rows.Entry, ...]) -> LedgerMonth:
    """Lay out a month of a fund."""
    stand = origins.of_entries(entries[:1], setup.edit_url)
    return LedgerMonth(desk.words.month(row.month), row, entries, stand[0].link if stand else "")
