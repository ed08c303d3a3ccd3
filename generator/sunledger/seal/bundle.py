"""Verify a copy of a published site with nothing else at hand.

Every file is held to the manifest, the log to its heads, and the rows of the CSV downloads to the log. A
manifest can be rewritten together with a page, so it finds accidents and careless hands; what is
sealed is held to the head besides, and the head to whatever the reader kept from earlier.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import duckdb

from sunledger.builtin import finding
from sunledger.engine import Connection, connect, identifier, literal, sql_type
from sunledger.manifest import MANIFEST, manifest_text
from sunledger.model import Finding, SealFile
from sunledger.resources import load_schema
from sunledger.seal import chains, comparison, copies, integrity, rows
from sunledger.seal.copies import Copy
from sunledger.seal.log import Log, parse
from sunledger.seal.public import FOLDER


def examine(copy: Copy, scratch: Path) -> tuple[dict[str, Log], list[Finding], int]:
    """Return a copy's logs, what is wrong with it, and how many sealed rows could be proven.

    ``scratch`` is an empty folder. File names are paths below the site's root.
    """
    findings = _listed(copy)
    logs = _logs(copy, findings)
    con = connect(scratch)
    proven = 0
    try:
        if (
            logs
            and not any(item.rule.startswith("seal") for item in findings)
            and _load(con, copy, scratch, findings)
        ):
            comparison.load(con, logs.values())
            rows.create_due(con)
            rows.create_forms(con, "meta.seal_forms", "data")
            findings += [*comparison.examine(con), *chains.examine(con)]
            found = con.execute("select count(salt) from meta.seal_rows").fetchone()
            proven = int(found[0]) if found else 0
    finally:
        con.close()
    return logs, findings, proven


def _listed(copy: Copy) -> list[Finding]:
    """Hold every file to the manifest, and the manifest to its own form."""
    if MANIFEST not in copy.sizes:
        return [_differs(MANIFEST, "没有清单", "there is no manifest")]
    raw = copies.content(copy, MANIFEST)
    try:
        listed = [(each["path"], each["bytes"], each["sha256"]) for each in json.loads(raw)["files"]]
        sound = manifest_text(listed).encode() == raw
    except (ValueError, TypeError, KeyError, RecursionError):
        sound, listed = False, []
    if not sound:
        return [_differs(MANIFEST, "清单改过，或不完整", "the manifest was changed, or is not whole")]
    found = []
    for path, size, digest in listed:
        if path not in copy.sizes:
            found.append(_differs(path, "清单里有，这里没有", "it is listed and not there"))
        elif copy.sizes[path] != size or copies.digest(copy, path) != digest:
            found.append(_differs(path, "内容与清单不符", "its content is not what the manifest says"))
    strange = copy.sizes.keys() - {path for path, _, _ in listed} - {MANIFEST}
    found += [
        _differs(path, "清单里没有这个文件", "the manifest does not list it") for path in sorted(strange)
    ]
    return found


def _logs(copy: Copy, findings: list[Finding]) -> dict[str, Log]:
    by_county: dict[str, list[SealFile]] = {}
    for name in sorted(copy.sizes):
        path = PurePosixPath(name)
        if path.parent.parent.as_posix() == FOLDER:
            text = copies.content(copy, name).decode("utf-8", "replace")
            by_county.setdefault(path.parent.name, []).append(
                SealFile(path.parent.name, path.name, name, text)
            )
    logs = {}
    for county, files in by_county.items():
        log = parse(county, f"{FOLDER}/{county}", files, findings)
        if log:
            findings += integrity.examine(log, withheld=True)
            logs[county] = log
    return logs


def _load(con: Connection, copy: Copy, scratch: Path, findings: list[Finding]) -> bool:
    """Make ``data.<dataset>`` from the downloads; False, with a finding, when one of them can't be read."""
    before = len(findings)
    for dataset in sorted({*rows.datasets(), "corrections"}):
        name = f"data/{dataset}.csv"
        if name not in copy.sizes or not _table(con, dataset, copies.content(copy, name), scratch):
            findings.append(_differs(name, "读不出这张表", "the table can't be read"))
    return len(findings) == before


def _table(con: Connection, dataset: str, raw: bytes, scratch: Path) -> bool:
    """Read one download; a column that it does not have yet is blank."""
    fields = {field["name"]: field for field in load_schema(dataset)["fields"]}
    names = raw.partition(b"\n")[0].decode("utf-8", "replace").strip("\r").split(",")
    if (
        len(set(names)) != len(names)
        or not set(load_schema(dataset)["primaryKey"]) <= set(names) <= fields.keys()
    ):
        return False
    path = scratch / f"{dataset}.csv"
    path.write_bytes(raw)
    types = "{" + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names) + "}"
    cells = ", ".join(_cell(field, name in names) for name, field in fields.items())
    try:
        con.execute(
            f"create table data.{dataset} as select {cells}, {literal(f'data/{dataset}.csv')} as file, "
            f"cast(row_number() over () + 1 as integer) as line from read_csv({literal(str(path))}, "
            f"columns = {types}, "
            "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', strict_mode "
            "= true, "
            "null_padding = false)"
        )
    except duckdb.Error:
        return False
    finally:
        path.unlink()
    return True


def _cell(field: dict[str, object], there: bool) -> str:
    name, type_ = identifier(str(field["name"])), sql_type(field)
    if not there:
        return f"cast(null as {type_}) as {name}"
    value = f"nullif({name}, '')"
    if field.get("freeText"):
        # The apostrophe that keeps a spreadsheet from running a text as a formula is not part of it.
        value = rf"regexp_replace({value}, '^''([=+\-@＝＋－＠\t\r])', '\1')"
    return f"cast({value} as {type_}) as {name}"


def _differs(file: str, zh: str, en: str) -> Finding:
    return finding("published_files_are_as_listed", file, 0, detail_zh=zh, detail_en=en)
