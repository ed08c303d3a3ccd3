"""Flows of money: what came is what went, for every kind and year, and it is what the accounts say."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from tests.publisher import Publisher, derived

Key = tuple[str, str, str]


def test_what_came_is_what_went_and_is_in_the_files(project_root: Path, tmp_path: Path) -> None:
    """Both sides are equal in the demonstration; its income and payments are those of the files, added up here."""
    with derived(project_root / "data", tmp_path / "scratch", strict=False) as con:
        sides = con.execute(
            "select county_id, kind, year, sum(amount) filter (side = 'in'), sum(amount) filter (side = 'out') "
            "from derived.flows group by all"
        ).fetchall()
        found = con.execute(
            "select county_id, kind, label, sum(amount) from derived.flows "
            "where label not in ('opening', 'transfers_in', 'cost', 'transfers_out', 'closing') group by all"
        ).fetchall()
    assert len(sides) > 10
    assert [row for row in sides if row[3] != row[4]] == []
    assert {(county, kind, label): amount for county, kind, label, amount in found} == _added_up(
        project_root / "data"
    )


def _added_up(data: Path) -> dict[Key, Decimal]:
    """Add up income by category and payments by purpose from the files, in plain Python."""
    sums: defaultdict[Key, Decimal] = defaultdict(Decimal)
    for county in (path for path in data.iterdir() if path.is_dir()):
        kinds = {row["fund_id"]: row["kind"] for row in _rows(county, "funds")}
        for row in _rows(county, "revenue"):
            if row["basis"] != "in_kind":
                sums[county.name, kinds[row["fund_id"]], row["category"] or "other"] += Decimal(row["gross"])
        for row in _rows(county, "disbursements"):
            if row["in_kind"] != "true":
                sums[county.name, kinds[row["fund_id"]], row["purpose"]] += Decimal(row["amount"])
    return {key: amount for key, amount in sums.items() if amount}


def _rows(folder: Path, dataset: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.rglob(f"{dataset}*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += list(csv.DictReader(stream))
    return found


def test_an_empty_year_has_no_flows(tmp_path: Path) -> None:
    """A fund in which nothing stood or moved gives no row."""
    publisher = Publisher.small(tmp_path)
    with derived(publisher.data, tmp_path / "scratch") as con:
        assert con.execute("select count(*) from derived.flows where amount = 0").fetchall() == [(0,)]
