"""The finder and the search in a real browser: typed, walked by keyboard, and without a script."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sunledger.publish.folding import fold

SITE_SCRIPT_LIMIT = 10_000
"""Bytes of all script together, compressed."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that may not complain."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert not wrong


@pytest.fixture(scope="module")
def address(built_site: Path, serve: Callable[[Path], str]) -> str:
    """Serve the site below a path, as a project's pages are."""
    return f"{serve(built_site.parent)}/{built_site.name}"


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("index.html", typed)
        for typed in ("霞舍", "舍小", "xiashe", "xsxq", "XIASHE", "ｘｓｘｑ", "shu-c01-x01")
    ]
    + [(path, "xias") for path in ("communities/index.html", "en/index.html", "en/communities/index.html")],
)
def test_a_compound_is_found_wherever_the_finder_stands(
    page: Page, address: str, path: str, typed: str
) -> None:
    """Nothing is asked for before somebody types; then the right page is one step away."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/find/" in request.url else None)
    page.goto(f"{address}/{path}")
    assert asked == []
    page.get_by_role("combobox").press_sequentially(typed)
    option = page.get_by_role("option").filter(
        has_text="Xiashe Compound" if path.startswith("en/") else "霞舍小区"
    )
    option.click()
    page.wait_for_url("**/c/shu-c01-x01/index.html")
    assert ("/en/c/" in page.url) == path.startswith("en/")
    assert 2 <= len(set(asked)) <= 2 + len(typed)


def test_the_finder_is_walked_by_keyboard(page: Page, address: str) -> None:
    """Arrows choose, Escape closes, Enter goes; a screen reader is told each time."""
    page.goto(f"{address}/index.html")
    field, status = page.get_by_role("combobox"), page.locator(".finder [role=status]")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("xs")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(status).to_have_text("找到 7 个")
    options = page.get_by_role("option")
    expect(options).to_have_count(7)
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", 6), ("ArrowDown", 0)):
        field.press(key)
        expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
        expect(page.locator('[role=option][aria-selected="true"]')).to_have_count(1)
        assert field.get_attribute("aria-activedescendant") == options.nth(chosen).get_attribute("id")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert field.get_attribute("aria-activedescendant") is None
    field.fill("没有这个小区的")
    expect(status).to_contain_text("没有找到")
    field.fill("霞舍小区")
    expect(options).to_have_count(1)
    field.press("Enter")
    page.wait_for_url("**/c/shu-c01-x01/index.html")


def test_a_late_answer_does_not_overtake(page: Page, address: str) -> None:
    """What was typed last is what is shown, in whatever order files arrive."""
    page.goto(f"{address}/index.html")
    held: list[Route] = []
    page.route("**/find/*/*.json", lambda route: held.append(route) if len(held) < 1 else route.continue_())
    field = page.get_by_role("combobox")
    with page.expect_request("**/find/*/*.json"):
        field.fill("安")
    field.fill("霞舍小区")
    expect(page.get_by_role("option")).to_have_count(1)
    with page.expect_response("**/find/*/*.json"):
        held[0].continue_()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    expect(page.get_by_role("option")).to_have_count(1)


def test_from_a_disk_the_finder_filters_the_list(browser: Browser, built_site: Path) -> None:
    """Files may not be fetched there: the list on the page answers instead."""
    page = browser.new_page()
    page.goto((built_site / "communities" / "index.html").as_uri())
    page.get_by_role("combobox").fill("xiashe")
    place = page.locator('#places a[href$="c/shu-c01-x01/index.html"]')
    expect(place).to_be_visible()
    expect(page.locator("#places li:visible").filter(has_text="祥舍社区")).to_have_count(0)
    expect(page.locator(".finder [role=status]")).to_contain_text("名单")
    page.get_by_role("combobox").fill("")
    expect(page.locator("#places [data-find][hidden]")).to_have_count(0)
    page.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_without_a_script_there_are_links(browser: Browser, built_site: Path, language: str) -> None:
    """To every unit from the home page, to every rule, term list and method from the search."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built_site / language / "index.html").as_uri())
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.locator("#places summary").first.click()
    page.locator('#places a[href="c/shu-c01-x01/index.html"]').click()
    page.goto((built_site / language / "search" / "index.html").as_uri())
    expect(page.get_by_role("searchbox")).to_have_count(0)
    for target in ("glossary/index.html", "method/index.html", "method/rules.html#", "method/tables.html#"):
        assert page.locator(f'#content a[href^="../{target}"]').count() >= 1, target
    for link in page.locator("#content a").all():
        href = (link.get_attribute("href") or "").split("#")[0]
        assert (built_site / language / "search" / href).resolve().is_file()
    context.close()


