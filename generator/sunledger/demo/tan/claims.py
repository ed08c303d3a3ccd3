"""What was published about the model of this county, figure by figure.

The figures are real and stand in three public articles; the accounts beside them are invented, so a
claim that holds says that the demonstration was built well and nothing about any real county.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sunledger.demo.tan.county import ID, County
from sunledger.demo.tan.figures import DEMO
from sunledger.demo.tan.figures_of_accounts import ACCOUNTS, STATIONS
from sunledger.demo.tan.figures_of_services import RULES, SERVICES

_ARTICLES = {
    "paper": ("《中国城市报》2025年7月14日第27版关于郯城县“创富小区”的报道", dt.date(2025, 7, 14)),
    "four": ("郯城县“幸福家园”四项机制的公开报道（未署日期）", None),
    "soe": ("郯城县国企兜底激活小区发展动能的公开报道（未署日期）", None),
}


def write_claims(county: County) -> None:
    """Write claims.csv."""
    for number, claim in enumerate(ACCOUNTS + SERVICES + RULES + STATIONS, start=1):
        source, as_of = _ARTICLES[claim.article]
        county.book.add(
            ID,
            "claims",
            claim_id=f"{ID}-f{number:02d}",
            community_id=ID,
            statement=claim.statement,
            statement_en=claim.statement_en,
            value=Decimal(claim.value),
            unit=claim.unit,
            qualifier=claim.qualifier,
            as_of=as_of,
            source=source,
            scope=claim.scope or DEMO,
            measure=claim.measure,
        )
