"""Strangers' text in Markdown: it reads the same and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from sunledger import inert


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("@octocat", "＠octocat"),
        ("见 #12 和 user/repo#3", "见 ＃12 和 user/repo＃3"),
        ("https://a.example", r"https：//a.example"),
        ("WWW.a.example", "WWW．a.example"),
        ("[a](b) ![c](d)", r"\[a\]\(b\) \!\[c\]\(d\)"),
        ("<img src=x>", r"\<img src=x\>"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("2025-01 = +3", "2025-01 = +3"),
        ("=== x", r"\=== x"),
        ("a\n\n# b\r\n> c", r"a ＃ b \> c"),
        ("a\u202eb\u2066c\x1b[0m\u200bd", r"a�b�c�\[0m�d"),
        ("$x$ :smile: ~~a~~ | b", r"\$x\$ :smile: \~\~a\~\~ \| b"),
    ],
)
def test_text_does_nothing(said: str, written: str) -> None:
    """Mentions, references, addresses, markup, structure and unseen characters are all disarmed."""
    assert inert.text(said) == written


def test_code_is_never_left() -> None:
    """No backtick ends it, no line end breaks it, no bar parts a cell of a table."""
    assert inert.code("a`b``c\n@d|e") == "`aˋbˋˋc @d¦e`"
    assert inert.code("") == "` `"


@given(st.text(max_size=60))
def test_no_element_comes_of_a_text(said: str) -> None:
    """Whatever the text, Markdown makes a paragraph of it, without an element in it."""
    html = markdown("x " + inert.text(said))
    assert html.startswith("<p>x")
    assert html.removeprefix("<p>").removesuffix("</p>").count("<") == 0
    assert not {"@", "#"} & set(inert.text(said))
