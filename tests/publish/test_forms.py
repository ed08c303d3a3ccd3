"""Every form of every download holds what the tables hold, by type and value; read by other software."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sqlite3
from decimal import Decimal
from typing import Any

import pytest

from sunledger.resources import dataset_names, derived_names, load_schema, simple_names
from tests.publish.conftest import Built
from tests.publish.forms import Rows, database, in_a_sheet, kind_of, parquet, sheet

TABLES = [*dataset_names(), *derived_names()]
TYPES = {"integer": "BIGINT", "year": "INTEGER", "date": "DATE", "boolean": "BOOLEAN"}


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_table(name: str, small_site: Built, tables: dict[str, Rows]) -> None:
    """Each column has the type its schema names, money as DECIMAL; each value is the engine's."""
    columns, rows = parquet(small_site.site / "data" / f"{name}.parquet")
    assert columns == [(field["name"], _parquet_type(field)) for field in load_schema(name)["fields"]]
    assert rows == tables[name]


def _parquet_type(field: dict[str, Any]) -> str:
    if field["type"] == "number":
        return f"DECIMAL(18,{field.get('decimals', 4)})"
    return TYPES.get(field["type"], "VARCHAR")


@pytest.mark.parametrize("name", TABLES)
def test_the_workbook_holds_the_table(name: str, small_site: Built, tables: dict[str, Rows]) -> None:
    """Figures are numbers, dates dates, texts texts; a figure of more than 15 digits is its text."""
    columns, rows = sheet(small_site.site / "data" / f"{name}.xlsx", name)
    assert columns == [field["name"] for field in load_schema(name)["fields"]]
    wanted = [tuple(map(in_a_sheet, row)) for row in tables[name]]
    assert rows == wanted
    assert [[kind_of(cell) for cell in row] for row in rows] == [
        [kind_of(cell) for cell in row] for row in wanted
    ]


@pytest.mark.parametrize("name", TABLES)
def test_the_database_holds_the_table(name: str, small_site: Built, tables: dict[str, Rows]) -> None:
    """Money is whole fen, dates and months are text, truth is 0 and 1; other figures show the digits published."""
    fields = load_schema(name)["fields"]
    with sqlite3.connect(small_site.site / "data" / "sunledger.sqlite") as base:
        found = base.execute(f'select * from "{name}" order by ' + ", ".join(load_schema(name)["primaryKey"]))
        names = [column[0] for column in found.description]
        rows = found.fetchall()
    assert names == [f["name"] + ("_fen" if f.get("unit") == "yuan" else "") for f in fields]
    assert rows == [
        tuple(_in_sqlite(value, field) for value, field in zip(row, fields, strict=True))
        for row in tables[name]
    ]
    for row in rows:
        for value, field in zip(row, fields, strict=True):
            if field["type"] == "number" and value is not None:
                assert isinstance(value, int if field.get("unit") == "yuan" else float), field["name"]


def _in_sqlite(value: Any, field: dict[str, Any]) -> Any:
    if isinstance(value, Decimal):
        return int(value * 100) if field.get("unit") == "yuan" else float(value)
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def test_the_database_is_sound(small_site: Built) -> None:
    """Keys and references hold, every view answers, dictionary and codes are complete, and nothing lies beside it."""
    path = small_site.site / "data" / "sunledger.sqlite"
    with sqlite3.connect(path) as base:
        assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert base.execute("pragma foreign_key_check").fetchall() == []
        held = dict(database(base))
        stored = {row[:3:2] for row in held["dictionary"]}
        assert len(base.execute("pragma foreign_key_list('disbursements')").fetchall()) == 3
        assert base.execute("pragma index_list('disbursements')").fetchall()
        plan = base.execute("explain query plan select * from revenue where fund_id = 'f-b'").fetchall()
        assert "INDEX" in plan[0][3]
    assert {name for name in held if not held[name]} <= {
        name for name in TABLES if name not in simple_names()
    }
    assert stored == {
        (name, field["name"]) for name in (*simple_names(), *TABLES) for field in load_schema(name)["fields"]
    }
    assert any("Demonstration data" in text for _, text in held["about"])
    assert [p.name for p in path.parent.glob("sunledger.sqlite*")] == ["sunledger.sqlite"]


