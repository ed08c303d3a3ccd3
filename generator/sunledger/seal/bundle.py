"""Verify a copy of a published site, or a ZIP of its tables, with nothing else at hand.

Every file is held to the manifest, the log to its heads, and the rows of the CSV downloads to the log. A
manifest can be rewritten together with a page, so it finds accidents and careless hands; what is
sealed is held to the head besides, and the head to whatever the reader kept from earlier.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import duckdb

from sunledger.builtin import finding
from sunledger.engine import Connection, connect, identifier, literal, sql_type
from sunledger.manifest import MANIFEST, SUMS, manifest_text
from sunledger.model import Finding, SealFile
from sunledger.resources import load_schema
from sunledger.seal import chains, comparison, copies, integrity, rows
from sunledger.seal.copies import Copy
from sunledger.seal.log import Log, parse
from sunledger.seal.public import FOLDER

_SUM = re.compile("([0-9a-f]{64})  (.+)")

Listed = tuple[str, int | None, str]
"""A listed file: its path, its size where it is told, its SHA-256."""


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
            comparison.load(con, list(logs.values()))
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
    name = MANIFEST if MANIFEST in copy.sizes or SUMS not in copy.sizes else SUMS
    if name not in copy.sizes:
        return [_differs(name, "没有清单", "there is no manifest")]
    raw = copies.content(copy, name)
    found = []
    if not copy.whole:
        found.append(
            _differs(copy.name, "ZIP 的字节与它末尾的 SHA-256 不符", "the ZIP is not what its SHA-256 says")
        )
    listed = _manifest(raw) if name == MANIFEST else _sums(raw)
    if not listed:
        return [*found, _differs(name, "清单改过，或不完整", "the manifest was changed, or is not whole")]
    for path, size, digest in listed:
        if path not in copy.sizes:
            found.append(_differs(path, "清单里有，这里没有", "it is listed and not there"))
        elif size not in (None, copy.sizes[path]) or copies.digest(copy, path) != digest:
            found.append(_differs(path, "内容与清单不符", "its content is not what the manifest says"))
    strange = copy.sizes.keys() - {path for path, _, _ in listed} - {name}
    found += [
        _differs(path, "清单里没有这个文件", "the manifest does not list it") for path in sorted(strange)
    ]
    return found


def _manifest(raw: bytes) -> list[Listed]:
    """Read a site's manifest; nothing of one that is not as we write it."""
    try:
        listed = [(each["path"], each["bytes"], each["sha256"]) for each in json.loads(raw)["files"]]
        return [*listed] if manifest_text(listed).encode() == raw else []
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def _sums(raw: bytes) -> list[Listed]:
    """Read the sums of a ZIP of tables, strictly."""
    lines = raw.decode("utf-8", "replace").split("\n")
    found = [_SUM.fullmatch(line) for line in lines[:-1]]
    listed: list[Listed] = [(line[2], None, line[1]) for line in found if line]
    names = [path for path, _, _ in listed]
    return listed if lines[-1] == "" and all(found) and names == sorted(set(names)) else []


def _root(copy: Copy) -> str:
    """Return where the tables of a copy stand."""
    return "" if MANIFEST not in copy.sizes and SUMS in copy.sizes else "data/"


def _logs(copy: Copy, findings: list[Finding]) -> dict[str, Log]:
    by_county: dict[str, list[SealFile]] = {}
    folder = f"{_root(copy)}{PurePosixPath(FOLDER).name}"
    for name in sorted(copy.sizes):
        path = PurePosixPath(name)
        if path.parent.parent.as_posix() == folder:
            text = copies.content(copy, name).decode("utf-8", "replace")
            by_county.setdefault(path.parent.name, []).append(
                SealFile(path.parent.name, path.name, name, text)
            )
    logs = {}
    for county, files in by_county.items():
        log = parse(county, f"{folder}/{county}", files, findings)
        if log:
            findings += integrity.examine(log, withheld=True)
            logs[county] = log
    return logs


def _load(con: Connection, copy: Copy, scratch: Path, findings: list[Finding]) -> bool:
    """Make ``data.<dataset>`` from the downloads; False, with a finding, when one of them can't be read."""
    before = len(findings)
    for dataset in sorted({*rows.datasets(), "corrections"}):
        name = f"{_root(copy)}{dataset}.csv"
        if name not in copy.sizes or not _table(con, dataset, name, copies.content(copy, name), scratch):
            findings.append(_differs(name, "读不出这张表", "the table can't be read"))
    return len(findings) == before


def _table(con: Connection, dataset: str, name: str, raw: bytes, scratch: Path) -> bool:
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
            f"create table data.{dataset} as select {cells}, {literal(name)} as file, "
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
