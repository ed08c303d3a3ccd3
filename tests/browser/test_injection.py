"""Whatever a clerk can write stays text: a hostile publisher's pages and feeds, opened in a real browser.

The browser is told to overlook the pages' Content-Security-Policy, which would stop a script by itself: what
is held here is that no page contains one. The finder and the tables' tools put texts into pages by script.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from sunledger.resources import load_schema
from tests.publisher import Publisher

CORPUS = (
    "<img src=x onerror=pwned=1>",
    "<script>pwned=1</script>",
    "</script><script>pwned=1</script>",
    '"><svg/onload=pwned=1>',
    "' autofocus onfocus=pwned=1 '",
    "]]><b onclick=pwned=1>",
    "[x](javascript:pwned=1)",
    '=HYPERLINK("javascript:pwned=1")',
    "{{7*7}}{% set x = 1 %}%(unit)s",
    "&lt;script&gt;pwned=1&lt;/script&gt;",
    "\\u003cscript\\u003epwned=1",
    "<!--<script>pwned=1//-->",
)
"""Texts that are dangerous in HTML, in JSON within a script, in Markdown, in a formula, in a template, in XML."""

ABOUT = '# 关于\n\n<script>pwned=1</script>\n\n[x](javascript:pwned=1) ![x](x" onerror="pwned=1)\n\n<img src=x onerror=pwned=1>\n'
KEPT = {"unit", "column", "dataset", "row_key", "old_value", "new_value"}
"""Columns whose texts mean something to a rule, or are a word's length."""


def _spoil(publisher: Publisher) -> None:
    """Put a text of the corpus before every free text."""
    texts = itertools.cycle(CORPUS)
    for path in sorted(publisher.data.rglob("*.csv")):
        name = path.relative_to(publisher.data).as_posix()
        fields = load_schema(path.stem.partition("-")[0])["fields"]
        free = {
            field["name"]: field["constraints"].get("maxLength", 200)
            for field in fields if field.get("freeText") and field["name"] not in KEPT
        }  # fmt: skip
        rows = publisher.rows(name)
        for row in rows:
            for column in free.keys() & {each for each, cell in row.items() if cell}:
                text = next(texts)
                if len(text) < free[column]:
                    row[column] = f"{row[column][:1]} {text}"[: free[column]]
        publisher.put(name, rows)
    publisher.write("lan/lan-c01/about.md", ABOUT)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a publisher whose every free text is dangerous somewhere."""
    publisher = Publisher.small(tmp_path_factory.mktemp("hostile"))
    _spoil(publisher)
    done = publisher.build("--base-url", "https://example.org/x/", "--edit-url", "https://example.org/edit/")
    assert done.exit_code == 0, done.output
    return publisher.site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that no policy protects, and on which nothing may happen."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    said: list[str] = []

    def asked(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert not said


FOREIGN = """() => {
  const handlers = [...document.querySelectorAll("*")].filter(
    e => [...e.attributes].some(a => a.name.startsWith("on") || /^\\s*javascript:/i.test(a.value)));
  const scripts = [...document.scripts].filter(
    s => !s.src && s.type !== "application/ld+json");
  return [window.pwned, handlers.map(e => e.outerHTML), scripts.map(s => s.outerHTML)];
}"""


def test_no_page_holds_what_was_injected(hostile: Path, page: Page, serve: Callable[[Path], str]) -> None:
    """One page of each kind and language: no script, no handler, no address that is one; texts are seen."""
    address = serve(hostile)
    seen = ""
    for root in ("", "en/"):
        for path in (
            "index.html", "c/lan/index.html", "c/lan-c01/index.html", "c/lan-c01-a/index.html",
            "c/lan-c01/2025.html", "c/lan-c01-a/2025.html", "c/lan-c01-a/2025-03.html",
            "c/lan-c01-a/working-2025.html", "notices/lan/2025-03.html", "working/lan/2025.html",
            "projects/lan.html", "spaces/lan.html", "services/lan.html", "claims/index.html",
            "changes/index.html", "checks/index.html", "communities/index.html", "data/index.html",
        ):  # fmt: skip
            page.goto(f"{address}/{root}{path}")
            assert page.evaluate(FOREIGN) == [None, [], []], root + path
            seen += page.inner_text("body")
    for text in CORPUS:
        assert text in seen, text


def test_the_finder_writes_texts(hostile: Path, page: Page, serve: Callable[[Path], str]) -> None:
    """What the finder finds and a table's tools copy are put into the page as texts."""
    page.goto(f"{serve(hostile)}/index.html")
    page.get_by_role("combobox").press_sequentially("lan-c01")
    page.get_by_role("option").first.wait_for()
    assert page.evaluate(FOREIGN) == [None, [], []]


def test_feeds_are_read_as_text(hostile: Path, page: Page) -> None:
    """The browser's own reader of XML finds every feed well-formed, and no element of another kind in it."""
    page.goto("about:blank")
    feeds = sorted(hostile.rglob("*.xml"))
    assert len(feeds) > 10
    for feed in feeds:
        names = page.evaluate(
            """text => [...new Set([...new DOMParser().parseFromString(text, "text/xml")
                 .querySelectorAll("*")].map(e => e.localName))]""",
            feed.read_text(encoding="utf-8"),
        )
        assert not {"script", "img", "svg", "parsererror"} & set(names), feed
