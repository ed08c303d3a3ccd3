"""What is paid: from the compounds' governance sub-ledgers and from the communities' collective income.

Every payment answers a matter that has taken all its steps: three for small matters, with the
deliberations of 五议一备两公开 before them for major ones. Nothing is paid that had not come in by the
end of the month before, and no payment takes the last fifth of what is there.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from sunledger.demo.accounts import Accounts, weekday
from sunledger.demo.ledger import (
    Step,
    add_months,
    ceiling,
    day,
    half_up,
    lognormal,
    months,
    step_dates,
    tier,
    write_matter,
)
from sunledger.demo.names import Organisations
from sunledger.demo.shu.approvals import collective_steps, governance_steps
from sunledger.demo.shu.places import COUNTY, LAST, SUBDISTRICT, Places


class _Kind(NamedTuple):
    """A kind of payment: purpose, weight, median and bounds in yuan, trade of the payee, what was bought."""

    purpose: str
    weight: int
    median: int
    low: int
    high: int
    trade: str | None
    what: tuple[str, ...]


_GOVERNANCE = (
    _Kind(
        "lighting_access",
        26,
        2_600,
        500,
        4_990,
        "repair",
        ("更换公共照明灯具", "维修门禁和可视对讲", "维修路灯线路"),
    ),
    _Kind("drainage", 15, 3_600, 1_500, 9_000, "drainage", ("清掏化粪池", "疏通雨污管道", "更换井盖")),
    _Kind("pavement", 6, 9_500, 6_000, 40_000, "road", ("修补内部道路", "铺设透水砖", "翻修无障碍坡道")),
    _Kind("bike_shed", 6, 22_000, 15_000, 60_000, "repair", ("新建非机动车棚", "车棚加装充电和喷淋")),
    _Kind(
        "cctv",
        7,
        8_500,
        5_000,
        25_000,
        "security",
        ("补装公共区域监控", "更换消防水带和灭火器", "加装高空抛物监控"),
    ),
    _Kind("greening", 13, 2_200, 600, 6_000, "greening", ("补种绿化苗木", "清理卫生死角", "修剪高大树木")),
    _Kind(
        "events",
        12,
        3_400,
        1_500,
        9_000,
        "supermarket",
        ("邻里节活动用品", "亲子运动会用品", "重阳节活动用品"),
    ),
    _Kind("visits", 6, 3_200, 2_000, 8_000, "supermarket", ("春节走访慰问用品", "困难家庭走访慰问用品")),
    _Kind(
        "services",
        8,
        2_300,
        800,
        6_000,
        "convenience",
        ("便民理发和磨刀服务", "家电义务维修材料", "志愿服务用品"),
    ),
    _Kind("maintenance_fund", 3, 9_000, 5_000, 30_000, None, ("补充住宅专项维修资金",)),
)
_COLLECTIVE = (
    _Kind(
        "reinvestment",
        22,
        6_500,
        2_000,
        48_000,
        "repair",
        ("用房修缮和水电改造", "用房消防改造", "用房门窗更换"),
    ),
    _Kind(
        "services",
        24,
        4_400,
        900,
        16_000,
        "convenience",
        ("便民服务站运行", "助餐点餐具和设备", "便民服务进社区"),
    ),
    _Kind(
        "events",
        20,
        4_000,
        1_200,
        12_000,
        "supermarket",
        ("厨艺大赛用品", "科普讲座场地布置", "亲子活动用品"),
    ),
    _Kind("visits", 12, 3_600, 2_000, 9_000, "supermarket", ("困难家庭走访慰问用品", "高龄老人慰问用品")),
    _Kind("greening", 10, 2_200, 800, 6_000, "greening", ("公共空间保洁", "社区广场绿化补植")),
    _Kind("management", 12, 1_400, 600, 3_500, "repair", ("公共用房水电和维护",)),
)

_SHED = next(kind for kind in _GOVERNANCE if kind.purpose == "bike_shed")
# The four sub-ledgers that receive most save for a shed that is a major matter, each until its month.
_SHED_MONTHS = ("2023-12", "2024-05", "2024-10", "2025-02")


def govern(accounts: Accounts, places: Places, organisations: Organisations, seed: str | int) -> None:
    """Write the payments of every compound's sub-ledger."""
    payees, savers = _payees(organisations, _GOVERNANCE), _savers(accounts, places)
    for compound in places.compounds:
        rng = random.Random(f"{seed}/shu/govern/{compound.id}")
        spender = Spender(accounts, compound.governance, compound.community.folder, rng)
        for month in months(add_months(compound.opened, 4), LAST):
            saves_until = savers.get(compound.governance, "")
            wishes = [] if month < saves_until else _wishes(spender, _GOVERNANCE, month, 30)
            if month == saves_until:
                wishes = [(_SHED, rng.randint(50_200_00, 56_800_00))]
            for kind, amount in wishes:
                klass = tier(ceiling(amount))
                spender.pay(
                    month,
                    kind,
                    amount,
                    payees,
                    governance_steps(compound, places, klass, rng),
                    compound.name.zh,
                )


def collective(accounts: Accounts, places: Places, organisations: Organisations, seed: str | int) -> None:
    """Write the payments from the communities' collective income."""
    payees = _payees(organisations, _COLLECTIVE)
    for community in places.communities:
        rng = random.Random(f"{seed}/shu/collective/{community.id}")
        spender = Spender(accounts, community.enterprise, community.folder, rng)
        for month in months("2023-01", LAST):
            for kind, amount in _wishes(spender, _COLLECTIVE, month, 20):
                klass = tier(ceiling(amount))
                spender.pay(
                    month,
                    kind,
                    amount,
                    payees,
                    collective_steps(community, klass, places),
                    community.name.zh,
                )


