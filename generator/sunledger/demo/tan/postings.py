"""When each month's account went up on the notice board, with the honest imperfections.

Two months went up late, one was never reported and is still open; everything else kept the tenth.
"""

from __future__ import annotations

import datetime as dt

from sunledger.demo.ledger import add_months, day
from sunledger.demo.tan.county import AS_OF, LAST, County


class Calendar:
    """The notices of all funds."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._rng = county.rng("postings")
        keeping = [compound.fund for compound in county.compounds if compound.committee]
        first, second, third = self._rng.sample(keeping[10:], 3)
        self._late = {(first, "2024-02"): 19, (second, "2025-01"): 26}
        self._unreported = (third, LAST)

    def unreported(self, fund: str, month: str) -> bool:
        """Say whether this fund's clerk has not handed in this month at all."""
        return (fund, month) == self._unreported

    def post(self, folder: str, fund: str, month: str, place: str) -> None:
        """Write the posting of a month: by the tenth of the next, for ten to twenty days."""
        due = self._late.get((fund, month), self._rng.choice((3, 4, 5, 5, 6, 7, 8, 8, 9, 10)))
        posted = day(add_months(month, 1), due)
        until = posted + dt.timedelta(days=self._rng.randint(10, 20))
        self._county.book.add(
            folder,
            "postings",
            fund_id=fund,
            month=month,
            posted_on=posted,
            posted_until=until if until <= AS_OF else None,
            place=place,
        )
