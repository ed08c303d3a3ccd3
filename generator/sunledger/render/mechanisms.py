"""The page that leads from each mechanism of the domain to its data, rules, figures and pages.

It is made from ``site/mechanisms.toml``, where one table says what stands where. Addresses in it
are those of the demonstration data, so this page is laid out last, when all others are written:
only a page that is there is linked, and an anchor only where the page holds it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sunledger import resources
from sunledger.render import addresses, rows_publisher
from sunledger.render.addresses import PageWritten
from sunledger.render.contexts_mechanisms import MechanismLine, MechanismsPage, Place
from sunledger.render.desk import Desk
from sunledger.render.overview import Publisher
from sunledger.render.press import Leaf

_BETWEEN = " · "
"""What stands between the Chinese and the English of a name or a reason."""


def table() -> dict[str, dict[str, Any]]:
    """Read which mechanism stands where."""
    return tomllib.loads(resources.folder("site", "mechanisms.toml").read_text(encoding="utf-8"))


def leaf(desk: Desk, out: Path, pages: Iterable[PageWritten]) -> Leaf:
    """Lay out the page; ``pages`` are all others, written below ``out``."""
    address = addresses.mechanisms()
    root, title = addresses.root(address), desk.words("机制对照")
    written = _Written(desk.language, out, pages)
    rules = {str(row.rule): str(row.title) for row in desk.rows("rules", rows_publisher.Rule)}
    lines = tuple(_line(desk, name, facts, rules, written) for name, facts in table().items())
    return Publisher(desk).leaf(
        address, "method", "mechanisms.html", title, title, MechanismsPage(root, lines)
    )


def _line(
    desk: Desk, name: str, facts: dict[str, Any], rules: dict[str, str], written: _Written
) -> MechanismLine:
    english, words = desk.language == "en", desk.words
    said = facts["name"].partition(_BETWEEN)[2 if english else 0]
    return MechanismLine(
        mechanism=name,
        name=said[:1].upper() + said[1:],
        reason=facts.get("reason", "").partition(_BETWEEN)[2 if english else 0],
        datasets=tuple(
            Place(words.table(dataset), addresses.dictionary(dataset), "")
            for dataset in facts.get("datasets", {})
        ),
        rules=tuple(
            Place(Markup(rules[rule]), addresses.rules(rule), "")
            for rule in facts.get("rules", ())
            if rule in rules
        ),
        derived=tuple(
            Place(words.table(derived), addresses.tables(derived), "") for derived in facts.get("derived", {})
        ),
        pages=tuple(written.places(facts.get("pages", ()))),
    )


class _Written:
    """The pages of a language that are there, and the anchors they hold."""

    def __init__(self, language: str, out: Path, pages: Iterable[PageWritten]) -> None:
        self._language = language
        self._out = out
        self._pages = {page.address: page for page in pages if page.language == language}

    def places(self, wanted: Iterable[str]) -> Iterator[Place]:
        """Give what there is of some addresses, each once."""
        seen = set()
        for name in wanted:
            address, _, anchor = name.partition("#")
            page = self._pages.get(address)
            if page is None:
                continue
            anchor = anchor if anchor in self._anchors(page.path) else ""
            if (address, anchor) not in seen:
                seen.add((address, anchor))
                yield Place(self._title(page), address + (f"#{anchor}" if anchor else ""), anchor)

    @functools.cache  # noqa: B019 - one object per page, gone with it
    def _anchors(self, path: str) -> frozenset[str]:
        return frozenset(re.findall(r'\bid="([^"]+)"', (self._out / path).read_text(encoding="utf-8")))

    def _title(self, page: PageWritten) -> Markup:
        """Name a page by its title; a Chinese one says so on an English page."""
        title = Markup(page.title)
        if self._language == "zh" or title.isascii():
            return title
        return Markup('<span lang="zh-CN">{}</span>').format(title)
