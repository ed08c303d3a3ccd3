"""Row templates compiled to SQL print what Jinja prints, and refuse what only Jinja can do."""

from __future__ import annotations

import itertools
from pathlib import Path

import duckdb
import jinja2
import pytest
from markupsafe import Markup

from sunledger.errors import ProgramFault
from sunledger.render.pouring import poured, together
from sunledger.render.templates import templates
from sunledger.render.words import read_messages

NAMES = {
    "row": ("address", "says", "file", "line", "commit", "cells", "root", "edit"),
    "cell": ("said",),
    "head": ("name",),
    "table": ("wide", "title", "counted", "heads", "rows", "more", "root", "data"),
    "figures": ("sums", "title", "figures"),
    "figure": ("sums", "total", "name", "sign", "value"),
    "entry": ("detail", "other", "in_kind", "steps", "edit", "commit", "bucket", "voucher", "entry", "day",
              "label", "file", "line", "below", "money_in", "money_out", "balance"),
    "month": ("status", "posted_on", "agreed", "statement", "subledger", "place", "notice", "entries", "fund",
              "month", "said", "sign", "root", "opening", "difference", "closing", "contribute", "edit"),
}  # fmt: skip
"""The names of each; the first of them are tried blank."""

BLANK = Markup("")
MARKED = Markup("<b>{} 'x' &amp; {{{{ 7 }}}}</b>")


def test_every_row_template_is_tried(project_root: Path) -> None:
    """Those below, and no others, are compiled."""
    assert {path.stem for path in (project_root / "site/templates/made").iterdir()} == set(NAMES)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("template", NAMES)
def test_sql_prints_what_jinja_prints(template: str, language: str) -> None:
    """With each name there, blank or null, known beforehand or a column."""
    environment = templates(language, read_messages(language))
    names, path = NAMES[template], f"made/{template}.html"
    texts = {name: MARKED.format(name) for name in names}
    with duckdb.connect() as con:
        for given in itertools.product((True, False), repeat=min(len(names), 8)):
            there = dict(itertools.zip_longest(names, given, fillvalue=True))
            values = {name: texts[name] if there[name] else BLANK for name in names}
            wanted = environment.get_template(path).render(**values)
            columns = {name: f"${name}" if there[name] else "null" for name in names}
            plain = {name: str(values[name]) for name in names if there[name]}
            query = poured(environment, path, columns, {})
            asked = {name: text for name, text in plain.items() if f"${name}" in query}
            assert con.execute(f"select {query}", asked).fetchone() == (wanted,), there
            known = poured(environment, path, {}, values)
            assert con.execute(f"select {known}").fetchone() == (wanted,), there


@pytest.mark.parametrize(
    "text",
    ["{{ a | upper }}", "{% for x in a %}{{ x }}{% endfor %}", "{{ b }}", "{% if a > 1 %}x{% endif %}",
     "{% if a %}x{% elif b %}y{% endif %}"],
)  # fmt: skip
def test_what_only_jinja_can_do_is_refused(text: str) -> None:
    """With the template's name and line, before anything is printed."""
    environment = jinja2.Environment(autoescape=True, loader=jinja2.DictLoader({"row.html": f"\n{text}"}))
    with pytest.raises(ProgramFault, match=r"site/templates/row\.html:2"):
        poured(environment, "row.html", {"a": "a"}, {})


def test_a_null_takes_nothing_else_away() -> None:
    """Texts that are null are left out, and no text at all is blank."""
    with duckdb.connect() as con:
        row = con.execute(f"select {together(['null', chr(39) + 'a' + chr(39)])}, {together([])}").fetchone()
    assert row == ("a", "")
