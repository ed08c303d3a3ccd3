"""The owners' public income: parking, advertising, charging and the like, swept every quarter.

Income belongs to all owners of a compound; by the assembly's resolution its balance goes each quarter
into the compound's sub-ledger of the governance fund, and nothing is paid from the account itself
(收支两条线). What came in during the month of the sweep stays until the next one, and so does a reserve.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from sunledger.demo.accounts import Accounts, weekday
from sunledger.demo.book import yuan
from sunledger.demo.ledger import Step, add_months, day, half_up, months, quarter_of, vote, write_matter
from sunledger.demo.names import Organisations
from sunledger.demo.shu.places import COUNTY, LAST, Compound, Places

_RESERVE = 2_000_00
# Sweeps that did not go as they should: short and made good, short and still open, too much and returned.
_SHORT_MADE_GOOD = ("shu-c06-x02", "2024-Q2")
_SHORT_OPEN = ("shu-c11-x01", "2025-Q2")
_TOO_MUCH = ("shu-c03-x01", "2023-Q4")
# An item that ended, one that paused, one that began late.
_ENDED, _PAUSED, _LATE = ("shu-c02-x01", "2024-03"), ("shu-c05-x01", "2024-09"), ("shu-c08-x02", "2023-05")
_WANTED = ((_ENDED[0], "water"), (_PAUSED[0], "parking"), (_LATE[0], "charging"))


@dataclass(frozen=True)
class _Item:
    """A kind of public income: yearly fen per home, months between payments, cost in per cent, let or not."""

    category: str
    label: str
    label_en: str
    account: str
    chance: int
    per_home: int
    every: tuple[int, ...]
    cost: int
    let: bool
    trade: str | None


_ITEMS = (
    _Item("parking", "公共车位", "public parking", "parking", 92, 21_00, (1, 1, 3), 26, False, None),
    _Item(
        "lift_ads",
        "电梯广告",
        "lift advertising",
        "advertising",
        75,
        8_00,
        (3, 3, 12),
        12,
        True,
        "advertising",
    ),
    _Item("charging", "充电设施", "charging", "charging", 68, 5_50, (1, 3), 18, False, "charging"),
    _Item("parcel", "快递柜", "parcel lockers", "site", 60, 3_20, (12,), 8, True, "parcel"),
    _Item("water", "售水机", "water vending", "service", 36, 2_40, (3,), 15, False, "water"),
    _Item(
        "outdoor_ads",
        "道闸灯箱广告",
        "gate advertising",
        "advertising",
        36,
        4_60,
        (12,),
        15,
        True,
        "advertising",
    ),
    _Item("shopfront", "沿街店面", "shop front", "rent", 16, 16_00, (3,), 20, True, "shop"),
    _Item("common_rooms", "公用房临时场地", "common rooms", "site", 20, 3_50, (3,), 25, False, None),
)


def build(accounts: Accounts, places: Places, organisations: Organisations, seed: str | int) -> None:
    """Write every compound's items, their income, and the resolution behind them."""
    trades = sorted({item.trade for item in _ITEMS if item.trade})
    operators = {trade: organisations.pool("operator", trade, 3) for trade in trades}
    for compound in places.compounds:
        rng = random.Random(f"{seed}/shu/owners/{compound.id}")
        _resolution(accounts, compound, rng)
        for item in _ITEMS:
            wanted = (compound.id, item.category) in _WANTED
            if rng.randint(1, 100) <= item.chance or wanted:
                _item(accounts, compound, item, operators, rng)


def sweep(accounts: Accounts, places: Places, seed: str | int) -> None:
    """Move each quarter's balance into the compound's sub-ledger, credit interest, add the nil returns.

    Interest comes at the quarter's end, after the sweep, and goes with the next one.
    """
    for compound in places.compounds:
        rng = random.Random(f"{seed}/shu/sweep/{compound.id}")
        for month in months(compound.opened, LAST):
            if month[5:] in ("03", "06", "09", "12"):
                _sweep(accounts, compound, month, rng)
                accounts.interest_of(compound.owners, month, 500)
        accounts.nil_returns(compound.owners, "本月没有公共收益到账")


def _sweep(accounts: Accounts, compound: Compound, month: str, rng: random.Random) -> None:
    period, on = quarter_of(month), weekday(rng, month, 25, 28)
    free = accounts.ledgers[compound.owners].available(on)
    full = free - _RESERVE
    if full <= 0:
        return

    def move(amount: int, when_month: str, first: int, last: int) -> None:
        accounts.move(
            compound.owners,
            compound.governance,
            weekday(rng, when_month, first, last),
            amount,
            "quarterly_sweep",
            period,
        )

    if (compound.id, period) == _SHORT_MADE_GOOD:
        part = half_up(full * 45, 100)
        accounts.move(compound.owners, compound.governance, on, part, "quarterly_sweep", period)
        move(full - part, add_months(month, 2), 12, 16)
    elif (compound.id, period) == _SHORT_OPEN:
        accounts.move(
            compound.owners, compound.governance, on, half_up(full * 60, 100), "quarterly_sweep", period
        )
    elif (compound.id, period) == _TOO_MUCH:
        accounts.move(compound.owners, compound.governance, on, free, "quarterly_sweep", period)
        back = weekday(rng, add_months(month, 1), 10, 16)
        accounts.move(compound.governance, compound.owners, back, _RESERVE, "returned", period)
    else:
        accounts.move(compound.owners, compound.governance, on, full, "quarterly_sweep", period)