def subdistrict(
    accounts: Accounts, places: Places, auditors: list[str], organisations: Organisations, seed: str | int
) -> None:
    """Write the account's own grants and what it paid for audits and training, then its interest."""
    rng = random.Random(f"{seed}/shu/subdistrict")
    root = f"{SUBDISTRICT}-gov"
    treasury = organisations.named(
        "public_body",
        organisations.names[places.office]._replace(
            zh="沭演街道财政所", en="Shuyan Subdistrict Finance Office"
        ),
    )
    trainer = organisations.trade("supplier", "social_work")
    for year in (2023, 2024, 2025):
        accounts.receive(
            root,
            f"{year}-02",
            60_000_00,
            "grant",
            category="grant",
            payer_id=treasury,
            note=f"{year}年度街道配套资金",
        )
    spender = Spender(accounts, root, COUNTY, rng)
    audits = _Kind("audit", 1, 0, 0, 0, None, ("第三方审计",))
    training = _Kind("services", 1, 0, 0, 0, None, ("业委会和社区会计培训",))
    for month, kind, fen, payee in (
        ("2023-04", training, 4_360_00, trainer),
        ("2023-10", audits, 11_800_00, auditors[0]),
        ("2024-05", training, 4_720_00, trainer),
        ("2024-07", audits, 9_500_00, auditors[1]),
        ("2025-03", audits, 12_400_00, auditors[0]),
        ("2025-05", training, 4_850_00, trainer),
    ):
        klass = tier(ceiling(fen))
        steps = [
            Step("consult", "沭演街道社区治理服务中心"),
            Step("apply", "沭演街道社区治理服务中心"),
            Step("review", "沭演街道机关党支部", "branch_secretary"),
            Step("approve", "中共沭演街道工作委员会", "subdistrict_secretary"),
        ][0 if klass == "general" else 1 :]
        spender.pay(month, kind, fen, {kind.what[0]: [payee]}, steps, "沭演街道")
    accounts.interest(root, 400)


class Spender:
    """Pays from one fund, numbering its matters."""

    def __init__(self, accounts: Accounts, fund_id: str, folder: str, rng: random.Random) -> None:
        self.accounts, self.fund_id, self.folder, self.rng = accounts, fund_id, folder, rng
        self.count = 0

    def matter(
        self, title: str, fen: int, steps: list[Step], dates: list[dt.date], outcome: str = "approved"
    ) -> str:
        """Write a matter with the steps taken so far; return its id."""
        self.count += 1
        matter = f"{self.fund_id}-m{self.count:03d}"
        write_matter(
            self.accounts.book,
            self.folder,
            matter_id=matter,
            fund_id=self.fund_id,
            title=title,
            klass=tier(fen),
            fen=fen,
            outcome=outcome,
            steps=steps,
            dates=dates,
        )
        return matter

    def pay(
        self, month: str, kind: _Kind, fen: int, payees: dict[str, list[str]], steps: list[Step], place: str
    ) -> None:
        """Decide and pay one wish, if the fund holds enough on the day."""
        rng, on = self.rng, weekday(self.rng, month, 8, 24)
        if fen > self.accounts.ledgers[self.fund_id].available(on):
            return
        what = rng.choice(kind.what)
        if kind.purpose == "visits" and ("春节" in what) != (month[5:] in ("01", "02")):
            what = kind.what[-1]
        dates = step_dates(rng, len(steps), on, rng.randint(24, 40) if len(steps) > 4 else None)
        matter = self.matter(f"{place}{what}", ceiling(fen), steps, dates)
        self.accounts.pay(
            self.fund_id,
            on,
            fen,
            kind.purpose,
            what,
            matter_id=matter,
            payee_id=rng.choice(payees[kind.trade or kind.what[0]]),
            households=max(4, fen // rng.randint(90_00, 180_00)) if kind.purpose == "visits" else None,
        )


def _savers(accounts: Accounts, places: Places) -> dict[str, str]:
    """Return the sub-ledgers that receive most, each with the month of its new shed."""
    funds = sorted(
        (compound.governance for compound in places.compounds),
        key=lambda fund: (-accounts.ledgers[fund].closing(LAST), fund),
    )
    return dict(zip(funds, _SHED_MONTHS, strict=False))


def _wishes(spender: Spender, kinds: tuple[_Kind, ...], month: str, chance: int) -> list[tuple[_Kind, int]]:
    """Draw what a fund would like to pay for in a month, given what it holds."""
    rng, wishes = spender.rng, []
    left = half_up(spender.accounts.ledgers[spender.fund_id].available(day(month, 8)) * 8, 10)
    for _ in range(1 + (left > 12_000_00) + (left > 40_000_00)):
        kind = rng.choices(kinds, [kind.weight for kind in kinds])[0]
        amount = lognormal(rng, kind.median * 100, 0.45, kind.low * 100, kind.high * 100)
        if amount <= left and rng.randint(1, 100) <= chance + (20 if left > 8_000_00 else 0):
            wishes.append((kind, amount))
            left -= amount
    return wishes


def _payees(organisations: Organisations, kinds: tuple[_Kind, ...]) -> dict[str, list[str]]:
    """Add the firms each kind of payment goes to, by trade (or by what is bought, for a public body)."""
    payees: dict[str, list[str]] = {}
    for kind in kinds:
        if kind.trade and kind.trade not in payees:
            payees[kind.trade] = organisations.pool("supplier", kind.trade, 3)
        elif not kind.trade:
            name = next(iter(organisations.names.values()))
            payees[kind.what[0]] = [
                organisations.named(
                    "public_body",
                    name._replace(
                        zh="沭演示县住宅专项维修资金管理中心", en="Shu Housing Maintenance Fund Centre"
                    ),
                )
            ]
    return payees
