"""The data as downloads: every dataset in its publishable form and every derived table.

Each is written as CSV and JSON in the order of its key, with a Data Package (version 2) over all
of them. Text that a spreadsheet would run as a formula is neutralised; figures stay figures.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sunledger.engine import Connection, identifier, literal
from sunledger.resources import dataset_names, derived_names, load_schema

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_WITHHELD = {("services", "value"), ("partners", "organisation_id")}
"""Required cells that are blank in public where they are withheld."""
_OURS = ("title_en", "description_en", "unit", "decimals", "freeText")
"""Field properties of ours that a Table Schema may carry; everything else is standard."""


def write_downloads(con: Connection, site: Path, demo: bool) -> None:
    """Write ``data/<table>.csv`` and ``.json`` and ``data/datapackage.json`` below ``site``.

    ``con`` must be allowed to write there; ``demo`` marks the data as fictional in the package.
    """
    names = [row[0] for row in con.execute("select name from meta.counties order by county_id").fetchall()]
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    resources = [_table(con, folder, table, "open") for table in dataset_names()]
    resources += [_table(con, folder, table, "derived") for table in derived_names()]
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "sunledger",
        "title": "、".join(names) + " · 阳光账本",
        "description": "社区公共账目：原始记录与推算的账表。"
        "Community accounts: source records and derived tables."
        + (" 演示数据，非真实账目。Demonstration data, fictional." if demo else ""),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "CC BY 4.0",
            }
        ],
        "resources": [resource for resource in resources if resource],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _table(con: Connection, folder: Path, table: str, source: str) -> dict[str, Any]:
    schema = load_schema(table)
    order = ", ".join(identifier(name) for name in schema["primaryKey"])
    columns = ", ".join(_column(field) for field in schema["fields"])
    plain = ", ".join(identifier(field["name"]) for field in schema["fields"])
    csv, jsn = folder / f"{table}.csv", folder / f"{table}.json"
    con.execute(
        f"copy (select {columns} from {source}.{table} order by {order}) to {literal(str(csv))} "
        "(format csv, header true, delimiter ',', quote '\"', escape '\"')"
    )
    con.execute(
        f"copy (select {plain} from {source}.{table} order by {order}) to {literal(str(jsn))} "
        "(format json, array true)"
    )
    content = csv.read_bytes()
    return {
        "name": table.replace("_", "-"),
        "type": "table",
        "path": csv.name,
        "title": schema["title"],
        "description": schema["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _public(schema),
    }


def _column(field: dict[str, Any]) -> str:
    """Give a column's expression: free text that begins like a formula gets an apostrophe."""
    name = identifier(field["name"])
    if not field.get("freeText"):
        return name
    formula = r"'^[=+\-@＝＋－＠\t\r]'"
    return f"case when regexp_matches({name}, {formula}) then '''' || {name} else {name} end as {name}"


def _public(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema as the package carries it: our file names, and blanks where cells are withheld."""
    fields = []
    for field in schema["fields"]:
        constraints = dict(field.get("constraints", {}))
        if (schema["name"], field["name"]) in _WITHHELD:
            constraints.pop("required", None)
        if field.get("freeText"):
            constraints.pop("maxLength", None)
        fields.append({**field, "constraints": constraints} if constraints else {
            key: value for key, value in field.items() if key != "constraints"
        })  # fmt: skip
    public: dict[str, Any] = {"$schema": _TABLE_PROFILE, "fields": fields, "primaryKey": schema["primaryKey"]}
    links = schema.get("foreignKeys")
    if links:
        public["foreignKeys"] = [
            {"fields": link["fields"], "reference": {
                **link["reference"],
                **({"resource": link["reference"]["resource"].replace("_", "-")}
                   if "resource" in link["reference"] else {}),
            }}
            for link in links
        ]  # fmt: skip
    return public
