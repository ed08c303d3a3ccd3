"""What every figure was made of: a declaration for each derived table whose rows the pages show.

One level leads to the next: the publisher's figures to those of counties and units, these to years and
months of funds, these to entries, and entries to file and line. What a declaration lists adds up to what
the derive stage made; a test holds that over finished pages.
"""

from __future__ import annotations

from sunledger.render.derivations import counties, duties, flows, funds
from sunledger.render.derivations.form import Derivation, Part

__all__ = ["COUNTY", "PUBLISHER", "UNIT", "Derivation", "Part"]

UNIT = (
    funds.FUND_YEARS, funds.BUCKET_YEARS, funds.SPENDING_YEARS, funds.PROJECT_YEARS, duties.CONTRACT_YEARS,
    duties.SWEEP_DUES, duties.TIMELINESS, funds.COMMUNITY_YEARS, funds.YEAR_COMPARISONS, duties.SPACE_USE,
    duties.SPACE_FUNCTIONS, duties.AVOIDED_COST_YEARS, duties.PARTNER_TIERS, duties.SERVICE_MONTHS,
)  # fmt: skip
"""On the pages of units, in the order they stand in."""

COUNTY = (
    counties.COUNTY_BUCKETS, counties.PROJECT_GROUPS, counties.COUNTY_DUES, counties.SWEEP_QUARTERS,
    counties.COUNTY_MONTHS, counties.SPACE_TARGETS, counties.CLAIM_CHECKS, flows.FLOWS,
)  # fmt: skip
"""On the pages of counties."""

PUBLISHER = (counties.PUBLISHER_YEARS, counties.PUBLISHER_SPENDING)
"""On the pages of the publisher."""
