"""Projects whose operators pay into the funds, and a night market of 158 stalls.

A share of an operator's profit is income of the fund, and the profit it was taken of is reported for every
whole year. What a community saves because an operator bears fit-out and running costs is no income.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from sunledger.demo.accounts import Accounts
from sunledger.demo.book import yuan
from sunledger.demo.ledger import add_months, day, half_up, months, split
from sunledger.demo.names import Organisations
from sunledger.demo.zi.places import COUNTY, LAST, QI, WEN, Community, Places
from sunledger.demo.zi.rooms import Operated

_FIELDS = {
    "health": "elderly_health",
    "education": "childcare_education",
    "culture": "culture_sport",
    "social_work": "culture_sport",
    "convenience": "convenience",
    "retail": "retail",
}
_FIELDS_EN = {
    "health": "elderly care",
    "education": "childcare",
    "culture": "sport and health",
    "social_work": "culture",
    "convenience": "household services",
    "retail": "shop",
}
_PROJECTS, _INSTITUTIONS = 14, 11
_OF_PROFIT = 30  # the one share, in per cent, that is taken of profit before tax
_YEARS = (("2023-07", "2024-06", 191_240_80), ("2024-07", "2025-06", 194_873_60))
_EXTRA = (
    ("周末亲子营", "education"),
    ("长者理疗", "health"),
    ("家政服务", "convenience"),
    ("书画研习", "social_work"),
    ("运动体验", "culture"),
    ("手工传习", "social_work"),
    ("助浴服务", "health"),
    ("家电清洗", "convenience"),
)
# Stalls of the night market by their daily fee in fen; 200 days from mid-April to the end of October 2024.
_STALLS = ((58, 5_00), (48, 8_00), (52, 10_00))
_SEASON = (dt.date(2024, 4, 15), dt.date(2024, 10, 31))


class Projects:
    """Writes the projects of the funds and what they pay."""

    def __init__(
        self, accounts: Accounts, places: Places, organisations: Organisations, seed: str | int
    ) -> None:
        self._accounts, self._places, self._organisations, self._seed = accounts, places, organisations, seed
        self._rates: dict[str, int] = {}
        self._shares: dict[tuple[str, str], int] = {}

    def build(self, rooms: Sequence[Operated]) -> None:
        """Write every fund's projects; how much they pay follows from the size of the community."""
        for community in self._places.funded:
            rng = random.Random(f"{self._seed}/zi/projects/{community.id}")
            own = [room for room in rooms if room.community == community.id]
            if community.id == WEN:
                self._fourteen(community, own, rng)
                continue
            for room in own:
                first = max(community.opened, room.since)
                project = self._project(
                    community,
                    room.label,
                    room.trade,
                    room.operator,
                    room.space_id,
                    first,
                    rng.choice((10, 15, 20)),
                    rng,
                )
                monthly = half_up(community.households * rng.randint(7, 30), 100) * 1_00
                self._pay(community, project, room.operator, months(first, LAST)[2::3], 3 * monthly, rng)
            if community.id == QI:
                self._night_market(community, rng)
            elif rng.randint(1, 100) <= 42:
                self._micro(community, rng)
        self._report_profits()

    def _report_profits(self) -> None:
        """Write the profit of each operator's whole years, of which its shares are the agreed per cent."""
        for (project, year), shares in sorted(self._shares.items()):
            if year > LAST[:4] or (year == LAST[:4] and not LAST.endswith("-12")):
                continue
            rate, rng = self._rates[project], random.Random(f"{self._seed}/zi/profits/{project}/{year}")
            profit = half_up(shares * 100, rate)
            self._accounts.book.add(
                COUNTY,
                "turnovers",
                contract_id=f"{project}-k",
                year=int(year),
                turnover=yuan(profit * 100 // rng.randint(9, 17)),
                profit=yuan(profit) if rate == _OF_PROFIT else None,
                net_profit=None if rate == _OF_PROFIT else yuan(profit),
            )

    def _receive(self, community: Community, project: str, operator: str, month: str, fen: int) -> None:
        """Write an operator's share of a month, and remember it for the year's profit."""
        key = (project, month[:4])
        self._shares[key] = self._shares.get(key, 0) + fen
        self._accounts.receive(
            community.fund,
            month,
            fen,
            "revenue_share",
            category="service",
            project_id=project,
            payer_id=operator,
        )

    def _project(
        self,
        community: Community,
        label: str,
        trade: str,
        operator: str,
        space: str | None,
        first: str,
        rate: int,
        rng: random.Random,
    ) -> str:
        """Write one operated project and its contract; return its id."""
        number = self._accounts.number(f"{community.id}-p")[-2:]
        project, staff = f"{community.id}-p{number}", rng.randint(1, 6)
        self._accounts.book.add(
            COUNTY,
            "projects",
            project_id=project,
            community_id=community.id,
            name=f"{community.name.zh}{label}",
            name_en=f"{community.name.en} {_FIELDS_EN[trade]} {number}",
            stream="fund_service",
            field=_FIELDS[trade],
            mode="light_asset" if space else "operator",
            operator_id=operator,
            space_id=space,
            staff=staff,
            staff_local=rng.randint(0, staff),
            started_on=day(first, 1),
            status="running",
        )
        self._accounts.book.add(
            COUNTY,
            "contracts",
            contract_id=f"{project}-k",
            project_id=project,
            operator_id=operator,
            signed_on=day(add_months(first, -1), rng.randint(5, 25)),
            starts_on=day(first, 1),
            ends_on=day(add_months(first, 35), 31),
            share_rate=rate,
            share_of="profit" if rate == _OF_PROFIT else "net_profit",
            document=f"{label}合作协议（公开版）",
        )
        self._rates[project] = rate
        return project

    def _pay(
        self,
        community: Community,
        project: str,
        operator: str,
        due: Sequence[str],
        each: int,
        rng: random.Random,
    ) -> None:
        """Write an operator's share, month by month as it was paid."""
        for month in due:
            fen = half_up(each * rng.randint(70, 130), 100) + rng.randint(0, 99)
            self._receive(community, project, operator, month, fen)

    def _fourteen(self, community: Community, own: list[Operated], rng: random.Random) -> None:
        """Write the 14 projects of 11 institutions that bring more than 190,000 yuan a year."""
        plans: list[tuple[str, str, str, str | None]] = [
            (room.label, room.trade, room.operator, room.space_id) for room in own[:_PROJECTS]
        ]
        operators = list(dict.fromkeys(plan[2] for plan in plans))
        for label, trade in _EXTRA[: _PROJECTS - len(plans)]:
            if len(operators) < _INSTITUTIONS:
                operators.append(self._organisations.trade("operator", trade))
                plans.append((label, trade, operators[-1], None))
            else:
                plans.append((label, trade, rng.choice(operators), None))
        if len(operators) != _INSTITUTIONS or len(plans) != _PROJECTS:
            raise ValueError(f"zi: {len(plans)} projects of {len(operators)} institutions")
        projects = [
            (self._project(community, label, trade, operator, space, community.opened, 10, rng), operator)
            for label, trade, operator, space in plans
        ]
        for first, last, total in _YEARS:
            cells = [
                (month, project, operator) for month in months(first, last) for project, operator in projects
            ]
            parts = split(total, [rng.randint(60, 140) for _ in cells])
            for (month, project, operator), fen in zip(cells, parts, strict=True):
                self._receive(community, project, operator, month, fen)

    def _night_market(self, community: Community, rng: random.Random) -> None:
        """Write the stalls' fees by month, and the operator who pays 30 per cent of its profit."""
        first, last = _SEASON
        project = f"{community.id}-p-night-market"
        self._accounts.book.add(
            COUNTY,
            "projects",
            project_id=project,
            community_id=community.id,
            name=f"{community.name.zh}便民夜市",
            name_en=f"{community.name.en} night market",
            stream="fund_service",
            field="stall",
            mode="self_run",
            operator_id=community.body,
            staff=6,
            staff_local=6,
            started_on=first,
            ended_on=last,
            status="ended",
        )
        taken: dict[str, int] = {}
        for offset in range((last - first).days + 1):
            on = first + dt.timedelta(days=offset)
            fees = sum((count - rng.choice((0, 0, 0, 1, 1))) * fee for count, fee in _STALLS)
            taken[f"{on:%Y-%m}"] = taken.get(f"{on:%Y-%m}", 0) + fees
        for month, fees in taken.items():
            self._accounts.receive(
                community.fund,
                month,
                fees,
                "fee",
                cost=half_up(fees * rng.randint(33, 38), 100),
                category="site",
                project_id=project,
                note="158个摊位，每天5元、8元或10元；成本是保洁和水电",
            )
        operator = self._organisations.trade("operator", "retail")
        shop = self._project(community, "平价超市", "retail", operator, None, "2023-10", _OF_PROFIT, rng)
        self._pay(community, shop, operator, months("2023-12", LAST)[::3], 5_400_00, rng)

    def _micro(self, community: Community, rng: random.Random) -> None:
        """Write a small business of the community itself (社区微业)."""
        project, first = f"{community.id}-p-micro", add_months(community.opened, rng.randint(1, 5))
        label = rng.choice(("共享厨房", "旧物改造铺", "便民磨刀摊", "社区小菜园", "手作小铺"))
        self._accounts.book.add(
            COUNTY,
            "projects",
            project_id=project,
            community_id=community.id,
            name=f"{community.name.zh}{label}",
            name_en=f"{community.name.en} micro business",
            stream="fund_service",
            field="workshop",
            mode="self_run",
            operator_id=community.body,
            staff=3,
            staff_local=3,
            started_on=day(first, 1),
            status="running",
        )
        for month in months(first, LAST):
            gross = community.households * rng.randint(8, 26)
            self._accounts.receive(
                community.fund,
                month,
                gross,
                "fee",
                cost=half_up(gross * rng.randint(22, 38), 100),
                category="service",
                project_id=project,
            )
