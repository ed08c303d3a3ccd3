"""What an English page says in Chinese says that it is Chinese: readers' voices and fonts hang on it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

CHINESE = re.compile("[\u3400-\u9fff]")
UNSPOKEN = frozenset({"script", "style", "code"})
"""Elements whose text is no language's: code quotes words of both."""
EMPTY = frozenset(
    {"br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "rect", "source", "wbr"}
)


class Unmarked(HTMLParser):
    """Collects Chinese words that stand in no element of that language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language that holds from here."""
        if tag not in EMPTY:
            above = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or above))

    def handle_endtag(self, tag: str) -> None:
        """Go back to what held before."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Hold the text to the language it stands in."""
        tag, language = self.open[-1] if self.open else ("", "")
        if CHINESE.search(data) and tag not in UNSPOKEN and not language.startswith("zh"):
            self.found.append(data.strip()[:80])


def unmarked(page: str) -> list[str]:
    """Return the Chinese texts of a page that don't say so."""
    parser = Unmarked()
    parser.feed(page)
    return parser.found


def test_chinese_on_english_pages_says_so(built_site: Path) -> None:
    """Names, notes and numbers of documents are written once; on no English page they pass for English."""
    found = {
        path.relative_to(built_site).as_posix(): unmarked(path.read_text(encoding="utf-8"))
        for path in (built_site / "en").rglob("*.html")
    }
    assert {path: words for path, words in found.items() if words} == {}
    assert len(found) > 1000


def test_unmarked_words_are_found() -> None:
    """The parser notices what it is there for."""
    page = '<html lang="en"><p>Lift <b lang="zh-CN">电梯</b><br>广告<code>门</code>'
    assert unmarked(page) == ["广告"]
