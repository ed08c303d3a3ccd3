"""The figures published about the model county, each with its source, and what they compare with here.

A rule (a threshold, a frequency, the number of steps) is a published figure too, but no account can
compute it: such claims carry no measure and say so in their scope.
"""

from __future__ import annotations

from decimal import Decimal

from sunledger.demo.book import Book
from sunledger.demo.shu.figures import COMPUTED
from sunledger.demo.shu.rules import STATED

SOURCE = "“沐街发展模式”（中共临沭县委组织部，未注明日期）；本县为演示，账目按这些数编制"


def claims(book: Book, county: str) -> None:
    """Add every published figure about the model county."""
    for key, value, unit, qualifier, tolerance, measure, statement, statement_en, scope in COMPUTED + STATED:
        book.add(
            county,
            "claims",
            claim_id=f"{county}-claim-{key}",
            community_id=county,
            statement=statement,
            statement_en=statement_en,
            value=Decimal(value),
            unit=unit,
            qualifier=qualifier,
            tolerance=None if tolerance is None else Decimal(tolerance),
            source=SOURCE,
            scope=scope,
            measure=measure,
        )
