"""Tables in a real browser: sorted exactly, filtered, with chosen columns, taken away as they are seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"
HEADS = ("名称", "金额", "比例", "日期", "月份", "按期", "人数")
ROWS = (
    ("重庆路", "9,007,199,254,740,993.01", "9.5 %", "2025-06-08", "2025年10月", "3 / 12", "12"),
    ("安宁", "9,007,199,254,740,993.02", "86.4 %", "2024-12-31", "2025年9月", "0 / 0", "W"),
    ("北园", "−18,432.50", "100 %", "2025-06-10", "2024年12月", "12 / 12", "—"),
    ("长安2栋", "0.00", "−3 %", "2025-06", "2025年1月", "2 / 3", "1,203"),
    ("长安10栋", "−9.99", "0.5 %", "", "2025年11月", "10 / 11", "7"),
    ("=cmd()", "", "", "2023-01-01", "", "1 / 2", "W"),
    ("＋１", "7.5", "7 %", "2025-06-09", "2025年2月", "0 / 9", "0"),
)
ORDERS = {
    1: [2, 4, 3, 6, 0, 1, 5],
    2: [3, 4, 6, 0, 1, 2, 5],
    3: [5, 1, 3, 0, 6, 2, 4],
    4: [2, 3, 6, 1, 0, 4, 5],
    5: [6, 0, 5, 3, 4, 2, 1],
    6: [6, 4, 0, 3, 1, 5, 2],
}
LAST = {1: [5], 2: [5], 3: [4], 4: [5], 5: [1], 6: [1, 5, 2]}
"""Rows with nothing to sort by: at the end both ways, the withheld before the missing."""


def markup(rows: tuple[tuple[str, ...], ...]) -> str:
    """Write the table as templates do; W stands for a withheld figure."""
    head = "".join(f'<th scope="col"{" class=n" if at else ""}>{name}</th>' for at, name in enumerate(HEADS))
    body = ""
    for number, (name, *cells) in enumerate(rows):
        said = "".join(
            '<td class="n"><span class="withheld">不足披露下限</span></td>'
            if cell == "W"
            else f'<td class="n">{cell}</td>'
            for cell in cells
        )
        body += f'<tr id="r{number}"><th scope="row"><a href="#">{name}</a><small>注</small></th>{said}</tr>'
    return (
        '<div class="scroll"><table class="grid" data-sortable><caption class="vh">账</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}"
        '<tr id="r7"><th scope="row">空</th><td class="absent" colspan="6">没有本级资金</td></tr></tbody></table></div>'
    )


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve one page with the table and the site's own style and script."""
    folder = tmp_path_factory.mktemp("table")
    (script,), (style,) = (
        (built_site / "assets").glob("*.js"),
        (built_site / "assets").glob("sunledger.*.css"),
    )
    for source in (script, style):
        (folder / source.name).write_bytes(source.read_bytes())
    for language in ("zh-CN", "en"):
        (folder / f"{language}.html").write_text(
            f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>t</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            f'<link rel="stylesheet" href="{style.name}"><script src="{script.name}" defer></script>'
            f"<h1>表</h1>{markup(ROWS)}",
            encoding="utf-8",
        )
    return serve(folder)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page; it may not complain."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/zh-CN.html")
    yield page
    page.close()
    assert not wrong


def shown(page: Page) -> list[int]:
    """Give the numbers of the rows that are seen, in their order."""
    rows = page.locator("tbody tr:visible")
    return [int((row.get_attribute("id") or "r")[1:]) for row in rows.all()]


@pytest.mark.parametrize("column", sorted(ORDERS))
def test_columns_sort_exactly(page: Page, column: int) -> None:
    """Fen beyond 2^53, signs of U+2212, shares, days, months and fractions; nothing comes last."""
    head = page.locator("thead th").nth(column)
    head.get_by_role("button").click()
    assert shown(page) == [*ORDERS[column], 7]
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    figures = [row for row in ORDERS[column] if row not in LAST[column]]
    assert shown(page) == [*reversed(figures), *LAST[column], 7]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_names_sort_by_pinyin(page: Page, address: str, language: str) -> None:
    """Chinese by each character's main reading in both languages, numbers within a name by their size."""
    page.goto(f"{address}/{language}.html")
    page.locator("thead th").first.get_by_role("button").click()
    names = [number for number in shown(page) if number not in (5, 6)]
    assert names == [1, 2, 0, 7, 3, 4]


