"""An import's outcome in words: what was read how, what would change, what the check finds.

Text that could name a person is not repeated, neither in messages nor among the changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sunledger import report
from sunledger.disclosure import shown
from sunledger.intake.accounts import Cells
from sunledger.intake.merge import Change, Merged
from sunledger.intake.proposal import Proposal
from sunledger.intake.rows import Row
from sunledger.intake.sentences import ASKED
from sunledger.model import Finding, Report, Severity
from sunledger.report import Language
from sunledger.resources import load_schema

_SHOWN = 60
"""Rows of a file that are listed; JSON lists all."""

_MOVING = ("gross", "cost", "amount")

_WORDS = {
    "zh": {
        "file": "{file}  新增 {added} 行，修改 {changed} 行，不变 {same} 行",
        "new": "{file}  （新文件）新增 {added} 行",
        "more": "  另有 {count} 行",
        "sums": "  新增合计：{sums}",
        "line": "第 {line} 行",
        "join": "，",
        "none": "没有要改的：{same} 行与已有的一致",
        "undone": "什么也没有写入",
        "asked": "要确认",
        "proposed": "只是预览，什么也没有写入。加 --apply 写入。",
        "applied": "已写入 {files} 个文件。",
        "refusal": "没有导入：{refused} 处读不了，{open} 处要确认。什么也没有写入。",
        "question": "{kind}：以上 {count} 处这样读，对吗？",
    },
    "en": {
        "file": "{file}  rows: {added} added, {changed} changed, {same} unchanged",
        "new": "{file}  (new file) rows: {added} added",
        "more": "  and {count} more",
        "sums": "  added in total: {sums}",
        "line": "line {line}",
        "join": ", ",
        "none": "Nothing to change; rows that stand as they are: {same}",
        "undone": "nothing was written",
        "asked": "to confirm",
        "proposed": "A preview; nothing was written. Add --apply to write it.",
        "applied": "Files written: {files}.",
        "refusal": "Not imported: {refused} can't be read, {open} to be confirmed. Nothing was written.",
        "question": "{kind}: is it right to read it so, {count} times above?",
    },
}


def reading(proposal: Proposal, language: Language) -> str:
    """Say what was refused and told of the reading, and every reading that is asked, kind by kind."""
    asked = {kind: [_headed(proposal, each, language) for each in findings]
             for kind, findings in proposal.open_questions.items()}  # fmt: skip
    rest = tuple(_headed(proposal, each, language) for each in proposal.findings if each.rule not in asked)
    text = report.text(Report(rest, proposal.files, proposal.rows, "0"), language, _WORDS[language]["undone"])
    lines = text.splitlines()[:-1]
    for kind, findings in asked.items():
        fix = findings[0].fix_zh if language == "zh" else findings[0].fix_en
        lines += [_line(each, language) for each in findings] + [f"  → {fix}  [{kind}]"]
    return "".join(line + "\n" for line in lines)


def _headed(proposal: Proposal, finding: Finding, language: Language) -> Finding:
    """Call a finding's column as the sheet does: ``G 收入``."""
    if (place := proposal.columns.get((finding.file, finding.column))) is None:
        return finding
    at, dataset = place
    return replace(finding, column=f"{at} {_titles(dataset, language)[finding.column]}")


def _line(finding: Finding, language: Language) -> str:
    """Say one reading that is asked, with its place."""
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    column = f" [{finding.column}]" if finding.column else ""
    message = finding.message_zh if language == "zh" else finding.message_en
    return f"{place}{column}  {_WORDS[language]['asked']}  {message}"


def changes(proposal: Proposal, language: Language) -> str:
    """Say file by file what is added and changed, old and new beside each other."""
    words = _WORDS[language]
    if not proposal.changes:
        return words["none"].format(same=sum(each.unchanged for each in proposal.merged)) + "\n"
    return "".join(line + "\n" for each in proposal.changes for line in _file(each, language))


def outcome(applied: int, language: Language) -> str:
    """Say whether anything was written."""
    words = _WORDS[language]
    return (words["applied"].format(files=applied) if applied else words["proposed"]) + "\n"


