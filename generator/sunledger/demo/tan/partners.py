"""Partners in three tiers: 24 offer jobs, nine pay no rent, five borrowed from 200,000 to 500,000 yuan.

The range of the loans was published, every row is invented. A partner is a firm, never a person; about
half agreed to be named. One loan is past its day with a part outstanding.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from sunledger.demo.book import yuan
from sunledger.demo.ledger import add_months, day, month_of, months_between
from sunledger.demo.names import Name
from sunledger.demo.tan.county import AS_OF, ID, LAST, County

_BASIC, _SKILL = 24, 9
_CONSENT = (True, True, False, None)
_CRAFTS = (
    "裁缝修补",
    "家电维修",
    "修鞋配钥匙",
    "面点制作",
    "手工编织",
    "理发",
    "自行车维修",
    "盆景养护",
    "助老陪诊",
)


class _Loan(NamedTuple):
    """A loan: yuan, when it was granted, for how many months, and what came back by when (month, yuan)."""

    amount: int
    granted: str
    term: int
    repaid: tuple[tuple[str, int], ...]
    use: str


_LOANS = (
    _Loan(
        200_000, "2023-11", 18, (("2024-05", 60_000), ("2024-11", 60_000), ("2025-05", 80_000)), "社区早餐店"
    ),
    _Loan(280_000, "2023-12", 18, (("2024-06", 80_000), ("2024-12", 120_000)), "社区洗衣店"),
    _Loan(350_000, "2024-04", 24, (("2024-10", 70_000), ("2025-04", 70_000)), "社区烘焙坊"),
    _Loan(500_000, "2024-09", 36, (("2025-03", 80_000),), "预制餐加工点"),
    _Loan(260_000, "2025-03", 24, (), "共享厨房"),
)


def write_partners(county: County) -> None:
    """Write partners.csv, loans.csv and loan_repayments.csv."""
    rng = county.rng("partners")
    urban = [community for community in county.communities if community.company]
    firms = rng.sample(county.merchants, _BASIC + _SKILL + len(_LOANS))
    lender = county.organisations.named(
        "public_body", Name("演示县创业贷款服务中心", "Demo Start-up Loan Office")
    )
    for number, firm in enumerate(firms, start=1):
        place = urban[number % len(urban)].id
        if number <= _BASIC:
            joined = add_months("2023-09", rng.randint(0, 18))
            left = day(add_months(joined, 6), 28) if number % 11 == 0 else None
            _partner(county, rng, number, place, firm, "basic", joined, left=left)
        elif number <= _BASIC + _SKILL:
            joined = add_months("2023-10", rng.randint(0, 15))
            waived = rng.randint(5, 14) * 60_00 * (months_between(joined, LAST) + 1)
            craft = _CRAFTS[number - _BASIC - 1]
            _partner(county, rng, number, place, firm, "skill", joined, waived=waived, craft=craft)
        else:
            loan = _LOANS[number - _BASIC - _SKILL - 1]
            joined = add_months(loan.granted, -rng.randint(1, 3))
            partner = _partner(county, rng, number, place, firm, "entrepreneur", joined, craft=loan.use)
            _lend(county, rng, number - _BASIC - _SKILL, partner, lender, loan)


def _partner(
    county: County,
    rng: random.Random,
    number: int,
    place: str,
    firm: str,
    tier: str,
    joined: str,
    *,
    left: dt.date | None = None,
    waived: int | None = None,
    craft: str | None = None,
) -> str:
    """Write one partner; return its id."""
    partner = f"{ID}-h{number:03d}"
    county.book.add(
        ID,
        "partners",
        partner_id=partner,
        community_id=place,
        organisation_id=firm,
        tier=tier,
        joined_on=day(joined, rng.randint(1, 15)),
        left_on=left,
        jobs=rng.randint(2, 7) if tier != "skill" else 1,
        rent_waived=None if waived is None else yuan(waived),
        consent_publish=rng.choice(_CONSENT),
        note=craft if tier != "skill" else f"{craft}；工位租金全免，按同层摊位租金计",
    )
    return partner


def _lend(county: County, rng: random.Random, number: int, partner: str, lender: str, loan: _Loan) -> None:
    """Write a loan and what came back of it."""
    granted = day(loan.granted, rng.randint(16, 26))
    county.book.add(
        ID,
        "loans",
        loan_id=f"{ID}-l{number}",
        partner_id=partner,
        lender_id=lender,
        granted_on=granted,
        amount=yuan(loan.amount * 100),
        due_on=day(add_months(month_of(granted), loan.term), 20),
        interest_percent=rng.choice(("2.9", "3.1", "3.35")),
        document=f"创业贷款合同（公开版）-{ID}-l{number}",
    )
    for turn, (month, amount) in enumerate(loan.repaid, start=1):
        on = day(month, rng.randint(3, 20))
        if on > AS_OF:
            raise ValueError(f"{partner}: a repayment lies ahead")
        county.book.add(
            ID,
            "loan_repayments",
            repayment_id=f"{ID}-l{number}-b{turn}",
            loan_id=f"{ID}-l{number}",
            repaid_on=on,
            amount=yuan(amount * 100),
        )
