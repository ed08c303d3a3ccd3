"""Words explained where they stand: each marked word has its entry, and each entry its word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape

from sunledger import resources
from sunledger.errors import ShellFailed
from sunledger.render import addresses, books, glossary
from sunledger.render.shell import Shell
from tests.render.conftest import Made

PROSE = resources.folder("site", "pages")
SAID = {"title": "Words", "close": "Close"}
USED = re.compile(r'class="term" href="#w\.([\w-]+)"')
SHOWN = re.compile(r'<div id="w\.([\w-]+)">')
BACK = re.compile(r'id="u\.([\w-]+)"')
CLOSED = re.compile(r'href="#u\.([\w-]+)"')
NAMED = re.compile(r'\bterm"?[(,] ?"([\w-]+)"')


def entries(**said: str) -> glossary.Glossary:
    """Make a glossary."""
    return {name: glossary.Entry(escape(name), escape(text)) for name, text in said.items()}


def use(name: str) -> str:
    """Mark a word."""
    return f'<a class="term" href="#w.{name}">{name}</a>'


def test_the_glossary_is_the_page(shell: Shell) -> None:
    """Every word of the built page is read, in its order, with its sentence; both languages have the same."""
    read = {language: glossary.read(PROSE, language) for language in addresses.LANGUAGES}
    assert list(read["zh"]) == list(read["en"])
    for page in shell.prose:
        if page.path.endswith("glossary/index.html"):
            html = b"".join(page.mould.pieces).decode()
            found = dict(re.findall(r'<dt id="([\w-]+)">.*?</dt>\s*<dd>(.*?)</dd>', html, re.DOTALL))
            said = {name: entry.definition for name, entry in read[page.language].items()}
            assert list(found) == list(said)
            assert {name: text.replace(glossary.ROOT, "../") for name, text in said.items()} == found


def test_every_word_marked_is_explained_and_none_else(made: Made) -> None:
    """On every page: an entry for each word and a word for each entry, in order of first use, and a way back."""
    seen = set()
    for page in made.pages:
        text = made.text(page.path)
        used = list(dict.fromkeys(USED.findall(text)))
        assert SHOWN.findall(text) == CLOSED.findall(text) == used, page.path
        assert BACK.findall(text) == used, page.path
        seen |= set(used)
    assert len(seen) > 30


def test_templates_mark_words_the_glossary_has() -> None:
    """What only some accounts bring to the screen is explained too."""
    known = glossary.read(PROSE, "zh")
    templates = sorted(resources.folder("site", "templates").glob("*.html"))
    named = {
        name
        for path in (*templates, Path(books.__file__))
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert named <= known.keys()
    assert len(named) > 40


def test_entries_come_in_order_of_first_use() -> None:
    """Each once, however often its word is used."""
    known = entries(one="1", two="2", three="3")
    page = glossary.explained(f"<p>{use('two')} {use('one')} {use('two')}</p>", known, "", **SAID)
    assert SHOWN.findall(page) == ["two", "one"]
    assert page.index('id="u.two"') < page.index(use("two"))
    assert page.count('id="u.two"') == 1


def test_links_of_a_definition_lead_on_from_where_it_is_shown() -> None:
    """A definition's own links, and the one to the glossary, begin at the page's depth."""
    known = glossary.read(PROSE, "zh")
    page = glossary.explained(use("fund"), known, "../../", **SAID)
    assert 'href="../../method/index.html#four-funds"' in page
    assert 'href="../../glossary/index.html#fund"' in page
    assert glossary.ROOT not in page


def test_a_page_without_marked_words_stays_as_it_is() -> None:
    """No section without a word."""
    assert glossary.explained("<p>.</p>", {}, "", **SAID) == "<p>.</p>"


def test_an_unknown_word_stops_the_build() -> None:
    """It is named with all others that are missing."""
    with pytest.raises(ShellFailed, match="four, two"):
        glossary.explained(use("two") + use("one") + use("four"), entries(one="1"), "", **SAID)
