"""The pages are those of a slow, straightforward rendering: Jinja as it comes, cells written out in Python.

The fast path writes amounts and texts out by column in SQL, says what it can when a template compiles,
leaves safe markup uncopied, and reads units in chunks. None of this may be seen in a page.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import pytest
from duckdb.func import FunctionNullHandling
from markupsafe import Markup

from sunledger import resources
from sunledger.crew import Crew
from sunledger.engine import connect
from sunledger.render import Rendering, addresses, desk, plan
from sunledger.render.pouring import Names
from sunledger.render.words import Messages, Words
from tests.publisher import ACCOUNTS, Publisher
from tests.render.conftest import Made, Make, PlainFrame


def _text(cell: str | None) -> str | None:
    return None if cell is None else escape(cell)


def _amount(cell: Decimal | None) -> str | None:
    return None if cell is None else f"{cell:,.2f}".replace("-", "−")


def _count(cell: int | None) -> str | None:
    return None if cell is None else f"{cell:,}".replace("-", "−")


FUNCTIONS: dict[str, tuple[Callable[..., Any], str]] = {
    "h": (_text, "VARCHAR"),
    "yuan": (_amount, "DECIMAL(38, 2)"),
    "count_text": (_count, "HUGEINT"),
}


class SlowDesk(desk.Desk):
    """A desk whose cells Python writes out one by one."""

    def __init__(self, work_db: Path, language: str, messages: Messages, *_: Any) -> None:
        super().__init__(work_db, language, messages)
        self.templates = _plain_templates(language, messages)
        self._rows = itertools.count()
        for name, (function, kind) in FUNCTIONS.items():
            slow = f"slow_{language}_{name}"
            self._con.create_function(
                slow, function, [kind], "VARCHAR", null_handling=FunctionNullHandling.SPECIAL
            )
            self._con.execute(f"create or replace temp macro {name}(x) as {slow}(x)")

    def poured(self, template: str, columns: Names, known: Names) -> str:
        """Have Jinja print each row, given what the engine would be."""
        printed = self.templates.get_template(template)
        marked = dict(zip(known, map(Markup, known.values()), strict=True))
        slow = f"slow_{self.language}_row_{next(self._rows)}"

        def write(cells: list[str | None]) -> str:
            given = dict(zip(columns, map(Markup, (cell or "" for cell in cells)), strict=True))
            return printed.render(**marked, **given)

        self._con.create_function(slow, write, ["VARCHAR[]"], "VARCHAR")
        return (
            f"{slow}([{', '.join(f'cast({column} as varchar)' for column in columns.values())}]::varchar[])"
        )


def _plain_templates(language: str, messages: Messages) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.folder("site", "templates")),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = Words(language, messages)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=words.gettext, ngettext=words.ngettext, newstyle=True
    )
    environment.globals.update(at=addresses, words=words, language=language)
    return environment


def test_amounts_of_every_width(tmp_path: Path) -> None:
    """The engine parts thousands as Python does, on either side of zero and of each comma, and of any sum."""
    edges = [Decimal(f"{sign}{10**power - below}.{cents}") + 0 for sign in "+-" for power in range(17)
             for below in (0, 1) for cents in ("00", "09", "50", "99")]  # fmt: skip
    con = connect(tmp_path)
    found = con.execute("select yuan(unnest($edges::decimal(38, 2)[]))", {"edges": edges}).fetchall()
    assert [said for (said,) in found] == [_amount(edge) for edge in edges]
    assert con.execute("select yuan(null), yuan(1234567)").fetchone() == (None, "1,234,567.00")
    con.close()


def test_pages_are_those_of_a_slow_rendering(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Units one by one, by stock Jinja, from cells escaped in Python; hostile texts and large amounts among them."""

    def change(publisher: Publisher) -> None:
        publisher.replace(
            f"{ACCOUNTS}/objections.csv", "门禁为什么换?", "<b>&amp; \"why\" 'x'</b> %(n)s {{ 7 }}"
        )

    fast = make(change, edit_url="https://example.org/edit/", whole=True)
    monkeypatch.setattr("sunledger.render.jobs.Desk", SlowDesk)
    monkeypatch.setattr(plan, "LEAST", 1)
    monkeypatch.setattr(plan, "MOST", 1)
    out = tmp_path / "slow"
    pages = Rendering(
        fast.work, PlainFrame(), out, crew=Crew(1), base_url=None, revision="r<1>",
        edit_url="https://example.org/edit/",
    ).finish()  # fmt: skip
    slow = Made(fast.work, out, pages)
    assert [page.path for page in pages] == [page.path for page in fast.pages]
    for page in pages:
        ours, theirs = fast.parsed(page.path), slow.parsed(page.path)
        assert (ours.tags, ours.texts) == (theirs.tags, theirs.texts), page.path
    feeds = {path for path in fast.bytes() if path.endswith(".xml")}
    assert {path: slow.bytes()[path] for path in feeds} == {path: fast.bytes()[path] for path in feeds}
    assert "%(n)s {{ 7 }}" in fast.text("c/lan-c01-a/index.html")
