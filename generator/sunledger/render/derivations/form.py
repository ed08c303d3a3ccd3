"""How a derived row is declared: what it says of itself, and the rows that it was made of.

A declaration is SQL over ``r``, the derived row, and ``p``, a row it was made of. Nothing is computed
from it: amounts are listed as they stand, beside the sum that the derive stage made of them. A test adds
them up again from the finished page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sunledger import resources
from sunledger.errors import ProgramFault

LISTED = 200
"""How many rows of one table are listed below a derived row; who wants more downloads them."""

_NOWHERE = "'' as file, '' as line, '' as commit"
_RECORDED = "h(file) as file, cast(line as varchar) as line, {} as commit"
"""Where a row stands: nowhere in the accounts, or in a line of a file, which a commit wrote."""
COMMITS = "meta.line_commits"
"""The table that tells which."""

Adds = tuple[tuple[str, str], ...]
"""Figures of the derived row, each with what a row adds to it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that a derived row was made of."""

    of: str
    """The table with its schema: ``open.<dataset>`` knows file and line, ``derived.<table>`` leads on."""
    on: str
    """Which of its rows."""
    says: str
    """What a row is, as safe markup."""
    adds: Adds = ()
    """What it adds to which figures; nothing where it is the ground of a judgement."""
    to: str = "''"
    """Address of the row's own working below the language's root; blank where there is none."""
    join: str = ""
    """What else ``on``, ``says`` and ``to`` need."""
    order: str = "p.file, p.line"
    """In which order its rows stand."""
    count: str = ""
    """How many rows there are, where ``on`` does not take all of them."""
    beyond: bool = False
    """Whether they may be of units that have nothing to do with the derived row's."""

    @property
    def table(self) -> str:
        """Return the table's name."""
        return self.of.partition(".")[2]

    @property
    def recorded(self) -> bool:
        """Tell whether its rows stand in a file."""
        return self.of.startswith("open.")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derived table whose rows are shown with what they were made of."""

    table: str
    place: str
    """Whose page a row stands on."""
    period: str
    """On which of its pages: a year, or a month."""
    key: tuple[str, ...]
    """What tells its sections on a page apart, in the order of its anchors."""
    says: str
    """What a section is of, as safe markup; blank where its table says it."""
    shown: tuple[str, ...]
    """Columns that are shown, with ``+``, ``-`` and ``=`` before those that make a sum."""
    parts: tuple[Part, ...]
    join: str = ""
    """What else the expressions need."""
    only: str = "true"
    """Which rows are shown."""
    row: str = "''"
    """What tells rows of one section apart, and orders them."""
    row_says: str = "''"
    """What a row of a section with several is of, as safe markup."""
    written: tuple[tuple[str, str], ...] = ()
    """Columns that are not written as their type is, each with SQL over ``{}``, the value."""

    @property
    def of(self) -> str:
        """Return the table with its schema."""
        return f"derived.{self.table}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that are shown."""
        return tuple(name.lstrip("+-=") for name in self.shown)

    @property
    def signs(self) -> tuple[str, ...]:
        """Return the sign before each column that is shown; blank where it stands in no sum."""
        return tuple(name[0] if name[0] in "+-=" else "" for name in self.shown)

    @property
    def anchor(self) -> str:
        """Return an SQL expression for the section's anchor."""
        return " || '.' || ".join((f"'{self.table}'", *self.key))

    def rows(self, key: Mapping[str, str] | None = None) -> str:
        """Write the query for the rows, in order.

        Columns: place, period, anchor, row, those of a further ``key``, says, row_says and each figure by its
        number, figure_1 (a text).
        """
        told = [f"{value} as {name}" for name, value in {**self._key, **(key or {})}.items()]
        figures = [
            f", {self._written(name, f'r.{name}')} as figure_{at}"
            for at, name in enumerate(self.columns, 1)
        ]  # fmt: skip
        return (
            f"select {', '.join(told)}, {self.says} as says, {self.row_says} as row_says{''.join(figures)} "
            f"from derived.{self.table} as r {self.join} where {self._chosen} "
            f"order by {', '.join(self._key)}"
        )

    def lines(self, part: Part) -> str:
        """Write the query for the first rows of a part, in order; columns as in :meth:`listed`."""
        return f"{self.listed(part, self._key)} order by {', '.join(self._key)}, nth"

    def listed(self, part: Part, key: Mapping[str, str], *, commits: bool = True) -> str:
        """Write the query for the first rows of a part, :data:`LISTED` of each derived row.

        Columns: those of the ``key``, which tells the derived row, says, address, file, line, commit, in_all
        (how many rows there are), nth (which of them it is), and for each figure that it adds to, by its
        number, add_1 (a text) and lit_1 (whether the figure, or what any row adds to it, is not zero).
        Where there are no ``commits`` none is looked for.
        """
        adds = [
            f"{self._written(name, f'({value})')} as add_{at}, {_lit(self.table, name, value)} as lit_{at}, "
            for at, (name, value) in enumerate(part.adds, 1)
        ]
        told = [f"{value} as {name}" for name, value in key.items()]
        file, line = ("p.file", "p.line") if part.recorded else ("''", "0")
        listed = (
            f"select {', '.join(told)}, {part.says} as says, {part.to} as address, {file} as file, "
            f"{line} as line, {''.join(adds)}{part.count or 'count(*) over same'} as in_all, "
            f"row_number() over (same order by {part.order}) as nth "
            f"from derived.{self.table} as r {self.join} "
            f"join {part.of} as p on {part.on} {part.join} "
            f"where {self._chosen} window same as (partition by r.rowid) qualify nth <= {LISTED}"
        )
        figures = [f", add_{at}, lit_{at}" for at in range(1, len(adds) + 1)]
        columns = f"{', '.join(key)}, says, address, {{}}, in_all, nth{''.join(figures)}"
        if not part.recorded or not commits:
            where = _RECORDED.format("''") if part.recorded else _NOWHERE
            return f"select {columns.format(where)} from ({listed})"
        # Commits come last: else the engine works all rows out before it looks whose they are.
        where = _RECORDED.format("coalesce(change_id, '')")
        return (
            f"select {columns.format(where)} from ({listed}) as listed "
            f"asof left join (select file as of_file, line as of_line, change_id from {COMMITS}) "
            "as commits on of_file = listed.file and listed.line >= of_line"
        )

    @property
    def _key(self) -> dict[str, str]:
        """What tells a derived row from all others, place first."""
        row = f"cast({self.row} as varchar)"
        return {"place": self.place, "period": self.period, "anchor": self.anchor, "row": row}

    @property
    def _chosen(self) -> str:
        return f"{self.place} in (from these_places) and ({self.only})"

    def _written(self, column: str, value: str) -> str:
        """Write the SQL that writes a value of a column out, by the column's type in its schema."""
        given = dict(self.written).get(column)
        return given.replace("{}", value) if given else _by_type(self.table, column, value)


