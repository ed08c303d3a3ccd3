"""Contracts on the pages: terms in a sentence, dues as the derived table has them, arrears by name."""

from __future__ import annotations

import re

import pytest

from sunledger import engine
from sunledger.render import contracts
from sunledger.render.rows_dues import Contract
from sunledger.render.words import Words, read_messages
from tests.publisher import REVENUE, Publisher
from tests.render.conftest import Made, Make

PLAIN = Contract(
    unit="u", contract="k", project="p", name="n", unit_name="u", operator="o", starts_on="2024-01-01",
    ends_on="2025-12-31", base_rent=None, rent_period="month", free_months=0, step=None, share=None,
    share_of="", share_above=None, proration="", ended=False,
)  # fmt: skip
SHARED = {"share_rate": "5", "share_of": "turnover", "share_above": "100", "proration": "none"}


@pytest.mark.parametrize(
    ("terms", "chinese", "english"),
    [
        (
            {"base_rent": "2,300", "free_months": 1, "step": "3"},
            "每月交保底租金 2,300 元；头 1 个月免租；每满一年涨 3%；",
            "Base rent of 2,300 yuan a month; the first month free of rent; up 3% after each full year; ",
        ),
        (
            {"base_rent": "900", "rent_period": "quarter", "free_months": 3},
            "每季度交保底租金 900 元；头 3 个月免租；",
            "Base rent of 900 yuan a quarter; the first 3 months free of rent; ",
        ),
        (
            {"base_rent": "0", "rent_period": "year"},
            "每年交保底租金 0 元；",
            "Base rent of 0 yuan a year; ",
        ),
        (
            {"share": "5", "share_of": "turnover", "share_above": "500,000", "proration": "by_days"},
            "一年营业额超过 500,000 元的部分，交 5% 作分成；不满一年的，起点按天折算；",
            "A share of 5% of a year's turnover above 500,000 yuan; "
            "in a part year that threshold shrinks by days; ",
        ),
        (
            {"share": "10", "share_of": "net_profit"},
            "净利润的 10% 作分成；",
            "A share of 10% of net profit; ",
        ),
        ({}, "登记的合同没有写租金和分成；", "The registered contract names no rent and no share; "),
    ],
)
def test_terms_are_a_sentence(terms: dict[str, object], chinese: str, english: str) -> None:
    """Rent, free months, step, share, threshold and time, each only where the contract has it."""
    row = PLAIN._replace(**terms)  # type: ignore[arg-type]
    assert contracts.terms(Words("zh", ()), row) == f"{chinese}合同期 2024-01-01 至 2025-12-31。"
    said = contracts.terms(Words("en", read_messages("en")), row)
    assert said == f"{english}from 2024-01-01 to 2025-12-31."


def test_dues_are_those_of_the_derived_tables(made: Made) -> None:
    """Each contract's year on its unit's page and the county's, the county's total on the comparison."""
    con = engine.open_readonly(made.work)
    years = con.execute(
        "select community_id, contract_id, year, yuan(due), yuan(received), yuan(arrears) "
        "from derived.contract_years"
    ).fetchall()
    totals = con.execute(
        "select year, yuan(due), yuan(received), yuan(arrears) from derived.county_dues"
    ).fetchall()
    con.close()
    assert years
    assert totals
    for root in ("", "en/"):
        for unit, contract, year, due, received, arrears in years:
            page = made.text(f"{root}c/{unit}/index.html")
            section = page[page.index('id="contracts"') :]
            assert f'id="contract.{contract}"' in section
            row = section[section.index(f'<th scope="row">{year}<small>') :].partition("</tr>")[0]
            cells = re.findall(r'<td class="n">(?:<a [^>]*>)?([^<]*)', row)
            assert cells == [due, received, arrears]
            county = made.text(f"{root}projects/lan.html")
            assert f"#contract.{contract}" in county
            assert county.index(due) < county.rindex(received)
        for year, due, received, arrears in totals:
            row = made.text(f"{root}projects/index.html").partition(f'<th scope="row">{year}</th>')[2]
            cells = re.findall(r'<td class="n">(?:<a [^>]*>)?([^<]*)', row.partition("</tr>")[0])
            assert cells[:3] == [due, received, arrears]


def test_arrears_are_named_plainly(make: Make) -> None:
    """What is owed stands beside the contract with its amount, and again in the year and the county."""

    def owe(publisher: Publisher) -> None:
        rows = publisher.rows(REVENUE)
        rows[0]["gross"] = "10000.00"
        fee = {**rows[1], "entry_id": "r-9", "month": "2025-01", "gross": "2345.67", "cost": "0"}
        publisher.put(REVENUE, [*rows, fee])

    made = make(owe, whole=True)
    assert "保底租金欠 2,345.67 元" in made.parsed("c/lan-c01/index.html").text()
    assert "Base rent: 2,345.67 yuan owed" in made.parsed("en/c/lan-c01/index.html").text()
    assert '<b class="gap">2,345.67</b>' in made.text("projects/lan.html")
    assert '<td class="n">2,345.67</td>' in made.text("projects/index.html")


def test_a_year_without_turnover_says_so(make: Make) -> None:
    """Neither zero nor blank: the share cannot be told, and the open year is not yet settled."""

    def forget(publisher: Publisher) -> None:
        contract = {"contract_id": "k-2", "project_id": "p-2", "operator_id": "op-1",
                    "starts_on": "2024-01-01", "ends_on": "2025-02-28", **SHARED}  # fmt: skip
        publisher.append("lan/contracts.csv", [contract])
        publisher.put("lan/turnovers.csv", [])

    made = make(forget)
    page = made.text("c/lan-c01-a/index.html")
    assert '<small class="gap">2024年营业额或利润没有申报，分成算不出</small>' in page
    row = page[page.index('<th scope="row">2024<small>') :].partition("</tr>")[0]
    assert '<span class="gap">营业额或利润没有申报</span>' in row
    assert '<span class="absent">—</span>' in row
    row = page[page.index('<th scope="row">2025<small>') :].partition("</tr>")[0]
    assert '<span class="absent">未到结算</span>' in row
    county = made.parsed("projects/index.html").text()
    assert "营业额分成" in county
    assert "没有申报的" in county


def test_a_share_of_an_unreported_profit_is_not_compared(make: Make) -> None:
    """The contract is there; the page says why nothing stands beside it."""

    def share(publisher: Publisher) -> None:
        contract = {"contract_id": "k-2", "project_id": "p-2", "operator_id": "op-1", "starts_on": "2024-01-01",
                    "ends_on": "2025-02-28", "share_rate": "10", "share_of": "net_profit"}  # fmt: skip
        publisher.append("lan/contracts.csv", [contract])

    page = make(share).parsed("c/lan-c01-a/index.html").text()
    assert "净利润的 10% 作分成" in page
    assert "营业额或利润没有申报" in page


def test_what_is_over_and_paid_stands_apart(make: Make) -> None:
    """A contract that ended with nothing owed is folded away, one that still owes is not."""

    def end(publisher: Publisher) -> None:
        publisher.replace("lan/contracts.csv", "2025-12-31", "2025-03-31")

    assert "已到期、都交清的合同 1 份" in make(end).parsed("c/lan-c01/index.html").text()
