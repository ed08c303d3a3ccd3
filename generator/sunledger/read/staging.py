"""Bring the cells of many files into one raw table per dataset.

Files are cleaned, checked for shape with a few whole-file counts, and gathered into a few staging files per
dataset and column order, so that thousands of small files cost as little as one large one. A row's place
follows from its number: staging keeps the order of files.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sunledger.builtin import finding
from sunledger.engine import Connection, identifier
from sunledger.model import Advance, Finding, SourceFile
from sunledger.read import header, text
from sunledger.read.files import LIMIT, Candidate, content
from sunledger.read.loading import Loader, Stage
from sunledger.resources import dataset_names, load_schema

# A quoted cell may run over lines: what bounds it is the limit of the file. csv knows only one limit for all.
csv.field_size_limit(LIMIT)

CHUNK = 16 * 1024 * 1024
"""Bytes of a dataset that are gathered before they are loaded: less is loaded with more work for each row."""


@dataclass(slots=True)
class _Gathering:
    """What was read and is not yet handed over to be loaded."""

    findings: list[Finding]
    sources: dict[str, SourceFile] = field(default_factory=dict)
    suspects: dict[str, bytes] = field(default_factory=dict)
    stages: dict[tuple[str, ...], Stage] = field(default_factory=dict)
    """The stages of the dataset at hand, by their columns."""
    size: int = 0
    """Their bytes."""
    orders: defaultdict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))


def load(
    con: Connection, candidates: tuple[Candidate, ...], scratch: Path, findings: list[Finding],
    advance: Advance,
) -> tuple[tuple[SourceFile, ...], dict[str, bytes]]:  # fmt: skip
    """Fill ``raw.<dataset>`` (all text, with ``file`` and ``line``) for every dataset, rows in their order.

    Returns the files that were read, and the content of those whose shape is in doubt.
    """
    gathering = _Gathering(findings)
    for dataset in dataset_names():
        _create(con, dataset)
    last = ""
    with Loader(con, scratch, gathering.suspects) as loader:
        for candidate in sorted(candidates, key=lambda each: (each.dataset, each.file)):
            if candidate.dataset != last or gathering.size > CHUNK:
                _hand_over(gathering, loader)
            last = candidate.dataset
            _take(gathering, candidate)
            advance(1)
        _hand_over(gathering, loader)
    for dataset, orders in sorted(gathering.orders.items()):
        if len(orders) > 1:
            con.execute(f"create or replace table raw.{dataset} as from raw.{dataset} order by file, line")
    read = (gathering.sources.get(candidate.file) for candidate in candidates)
    return tuple(source for source in read if source), gathering.suspects


def _hand_over(gathering: _Gathering, loader: Loader) -> None:
    for stage in gathering.stages.values():
        loader.put(stage)
    gathering.stages = {}
    gathering.size = 0


def _take(gathering: _Gathering, candidate: Candidate) -> None:
    findings, file = gathering.findings, candidate.file
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
    # A blank line has no comma where its columns would have some.
    if rest.count(b",") != rows * (len(names) - 1) or b'"' in rest:
        parsed = _parse(rest, len(names), file, findings)
        if parsed is None:
            return
        whole = len(parsed.lines) + parsed.ragged
        if parsed.ragged:
            gathering.suspects[file] = body
        rest, rows, lines = parsed.rest, len(parsed.lines), parsed.lines
    else:
        whole = rows
    if not whole:
        findings.append(finding("files_have_rows", file, 1))
    digest = hashlib.sha256(raw).hexdigest()
    gathering.sources[file] = SourceFile(
        file, candidate.dataset, candidate.county, candidate.folder, whole, len(raw), digest
    )
    if rows:
        gathering.orders[candidate.dataset].add(names)
        stage = gathering.stages.setdefault(names, Stage(candidate.dataset, names))
        stage.parts.append(rest)
        stage.files.append(file)
        stage.rows.append(rows)
        stage.lines.append(lines)
        gathering.size += len(rest)


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
