"""Matters that led to no payment: refused, withdrawn, or still on their way."""

from __future__ import annotations

import random

from sunledger.demo.accounts import Accounts
from sunledger.demo.ledger import day, step_dates, tier, vote
from sunledger.demo.shu.approvals import governance_steps
from sunledger.demo.shu.places import Compound, Places
from sunledger.demo.shu.spending import Spender


def build(accounts: Accounts, places: Places, seed: str | int) -> None:
    """Write two matters refused, by the owners' vote and by the subdistrict, one withdrawn, three pending."""
    rng = random.Random(f"{seed}/shu/refused")

    def spender(compound: Compound) -> Spender:
        # Matters of payments are numbered from 001; these stand apart.
        spender = Spender(accounts, compound.governance, compound.community.folder, rng)
        spender.count = 900
        return spender

    voted = places.compounds[8]
    steps = governance_steps(voted, places, "major", rng)[:5]
    failed = vote(rng, voted.households, voted.area, passed=False)
    steps[-1] = steps[-1]._replace(outcome="rejected", vote=failed)
    spender(voted).matter(
        f"{voted.name.zh}新建立体车棚",
        58_600_00,
        steps,
        step_dates(rng, len(steps), day("2024-04", 19), 30),
        "rejected",
    )
    refused = places.compounds[20]
    steps = governance_steps(refused, places, "general", rng)
    steps[-1] = steps[-1]._replace(outcome="rejected")
    spender(refused).matter(
        f"{refused.name.zh}更换大门装饰",
        18_400_00,
        steps,
        step_dates(rng, len(steps), day("2023-11", 15), 16),
        "rejected",
    )
    withdrawn = places.compounds[27]
    spender(withdrawn).matter(
        f"{withdrawn.name.zh}广场加装音响",
        3_980_00,
        governance_steps(withdrawn, places, "minor", rng)[:1],
        [day("2024-09", 10)],
        "withdrawn",
    )
    for number, title in ((3, "翻修儿童活动场地"), (15, "补装公共区域监控"), (33, "更换井盖")):
        compound = places.compounds[number]
        fen = (26_800_00, 12_400_00, 3_260_00)[(3, 15, 33).index(number)]
        steps = governance_steps(compound, places, tier(fen), rng)[: 2 if number != 33 else 1]
        spender(compound).matter(
            f"{compound.name.zh}{title}",
            fen,
            steps,
            [day("2025-07", 2 + 5 * place) for place in range(len(steps))],
            "pending",
        )
