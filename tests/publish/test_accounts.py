"""The JSON of every unit holds to the models and to the JSON Schema published for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from sunledger.publish.downloads.accounts import SCHEMA, accounts, schema_text
from tests.publish.conftest import Built


@pytest.fixture(params=["small", "demonstration"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return either site."""
    if request.param == "small":
        built: Built = request.getfixturevalue("small_site")
        return built.site
    demonstration: Path = request.getfixturevalue("built_site")
    return demonstration


def test_every_unit_keeps_what_is_promised(site: Path) -> None:
    """Each file is what the published schema asks, for a validator that knows nothing of ours, and what the models ask."""
    published = json.loads((site / SCHEMA).read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(published)
    validator, model = jsonschema_rs.Draft202012Validator(published), accounts()
    files = sorted(site.glob("c/*/accounts.json"))
    assert len(files) >= 3
    for path in files:
        text = path.read_text(encoding="utf-8")
        facts = json.loads(text)
        assert (path.parent / facts["$schema"]).resolve() == (site / SCHEMA).resolve()
        assert facts["unit"]["id"] == path.parent.name
        validator.validate(facts)
        model.model_validate_json(text)
        funds = {fund["fund_id"] for fund in facts["funds"]}
        assert {
            row[0] for part in ("ledger", "months", "allocations") for row in facts[part]["rows"]
        } <= funds


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("balance", 12.5),
        ("balance", "12.5"),
        ("balance", None),
        ("fund_id", "A B"),
        ("month", "2025-1"),
        ("position", "1"),
    ],
)
def test_the_schema_would_notice(column: str, wrong: Any, small_site: Built) -> None:
    """An amount as a number, with one decimal or missing, a broken id or month, is refused."""
    facts = json.loads((small_site.site / "c/lan-c01/accounts.json").read_text(encoding="utf-8"))
    validator = jsonschema_rs.Draft202012Validator(json.loads(schema_text(None)))
    assert validator.is_valid(facts)
    ledger = facts["ledger"]
    ledger["rows"][0][ledger["columns"].index(column)] = wrong
    assert not validator.is_valid(facts)


def test_nothing_more_is_let_in(small_site: Built) -> None:
    """A key that is not promised, a column too many or another order of columns is refused."""
    facts = json.loads((small_site.site / "c/lan-c01/accounts.json").read_text(encoding="utf-8"))
    validator = jsonschema_rs.Draft202012Validator(json.loads(schema_text("https://example.org/")))
    assert not validator.is_valid(facts | {"more": 1})
    facts["months"]["columns"].reverse()
    assert not validator.is_valid(facts)
