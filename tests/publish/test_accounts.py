"""The JSON of every unit holds to the models and to the JSON Schema published for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema_rs
import pytest

from sunledger.publish.downloads.accounts import SCHEMA, accounts, schema_text
from tests.publish.conftest import Built

FORMER = ("lan-c02-a", "shu-c11-x03")
"""Former ids, under which the files of the unit stand as well."""


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
    files = [path for path in sorted([*site.glob("c/*/accounts.json"), *site.glob("c/*/funds/*.json")])
             if path.relative_to(site).parts[1] not in FORMER]  # fmt: skip
    assert {path.parent for path in site.glob("c/*/ledger.csv")} == {
        path.parent for path in site.glob("c/*/accounts.json")
    }
    alone = {path.stem for path in site.glob("c/*/funds/*.json")}
    for path in files:
        text = path.read_text(encoding="utf-8")
        facts = json.loads(text)
        assert (path.parent / facts["$schema"]).resolve() == (site / SCHEMA).resolve()
        assert facts["unit"]["id"] == path.relative_to(site).parts[1]
        validator.validate(facts)
        model.model_validate_json(text)
        funds = {fund["fund_id"] for fund in facts["funds"]}
        assert funds <= alone
        assert path.name == "accounts.json" or funds == {path.stem}
        for fund in facts["funds"]:
            assert (path.parent / fund["accounts"]).resolve() == site / "c" / fund[
                "community_id"
            ] / "funds" / (f"{fund['fund_id']}.json")
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


def test_a_fund_alone_is_what_its_unit_says_of_it(small_site: Built) -> None:
    """The JSON of each fund holds the rows that the county's holds of it, in their order."""
    county = json.loads((small_site.site / "c/lan/accounts.json").read_text(encoding="utf-8"))
    assert len(county["funds"]) >= 3
    for fund in county["funds"]:
        alone = json.loads((small_site.site / "c/lan" / fund["accounts"]).read_text(encoding="utf-8"))
        assert alone["unit"]["id"] == fund["community_id"]
        for part in ("ledger", "months", "allocations"):
            wanted = [row for row in county[part]["rows"] if row[0] == fund["fund_id"]]
            assert alone[part] == county[part] | {"rows": wanted}


def test_a_units_package_is_valid(small_site: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside each unit's CSV a Data Package describes it, and frictionless finds nothing wrong with either."""
    for name in ("lan", "lan-c01-a"):
        monkeypatch.chdir(small_site.site / "c" / name)
        package = frictionless.Package("datapackage.json")
        assert (package.name, [resource.path for resource in package.resources]) == (
            f"sunledger-{name}",
            ["ledger.csv"],
        )
        assert package.validate().flatten(["fieldName", "type", "message"]) == []
        facts = json.loads(Path("datapackage.json").read_text(encoding="utf-8"))
        assert facts["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert facts["contributors"] == [{"title": "澜县", "roles": ["publisher"]}]
    assert len(list(small_site.site.glob("c/*/datapackage.json"))) == len(
        list(small_site.site.glob("c/*/ledger.csv"))
    )
