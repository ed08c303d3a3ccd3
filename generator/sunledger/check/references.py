"""Keys and references over all files: unique keys, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable

from sunledger.builtin import finding
from sunledger.check import plainform
from sunledger.check.counts import counted
from sunledger.disclosure import shown
from sunledger.engine import Connection, identifier, sql_type
from sunledger.model import Finding
from sunledger.resources import load_schema


def keys(con: Connection, datasets: Iterable[str]) -> list[Finding]:
    """Report every row whose primary key stands on an earlier row, naming that row."""
    findings: list[Finding] = []
    keyed = {dataset: load_schema(dataset)["primaryKey"] for dataset in datasets}
    rows = {
        dataset: f"raw.{dataset} where {' and '.join(f'{identifier(part)} is not null' for part in names)}"
        for dataset, names in keyed.items()
    }
    same = {
        dataset: ", ".join(
            _value(field) for field in load_schema(dataset)["fields"] if field["name"] in names
        )
        for dataset, names in keyed.items()
    }
    twice = {
        dataset: f"(select 1 from {rows[dataset]} group by {same[dataset]} having count(*) > 1)"
        for dataset in keyed
    }
    for dataset in counted(con, twice):
        names = keyed[dataset]
        joined = " || '/' || ".join(map(identifier, names))
        repeated = con.execute(
            f"select file, line, {joined}, first_value(file || ':' || line) over same from {rows[dataset]} "
            f"window same as (partition by {same[dataset]} order by file, line) "
            "qualify row_number() over same > 1 order by file, line"
        ).fetchall()
        findings += [
            finding("keys_are_unique", file, line, names[0],
                    key="/".join(names), found=shown(value), other=other)
            for file, line, value, other in repeated
        ]  # fmt: skip
    return findings


def _value(field: plainform.Field) -> str:
    """Give what two cells of a key have in common if they are the same: 7 and 07 are one number."""
    cell = identifier(field["name"])
    if field["type"] not in {"integer", "number"}:
        return cell
    return f"coalesce(cast(try_cast({cell} as {sql_type(field)}) as varchar), {cell})"


def device_names(con: Connection) -> list[Finding]:
    """Report the ids, former ones too, that Windows keeps for a device: it can write none of their pages."""
    rows = con.execute(
        "select file, line, 'community_id', community_id as id from raw.communities "
        "where regexp_full_match(id, $1) union all select file, line, 'former_id', former_id as id "
        "from raw.renamings where regexp_full_match(id, $1) order by file, line",
        ["con|prn|aux|nul|(com|lpt)[0-9]"],
    ).fetchall()
    return [finding("ids_can_name_files", file, line, column, found=id_) for file, line, column, id_ in rows]


def dangling(con: Connection, datasets: Iterable[str], broken: frozenset[str]) -> list[Finding]:
    """Report every reference of some datasets to a row that is not there.

    References into a dataset that could not be read whole are not judged: they would
    all seem to dangle.
    """
    links = [
        (dataset, link["fields"][0], link["reference"].get("resource", dataset), link["reference"]["fields"])
        for dataset in datasets
        for link in load_schema(dataset).get("foreignKeys", ())
    ]
    lost = {
        f"{dataset}.{column}": f"raw.{dataset} as source "
        f"anti join (select {identifier(there[0])} as there from raw.{target}) as target "
        f"on there = {identifier(column)} where {identifier(column)} is not null"
        for dataset, column, target, there in links
        if target not in broken
    }
    found = counted(con, lost)
    findings: list[Finding] = []
    for dataset, column, target, _ in links:
        if f"{dataset}.{column}" in found:
            field = next(field for field in load_schema(dataset)["fields"] if field["name"] == column)
            source = lost[f"{dataset}.{column}"]
            rows = con.execute(f"select file, line, {identifier(column)} from {source} order by file, line")
            findings += [
                finding("references_lead_somewhere", file, line, column, title_zh=field["title"],
                        title_en=field["title_en"], found=shown(value), target=target)
                for file, line, value in rows.fetchall()
            ]  # fmt: skip
    return findings
