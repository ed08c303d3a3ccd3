"""A word is explained where it stands: on a phone, without a script, by finger and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS, LANGUAGES

PHONE = {"width": 360, "height": 740}
EXPLAINING = (
    "home",
    "community",
    "compound",
    "ledger",
    "notice",
    "spaces",
    "allocations",
    "timeliness",
    "data",
)
# Whole on the screen, and nothing lies over its middle.
SEEN = """() => { const slip = document.querySelector(".words :target"); if (!slip) return false;
  const box = slip.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.height > 40 && box.top >= 0 && box.bottom <= innerHeight + 1 && slip.contains(top); }"""


def explained(page: Page, word: str) -> str:
    """Give the sentence that the slip shows, with its word."""
    assert page.evaluate(SEEN), word
    return page.locator(".words :target").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tap_shows_the_sentence_and_moves_nothing(address: str, visit: Open, language: str) -> None:
    """The slip is whole on the screen; opening and closing leave the page where it was."""
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False).new_page()
    for kind in EXPLAINING:
        page.goto(f"{address}/{LANGUAGES[language]}{KINDS[kind]}")
        words = [word for word in page.locator(".page .term").all() if word.is_visible()]
        assert words, kind
        for word in (words[0], words[len(words) // 2], words[-1]):
            word.evaluate("(node) => node.scrollIntoView({block: 'center'})")
            before = page.evaluate("scrollY")
            word.tap()
            assert page.evaluate("scrollY") == before, (kind, word)
            assert explained(page, kind)
            page.locator(".words :target .shut a").tap()
            assert page.locator(".words :target").count() == 0, (kind, word)
            assert page.evaluate("scrollY") == before, (kind, word)


def test_the_keyboard_opens_closes_and_comes_back(address: str, visit: Open) -> None:
    """From the word into its slip, and from what closes it back to the word."""
    page = visit(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/{KINDS['compound']}")
    word = page.locator('.term[href="#w.cost"]').first
    word.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    assert "合理成本" in explained(page, "cost")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.shut a')"):
            break
    page.keyboard.press("Enter")
    assert page.locator(".words :target").count() == 0
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#w.cost"


def test_a_word_leads_on_to_the_glossary(address: str, visit: Open) -> None:
    """The slip's title is the way to the word among all others."""
    page = visit(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/{KINDS['compound']}")
    page.locator('.term[href="#w.opening"]').first.click()
    page.locator(".words :target dt a").click()
    assert page.url.endswith("/glossary/index.html#opening")
    assert page.locator(":target").is_visible()


UNMARKED = """() => { const sheet = document.querySelector("article.notice"), before = sheet.getBoundingClientRect().height;
  sheet.querySelectorAll(".back").forEach((mark) => mark.remove());
  sheet.querySelectorAll(".term").forEach((word) => word.replaceWith(...word.childNodes));
  return [before, sheet.getBoundingClientRect().height]; }"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_printed_notice_is_as_it_would_be_without_marks(address: str, visit: Open, language: str) -> None:
    """Not a line of it stands elsewhere."""
    page = visit().new_page()
    page.emulate_media(media="print")
    page.goto(f"{address}/{LANGUAGES[language]}{KINDS['notice']}")
    assert page.locator("article.notice .term").count() > 5
    marked, unmarked = page.evaluate(UNMARKED)
    assert marked == unmarked


def test_paper_shows_neither_words_nor_marks(address: str, visit: Open) -> None:
    """What is printed says the same as before words were marked."""
    page = visit().new_page()
    page.emulate_media(media="print")
    for kind in ("compound", "notice"):
        page.goto(f"{address}/{KINDS[kind]}")
        assert not page.locator(".words").is_visible()
        for part in page.locator(".wrong").all():
            assert not part.is_visible()
        assert (
            page.locator(".term").first.evaluate("(node) => getComputedStyle(node).textDecorationLine")
            == "none"
        )
