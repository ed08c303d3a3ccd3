"""Goods given in kind: 150 families, 20,000.00 yuan, from gifts of merchants, in twelve rounds.

No money moves: the gift comes in by its invoice value, the goods go out by the same value. Every round
reaches at least the number of families below which a count may not be shown.
"""

from __future__ import annotations

import random

from sunledger.demo.accounts import Accounts, weekday
from sunledger.demo.ledger import Step, split, step_dates, write_matter
from sunledger.demo.shu.places import Places
from sunledger.demo.shu.rooms import LetRoom

_FAMILIES, _VALUE = 150, 20_000_00
_ROUNDS = (
    ("2023-09", 0),
    ("2023-09", 5),
    ("2024-01", 9),
    ("2024-01", 14),
    ("2024-01", 18),
    ("2024-09", 22),
    ("2024-09", 25),
    ("2024-09", 28),
    ("2025-01", 31),
    ("2025-01", 34),
    ("2025-01", 36),
    ("2025-05", 39),
)


def build(accounts: Accounts, places: Places, rooms: list[LetRoom], seed: str | int) -> None:
    """Write the gifts, the matters and the rounds of giving."""
    rng = random.Random(f"{seed}/shu/goods")
    families = [
        10 + part for part in split(_FAMILIES - 10 * len(_ROUNDS), [rng.randint(5, 20) for _ in _ROUNDS])
    ]
    values = split(_VALUE, [count * rng.randint(950, 1050) for count in families])
    for number, ((month, where), count, value) in enumerate(zip(_ROUNDS, families, values, strict=True)):
        compound = places.compounds[where]
        community, fund = compound.community, compound.governance
        donor = rooms[number * 2 % 10]
        accounts.receive(
            fund,
            month,
            value,
            "in_kind",
            category="gift",
            payer_id=donor.merchant,
            consent=(True, None, False)[number % 3],
            note="米面油等慰问物资；按购货发票估值",
        )
        on = weekday(rng, month, 18, 26)
        steps = [
            Step("apply", f"{compound.name.zh}业主委员会", "committee_chair"),
            Step("review", f"中共{community.name.zh}委员会", "community_secretary"),
            Step("approve", f"中共{places.subdistrict.zh}工作委员会", "subdistrict_secretary"),
        ]
        matter = f"{fund}-m-goods-{month}"
        write_matter(
            accounts.book,
            community.folder,
            matter_id=matter,
            fund_id=fund,
            title=f"{community.name.zh}困难家庭慰问物资发放",
            klass="minor",
            fen=value,
            outcome="approved",
            steps=steps,
            dates=step_dates(rng, len(steps), on),
        )
        accounts.pay(
            fund,
            on,
            value,
            "visits",
            "走访慰问困难家庭，发放米面油等物资",
            matter_id=matter,
            households=count,
            in_kind=True,
        )
