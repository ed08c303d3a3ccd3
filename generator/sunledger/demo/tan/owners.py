"""The 78 owners' accounts: opened, filled by the items, spent by decision of the owners.

Most divide nothing. Six have a scheme, each resting on a resolution of its owners' assembly
(Civil Code articles 278, 282, 283); those accounts open after the vote and start from zero.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sunledger.demo.book import yuan
from sunledger.demo.ledger import (
    FundLedger,
    SchemeVersion,
    add_months,
    day,
    lognormal,
    months,
)
from sunledger.demo.names import Name
from sunledger.demo.tan.account import Account
from sunledger.demo.tan.approvals import Wish, owners_desk
from sunledger.demo.tan.county import FIRST, ID, LAST, Community, Compound, County
from sunledger.demo.tan.items import Incomes, write_items
from sunledger.demo.tan.postings import Calendar
from sunledger.demo.tan.ventures import Passed

_SCHEME_FUNDS = 6
_LATE_FUNDS = 12
_RESERVE = 1_000_00
_LARGE_WORKS = ("2024-10", "2025-04")


class Use(NamedTuple):
    """Something owners pay for: purpose, trade of the payee, range in yuan, what it is called."""

    purpose: str
    trade: str
    low: int
    high: int
    titles: tuple[str, ...]
    weight: int = 4


USES = (
    Use(
        "lighting_access",
        "repair",
        300,
        5_000,
        ("路灯灯具更换", "门禁系统维修", "楼道照明改造", "道闸维修"),
        9,
    ),
    Use("drainage", "drainage", 1_500, 6_000, ("化粪池清掏", "雨水管道疏通", "污水井盖更换"), 6),
    Use("pavement", "road", 6_000, 40_000, ("主干道路面修补", "人行步道铺装", "停车位地面修整"), 5),
    Use("bike_shed", "equipment", 15_000, 60_000, ("电动自行车棚新建", "车棚顶棚翻新"), 5),
    Use("cctv", "security", 5_000, 25_000, ("公共区域监控补装", "消防器材更换"), 5),
    Use("greening", "greening", 500, 6_000, ("绿化补植", "垃圾分类亭保洁", "公共区域消杀"), 5),
    Use("events", "social_work", 1_500, 8_000, ("邻里节活动物资", "老年文化活动", "亲子阅读活动"), 3),
    Use("visits", "supermarket", 2_000, 20_000, ("节日走访慰问物资",), 2),
    Use("audit", "audit", 3_000, 12_000, ("年度收支审计",), 1),
    Use("maintenance_fund", "maintenance", 5_000, 48_000, ("补充维修资金",), 4),
)
_BUCKETS = {
    "maintenance": (60, "补充维修资金", "Maintenance fund", ("maintenance_fund",)),
    "facilities": (
        30,
        "设施维护",
        "Facilities",
        ("lighting_access", "drainage", "pavement", "bike_shed", "cctv", "greening"),
    ),
    "activities": (10, "社区活动", "Activities", ("events", "visits")),
}
_SCHEME_OPENINGS = ("2024-01", "2024-01", "2024-02", "2024-03", "2024-04", "2024-06")


def write_owners(county: County, calendar: Calendar, passed: Passed) -> None:
    """Write funds, schemes, items, income, payments and statements of the owners' accounts.

    ``passed`` is what enterprise funds pass on to them.
    """
    rng = county.rng("owners")
    keeping = [compound for compound in county.compounds if compound.committee]
    schemed = [c for c in rng.sample(keeping, _SCHEME_FUNDS + 4) if not c.both_posts][:_SCHEME_FUNDS]
    opened = {compound.id: FIRST for compound in keeping}
    for compound in rng.sample([c for c in keeping if c not in schemed], _LATE_FUNDS):
        opened[compound.id] = add_months(FIRST, rng.randint(2, 9))
    opened |= {c.id: month for c, month in zip(schemed, _SCHEME_OPENINGS, strict=True)}
    incomes = write_items(county, opened)
    vault = county.organisations.named(
        "public_body", Name("演示县维修资金管理中心", "Demo Maintenance Fund Office")
    )
    related = county.organisations.trade("supplier", "repair", related_to=keeping[5].committee)
    for community in county.communities:
        for compound in community.compounds:
            if compound.committee:
                fund = _Owners(county, community, compound, opened[compound.id], compound in schemed, vault)
                fund.take(passed.get(compound.fund, []))
                fund.run(incomes[compound.id], calendar, related if compound is keeping[5] else None)
                if compound in (keeping[20], keeping[41]):
                    fund.fail_assembly()


class _Owners:
    """One owners' account, month by month."""

    def __init__(
        self, county: County, community: Community, compound: Compound, opened: str, schemed: bool, vault: str
    ) -> None:
        self._county, self._compound, self._opened, self._vault = county, compound, opened, vault
        self._rng = county.rng(compound.fund)
        opening = 0 if schemed else lognormal(self._rng, 38_000_00, 0.7, 3_000_00, 259_800_00)
        scheme = (
            [SchemeVersion(day(opened, 1), None, {b: v[0] for b, v in _BUCKETS.items()})] if schemed else []
        )
        self._ledger = FundLedger(opened, opening, scheme)
        self._desk = owners_desk(county, community, compound, self._ledger)
        self._account = Account(
            county, compound.fund, compound.id, compound.folder, compound.name.zh, self._ledger
        )
        scheme_id = f"{compound.fund}-scheme" if schemed else None
        resolution = self._adopt(scheme_id) if scheme_id else None
        county.book.add(
            ID,
            "funds",
            fund_id=compound.fund,
            community_id=compound.id,
            kind="owners",
            name=f"{compound.name.zh}业主公共收益专用账户",
            name_en=f"Owners' income account of {compound.name.en}",
            account_kind="own",
            custodian_id=compound.committee,
            scheme_id=scheme_id,
            resolution_id=resolution,
            committee_size=self._rng.choice((5, 5, 7, 7, 9)),
            opened_on=day(opened, 1),
            opening_balance=yuan(opening),
        )

    def _adopt(self, scheme: str) -> str:
        agreed = day(self._opened, 1) - dt.timedelta(days=self._rng.randint(12, 40))
        matter = self._desk.resolve(agreed, "表决公共收益分配方案：维修资金60%、设施维护30%、社区活动10%")
        for position, (bucket, (percent, name, name_en, _)) in enumerate(_BUCKETS.items(), start=1):
            self._county.book.add(
                ID,
                "schemes",
                scheme_id=scheme,
                bucket=bucket,
                name=name,
                name_en=name_en,
                percent=percent,
                base="net_income",
                position=position,
                valid_from=day(self._opened, 1),
                authority=f"业主大会决议（{matter}），民法典第二百七十八条、第二百八十三条",
            )
        return matter

    def take(self, passed: list[tuple[dt.date, int]]) -> None:
        """Take in what is passed on; it stays outside the scheme."""
        for on, fen in passed:
            self._ledger.take(on, fen)

    def run(self, incomes: Incomes, calendar: Calendar, related: str | None) -> None:
        """Live through every month: income, interest, payments, the bank statement, the notice."""
        compound = self._compound
        for month in months(self._opened, LAST):
            if calendar.unreported(compound.fund, month):
                continue
            self._account.earn(month, incomes.get(month, []))
            self._spend(month, related if month == "2024-10" else None)
            self._account.close(month, calendar)
        self._leave_open()

    def fail_assembly(self) -> None:
        """Have the assembly vote on a large shed and miss three quarters of the heads."""
        self._desk.refuse(
            dt.date(2025, 5, 21), Wish(58_600_00, "bike_shed", "电动自行车棚新建（二期）"), "assembly"
        )

    def _spend(self, month: str, related: str | None) -> None:
        rng = self._rng
        if related:
            self._desk.settle(month, Wish(1_860_00, "lighting_access", "门禁系统维修", "", related))
        free = self._ledger.available(day(month, 8))
        if month in _LARGE_WORKS and free > 150_000_00 and not self._ledger.scheme:
            large = Use("bike_shed", "equipment", 0, 0, ("电动自行车充电棚新建",))
            self._desk.settle(month, self._compose(rng.randint(50_100_00, 59_900_00), large))
        chances = 3 if free > 30_000_00 else 2
        for _ in range(chances):
            if rng.randint(1, 100) <= 29:
                self._wish(month)

    def _wish(self, month: str) -> None:
        rng, schemed = self._rng, bool(self._ledger.scheme)
        bucket = rng.choice(("maintenance", "facilities", "facilities", "activities")) if schemed else ""
        fen = lognormal(rng, 2_650_00, 0.9, 300_00, 59_800_00)
        free = self._ledger.available(day(month, 8), bucket)
        if schemed:
            fen = free * rng.randint(50, 90) // 100 if bucket == "maintenance" else min(fen, free)
        elif fen > free - _RESERVE:
            return
        uses = [use for use in USES if use.low * 100 <= fen <= use.high * 100]
        if schemed:
            uses = [use for use in uses if use.purpose in _BUCKETS[bucket][3]]
        if uses:
            self._desk.settle(
                month, self._compose(fen, rng.choices(uses, [use.weight for use in uses])[0], bucket)
            )

    def _compose(self, fen: int, use: Use, bucket: str = "") -> Wish:
        if use.trade == "maintenance":
            fen, payee = fen // 100 * 100, self._vault
        elif use.trade == "audit":
            fen, payee = fen // 100_00 * 100_00, self._rng.choice(self._county.auditors)
        else:
            payee = self._rng.choice(self._county.suppliers[use.trade])
        households = (
            max(10, min(self._compound.households, fen // 120_00)) if use.purpose == "visits" else None
        )
        return Wish(fen, use.purpose, self._rng.choice(use.titles), bucket, payee, households)

    def _leave_open(self) -> None:
        if self._rng.randint(1, 100) <= 12:
            fen = lognormal(self._rng, 4_000_00, 0.8, 600_00, 30_000_00) // 100_00 * 100_00
            use = next(use for use in USES if use.low * 100 <= fen <= use.high * 100)
            self._desk.leave_open(dt.date(2025, 7, 16), self._compose(fen, use))
