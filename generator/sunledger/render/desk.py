"""The desk one worker sits at: its read-only connection, its language's macros, its templates.

Texts are escaped and numbers written out by column, in SQL; what leaves the connection is
safe markup. ``rows`` marks it cell by cell, which keeps templates escaping by default;
``bulk`` leaves the cells of very long tables as they are, for the one template partial
that prints them unescaped.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from sunledger import engine
from sunledger.errors import ProgramFault
from sunledger.model import Download
from sunledger.render import asking, pouring, rows_publisher
from sunledger.render.asking import Asker
from sunledger.render.templates import templates
from sunledger.render.words import Messages, Words, coded_columns, escaped

R = TypeVar("R", bound=NamedTuple)

_marked = str.__new__
"""Mark a text as safe, without asking it for markup of its own first."""

_QUERIES = Path(__file__).parent / "queries"

_MACROS = {
    # A name in this language; a Chinese name on an English page says that it is Chinese.
    "named(zh, en)": {
        "zh": "h(zh)",
        "en": "case when coalesce(en, '') <> '' then h(en) else spoken(zh) end",
    },
    # The same without markup, for titles and descriptions.
    "titled(zh, en)": {"zh": "h(zh)", "en": "h(coalesce(nullif(en, ''), zh))"},
    # Free text is written once, in Chinese.
    "spoken(zh)": {
        "zh": "h(zh)",
        "en": "case when regexp_matches(zh, '[^ -~]') "
        "then '<span lang=\"zh-CN\">' || h(zh) || '</span>' else h(zh) end",
    },
    # An amount with its sign, as a sum shows it: + 18,432.50 and − 3,210.00.
    "signed(x)": {"": "case when x > 0 then '+' || yuan(x) else yuan(x) end"},
    # A number without needless zeros: 68,400 and 61.5.
    "plain(x)": {"": r"regexp_replace(yuan(x), '\.?0+$', '')"},
    "day(d)": {"": "cast(cast(d as date) as varchar)"},
}


@functools.cache
def query_text(name: str) -> str:
    """Return the SQL of a named query."""
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@functools.cache
def _language_macros(language: str) -> str:
    """Write the macros of a language: names, and ``said_<table>_<column>`` for every code."""
    statements: list[str] = []
    words = Words(language, ())
    for head, bodies in sorted(_MACROS.items(), key=lambda item: not item[0].startswith("spoken")):
        body = bodies.get(language) or bodies[""]
        statements.append(f"create or replace temp macro {head} as {body}")
    for table, column in coded_columns():
        pairs = ", ".join(
            f"{engine.literal(value)}: {engine.literal(escaped(label))}"
            for value, label in words.codes(table, column).items()
        )
        statements.append(
            f"create or replace temp macro said_{table}_{column}(v) as coalesce(map {{{pairs}}}[v], h(v))"
        )
    return ";\n".join(statements)


class Desk:
    """A connection and a set of templates in one language; one per worker and job."""

    def __init__(
        self, work_db: Path, language: str, messages: Messages, compiled: Path | None = None
    ) -> None:
        self.language = language
        self.words = Words(language, messages)
        self.templates = templates(language, messages, compiled)
        self._whole: dict[str, list[Any]] = {}
        self._con = engine.open_readonly(work_db)
        self._con.execute(_language_macros(language))
        self._asker = Asker(self._con)
        self.lay_out(())
        self.filled = engine.filled(self._con)
        """The tables that have rows, with their schemas: of the others nothing need be asked."""

    def close(self) -> None:
        """Close the connection."""
        self._con.close()

    def rows(self, query: str, shape: type[R], **given: Any) -> list[R]:
        """Run a named query and give its rows as safe markup, in the query's order.

        What is asked without a condition is asked once: nothing changes while a desk is open.
        """
        if not given:
            if query not in self._whole:
                self._whole[query] = self._marked(query, shape, given)
            return list(self._whole[query])
        return self._marked(query, shape, given)

    def _marked(self, query: str, shape: type[R], given: dict[str, Any]) -> list[R]:
        make = _making(shape)
        return [
            make([_marked(Markup, cell) if type(cell) is str else cell for cell in row])
            for row in self._fetch(query, shape, given)
        ]

    def bulk(self, query: str, shape: type[R], **given: Any) -> list[R]:
        """Run a named query for a long table; its cells are safe but not marked as such."""
        return list(map(_making(shape), self._fetch(query, shape, given)))

    def declared(self, sql: str, shape: type[R], **given: Any) -> list[R]:
        """Run a query that a declaration wrote; its cells are safe but not marked as such."""
        wanted = {name: given[name] for name in asking.names(sql)}
        return list(map(_making(shape), self._run(sql, shape.__name__, shape, wanted)))

    def _fetch(self, query: str, shape: type[R], given: dict[str, Any]) -> list[tuple[Any, ...]]:
        return self._run(query_text(query), f"render/queries/{query}.sql", shape, given)

    def _run(self, sql: str, name: str, shape: type[R], given: dict[str, Any]) -> list[tuple[Any, ...]]:
        cursor = self._asker.ask(sql, given)
        columns = tuple(column[0] for column in cursor.description or ())
        if columns != shape._fields:
            raise ProgramFault(name, f"{columns} is not {shape._fields}")
        return cursor.fetchall()

    def lay_out(self, shelf: Sequence[Download]) -> None:
        """Lay out the downloads there are, as the table ``downloads``, for queries to list them."""
        kinds = {"scope": "varchar", "owner": "varchar", "form": "varchar", "path": "varchar",
                 "rows": "bigint", "size": "bigint", "sha256": "varchar"}  # fmt: skip
        lists = ", ".join(f"unnest(${name}::{kind}[]) as {name}" for name, kind in kinds.items())
        given = {name: [getattr(each, name) for each in shelf] for name in kinds}
        self._con.execute(
            "create or replace temp table downloads as "
            f"select row_number() over () as position, * from (select {lists})", given,
        )  # fmt: skip

    def poured(self, template: str, columns: pouring.Names, known: pouring.Names) -> str:
        """Write the SQL that prints a row as its template does; see :mod:`sunledger.render.pouring`."""
        return pouring.poured(self.templates, template, columns, known)

    def sub_query(self, query: str) -> str:
        """Give the SQL of a named query, for another to build on."""
        return query_text(query)

    def macro(self, name: str, *given: str) -> str:
        """Give what a macro that pages share prints, for what is poured."""
        printed = getattr(self.templates.get_template("_macros.html").module, name)
        return str(printed(*given))

    def counties(self) -> list[str]:
        """List the ids of all counties, in order."""
        found = self._con.execute("select county_id from meta.counties order by all").fetchall()
        return [county for (county,) in found]

    def units(self) -> list[str]:
        """List the ids of all units, county by county."""
        found = self._con.execute(
            "select community_id from open.communities join derived.lineage using (community_id) "
            "where distance = 0 order by county_id, community_id"
        ).fetchall()
        return [unit for (unit,) in found]

    def kept_notices(self) -> dict[str, int]:
        """Give for each county how many months of notices it keeps."""
        return {row.county: row.notice_months for row in self.rows("counties", rows_publisher.County)}

    def seals(self, county: str = "") -> tuple[rows_publisher.Seal, ...]:
        """Give the seals of one county, or of all."""
        found = self.rows("seals", rows_publisher.Seal)
        return tuple(row for row in found if county in ("", row.county))

    def count(self, schema: str, table: str) -> str:
        """Count the rows of a table, written out."""
        found = self._con.execute(
            f"select count_text(count(*)) from {engine.identifier(schema)}.{engine.identifier(table)}"
        ).fetchone()
        return str(found[0]) if found else ""

    def write(self, template: str, context: object) -> str:
        """Render one template with one page's context."""
        return self.templates.get_template(template).render(page=context)


def _making(shape: type[R]) -> Callable[[Iterable[Any]], R]:
    """Return what makes a row of cells that are as many as its shape has."""
    return functools.partial(tuple.__new__, shape)


def grouped(rows: Iterable[R]) -> dict[str, list[R]]:
    """Group ordered rows by their first column."""
    groups: dict[str, list[R]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
    return groups
