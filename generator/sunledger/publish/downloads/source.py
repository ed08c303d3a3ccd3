"""The accounts as published, in the form that the program reads: ``source/`` in the ZIP of the whole.

Whoever has the ZIP and the program can compute the tables anew and compare. Rows stand in the files, and in
the order, in which they were entered, as far as a published line depends on it; cells are those of the
published CSV files, never others. What is withheld is not there: a row without a required cell would be
refused, so it is left out, with whatever refers to it and its corrections. :func:`unfounded` names the tables
that can't be computed anew from what is left. Texts of units are no figures and stay behind.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sunledger.engine import Connection, identifier
from sunledger.publish.downloads.plain import csv_cell
from sunledger.publish.downloads.tables import Table, answered
from sunledger.resources import dataset_names, load_schema

FOLDER = "source"

_REQUIRED = {
    "services": "value is null",
    "partners": "organisation_id is null",
    "corrections": "old_value is null and new_value is null",
}
"""Where a row of a dataset lacks what was withheld from it."""

_BLANK = {"disbursements": "households"}
"""Cells that may be blank for the same reason, and are read by derived tables; which are depends on all."""

_HISTORY = {"past_changes", "past_rows", "past_files"}
"""What comes from git and not from the accounts."""

_IN_ORDER = ("revenue", "disbursements", "transfers")
"""Datasets whose lines are published with the ledger; rows of the others come in the order of their keys."""


@dataclass(frozen=True, slots=True)
class Source:
    """The files by their names in the ZIP, and how many rows of which dataset are left out."""

    files: dict[str, Path]
    left_out: dict[str, int]


def write_source(con: Connection, folder: Path) -> Source:
    """Write the accounts below ``folder``, an empty one."""
    files, left_out = {}, {}
    for county, text in con.execute("select county_id, toml from meta.profiles order by all").fetchall():
        if text.strip():
            place = con.execute(
                "select split_part(min(file), '/', 1) from meta.files where split_part(file, '/', 2) = ?",
                [county],
            ).fetchone()
            name = f"{FOLDER}/{place[0] if place else 'data'}/{county}/profile.toml"
            files[name] = _made(folder / name)
            files[name].write_text(text, encoding="utf-8")
    gone = _gone()
    for dataset in dataset_names():
        table = Table(dataset, "open")
        if dataset in gone:
            found = con.execute(
                f"select count(*) from {table.place} as held where {gone[dataset]}"
            ).fetchone()
            if found and found[0]:
                left_out[dataset] = int(found[0])
        for file, rows in _rows(con, table, gone.get(dataset, "false")):
            name = f"{FOLDER}/{file}"
            files[name] = _made(folder / name)
            with files[name].open("w", encoding="utf-8", newline="") as stream:
                stream.write(",".join(field["name"] for field in table.fields) + "\n")
                stream.writelines(rows)
    return Source(files, left_out)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def unfounded(con: Connection, left_out: dict[str, int]) -> list[str]:
    """Name the tables that rest on rows left out, on cells withheld or on git's history."""
    tables = {
        name: (set(re.findall(r"\w+", reads)), sql)
        for name, reads, sql in con.execute(
            "select name, reads, sql from meta.tables order by name"
        ).fetchall()
    }
    without = left_out.keys() | _HISTORY
    found = {
        name
        for name, (reads, sql) in tables.items()
        if reads & without
        or any(each in reads and re.search(rf"\b{column}\b", sql) for each, column in _BLANK.items())
    }
    while more := {name for name, (reads, _) in tables.items() if reads & found} - found:
        found |= more
    return sorted(found | _BLANK.keys())


def _gone() -> dict[str, str]:
    """Return the condition on ``held`` under which a row is left out, of each dataset that may lack rows."""
    gone = dict(_REQUIRED)
    while True:
        more = {
            dataset: " or ".join(links)
            for dataset in dataset_names()
            if dataset not in gone and (links := list(_links(dataset, gone)))
        }
        if not more:
            break
        gone |= more
    corrected = [
        f"(held.dataset = '{dataset}' and held.row_key in "
        f"(select {_key(dataset)} from open.{dataset} as held where {where}))"
        for dataset, where in gone.items() if dataset != "corrections"
    ]  # fmt: skip
    gone["corrections"] = " or ".join([f"({gone['corrections']})", *corrected])
    return gone


def _links(dataset: str, gone: dict[str, str]) -> Iterator[str]:
    """Give the conditions under which a row refers to one that is left out."""
    for link in load_schema(dataset).get("foreignKeys", ()):
        target = link["reference"].get("resource", dataset)
        if target in gone:
            (column,), (key,) = link["fields"], link["reference"]["fields"]
            yield (
                f"held.{identifier(column)} in "
                f"(select held.{identifier(key)} from open.{target} as held where {gone[target]})"
            )


def _key(dataset: str) -> str:
    return " || '/' || ".join(
        f"cast(held.{identifier(part)} as varchar)" for part in load_schema(dataset)["primaryKey"]
    )


def _rows(con: Connection, table: Table, gone: str) -> Iterator[tuple[str, Iterator[str]]]:
    """Give each file of a dataset with its finished lines."""
    order = "line" if table.name in _IN_ORDER else table.order
    line = f"concat_ws(',', {', '.join(map(csv_cell, table.fields))}) || chr(10)"
    con.execute(
        f"select file, {line} from {table.place} as held where not coalesce({gone}, false) "
        f"order by file, {order}"
    )
    for file, rows in itertools.groupby(answered(con), key=lambda row: row[0]):
        yield file, (text for _, text in rows)
