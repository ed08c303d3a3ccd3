"""A partner is named where it agreed to be, and nowhere else: no page and no download ties it to a loan."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.publish.forms import texts
from tests.publisher import ACCOUNTS, Publisher

SECRET, KNOWN = "op-quiet", "op-1"
NOTE = "修鞋配钥匙"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a publisher whose second partner did not agree, and whose registry was corrected afterwards."""
    publisher = Publisher.small(tmp_path_factory.mktemp("consent"))
    publisher.append("lan/organisations.csv", [
        {"organisation_id": SECRET, "name": "澜桥杂货铺", "kind": "merchant"},
    ])  # fmt: skip
    publisher.replace(
        "lan/partners.csv", "pa-2,lan-c01-a,op-1,skill", f"pa-2,lan-c01-a,{SECRET},entrepreneur"
    )
    publisher.replace("lan/partners.csv", ",1,600.00,,", ",1,,,")
    publisher.append("lan/loans.csv", [
        {"loan_id": "lo-2", "partner_id": "pa-2", "lender_id": "op-1", "granted_on": "2025-02-01", "amount": "200000.00",
         "due_on": "2025-03-01"},
    ])  # fmt: skip
    publisher.append(f"{ACCOUNTS}/corrections.csv", [
        {"correction_id": "x-7", "dataset": "revenue", "row_key": "r-7", "column": "payer_id", "old_value": SECRET,
         "new_value": "op-1", "reason": "录入有误", "decided_by": "监督小组", "corrected_on": "2025-04-01"},
    ])  # fmt: skip
    publisher.append("lan/corrections.csv", [
        {"correction_id": "x-8", "dataset": "partners", "row_key": "pa-2", "column": "organisation_id", "old_value": "op-1",
         "new_value": SECRET, "reason": "录入有误", "decided_by": "监督小组", "corrected_on": "2025-04-01"},
    ])  # fmt: skip
    done = publisher.build()
    assert done.exit_code == 0, done.output
    assert "lo-2" in done.output
    assert SECRET not in done.output
    return publisher.site


def test_no_file_ties_a_silent_partner_to_its_loan(site: Path) -> None:
    """The organisation stands in the register and in no other file; its note stands nowhere."""
    told = dict(texts(site))
    holding = {name for name, text in told.items() if SECRET in text or "澜桥杂货铺" in text}
    register = {f"data/organisations.{form}" for form in ("csv", "json", "parquet")} | {
        "data/organisations.xlsx/organisations", "data/sunledger.sqlite/organisations",
        "data/sunledger.zip/organisations.csv", "c/lan/tables.zip/organisations.csv",
        "data/sunledger.zip/source/data/lan/organisations.csv",
    }  # fmt: skip
    assert holding == register
    assert not [name for name, text in told.items() if NOTE in text]
    for name in ("projects/lan.html", "en/projects/lan.html"):
        assert 'id="lo-2"' in told[name]
        assert 'id="pa-2"' in told[name]


def test_who_agreed_is_named(site: Path) -> None:
    """The partner with consent keeps its organisation, its note and its name on the page; jobs are published for both."""
    with (site / "data" / "partners.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["partner_id"]: row for row in csv.DictReader(stream)}
    assert [rows[key]["organisation_id"] for key in ("pa-1", "pa-2")] == [KNOWN, ""]
    assert [rows[key]["jobs"] for key in ("pa-1", "pa-2")] == ["3", "1"]
    assert [bool(rows[key]["note"]) for key in ("pa-1", "pa-2")] == [True, False]
    assert "澜河服务公司" in (site / "projects" / "lan.html").read_text(encoding="utf-8")
    objects = json.loads((site / "data" / "partners.json").read_text(encoding="utf-8"))
    assert {row["partner_id"]: row["organisation_id"] for row in objects} == {"pa-1": KNOWN, "pa-2": None}
