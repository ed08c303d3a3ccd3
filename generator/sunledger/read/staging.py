"""Bring the cells of many files into one raw table per dataset.

Files are cleaned, checked for shape with a few whole-file counts, and appended to one
staging file per dataset and column order, so that thousands of small files cost as little
as one large one. A row's place follows from its number: staging keeps the order of files.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from sunledger.builtin import finding
from sunledger.engine import Connection, identifier, literal
from sunledger.errors import ProgramFault
from sunledger.model import Advance, Finding, SourceFile
from sunledger.read import header, text
from sunledger.read.files import LIMIT, Candidate, content
from sunledger.resources import dataset_names, load_schema

# A quoted cell may run over lines: what bounds it is the limit of the file. csv knows only one limit for all.
csv.field_size_limit(LIMIT)


@dataclass(slots=True)
class _Stage:
    """One staging file: a dataset's rows in one order of columns."""

    dataset: str
    columns: tuple[str, ...]
    path: Path
    stream: BinaryIO
    rows: int = 0
    starts: list[tuple[int, str]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Loading:
    scratch: Path
    findings: list[Finding]
    stages: dict[tuple[str, tuple[str, ...]], _Stage] = field(default_factory=dict)
    sources: list[SourceFile] = field(default_factory=list)
    suspects: dict[str, bytes] = field(default_factory=dict)


def load(
    con: Connection, candidates: tuple[Candidate, ...], scratch: Path, findings: list[Finding],
    advance: Advance,
) -> tuple[tuple[SourceFile, ...], dict[str, bytes]]:  # fmt: skip
    """Fill ``raw.<dataset>`` (all text, with ``file`` and ``line``) for every dataset.

    Returns the files that were read, and the content of those whose shape is in doubt.
    """
    loading = _Loading(scratch, findings)
    for candidate in candidates:
        _take(loading, candidate)
        advance(1)
    for stage in loading.stages.values():
        stage.stream.close()
    for dataset in dataset_names():
        _create(con, dataset)
        for (name, _), stage in sorted(loading.stages.items()):
            if name == dataset:
                _copy(con, stage, loading)
    return tuple(loading.sources), loading.suspects


def _take(loading: _Loading, candidate: Candidate) -> None:
    findings, file = loading.findings, candidate.file
    raw = content(candidate.path, file, findings)
    body = text.clean(raw, file, findings) if raw is not None else None
    if raw is None or body is None:
        return
    first, _, rest = body.partition(b"\n")
    names = header.columns(first, candidate.dataset, file, findings)
    if names is None:
        return
    if rest and not rest.endswith(b"\n"):
        rest += b"\n"
    rows, lines = rest.count(b"\n"), None
    ragged = rest.count(b",") != rows * (len(names) - 1) or b"\n\n" in rest or rest.startswith(b"\n")
    if b'"' in rest or ragged:
        parsed = _parse(rest, len(names), file, findings)
        if parsed is None:
            return
        whole = len(parsed.lines) + parsed.ragged
        if parsed.ragged:
            loading.suspects[file] = body
        rest, rows, lines = parsed.rest, len(parsed.lines), parsed.lines
    else:
        whole = rows
    if not whole:
        findings.append(finding("files_have_rows", file, 1))
    digest = hashlib.sha256(raw).hexdigest()
    loading.sources.append(
        SourceFile(file, candidate.dataset, candidate.county, candidate.folder, whole, len(raw), digest)
    )
    if rows:
        stage = _stage(loading, candidate.dataset, tuple(names))
        stage.starts.append((stage.rows, file))
        if lines:
            stage.lines += [(stage.rows + index, line) for index, line in enumerate(lines)]
        stage.rows += rows
        stage.stream.write(rest)


def _stage(loading: _Loading, dataset: str, names: tuple[str, ...]) -> _Stage:
    key = (dataset, names)
    if key not in loading.stages:
        path = loading.scratch / f"{dataset}.{len(loading.stages)}.csv"
        loading.stages[key] = _Stage(dataset, names, path, path.open("wb"))
    return loading.stages[key]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The well-shaped rows of a file in one plain form, the line of each, and how many were not."""

    rest: bytes
    lines: list[int]
    ragged: int


def _parse(rest: bytes, width: int, file: str, findings: list[Finding]) -> _Parsed | None:
    """Parse a file that uses quotes or has ragged rows, strictly, row by row."""
    reader = csv.reader(io.StringIO(rest.decode("utf-8"), newline=""), strict=True)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    lines: list[int] = []
    ragged = 0
    start = 0
    try:
        for row in reader:
            if len(row) == width:
                lines.append(start + 2)
                writer.writerow(row)
            else:
                ragged += 1
            start = reader.line_num
    except csv.Error:
        findings.append(finding("quotes_are_closed", file, start + 2))
        return None
    return _Parsed(out.getvalue().encode(), lines, ragged)


def _create(con: Connection, dataset: str) -> None:
    cells = ", ".join(f"{identifier(item['name'])} varchar" for item in load_schema(dataset)["fields"])
    con.execute(f"create table raw.{dataset} ({cells}, file varchar, line integer)")


def _copy(con: Connection, stage: _Stage, loading: _Loading) -> None:
    """Load one staging file; if ragged rows cancelled out in the counts, set them aside first."""
    if not _copied(con, stage):
        _set_ragged_aside(stage, loading)
        if not _copied(con, stage):
            raise ProgramFault(stage.dataset, "staging")
    stage.path.unlink()


def _copied(con: Connection, stage: _Stage) -> bool:
    """Load the staging file, if every row has the right number of cells; tell whether it was so."""
    try:
        count = con.execute(_insertion(stage), _places(stage)).fetchone()
    except duckdb.Error:
        return False
    if count is not None and count[0] == stage.rows:
        return True
    con.execute(f"delete from raw.{stage.dataset} where file in (select unnest(?))", [_files(stage)])
    return False


def _insertion(stage: _Stage) -> str:
    """Write the statement that loads each row of the staging file with its place; a blank cell is null."""
    types = "{" + ", ".join(f"{literal(name)}: 'VARCHAR'" for name in stage.columns) + "}"
    columns = ", ".join(identifier(name) for name in stage.columns)
    file, line, joins = literal(stage.starts[0][1]), "row + 2", ""
    if len(stage.starts) > 1:
        file, line = "starts.file", "row - first_row + 2"
        joins = (
            "asof join (select unnest($first_rows) as first_row, unnest($files) as file) as starts "
            "on row >= first_row "
        )
    if stage.lines:
        line = f"coalesce(odd.line, {line})"
        joins += "left join (select unnest($odd_rows) as row, unnest($odd_lines) as line) as odd using (row)"
    return (
        f"insert into raw.{stage.dataset} ({columns}, file, line) select {columns}, {file}, {line} "
        f"from (select *, row_number() over () - 1 as row from read_csv({literal(str(stage.path))}, "
        f"columns = {types}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        "nullstr = '', new_line = '\\n', strict_mode = true, null_padding = false, "
        f"max_line_size = 16777216)) {joins}"
    )


def _places(stage: _Stage) -> dict[str, list[Any]]:
    """Give what the statement asks for: where each of several files starts, which rows have another line."""
    asked: dict[str, list[Any]] = {}
    if len(stage.starts) > 1:
        asked |= {"first_rows": [row for row, _ in stage.starts], "files": _files(stage)}
    if stage.lines:
        asked |= {"odd_rows": [row for row, _ in stage.lines], "odd_lines": [line for _, line in stage.lines]}
    return asked


def _files(stage: _Stage) -> list[str]:
    return [file for _, file in stage.starts]


def _set_ragged_aside(stage: _Stage, loading: _Loading) -> None:
    """Look at a staging file row by row, which the fast path never does, and keep the well-shaped rows."""
    with stage.path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    odd = dict(stage.lines)
    bounds = [*(first for first, _ in stage.starts[1:]), len(rows)]
    kept: list[list[str]] = []
    starts: list[tuple[int, str]] = []
    lines: list[tuple[int, int]] = []
    for (first, file), last in zip(stage.starts, bounds, strict=True):
        starts.append((len(kept), file))
        if any(len(row) != len(stage.columns) for row in rows[first:last]):
            loading.suspects[file] = _text([list(stage.columns), *rows[first:last]])
        for index in range(first, last):
            if len(rows[index]) == len(stage.columns):
                lines.append((len(kept), odd.get(index, index - first + 2)))
                kept.append(rows[index])
    stage.path.write_bytes(_text(kept))
    stage.rows, stage.lines = len(kept), lines
    stage.starts = list({start: (start, file) for start, file in starts}.values())


def _text(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
