"""Printed pages: the notice is one sheet of A4 that can be read at arm's length; the other pages print too."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import ImageChops
from playwright.sync_api import Page

from tests.browser import paper
from tests.browser.conftest import Open
from tests.browser.kinds import KINDS

LEAST_POINTS = 8.5
"""The smallest letters on a notice: what stands in the foot of a form."""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("article.notice *")]
  .filter((node) => !node.closest(".vh, svg") && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .map((node) => parseFloat(getComputedStyle(node).fontSize) * 72 / 96))"""

ANOTHER_LINE = """document.querySelectorAll("article.notice .end")
  .forEach((end) => end.before(Object.assign(document.createElement("p"), {className: "ok", textContent: "封存根值"})))"""


@pytest.fixture
def page(visit: Open) -> Page:
    """Open a window."""
    return visit().new_page()


def printed(page: Page, folder: Path) -> list[paper.Sheet]:
    """Print a page as its style sheet wants it printed."""
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True, print_background=False)
    return paper.read(folder / "page.pdf")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_notice_is_one_sheet(page: Page, address: str, tmp_path: Path, scheme: str) -> None:
    """One fund, one sheet of A4, in either colour scheme: figures, entries, seals, nothing cut off or tiny."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{address}/{KINDS['notice']}")
    closing = page.locator("article.notice .tot td").inner_text()
    (sheet,) = printed(page, tmp_path)
    assert sheet.size == paper.A4
    assert closing in sheet.text
    for said in (
        "演示数据",
        "和泉小区业主公共收益公示单",
        "上月结余",
        "银行对账单",
        "业主委员会（章）",
        "第 1 张，共 1 张",
    ):
        assert said in sheet.text, said
    assert "找小区" not in sheet.text
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= LEAST_POINTS - 0.01
    left, upper, right, lower = sheet.ink
    assert min(left, upper, paper.A4[0] - right, paper.A4[1] - lower) >= 28


def test_the_fullest_notice_is_one_sheet_a_fund(
    page: Page, address: str, built_site: Path, tmp_path: Path
) -> None:
    """The notice with most lines of all still has a sheet for each fund and no more, with room for a line."""
    lines = Counter(
        {
            path: max(sheet.count("<tr>") for sheet in path.read_text(encoding="utf-8").split("<article"))
            for path in built_site.glob("c/*/????-??.html")
        }
    )
    for path, _ in lines.most_common(2):
        page.goto(f"{address}/{path.relative_to(built_site).as_posix()}")
        page.evaluate(ANOTHER_LINE)
        assert len(printed(page, tmp_path)) == page.locator("article.notice").count(), path.name
        page.emulate_media(media="print")
        assert page.evaluate(SMALLEST) >= LEAST_POINTS - 0.01


@pytest.mark.parametrize("county", ["shu", "tan", "zi"])
def test_all_notices_of_a_month_are_a_sheet_a_fund(
    page: Page, address: str, tmp_path: Path, county: str
) -> None:
    """Printed at once, every fund begins a new sheet of A4 and ends on it; the contents stay on the screen."""
    page.goto(f"{address}/notices/{county}/2025-06.html")
    heads = [head.replace(" ", "") for head in page.locator("article.notice .head").all_inner_texts()]
    found = printed(page, tmp_path)
    assert {sheet.size for sheet in found} == {paper.A4}
    assert len(heads) > 30
    assert [
        head
        for head, sheet in zip(heads, found, strict=True)
        if head not in re.sub(r"\s", "", sheet.text)[:80]
    ] == []
    assert "全部公示单" not in "".join(sheet.text for sheet in found)


def test_a_community_page_prints_without_its_frame(page: Page, address: str, tmp_path: Path) -> None:
    """On paper: the figures, what is folded away on the screen, and no navigation."""
    page.goto(f"{address}/{KINDS['compound']}")
    closing = page.locator(".sheet .tot td").first.inner_text()
    sheets = printed(page, tmp_path)
    said = "".join(sheet.text for sheet in sheets)
    assert {sheet.size for sheet in sheets} == {paper.A4}
    assert closing in said
    assert "2024-08" in said
    assert "参与更正" not in said


def test_a_sheet_can_be_looked_at(page: Page, address: str, tmp_path: Path) -> None:
    """The picture of a printed notice is black on white: mostly paper, with ink on it."""
    page.goto(f"{address}/{KINDS['notice']}")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    (picture,) = paper.sheets(tmp_path / "page.pdf")
    greys = picture.convert("L").histogram()
    assert sum(greys[250:]) > 0.85 * sum(greys)
    assert sum(greys[:60]) > 0.005 * sum(greys)
    red, _, blue = picture.convert("RGB").split()
    assert not any(ImageChops.difference(red, blue).resize((60, 85)).histogram()[12:])
