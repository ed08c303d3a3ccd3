"""Pages across units: figures of one kind only, rules and tables from where they are written."""

from __future__ import annotations

import re

from sunledger.derive import tables
from sunledger.render import overview
from sunledger.render.desk import Desk
from tests.render.conftest import Made


def test_kinds_of_fund_are_never_mixed(made: Made) -> None:
    """The front page has one leaf per kind of fund and no sum over them."""
    page = made.text("index.html")
    assert 'id="enterprise"' in page
    assert 'id="owners"' in page
    assert page.count('class="kind"') == 3


def test_too_many_units_are_left_to_their_counties_lists(made: Made) -> None:
    """Beyond what a page can bear, counties and subdistricts alone stand there, each with its county's list."""
    desk = Desk(made.work, "zh", ())
    try:
        publisher = overview.Publisher(desk)
        counties = list(overview._finder(desk, publisher, 2))
        assert [part.county.county for part in counties] == ["lan", "wu"]
        assert all(branch.place.level == "subdistrict" for part in counties for branch in part.branches)
        whole = list(overview._finder(desk, publisher, 1000))
        assert any(branch.leaves for part in whole for branch in part.branches)
    finally:
        desk.close()


def test_the_finder_is_complete_without_a_script(made: Made) -> None:
    """Every unit is a link below its county; the field that needs a script is hidden until there is one."""
    page = made.text("communities/index.html")
    for unit in ("lan", "lan-c01", "lan-c01-a", "lan-c01-b", "wu"):
        assert f'href="../c/{unit}/index.html"' in page
    assert re.search('<div class="finder"[^>]* hidden>', page)


def test_every_derived_table_shows_its_sql(made: Made) -> None:
    """From a figure to how it is computed."""
    page = made.parsed("method/tables.html")
    ids = page.all("id")
    text = page.text()
    for name, file in tables().items():
        assert name in ids
        assert file.facts["title_zh"] in text


def test_every_rule_has_an_anchor_in_both_places(made: Made) -> None:
    """From a result to its rule and back."""
    method, checks = made.parsed("method/rules.html").all("id"), made.parsed("checks/index.html").all("id")
    assert method
    assert set(method) <= set(checks)


def test_the_dictionary_comes_from_the_schema(made: Made) -> None:
    """Columns, codes with labels, keys and references, in the page's language."""
    chinese, english = made.text("data/revenue.html"), made.text("en/data/revenue.html")
    assert "<code>base_rent</code> 保底租金" in chinese
    assert "<code>base_rent</code> Base rent" in english
    assert 'href="../data/funds.html"' in chinese


def test_a_correction_stands_where_one_looks_for_it(made: Made) -> None:
    """On the list of changes and on the page of the unit it concerns, with old and new value."""
    for path in ("changes/index.html", "c/lan-c01-a/index.html"):
        page = made.text(path)
        assert "<del>80.00</del> → " in page
        assert "<ins>800.00</ins>" in page
