"""Prove that every dataset conforms to its Table Schema; say exactly where one does not.

A scan of vectorised SQL per dataset decides which cells are proven. Files with doubtful cells
or ragged rows go to frictionless, whose errors become findings; a doubtful cell that frictionless
lets pass is a finding of ours. Keys and references are held across files and datasets.
"""

from __future__ import annotations

import functools
from collections import defaultdict

from sunledger.abreast import Piece, abreast
from sunledger.builtin import finding
from sunledger.check import plainform, references, sums
from sunledger.check.plainform import Field
from sunledger.disclosure import shown
from sunledger.engine import Connection, identifier, sql_type
from sunledger.model import Checked, Finding, Reading, Severity
from sunledger.resources import dataset_names, load_schema

BASIC = ("communities", "funds", "revenue", "disbursements")
"""The datasets no publisher can do without."""

PEOPLED = ("communities", "funds")
"""Those that must have a row somewhere; income and payments may yet have to come."""

_Place = tuple[str, int, str]


def conform(reading: Reading) -> Checked:
    """Check cells, keys and references; create ``data.<dataset>`` for every clean dataset.

    A dataset with an error gets no typed table, and ``unclean`` names it.
    """
    # The guard's libraries load only here: ``--help`` and ``demo`` never pay for them.
    from sunledger.check import doubts, privacy

    findings = list(reading.findings)
    raised = doubts.raised(reading)
    by_dataset = {
        dataset: _doubtful(reading.con, dataset) if about.cells else {} for dataset, about in raised.items()
    }
    findings += _judge(reading, by_dataset)
    broken = {source.dataset for source in reading.files if source.file in reading.suspects}
    broken |= _unread(reading)
    present = {source.dataset for source in reading.files} | _unread(reading)
    missing = [name for name in BASIC if name not in present]
    findings += privacy.guard(reading, [dataset for dataset, about in raised.items() if about.texts])
    findings += references.device_names(reading.con)
    findings += sums.reach(reading.con, [dataset for dataset, about in raised.items() if about.sums])
    findings += references.keys(reading.con, raised)
    findings += references.dangling(reading.con, raised, frozenset(broken.union(missing)))
    folder = next((source.file.split("/")[0] for source in reading.files), "data")
    findings += [
        finding("needed_datasets_are_there", folder, dataset=name,
                title_zh=load_schema(name)["title"], title_en=load_schema(name)["title_en"])
        for name in missing
    ]  # fmt: skip
    findings += _unpeopled(reading, broken)
    unclean = _unclean(reading, findings)
    abreast(reading.con, [
        Piece(dataset, functools.partial(_type, dataset, filled=dataset in raised))
        for dataset in dataset_names() if dataset not in unclean
    ])  # fmt: skip
    return Checked(tuple(findings), unclean=unclean)


def _doubtful(con: Connection, dataset: str) -> dict[str, list[_Place]]:
    """Return the doubtful cells of a dataset as file -> (column, line, value)."""
    fields = plainform.demanded(load_schema(dataset))
    counts = ", ".join(f"count(*) filter (where not {plainform.proof(field)})" for field in fields)
    row = con.execute(f"select {counts} from raw.{dataset}").fetchone()
    places: dict[str, list[_Place]] = defaultdict(list)
    for field, count in zip(fields, row or (), strict=False):
        if count:
            cell = identifier(field["name"])
            for file, line, value in con.execute(
                f"select file, line, {cell} from raw.{dataset} "
                f"where not {plainform.proof(field)} order by all"
            ).fetchall():
                places[file].append((field["name"], line, value or ""))
    return places


def _judge(reading: Reading, by_dataset: dict[str, dict[str, list[_Place]]]) -> list[Finding]:
    findings: list[Finding] = []
    for dataset, places in by_dataset.items():
        files = {source.file for source in reading.files if source.dataset == dataset}
        doubted = sorted((files & reading.suspects.keys()) | places.keys())
        if not doubted:
            continue
        # frictionless takes most of a second to import; a clean publisher never pays it.
        from sunledger.check import frictionless_report

        fields = {field["name"]: field for field in load_schema(dataset)["fields"]}
        for file in doubted:
            body = reading.suspects.get(file) or (reading.root / file).read_bytes()
            said = frictionless_report.examine(body, dataset, file)
            findings += said
            at = {(item.line, item.column) for item in said}
            lines = {item.line for item in said if not item.column}
            findings += [
                _plain(fields[column], file, line, value)
                for column, line, value in places.get(file, ())
                if (line, column) not in at and line not in lines
            ]
    return findings


def _plain(field: Field, file: str, line: int, value: str) -> Finding:
    if not value:
        return finding("required_cells_are_filled", file, line, field["name"], title_zh=field["title"],
                       title_en=field["title_en"], description_zh=field["description"],
                       description_en=field["description_en"])  # fmt: skip
    known = frozenset(str(c["label"]) for c in field.get("categories", ()))
    found = "…" if field.get("freeText") else shown(value, known)
    words = plainform.expected(field)
    return finding("cells_are_in_plain_form", file, line, field["name"], title_zh=field["title"],
                   title_en=field["title_en"], found=found, **words,
                   **plainform.hint(field, value, words))  # fmt: skip


def _unread(reading: Reading) -> set[str]:
    """Return the datasets of which a file could not be read at all."""
    read = {source.file for source in reading.files}
    names = set()
    for item in reading.findings:
        stem = item.file.rsplit("/", 1)[-1].removesuffix(".csv").partition("-")[0]
        if item.severity is Severity.ERROR and item.file.endswith(".csv") and item.file not in read:
            names.add(stem)
    return names & set(dataset_names())


def _unpeopled(reading: Reading, broken: set[str]) -> list[Finding]:
    """Report the datasets of units and funds of which every file is there and none has a row."""
    findings = []
    for name in PEOPLED:
        files = [source for source in reading.files if source.dataset == name]
        if files and name not in broken and not any(source.rows for source in files):
            findings.append(
                finding("units_and_funds_are_there", files[0].file, 1, dataset=name,
                        title_zh=load_schema(name)["title"], title_en=load_schema(name)["title_en"])
            )  # fmt: skip
    return findings


def _unclean(reading: Reading, findings: list[Finding]) -> frozenset[str]:
    dataset_of = {source.file: source.dataset for source in reading.files}
    bad = {dataset_of[f.file] for f in findings if f.severity is Severity.ERROR and f.file in dataset_of}
    return frozenset(bad | _unread(reading))


def _type(dataset: str, con: Connection, *, filled: bool) -> None:
    """Create ``data.<dataset>`` of its raw cells, in their order; without any, of its columns alone."""
    types = {identifier(field["name"]): sql_type(field) for field in load_schema(dataset)["fields"]}
    if filled:
        cells = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in types.items())
        source = f"as select {cells}, file, line from raw.{dataset}"
    else:
        columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
        source = f"({columns}, file varchar, line integer)"
    con.execute(f"create table data.{dataset} {source}")
    con.execute(f"drop table raw.{dataset}")
