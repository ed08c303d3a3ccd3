"""The search, and the page that hosts answer with where there is none: both help to find the right one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sunledger.render import addresses, rows_publisher
from sunledger.render.desk import Desk
from sunledger.render.overview import Publisher
from sunledger.render.press import Leaf


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search, and without a script the list of what it searches."""

    root: str
    """What leads to the language's root."""
    prose: tuple[tuple[str, str], ...]
    """Each prose page with its name."""
    rules: tuple[rows_publisher.Rule, ...]
    """Every rule."""
    tables: tuple[rows_publisher.Method, ...]
    """Every derived table."""


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What a host answers with where there is no page."""

    root: str
    """What leads to the language's root."""
    other: str
    """What leads to the front page in the other language."""
    counties: tuple[rows_publisher.County, ...]
    """Where to go on without a script."""


def leaves(desk: Desk) -> Iterator[Leaf]:
    """Lay out the search and the missing page."""
    publisher, words = Publisher(desk), desk.words
    address, title = addresses.search(), words("搜索")
    yield publisher.leaf(
        address,
        "search",
        "search.html",
        title,
        words("在名词、方法、检查规则和单位名称里找。"),
        SearchPage(
            root=addresses.root(address),
            prose=(
                ("glossary", words("名词")),
                ("method", words("这些数字怎么来的")),
                ("about", words("关于本站")),
                ("contribute", words("参与更正")),
                ("privacy", words("隐私")),
            ),
            rules=tuple(desk.rows("rules", rows_publisher.Rule)),
            tables=tuple(desk.rows("tables", rows_publisher.Method)),
        ),
    )
    address, title = addresses.missing(), words("没有这个页面")
    other = addresses.switch(desk.language, addresses.home())
    context = MissingPage(addresses.root(address), other, publisher.counties)
    gone = publisher.leaf(address, "missing", "missing.html", title, words("这个地址没有页面。"), context)
    yield replace(gone, anywhere=True)
