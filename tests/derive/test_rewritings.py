"""The same money written otherwise gives the same tables: every derived table is compared, of both publishers.

Rows are split in two, moved to another file, shuffled, joined by nil returns, and every id is renamed. What may
change is named: the numbers of entries where there are more, and the places where rows stand.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sunledger.derive import tables
from sunledger.resources import load_schema
from tests.publisher import SMALL, Row, derived

Rows = list[Row]
Rewriting = Callable[[str, Rows], dict[str, Rows]]
"""Takes a file's name below ``data/`` and its rows, and gives the files that stand for it."""

PLACES = {"ledger_entries": {"source_file", "source_line"}}
COUNTS = {
    "fund_months": {"entries"},
    "fund_years": {"entries"},
    "income_months": {"entries"},
    "notice_digests": {"entries", "digest"},
    "spending_years": {"payments"},
    "publisher_spending": {"payments"},
}
"""Columns that count entries, or are made of their ids and number."""
SEVERAL = {"ledger_entries", "red_flags", "red_flag_counts"}
"""Tables that tell of entries one by one, or ask how many there are."""


@cache
def _plain(data: Path, scratch: Path) -> dict[str, list[dict[str, str]]]:
    return _told(data, scratch)


def _told(data: Path, scratch: Path) -> dict[str, list[dict[str, str]]]:
    """Return every derived table's rows as text by column."""
    with derived(data, scratch, strict=False) as con:
        found = {}
        for name in tables():
            cursor = con.execute(f"select * from derived.{name}")
            columns = [column[0] for column in cursor.description]
            found[name] = [dict(zip(columns, map(str, row), strict=True)) for row in cursor.fetchall()]
    return found


def _rewritten(data: Path, into: Path, rewriting: Rewriting) -> Path:
    """Write a copy of ``data`` with every file put through ``rewriting``; header and row order are its own."""
    for path in sorted(path for path in data.rglob("*") if path.is_file() and path.parent.name != "seals"):
        name = path.relative_to(data).as_posix()
        if path.suffix != ".csv":
            copied = into / next(iter(rewriting(name, [])))
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)
            continue
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            rows, header = list(reader), list(reader.fieldnames or ())
        for target, kept in rewriting(name, rows).items():
            (into / target).parent.mkdir(parents=True, exist_ok=True)
            with (into / target).open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, list(kept[0]) if kept else header, lineterminator="\n")
                writer.writeheader()
                writer.writerows(kept)
    return into


def _dataset(name: str) -> str:
    return Path(name).stem.partition("-")[0]


def _split(name: str, rows: Rows) -> dict[str, Rows]:
    """Write every third entry as two, but no gift, which has terms of its own: a fen stands on a row of its own."""
    key, column = {"revenue": ("entry_id", "gross"), "disbursements": ("payment_id", "amount")}.get(
        _dataset(name), ("", "")
    )
    found: Rows = []
    for number, row in enumerate(rows):
        if (
            not key
            or number % 3
            or abs(Decimal(row[column])) < 1
            or len(row[key]) > 38
            or row.get("basis") in {"donation", "in_kind"}
        ):
            found.append(row)
            continue
        rest = {"cost": "0"} if column == "gross" else {"households": "", "voucher": "", "voucher_sha256": ""}
        found.append({**row, column: str(Decimal(row[column]) - Decimal("0.01"))})
        found.append({**row, **rest, key: f"{row[key]}-z", column: "0.01"})
    return {name: found}


def _moved(name: str, rows: Rows) -> dict[str, Rows]:
    """Put every other row into a second file of the same folder."""
    if len(rows) < 2:
        return {name: rows}
    folder, _, stem = name.removesuffix(".csv").rpartition("/")
    dataset, _, year = stem.partition("-")
    return {name: rows[::2], f"{folder}/{dataset}-19{year[2:] or '00'}.csv": rows[1::2]}


def _shuffled(name: str, rows: Rows) -> dict[str, Rows]:
    """Shuffle a file's rows and its columns."""
    chance = random.Random(name)
    columns = list(rows[0]) if rows else []
    chance.shuffle(columns)
    return {name: [{column: row[column] for column in columns} for row in chance.sample(rows, len(rows))]}


def _with_nil_returns(name: str, rows: Rows) -> dict[str, Rows]:
    """Join every fifth month with income by a return of nothing."""
    if _dataset(name) != "revenue":
        return {name: rows}
    nothing = {"basis": "nil", "gross": "0", "cost": "0"}
    more = [
        {**dict.fromkeys(row, ""), **nothing, "entry_id": f"nil-{row['entry_id']}"[:40], "fund_id": row["fund_id"],
         "month": row["month"]}
        for row in rows[::5]
        if row["basis"] not in ("nil", "in_kind")
    ]  # fmt: skip
    return {name: [*rows, *more]}


