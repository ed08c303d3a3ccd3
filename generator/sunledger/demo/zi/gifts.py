"""Gifts and grants: a small seed grant, residents' and firms' donations, targeted gifts, gifts in kind.

A donor's name is published only with the donor's consent; residents' small gifts are booked as one sum
a month, without names. Firms gave round sums; the sum of residents' gifts has its fen.
"""

from __future__ import annotations

import random

from sunledger.demo.accounts import Accounts, weekday
from sunledger.demo.ledger import Step, add_months, lognormal, months, split, step_dates, write_matter
from sunledger.demo.names import Organisations
from sunledger.demo.zi.places import CHENG, LAST, POOL, QI, WEN, Community, Places

_HUNDRED = 100_00
# What donors name as the use of a gift, and the purpose of payments it stands for.
_TARGETS = {
    "用于长者助餐": "services",
    "用于老旧楼道微改造": "micro_renovation",
    "用于困境家庭走访慰问": "visits",
    "用于社区读书活动": "events",
    "用于无障碍改造": "micro_renovation",
}
_UNTOLD = "zi-c54"  # one firm's gift here has no terms yet
_CONSENT = (True, True, False, None)
_SIZES = {WEN: 46_000_00, CHENG: 74_000_00, QI: 32_000_00}


def build(accounts: Accounts, places: Places, organisations: Organisations, seed: str | int) -> None:
    """Write the gifts of every fund and of the pool, then nil returns and the pool's interest."""
    firms = [
        firm
        for trade in ("supermarket", "shop", "canteen", "property", "retail", "equipment")
        for firm in organisations.pool("merchant", trade, 6)
    ]
    lottery = organisations.named(
        "public_body",
        organisations.names[places.charity]._replace(
            zh="淄演示市民政局社区治理科", en="Zi Civil Affairs Office"
        ),
    )
    pool = random.Random(f"{seed}/zi/pool")
    for month in months("2023-09", LAST)[::3]:
        entry = accounts.receive(
            POOL,
            month,
            pool.randint(20, 90) * _HUNDRED,
            "donation",
            category="gift",
            payer_id=pool.choice(firms),
            consent=pool.choice(_CONSENT),
        )
        _agree(accounts, POOL, entry)
    for community in places.funded:
        rng = random.Random(f"{seed}/zi/gifts/{community.id}")
        _gifts(accounts, community, firms, lottery, rng)
        if rng.randint(1, 100) <= 36:
            _in_kind(accounts, community, firms, rng)


def _gifts(
    accounts: Accounts, community: Community, firms: list[str], lottery: str, rng: random.Random
) -> None:
    size = _SIZES.get(community.id) or lognormal(rng, 9_000_00, 1.3, 2_800_00, 260_000_00)
    span = months(community.opened, LAST)
    grant, firm, targeted, residents = split(
        size, [rng.randint(10, 26), rng.randint(20, 50), rng.randint(5, 25), 22]
    )

    def whole(fen: int) -> int:
        return max(2, fen // _HUNDRED) * _HUNDRED

    accounts.receive(
        community.fund,
        community.opened,
        whole(grant),
        "grant",
        category="grant",
        payer_id=lottery,
        note="启动资金补助",
    )
    rounds = rng.randint(2, 6)
    for number, part in enumerate(split(firm, [rng.randint(5, 20) for _ in range(rounds)])):
        entry = accounts.receive(
            community.fund,
            rng.choice(span),
            whole(part),
            "donation",
            category="gift",
            payer_id=rng.choice(firms),
            consent=rng.choice(_CONSENT),
        )
        if number or community.id != _UNTOLD:
            _agree(accounts, community.fund, entry)
    for part in split(targeted, [rng.randint(5, 20) for _ in range(rng.randint(1, 3))]):
        month, payer, consent = rng.choice(span), rng.choice(firms), rng.choice(_CONSENT)
        use = rng.choice(tuple(_TARGETS))
        entry = accounts.receive(
            community.fund,
            month,
            whole(part),
            "donation",
            category="gift",
            payer_id=payer,
            consent=consent,
            note=f"定向捐赠：{use}",
        )
        _agree(accounts, community.fund, entry, _TARGETS[use])
    giving = [month for month in span if rng.randint(1, 100) <= 45 or month.endswith("-09")]
    parts = split(residents, [rng.randint(4, 20) * (3 if month.endswith("-09") else 1) for month in giving])
    for month, part in zip(giving, parts, strict=True):
        if part > 0:
            entry = accounts.receive(
                community.fund, month, part // 10 * 10, "donation", category="gift", note="居民小额捐款汇总"
            )
            _agree(accounts, community.fund, entry)


def _agree(accounts: Accounts, fund: str, entry: str, purpose: str | None = None) -> None:
    """Write on what terms a gift was given: for a use named, or for none."""
    accounts.book.add(
        accounts.funds[fund].folder,
        "gift_terms",
        entry_id=entry,
        restriction="restricted" if purpose else "unrestricted",
        purpose=purpose,
        document=f"捐赠协议-{entry}" if purpose else None,
    )


def _in_kind(accounts: Accounts, community: Community, firms: list[str], rng: random.Random) -> None:
    """Write goods given by firms and handed on within the two months after; no money moves."""
    span = months(community.opened, LAST)[:-2]
    for number, month in enumerate(sorted(rng.sample(span, min(len(span), rng.randint(1, 3)))), start=1):
        value = rng.randint(900_00, 6_400_00)
        entry = accounts.receive(
            community.fund,
            month,
            value,
            "in_kind",
            category="gift",
            payer_id=rng.choice(firms),
            consent=rng.choice(_CONSENT),
            note="米面油和生活用品；按购货发票估值",
        )
        _agree(accounts, community.fund, entry)
        on = weekday(rng, add_months(month, rng.randint(1, 2)), 8, 26)
        steps = fund_steps(community, "minor")
        matter = f"{community.fund}-m-goods-{number}"
        given = value * rng.choice((100, 100, 100, 92)) // 100
        write_matter(
            accounts.book,
            community.folder,
            matter_id=matter,
            fund_id=community.fund,
            klass="minor",
            fen=min(given, 4_999_99),
            title=f"{community.name.zh}受赠物资发放",
            outcome="approved",
            steps=steps,
            dates=step_dates(rng, len(steps), on),
        )
        accounts.pay(
            community.fund,
            on,
            min(given, 4_999_99),
            "visits",
            "发放受赠的米面油和生活用品",
            matter_id=matter,
            households=max(6, given // rng.randint(90_00, 150_00)),
            in_kind=True,
        )


def fund_steps(community: Community, klass: str) -> list[Step]:
    """Return the steps of a payment from a community's fund: community, committee, charity."""
    steps = [
        Step("plan", f"{community.name.zh}居民委员会", "community_secretary"),
        Step("council", f"{community.name.zh}居民议事会"),
        Step("committee", f"{community.name.zh}发展基金管委会", "fund_committee"),
        Step("charity", "淄演示市社区慈善基金会", "charity"),
    ]
    return steps if klass == "major" else [steps[0], *steps[2:]]
