"""A unit's own page answers its resident's question, and keeps four kinds of nothing apart."""

from __future__ import annotations

import gzip

from sunledger.render import units
from tests.publisher import Publisher
from tests.render.conftest import Made, Make


def test_the_month_stands_first(made: Made) -> None:
    """Opening, income, cost, spending and what is left, with their signs, then the bank."""
    text = made.parsed("c/lan-c01/index.html").text()
    figures = text[text.index("2025年3月") :]
    for figure in ("11,245.67", "+500.10", "0.00", "11,645.77"):
        assert figure in figures
    assert "与 2025-03-31 银行对账单一致（11,645.77）" in text
    assert "按期" in text
    assert "2025-04-09" in text


def test_losses_are_marked_by_sign(made: Made) -> None:
    """A cost carries a minus sign of its own, not a hyphen and not a colour alone."""
    assert "−300.00" in made.text("c/lan-c01/2025.html")


def test_a_sub_ledger_says_where_its_money_is(made: Made) -> None:
    """It has no statement of its own; that is not a missing statement."""
    page = made.text("c/lan-c01-b/index.html")
    assert "子台账，钱在" in page
    assert "银行对账单未公布" not in page


def test_a_missing_statement_is_said(make: Make) -> None:
    """An account without the bank's balance is shown as such."""

    def forget(publisher: Publisher) -> None:
        rows = publisher.rows("lan/lan-c01/statements.csv")
        publisher.put(
            "lan/lan-c01/statements.csv",
            [row for row in rows if (row["fund_id"], row["month"]) != ("f-ent", "2025-03")],
        )

    assert "银行对账单未公布" in make(forget).text("c/lan-c01/index.html")


def test_late_and_missing_look_different(make: Make) -> None:
    """A late month shows its days, a missing one a cross, each with words for those who do not see it."""

    def slack(publisher: Publisher) -> None:
        rows = publisher.rows("lan/lan-c01/postings.csv")
        kept = [row for row in rows if (row["fund_id"], row["month"]) != ("f-a", "2025-03")]
        for row in kept:
            if (row["fund_id"], row["month"]) == ("f-a", "2025-02"):
                row["posted_on"] = "2025-03-14"
        publisher.put("lan/lan-c01/postings.csv", kept)

    page = make(slack).text("c/lan-c01-a/index.html")
    assert (
        '<span class="sign late"><span aria-hidden="true">+4</span><span class="vh">逾期</span></span>'
        in page
    )
    assert (
        '<span class="sign missing"><span aria-hidden="true">✕</span><span class="vh">未公布</span>' in page
    )
    assert '<p class="stamp missing">未公布' in page


def test_withheld_missing_and_zero_look_different(made: Made) -> None:
    """A withheld statistic is neither blank nor zero, and its number stands nowhere on the page."""
    page = made.text("c/lan-c01-b/index.html")
    assert '<span class="withheld">不足披露下限</span>' in page
    assert '<span class="absent">未公布</span>' in page
    helped = page[page.index("帮扶") if "帮扶" in page else 0 :]
    assert ">4<" not in helped


def test_a_unit_shows_what_lies_below(made: Made) -> None:
    """A county without funds of its own adds up those below it, kind by kind, and lists its children."""
    page = made.text("c/lan/index.html")
    assert 'id="below-owners"' in page
    assert 'id="below-enterprise"' in page
    assert '<a href="../../c/lan-c01/index.html">' in page


def test_names_without_english_say_that_they_are_chinese(made: Made) -> None:
    """An English page marks a Chinese name as Chinese; a name with English has it."""
    page = made.text("en/c/lan-c01-b/index.html")
    assert '<h1><span lang="zh-CN">乙小区</span></h1>' in page
    assert ">First Community</a>" in page


def test_edit_links_need_a_repository(made: Made, make: Make) -> None:
    """Files are named in any case; they become links when the place to edit them is known."""
    assert "<code>data/lan/lan-c01/revenue-2025.csv</code>" in made.text("c/lan-c01-a/index.html")
    linked = make(edit_url="https://git.example/edit/main/").text("c/lan-c01-a/index.html")
    assert 'href="https://git.example/edit/main/data/lan/lan-c01/revenue-2025.csv"' in linked


def test_sections_without_data_are_not_shown(made: Made) -> None:
    """A publisher of four files gets a complete page of what it has."""
    page = made.text("c/wu/index.html")
    for section in (
        "projects",
        "contracts",
        "spaces",
        "services",
        "questions",
        "matters",
        "corrections",
        "objections",
        "audits",
    ):
        assert f'id="{section}"' not in page


def test_a_unit_page_is_light(made: Made) -> None:
    """A phone on a slow line loads it at once."""
    for page in made.pages:
        if page.kind == "unit":
            assert len(gzip.compress(made.text(page.path).encode())) < 25_000


def test_months_back_cross_years() -> None:
    """Twelve months before February begin in March."""
    assert units.months_back("2025-02", 3) == ["2024-12", "2025-01", "2025-02"]
    assert units.months_back("2025-12", 12)[0] == "2025-01"