def _ids(dataset: str) -> set[str]:
    """Return the columns of a dataset that hold ids: its own, and those that lead to another."""
    schema = load_schema(dataset)
    links = {column for link in schema.get("foreignKeys", ()) for column in link["fields"]}
    return {*(f["name"] for f in schema["fields"] if f["name"].endswith("_id")), *links}


def _renamer(data: Path) -> Rewriting:
    """Return a rewriting that sets ``n-`` before every id, wherever it stands: cells, keys of corrections, folders."""
    known = set()
    for path in (path for path in data.rglob("*.csv") if path.parent.name != "seals"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                known |= {row[column] for column in _ids(_dataset(path.name)) & row.keys()}
    known.discard("")
    known |= {path.name for path in data.iterdir() if path.is_dir()}

    def new(value: str) -> str:
        return f"n-{value}" if value in known else value

    also = {"claims": {"measure"}, "objections": {"about"}}

    def rename(name: str, rows: Rows) -> dict[str, Rows]:
        dataset = _dataset(name)
        columns = _ids(dataset) | also.get(dataset, set()) if rows else set()
        *folders, file = name.split("/")
        renamed = [
            {
                column: "/".join(map(new, cell.split("/"))) if column == "row_key" else new(cell) if column in columns else cell
                for column, cell in row.items()
            }
            for row in rows
        ]  # fmt: skip
        return {"/".join([*(f"n-{folder}" for folder in folders), file]): renamed}

    return rename


def _without(
    told: dict[str, list[dict[str, str]]], but: dict[str, set[str]], apart: set[str]
) -> dict[str, list[tuple[str, ...]]]:
    """Return the tables as sorted rows, without the columns and tables that may differ."""
    return {
        name: sorted(
            tuple(cell for column, cell in row.items() if column not in but.get(name, ())) for row in rows
        )
        for name, rows in told.items()
        if name not in apart
    }


def _back(told: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    """Take the ``n-`` before every id away again."""
    prefix = re.compile(r"(?<![\w-])n-")
    return {
        name: [{column: prefix.sub("", cell) for column, cell in row.items()} for row in rows]
        for name, rows in told.items()
    }


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the scratch of publishers read once."""
    return tmp_path_factory.mktemp("plain")


@pytest.fixture(params=["small", "demonstration"])
def data(request: pytest.FixtureRequest, project_root: Path) -> Path:
    """Return the accounts of the small publisher, then those of the demonstration."""
    return SMALL / "data" if request.param == "small" else project_root / "data"


@pytest.mark.parametrize(
    ("rewriting", "but", "apart"),
    [
        (_split, COUNTS, SEVERAL),
        (_with_nil_returns, COUNTS, {"ledger_entries"}),
        (_moved, PLACES, set()),
        (_shuffled, PLACES, set()),
        (None, {**PLACES, "notice_digests": {"digest"}}, set()),
    ],
    ids=["split", "nil returns", "moved", "shuffled", "renamed"],
)  # fmt: skip
def test_the_same_money_written_otherwise_gives_the_same_tables(
    data: Path, rewriting: Rewriting | None, but: dict[str, set[str]], apart: set[str], scratch: Path, tmp_path: Path
) -> None:  # fmt: skip
    """No derived table tells another total, and but for what is named no other figure at all."""
    before = _plain(data, scratch / data.parent.name)
    folder = _rewritten(data, tmp_path / "data", rewriting or _renamer(data))
    told = _told(folder, tmp_path / "scratch")
    after = told if rewriting else _back(told)
    wanted, found = _without(before, but, apart), _without(after, but, apart)
    assert wanted.keys() == found.keys()
    assert sum(bool(rows) for rows in wanted.values()) > 25
    for name, rows in wanted.items():
        assert found[name] == rows, name


def test_balances_run_on_through_rewritten_entries(tmp_path: Path) -> None:
    """The last balance of every fund and month stays, however its entries are split or joined by nil returns."""

    def last(told: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, str], str]:
        rows = sorted(told["ledger_entries"], key=lambda row: int(row["position"]))
        return {(row["fund_id"], row["month"]): row["balance"] for row in rows}

    before = last(_told(SMALL / "data", tmp_path / "plain"))
    for number, rewriting in enumerate((_split, _with_nil_returns)):
        folder = _rewritten(SMALL / "data", tmp_path / str(number), rewriting)
        assert last(_told(folder, tmp_path / f"scratch-{number}")) == before
