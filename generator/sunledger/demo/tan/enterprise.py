"""The 16 enterprise funds: project income divided by the 5311 scheme, and what each bucket was spent on.

Until the end of 2023 a trial scheme held (60/20/10/10); from 2024 it is 50/30/10/10. Net income is
divided, never turnover; the start-up capital stays outside the buckets. The relief bucket helped
126 households in eight quarters; only counts are kept, and a community's count stays below the
disclosure threshold by its nature.
"""

from __future__ import annotations

import datetime as dt
import random

from sunledger.demo.book import yuan
from sunledger.demo.ledger import (
    FundLedger,
    SchemeVersion,
    day,
    split,
)
from sunledger.demo.tan.account import Account, Income
from sunledger.demo.tan.approvals import Desk, Wish, enterprise_desk
from sunledger.demo.tan.county import ID, MONTHS, Community, County
from sunledger.demo.tan.postings import Calendar
from sunledger.demo.tan.projects import Project
from sunledger.demo.tan.ventures import Passed, pass_on

SCHEME = "tan-5311"
_BUCKETS = {
    "reinvestment": ("项目再投资", "Reinvestment", 60, 50),
    "subsidy": ("普惠补贴", "Universal subsidy", 20, 30),
    "governance": ("治理基金", "Governance fund", 10, 10),
    "relief": ("应急纾困", "Emergency relief", 10, 10),
}
_TRIAL = (dt.date(2023, 7, 1), dt.date(2023, 12, 31), "《创富资金分配试行方案》（演示设定）")
_LASTING = (dt.date(2024, 1, 1), None, "《5311阳光分配办法》（演示设定，比例见公开报道）")
_HOUSEHOLDS = (10, 12, 14, 16, 17, 18, 19, 20)
_EQUIPMENT = ("设备添置", "场地改造材料", "智能柜扩容", "厨房设备更新", "健身器材添置")
_SERVICES = ("网格议事会场布置", "志愿服务物资", "矛盾调解室用品", "公共法律服务宣传", "楼栋自治活动物资")


def versions() -> list[SchemeVersion]:
    """Return the scheme's two versions."""
    trial = {bucket: values[2] for bucket, values in _BUCKETS.items()}
    lasting = {bucket: values[3] for bucket, values in _BUCKETS.items()}
    return [SchemeVersion(*_TRIAL[:2], trial), SchemeVersion(*_LASTING[:2], lasting)]


def write_enterprise(
    county: County, projects: list[Project], calendar: Calendar, passed: Passed
) -> dict[tuple[str, str], int]:
    """Write funds, scheme, income, payments and statements; return the households helped.

    ``passed`` is filled with what the funds pass on to owners' accounts.
    """
    _write_scheme(county)
    accounts = []
    for community in county.communities:
        own = [project for project in projects if project.community is community]
        if own:
            accounts.append(_Enterprise(county, community, own))
    helped: dict[tuple[str, str], int] = {}
    for month in MONTHS:
        for account in accounts:
            account.earn(month, passed)
        if month[5:] in ("03", "06", "09", "12"):
            _relieve(county.rng(f"relief/{month}"), accounts, month, helped)
        for account in accounts:
            account.close(month, calendar)
    return helped


def _write_scheme(county: County) -> None:
    for (valid_from, valid_to, authority), place in ((_TRIAL, 2), (_LASTING, 3)):
        for position, (bucket, values) in enumerate(_BUCKETS.items(), start=1):
            county.book.add(
                ID,
                "schemes",
                scheme_id=SCHEME,
                bucket=bucket,
                name=values[0],
                name_en=values[1],
                percent=values[place],
                base="net_income",
                position=position,
                valid_from=valid_from,
                valid_to=valid_to,
                authority=authority,
            )


def _relieve(
    rng: random.Random, accounts: list[_Enterprise], month: str, helped: dict[tuple[str, str], int]
) -> None:
    """Share out the quarter's households over the funds that can help, by what each has."""
    households = _HOUSEHOLDS[MONTHS.index(month) // 3]
    able = [(account, account.free(month, "relief")) for account in accounts]
    able = sorted(((a, fen) for a, fen in able if fen >= 150_00), key=lambda pair: -pair[1])[
        : households // 2
    ]
    for (account, fen), count in zip(able, split(households, [fen for _, fen in able]), strict=True):
        amount = (
            min(fen * rng.randint(80, 96) // 100, count * rng.randint(1_500_00, 2_400_00)) // 10_00 * 10_00
        )
        if count and account.relieve(month, amount, count):
            helped[account.community.id, month] = count


class _Enterprise:
    """One enterprise fund, month by month."""

    def __init__(self, county: County, community: Community, projects: list[Project]) -> None:
        self.community = community
        self._county, self._projects = county, projects
        self._rng = county.rng(community.fund)
        self.opened = min(project.start for project in projects)
        capital = self._rng.randint(90, 200) * 100_00
        self._ledger = FundLedger(self.opened, capital, versions())
        self._desk: Desk = enterprise_desk(county, community, self._ledger)
        self._account = Account(
            county, community.fund, f"{community.id}-e", community.folder, community.name.zh, self._ledger
        )
        county.book.add(
            ID,
            "funds",
            fund_id=community.fund,
            community_id=community.id,
            kind="enterprise",
            name=f"{community.name.zh}创富项目资金",
            name_en=f"Enterprise fund of {community.name.en}",
            account_kind="own",
            custodian_id=community.company,
            scheme_id=SCHEME,
            opened_on=day(self.opened, 1),
            opening_balance=yuan(capital),
        )

    def free(self, month: str, bucket: str) -> int:
        """Return what a bucket can pay this month."""
        return self._ledger.available(day(month, 8), bucket) if month > self.opened else 0

    def earn(self, month: str, passed: Passed) -> None:
        """Pass on the shares of the month before, and enter the month's income, or that there was none."""
        if month < self.opened:
            return
        pass_on(self._county, self.community, self._ledger, self._projects, month, passed)
        entries = [entry for project in self._projects for entry in project.entries if entry.month == month]
        incomes = [Income(e.basis, e.category, e.gross, e.cost, e.project, e.payer, e.note) for e in entries]
        self._account.earn(month, incomes)

    def relieve(self, month: str, fen: int, households: int) -> bool:
        """Pay relief to households; say whether it was paid."""
        wish = Wish(fen, "relief", "应急纾困帮扶（只列户数）", "relief", None, households)
        return self._desk.settle(month, wish)

    def close(self, month: str, calendar: Calendar) -> None:
        """Spend from the other buckets, then write statement and notice."""
        if month < self.opened:
            return
        rng, suppliers, merchants = self._rng, self._county.suppliers, self._county.merchants
        self._spend(
            month, "subsidy", 85, 60, Wish(0, "subsidy", "8折优惠差额结算", "subsidy", rng.choice(merchants))
        )
        title, payee = rng.choice(_EQUIPMENT), rng.choice(suppliers["equipment"])
        self._spend(month, "reinvestment", 50, 55, Wish(0, "reinvestment", title, "reinvestment", payee))
        title, payee = rng.choice(_SERVICES), rng.choice(suppliers["social_work"])
        self._spend(month, "governance", 40, 60, Wish(0, "governance", title, "governance", payee))
        self._account.close(month, calendar)

    def _spend(self, month: str, bucket: str, chance: int, least: int, wish: Wish) -> None:
        rng = self._rng
        fen = self.free(month, bucket) * rng.randint(least, 96) // 100
        if rng.randint(1, 100) <= chance and fen >= 150_00:
            self._desk.settle(month, wish._replace(fen=min(fen, 49_000_00)))