def _item(
    accounts: Accounts, compound: Compound, item: _Item, operators: dict[str, list[str]], rng: random.Random
) -> None:
    """Write one item with its contract if it is let, and its income."""
    project = f"{compound.id}-p-{item.category.replace('_', '-')}"
    operator = rng.choice(operators[item.trade]) if item.trade else None
    every, per_home = rng.choice(item.every), half_up(item.per_home * rng.randint(60, 150), 100)
    first, last, status = compound.opened, LAST, "running"
    if item.category == "water" and compound.id == _ENDED[0]:
        last, status = _ENDED[1], "ended"
    if item.category == "parking" and compound.id == _PAUSED[0]:
        last, status = _PAUSED[1], "suspended"
    if item.category == "charging" and compound.id == _LATE[0]:
        first = _LATE[1]
    accounts.book.add(
        COUNTY,
        "projects",
        project_id=project,
        community_id=compound.id,
        name=f"{compound.name.zh}{item.label}",
        name_en=f"{compound.name.en} {item.label_en}",
        stream="common_parts",
        category=item.category,
        mode="lease" if item.let else "operator" if operator else "self_run",
        operator_id=operator or compound.committee,
        status=status,
        started_on=day(first, 1),
        ended_on=day(last, 31) if status == "ended" else None,
        tender_ref=f"沭演公招〔{first[:4]}〕{_number(compound, item)}号" if operator else None,
    )
    yearly = compound.households * per_home
    if operator and item.let:
        _let(accounts, compound, item, project, operator, yearly, every, rng)
        return
    for month in months(first, last)[::every]:
        gross = half_up(yearly * every * rng.randint(86, 114) * _season(item.category, month), 12 * 10_000)
        gross = max(gross, 20_00)
        accounts.receive(
            compound.owners,
            month,
            gross,
            "fee",
            cost=half_up(gross * rng.randint(item.cost - 4, item.cost + 4), 100),
            category=item.account,
            project_id=project,
            payer_id=operator,
        )


def _let(
    accounts: Accounts,
    compound: Compound,
    item: _Item,
    project: str,
    operator: str,
    yearly: int,
    every: int,
    rng: random.Random,
) -> None:
    """Write two contracts one after the other, the second dearer, and the rent each says."""
    rent = max(100_00, half_up(yearly * every, 12 * 50_00) * 50_00)
    start, term = compound.opened, 24
    for number in (1, 2):
        end = add_months(start, term - 1)
        accounts.book.add(
            COUNTY,
            "contracts",
            contract_id=f"{project}-{number}",
            project_id=project,
            operator_id=operator,
            signed_on=day(add_months(start, -1), rng.randint(8, 24)),
            starts_on=day(start, 1),
            ends_on=day(end, 31),
            base_rent=yuan(rent),
            rent_period={1: "month", 3: "quarter", 12: "year"}[every],
            document=f"{item.label}合同（公开版）",
        )
        for month in months(start, min(end, LAST))[::every]:
            accounts.receive(
                compound.owners,
                month,
                rent,
                "base_rent",
                cost=half_up(rent * item.cost, 100),
                category=item.account,
                project_id=project,
                payer_id=operator,
            )
        start, rent = add_months(end, 1), half_up(rent * 108, 100 * 50_00) * 50_00


def _number(compound: Compound, item: _Item) -> str:
    """Return the running number of an item's tender: community, compound, kind of item."""
    return f"{compound.id[5:7]}{compound.id[-2:]}{_ITEMS.index(item) + 1}"


def _season(category: str, month: str) -> int:
    """Return a month's weight in per cent: water sells in summer, grounds are let before the festival."""
    if category == "water":
        return 130 if month[5:] in ("06", "07", "08") else 92
    if category == "common_rooms":
        return 160 if month[5:] in ("01", "12") else 90
    return 100


def _resolution(accounts: Accounts, compound: Compound, rng: random.Random) -> None:
    """Write the assembly's resolution to run the common parts for income and to join the fund."""
    community, before = compound.community, add_months(compound.opened, -1)
    bodies = (
        Step("propose", f"{compound.name.zh}党支部", "branch_secretary"),
        Step("consult", f"{community.name.zh}两委与{compound.name.zh}业委会", "community_secretary"),
        Step(
            "vote",
            f"{compound.name.zh}业主大会",
            "assembly",
            vote=vote(rng, compound.households, compound.area),
        ),
        Step("publish-decision", f"{compound.name.zh}业主委员会", "committee_chair", "published"),
    )
    dates = [weekday(rng, before, first, first + 3) for first in (2, 8, 17, 23)]
    write_matter(
        accounts.book,
        community.folder,
        matter_id=f"{compound.id}-m-join",
        fund_id=compound.owners,
        title="利用共有部分经营、公共收益按季归集到社区治理发展基金",
        klass="major",
        fen=None,
        outcome="approved",
        steps=bodies,
        dates=dates,
    )
