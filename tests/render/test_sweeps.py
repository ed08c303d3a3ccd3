"""Quarterly sweeps: on the fund that gives them up, by county and quarter, fund beside fund."""

from __future__ import annotations

import re

from sunledger import engine
from tests.publisher import Publisher
from tests.render.conftest import Made, Make


def slack(publisher: Publisher) -> None:
    """Leave a quarter unswept."""
    publisher.replace("lan/profile.toml", "reserve = 2000", "reserve = 1000")


def test_a_fund_shows_its_quarters(make: Make) -> None:
    """What was due, by when, what was swept, what remains and how many days it is overdue."""
    made = make(slack, whole=True)
    con = engine.open_readonly(made.work)
    due, swept, remaining, days = con.execute(
        "select yuan(due), yuan(swept), yuan(remaining), days_overdue from derived.sweep_dues "
        "where fund_id = 'f-a'"
    ).fetchone() or ("", "", "", 0)
    con.close()
    assert (due, swept, remaining, days) == ("444.45", "0.00", "444.45", 5)
    page = made.parsed("c/lan-c01-a/index.html").text()
    assert f"2025-Q1 应归集 {due} 元，已归集 {swept} 元。 未归集 · 逾期 {days} 天" in page
    assert "2025-04-10 前" in page
    text = made.text("c/lan-c01-a/index.html")
    cells = re.findall(r'<td class="n"><a class="to"[^>]*>([^<]*)', text[text.index("每个季度应归集") :])
    assert cells[:3] == [due, swept, remaining]
    assert "Missing · 5 days late" in made.parsed("en/c/lan-c01-a/index.html").text()


def test_a_county_adds_its_quarters_up(make: Make) -> None:
    """Totals by quarter and every quarter that fell short, with its fund."""
    made = make(slack)
    text = made.text("timeliness/index.html")
    row = text[text.index('<th scope="row">2025-Q1') :].partition("</tr>")[0]
    for cell in ("1 / 2", '<b class="gap">1</b>', "444.45", "0.00", '<b class="gap">5 天</b>'):
        assert cell in row
    assert (
        "2025-04-10 前应归集 444.45，已归集 0.00，未归集 444.45"
        in made.parsed("timeliness/index.html").text()
    )
    signs = made.text("timeliness/lan.html")
    section = signs[signs.index('id="sweeps"') :]
    assert '<span aria-hidden="true">✕</span><span class="vh">未归集</span>' in section
    assert '<span aria-hidden="true">○</span><span class="vh">无需归集</span>' in section


def test_a_quarter_with_nothing_to_sweep_is_in_time(made: Made) -> None:
    """Nothing stood beyond the reserve: due is a true zero and nobody is short."""
    text = made.text("timeliness/index.html")
    row = text[text.index('<th scope="row">2025-Q1') :].partition("</tr>")[0]
    assert "2 / 2" in row
    assert "没有按期归集齐的" not in text


def test_funds_that_are_not_swept_say_nothing_of_it(made: Made) -> None:
    """An enterprise fund and a publisher without sweeps have no such section."""
    assert "按季归集" not in made.text("c/lan-c01/index.html")
    assert "按季归集" not in made.text("c/wu/index.html")
    assert 'id="sweeps"' not in made.text("timeliness/wu.html")
