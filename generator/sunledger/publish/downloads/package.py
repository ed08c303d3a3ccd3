"""The Data Package (version 2) over the CSV files: each with its size, its hash and its Table Schema."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sunledger.publish.downloads.said import DEMO, About
from sunledger.publish.downloads.tables import Table
from sunledger.standards import LICENCE

NAME = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_WITHHELD = {("services", "value"), ("partners", "organisation_id")}
"""Required cells that are blank in public where they are withheld."""


def descriptor(name: str, about: About, resources: Iterable[dict[str, Any]], whose: str = "") -> str:
    """Write the descriptor over ``resources``; ``whose`` names a part of the publisher."""
    name_, path, title = LICENCE
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": name,
        "title": about.named(whose),
        "description": "社区公共账目：原始记录与推算的账表。"
        "Community accounts: source records and derived tables." + (f" {DEMO}" if about.demo else ""),
        "licenses": [{"name": name_, "path": path, "title": title}],
        "resources": list(resources),
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def resource(table: Table, csv: Path, *, links: bool = True) -> dict[str, Any]:
    """Describe one CSV file; without ``links`` the references to other files are left out."""
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
        "hash": f"sha256:{sha256(csv)}",
        "schema": _public(table.schema, links=links),
    }


def sha256(path: Path) -> str:
    """Return a file's SHA-256, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _public(schema: dict[str, Any], *, links: bool) -> dict[str, Any]:
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
