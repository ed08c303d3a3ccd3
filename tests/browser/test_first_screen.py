"""The first screen: whole at once, without a script, and it does not move afterwards."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS, LANGUAGES

WATCH = """window.shifts = []; window.streamed = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) {
  const parsed = performance.getEntriesByType("navigation")[0].domInteractive;
  (parsed && entry.startTime > parsed ? window.shifts : window.streamed).push(entry.value);
}}).observe({type: "layout-shift", buffered: true});"""
STREAMED = 0.1
"""How far a page may move while its own rows still arrive: what web.dev/articles/cls calls good."""
ANSWERED = """() => { const box = document.querySelector(".sheet .tot td").getBoundingClientRect();
  return box.bottom <= innerHeight && box.width > 0; }"""
LATE = {
    "home": ".finder input",
    "finder": ".finder input",
    "search": ".finder input",
    "missing": ".finder input",
    "claims": ".tools input",
    "places": ".tools input",
    "county-projects": ".tools input",
    "county-allocations": ".tools input",
    "data": "th button",
}
"""What the script adds first on these kinds of page."""
# The finder, the tools of tables and the sort buttons come with the script; the rest is said without one too.
TEXT = """() => { const copy = document.body.cloneNode(true);
  copy.querySelectorAll(".finder, .tools, script").forEach((node) => node.remove());
  return copy.textContent; }"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_after_it_is_seen(address: str, visit: Open, width: int) -> None:
    """No layout shift on any kind of page once it is parsed; rows may widen a column a little as they come."""
    window = visit(viewport={"width": width, "height": 800})
    window.add_init_script(WATCH)
    page = window.new_page()
    moved, streamed = {}, {}
    for kind, path in KINDS.items():
        page.goto(f"{address}/{path}", wait_until="load")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
        moved[kind], streamed[kind] = map(sum, page.evaluate("[window.shifts, window.streamed]"))
    assert {kind: shift for kind, shift in moved.items() if shift} == {}
    assert {kind: shift for kind, shift in streamed.items() if shift > STREAMED} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes_late(
    address: str, visit: Open, language: str, width: int
) -> None:
    """What comes with it, the finder's field, sort buttons and tools, takes up no room that wasn't kept."""
    window = visit(viewport={"width": width, "height": 800})
    window.add_init_script(WATCH)
    page = window.new_page()

    def wait_for_paint(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/*.js", wait_for_paint)
    for kind, made in LATE.items():
        page.goto(f"{address}/{LANGUAGES[language]}{KINDS[kind]}")
        assert page.locator(made).first.is_visible(), kind
        assert sum(page.evaluate("window.shifts")) == 0, kind


def test_a_shift_would_be_seen(address: str, visit: Open) -> None:
    """The observer works: text pushed down by a late line is noticed."""
    window = visit(viewport={"width": 360, "height": 800})
    window.add_init_script(WATCH)
    page = window.new_page()
    page.goto(f"{address}/{KINDS['compound']}")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('beforebegin', '<p>.<p>.<p>.')")
    page.wait_for_function("window.shifts.some((shift) => shift > 0)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_a_page_says_the_same(address: str, visit: Open, language: str) -> None:
    """Word for word, on every kind of page."""
    said = []
    for scripted in (True, False):
        page = visit(java_script_enabled=scripted).new_page()
        texts = {}
        for kind, path in KINDS.items():
            page.goto(f"{address}/{LANGUAGES[language]}{path}")
            texts[kind] = re.sub(r"\s+", "", page.evaluate(TEXT))
        said.append(texts)
    assert [kind for kind in KINDS if said[0][kind] != said[1][kind]] == []
    assert min(map(len, said[1].values())) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_stands_on_the_first_screen_of_a_phone(address: str, visit: Open, language: str) -> None:
    """What came in, was spent and is left: no scrolling, without a script; English words are longer."""
    height = {"zh": 680, "en": 820}[language]
    page = visit(viewport={"width": 360, "height": height}, java_script_enabled=False).new_page()
    page.goto(f"{address}/{LANGUAGES[language]}{KINDS['compound']}")
    assert page.evaluate(ANSWERED)