def ledger_of(base: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Compute every fund's closing balance of every month from the source rows alone, in plain SQL."""
    return {
        (fund, month): closing
        for fund, month, closing in base.execute(
            "select f.fund_id, m.month, f.opening_balance_fen"
            " + coalesce((select sum(gross_fen - cost_fen) from revenue r where r.fund_id = f.fund_id"
            "   and r.month <= m.month and r.basis <> 'in_kind'), 0)"
            " - coalesce((select sum(amount_fen) from disbursements d where d.fund_id = f.fund_id"
            "   and substr(d.paid_on, 1, 7) <= m.month and d.in_kind is not 1), 0)"
            " + coalesce((select sum(amount_fen) from transfers t where t.to_fund_id = f.fund_id"
            "   and substr(t.moved_on, 1, 7) <= m.month), 0)"
            " - coalesce((select sum(amount_fen) from transfers t where t.from_fund_id = f.fund_id"
            "   and substr(t.moved_on, 1, 7) <= m.month), 0)"
            " from funds f join (select distinct fund_id, month from fund_months) m using (fund_id)"
        )
    }


@pytest.mark.parametrize("which", ["small", "demonstration"])
def test_the_ledger_computes_from_the_database_alone(which: str, request: pytest.FixtureRequest) -> None:
    """Plain SQL over its source tables gives the published closing of every fund and month, in every form."""
    site = (
        request.getfixturevalue("built_site")
        if which == "demonstration"
        else request.getfixturevalue("small_site").site
    )
    with (site / "data" / "fund_months.csv").open(encoding="utf-8", newline="") as stream:
        published = {
            (row["fund_id"], row["month"]): int(Decimal(row["closing"]) * 100)
            for row in csv.DictReader(stream)
        }
    with sqlite3.connect(site / "data" / "sunledger.sqlite") as base:
        assert ledger_of(base) == published
        recomputed = base.execute(
            "select fund_id, month, closing_fen, published_closing_fen from months_recomputed"
        )
        assert {row[:2]: row[2] for row in recomputed if row[2] == row[3]} == published
    assert len(published) > (5_000 if which == "demonstration" else 9)


@pytest.mark.parametrize("which", ["small", "demonstration"])
@pytest.mark.parametrize("name", simple_names())
def test_flat_tables_are_the_same_in_every_form(
    name: str, which: str, request: pytest.FixtureRequest
) -> None:
    """CSV, JSON, Parquet and the view of the database agree row by row, on the demonstration's thousands too."""
    site = (
        request.getfixturevalue("built_site")
        if which == "demonstration"
        else request.getfixturevalue("small_site").site
    )
    fields = load_schema(name)["fields"]
    _, rows = parquet(site / "data" / f"{name}.parquet")
    with sqlite3.connect(site / "data" / "sunledger.sqlite") as base:
        viewed = base.execute(f'select * from "{name}"')
        assert [column[0] for column in viewed.description] == [field["name"] for field in fields]
        assert viewed.fetchall() == [
            tuple(
                float(v) if isinstance(v, Decimal) else v.isoformat() if isinstance(v, dt.date) else v
                for v in row
            )
            for row in rows
        ]
    objects = json.loads((site / "data" / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert [tuple(item.values()) for item in objects] == [
        tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row) for row in rows
    ]
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        cells = [tuple(row) for row in csv.reader(stream)][1:]
    free = [bool(field.get("freeText")) for field in fields]
    assert [_unmarked(row, free) for row in cells] == [
        _unmarked(tuple("" if v is None else str(v) for v in row), free) for row in rows
    ]


def _unmarked(row: tuple[str, ...], free: list[bool]) -> tuple[str, ...]:
    return tuple(cell.removeprefix("'") if is_free else cell for cell, is_free in zip(row, free, strict=True))


def test_flat_tables_say_what_the_tables_say(small_site: Built, tables: dict[str, Rows]) -> None:
    """Every entry of the ledger stands in the flat table, with its amounts in the column of its kind."""
    _, entries = parquet(small_site.site / "data" / "ledger.parquet")
    names = [field["name"] for field in load_schema("ledger")["fields"]]
    flat = [dict(zip(names, row, strict=True)) for row in entries]
    source = [
        dict(zip([field["name"] for field in load_schema("ledger_entries")["fields"]], row, strict=True))
        for row in tables["ledger_entries"]
    ]
    assert len(flat) == len(source) > 20
    columns = {"income": ("gross", "cost"), "payment": (None, "disbursed"), "transfer_in": ("transfers_in", None),
               "transfer_out": (None, "transfers_out")}  # fmt: skip
    for row, entry in zip(flat, source, strict=True):
        assert all(
            row[key] == entry[key] for key in ("fund_id", "position", "month", "balance", "source_line")
        )
        inward, outward = columns[row["kind"]]
        assert (row[inward] if inward else 0, row[outward] if outward else 0) == (
            entry["money_in"],
            entry["money_out"],
        )
        assert all(
            row[key] is None for key in ("gross", "cost", "transfers_in", "transfers_out", "disbursed")
            if key not in (inward, outward)
        )  # fmt: skip
    assert {row["kind"] for row in flat} == set(columns)
    assert {(row["label"], row["label_zh"], row["label_en"]) for row in flat} >= {("rent", "租金", "Rent")}