def refusal(proposal: Proposal, language: Language) -> str:
    """Say that nothing was imported, and how many readings are refused or open."""
    refused = sum(each.severity is Severity.ERROR and each.rule not in ASKED for each in proposal.findings)
    open_ = sum(map(len, proposal.open_questions.values()))
    return _WORDS[language]["refusal"].format(refused=refused, open=open_) + "\n"


def question(kind: str, count: int, language: Language) -> str:
    """Ask whether the readings of a kind are right."""
    return _WORDS[language]["question"].format(kind=kind, count=count)


def checked(found: Report, language: Language) -> str:
    """Say what the check finds in the accounts as they would be."""
    return report.text(found, language, _WORDS[language]["undone"])


def as_json(proposal: Proposal, found: Report | None, applied: int) -> str:
    """Write the outcome as one JSON object: readings, changes, the check's findings."""
    body: dict[str, Any] = {
        "ok": proposal.ok and (found is None or found.ok),
        "written": applied,
        "questions": sorted(proposal.open_questions),
        "readings": _findings(Report(proposal.findings, proposal.files, proposal.rows, "0")),
        "files": [_as_dict(each) for each in proposal.merged],
        "check": _findings(found) if found else [],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _findings(found: Report) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(report.as_json(found))["findings"]
    return listed


def _file(each: Merged, language: Language) -> Iterator[str]:
    words, dataset = _WORDS[language], each.ledger.dataset
    titles, join = _titles(dataset, language), _WORDS[language]["join"]
    counts = {"added": len(each.added), "changed": len(each.changed), "same": each.unchanged}
    yield words["file" if each.ledger.raw else "new"].format(file=each.ledger.file, **counts)
    for line, change in each.changed[:_SHOWN]:
        where = words["line"].format(line=line)
        yield f"  ~ {where}  {'/'.join(map(_shown, change.key))}  {join.join(_both(titles, change))}"
    for line, row in each.added[:_SHOWN]:
        yield f"  + {words['line'].format(line=line)}  {join.join(_cells(titles, row))}"
    if hidden := max(0, len(each.changed) - _SHOWN) + max(0, len(each.added) - _SHOWN):
        yield words["more"].format(count=hidden)
    if sums := [f"{titles[name]} {total}" for name, total in _sums(dataset, [row for _, row in each.added])]:
        yield words["sums"].format(sums=join.join(sums))


def _both(titles: dict[str, str], change: Change) -> Iterator[str]:
    for name, (old, new) in change.cells.items():
        yield f"{titles[name]} {_shown(old)} → {_shown(new)}"


def _cells(titles: dict[str, str], row: Row) -> Iterator[str]:
    for name, value in row.cells.items():
        if value:
            yield f"{titles[name]} {_shown(value)}"


def _shown(value: str) -> str:
    """Return a value as it may be shown: codes, ids, figures and days plainly, other text by its length."""
    text = shown(value)
    return value if text == f"“{value}”" else text


def _titles(dataset: str, language: Language) -> dict[str, str]:
    key = "title" if language == "zh" else "title_en"
    return {each["name"]: each[key] for each in load_schema(dataset)["fields"]}


def _sums(dataset: str, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Give the sum of each column of money that moves, over some rows; balances add up to nothing."""
    for name in (each["name"] for each in load_schema(dataset)["fields"] if each["name"] in _MOVING):
        if values := [Decimal(row.cells[name]) for row in rows if row.cells.get(name)]:
            yield name, f"{sum(values, Decimal(0)):,f}"


def _as_dict(each: Merged) -> dict[str, Any]:
    dataset = each.ledger.dataset

    def cells(row: Cells) -> dict[str, str]:
        return {name: _shown(value) for name, value in row.items()}

    return {
        "file": each.ledger.file, "dataset": dataset, "unchanged": each.unchanged,
        "added": [{"line": line, "cells": cells(row.cells)} for line, row in each.added],
        "changed": [
            {"line": line, "key": list(map(_shown, change.key)),
             "cells": {name: [_shown(old), _shown(new)]
                       for name, (old, new) in change.cells.items()}}
            for line, change in each.changed
        ],
    }  # fmt: skip
