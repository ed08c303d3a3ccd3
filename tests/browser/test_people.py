"""What three people come for, step by step: a resident, a journalist, a clerk.

On a phone and at a desk, with JavaScript and without, in Chinese and in English.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.kinds import LANGUAGES
from tests.conftest import Once
from tests.publisher import Publisher

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
EDIT = "https://code.example/publisher/edit/main/"
UNIT, FUND = "tan-c01-p01", "tan-c01-p01-owners"


@pytest.fixture(params=["zh", "en"])
def root(request: pytest.FixtureRequest) -> str:
    """Return the root of each language."""
    return LANGUAGES[request.param]


@pytest.fixture(params=["phone", "phone without scripts", "desk", "desk without scripts"])
def page(request: pytest.FixtureRequest, visit: Open) -> Page:
    """Open each kind of window."""
    size = PHONE if request.param.startswith("phone") else DESK
    return visit(**size, java_script_enabled="without" not in request.param).new_page()


@pytest.fixture(scope="session")
def small_site(once: Once, serve: Callable[[Path], str]) -> str:
    """Build a small publisher that knows where its files are edited; a question was answered too late."""

    def build(root: Path) -> None:
        publisher = Publisher.small(root)
        questions = publisher.rows("lan/lan-c01/objections.csv")
        questions[0]["answered_on"] = "2025-04-10"
        publisher.put("lan/lan-c01/objections.csv", questions)
        done = publisher.build("--edit-url", EDIT)
        assert done.exit_code == 0, done.output

    return serve(Publisher(once("clerk", build)).site)


def amount(text: str) -> Decimal:
    """Read an amount as the screen shows it."""
    return Decimal(re.sub(r"[^\d.−-]", "", text).replace("−", "-"))


def download(page: Page, link: str) -> list[dict[str, str]]:
    """Fetch a table that a link on the page leads to."""
    target = urljoin(page.url, page.locator(link).first.get_attribute("href") or "")
    return list(csv.DictReader(io.StringIO(page.request.get(target).text())))


def test_a_resident_reads_the_month(page: Page, address: str, root: str) -> None:
    """From the code on the notice board to one payment: in, out, left, posted on time, then the entry itself."""
    page.goto(f"{address}/{root}c/{UNIT}/")
    sheet = page.locator(f"#{FUND} .sheet")
    opening, gross, cost, spent, closing = (
        amount(text) for text in sheet.locator(".sum td").all_inner_texts()
    )
    assert opening + gross + cost + spent == closing
    assert sheet.locator(".sum td").last.is_visible()
    assert sheet.locator(".stamp.reported").is_visible()
    paid = page.locator(f"#{FUND} .entries li").first
    money = amount(paid.locator("b.n").inner_text())
    paid.locator("a").last.click()
    entry = page.locator(":target")
    assert f"/c/{UNIT}/2025.html#" in page.url
    assert entry.is_visible()
    assert money in [amount(text) for text in entry.locator("td.n").all_inner_texts() if amount_like(text)]
    assert FUND in (page.locator("section.fund").first.get_attribute("id") or "")


def amount_like(text: str) -> bool:
    """Tell amounts from dates and blanks."""
    return re.fullmatch(r"[+−-]?[\d,]+\.\d\d", text.strip()) is not None


def test_a_resident_finds_the_page_from_home(page: Page, address: str, root: str) -> None:
    """Without the code: home, county, compound; two taps and no typing."""
    page.goto(f"{address}/{root}index.html")
    county = page.locator("#places details", has=page.locator(f'a[href="c/{UNIT}/index.html"]'))
    county.locator("summary").click()
    county.locator(f'a[href="c/{UNIT}/index.html"]').click()
    page.locator(f"#{FUND} .sheet .tot td").wait_for()  # visible, once the page is there


def test_a_journalist_follows_a_figure(page: Page, address: str, root: str) -> None:
    """From a figure on the front page to how it was computed, and to rows that add up to it."""
    page.goto(f"{address}/{root}index.html")
    income = amount(page.locator("#owners .sum td").nth(1).inner_text())
    page.locator("#owners a", has_text=re.compile("怎么来的|How these figures are made")).click()
    method = page.locator("#publisher_years")
    assert page.url.endswith("method/tables.html#publisher_years")
    method.locator("summary").click()
    assert "sum(gross)" in method.locator("pre").inner_text()
    method.locator('a[href$="data/publisher_years.html"]').click()
    rows = download(page, 'a[href$="publisher_years.csv"]')
    assert [Decimal(row["gross"]) for row in rows if (row["kind"], row["year"]) == ("owners", "2025")] == [
        income
    ]

    page.goto(f"{address}/{root}data/ledger_entries.html")
    entries = download(page, 'a[href$="ledger_entries.csv"]')
    page.goto(f"{address}/{root}data/funds.html")
    kinds = {row["fund_id"]: row["kind"] for row in download(page, 'a[href$="funds.csv"]')}
    received = sum(
        (
            Decimal(row["money_in"])
            for row in entries
            if kinds[row["fund_id"]] == "owners"
            and row["month"][:4] == "2025"
            and row["dataset"] == "revenue"
        ),
        Decimal(0),
    )
    assert received == income
    assert all(row["source_file"].endswith(".csv") and int(row["source_line"]) > 1 for row in entries)


def test_a_clerk_finds_what_to_mend(page: Page, small_site: str, root: str) -> None:
    """On the checks page: what was found, in which line of which file, how to mend it, and the way to the file."""
    page.goto(f"{small_site}/{root}checks/index.html")
    found = page.locator("#findings li", has_text="objections.csv").first
    link = found.locator(f'a[href^="{EDIT}"]')
    assert re.fullmatch(
        re.escape(EDIT) + r"data/lan/lan-c01/objections\.csv#L\d+", link.get_attribute("href") or ""
    )
    assert found.locator("small").inner_text().strip()
    found.locator('a[href="#objections_are_answered_in_time"]').click()
    assert page.locator(":target").is_visible()
    page.locator(":target a").first.click()
    assert page.url.endswith("method/rules.html#objections_are_answered_in_time")
