"""Who decides a payment, step by step, as the county's profile asks for each class of matter."""

from __future__ import annotations

import random

from sunledger.demo.ledger import Step, vote
from sunledger.demo.shu.places import Community, Compound, Places


def governance_steps(compound: Compound, places: Places, klass: str, rng: random.Random) -> list[Step]:
    """Return the steps a matter of a compound takes, as the profile lists them.

    A joint meeting has no single chair, so that no office decides two steps of one matter.
    """
    community = compound.community
    chair = "both_posts" if compound.id in ("shu-c07-x01", "shu-c12-x02") else "committee_chair"
    committee, party = f"{compound.name.zh}业主委员会", f"中共{community.name.zh}委员会"
    consult = Step("consult", f"{community.name.zh}两委与{compound.name.zh}业委会联席会议")
    chain = [
        Step("apply", committee, chair),
        Step("review", party, "community_secretary"),
        Step("approve", f"中共{places.subdistrict.zh}工作委员会", "subdistrict_secretary"),
    ]
    if klass == "minor":
        return chain
    if klass == "general":
        return [consult, *chain]
    return [
        Step("propose", f"{compound.name.zh}党支部", "branch_secretary"),
        consult,
        Step("deliberate", f"{community.name.zh}党员大会"),
        Step("appraise", f"{compound.name.zh}居民议事会"),
        Step(
            "vote",
            f"{compound.name.zh}业主大会",
            "assembly",
            vote=vote(rng, compound.households, compound.area),
        ),
        Step("publish-decision", committee, chair, "published"),
        *chain,
        Step("file", places.subdistrict.zh, outcome="filed"),
        Step("publish-approval", community.body_name, outcome="published"),
    ]


def collective_steps(community: Community, klass: str, places: Places) -> list[Step]:
    """Return the steps a matter of a community's collective income takes."""
    consult = Step("consult", f"{community.name.zh}两委", "community_secretary")
    supervise = Step("supervise", f"{community.name.zh}居务监督委员会", "supervision_group")
    resolve = Step("vote", f"{community.name.zh}居民代表会议")
    if klass == "minor":
        return [consult, supervise]
    if klass == "general":
        return [consult, resolve, supervise]
    return [
        Step("propose", f"{community.name.zh}党委"),
        consult,
        Step("deliberate", f"{community.name.zh}党员大会"),
        resolve,
        Step("file", places.subdistrict.zh, outcome="filed"),
        Step("publish-decision", community.body_name, outcome="published"),
        supervise,
    ]
