"""How a derived row is declared: what it says of itself, and the rows that it was made of.

A declaration is SQL over ``r``, the derived row, and ``p``, a row it was made of. Nothing is computed
from it: amounts are listed as they stand, beside the sum that the derive stage made of them. A test adds
them up again from the finished page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sunledger import resources
from sunledger.errors import ProgramFault

LISTED = 200
"""How many rows of one table are listed below a derived row; who wants more downloads them."""

_NOWHERE = "'' as file, '' as line, '' as commit"
_RECORDED = "h(file) as file, cast(line as varchar) as line, coalesce(change_id, '') as commit"
"""Where a row stands: nowhere in the accounts, or in a line of a file, which a commit wrote."""

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

    def rows(self) -> str:
        """Write the query for the rows, in order.

        Columns: place, period, anchor, row, says, row_says and figures (a list of texts).
        """
        figures = self._list((name, f"r.{name}") for name in self.columns)
        return (
            f"select {self.place} as place, {self.period} as period, {self.anchor} as anchor, "
            f"cast({self.row} as varchar) as row, {self.says} as says, {self.row_says} as row_says, "
            f"{figures} as figures "
            f"from derived.{self.table} as r {self.join} where {self._chosen} "
            "order by place, period, anchor, row"
        )

    def lines(self, part: Part) -> str:
        """Write the query for the first rows of a part, :data:`LISTED` of each derived row, in order.

        Columns: place, period, anchor, row, says, address, file, line, commit, adds (a list of texts),
        zero (a list: whether the figure it adds to is), in_all (how many rows there are) and nth (which
        of them it is).
        """
        adds = self._list(part.adds)
        zero = ", ".join(_is_zero(self.table, name) for name, _ in part.adds)
        count = part.count or "count(*) over same"
        same = f"partition by {self.place}, {self.period}, {self.anchor}, {self.row}"
        file, line = ("p.file", "p.line") if part.recorded else ("''", "0")
        listed = (
            f"select {self.place} as place, {self.period} as period, {self.anchor} as anchor, "
            f"cast({self.row} as varchar) as row, {part.says} as says, {part.to} as address, {file} as file, "
            f"{line} as line, {adds} as adds, [{zero}]::boolean[] as zero, "
            f"{count} as in_all, row_number() over (same order by {part.order}) as nth "
            f"from derived.{self.table} as r {self.join} "
            f"join {part.of} as p on {part.on} {part.join} "
            f"where {self._chosen} window same as ({same}) qualify nth <= {LISTED}"
        )
        order = "order by place, period, anchor, row, nth"
        columns = "place, period, anchor, row, says, address, {}, adds, zero, in_all, nth"
        if not part.recorded:
            return f"select {columns.format(_NOWHERE)} from ({listed}) {order}"
        # Commits come last: else the engine works all rows out before it looks whose they are.
        return (
            f"select {columns.format(_RECORDED)} from ({listed}) as listed "
            "asof left join (select file as of_file, line as of_line, change_id from meta.line_commits) "
            f"as commits on of_file = listed.file and listed.line >= of_line {order}"
        )

    @property
    def _chosen(self) -> str:
        return f"{self.place} in (from these_places) and ({self.only})"

    def _list(self, values: Iterable[tuple[str, str]]) -> str:
        """Write the SQL for a list of values written out, each as the column beside it is."""
        return f"[{', '.join(self._written(name, f'({value})') for name, value in values)}]::varchar[]"

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


def _is_zero(table: str, column: str) -> str:
    """Write the SQL that tells whether a figure of a derived row is zero."""
    number = _field(table, column)["type"] in ("number", "integer")
    return f"coalesce(r.{column} = 0, false)" if number else "false"


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
