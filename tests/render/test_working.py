"""How figures were made, on the pages of a small publisher that no git keeps."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sunledger.render import origins
from sunledger.render.derivations import COUNTY, PUBLISHER, UNIT, printing
from sunledger.render.desk import Desk, grouped
from sunledger.render.rows_working import Line, Row
from sunledger.resources import load_schema
from tests.render.conftest import Made

REVISION = "0123456789abcdef"


@pytest.mark.parametrize(
    ("edit_url", "shown"),
    [
        ("https://github.com/x/y/edit/main/", "https://github.com/x/y/commit/"),
        ("https://gitlab.example/a/b/c/-/edit/main/", "https://gitlab.example/a/b/c/-/commit/"),
        ("https://codeberg.org/x/y/_edit/main/", "https://codeberg.org/x/y/commit/"),
        ("https://gitee.com/x/y/blob/master/", "https://gitee.com/x/y/commit/"),
        ("https://files.example/accounts/", ""),
        ("javascript:alert(1)//x/edit/", ""),
        (None, ""),
    ],
)
def test_where_a_commit_is_shown_follows_from_the_editor(edit_url: str | None, shown: str) -> None:
    """Where it does not, no address is made up."""
    assert origins.commit(REVISION, edit_url) == (shown and shown + REVISION)


def test_that_there_are_no_commits_is_said_once(made: Made) -> None:
    """Not row by row, and nothing is linked."""
    for path in ("c/lan-c01/working-2025.html", "c/lan-c01/2025.html"):
        page = made.text(path)
        assert page.count("账目不是从 git 读的") == 1
        assert "#at." not in page


def test_a_withheld_statistic_is_withheld_in_its_working(made: Made) -> None:
    """The row, and the line of the accounts that it was made of."""
    page = made.text("c/lan-c01-a/working-2025.html")
    section = page.partition('id="service_months.helped"')[2].partition("</section>")[0]
    assert '<dd class="n"><span class="withheld">不足披露下限</span></dd>' in section
    assert re.search(r'services\.csv:\d+</span></small></th><td class="n"><span class="withheld">', section)
    assert not re.search(r'<(?:td|dd) class="n">\d', section)


def test_every_row_leads_to_its_sql_and_its_columns(made: Made) -> None:
    """In both languages, section by section."""
    for root in ("", "en/"):
        page = made.text(f"{root}c/lan-c01/working-2025.html")
        sections = page.split('<section class="working" id="')[1:]
        assert sections
        for section in sections:
            table = re.split(r'[."]', section, maxsplit=1)[0]
            assert f"method/tables.html#{table}" in section
            assert f"data/{table}.html" in section


def test_where_not_all_rows_are_listed_it_is_said(made: Made) -> None:
    """However they were left out: the number is that of all, and their table is linked."""
    derivation = next(each for each in UNIT if each.table == "fund_years")
    part = next(each for each in derivation.parts if each.of == "derived.fund_months")
    desk = Desk(made.work, "zh", ())
    links = printing.Links("../../", "")
    try:
        for count, said in ((part.count, False), ("1200", True)):
            counted = replace(part, count=count)
            query = printing.lines(desk, derivation, counted, links)
            shown = grouped(desk.declared(query, Line, places=["lan-c01-a"], withheld=""))
            assert shown
            for lines in shown.values():
                table = printing.table(desk, derivation, counted, links)(lines)
                assert table.count('<tr><th scope="row">') == len(lines)
                assert f"<small>{count or len(lines)} 行</small>" in table
                assert ("太长，没有全列" in table) is said
    finally:
        desk.close()


def test_the_number_of_a_derived_row_is_that_of_one_row_on_one_page(made: Made) -> None:
    """By it the lines that it was made of are found."""
    desk = Desk(made.work, "zh", ())
    try:
        for derivation in (*UNIT, *COUNTY, *PUBLISHER):
            query = printing.rows(desk, derivation)
            rows = desk.declared(query, Row, places=[*desk.units(), *desk.counties(), ""], withheld="")
            assert len(rows) == len({row.id for row in rows}) == len({row[:4] for row in rows})
    finally:
        desk.close()


def test_declarations_name_what_there_is() -> None:
    """Every column that is shown or added to stands in its table's schema; what is added to is shown."""
    for derivation in (*UNIT, *COUNTY, *PUBLISHER):
        fields = {field["name"] for field in load_schema(derivation.table)["fields"]}
        added = {name for part in derivation.parts for name, _ in part.adds}
        assert added <= set(derivation.columns) <= fields, derivation.table
