"""The fingerprint of a county's pages: it tells of whatever they show, and of nothing in another county."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sunledger.crew import Crew
from sunledger.kept import Kept
from sunledger.render.prints import Prints
from tests.publisher import ACCOUNTS, PAYMENTS, Publisher
from tests.render.conftest import work_database


def _prints(root: Path, change: Callable[[Publisher], None] = lambda _: None) -> dict[str, str]:
    """Take the fingerprints of the small publisher's two counties, changed by ``change``."""
    publisher = Publisher.small(root)
    change(publisher)
    counties = ["lan", "wu"]
    kept = Kept(root / "record.sqlite", root / "old", root / "new", "this")
    taken = Prints(Crew(1), work_database(publisher.data, root / "scratch"), kept, counties, [])
    return {county: taken.county(county) for county in counties}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Take the fingerprints of the small publisher as it stands."""
    return _prints(tmp_path_factory.mktemp("before"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lan/profile.toml", "percent = 50", "percent = 60"),
        ("lan/profile.toml", "as_of = 2025-04-15", "as_of = 2025-04-16"),
        ("lan/claims.csv", "小区超过一个", "小区有两个"),
        ("lan/communities.csv", "Lan County", "County of Lan"),
        (f"{ACCOUNTS}/services.csv", "lan-c01-a,2025-03,meals,120", "lan-c01-a,2025-03,meals,121"),
        (PAYMENTS, "更换门禁", "更换大门"),
    ],
    ids=["rule", "day", "claim", "name", "service", "payment"],
)
def test_a_change_in_a_county_tells_on_that_county_alone(
    before: dict[str, str], tmp_path: Path, name: str, old: str, new: str
) -> None:
    """A rule of its profile, its day, a claim, a name, a statistic, what a payment was for."""
    after = _prints(tmp_path, lambda publisher: publisher.replace(name, old, new))
    assert after["lan"] != before["lan"]
    assert after["wu"] == before["wu"]


def test_accounts_that_are_the_same_have_the_same_fingerprint(before: dict[str, str], tmp_path: Path) -> None:
    """Whenever and wherever they are read."""
    assert _prints(tmp_path) == before
