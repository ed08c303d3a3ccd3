"""Joint ventures with a state firm: a base rent, and ten per cent of net profit for the compound's owners.

The enterprise fund receives the share with everything else and divides it by the scheme; in the month
after, each bucket passes its part of the share on to the public income of a compound, to the fen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sunledger.demo.book import yuan
from sunledger.demo.ledger import FundLedger, add_months, day, half_up, month_of, quarter_of, split
from sunledger.demo.tan.county import ID, Community, County
from sunledger.demo.tan.projects import RATE_OF_PROFIT, Entry, Project

Passed = dict[str, list[tuple[dt.date, int]]]
"""Money passed on, by the owners' fund that takes it: day and fen."""

_RENT_PERCENT = 78
_MARGIN = 11
_QUARTER_ENDS = ("03", "06", "09", "12")


def agree(project: Project) -> None:
    """Turn what a venture brings into a monthly base rent and quarterly shares, keeping its sums."""
    first = project.entries[0]
    months = [entry.month for entry in project.entries]
    gross, cost = (sum(getattr(entry, name) for entry in project.entries) for name in ("gross", "cost"))
    project.rent = gross * _RENT_PERCENT // 100 // len(months) // 100_00 * 100_00
    costs = split(cost, [1] * len(months))

    def entry(month: str, basis: str, amount: int, part: int = 0) -> Entry:
        return Entry(month, project.id, first.category, basis, first.payer, first.mode, amount, part)

    rents = [entry(month, "base_rent", project.rent, part) for month, part in zip(months, costs, strict=True)]
    ends = [month for month in months if month[5:] in _QUARTER_ENDS]
    since = [months.index(month) + 1 for month in ends]
    weights = [late - early for early, late in zip([0, *since], since, strict=False)]
    parts = split(gross - project.rent * len(months), weights)
    shares = [entry(month, "revenue_share", part) for month, part in zip(ends, parts, strict=True)]
    for share in shares:
        share.note = "合资公司净利润的10%，次月转入小区公共收益"
    project.entries = sorted(rents + shares, key=lambda each: (each.month, each.basis))


def write_profits(county: County, projects: Iterable[Project]) -> None:
    """Report turnover and net profit of every venture's whole years: the profit its shares were taken of."""
    for project in projects:
        years: dict[str, int] = {}
        for entry in project.entries:
            if entry.basis == "revenue_share" and entry.month < "2025":
                years[entry.month[:4]] = years.get(entry.month[:4], 0) + entry.gross
        for year, shares in years.items():
            profit = half_up(shares * 100, RATE_OF_PROFIT)
            county.book.add(
                ID,
                "turnovers",
                contract_id=f"{project.id}-k1",
                year=int(year),
                turnover=yuan(profit * 100 // _MARGIN),
                net_profit=yuan(profit),
            )


def pass_on(
    county: County,
    community: Community,
    ledger: FundLedger,
    projects: Iterable[Project],
    month: str,
    passed: Passed,
) -> None:
    """Pass last month's shares on to a compound, each bucket its part, before anything is spent."""
    earlier = add_months(month, -1)
    shares = sum(
        entry.gross
        for project in projects
        if project.mode == "joint_venture"
        for entry in project.entries
        if entry.month == earlier and entry.basis == "revenue_share"
    )
    if not shares:
        return
    on = day(month, 6)
    home = next(compound for compound in community.compounds if compound.committee)
    percents = next(s.percents for s in ledger.scheme if s.valid_to is None)
    for bucket, part in zip(percents, split(shares, list(percents.values())), strict=True):
        if ledger.available(on, bucket) < part:
            raise ValueError(f"{community.fund}: {bucket} can't pass on {part} fen")
        ledger.pay(on, part, bucket)
        passed.setdefault(home.fund, []).append((on, part))
        county.book.add(
            community.folder,
            "transfers",
            transfer_id=f"{community.id}-e-t{month.replace('-', '')}-{bucket}",
            from_fund_id=community.fund,
            to_fund_id=home.fund,
            bucket=bucket,
            moved_on=on,
            amount=yuan(part),
            reason="profit_share",
            period=quarter_of(month_of(on - dt.timedelta(days=10))),
        )
