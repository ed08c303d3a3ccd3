"""Hold the cross-table rules against datasets and derived tables: one SQL file, one rule.

A rule's query gives one row per breach with ``file``, ``line``, ``column_name`` and the facts its
message names. A rule runs only when everything it reads is there; one that does not run is said
to be not applicable, never passed.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from sunledger import sqlfiles
from sunledger.builtin import BUILTINS, general
from sunledger.builtin_pages import PAGES
from sunledger.check import corrected_cells
from sunledger.check.counts import counted
from sunledger.engine import Connection, fill
from sunledger.errors import ProgramFault
from sunledger.model import Checked, Finding, Progress, Severity, Verdict, quiet
from sunledger.resources import dataset_names, load_schema
from sunledger.sqlfiles import SqlFile

META = frozenset(
    {
        "counties",
        "duties",
        "tiers",
        "steps",
        "approvals",
        "sweeps",
        "tender_streams",
        "targets",
        "loan_ranges",
        "months",
        "files",
        "abouts",
    }
)
"""Tables of facts around the accounts that are always there."""

SHOWN = ("title", "why", "example_passes", "example_fails", "excludes", "fix")
"""What a rule's page says of it in both languages."""

RECONCILED = frozenset({"claims_agree_with_the_accounts"})
"""Rules whose breaches are errors when published figures are reconciled with the accounts."""


@functools.cache
def rules() -> dict[str, SqlFile]:
    """Return every rule's SQL file, by name."""
    return sqlfiles.load(Path(__file__).parent / "rules")


@functools.cache
def owners() -> SqlFile:
    """Return the query that tells which unit each row belongs to."""
    return sqlfiles.parse(Path(__file__).parent / "row_owners.sql")


def needs() -> frozenset[str]:
    """Return the tables that rules read, so that a check derives no others."""
    return frozenset(read for rule in rules().values() for read in rule.reads)


def apply_rules(
    con: Connection, checked: Checked, available: frozenset[str], progress: Progress = quiet
) -> Checked:
    """Run every rule whose tables are all in ``available``; return the findings added to ``checked``'s."""
    available |= prepare(con, available)
    findings = list(checked.findings)
    verdicts = [_built_in(name, findings) for name in sorted(BUILTINS)]
    advance = progress("check", "rules", len(rules()))
    every = sorted(rules().values(), key=lambda rule: rule.name)
    fit = [rule for rule in every if set(rule.reads) <= available | META]
    rows = counted(con, {rule.facts["tests"]: rule.facts["tests"] for rule in fit})
    tested = {rule.name: rows.get(rule.facts["tests"], 0) for rule in fit}
    broken = counted(con, {rule.name: f"({rule.query})" for rule in fit if tested.get(rule.name)})
    for rule in every:
        found = list(_breaches(con, rule)) if rule.name in broken else []
        held = tested.get(rule.name, 0)
        verdicts.append(
            Verdict(rule.name, "rule", _severity(rule), rule.facts, held > 0, held, len(found), rule.query)
        )
        findings += found
        advance(1)
    findings.sort(key=Finding.order)
    unheld = frozenset(rule.name for rule in every) - tested.keys()
    return Checked(tuple(findings), tuple(verdicts), checked.unclean, unheld)


def prepare(con: Connection, available: frozenset[str]) -> frozenset[str]:
    """Create the tables that serve rules alone and can be made of ``available``; return their names."""
    made = set()
    if set(owners().reads) <= available:
        con.execute(f"create or replace table meta.row_owners as {owners().query}")
        made.add("row_owners")
    if set(dataset_names()) <= available:
        corrected_cells.create(con)
        made.add("corrected_cells")
    return frozenset(made)


def record(con: Connection, checked: Checked) -> None:
    """Write verdicts and findings to ``meta.rules`` and ``meta.findings`` for the pages that show them."""
    con.execute(
        "create or replace table meta.rules (rule varchar, kind varchar, severity varchar, title_zh varchar, "
        "title_en varchar, why_zh varchar, why_en varchar, "
        "passes_zh varchar, passes_en varchar, fails_zh varchar, fails_en varchar, excludes_zh varchar, "
        "excludes_en varchar, fix_zh varchar, fix_en varchar, applicable boolean, findings bigint, "
        "rows_tested bigint, sql varchar)"
    )
    said = [f"{key}_{tongue}" for key in SHOWN for tongue in ("zh", "en")]
    fill(con, "meta.rules", [
        (v.rule, v.kind, v.severity.value, *(general(v.facts[key]) for key in said), v.applicable, v.findings,
         v.rows_tested, v.sql)
        for v in checked.verdicts
    ])  # fmt: skip
    con.execute(
        "create or replace temp table found (rule varchar, severity varchar, file varchar, line bigint, "
        "column_name varchar, message_zh varchar, message_en varchar, fix_zh varchar, fix_en varchar)"
    )
    fill(con, "found", [
        (f.rule, f.severity.value, f.file, f.line, f.column, f.message_zh, f.message_en, f.fix_zh, f.fix_en)
        for f in checked.findings
    ])  # fmt: skip
    con.execute(
        "create or replace table meta.findings as "
        "select found.*, split_part(found.file, '/', 2) as county_id, row_owners.owner as community_id "
        "from found left join meta.row_owners as row_owners "
        "on row_owners.file = found.file and row_owners.line = found.line order by all"
    )
    con.execute("drop table meta.row_owners")
    con.execute("drop table meta.corrected_cells")


def _built_in(name: str, findings: Iterable[Finding]) -> Verdict:
    check, page = BUILTINS[name], PAGES[name]
    texts = {
        "title": (check.title_zh, check.title_en),
        "why": page.why,
        "example_passes": page.passes,
        "example_fails": page.fails,
        "excludes": page.excludes,
        "fix": (check.fix_zh, check.fix_en),
    }
    facts = {
        f"{key}_{tongue}": text
        for key, pair in texts.items()
        for tongue, text in zip(("zh", "en"), pair, strict=True)
    }
    count = sum(finding.rule == name for finding in findings)
    return Verdict(name, "built-in", check.severity, facts, True, 0, count)


def _severity(rule: SqlFile) -> Severity:
    try:
        return Severity(rule.facts["severity"])
    except (KeyError, ValueError) as cause:
        raise ProgramFault(f"{rule.name}.sql", "severity") from cause


def _breaches(con: Connection, rule: SqlFile) -> Iterable[Finding]:
    cursor = con.execute(rule.query)
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        facts = dict(zip(names, row, strict=True))
        try:
            yield Finding(
                rule.name,
                _severity(rule),
                str(facts["file"]),
                int(facts["line"]),
                str(facts["column_name"]),
                *(
                    _VOICES[key[-2:]].format(rule.facts[key], **facts)
                    for key in ("message_zh", "message_en", "fix_zh", "fix_en")
                ),
            )
        except KeyError as cause:
            raise ProgramFault(f"{rule.name}.sql", f"fact {cause}") from cause


class _Voice(string.Formatter):
    """Fills in a message; ``{kind:funds.kind}`` says the code by its label in the schema."""

    def __init__(self, language: str) -> None:
        self._key = {"zh": "label", "en": "label_en"}[language]

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write out one fact; within a sentence an English label begins small."""
        if not format_spec:
            return f"{value:,}" if isinstance(value, Decimal) else str(value)
        dataset, _, column = format_spec.partition(".")
        field = next(field for field in load_schema(dataset)["fields"] if field["name"] == column)
        label = next((c[self._key] for c in field["categories"] if c["value"] == value), str(value))
        return label[:1].lower() + label[1:]


_VOICES = {language: _Voice(language) for language in ("zh", "en")}
