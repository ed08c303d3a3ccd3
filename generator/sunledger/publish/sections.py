"""What a finished page says, section by section: the text between one heading and the next.

Only what stands on a published page is read, so nothing that was withheld can come back.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_HEADINGS = {"h1", "h2", "h3", "h4", "dt"}
_SKIPPED = {"nav", "pre", "script", "style", "summary", "svg"}
_INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"}
_VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_PERMALINKS = {"headerlink", "footnote-ref", "footnote-backref"}
_HAN = r"[\u3000-\u9fff\uff00-\uffef]"
_BROKEN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")


class Section(NamedTuple):
    """A part of a page that a search may lead to."""

    anchor: str
    """The id to jump to; blank for the top of the page."""
    heading: str
    text: str


def sections(html: str) -> list[Section]:
    """Read the sections of a page's content, the page's own title first."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = [Section(anchor, _tidy(heading), _tidy(text)) for anchor, heading, text in reader.found]
    return [section for section in found if section.heading]


class _Reader(HTMLParser):
    """Collects ``[anchor, heading, text]`` below the element with the id ``content``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self._open: list[str] = []
        self._skipping = 0
        self._heading = ""
        self._anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _VOID:
            self._say(" ")
            return
        if not self._open:
            if given.get("id") == "content":
                self._open.append(tag)
            return
        self._open.append(tag)
        aside = tag in _SKIPPED or (tag == "small" and self._heading)
        if self._skipping or aside or given.get("class") in _PERMALINKS:
            self._skipping += 1
            return
        if tag not in _INLINE:
            self._say(" ")
        anchor = given.get("id") or ""
        if tag in _HEADINGS and not self._heading and (tag != "dt" or anchor):
            self._heading = tag
            self.found.append(["" if tag == "h1" else anchor or self._anchor, "", ""])
        elif tag in ("article", "section") and anchor:
            self._anchor = anchor

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag in _VOID or tag not in self._open:
            return
        while self._open.pop() != tag:
            self._skipping = max(0, self._skipping - 1)
        self._skipping = max(0, self._skipping - 1)
        if tag == self._heading:
            self._heading = ""
        elif tag not in _INLINE:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        if self._open and not self._skipping:
            self._say(data)

    def _say(self, text: str) -> None:
        if self.found:
            self.found[-1][1 if self._heading else 2] += text


def _tidy(text: str) -> str:
    """Close up the spaces that markup leaves: none within Chinese text, one elsewhere."""
    return _BROKEN.sub("", " ".join(text.split()))
