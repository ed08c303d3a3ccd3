"""The proof that a cell is right: whatever it passes, frictionless passes too, with the same value."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from frictionless import Schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunledger.check import plainform
from sunledger.engine import sql_type
from sunledger.resources import dataset_names, load_schema


def _kinds() -> dict[str, plainform.Field]:
    """Return one field for every combination of type and constraints that occurs in the schemas."""
    kinds: dict[str, plainform.Field] = {}
    for dataset in dataset_names():
        for field in load_schema(dataset)["fields"]:
            facts = {key: field.get(key) for key in ("type", "constraints", "decimals")}
            key = json.dumps(facts, sort_keys=True)
            kinds.setdefault(key, {**field, "name": "cell", "seen": f"{dataset}.{field['name']}"})
    return {field["seen"]: field for field in kinds.values()}


KINDS = _kinds()

NEAR = st.one_of(
    st.from_regex(r"[-+]?[0-9]{1,16}([.][0-9]{0,5})?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", fullmatch=True),
    st.from_regex(r"[12][0-9]{3}-(0[0-9]|1[0-3])-[0-3][0-9]", fullmatch=True),
    st.from_regex(r"[a-z0-9-]{1,42}", fullmatch=True),
    st.dates().map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.integers().map(str),
    st.text(max_size=12),
    st.text("0１٣.-−,e_ \t\u00a0\u3000\n", max_size=6),
    st.sampled_from(
        ["true", "false", "True", "1", "０", "NaN", "Infinity", "1e5", "1_000", "-0", "00", "2025-Q1", "2024-02-29",
         "2023-02-29", "371322", "91371300MA3C4YG76W", "a" * 64, "0" * 64, "x\n", "é", "e\u0301", "𠮷" * 40]
    ),
)  # fmt: skip


def _cells(field: plainform.Field) -> st.SearchStrategy[list[str]]:
    values = field.get("constraints", {}).get("enum", [])
    cells = (
        st.one_of(NEAR, st.sampled_from(values), st.sampled_from(values).map(str.upper)) if values else NEAR
    )
    return st.lists(cells, min_size=20, max_size=60)


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_proof_passes_nothing_that_frictionless_rejects(name: str, data: st.DataObject) -> None:
    """Every cell the SQL proves is read by frictionless without a note, as the value the engine makes of it."""
    field = KINDS[name]
    cells = data.draw(_cells(field))
    standard = Schema.from_descriptor({"fields": [field]}).get_field("cell").create_cell_reader()
    with duckdb.connect() as con:
        con.execute("create table raw as select nullif(unnest, '') as cell from unnest(?)", [cells])
        proven = con.execute(
            f"select cell, cast(cell as {sql_type(field)}) from raw where {plainform.proof(field)}"
        ).fetchall()
    for text, value in proven:
        read, notes = standard(text or "")
        assert notes is None, (text, notes)
        assert _plain(read) == _plain(value), text


def _plain(value: Any) -> Any:
    """Bring both readers' values into one form: frictionless has its own month, and floats for nothing."""
    if isinstance(value, tuple):
        year, month = value
        return f"{year}-{month:02}"
    assert not isinstance(value, float)
    return value