def _by_type(table: str, column: str, value: str) -> str:
    field = _field(table, column)
    kind = field["type"]
    if field.get("categories"):
        return f"said_{table}_{column}({value})"
    if kind == "number" and field.get("unit") == "yuan":
        return f"yuan({value})"
    if kind == "number":
        sign = " || ' %'" if field.get("unit") == "percent" else ""
        plain = f"replace(cast({value} as varchar), '-', chr(8722))"
        return f"regexp_replace(regexp_replace({plain}, '(\\.\\d*?)0+$', '\\1'), '\\.$', ''){sign}"
    if kind == "integer":
        return f"count_text({value})"
    return f"day({value})" if kind == "date" else f"spoken(cast({value} as varchar))"


def _lit(table: str, column: str, value: str) -> str:
    """Write the SQL that tells whether a figure, or what any row adds to it, is other than zero."""
    if _field(table, column)["type"] not in ("number", "integer"):
        return "true"
    return f"coalesce(r.{column} <> 0, true) or bool_or(coalesce(({value}) <> 0, true)) over same"


def _field(table: str, column: str) -> dict[str, Any]:
    for field in resources.load_schema(table)["fields"]:
        if field["name"] == column:
            found: dict[str, Any] = field
            return found
    raise ProgramFault(f"derivations: {table}", column)


def at(pattern: str, *values: str) -> str:
    """Write the SQL for an address with ``{}`` in place of values."""
    if pattern.count("{}") != len(values):
        raise ProgramFault("derivations", pattern)
    return f"format('{pattern}', {', '.join(values)})"
