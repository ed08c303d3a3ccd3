"""Keys and references over all files: unique keys, and references that lead somewhere."""

from __future__ import annotations

from sunledger.builtin import finding
from sunledger.disclosure import shown
from sunledger.engine import Connection, identifier
from sunledger.model import Finding
from sunledger.resources import dataset_names, load_schema


def keys(con: Connection) -> list[Finding]:
    """Report every row whose primary key stands on an earlier row, naming that row."""
    findings: list[Finding] = []
    for dataset in dataset_names():
        key = [identifier(name) for name in load_schema(dataset)["primaryKey"]]
        joined = " || '/' || ".join(key)
        rows = con.execute(
            f"select file, line, {joined}, first_value(file || ':' || line) over same "
            f"from raw.{dataset} where {' and '.join(f'{name} is not null' for name in key)} "
            f"window same as (partition by {', '.join(key)} order by file, line) "
            "qualify row_number() over same > 1 order by file, line"
        ).fetchall()
        names = "/".join(load_schema(dataset)["primaryKey"])
        findings += [
            finding("keys_are_unique", file, line, load_schema(dataset)["primaryKey"][0],
                    key=names, found=shown(value), other=other)
            for file, line, value, other in rows
        ]  # fmt: skip
    return findings


def device_names(con: Connection) -> list[Finding]:
    """Report the units whose id Windows keeps for a device: their pages could be written nowhere there."""
    rows = con.execute(
        "select file, line, community_id from raw.communities "
        "where regexp_full_match(community_id, 'con|prn|aux|nul|(com|lpt)[0-9]') order by file, line"
    ).fetchall()
    return [
        finding("ids_can_name_files", file, line, "community_id", found=value) for file, line, value in rows
    ]


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
