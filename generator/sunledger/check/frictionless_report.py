"""Ask frictionless what is wrong with one file, and say it in our words.

Translation goes by error type and field, never by frictionless' English message. The header has
been checked by name before, so the schema is handed over in the file's own column order.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from frictionless import Schema
from frictionless.resources import TableResource

from sunledger.builtin import finding
from sunledger.check import plainform
from sunledger.disclosure import shown
from sunledger.model import Finding
from sunledger.resources import load_schema

_BOM = b"\xef\xbb\xbf"


def examine(raw: bytes, dataset: str, file: str) -> list[Finding]:
    """Return frictionless' errors on a file as findings, with physical line numbers."""
    rows, lines = _rows(raw.removeprefix(_BOM).replace(b"\r\n", b"\n"))
    schema = load_schema(dataset)
    fields = {field["name"]: field for field in schema["fields"]}
    # Parsed here: frictionless would guess the dialect of a file, and guesses change with the data.
    described = {"$schema": schema["$schema"], "fields": [fields[name] for name in rows[0]]}
    resource = TableResource(data=rows, schema=Schema.from_descriptor(described))
    findings: list[Finding] = []
    ragged: set[int] = set()
    for task in resource.validate(limit_errors=1_000_000_000).tasks:
        errors = [_Error(error) for error in task.errors]
        ragged |= {error.row for error in errors if error.type in {"missing-cell", "extra-cell", "blank-row"}}
        seen: set[int] = set()
        for error in errors:
            line = lines[error.row - 1] if 0 < error.row <= len(lines) else 0
            if error.row in ragged:
                if error.row not in seen:
                    seen.add(error.row)
                    findings.append(_shape(error, file, line, len(rows[0])))
            elif error.column in fields:
                findings.append(_cell(error, fields[error.column], file, line))
            else:
                findings.append(finding("cells_pass_every_other_test", file, line, type=error.type))
    return list(dict.fromkeys(findings))


class _Error:
    """The facts of a frictionless error that we rely on."""

    def __init__(self, error: Any) -> None:
        self.type: str = error.type
        self.row: int = getattr(error, "row_number", 0) or 0
        self.column: str = getattr(error, "field_name", "") or ""
        self.cells: list[str] = getattr(error, "cells", None) or []
        self.cell: str = str(getattr(error, "cell", "") or "")


def _rows(body: bytes) -> tuple[list[list[str]], list[int]]:
    """Return the rows, the header first, and the physical line each of them starts on."""
    reader = csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True)
    rows, starts, start = [], [], 0
    for row in reader:
        rows.append(row)
        starts.append(start + 1)
        start = reader.line_num
    return rows, starts


def _shape(error: _Error, file: str, line: int, width: int) -> Finding:
    if error.type == "blank-row" or not any(error.cells):
        return finding("rows_are_not_blank", file, line)
    return finding("rows_are_as_long_as_the_header", file, line, found=len(error.cells), expected=width)


def _cell(error: _Error, field: plainform.Field, file: str, line: int) -> Finding:
    words = {
        "title_zh": field["title"],
        "title_en": field["title_en"],
        "description_zh": field["description"],
        "description_en": field["description_en"],
    }
    if not error.cell:
        return finding("required_cells_are_filled", file, line, field["name"], **words)
    known = frozenset(str(category["label"]) for category in field.get("categories", ()))
    words["found"] = "…" if field.get("freeText") else shown(error.cell, known)
    if error.type == "type-error":
        rule, required = "cells_have_the_right_type", plainform.expected(field)
    else:
        rule, required = "cells_keep_to_their_limits", plainform.limits(field)
    words |= required | plainform.hint(field, error.cell, required)
    return finding(rule, file, line, field["name"], **words)
