"""A withheld count stands in no file of the finished site, and its downloads solve to nothing."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.publish.forms import parquet, sheet, texts
from tests.publisher import PAYMENTS, Publisher
from tests.solver import READ, gather

SERVICES = "lan/lan-c01/services.csv"
SECRETS = ("97", "54173", "83", "89", "73571", "73519", "86", "73520")
"""Counts withheld below, with digits that occur nowhere else by chance."""
OPEN = ("61137", "54270")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small publisher with small counts, larger ones that protect them, payments and corrections of both."""
    publisher = Publisher.small(tmp_path_factory.mktemp("withheld"))
    publisher.replace(
        "lan/profile.toml", "notice_months = 3", "notice_months = 3\ndisclosure_threshold = 100"
    )
    publisher.append("lan/indicators.csv", [
        {"indicator_id": "housed", "name": "帮扶户数", "unit": "户", "kind": "count", "aggregate": "sum", "counts_people": "true",
         "definition": "当月帮扶户数"},
    ])  # fmt: skip
    publisher.put(SERVICES, [
        {"community_id": f"lan-c01-{unit}", "month": month, "indicator_id": indicator, "value": value}
        for unit, month, indicator, value in (
            ("a", "2025-01", "helped", "61137"),
            ("a", "2025-02", "helped", "97"), ("b", "2025-02", "helped", "54173"),
            ("a", "2025-03", "helped", "83"),
            ("a", "2025-02", "housed", "89"), ("b", "2025-02", "housed", "73571"),
        )
    ])  # fmt: skip
    publisher.replace(PAYMENTS, "256.78", "256.77")
    publisher.append(PAYMENTS, [
        {"payment_id": "d-9", "fund_id": "f-a", "paid_on": "2025-02-21", "purpose": "relief", "description": "帮扶",
         "households": "73519", "amount": "0.01", "matter_id": "m-1"},
    ])  # fmt: skip
    publisher.append("lan/lan-c01/corrections.csv", [
        {"correction_id": f"x-{row}", "dataset": dataset, "row_key": key, "column": column, "old_value": old,
         "new_value": new, "reason": "录入有误", "decided_by": "监督小组", "corrected_on": "2025-04-01"}
        for row, (dataset, key, column, old, new) in enumerate((
            ("services", "lan-c01-a/2025-02/helped", "value", "86", "97"),
            ("disbursements", "d-9", "households", "73520", "73519"),
        ), 50)
    ])  # fmt: skip
    publisher.put("lan/claims.csv", [
        {"claim_id": "c-1", "community_id": "lan", "statement": "帮扶过很多人", "value": "1", "unit": "人", "qualifier": "over",
         "source": "公告", "measure": "helped"},
    ])  # fmt: skip
    done = publisher.build("--base-url", "https://example.org/")
    assert done.exit_code == 0, done.output
    return publisher.site


UNSAID = re.compile(r'"bytes": \d+|<(?:rect|path) class="c\d" [^>]*>')
"""Sizes of files, and where the shapes of a flow lie: numbers that say nothing of the accounts' counts."""


def _number(text: str) -> re.Pattern[str]:
    """Find a number however it is written: plain, with thousands, with more or fewer noughts."""
    whole, _, part = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", "[,  ]?")
    return re.compile(rf"(?<![\w.]){grouped}" + (rf"\.{part}0*" if part else r"(?:\.0+)?") + r"(?![\w])")


def test_no_file_holds_a_withheld_count(site: Path) -> None:
    """Pages of both languages, every form of download, search index, maps: none holds the figures; those published are found."""
    told = {name: UNSAID.sub("", text) for name, text in texts(site)}
    found = {
        (secret, name) for secret in SECRETS for name, text in told.items() if _number(secret).search(text)
    }
    assert found == set()
    for value in OPEN:
        names = {name for name, text in told.items() if _number(value).search(text)}
        assert {"data/service_months.csv", "data/service_months.json", "services/lan.html"} & names, names
        assert {
            "data/service_months.csv", "data/service_months.parquet", "data/service_months.xlsx/service_months",
            "data/sunledger.sqlite/service_months", "data/sunledger.zip/service_months.csv",
            "c/lan/tables.zip/service_months.csv",
        } <= names  # fmt: skip


def _csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [{key: cell or None for key, cell in row.items()} for row in csv.DictReader(stream)]


def _json(path: Path) -> list[dict[str, Any]]:
    rows = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return [{key: None if cell is None else str(cell) for key, cell in row.items()} for row in rows]


def _columns(columns: list[str], rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [
        {key: None if cell is None else str(cell) for key, cell in zip(columns, row, strict=True)}
        for row in rows
    ]  # fmt: skip


def _parquet(path: Path) -> list[dict[str, Any]]:
    columns, rows = parquet(path.with_suffix(".parquet"))
    return _columns([name for name, _ in columns], rows)


def _xlsx(path: Path) -> list[dict[str, Any]]:
    return _columns(*sheet(path.with_suffix(".xlsx"), path.stem))


def _sqlite(path: Path) -> list[dict[str, Any]]:
    with sqlite3.connect(path.with_name("sunledger.sqlite")) as base:
        found = base.execute(f'select * from "{path.stem}"')
        return _columns([column[0] for column in found.description], found.fetchall())


@pytest.mark.parametrize("load", [_csv, _json, _parquet, _xlsx, _sqlite])
def test_the_downloads_solve_to_nothing(site: Path, load: Callable[[Path], list[dict[str, Any]]]) -> None:
    """What a reader computes from the downloads alone leaves every withheld count open by at least the threshold."""
    tables = {name: load(site / "data" / f"{name}.csv") for names in READ.values() for name in names}
    for row in tables["indicators"]:
        row["counts_people"] = str(row["counts_people"]).lower() in ("true", "1")
    system = gather([tables])
    assert {place[0] for place in system.targets} == {"cell", "entry", "payment"}
    assert list(system.narrow(100)) == []
