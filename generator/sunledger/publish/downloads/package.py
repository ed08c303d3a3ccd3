"""The Data Package (version 2) over the CSV files: each with its size, its hash and its Table Schema."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from sunledger.publish.downloads.parts import Part
from sunledger.publish.downloads.said import DEMO, About
from sunledger.publish.downloads.tables import Field, Table
from sunledger.resources import load_schema
from sunledger.standards import LICENCE

NAME = "datapackage.json"

_LINKED = " linked"
_DEPTH = 3
"""How deep a schema stands in a descriptor."""

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_WITHHELD = {("services", "value"), ("partners", "organisation_id")}
"""Required cells that are blank in public where they are withheld."""


_FISCAL = {
    "county_id": "administrator:generic:id",
    "county": "administrator:generic:name",
    "community_id": "administrative-classification:generic:code:full",
    "community": "administrative-classification:generic:label",
    "payee_id": "recipient:generic:id",
    "project_id": "activity:generic:project:code",
    "contract_id": "activity:generic:contract:code",
    "category": "economic-classification:generic:code:full",
    "purpose": "functional-classification:generic:code:full",
}
"""What columns are by the Fiscal Data Package, where it has a type for them."""


def descriptor(
    about: About, part: Part, counties: Iterable[Part], resources: Iterable[dict[str, Any]]
) -> str:
    """Write the descriptor over ``resources``, which are of ``part`` and come from ``counties``."""
    name, path, title = LICENCE
    counties = list(counties)
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": part.package,
        "title": about.named(part.name if part.part else ""),
        "description": "社区公共账目：原始记录与推算的账表。"
        "Community accounts: source records and derived tables." + (f" {DEMO}" if about.demo else ""),
        "version": part.version,
        "licenses": [{"name": name, "path": path, "title": title}],
        "sources": [
            {"title": f"{each.name}的账目记录 data/{each.part}/ · Source records of {each.name_en}"}
            for each in counties
        ],
        "contributors": [{"title": each.name, "roles": ["publisher"]} for each in counties],
        "resources": list(resources),
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    for schema in dict.fromkeys(each["schema"] for each in package["resources"]):
        text = text.replace(f'"schema": {json.dumps(schema)}', f'"schema": {_schema_text(schema)}')
    return text


def resource(table: Table, csv: Path, digest: str, *, links: bool = True) -> dict[str, Any]:
    """Describe one CSV file of this SHA-256; without ``links`` its references to other files are left out.

    What stands under ``schema`` is replaced by the schema when the descriptor is written.
    """
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": csv.name,
        "title": table.schema["title"],
        "description": table.schema["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": csv.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": table.name + (_LINKED if links else ""),
    }


@cache
def _schema_text(which: str) -> str:
    """Write a table's schema as it stands in a descriptor: the same in those of thousands of units."""
    name = which.removesuffix(_LINKED)
    text = json.dumps(_public(load_schema(name), links=name != which), ensure_ascii=False, indent=1)
    return text.replace("\n", "\n" + " " * _DEPTH)


def sha256(path: Path) -> str:
    """Return a file's SHA-256, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def public_fields(schema: dict[str, Any]) -> list[Field]:
    """Return the columns as published: withheld cells are blank, an apostrophe may lengthen a text."""
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
    return fields


def _fiscal(field: Field) -> dict[str, str]:
    """Return the fiscal type of a column, if it has one."""
    if field.get("unit") == "yuan":
        return {"columnType": "value"}
    found = _FISCAL.get(field["name"]) or {"year": "date:fiscal-year", "date": "date:generic"}.get(
        field["type"]
    )
    return {"columnType": found} if found else {}


def _public(schema: dict[str, Any], *, links: bool) -> dict[str, Any]:
    """Return the schema as the package carries it: our file names, and what columns are in fiscal terms."""
    fields = [{**field, **_fiscal(field)} for field in public_fields(schema)]
    public: dict[str, Any] = {"$schema": _TABLE_PROFILE, "fields": fields, "primaryKey": schema["primaryKey"]}
    found = schema.get("foreignKeys") if links else None
    if found:
        public["foreignKeys"] = [
            {"fields": link["fields"], "reference": {
                **link["reference"],
                **({"resource": link["reference"]["resource"].replace("_", "-")}
                   if "resource" in link["reference"] else {}),
            }}
            for link in found
        ]  # fmt: skip
    return public
