"""Small ledgers for tests of derived tables: a few rows given, everything not given filled in plainly."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sunledger.check import conform
from sunledger.derive import derive
from sunledger.engine import Connection
from sunledger.read import read
from tests.publisher import Publisher, Row

PLAIN: dict[str, Row] = {
    "communities": {"name": "单位", "level": "county"},
    "organisations": {"name": "组织", "kind": "merchant"},
    "schemes": {"name": "分项", "base": "net_income", "authority": "办法"},
    "funds": {"community_id": "x", "kind": "owners", "name": "资金", "account_kind": "own", "opening_balance": "0",
              "opened_on": "2025-01-01"},
    "revenue": {"basis": "fee", "gross": "0", "cost": "0"},
    "disbursements": {"purpose": "other", "description": "付款"},
    "transfers": {"reason": "returned"},
    "spaces": {"name": "用房", "kind": "activity", "area_basis": "deed", "tenure": "owners"},
    "indicators": {"name": "指标", "unit": "个", "definition": "定义"},
    "claims": {"statement": "说法", "unit": "个", "source": "报纸"},
    "projects": {"name": "项目", "stream": "enterprise", "mode": "self_run", "started_on": "2024-01-01",
                 "status": "running"},
}  # fmt: skip
"""What a row holds where nothing is given."""

KEYS = {"revenue": "entry_id", "disbursements": "payment_id", "transfers": "transfer_id"}

Given = dict[str, list[Row]]
Ledger = Callable[..., contextlib.AbstractContextManager[Connection]]


def given_rows(folder: Path) -> Given:
    """Read the rows of a case from its ``given`` folder."""
    found: Given = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found[path.stem] = list(csv.DictReader(stream))
    return found


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return a context that derives everything from given rows of the county ``x`` and gives the connection.

    With ``table`` it derives that table alone and what it rests on.
    The rules are left aside: a table must say what it says of its rows, right or wrong.
    """
    count = iter(range(1000))

    @contextlib.contextmanager
    def make(given: Given, profile: str = "", table: str = "") -> Iterator[Connection]:
        root = tmp_path / f"ledger-{next(count)}"
        publisher = Publisher(root)
        tables: Given = {
            "communities": [{"community_id": "x"}],
            "funds": [{"fund_id": "z-fund"}],
            "revenue": [],
            "disbursements": [],
        }
        for dataset, rows in {**tables, **given}.items():
            key = KEYS.get(dataset)
            publisher.put(f"x/{dataset}.csv", [
                {**PLAIN.get(dataset, {}), **({key: f"z-{number}"} if key else {}),
                 **{name: value for name, value in row.items() if value != ""}}
                for number, row in enumerate(rows)
            ])  # fmt: skip
        if profile:
            publisher.write("x/profile.toml", profile)
        (root / "scratch").mkdir()
        reading = read(publisher.data, root / "scratch")
        checked = conform(reading)
        assert [finding for finding in checked.findings if finding.severity == "error"] == []
        derive(reading, checked.unclean, frozenset({table}) if table else None)
        yield reading.con
        reading.con.close()

    return make
