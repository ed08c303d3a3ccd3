"""The flow: read → check → seal → derive → render → publish. Only this module knows the order."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sunledger import seal
from sunledger.abreast import LANES, Piece, abreast
from sunledger.accounts import Accounts
from sunledger.builtin import BUILTINS
from sunledger.check import RECONCILED, apply_rules, conform, needs, record, rules
from sunledger.crew import Crew
from sunledger.derive import derive
from sunledger.engine import HANDED_OVER, fill, hand_over, identifier, sql_type
from sunledger.errors import HeadUnreadable, NothingPromised, PersonalDataInReason
from sunledger.model import (
    BuildOptions,
    Checked,
    County,
    Finding,
    Progress,
    Reading,
    Report,
    Sealed,
    Severity,
    quiet,
)  # fmt: skip
from sunledger.read import look_back, read, take_out
from sunledger.resources import dataset_names, load_schema
from sunledger.seal import Examined, Log, Salts

__all__ = [
    "UNSEALED", "accounts", "build", "check", "lay_open", "redact", "rule_titles", "seal_months", "take_out",
    "verify",
]  # fmt: skip

UNSEALED = seal.UNSEALED
"""Cells that go on changing by their nature, sealed month or not."""


def check(data: Path, *, reconcile: bool = False, progress: Progress = quiet) -> Report:
    """Read and check the accounts below ``data``; write nothing.

    With ``reconcile`` a published figure that the accounts don't bear out is an error.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        reading = read(data, Path(scratch), progress=progress)
        checked, _ = _examine(reading, progress)
        reading.con.close()
    if reconcile:
        checked = replace(checked, findings=tuple(map(_reconciled, checked.findings)))
    return _report(reading, checked, started)


@contextlib.contextmanager
def accounts(data: Path, *, progress: Progress = quiet) -> Iterator[Accounts]:
    """Read the accounts below ``data`` for a form to be made of them; write nothing."""
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        reading = read(data, Path(scratch), progress=progress)
        with contextlib.closing(reading.con):
            checked = conform(reading)
            wrong = frozenset(
                (found.file, found.line) for found in checked.findings if found.severity is Severity.ERROR
            )
            yield Accounts(reading.con, reading.counties, checked.unclean, wrong)


def build(data: Path, options: BuildOptions, *, progress: Progress = quiet) -> Report:
    """Check the accounts and, if there is no error, build the site and put it in place in one step.

    With an error nothing is written and the site that stands stays as it is.
    """
    from sunledger import publish

    started = time.monotonic()
    with publish.staging(options.out, data) as stage:
        reading = read(data, stage.scratch, progress=progress)
        (checked, sealed), fault = abreast(reading.con, [
            Piece("check", lambda con: _examine(replace(reading, con=con), progress)),
            Piece("history", lambda con: look_back(replace(reading, con=con), data, stage.scratch)),
        ], lanes=LANES)  # fmt: skip
        checked = _with(checked, seal.continue_published(sealed.logs, options.out))
        pages = 0
        if checked.ok:
            if fault:
                raise fault
            from sunledger.making import WRITERS, make

            with Crew(options.jobs, WRITERS) as crew:
                progress("derive", "")
                derive(reading, checked.unclean)
                record(reading.con, checked)
                seal.write_public(reading.con, sealed.logs, stage.site)
                pages, kept, digests = make(reading, stage, crew, options, data.absolute().parent, progress)
            stage.put_in_place()
            kept.save(digests)
        reading.con.close()
    return _report(reading, checked, started, pages=pages, out=options.out)


