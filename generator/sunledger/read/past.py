"""Rows as they were before and after a change: staged in files, taken in by column, paired by their keys."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from sunledger.engine import Connection, identifier, literal
from sunledger.model import PAST_TABLES
from sunledger.resources import load_schema

_OWNERS = {
    "community_id": "community", "fund_id": "fund", "from_fund_id": "fund", "project_id": "project",
    "space_id": "space", "contract_id": "contract", "matter_id": "matter",
}  # fmt: skip
"""The columns that say whose a row is, the first that a dataset has."""
_FUNDS = ("fund_id", "from_fund_id")
_MONTHS = ("month", "paid_on", "moved_on")
_AMOUNTS = {
    ("revenue", "gross"): "gross", ("revenue", "cost"): "cost", ("disbursements", "amount"): "disbursed",
    ("transfers", "amount"): "transferred", ("funds", "opening_balance"): "opening",
}  # fmt: skip
_CSV = (
    "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', "
    "strict_mode = true, null_padding = false, max_line_size = 16777216"
)
_PAIRING = """
insert into meta.past_rows
with counted as (
    select * replace (
        row_number() over (
            partition by change_id, dataset, row_key, content, side order by county_id, folder
        ) as copy
    )
    from raw.past_rows
),
weighed as (
    select *, count(*) over (partition by change_id, dataset, row_key, content, copy) = 1 as differs
    from counted
),
numbered as (
    select * replace (
        row_number() over (partition by change_id, dataset, row_key, side order by content, copy) as copy
    )
    from weighed
    where differs
)
select * exclude (content, differs) replace (
    count(*) over (partition by change_id, dataset, row_key, copy) = 2 as paired
)
from numbered
order by all
"""
"""What stands on both sides of a change as it was is left out, in whichever file it stands."""

Noted = tuple[str, str, str, str, bool]
"""A touched file: change, county, folder, dataset, and whether it could be read."""


@dataclass(slots=True)
class Rows:
    """Rows that differ, staged by dataset and order of columns, each behind its file's number and side."""

    scratch: Path
    _stages: dict[tuple[str, tuple[str, ...]], Path] = field(default_factory=dict)
    _staged: dict[Path, set[int]] = field(default_factory=dict)

    def add(
        self, file: int, side: int, dataset: str, names: Sequence[str], rows: Iterable[list[str]]
    ) -> None:
        """Stage rows of one side of a file: 1 after, -1 before."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([str(file), str(side), *row] for row in rows)
        if not out.tell():
            return
        key = (dataset, tuple(names))
        path = self._stages.setdefault(key, self.scratch / f"past.{len(self._stages)}.csv")
        self._staged.setdefault(path, set()).add(file)
        with path.open("ab") as stream:
            stream.write(out.getvalue().encode())

    def take_in(self, con: Connection, noted: Sequence[Noted]) -> None:
        """Fill ``meta.past_files`` and ``meta.past_rows``; ``noted`` are the files by their numbers."""
        _note(con, self.scratch / "past.files.csv", noted)
        con.execute(f"create or replace table raw.past_rows ({PAST_TABLES['past_rows']}, content varchar)")
        for (dataset, names), path in self._stages.items():
            try:
                con.execute(_taken(dataset, names, path))
            except duckdb.Error:
                con.execute(
                    "update raw.past_files set readable = false where number in (select unnest(?))",
                    [sorted(self._staged[path])],
                )
            path.unlink()
        con.execute(
            "insert into meta.past_files select * exclude (number) from raw.past_files order by number"
        )
        con.execute(_PAIRING)
        con.execute("drop table raw.past_rows")
        con.execute("drop table raw.past_files")


def _note(con: Connection, path: Path, noted: Sequence[Noted]) -> None:
    """Fill ``raw.past_files``, each file with the number that its staged rows carry."""
    con.execute(
        "create or replace table raw.past_files (number integer, change_id varchar, county_id varchar, "
        "folder varchar, dataset varchar, readable boolean)"
    )
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows((n, *file) for n, file in enumerate(noted))
    if noted:
        con.execute(
            f"insert into raw.past_files select * from read_csv({literal(str(path))}, {_CSV}, "
            f"columns = {_texts(6)})"
        )
    path.unlink()


def _taken(dataset: str, names: tuple[str, ...], path: Path) -> str:
    """Write the query that takes a staging file in: whose each row is, when, how much, a hash of it all."""
    schema = load_schema(dataset)
    cells = {name: f"nullif(c{number}, '')" for number, name in enumerate(names, 2)}
    known = [item["name"] for item in schema["fields"] if item["name"] in cells]
    owner = next((name for name in _OWNERS if name in known), "")
    when = next((cells[name] for name in _MONTHS if name in known), "null")
    chosen = {
        "change_id": "files.change_id",
        "county_id": "files.county_id",
        "folder": "files.folder",
        "dataset": "files.dataset",
        "row_key": " || '/' || ".join(f"coalesce({cells[name]}, '')" for name in schema["primaryKey"]),
        "copy": "0",
        "side": "cast(c1 as integer)",
        "paired": "false",
        "owner_kind": literal(_OWNERS[owner]) if owner else "null",
        "owner_id": cells.get(owner, "null"),
        "fund_id": next((cells[name] for name in _FUNDS if name in known), "null"),
        "month": f"nullif(regexp_extract({when}, '^20[0-9][0-9]-(0[1-9]|1[0-2])'), '')",
        **dict.fromkeys(_AMOUNTS.values(), "null"),
        **{label: _amount(cells[name]) for (table, name), label in _AMOUNTS.items()
           if table == dataset and name in cells},
        "content": "md5(concat_ws(chr(31), "
        + ", ".join(f"'{name}=' || {cells[name]}" for name in sorted(known)) + "))",
    }  # fmt: skip
    picked = ", ".join(f"{expression} as {identifier(name)}" for name, expression in chosen.items())
    return (
        f"insert into raw.past_rows select {picked} from read_csv({literal(str(path))}, {_CSV}, "
        f"columns = {_texts(len(names) + 2)}) "
        "join raw.past_files as files on files.number = cast(c0 as integer)"
    )


def _amount(cell: str) -> str:
    """Read an amount exactly; one in another form counts for nothing."""
    form = "'-?[0-9]{1,13}([.][0-9]{1,2})?'"
    return f"case when regexp_full_match({cell}, {form}) then cast({cell} as decimal(18, 2)) end"


def _texts(width: int) -> str:
    return "{" + ", ".join(f"'c{number}': 'VARCHAR'" for number in range(width)) + "}"
