"""Corrections as a chain: the first starts at what was sealed, the last ends at what stands now.

A corrected cell is sealed as it was before its first correction, so the digest says nothing of what stands
in it now: the corrections do. ``check`` holds that by a rule over all corrections; where only the seals are
verified it is held here, for the rows that can be proven.
"""

from __future__ import annotations

from collections.abc import Iterator

from sunledger.builtin import finding
from sunledger.engine import Connection, identifier, literal, sql_type
from sunledger.model import Finding
from sunledger.resources import load_schema
from sunledger.seal import rows


def examine(con: Connection) -> Iterator[Finding]:
    """Report every sealed row whose corrections do not lead from value to value and to the present one.

    ``meta.seal_rows`` and ``meta.seal_forms`` must stand.
    """
    named = con.execute('select distinct dataset, "column" from data.corrections order by all').fetchall()
    for dataset, column in named:
        known = dataset in rows.datasets() and dataset != rows.NEVER_CORRECTED
        fields = {field["name"]: field for field in load_schema(dataset)["fields"]} if known else {}
        if column in fields:
            yield from _broken(con, dataset, column, sql_type(fields[column]))


def _broken(con: Connection, dataset: str, column: str, type_: str) -> Iterator[Finding]:
    found = con.execute(
        f"with held as (select *, {rows.key(dataset)} as held_key from data.{dataset}), "
        f"links as (select row_key, file, line, try_cast(old_value as {type_}) as old, "
        f"try_cast(new_value as {type_}) as new, row_number() over chain as number, "
        f"lag(try_cast(new_value as {type_})) over chain as before, lead(1) over chain is null as lasting "
        f'from data.corrections where dataset = {literal(dataset)} and "column" = {literal(column)} '
        "window chain as (partition by row_key order by corrected_on, len(correction_id), correction_id)), "
        "proven as (select forms.row_key, sealed.month as sealed_in from meta.seal_rows as sealed join "
        "meta.seal_forms as forms "
        "on forms.dataset = sealed.dataset and forms.listed_key = sealed.row_key "
        f"where sealed.dataset = {literal(dataset)} and salt is not null and not redacted) "
        "select held.file, held.line, proven.row_key, proven.sealed_in from links join proven using "
        "(row_key) "
        "join held on held.held_key = links.row_key "
        f"where lasting and new is distinct from held.{identifier(column)} "
        "union all select links.file, links.line, proven.row_key, proven.sealed_in from links join "
        "proven using "
        "(row_key) "
        "where number > 1 and old is distinct from before order by all"
    ).fetchall()
    for file, line, key, month in found:
        yield finding(
            "sealed_rows_stay_as_they_were", file, line, column, dataset=dataset, key=key, month=month
        )
