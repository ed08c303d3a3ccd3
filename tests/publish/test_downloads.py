"""What can be downloaded: every table, equal to what the pages were made of, and described."""

from __future__ import annotations

import csv
import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pytest

from sunledger.resources import dataset_names, derived_names, load_schema, simple_names
from tests.publish.conftest import FORMULAS, Built
from tests.publisher import derived

Cells = list[list[str]]


@pytest.fixture(scope="module")
def tables(small_site: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """Return every table as text, in the order of its key, straight from the engine."""
    found: dict[str, Cells] = {}
    with derived(small_site.publisher.data, tmp_path_factory.mktemp("tables") / "scratch") as con:
        for schema, names in (("open", dataset_names()), ("derived", derived_names())):
            for name in names:
                columns = [
                    f"coalesce(cast(\"{field['name']}\" as varchar), '')"
                    for field in load_schema(name)["fields"]
                ]
                order = ", ".join(f'"{key}"' for key in load_schema(name)["primaryKey"])
                rows = con.execute(
                    f"select {', '.join(columns)} from {schema}.{name} order by {order}"
                ).fetchall()
                found[name] = [list(row) for row in rows]
    return found


def _read(site: Path, name: str) -> Cells:
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("name", [*dataset_names(), *derived_names()])
def test_csv_and_json_equal_the_tables(name: str, small_site: Built, tables: dict[str, Cells]) -> None:
    """Both forms hold every row in the order of the key; only text that looks like a formula is marked in CSV."""
    fields = load_schema(name)["fields"]
    header, *rows = _read(small_site.site, name)
    assert header == [field["name"] for field in fields]
    free = [bool(field.get("freeText")) for field in fields]
    plain = [
        [
            cell[1:] if is_free and cell[:1] == "'" and cell[1:2] in "=+-@＝" else cell
            for cell, is_free in zip(row, free, strict=True)
        ]
        for row in rows
    ]
    wanted = [
        [cell[1:] if is_free and cell[:2] == "'=" else cell for cell, is_free in zip(row, free, strict=True)]
        for row in tables[name]
    ]
    assert plain == wanted
    objects = json.loads(
        (small_site.site / "data" / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    assert [_texts(item, fields) for item in objects] == tables[name]


def _texts(item: dict[str, Any], fields: list[dict[str, Any]]) -> list[str]:
    """Write a JSON object's values as the engine writes them."""
    cells = []
    for field in fields:
        value = item[field["name"]]
        if value is None:
            cells.append("")
        elif isinstance(value, bool):
            cells.append(str(value).lower())
        elif field["type"] == "number":
            cells.append(f"{Decimal(value):.{field.get('decimals', 4)}f}")
        else:
            cells.append(str(value))
    return cells


def test_formulas_are_marked_and_figures_are_not(small_site: Built) -> None:
    """Text a spreadsheet would run begins with an apostrophe; negative and very large amounts stay numbers."""
    header, *rows = _read(small_site.site, "revenue")
    note, gross = header.index("note"), header.index("gross")
    notes = {row[0]: row[note] for row in rows}
    assert [notes[f"w-{number}"] for number in range(len(FORMULAS))] == [
        "'=HYPERLINK(1)", "'+1", "'-2+3", "'@SUM(A1)", "'＝1+1", "a=b", "'=1", '"quoted", text',
    ]  # fmt: skip
    amounts = {row[0]: row[gross] for row in rows}
    assert (amounts["rw-2"], amounts["rw-3"]) == ("9007199254740.93", "-12.50")
    raw = (small_site.site / "data" / "revenue.json").read_text(encoding="utf-8")
    assert "9007199254740.93" in raw
    assert "=HYPERLINK(1)" in raw


@pytest.mark.parametrize("name", [*dataset_names(), *derived_names()])
def test_every_open_text_is_free_text(name: str) -> None:
    """A text column without a pattern or a list of values is marked ``freeText``, so that it is neutralised."""
    for field in load_schema(name)["fields"]:
        if field["type"] == "string":
            rules = field.get("constraints", {})
            assert field.get("freeText") or "enum" in rules or "pattern" in rules, field["name"]


@pytest.fixture(scope="module")
def package(small_site: Built) -> dict[str, Any]:
    """Return the data package."""
    body: dict[str, Any] = json.loads(
        (small_site.site / "data" / "datapackage.json").read_text(encoding="utf-8")
    )
    return body


def test_the_package_names_every_table_with_its_hash(package: dict[str, Any], small_site: Built) -> None:
    """Each resource has the size and SHA-256 of its file, its fields with titles, and says that it is a demonstration."""
    names = [resource["name"] for resource in package["resources"]]
    assert names == [name.replace("_", "-") for name in (*simple_names(), *dataset_names(), *derived_names())]
    assert "Demonstration data" in package["description"]
    for resource in package["resources"]:
        content = (small_site.site / "data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert all(field["title"] for field in resource["schema"]["fields"])


def test_frictionless_accepts_the_package_and_every_resource(
    small_site: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The standard's own tool finds nothing wrong with the descriptor, the cells, the keys or the references."""
    monkeypatch.chdir(small_site.site / "data")
    package = frictionless.Package("datapackage.json")
    assert len(package.resources) == len(simple_names()) + len(dataset_names()) + len(derived_names())
    report = package.validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "message"]) == []
    assert report.valid
    assert sum(task.stats.get("rows", 0) for task in report.tasks) > 300


def test_frictionless_would_notice(
    small_site: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same validation fails when one byte of one download is changed."""
    for path in (small_site.site / "data").glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    target = tmp_path / "revenue.csv"
    target.write_bytes(target.read_bytes().replace(b"12345.67", b"12345.6x", 1))
    monkeypatch.chdir(tmp_path)
    assert not frictionless.Package("datapackage.json").validate().valid


def test_withheld_cells_are_in_no_download(small_site: Built) -> None:
    """A small count and a donor without consent are blank in CSV and JSON, raw rows and derived tables alike."""
    services = [row for row in _read(small_site.site, "services") if row[2] == "helped"]
    assert [row[3] for row in services] == ["", ""]
    months = [row for row in _read(small_site.site, "service_months") if row[2] == "helped"]
    assert {(row[0], row[3]) for row in months} == {
        ("lan", "34.00"), ("lan-c01", "34.00"), ("lan-c01-a", ""), ("lan-c01-b", ""),
    }  # fmt: skip
    donation = next(row for row in _read(small_site.site, "revenue") if row[0] == "r-7")
    assert "op-1" not in donation
    body = json.loads((small_site.site / "data" / "services.json").read_text(encoding="utf-8"))
    assert {item["value"] for item in body if item["indicator_id"] == "helped"} == {None}