def seal_months(
    data: Path, *, county: str | None = None, month: str | None = None, begin: bool = False,
    salts: Salts = seal.random_salt, progress: Progress = quiet,
) -> Sealed:  # fmt: skip
    """Seal every month that is due, or up to ``month``, where seals are promised; with an error, nothing.

    With ``begin`` a county without seals starts its log. ``salts`` makes the salts, at random if not given.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        reading = read(data, Path(scratch), progress=progress)
        checked, sealed = _examine(reading, progress, beginning=begin)
        report = _report(reading, checked, started)
        promised = [
            each for each in reading.counties
            if each.profile.sealed_from and county in (None, each.county_id)
        ]  # fmt: skip
        if not promised and report.ok:
            raise NothingPromised(county)
        heads, rows = [], 0
        if report.ok:
            seal.prepare(reading.con)
            for each in promised:
                log, added = _close(reading, each, sealed, month, salts)
                seal.write(log, data / each.county_id / seal.FOLDER)
                rows += added
                heads += [str(head) for head in log.heads[-1:]]
        reading.con.close()
    return Sealed(report, tuple(heads), rows)


def redact(
    data: Path, county: str, dataset: str, row_key: str, decided_by: str, redacted_on: str, reason: str, *,
    progress: Progress = quiet,
) -> Sealed:  # fmt: skip
    """Take a sealed row out of the proof for a legal reason, and seal anew what stands in its place."""
    from sunledger.check.privacy import kinds

    if next(kinds(f"{decided_by} {reason}"), None):
        raise PersonalDataInReason
    redaction = seal.Redaction(0, row_key, decided_by, redacted_on, reason)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        reading = seal.redacted(read(data, Path(scratch), progress=progress), county, dataset, redaction)
        checked, sealed = _examine(reading, progress)
        report = _report(reading, checked, started)
        heads: tuple[str, ...] = ()
        if report.ok:
            log = sealed.logs[county]
            month = max(leaf.month for leaf in log.leaves)
            each = next(each for each in reading.counties if each.county_id == county)
            log, _ = _close(reading, each, sealed, month, seal.random_salt)
            seal.write(log, data / county / seal.FOLDER)
            heads = (str(log.heads[-1]),)
        reading.con.close()
    return Sealed(report, heads, 1)


def verify(target: Path, since: Sequence[str] = (), *, progress: Progress = quiet) -> Sealed:
    """Hash everything anew: the accounts below a data folder, or a copy of a site, in a folder or a ZIP.

    ``since`` are heads kept from earlier, as printed; each must be continued by the log that is there.
    """
    started = time.monotonic()
    kept = [seal.Head.parse(text) for text in since]
    for head, text in zip(kept, since, strict=True):
        if head is None:
            raise HeadUnreadable(text)
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        if target.is_file() or seal.is_copy(target):
            logs, findings, files, rows = seal.examine_copy(target, Path(scratch))
            read_rows = rows
        else:
            reading = read(target, Path(scratch), progress=progress)
            checked = conform(reading)
            sealed = seal.examine(reading)
            compared = seal.compare(reading.con, sealed, checked.unclean, alone=True)
            logs, findings = sealed.logs, [*checked.findings, *sealed.findings, *compared]
            files, read_rows = len(reading.files) + len(reading.seals), reading.rows
            rows = sum(leaf.rows for log in logs.values() for leaf in log.leaves if leaf.kind == "rows")
            reading.con.close()
    findings += [found for log in logs.values() for found in seal.prove(log)]
    findings += seal.look_up(logs, [head for head in kept if head])
    ordered = tuple(sorted(set(findings), key=Finding.order))
    report = Report(ordered, files, read_rows, f"{time.monotonic() - started:.3f}")
    return Sealed(report, tuple(str(log.heads[-1]) for log in logs.values() if log.heads), rows)


def lay_open(
    data: Path, work: Path, figures: frozenset[str], *, progress: Progress = quiet
) -> tuple[Report, frozenset[str], frozenset[str]]:
    """Check the accounts and hand rows, seals and the derived tables named to a database file ``work``.

    For whoever compares: every dataset stands in ``data``, one with errors as text, in the same form as
    far as its cells have any. ``meta.texts`` holds profiles and prose, ``meta.unread`` the tables of which
    rows are missing since they can't be read. Return the report, which of the derived tables could be made,
    and the rules that errors kept from being held.
    """
    started = time.monotonic()
    work.parent.mkdir(parents=True, exist_ok=True)
    reading = read(data, work.parent, progress=progress)
    checked, _ = _examine(reading, progress)
    made = derive(reading, checked.unclean, figures)
    for dataset in sorted(checked.unclean):
        cells = ", ".join(
            f"coalesce(cast(try_cast({name} as {sql_type(field)}) as varchar), {name}) as {name}"
            for field in load_schema(dataset)["fields"]
            for name in [identifier(field["name"])]
        )
        reading.con.execute(f"create table data.{dataset} as select {cells}, file, line from raw.{dataset}")
    texts = [(each.file, each.markdown) for each in {*reading.abouts, *reading.notes}]
    reading.con.execute("create table meta.texts (file varchar, body varchar)")
    fill(reading.con, "meta.texts", sorted(texts))
    blamed = {found.file for found in reading.findings if found.file.endswith(".csv")}
    broken = blamed - {source.file for source in reading.files} | reading.suspects.keys()
    reading.con.execute("create table meta.unread as select unnest(?::varchar[]) as file", [sorted(broken)])
    hand_over(reading.con, work, ("data", *HANDED_OVER))
    reading.con.close()
    return _report(reading, checked, started), made & figures, checked.unheld


def rule_titles() -> dict[str, tuple[str, str]]:
    """Return every check by name, with what it says of good data in Chinese and English."""
    said = {name: (file.facts["title_zh"], file.facts["title_en"]) for name, file in rules().items()}
    return said | {name: (each.title_zh, each.title_en) for name, each in BUILTINS.items()}


def _close(
    reading: Reading, county: County, sealed: Examined, month: str | None, salts: Salts
) -> tuple[Log, int]:
    """Seal a county up to a month; return its log and how many rows were added."""
    first = county.profile.sealed_from or ""
    log = sealed.logs.get(county.county_id) or seal.empty(county.county_id)
    due = seal.last_due(reading.con, county.county_id)
    if month and month > due:
        raise seal.NotYetDue(county.county_id, month, due)
    return log, seal.close(reading.con, log, first, month or due, salts)


def _examine(reading: Reading, progress: Progress, *, beginning: bool = False) -> tuple[Checked, Examined]:
    """Check the accounts and their seals, with no table derived that no rule reads."""
    progress("check", "cells")
    checked = conform(reading)
    sealed = seal.examine(reading, beginning=beginning)

    progress("derive", "")
    made, compared = abreast(reading.con, [
        Piece("tables", lambda con: derive(replace(reading, con=con), checked.unclean, needs())),
        Piece("seals", lambda con: seal.compare(con, sealed, checked.unclean)),
    ])  # fmt: skip
    clean = frozenset(dataset_names()) - checked.unclean if made else frozenset()
    checked = _with(checked, (*sealed.findings, *compared))
    return apply_rules(reading.con, checked, clean | made, progress), sealed


def _with(checked: Checked, findings: Iterable[Finding]) -> Checked:
    return replace(checked, findings=(*checked.findings, *findings))


def _reconciled(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR) if finding.rule in RECONCILED else finding


def _report(
    reading: Reading, checked: Checked, started: float, *, pages: int = 0, out: Path | None = None
) -> Report:
    findings = tuple(sorted(set(checked.findings), key=Finding.order))
    seconds = f"{time.monotonic() - started:.3f}"
    return Report(findings, len(reading.files), reading.rows, seconds, pages, out)
