"""Where rows go: what stands would be put where it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sunledger.intake.accounts import Accounts, Ledger
from sunledger.intake.owners import Owners, Unowned
from sunledger.intake.placement import Placement, Uncounted
from sunledger.resources import dataset_names
from tests.publisher import SMALL

EVERY = 97
"""Of the demonstration's rows one in so many is asked for: enough for each community and dataset."""


def placed(data: Path, every: int) -> tuple[list[str], int]:
    """Return the rows that would be put elsewhere, and how many were asked for."""
    accounts = Accounts(data)
    placement = Placement(accounts, Owners(accounts))
    astray, asked = [], 0
    for dataset in dataset_names():
        for number, (ledger, record) in enumerate(accounts.rows(dataset)):
            if number % every == 0:
                asked += 1
                target = _target(placement, ledger, record.cells)
                if target != ledger.file:
                    astray.append(f"{ledger.file}:{record.line} → {target}")
    return astray, asked


def _target(placement: Placement, ledger: Ledger, cells: dict[str, str]) -> str:
    try:
        return placement.ledger(ledger.dataset, cells).file
    except Unowned as cause:
        return f"? {cause}"
    except Uncounted:
        return "? county"


def test_rows_of_the_small_publisher_stand_where_they_would_be_put() -> None:
    """But for registries that all units share, whose county nothing tells where there are two."""
    astray, asked = placed(SMALL / "data", 1)
    shared = [each for each in astray if each.endswith("? county")]
    assert astray == shared
    assert {Path(each.partition(":")[0]).stem for each in shared} <= {
        "organisations",
        "schemes",
        "indicators",
    }
    assert asked > 60


@pytest.mark.parametrize("county", ["shu", "tan", "zi"])
def test_rows_of_the_demonstration_stand_where_they_would_be_put(
    project_root: Path, county: str, tmp_path: Path
) -> None:
    """In a county by itself there is no doubt at all."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / county).symlink_to(project_root / "data" / county)
    assert placed(tmp_path / "data", 1) == ([], 0), "no link is followed"
    (tmp_path / "data" / county).unlink()
    shutil.copytree(project_root / "data" / county, tmp_path / "data" / county)
    astray, asked = placed(tmp_path / "data", EVERY)
    assert astray == []
    assert asked > 100


def test_a_new_organisation_goes_to_the_county_of_like_ids(project_root: Path) -> None:
    """Where there are several counties, the beginning of its id tells whose registry it joins."""
    accounts = Accounts(project_root / "data")
    placement = Placement(accounts, Owners(accounts))
    assert (
        placement.ledger("organisations", {"organisation_id": "tan-o9999"}).file
        == "data/tan/organisations.csv"
    )
    with pytest.raises(Uncounted):
        placement.ledger("organisations", {"organisation_id": "new-1"})
