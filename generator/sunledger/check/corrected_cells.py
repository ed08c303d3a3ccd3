"""The cells that corrections speak of: whether each exists, and what stands in it now.

A correction may name any column of any row of any dataset, which no fixed query can follow. Only the
datasets, columns and rows that corrections do name are looked up, so the work grows with the
corrections and not with the accounts. The rules about corrections read the outcome as a table.

A row may be struck out by a correction that leaves its key blank. It stands no more, and still every
correction of it leads somewhere: to the last value that was recorded.
"""

from __future__ import annotations

from collections import defaultdict

from sunledger.engine import Connection, identifier, literal
from sunledger.resources import dataset_names, load_schema

COLUMNS = "dataset varchar, row_key varchar, named varchar, wrong varchar, amounts boolean, value varchar"
"""``wrong`` names the column of the correction that leads nowhere; ``amounts`` tells figures from text."""


def create(con: Connection) -> None:
    """Create ``meta.corrected_cells``: one row for each cell named by a correction."""
    con.execute(f"create or replace table meta.corrected_cells ({COLUMNS})")
    _strike(con)
    named: dict[str, set[str]] = defaultdict(set)
    for dataset, column in con.execute('select distinct dataset, "column" from data.corrections').fetchall():
        named[dataset].add(column)
    for dataset, columns in sorted(named.items()):
        for column in sorted(columns):
            _look_up(con, dataset, column)


def _strike(con: Connection) -> None:
    """Create ``struck``: the rows of which the last correction of a key column leaves it blank."""
    keys = ", ".join(
        f"({literal(dataset)}, {literal(column)})"
        for dataset in dataset_names()
        for column in load_schema(dataset)["primaryKey"]
    )
    con.execute(
        "create or replace temp table struck as select distinct dataset, row_key from (select dataset, "
        'row_key, "column", '
        'new_value from data.corrections qualify row_number() over (partition by dataset, row_key, "column" '
        "order by corrected_on desc, len(correction_id) desc, correction_id desc) = 1) as lasting "
        f'where new_value is null and (dataset, "column") in ({keys})'
    )


def _look_up(con: Connection, dataset: str, column: str) -> None:
    """Add the cells of one column of one dataset."""
    asked = (
        f"(select distinct row_key from data.corrections where dataset = {literal(dataset)} "
        f'and "column" = {literal(column)}) as asked'
    )
    start = f"insert into meta.corrected_cells select {literal(dataset)}, asked.row_key, {literal(column)}, "
    if dataset not in dataset_names():
        con.execute(f"{start} 'dataset', false, null from {asked}")
        return
    schema = load_schema(dataset)
    types = {field["name"]: field["type"] for field in schema["fields"]}
    key = " || '/' || ".join(f"cast({identifier(part)} as varchar)" for part in schema["primaryKey"])
    rows = f"data.{dataset} as held on {key} = asked.row_key"
    if column not in types:
        con.execute(f"{start} 'column', false, null from {asked}")
        return
    amounts = "true" if types[column] in {"number", "integer"} else "false"
    last = (
        "select arg_max(coalesce(new_value, ''), (corrected_on, len(correction_id), correction_id)) "
        "from data.corrections "
        f'where dataset = {literal(dataset)} and "column" = {literal(column)} and row_key = asked.row_key'
    )
    struck = (
        f"exists (select 1 from struck where dataset = {literal(dataset)} and struck.row_key = asked.row_key)"
    )
    con.execute(
        f"{start} case when held.file is null and not {struck} then 'row_key' end, {amounts}, case "
        f"when held.file is null "
        f"then ({last}) else cast(held.{identifier(column)} as varchar) end from {asked} left join {rows}"
    )
