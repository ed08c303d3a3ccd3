"""Every schema is a Table Schema any Data Package software understands, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

SCHEMAS = sorted((Path(__file__).resolve().parents[2] / "schemas").rglob("*.json"))


@pytest.fixture(params=SCHEMAS, ids=lambda path: path.stem)
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return each schema as written."""
    described: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    return described


def test_is_a_valid_table_schema(schema: dict[str, Any]) -> None:
    """The framework finds no fault in the descriptor."""
    assert frictionless.Schema.validate_descriptor(schema).valid


def test_is_named_like_its_file(request: pytest.FixtureRequest, schema: dict[str, Any]) -> None:
    """The name in the schema is the name of the file, so each dataset has one name."""
    assert schema["name"] == request.node.callspec.params["schema"].stem


def test_explains_itself_in_two_languages(schema: dict[str, Any]) -> None:
    """The dataset and every field have title and description in Chinese and English."""
    silent = [
        (part["name"], key)
        for part in (schema, *schema["fields"])
        for key in ("title", "title_en", "description", "description_en")
        if not part.get(key, "").strip()
    ]
    assert silent == []
