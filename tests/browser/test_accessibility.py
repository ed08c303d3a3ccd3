"""WCAG 2.2 AA on every kind of page: axe-core, the keyboard, targets to touch, text at twice its size."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Sequence
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS, LANGUAGES

Scheme = Literal["light", "dark"]

SMALLEST, TOUCH = 24, 44
PHONE = {"width": 360, "height": 740}

# Links within a sentence are exempt (2.5.8 "inline"); so is what is not shown.
TARGETS = """(least) => [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex]")]
  .filter((node) => node.checkVisibility({visibilityProperty: true}) && !node.closest(".vh, .md-skip, .scroll[tabindex] > pre, pre"))
  .filter((node) => !node.matches(".scroll"))
  .filter((node) => {
    let around = node;
    while (getComputedStyle(around).display === "inline") around = around.parentNode;
    return around === node || around.textContent.trim() === node.textContent.trim();
  })
  .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""

# Text that its own box cuts off; what is hidden for the eye alone is.
CUT = """() => [...document.querySelectorAll("main *, .page *, header *, footer *")]
  .filter((node) => node.checkVisibility() && !node.closest("svg, .vh, .scroll, pre, .md-skip, select"))
  .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .filter((node) => {
    const style = getComputedStyle(node);
    const kept = style.overflow !== "visible" && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
    const box = node.getBoundingClientRect();
    return kept || box.right > document.documentElement.clientWidth + 1 || box.left < -1;
  })
  .map((node) => node.outerHTML.slice(0, 160))"""


@functools.cache
def axe() -> str:
    """Return axe-core, which Playwright runs beside the page's own scripts, whatever its policy says."""
    return importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


# Sheets of notices after the third; rows, entries and sections made of the same parts as three before them.
ALIKE = """[...document.querySelectorAll("article.notice")].slice(3).forEach((one) => one.remove());
document.querySelectorAll("tbody, ul, ol, dl, .page, .page > div").forEach((all) => {
  const met = {};
  [...all.children].forEach((one) => {
    const parts = [one, ...one.querySelectorAll("*")].map((node) => `${node.localName}.${node.getAttribute("class")}`);
    const shape = [...new Set(parts)].join(" ");
    met[shape] = (met[shape] || 0) + 1;
    if (met[shape] > 3) one.remove();
  });
})"""


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Run axe-core, all its rules or only some, on a page that has it; name each violation and where it is."""
    chosen: dict[str, Any] = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate("(options) => axe.run(options)", {"resultTypes": ["violations"], **chosen})
    return [
        f"{broken['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


@pytest.mark.parametrize(
    ("language", "scheme", "other"), [("zh", "light", "dark"), ("en", "dark", "light")], ids=["zh", "en"]
)
def test_axe_finds_nothing(address: str, visit: Open, language: str, scheme: Scheme, other: Scheme) -> None:
    """No violation on any kind of page in either scheme; what doesn't hang on colours is tested in one."""
    page = visit(viewport=PHONE).new_page()
    found = {}
    for kind, path in KINDS.items():
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{address}/{LANGUAGES[language]}{path}")
        page.evaluate(ALIKE)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        page.evaluate(axe())
        found[kind] = violations(page)
        page.emulate_media(color_scheme=other)
        page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
        found[kind] += violations(page, ["color-contrast"])
    assert {kind: broken for kind, broken in found.items() if broken} == {}


def test_axe_would_find_something(address: str, visit: Open) -> None:
    """The tool runs: a picture without words and grey on grey are noticed."""
    page = visit().new_page()
    page.goto(f"{address}/index.html")
    page.evaluate(
        """() => { const mark = document.querySelector("h1");
            mark.style.color = "#ccc"; mark.append(new Image()); }"""
    )
    page.evaluate(axe())
    assert {found.split(":")[0] for found in violations(page)} == {"color-contrast", "image-alt"}


@pytest.mark.parametrize("kind", ["home", "compound", "ledger", "checks", "prose"])
def test_the_keyboard_reaches_everything(address: str, visit: Open, kind: str) -> None:
    """The first stop skips to the content; every stop is seen; the walk meets every link, field and button."""
    page = visit(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{address}/{KINDS[kind]}")
    reachable = page.evaluate(
        """() => { const all = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")]
            .filter((node) => node.checkVisibility());
            all.forEach((node, number) => { node.dataset.stop = number; }); return all.length; }"""
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    met: set[str] = set()
    for _ in range(min(reachable, 120)):
        stop = page.evaluate(
            """() => { const here = document.activeElement, style = getComputedStyle(here);
                const box = here.getBoundingClientRect();
                return {number: here.dataset.stop, outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
                  seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight, html: here.outerHTML.slice(0, 120)}; }"""
        )
        assert stop["seen"], stop
        assert stop["outline"] != "none", stop
        assert stop["width"] >= 2, stop
        met.add(stop["number"])
        page.keyboard.press("Tab")
    assert len(met) == min(reachable, 120)


def test_the_skip_link_leads_to_the_content(address: str, visit: Open) -> None:
    """Two keys from anywhere to the content: the next stop lies within it."""
    page = visit().new_page()
    for kind in ("compound", "prose"):
        page.goto(f"{address}/{KINDS[kind]}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.page') !== null"), kind


def test_details_open_by_the_keyboard(address: str, visit: Open) -> None:
    """What is folded away opens on Enter, with and without JavaScript."""
    for scripted in (True, False):
        page = visit(java_script_enabled=scripted).new_page()
        page.goto(f"{address}/{KINDS['compound']}")
        part = page.locator("details").first
        assert part.get_attribute("open") is None
        part.locator("summary").focus()
        page.keyboard.press("Enter")
        assert part.get_attribute("open") is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_large_enough_to_touch(address: str, visit: Open, language: str) -> None:
    """At least 24 px everywhere (2.5.8), and 44 px on a phone for what is not within a line of text."""
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    small = {}
    for kind, path in KINDS.items():
        page.goto(f"{address}/{LANGUAGES[language]}{path}")
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        small[kind] = page.evaluate(TARGETS, SMALLEST)
    assert {kind: found for kind, found in small.items() if found} == {}
    page.goto(f"{address}/{LANGUAGES[language]}{KINDS['compound']}")
    assert page.evaluate(TARGETS.replace('"a[href], button, summary, input, select, [tabindex]"',
        '".masthead a, .colophon a, summary, .links a, .finder input"'), TOUCH) == []  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_grows_to_twice_its_size(address: str, visit: Open, language: str) -> None:
    """With letters set to 200 % in the browser nothing is cut off and nothing scrolls sideways (1.4.4, 1.4.10)."""
    page = visit().new_page()
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    lost = {}
    for kind, path in KINDS.items():
        page.goto(f"{address}/{LANGUAGES[language]}{path}")
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            lost[kind, width] = page.evaluate(CUT)
    assert {where: found for where, found in lost.items() if found} == {}
