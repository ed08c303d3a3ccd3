"""Each mechanism of the domain has rows, rules, figures and a place on a page, or a reason why not."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sunledger.builtin import BUILTINS
from sunledger.check import rules
from sunledger.derive import tables
from sunledger.engine import Connection
from sunledger.render import mechanisms
from sunledger.resources import dataset_names
from tests.publisher import derived

TABLE: dict[str, dict[str, Any]] = mechanisms.table()
SHOWN = [name for name, facts in TABLE.items() if "reason" not in facts]


@pytest.fixture(scope="module")
def accounts(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Derive everything from the demonstration data, once for all mechanisms."""
    with derived(project_root / "data", tmp_path_factory.mktemp("mechanisms") / "scratch") as con:
        yield con


def test_the_table_has_no_hole() -> None:
    """M1 to M29 stand in order; each has all four or a reason in both languages, never a mixture."""
    assert list(TABLE) == [f"M{number}" for number in range(1, 30)]
    for name, facts in TABLE.items():
        if "reason" in facts:
            assert set(facts) == {"name", "reason"}, name
            assert " · " in facts["reason"], name
        else:
            assert set(facts) == {"name", "datasets", "rules", "derived", "pages"}, name
            assert all(facts.values()), name
        assert " · " in facts["name"], name


@pytest.mark.parametrize("name", SHOWN)
def test_a_mechanism_has_rows_rules_and_figures(name: str, accounts: Connection) -> None:
    """Datasets and derived tables exist and hold rows of the mechanism's own; its rules exist."""
    facts = TABLE[name]
    assert set(facts["datasets"]) <= set(dataset_names())
    assert set(facts["derived"]) <= set(tables())
    assert set(facts["rules"]) <= {*rules(), *BUILTINS}
    for schema, named in (("data", facts["datasets"]), ("derived", facts["derived"])):
        for table, condition in named.items():
            query = f"select count(*) from {schema}.{table}" + (f" where {condition}" if condition else "")
            (found,) = accounts.execute(query).fetchone() or (0,)
            assert found > 0, query


@functools.cache
def _ids(page: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", SHOWN)
def test_a_mechanism_has_its_place_on_a_page(name: str, built_site: Path) -> None:
    """Every address is built in both languages and has the anchor it names; every rule has its section."""
    method = [f"method/rules.html#{rule}" for rule in TABLE[name]["rules"]]
    for address in (*TABLE[name]["pages"], *method):
        path, _, anchor = address.partition("#")
        assert (built_site / path).is_file(), address
        assert not anchor or anchor in _ids(built_site / path), address
        if not re.search(r"\d{4}-\d{2}\.html$", path):
            assert (built_site / "en" / path).is_file(), address


@pytest.mark.parametrize("name", TABLE)
def test_a_mechanism_is_linked_to_all_it_names(name: str, built_site: Path) -> None:
    """The page of mechanisms leads to each dataset, rule, figure and page of the table, in both languages."""
    facts = TABLE[name]
    wanted = [f"data/{dataset}.html" for dataset in facts.get("datasets", {})]
    wanted += [f"method/rules.html#{rule}" for rule in facts.get("rules", ())]
    wanted += [f"method/tables.html#{table}" for table in facts.get("derived", {})]
    wanted += facts.get("pages", ())
    for root in (built_site, built_site / "en"):
        page = (root / "method" / "mechanisms" / "index.html").read_text(encoding="utf-8")
        section = page[page.index(f'id="{name}"') :].partition("</section>")[0]
        assert re.findall(r'href="\.\./\.\./([^"]+)"', section) == wanted
        assert bool(wanted) != ("reason" in facts)


def test_the_method_page_leads_to_the_mechanisms(built_site: Path) -> None:
    """Whoever reads how figures are made finds where each practice stands."""
    for root in (built_site, built_site / "en"):
        assert 'href="mechanisms/index.html"' in (root / "method" / "index.html").read_text(encoding="utf-8")
