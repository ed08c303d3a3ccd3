"""Every figure the articles published about space, projects, money or services is a claim of the demonstration.

``tests/published_figures.csv`` lists what the articles say, as they say it. The topics that count
are all but organisation, governance meetings, staff and talent; whatever is given in yuan counts
under any topic. Figures about places without a demonstration county are left aside.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sites.test_demonstration_site import rows

COUNTIES = {"郯城县": "tan", "临沭县": "shu", "淄博市": "zi"}
NOT_COUNTED = frozenset({"org", "governance", "staff", "talent"})
COUNTED = frozenset({
    "account", "benefit", "employment", "finance", "fund", "loan", "partner", "project", "public_income",
    "relief", "request", "rule", "service", "space", "target",
})  # fmt: skip
UNITS = {"m2": "平方米"}

Figure = tuple[Decimal, str, str, str]


def _published() -> list[dict[str, str]]:
    path = Path(__file__).parents[1] / "published_figures.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_topic_is_decided_on() -> None:
    """A topic counts or does not; none is forgotten."""
    assert {row["topic"] for row in _published()} == COUNTED | NOT_COUNTED
    assert not COUNTED & NOT_COUNTED


@pytest.mark.parametrize("county", COUNTIES)
def test_every_published_figure_is_a_claim(county: str, project_root: Path) -> None:
    """Value, unit, qualifier and date of each are those of a claim, figure for figure."""
    wanted: Counter[Figure] = Counter(
        (Decimal(row["value"]), UNITS.get(row["unit"], row["unit"]), row["qualifier"], row["as_of"])
        for row in _published()
        if row["county"] == county and (row["topic"] in COUNTED or row["unit"].startswith("元"))
    )
    claimed: Counter[Figure] = Counter(
        (Decimal(row["value"]), row["unit"], row["qualifier"], row["as_of"])
        for row in rows(project_root, COUNTIES[county], "claims")
    )
    assert wanted.total() > 10
    assert wanted - claimed == Counter()


@pytest.mark.parametrize("county", COUNTIES)
def test_a_claim_is_compared_or_says_why_not(county: str, project_root: Path) -> None:
    """Each names its source and its scope; one without a measure is explained by its scope."""
    for row in rows(project_root, COUNTIES[county], "claims"):
        assert row["source"], row["claim_id"]
        assert row["measure"] or row["scope"], row["claim_id"]
        assert row["qualifier"] != "about" or row["tolerance"], row["claim_id"]