@pytest.mark.parametrize(
    ("language", "typed", "target", "marked"),
    [
        ("", "扣除合理成本", "method/index.html", "扣除合理成本"),
        ("", "分毫", "glossary/index.html#statement", "分毫"),
        ("", "一分也算", "method/index.html#reconciliation", "一分也算"),
        ("", "规则的sql", "method/rules.html", "规则的 sql"),
        ("", "5311", "glossary/index.html#scheme", "5311"),
        ("en/", "bank statement", "glossary/index.html#statement", "bank"),
    ],
)
def test_words_in_mid_sentence_lead_to_their_section(
    page: Page, address: str, language: str, typed: str, target: str, marked: str
) -> None:
    """The section's own anchor, with the words marked; the address carries the query."""
    page.goto(f"{address}/{language}search/index.html")
    page.get_by_role("searchbox").fill(typed)
    link = page.locator(f'.results a[href^="../{target}"]').first
    expect(link).to_be_visible()
    assert marked in [text.lower() for text in page.locator(".results mark").all_inner_texts()]
    page.reload()
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url(f"**/{language}{target}*")


def test_the_search_shows_texts_as_texts(page: Page, address: str) -> None:
    """What is typed is never markup or a pattern; names of units are found too."""
    page.goto(f"{address}/search/index.html?q=%3Cimg%20src%3Dx%3E")
    status = page.locator("[data-search] [role=status]")
    expect(status).not_to_have_text("")
    assert page.locator(".results img").count() == 0
    for typed in ("(.*", "[", "\\", "a{9}", "%", "霞舍小区"):
        page.get_by_role("searchbox").fill(typed)
    expect(page.locator('.results a[href="../c/shu-c01-x01/index.html"]')).to_be_visible()


def test_both_sides_fold_alike(page: Page, address: str) -> None:
    """The script and the index agree on what counts in a text."""
    page.goto(f"{address}/index.html")
    texts = [
        "幸福 小区",
        "ＸＦ-12",
        "xìng fú",
        "lǜ LÜ lü",
        "Ångström ﬁ ①½²",
        "〇𠮷ー々",
        "a_b'c·d",
        "İß",
        "한글",
        "٣",
    ]
    assert page.evaluate("texts => texts.map(fold)", texts) == [fold(text) for text in texts]


@pytest.mark.parametrize("language", ["", "en/"])
def test_without_its_address_the_site_is_taken_to_stand_at_the_top(
    page: Page, built_site: Path, serve: Callable[[Path], str], language: str
) -> None:
    """The missing page finds a compound from there."""
    page.goto(f"{serve(built_site)}/{language}404.html")
    page.get_by_role("combobox").fill("xias")
    page.get_by_role("option").first.click()
    page.wait_for_url(f"**/{language}c/shu-c01-x01/index.html")


def test_the_missing_page_works_at_any_address(
    browser: Browser, tmp_path: Path, project_root: Path, serve: Callable[[Path], str]
) -> None:
    """With the site's address known, its links lead from the root of the host."""
    done = subprocess.run(
        [sys.executable, "-m", "sunledger", "demo", "--units", "2", "--months", "2", "--out", str(tmp_path / "data")],
        cwd=project_root, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    base = serve(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "sunledger", "build", str(tmp_path / "data"), "--out", str(tmp_path / "books"),
         "--base-url", f"{base}/books"],
        cwd=project_root, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    missing = (tmp_path / "books" / "404.html").read_text(encoding="utf-8")
    page.route(
        "**/books/c/nobody/2020.html",
        lambda route: route.fulfill(status=404, body=missing, content_type="text/html"),
    )
    page.goto(f"{base}/books/c/nobody/2020.html")
    page.get_by_role("combobox").fill("演示2号")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/books/c/u001-c000002/index.html")
    page.goto(f"{base}/books/c/nobody/2020.html")
    page.get_by_role("link", name="The site in English").click()
    page.wait_for_url("**/books/en/index.html")
    listed = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "books").glob("sitemap*.xml"))
    assert "404" not in listed
    assert "canonical" not in missing
    page.close()


def test_the_script_stays_small(built_site: Path) -> None:
    """All of it, compressed as a server sends it."""
    import gzip

    (script,) = (built_site / "assets").glob("*.js")
    assert len(gzip.compress(script.read_bytes(), 9)) < SITE_SCRIPT_LIMIT


def test_the_directory_names_what_is_there(built_site: Path) -> None:
    """Each file of the index belongs to the edition that the directory names."""
    index = json.loads((built_site / "find" / "index.json").read_text(encoding="utf-8"))
    names = {path.stem for path in (built_site / "find" / index["edition"]).iterdir()}
    assert {str(number) for number in range(len(index["cuts"]))} == {
        name for name in names if name.isdecimal()
    }
    assert sorted(index["cuts"], key=lambda cut: cut.encode("utf-16-be")) == index["cuts"]
