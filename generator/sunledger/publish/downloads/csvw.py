"""The CSV files as tables of the Web: ``data/csv-metadata.json``, by CSV on the Web (W3C).

Each column with its titles in both languages and its datatype, each table with its key, and the
references between tables whose key is one column, where each row has one: to validators of this standard
a blank reference leads nowhere. What a column is stands in its Table Schema alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sunledger.publish.downloads.database_form import references
from sunledger.publish.downloads.package import public_fields
from sunledger.publish.downloads.parts import Part
from sunledger.publish.downloads.said import DEMO, About
from sunledger.publish.downloads.tables import Field, Table
from sunledger.standards import LICENCE

NAME = "csv-metadata.json"

_TYPES = {
    "boolean": "boolean", "date": "date", "integer": "integer", "number": "decimal", "string": "string",
    "year": "gYear", "yearmonth": "gYearMonth",
}  # fmt: skip
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength")


def write_csvw(folder: Path, tables: Sequence[Table], about: About, whole: Part) -> None:
    """Write the metadata of the CSV files of ``tables``, which stand in ``folder``."""
    group: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "dc:title": about.title,
        "dc:description": f"账目截至 {about.as_of}。" + (DEMO if about.demo else ""),
        "dc:license": {"@id": LICENCE[1]},
        "schema:version": whole.version,
        "tables": [_table(table) for table in tables],
    }
    (folder / NAME).write_text(json.dumps(group, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _table(table: Table) -> dict[str, Any]:
    columns = [_column(field) for field in public_fields(table.schema)]
    filled = {column["name"] for column in columns if column.get("required")}
    links = [
        {"columnReference": column, "reference": {"resource": f"{target}.csv", "columnReference": key}}
        for column, target, key in references(table)
        if column in filled
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:title": _both(table.schema, "title"),
        "dc:description": _both(table.schema, "description"),
        "tableSchema": {
            "columns": columns,
            "primaryKey": table.schema["primaryKey"],
            **({"foreignKeys": links} if links else {}),
        },
    }


def _column(field: Field) -> dict[str, Any]:
    rules = field.get("constraints", {})
    datatype: dict[str, Any] = {"base": _TYPES[field["type"]]}
    datatype |= {bound: rules[bound] for bound in _BOUNDS if bound in rules}
    if field["type"] == "string" and "pattern" in rules:
        datatype["format"] = rules["pattern"].removeprefix("^").removesuffix("$")
    elif field["type"] == "string" and "enum" in rules:
        datatype["format"] = "|".join(rules["enum"])
    return {
        "name": field["name"],
        "titles": {"und": field["name"], "zh-CN": field["title"], "en": field["title_en"]},
        "dc:description": _both(field, "description"),
        "datatype": datatype if len(datatype) > 1 else datatype["base"],
        **({"required": True} if rules.get("required") else {}),
    }


def _both(facts: dict[str, Any], key: str) -> list[dict[str, str]]:
    return [{"@value": facts[key], "@language": "zh-CN"}, {"@value": facts[f"{key}_en"], "@language": "en"}]
