"""What is asked, decided and audited: the checks of a publisher, and each unit's own."""

from __future__ import annotations

import itertools

from markupsafe import escape

from sunledger import resources
from sunledger.render import rows_oversight, rows_publisher
from sunledger.render.contexts_oversight import (
    AuditLine,
    ChecksPage,
    Flag,
    MatterLine,
    Need,
)
from sunledger.render.desk import Desk, grouped
from sunledger.render.words import Words


def checks(desk: Desk, root: str, edit_url: str | None) -> ChecksPage:
    """Lay out what was tested and what was found."""
    rules = tuple(desk.rows("rules", rows_publisher.Rule))
    return ChecksPage(
        root=root,
        rules=rules,
        findings=tuple(desk.rows("findings", rows_publisher.OpenFinding)),
        flags=_flags(desk),
        audits=tuple(line for lines in audits(desk, None).values() for line in lines),
        passed=sum(rule.applicable and not rule.findings for rule in rules),
        failed=sum(bool(rule.findings) for rule in rules),
        idle=sum(not rule.applicable for rule in rules),
        edit=escape(edit_url or ""),
    )


def red_flags(desk: Desk, units: list[str] | None) -> dict[str, list[rows_oversight.RedFlag]]:
    """Read the questions about some units, or all, by unit."""
    return grouped(desk.rows("red_flags", rows_oversight.RedFlag, **_reach(units)))


def objections(desk: Desk, units: list[str] | None) -> dict[str, list[rows_oversight.Objection]]:
    """Read what residents asked some units, or all, by unit, the newest first."""
    return grouped(desk.rows("unit_objections", rows_oversight.Objection, **_reach(units)))


def audits(desk: Desk, units: list[str] | None) -> dict[str, list[AuditLine]]:
    """Read the audits that covered some units, or each once below the unit it audited."""
    missed = grouped(desk.rows("missed_funds", rows_oversight.MissedFund))
    found: dict[str, list[AuditLine]] = {}
    for row in desk.rows("unit_audits", rows_oversight.Audit, **_reach(units)):
        found.setdefault(row.unit, []).append(AuditLine(row, tuple(missed.get(row.audit, ()))))
    return found


def matters(desk: Desk, units: list[str]) -> dict[str, list[MatterLine]]:
    """Read the matters of some units that were not agreed to, or not yet, with their steps."""
    steps = grouped(desk.rows("matter_steps", rows_oversight.Step, units=units))
    found: dict[str, list[MatterLine]] = {}
    for row in desk.rows("unit_matters", rows_oversight.Matter, units=units):
        found.setdefault(row.unit, []).append(MatterLine(row, tuple(steps.get(row.matter, ()))))
    return found


def _reach(units: list[str] | None) -> dict[str, object]:
    return {"everywhere": units is None, "units": units or [""]}


def _flags(desk: Desk) -> tuple[Flag, ...]:
    """Bring together what each flag asks, its counts and its rows; those that ask something first."""
    raised: dict[str, list[rows_oversight.RedFlag]] = {}
    for rows in red_flags(desk, None).values():
        for row in rows:
            raised.setdefault(row.flag, []).append(row)
    counts = desk.rows("red_flag_counts", rows_oversight.FlagCount)
    flags = []
    for flag, found in itertools.groupby(counts, key=lambda row: row.flag):
        held = tuple(found)
        one = held[0]
        flags.append(
            Flag(
                flag=flag,
                label=one.label,
                question=one.question,
                needs=tuple(_need(desk.words, need) for need in one.needs.split(", ")),
                counts=held,
                rows=tuple(raised.get(flag, ())),
            )
        )
    return tuple(sorted(flags, key=lambda flag: not flag.rows))


def _need(words: Words, need: str) -> Need:
    """Say what stands behind ``table.column``, ``table`` or a part of the county's profile."""
    profile = {"tiers": words("分级线（县档案）"), "approvals": words("要走的决策步骤（县档案）")}
    table, _, column = need.partition(".")
    if table not in resources.dataset_names():
        return Need(profile.get(table, need), "")
    title = words.table(table)
    return Need(f"{title} · {words.column(table, column)}" if column else title, table)
