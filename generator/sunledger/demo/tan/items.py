"""785 public-income items on owners' common parts: what they are, their contracts, and what they bring in.

Counts by category are as published for the model; amounts are invented from typical prices
(reference/domain.md, section 4.A). Nobody published a money total for them.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from sunledger.demo.book import yuan
from sunledger.demo.ledger import (
    add_months,
    day,
    half_up,
    last_day,
    lognormal,
    months,
    months_between,
    spread,
)
from sunledger.demo.tan.account import Income
from sunledger.demo.tan.county import FIRST, ID, LAST, Compound, County

_LAST_START = "2025-03"


class Kind(NamedTuple):
    """A category of item: how many, yuan a year, cost in per cent, how it is let and to which trade."""

    number: int
    yearly: int
    cost: int
    label: str
    label_en: str
    trade: str
    income: str
    terms: tuple[str, ...]


KINDS = {
    "parking": Kind(
        166, 16_000, 30, "公共车位", "Parking bays", "parking", "parking", ("self", "self", "month")
    ),
    "lift_ads": Kind(
        158, 6_000, 15, "电梯广告", "Lift advertising", "advertising", "advertising", ("quarter",)
    ),
    "charging": Kind(121, 3_600, 22, "充电设施", "Charging posts", "charging", "charging", ("share",)),
    "parcel": Kind(92, 2_000, 15, "快递柜", "Parcel lockers", "parcel", "site", ("quarter", "year")),
    "shopfront": Kind(84, 13_000, 18, "沿街店面", "Shop front", "shop", "rent", ("quarter",)),
    "water": Kind(67, 1_400, 20, "直饮水设备", "Drinking water", "water", "service", ("quarter", "year")),
    "outdoor_ads": Kind(
        63, 3_500, 15, "道闸灯箱广告", "Gate advertising", "advertising", "advertising", ("quarter",)
    ),
    "common_rooms": Kind(34, 8_000, 35, "公用房及场地", "Common rooms", "", "site", ("self",)),
}
_ZONES = (
    "东区",
    "西区",
    "南区",
    "北区",
    "中区",
    "东门",
    "西门",
    "南门",
    "北门",
    "中心广场",
    "东南角",
    "西北角",
)
_ZONES_EN = (
    "East",
    "West",
    "South",
    "North",
    "Centre",
    "East Gate",
    "West Gate",
    "South Gate",
    "North Gate",
    "Main Square",
    "South-east",
    "North-west",
)
_PERIOD = {"month": 1, "quarter": 3, "year": 12}
_SHARE_RATES = (20, 25, 50)


Incomes = dict[str, list[Income]]


class _Item(NamedTuple):
    id: str
    compound: Compound
    kind: Kind
    category: str
    start: str
    terms: str


def write_items(county: County, opened: dict[str, str]) -> dict[str, Incomes]:
    """Write projects.csv, contracts.csv and turnovers.csv of the items; return each compound's income.

    ``opened`` gives the month in which each compound's account begins; no item earns before.
    """
    rng = county.rng("items")
    keeping = [compound for compound in county.compounds if compound.committee]
    counts = {
        category: spread(rng, kind.number, [compound.households + 200 for compound in keeping])
        for category, kind in KINDS.items()
    }
    income: dict[str, Incomes] = {}
    tenders: dict[str, int] = {}
    for place, compound in enumerate(keeping):
        items: Incomes = income.setdefault(compound.id, {})
        number = 0
        for category, kind in KINDS.items():
            for nth in range(counts[category][place]):
                number += 1
                start = opened[compound.id]
                if rng.randint(1, 100) > 60:
                    start = add_months(start, rng.randint(0, months_between(start, _LAST_START)))
                ident = f"{compound.id}-i{number:02d}"
                terms = rng.choice(kind.terms)
                _write_item(
                    county, rng, _Item(ident, compound, kind, category, start, terms), nth, tenders, items
                )
    return income


def _write_item(
    county: County, rng: random.Random, item: _Item, nth: int, tenders: dict[str, int], items: Incomes
) -> None:
    kind, year = item.kind, item.start[:4]
    operator: str | None = None
    if item.terms != "self":
        operator = rng.choice(county.merchants if kind.trade == "shop" else county.operators[kind.trade])
        tenders[year] = tenders.get(year, 0) + 1
    zone, phase = nth % len(_ZONES), "" if nth < len(_ZONES) else "二期"
    county.book.add(
        ID,
        "projects",
        project_id=item.id,
        community_id=item.compound.id,
        name=f"{item.compound.name.zh}{_ZONES[zone]}{phase}{kind.label}",
        name_en=f"{kind.label_en} ({_ZONES_EN[zone]}{' 2' if phase else ''}) of {item.compound.name.en}",
        stream="common_parts",
        category=item.category,
        mode={"self": "self_run", "share": "operator"}.get(item.terms, "lease"),
        operator_id=operator,
        tender_ref=f"演示招-{year}-{tenders[year]:03d}" if operator else None,
        started_on=day(item.start, 1),
        status="running",
    )
    yearly = lognormal(rng, kind.yearly * 92, 0.4, kind.yearly * 25, kind.yearly * 400)
    if operator is None:
        _fees(rng, item, yearly, items)
    elif item.terms == "share":
        _shares(county, rng, item, operator, yearly, items)
    else:
        _rents(county, rng, item, operator, yearly, items)


def _cost(rng: random.Random, kind: Kind, gross: int) -> int:
    return half_up(gross * kind.cost * rng.randint(80, 120), 100_00)


def _fees(rng: random.Random, item: _Item, yearly: int, items: Incomes) -> None:
    busy = 60 if item.category == "common_rooms" else 100
    for month in months(item.start, LAST):
        if rng.randint(1, 100) <= busy:
            gross = half_up(yearly * rng.randint(880, 1120), 120 * busy)
            income = Income("fee", item.kind.income, gross, _cost(rng, item.kind, gross), item.id, None)
            items.setdefault(month, []).append(income)


def _contract(
    county: County,
    item: _Item,
    number: int,
    operator: str,
    start: str,
    years: int,
    rent: int | None = None,
    share_rate: int | None = None,
) -> str:
    ident = f"{item.id}-k{number}"
    signed = day(start, 1) - dt.timedelta(days=7 + (months_between(FIRST, start) * 5 + number) % 18)
    county.book.add(
        ID,
        "contracts",
        contract_id=ident,
        project_id=item.id,
        operator_id=operator,
        signed_on=signed,
        starts_on=day(start, 1),
        ends_on=last_day(add_months(start, 12 * years - 1)),
        base_rent=None if rent is None else yuan(rent),
        rent_period=None if rent is None else item.terms,
        share_rate=share_rate,
        share_of=None if share_rate is None else "turnover",
        document=f"公开合同-{ident}",
    )
    return ident


def _shares(
    county: County, rng: random.Random, item: _Item, operator: str, yearly: int, items: Incomes
) -> None:
    rate = rng.choice(_SHARE_RATES)
    contract = _contract(county, item, 1, operator, item.start, 3, share_rate=rate)
    received: dict[str, int] = {}
    for month in months(item.start, LAST):
        gross = half_up(yearly * rng.randint(850, 1150), 12_000)
        received[month[:4]] = received.get(month[:4], 0) + gross
        income = Income("revenue_share", "charging", gross, _cost(rng, item.kind, gross), item.id, operator)
        items.setdefault(month, []).append(income)
    for year, gross in received.items():
        if year < LAST[:4]:
            turnover = yuan(gross * 100 // rate)
            county.book.add(ID, "turnovers", contract_id=contract, year=int(year), turnover=turnover)


def _rents(
    county: County, rng: random.Random, item: _Item, operator: str, yearly: int, items: Incomes
) -> None:
    period = _PERIOD[item.terms]
    step = 100_00 if item.category == "shopfront" else 10_00
    rent = max(step, half_up(yearly * period, 12 * step) * step)
    start, number = item.start, 0
    while start <= LAST:
        number, years = number + 1, rng.choice((1, 2, 2, 3))
        _contract(county, item, number, operator, start, years, rent=rent)
        for count in range(0, 12 * years, period):
            month = add_months(start, count)
            if month <= LAST:
                cost = _cost(rng, item.kind, rent)
                income = Income("base_rent", item.kind.income, rent, cost, item.id, operator)
                items.setdefault(month, []).append(income)
        start = add_months(start, 12 * years)
        rent = half_up(rent * rng.randint(100, 106), 100 * step) * step