def test_what_is_seen_is_what_is_taken(page: Page) -> None:
    """Filtered rows and chosen columns in the order on the screen, figures plain, no formula."""

    def taken() -> list[list[str]]:
        with page.expect_download() as download:
            page.get_by_role("button", name="下载所见 CSV").click()
        assert download.value.suggested_filename == "账.csv"
        content = download.value.path().read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content[3:].decode(), newline="")))

    everything = taken()
    assert everything[0] == list(HEADS)
    assert everything[1][1] == "9007199254740993.01"
    assert everything[3][1:4] == ["-18432.50", "100%", "2025-06-10"]
    assert everything[2][6] == "不足披露下限"
    assert everything[6][0] == "'=cmd() 注"
    assert everything[7][0] == "'＋１ 注"
    assert everything[8] == ["空", "没有本级资金", "", "", "", "", ""]
    page.get_by_placeholder("筛选").fill("长安")
    expect(page.locator(".tools [role=status]")).to_have_text("2 / 8 行")
    page.get_by_role("button", name="选列").click()
    for name in ("金额", "日期", "月份", "人数"):
        page.get_by_label(name).uncheck()
    page.locator("thead th").nth(2).get_by_role("button").click()
    assert taken() == [
        ["名称", "比例", "按期"],
        ["长安2栋 注", "-3%", "2 / 3"],
        ["长安10栋 注", "0.5%", "10 / 11"],
    ]
    page.get_by_label("日期").check()
    assert page.locator("#r3 td:visible").count() == 3


def test_a_cell_over_several_columns_stays_until_the_last_goes(page: Page) -> None:
    """It says something of each of them."""
    page.get_by_role("button", name="选列").click()
    wide = page.locator("#r7 td")
    for name in HEADS[1:]:
        expect(wide).to_be_visible()
        page.get_by_label(name).uncheck()
    expect(wide).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_long_tables_keep_their_header(
    browser: Browser, built_site: Path, serve: Callable[[Path], str], width: int
) -> None:
    """Scrolled to its last row a table still says what its columns are; on a phone also what the row is."""
    page = browser.new_page(viewport={"width": width, "height": 740}, java_script_enabled=True)
    page.goto(f"{serve(built_site)}/projects/zi.html")
    frame = page.locator(".scroll").first
    frame.evaluate("frame => frame.scrollTo(frame.scrollWidth, frame.scrollHeight)")
    box, head = frame.bounding_box(), frame.locator("thead th").last.bounding_box()
    last = frame.locator("tbody tr:last-child th").bounding_box()
    assert box is not None
    assert head is not None
    assert last is not None
    assert abs(head["y"] - box["y"]) < 2
    assert abs(last["x"] - box["x"]) < 2
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()


def test_every_long_table_has_tools(browser: Browser, built_site: Path, serve: Callable[[Path], str]) -> None:
    """Contracts, loans, partners, rooms, costs avoided and buckets: each filters its own rows alone."""
    page, address = browser.new_page(viewport={"width": 1280, "height": 800}), serve(built_site)
    seen = 0
    for path in ("projects/tan.html", "spaces/tan.html", "allocations/tan.html"):
        page.goto(f"{address}/{path}")
        tables = page.locator("table[data-sortable]")
        sizes = tables.evaluate_all("tables => tables.map((table) => table.tBodies[0].rows.length)")
        long = [number for number, size in enumerate(sizes) if size >= 6]
        assert page.locator(".compared > .tools").count() == len(long)
        for place, number in enumerate(long):
            page.locator(".tools input[type=search]").nth(place).fill("没有这样的一行")
            left = tables.evaluate_all(
                "tables => tables.map((table) => [...table.tBodies[0].rows].filter((row) => !row.hidden).length)"
            )
            assert left == [0 if other in long[: place + 1] else size for other, size in enumerate(sizes)]
            head = tables.nth(number).locator("thead th").last
            head.get_by_role("button").click()
            expect(head).to_have_attribute("aria-sort", "ascending")
        seen += len(long)
    assert seen >= 6
    page.close()


def test_without_a_script_tables_are_whole(browser: Browser, built_site: Path) -> None:
    """Every row is there, and nothing that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / "projects" / "zi.html").as_uri())
    assert page.locator("tbody tr:visible").count() > 50
    assert page.locator("button").count() == page.locator(".tools").count() == 0
    context.close()