GOOD = {
    "integer": ("0", "120", "-5", "007"),
    "number": ("0", "1234.5", "-0.01", "9999999999999.99"),
    "date": ("2025-06-30", "2024-02-29"),
    "yearmonth": ("2025-01", "2025-12"),
    "year": ("2025",),
    "boolean": ("true", "false"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_proof_passes_plain_cells(name: str) -> None:
    """The proof is strict and no stricter than that: ordinary cells need no second opinion."""
    field = KINDS[name]
    rules = field.get("constraints", {})
    cells = list(rules.get("enum", GOOD.get(field["type"], ())))
    if not cells:
        cells = {"^[0-9A-HJ-NPQRTUWXY]{18}$": ["91371300MA3C4YG76W"], "^[0-9a-f]{64}$": ["0" * 64],
                 "^[0-9]{6}([0-9]{3}([0-9]{3})?)?$": ["371322"], "^[0-9]{4}-Q[1-4]$": ["2025-Q1"],
                 "^[a-z][a-z0-9_]*$": ["space_events"],
                 }.get(rules.get("pattern", ""), ["a-1", "z9"])  # fmt: skip
    if "minimum" in rules:
        cells = [cell for cell in cells if Decimal(cell) >= rules["minimum"]]
    with duckdb.connect() as con:
        con.execute("create table raw as select unnest as cell from unnest(?)", [cells])
        doubted = con.execute(f"select cell from raw where not {plainform.proof(field)}").fetchall()
    assert doubted == []


@pytest.mark.parametrize(
    "facts",
    [{"type": "time"}, {"type": "any"}, {"type": "date", "format": "%d.%m.%Y"}, {"type": "number", "decimalChar": ","},
     {"type": "string", "missingValues": ["-"]}, {"type": "string", "constraints": {"unique": True}},
     {"type": "integer", "constraints": {"exclusiveMaximum": 1}}, {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]}],
    ids=str,
)  # fmt: skip
def test_what_the_proof_does_not_know_is_doubted(facts: dict[str, Any]) -> None:
    """A field that says more than ours do is left to frictionless, whatever its cells hold; blank ones are right."""
    field: plainform.Field = {"name": "cell", **facts}
    with duckdb.connect() as con:
        con.execute(
            "create table raw as select unnest as cell from unnest(?)",
            [["1", "true", "2025-01-01", "10:00", "-"]],
        )
        assert con.execute(f"select cell from raw where {plainform.proof(field)}").fetchall() == []


def test_limits_of_days_are_days() -> None:
    """The lowest and highest day that a schema names are compared as days, both included."""
    field: plainform.Field = {
        "name": "cell",
        "type": "date",
        "constraints": {"minimum": "2020-01-01", "maximum": "2020-01-31"},
    }
    days = ["2019-12-31", "2020-01-01", "2020-01-31", "2020-02-01"]
    with duckdb.connect() as con:
        con.execute("create table raw as select unnest as cell from unnest(?)", [days])
        proven = con.execute(f"select cell from raw where {plainform.proof(field)} order by cell").fetchall()
    assert proven == [("2020-01-01",), ("2020-01-31",)]
    assert "2020-01-05" in plainform.hint(field, "2020/1/5", plainform.expected(field))["hint_en"]
    assert "2019" not in plainform.hint(field, "2019/1/5", plainform.expected(field))["hint_en"]


def test_a_proven_amount_keeps_every_digit() -> None:
    """The largest amounts are exact: thirteen digits and two decimals, well beyond what a float holds in fen."""
    field: plainform.Field = {"name": "cell", "type": "number", "decimals": 2}
    with duckdb.connect() as con:
        con.execute("create table raw as select '9007199254740.93' as cell")
        row = con.execute(
            f"select cast(cell as {sql_type(field)}) from raw where {plainform.proof(field)}"
        ).fetchone()
    assert row == (Decimal("9007199254740.93"),)


@pytest.mark.parametrize(
    ("kind", "value", "plain"),
    [
        ("number", "1,234.50", "1234.50"), ("number", "１２３", "123.00"), ("number", "1e5", "100000.00"),
        ("number", "￥ 5.5", "5.50"), ("number", "(5)", "-5.00"), ("number", "−5", "-5.00"), ("number", "3亿", "300000000.00"),
        ("date", "2025/6/1", "2025-06-01"), ("date", "2025年6月1日", "2025-06-01"), ("date", "45809", "2025-06-01"),
        ("yearmonth", "2025年6月", "2025-06"), ("boolean", "否", "false"), ("integer", "１２", "12"),
    ],
)  # fmt: skip
def test_a_hint_names_the_plain_form(kind: str, value: str, plain: str) -> None:
    """What was plainly meant is proposed in the form that will be accepted."""
    field: plainform.Field = {"name": "cell", "type": kind, **({"decimals": 2} if kind == "number" else {})}
    hint = plainform.hint(field, value, plainform.expected(field))
    assert plain in hint["hint_zh"]
    assert plain in hint["hint_en"]
    with duckdb.connect() as con:
        con.execute("create table raw as select ? as cell", [plain])
        assert con.execute(f"select {plainform.proof(field)} from raw").fetchone() == (True,)


@pytest.mark.parametrize(
    ("serial", "day"), [("45809", "2025-06-01"), ("44927", "2023-01-01"), ("36526", "2000-01-01")]
)
def test_a_spreadsheets_serial_is_recognised(serial: str, day: str) -> None:
    """A day number is counted from 1899-12-30, as spreadsheets do for every day after February 1900."""
    field: plainform.Field = {"name": "cell", "type": "date"}
    assert day in plainform.hint(field, serial, plainform.expected(field))["hint_en"]
    assert dt.date(1899, 12, 30) + dt.timedelta(days=int(serial)) == dt.date.fromisoformat(day)
