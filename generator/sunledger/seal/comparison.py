"""The accounts held against what was sealed, all rows at once: changed, removed, added afterwards."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sunledger.builtin import finding
from sunledger.engine import Connection, fill, literal
from sunledger.model import Finding
from sunledger.resources import load_schema
from sunledger.seal import rows
from sunledger.seal.log import Log

DIGEST = "left(sha256({salt} || chr(10) || {dataset} || chr(10) || {form}), 32)"
"""A row's digest: 128 bits, so that nobody finds a second row for one that is sealed."""

ROW_SALT = "left(sha256({salt} || chr(10) || {row_key}), 32)"
"""A row's salt, from its leaf's; :func:`sunledger.seal.log.row_salt` says the same in Python."""

_NAMED = 3

_TOGETHER = 50_000
"""How many listed rows go to the engine with one statement, or those of one list."""


def load(con: Connection, logs: Sequence[Log]) -> None:
    """Create ``meta.seal_rows``: every listed row with its salt, as far as it is known, and its place."""
    con.execute(
        "create or replace table meta.seal_rows (county_id varchar, leaf integer, dataset varchar, "
        "month varchar, "
        "row_key varchar, digest varchar, salt varchar, redacted boolean, file varchar, line integer)"
    )
    _create(con, "leaves", "dataset varchar, salt varchar", [
        (log.county, number, leaf.dataset, leaf.salt)
        for log in logs
        for number, leaf in enumerate(log.leaves)
    ])  # fmt: skip
    _create(con, "openings", "row_key varchar, salt varchar", [
        (log.county, leaf, key, salt) for log in logs for (leaf, key), salt in sorted(log.openings.items())
    ])  # fmt: skip
    _create(con, "redacted", "row_key varchar", [
        (log.county, leaf, key) for log in logs for leaf, key in sorted(log.redacted())
    ])  # fmt: skip
    lists: list[tuple[str, str, str, Sequence[str]]] = []
    waiting = 0
    for log in logs:
        for month, lines in sorted(log.lists.items()):
            lists.append((log.county, month, log.place(f"rows-{month}"), lines))
            waiting += len(lines)
            if waiting > _TOGETHER:
                _take_apart(con, lists)
                lists, waiting = [], 0
    _take_apart(con, lists)


def _create(con: Connection, table: str, columns: str, found: list[tuple[Any, ...]]) -> None:
    """Create a table of what is known of counties' leaves."""
    con.execute(f"create or replace temp table {table} (county_id varchar, leaf integer, {columns})")
    fill(con, table, found)


def _take_apart(con: Connection, lists: Sequence[tuple[str, str, str, Sequence[str]]]) -> None:
    """Add the rows of some lists, each of a county, month and file; text goes in as one value a list and is
    taken apart in the engine, never row by row.
    """
    if not lists:
        return
    salt = ROW_SALT.format(salt="leaves.salt", row_key="listed.row_key")
    con.execute(
        "insert into meta.seal_rows with lists as (select unnest($1) as county_id, unnest($2) as month, "
        "unnest($3) as file, unnest($4) as cells), "
        "lines as (select * replace (unnest(cells) as cells), unnest(range(2, len(cells) + 2)) as line "
        "from lists), "
        "listed as (select * exclude (cells), cast(split_part(cells, ',', 1) as integer) as leaf, "
        "split_part(cells, ',', 2) as row_key, split_part(cells, ',', 3) as digest from lines) "
        "select county_id, leaf, leaves.dataset, month, row_key, digest, "
        f"coalesce(openings.salt, case when leaves.salt <> '' then {salt} end), "
        "redacted.leaf is not null, file, line "
        "from listed join leaves using (county_id, leaf) "
        "left join openings using (county_id, leaf, row_key) "
        "left join redacted using (county_id, leaf, row_key)",
        [list(column) for column in zip(*lists, strict=True)],
    )


def examine(con: Connection) -> Iterator[Finding]:
    """Report every row that differs from what was sealed without a correction that explains it.

    ``meta.seal_rows``, ``meta.seal_forms`` and ``meta.seal_due`` must stand.
    """
    yield from _changed(con)
    yield from _removed(con)
    yield from _added(con)
    yield from _corrected_claims(con)


