"""Which rows differ, and in which cells: all datasets of both sides, held together by their keys in SQL.

Cells are repeated as findings repeat them (:mod:`sunledger.disclosure`): free text never, nor what the
published form of a dataset withholds, nor anything that could name or number a person.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sunledger.disclosure import repeatable
from sunledger.engine import Connection, identifier, literal
from sunledger.pipeline import UNSEALED
from sunledger.resources import load_schema
from sunledger.review.model import ROWS, Change, Row
from sunledger.review.sides import datasets

WITHHELD = {
    "corrections": {"old_value", "new_value"},
    "disbursements": {"households"},
    "partners": {"organisation_id"},
    "revenue": {"payer_id"},
    "services": {"value"},
}
"""Cells that the published form of a dataset may leave blank (``derive/open``): shown as changed, no more."""

_FUNDS = ("fund_id", "from_fund_id")
_MONTHS = ("month", "paid_on", "moved_on")


class Tally(NamedTuple):
    """How many rows were added, changed and removed, and in how many files."""

    added: int
    changed: int
    removed: int
    files: int


def compare(con: Connection) -> Tally:
    """Create ``temp.rows`` of all rows that differ, and count them; both sides must be attached.

    Rows of one key stand beside one another in the order of their places.
    """
    con.execute(
        "create temp table rows (how varchar, dataset varchar, row_key varchar, file varchar, line integer, "
        "old_file varchar, old_line integer, fund_id varchar, month varchar, open boolean, "
        'cells struct("column" varchar, old varchar, new varchar)[])'
    )
    for dataset in datasets(con):
        con.execute(f"insert into temp.rows {_differing(dataset)}")
    # What can't be read on the other side was not removed there, nor is it new.
    for how, file, other in (("removed", "old_file", "head"), ("added", "file", "base")):
        con.execute(
            f"delete from temp.rows where how = {literal(how)} and {_below(file)} in "
            f"(select {_below('file')} from {other}.meta.unread)"
        )
    counted = con.execute(
        "select count(*) filter (how = 'added'), count(*) filter (how = 'changed'), "
        "count(*) filter (how = 'removed'), count(distinct coalesce(file, old_file)) from temp.rows"
    ).fetchone()
    return Tally(*counted) if counted else Tally(0, 0, 0, 0)


def listed(con: Connection) -> tuple[Row, ...]:
    """Return the rows that differ, by file and line; no more than are listed."""
    found = con.execute(
        "select how, dataset, row_key, coalesce(file, old_file), coalesce(line, old_line), fund_id, month, "
        f"cells from temp.rows order by 4, 5, how, row_key limit {ROWS}"
    ).fetchall()
    return tuple(
        Row(
            how=how, dataset=dataset, key=_told(key) or "…", file=_path(file), line=line,
            fund_id=_told(fund_id), month=month, cells=tuple(_change(dataset, cell) for cell in cells),
        )
        for how, dataset, key, file, line, fund_id, month, cells in found
    )  # fmt: skip


def _differing(dataset: str) -> str:
    """Write the query for the rows of a dataset that differ, with the cells that do."""
    schema = load_schema(dataset)
    names = [field["name"] for field in schema["fields"]]
    cells = ", ".join(f"cast({identifier(name)} as varchar) as {identifier(name)}" for name in names)
    key = " || '/' || ".join(
        f"coalesce(cast({identifier(part)} as varchar), '')" for part in schema["primaryKey"]
    )
    sides = ", ".join(
        f"{side} as (select {cells}, {key} as row_key, file, line, row_number() over "
        f"(partition by {key} order by file, line) as copy from {name}.data.{dataset})"
        for side, name in (("old_rows", "base"), ("new_rows", "head"))
    )
    pairs = ", ".join(
        f'struct_pack("column" := {literal(name)}, old := old_rows.{identifier(name)}, '
        f"new := new_rows.{identifier(name)})"
        for name in names
    )
    fund, month = (
        next((f"coalesce(new_rows.{name}, old_rows.{name})" for name in known if name in names), "null")
        for known in (_FUNDS, _MONTHS)
    )
    sealed = [name for name in names if (dataset, name) not in UNSEALED]
    return (
        f"with {sides}, paired as (select case when old_rows.copy is null then 'added' "
        "when new_rows.copy is null then 'removed' else 'changed' end as how, "
        "coalesce(new_rows.row_key, old_rows.row_key) as row_key, new_rows.file as file, "
        "new_rows.line as line, "
        f"old_rows.file as old_file, old_rows.line as old_line, {fund} as fund_id, "
        f"nullif(regexp_extract({month}, '^[12][0-9][0-9][0-9]-(0[1-9]|1[0-2])'), '') as month, "
        f"list_filter([{pairs}], lambda cell: cell.old is distinct from cell.new) as cells "
        "from old_rows full join new_rows using (row_key, copy)) "
        f"select how, {literal(dataset)}, row_key, file, line, old_file, old_line, fund_id, month, "
        f"how <> 'changed' or "
        f"len(list_filter(cells, lambda cell: cell.column in {_list(sealed)})) > 0, cells "
        "from paired where len(cells) > 0"
    )


def _change(dataset: str, cell: dict[str, Any]) -> Change:
    column, old, new = cell["column"], cell["old"], cell["new"]
    field = next(field for field in load_schema(dataset)["fields"] if field["name"] == column)
    plain = not field.get("freeText") and column not in WITHHELD.get(dataset, ())
    if plain and all(repeatable(value) for value in (old, new) if value):
        return Change(column=column, old=old, new=new)
    return Change(column=column, old=None, new=None, withheld=True)


def _told(value: str | None) -> str | None:
    """Return an id or key as it may be repeated."""
    return value if value and repeatable(value) and len(value) <= 200 else "…" if value else None


def _path(file: str) -> str:
    return file if len(file) <= 200 else f"{file[:199]}…"


def _below(file: str) -> str:
    """Give a file's path below the folder of the accounts, which may have another name on each side."""
    return f"substr({file}, position('/' in {file}) + 1)"


def _list(words: list[str]) -> str:
    return "(" + ", ".join(literal(word) for word in words) + ")"
