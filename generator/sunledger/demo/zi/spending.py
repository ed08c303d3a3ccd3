"""What the funds pay for: small improvements, visits, services, events, and the charity's fee.

The community plans, the fund's committee votes, the charity reviews and pays; nothing is paid that had
not come in by the end of the month before.
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
    month_of,
    months,
    share,
    step_dates,
    tier,
    write_matter,
)
from sunledger.demo.names import Organisations
from sunledger.demo.zi.gifts import fund_steps
from sunledger.demo.zi.places import COUNTY, LAST, POOL, QI, WEN, Community, Places

_GENERAL, _MAJOR = 5_000_00, 30_000_00


class _Kind(NamedTuple):
    """A kind of payment: purpose, weight, median and bounds in yuan, trade of the payee, what was bought."""

    purpose: str
    weight: int
    median: int
    low: int
    high: int
    trade: str
    what: tuple[str, ...]


_KINDS = (
    _Kind(
        "micro_renovation",
        30,
        4_200,
        600,
        46_000,
        "repair",
        ("楼道扶手加装", "无障碍坡道改造", "晾晒架更新", "凉亭座椅修缮", "楼道粉刷", "休闲小广场微改造"),
    ),
    _Kind("visits", 14, 2_200, 600, 8_000, "supermarket", ("困难家庭走访慰问用品", "高龄老人走访慰问用品")),
    _Kind(
        "services",
        26,
        2_600,
        500,
        16_000,
        "social_work",
        ("长者助餐服务", "四点半课堂师资", "心理服务进社区", "助浴和上门照护服务", "普法和调解服务"),
    ),
    _Kind(
        "events", 20, 1_900, 400, 9_000, "culture", ("邻里节活动", "读书月活动", "重阳节活动", "社区运动会")
    ),
    _Kind("greening", 10, 1_600, 400, 6_000, "greening", ("楼前绿地补植", "公共空间保洁")),
)


def build(
    accounts: Accounts, places: Places, organisations: Organisations, auditor: str, seed: str | int
) -> None:
    """Write every fund's payments, the fees, what was refused or is pending, and the pool's own payments."""
    payees = {kind.trade: organisations.pool("supplier", kind.trade, 4) for kind in _KINDS}
    for community in places.funded:
        rng = random.Random(f"{seed}/zi/spending/{community.id}")
        desk = _Desk(accounts, community, rng)
        rate = 2 if community.id == WEN else rng.choice((0, 0, 1, 2, 2, 3))
        for month in months(add_months(community.opened, 2), LAST):
            for kind, amount in _wishes(desk, month):
                desk.pay(
                    weekday(rng, month, 6, 26),
                    amount,
                    kind.purpose,
                    rng.choice(kind.what),
                    rng.choice(payees[kind.trade]),
                    counted=kind.purpose == "visits",
                )
            if rate and month[5:] in ("06", "12"):
                span = months(max(community.opened, add_months(month, -6)), add_months(month, -1))
                income = sum(
                    fen for _, fund, when, fen in accounts.entries if fund == community.fund and when in span
                )
                desk.pay(
                    weekday(rng, month, 20, 27),
                    share(income, rate),
                    "management",
                    f"慈善组织管理费（{rate}%）",
                    places.charity,
                )
        if community.id in (places.funded[4].id, places.funded[19].id):
            desk.undecided("rejected", f"{community.name.zh}门牌灯饰", 9_600_00, day("2024-08", 20), 2)
        if community.id in (places.funded[11].id, places.funded[27].id):
            desk.undecided("pending", f"{community.name.zh}儿童活动角微改造", 7_800_00, day("2025-07", 14), 2)
    _pool(accounts, places, auditor, seed)


class _Desk:
    """Decides and pays for one fund, numbering its matters."""

    def __init__(self, accounts: Accounts, community: Community, rng: random.Random) -> None:
        self.accounts, self.community, self.rng, self.count = accounts, community, rng, 0
        months_of = {entry: (month, fen) for entry, _, month, fen in accounts.entries}
        self._gifts = sorted(
            (*months_of[str(row["entry_id"])], str(row["purpose"]))
            for row in accounts.book.rows(community.folder, "gift_terms")
            if row["purpose"]
        )
        self._spent: list[tuple[str, str, int]] = []

    def available(self, on: dt.date) -> int:
        """Return what the fund can still pay on a day (fen)."""
        return self.accounts.ledgers[self.community.fund].available(on)

    def kept(self, on: dt.date, purpose: str) -> int:
        """Return what must be kept for the uses that donors named, other than this purpose (fen)."""
        due: dict[str, int] = {}
        since: dict[str, str] = {}
        for month, fen, use in self._gifts:
            if month < month_of(on) and use != purpose:
                due[use] = due.get(use, 0) + fen
                since.setdefault(use, month)
        for month, use, fen in self._spent:
            if use in due and month >= since[use]:
                due[use] -= fen
        return sum(max(0, fen) for fen in due.values())

    def pay(self, on: dt.date, fen: int, purpose: str, what: str, payee: str, counted: bool = False) -> None:
        """Decide and pay, if the fund holds enough on the day beside what is kept for other uses."""
        if not 0 < fen <= self.available(on) - self.kept(on, purpose):
            return
        self._spent.append((month_of(on), purpose, fen))
        approved = ceiling(fen, (_GENERAL, _MAJOR))
        steps = fund_steps(self.community, tier(approved, _GENERAL, _MAJOR))
        matter = self._matter(f"{self.community.name.zh}{what}", approved, steps, on, "approved")
        self.accounts.pay(
            self.community.fund,
            on,
            fen,
            purpose,
            what,
            matter_id=matter,
            payee_id=payee,
            households=max(5, fen // self.rng.randint(90_00, 170_00)) if counted else None,
        )

    def undecided(self, outcome: str, title: str, fen: int, on: dt.date, taken: int) -> None:
        """Write a matter refused at its last step taken, or still under way."""
        steps = fund_steps(self.community, tier(fen, _GENERAL, _MAJOR))[:taken]
        if outcome == "rejected":
            steps[-1] = steps[-1]._replace(outcome="rejected")
        self._matter(title, fen, steps, on, outcome)

    def _matter(self, title: str, fen: int, steps: list[Step], on: dt.date, outcome: str) -> str:
        self.count += 1
        matter = f"{self.community.fund}-m{self.count:03d}"
        write_matter(
            self.accounts.book,
            self.community.folder,
            matter_id=matter,
            fund_id=self.community.fund,
            title=title,
            klass=tier(fen, _GENERAL, _MAJOR),
            fen=fen,
            outcome=outcome,
            steps=steps,
            dates=step_dates(self.rng, len(steps), on),
        )
        return matter


def _wishes(desk: _Desk, month: str) -> list[tuple[_Kind, int]]:
    """Draw what a fund would like to pay for in a month, given what it holds."""
    rng, wishes = desk.rng, []
    left = half_up(desk.available(day(month, 6)) * 8, 10)
    rich = desk.community.id in (WEN, QI)
    for _ in range(4 if rich else 2):
        kind = rng.choices(_KINDS, [kind.weight for kind in _KINDS])[0]
        scale = 3 if rich else 1
        amount = lognormal(rng, kind.median * 100 * scale, 0.55, kind.low * 100, kind.high * 100)
        if amount <= left and rng.randint(1, 100) <= (62 if left > 15_000_00 else 36):
            wishes.append((kind, amount))
            left -= amount
    return wishes


def _pool(accounts: Accounts, places: Places, auditor: str, seed: str | int) -> None:
    """Write what the charity pays from the account's own part, then the account's interest."""
    rng = random.Random(f"{seed}/zi/pool/payments")
    for number, (month, fen, purpose, what) in enumerate(
        (
            ("2024-05", 12_600_00, "audit", "社区发展基金年度审计"),
            ("2024-10", 4_800_00, "services", "基金管委会培训"),
            ("2025-05", 13_400_00, "audit", "社区发展基金年度审计"),
        ),
        start=1,
    ):
        on = weekday(rng, month, 10, 24)
        steps = [
            Step("plan", "淄演示市社区慈善基金会"),
            Step("committee", "社区发展基金理事会", "fund_committee"),
            Step("charity", "淄演示市社区慈善基金会", "charity"),
        ]
        matter, approved = f"{POOL}-m{number:03d}", ceiling(fen, (_GENERAL, _MAJOR))
        write_matter(
            accounts.book,
            COUNTY,
            matter_id=matter,
            fund_id=POOL,
            title=what,
            klass=tier(approved, _GENERAL, _MAJOR),
            fen=approved,
            outcome="approved",
            steps=steps,
            dates=step_dates(rng, len(steps), on),
        )
        accounts.pay(
            POOL,
            on,
            fen,
            purpose,
            what,
            matter_id=matter,
            payee_id=auditor if purpose == "audit" else places.charity,
        )
    accounts.interest(POOL, 900)