def _changed(con: Connection) -> Iterator[Finding]:
    digest = DIGEST.format(salt="sealed.salt", dataset="sealed.dataset", form="forms.form")
    found = con.execute(
        "select sealed.dataset, sealed.row_key, sealed.month, forms.file, forms.line from "
        "meta.seal_rows as sealed "
        "join meta.seal_forms as forms on forms.dataset = sealed.dataset and forms.listed_key = "
        "sealed.row_key "
        f"where not sealed.redacted and sealed.salt is not null and {digest} <> sealed.digest order by all"
    ).fetchall()
    for dataset, key, month, file, line in found:
        rule = (
            "published_claims_are_never_altered"
            if dataset == rows.NEVER_CORRECTED
            else "sealed_rows_stay_as_they_were"
        )
        yield finding(
            rule, file, line, load_schema(dataset)["primaryKey"][0], dataset=dataset, key=key, month=month
        )


def _removed(con: Connection) -> Iterator[Finding]:
    """Report rows that are gone, one finding for a leaf; a correction that blanks the key explains it."""
    found = con.execute(
        "select sealed.file, leaf, sealed.dataset, sealed.month, sealed.row_key, sealed.line from "
        "meta.seal_rows as sealed "
        "where not redacted and not exists (select 1 from meta.seal_forms as forms "
        "where forms.dataset = sealed.dataset and forms.listed_key = sealed.row_key) "
        f"and not exists (select 1 from ({_keys_corrected('new_value', 'desc')}) as struck "
        "where struck.dataset = sealed.dataset and struck.row_key = sealed.row_key) "
        "order by sealed.file, leaf, sealed.line"
    ).fetchall()
    for (file, _, dataset, month), group in itertools.groupby(found, key=lambda row: row[:4]):
        gone: list[Any] = list(group)
        if dataset == rows.NEVER_CORRECTED:
            for *_, key, line in gone:
                yield finding("published_claims_are_never_altered", file, line, "row_key", key=key)
            continue
        key = "、".join(row[4] for row in gone[:_NAMED]) + (" …" if len(gone) > _NAMED else "")
        yield finding("sealed_rows_are_not_removed", file, gone[0][5], "row_key",
                      dataset=dataset, month=month, rows=len(gone), key=key)  # fmt: skip


def _added(con: Connection) -> Iterator[Finding]:
    """Report rows added to a circle that was sealed; a correction from a blank key explains it.

    Leaves them all, explained or not, in ``meta.seal_late``.
    """
    con.execute(
        "create or replace table meta.seal_late as "
        "with listed as (select due.*, forms.file, forms.line, sealed.row_key is not null as sealed "
        "from meta.seal_due as due join meta.seal_forms as forms using (dataset, row_key) "
        "left join (select distinct dataset, row_key from meta.seal_rows) as sealed "
        "on sealed.dataset = forms.dataset and sealed.row_key = forms.listed_key) "
        "select dataset, row_key, month, file, line from listed "
        "where not sealed and circle in (select circle from listed where sealed and closes)"
    )
    found = con.execute(
        "select dataset, row_key, month, file, line from meta.seal_late as late "
        f"where not exists (select 1 from ({_keys_corrected('old_value', 'asc')}) as told "
        "where told.dataset = late.dataset and told.row_key = late.row_key) order by all"
    ).fetchall()
    for dataset, key, month, file, line in found:
        column = load_schema(dataset)["primaryKey"][0]
        yield finding(
            "sealed_months_take_no_rows_silently", file, line, column, dataset=dataset, key=key, month=month
        )


def _corrected_claims(con: Connection) -> Iterator[Finding]:
    found = con.execute(
        "select file, line, corrections.row_key from data.corrections as corrections "
        "where dataset = ? and exists (select 1 from meta.seal_rows as sealed where sealed.dataset = "
        "corrections.dataset "
        "and sealed.row_key = corrections.row_key) order by all", [rows.NEVER_CORRECTED]
    ).fetchall()  # fmt: skip
    for file, line, key in found:
        yield finding("published_claims_are_never_altered", file, line, "dataset", key=key)


def _keys_corrected(value: str, order: str) -> str:
    """Select the rows of which the outermost correction of a key column has this value blank."""
    keys = " or ".join(
        f'(dataset = {literal(dataset)} and "column" in ({_literals(load_schema(dataset)["primaryKey"])}))'
        for dataset in rows.datasets()
    )
    return (
        f"select dataset, row_key, {value} from data.corrections where {keys} "
        'qualify row_number() over (partition by dataset, row_key, "column" '
        f"order by corrected_on {order}, len(correction_id) {order}, correction_id {order}) = 1 and "
        f"{value} is null"
    )


def _literals(words: Iterable[str]) -> str:
    return ", ".join(literal(word) for word in words)
