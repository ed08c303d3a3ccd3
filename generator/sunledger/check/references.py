"""Keys and references over all files: unique keys, and references that lead somewhere."""

from __future__ import annotations

from sunledger.builtin import finding
from sunledger.check import plainform
from sunledger.disclosure import shown
from sunledger.engine import Connection, identifier, sql_type
from sunledger.model import Finding
from sunledger.resources import dataset_names, load_schema


def keys(con: Connection) -> list[Finding]:
    """Report every row whose primary key stands on an earlier row, naming that row."""
    findings: list[Finding] = []
    for dataset in dataset_names():
        fields = {field["name"]: field for field in load_schema(dataset)["fields"]}
        key = [identifier(name) for name in load_schema(dataset)["primaryKey"]]
        same = [_value(fields[name]) for name in load_schema(dataset)["primaryKey"]]
        joined = " || '/' || ".join(key)
        rows = con.execute(
            f"select file, line, {joined}, first_value(file || ':' || line) over same "
            f"from raw.{dataset} where {' and '.join(f'{name} is not null' for name in key)} "
            f"window same as (partition by {', '.join(same)} order by file, line) "
            "qualify row_number() over same > 1 order by file, line"
        ).fetchall()
        names = "/".join(load_schema(dataset)["primaryKey"])
        findings += [
            finding("keys_are_unique", file, line, load_schema(dataset)["primaryKey"][0],
                    key=names, found=shown(value), other=other)
            for file, line, value, other in rows
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


def links(con: Connection, broken: frozenset[str]) -> list[Finding]:
    """Report every reference to a row that is not there.

    References into a dataset that could not be read whole are not judged: they would
    all seem to dangle.
    """
    findings: list[Finding] = []
    for dataset in dataset_names():
        schema = load_schema(dataset)
        fields = {field["name"]: field for field in schema["fields"]}
        for link in schema.get("foreignKeys", ()):
            column, target = link["fields"][0], link["reference"].get("resource", dataset)
            if target in broken:
                continue
            there = identifier(link["reference"]["fields"][0])
            rows = con.execute(
                f"select file, line, {identifier(column)} from raw.{dataset} as source "
                f"where {identifier(column)} is not null and not exists "
                f"(select 1 from raw.{target} as target where target.{there} = source.{identifier(column)}) "
                "order by file, line"
            ).fetchall()
            findings += [
                finding("references_lead_somewhere", file, line, column, title_zh=fields[column]["title"],
                        title_en=fields[column]["title_en"], found=shown(value), target=target)
                for file, line, value in rows
            ]  # fmt: skip
    return findings
