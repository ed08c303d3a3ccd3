"""From a wish to a payment: the matter, its decision steps in order, and the money leaving the fund."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sunledger.demo.book import yuan
from sunledger.demo.ledger import (
    FundLedger,
    Step,
    Vote,
    ceiling,
    day,
    month_of,
    step_dates,
    tier,
    vote,
    write_matter,
)
from sunledger.demo.tan.county import Community, Compound, County

REJECTED_IN_1000 = 64


class Wish(NamedTuple):
    """What somebody wants paid: fen, from which bucket, for what, to whom."""

    fen: int
    purpose: str
    title: str
    bucket: str = ""
    payee: str | None = None
    households: int | None = None


@dataclass(eq=False)
class Desk:
    """Where one fund's matters are decided: who sits at each step, in the order of each class of matter."""

    county: County
    fund: str
    prefix: str
    folder: str
    ledger: FundLedger
    rng: random.Random
    chains: dict[str, list[Step]]
    ballot: Callable[[bool], Vote] | None = None
    _matters: int = 0
    _payments: int = 0
    _last: dt.date = dt.date.min
    _vouchers: dict[str, int] | None = None

    def settle(self, month: str, wish: Wish) -> bool:
        """Decide a wish and pay it this month, unless fund or bucket can't bear it; say whether it was."""
        on = max(self._last, _working_day(day(month, self.rng.randint(8, 27))))
        if wish.fen <= 0 or self.ledger.available(on, wish.bucket) < wish.fen:
            return False
        if self.rng.randint(1, 1000) <= REJECTED_IN_1000:
            self.refuse(on - dt.timedelta(days=self.rng.randint(0, 5)), wish)
        matter = self._decide(on, wish, "approved", self._chain(wish.fen))
        self._pay(on, wish, matter)
        return True

    def refuse(self, on: dt.date, wish: Wish, at: str | None = None) -> None:
        """Decide against a wish at a step named, or at any step after the first."""
        chain = self._chain(wish.fen)
        ids = [step.step for step in chain]
        end = ids.index(at) if at else self.rng.randint(1, len(chain) - 1)
        last = chain[end]._replace(outcome="rejected")
        if last.vote:
            last = last._replace(vote=self._ballot(False))
        self._decide(on, wish, "rejected", [*chain[:end], last])

    def leave_open(self, on: dt.date, wish: Wish) -> None:
        """Enter a wish whose first step alone is done."""
        self._decide(on, wish, "pending", self._chain(wish.fen)[:1])

    def resolve(self, on: dt.date, title: str) -> str:
        """Have the owners' assembly agree to something that costs nothing; return the matter's id."""
        return self._decide(on, Wish(0, "other", title), "approved", self._chain(50_000_00), free=True)

    def _chain(self, fen: int) -> list[Step]:
        chain = self.chains[tier(fen)]
        return [step._replace(vote=self._ballot(True)) if step.step == "assembly" else step for step in chain]

    def _ballot(self, passed: bool) -> Vote | None:
        return self.ballot(passed) if self.ballot else None

    def _decide(self, on: dt.date, wish: Wish, outcome: str, steps: list[Step], free: bool = False) -> str:
        self._matters += 1
        matter = f"{self.prefix}-m{self._matters:03d}"
        lead = 18 if len(steps) > 4 else None
        write_matter(
            self.county.book,
            self.folder,
            matter_id=matter,
            fund_id=self.fund,
            title=wish.title,
            klass="major" if free else tier(wish.fen),
            fen=None if free else ceiling(wish.fen),
            outcome=outcome,
            steps=steps,
            dates=step_dates(self.rng, len(steps), on, lead),
        )
        return matter

    def _pay(self, on: dt.date, wish: Wish, matter: str) -> None:
        self._last = on
        self.ledger.pay(on, wish.fen, wish.bucket)
        self._payments += 1
        month = month_of(on)
        self._vouchers = self._vouchers or {}
        self._vouchers[month] = self._vouchers.get(month, 0) + 1
        self.county.book.add(
            self.folder,
            "disbursements",
            month[:4],
            payment_id=f"{self.prefix}-d{self._payments:03d}",
            fund_id=self.fund,
            paid_on=on,
            bucket=wish.bucket or None,
            purpose=wish.purpose,
            description=wish.title,
            payee_id=wish.payee,
            households=wish.households,
            amount=yuan(wish.fen),
            matter_id=matter,
            voucher=f"付{month}-{self._vouchers[month]:02d}",
        )


def _working_day(on: dt.date) -> dt.date:
    """Move a Sunday to Monday and a Saturday to Friday, which stays within the 7th to 28th of the month."""
    return on + dt.timedelta(days={5: -1, 6: 1}.get(on.weekday(), 0))


def owners_desk(county: County, community: Community, compound: Compound, ledger: FundLedger) -> Desk:
    """Seat the steps of an owners' fund: committee, branch, assembly, community, supervision group.

    Where one person holds both posts the community reviews instead of the branch and the subdistrict
    instead of the community; two compounds forgot to, and there one person reviewed their own proposal.
    """
    rng = county.rng(f"{compound.id}/desk")
    doubles = [c for c in county.compounds if c.both_posts]
    forgot = compound in doubles[:2]
    propose = Step(
        "propose", f"{compound.name.zh}业主委员会", "both_posts" if compound.both_posts else "committee_chair"
    )
    review = Step("review", f"{compound.name.zh}党支部", "both_posts" if forgot else "branch_secretary")
    approve = Step("community", f"{community.name.zh}党组织", "community_secretary")
    if compound.both_posts and not forgot:
        review = Step("review", f"{community.name.zh}党组织（回避代审）", "community_secretary")
        approve = Step("community", "街道党工委（回避代审）", "subdistrict_secretary")
    assembly = Step("assembly", f"{compound.name.zh}业主大会", "assembly")
    supervise = Step("supervise", f"{community.name.zh}业账监督小组", "supervision_group")
    chains = {
        "minor": [propose, review],
        "general": [propose, review, approve, supervise],
        "major": [propose, review, assembly, approve, supervise],
    }
    return Desk(
        county,
        compound.fund,
        compound.id,
        compound.folder,
        ledger,
        rng,
        chains,
        lambda passed: vote(rng, compound.households, compound.area, passed),
    )


def enterprise_desk(county: County, community: Community, ledger: FundLedger) -> Desk:
    """Seat the steps of an enterprise fund: company, branch (初审权), representatives, community."""
    company = county.organisations.names[community.company].zh
    propose = Step("propose", company)
    review = Step("review", f"{community.name.zh}小区党支部", "branch_secretary")
    approve = Step("community", f"{community.name.zh}党组织", "community_secretary")
    represent = Step("representatives", f"{community.name.zh}居民代表会议")
    supervise = Step("supervise", f"{community.name.zh}业账监督小组", "supervision_group")
    chains = {
        "minor": [propose, review],
        "general": [propose, review, approve, supervise],
        "major": [propose, review, represent, approve, supervise],
    }
    prefix = f"{community.id}-e"
    rng = county.rng(f"{prefix}/desk")
    return Desk(county, community.fund, prefix, community.folder, ledger, rng, chains)
