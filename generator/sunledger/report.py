"""Findings as people and machines read them: text, JSON, annotations of GitHub and GitLab, Markdown."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Literal

from sunledger import inert
from sunledger.model import Finding, Report, Severity

Language = Literal["zh", "en"]

_SEVERITY = {
    Severity.ERROR: {"zh": "错误", "en": "error"},
    Severity.WARNING: {"zh": "提醒", "en": "warning"},
    Severity.NOTICE: {"zh": "提示", "en": "notice"},
}
_GITLAB = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTICE: "info"}
_SHOWN = 3
_ANNOTATIONS = 10


def text(report: Report, language: Language, undone: str = "") -> str:
    """Write the report for a terminal; equal findings of a file and column are grouped and counted.

    ``undone`` says what errors have prevented, where that is not publication.
    """
    lines = []
    for group in _groups(report.findings):
        first = group[0]
        shown = group[:_SHOWN]
        alike = len({_fix(finding, language) for finding in shown}) == 1
        for finding in shown:
            place, severity = _place(finding), _SEVERITY[finding.severity][language]
            lines.append(f"{place}  {severity}  {_message(finding, language)}")
            if not alike:
                lines.append(f"  → {_fix(finding, language)}")
        if len(group) > _SHOWN:
            places = ", ".join(dict.fromkeys(str(finding.line) for finding in group[_SHOWN:]))
            more = {"zh": f"  同样的还有 {len(group) - _SHOWN} 处，在第 {places} 行",
                    "en": f"  {len(group) - _SHOWN} more of the same, on lines {places}"}  # fmt: skip
            lines.append(more[language])
        lines.append(f"  → {_fix(first, language)}  [{first.rule}]" if alike else f"  [{first.rule}]")
    lines.append(summary(report, language, undone))
    return "\n".join(lines) + "\n"


def summary(report: Report, language: Language, undone: str = "") -> str:
    """Say in one sentence what was read and found."""
    errors, warnings, notices = (report.count(severity) for severity in Severity)
    if language == "zh":
        verdict = "没有错误" if report.ok else f"{errors} 个错误，{undone or '什么也没有发布'}"
        return (
            f"读了 {report.files} 个文件 {report.rows} 行，{verdict}；提醒 {warnings} 条，提示 {notices} 条"
            f"（{report.seconds} 秒）"
        )
    verdict = "no errors" if report.ok else f"{errors} errors, {undone or 'nothing was published'}"
    return (
        f"{report.files} files, {report.rows} rows read: {verdict}; {warnings} warnings, {notices} notices"
        f" ({report.seconds} s)"
    )


def as_json(report: Report) -> str:
    """Write the report as one JSON object."""
    body: dict[str, Any] = {
        "ok": report.ok,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "files": report.files,
        "rows": report.rows,
        "seconds": json.loads(report.seconds),
        "findings": [
            {
                "rule": f.rule, "severity": f.severity.value,
                "file": f.file, "line": f.line, "column": f.column,
                "message_zh": f.message_zh, "message_en": f.message_en,
                "fix_zh": f.fix_zh, "fix_en": f.fix_en,
            }
            for f in report.findings
        ],
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def github(report: Report, language: Language) -> str:
    """Write workflow commands that GitHub shows at file and line.

    GitHub shows ten errors and ten warnings of a step; the rest belongs into the summary
    (``markdown``), and a notice says so. Data can't inject commands: ``%``, line ends, ``:`` and
    ``,`` are escaped.
    """
    return annotated(report.findings, language) + _data(summary(report, language)) + "\n"


def annotated(findings: Iterable[Finding], language: Language) -> str:
    """Write findings as workflow commands, as :func:`github` does; of many, one of each kind comes first."""
    lines, told = [], list(findings)
    for severity in Severity:
        found = _varied([finding for finding in told if finding.severity is severity])
        for finding in found[:_ANNOTATIONS]:
            place = (
                f"file={_property(finding.file)},line={max(finding.line, 1)},title={_property(finding.rule)}"
            )
            message = f"{_message(finding, language)} → {_fix(finding, language)}"
            lines.append(f"::{severity.value} {place}::{_data(message)}")
        if len(found) > _ANNOTATIONS:
            rest = len(found) - _ANNOTATIONS
            more = {"zh": f"另有 {rest} 条见摘要", "en": f"{rest} more in the summary"}[language]
            lines.append(f"::notice title={_SEVERITY[severity][language]}::{_data(more)}")
    return "".join(f"{line}\n" for line in lines)


def gitlab(report: Report, language: Language) -> str:
    """Write a Code Quality report, which GitLab shows in the merge request at file and line."""
    body, seen = [], Counter[str]()
    for finding in report.findings:
        place = f"{finding.rule}|{finding.file}|{finding.line}|{finding.column}"
        same = f"{place}|{seen[place]}"
        seen[place] += 1
        message = f"{_message(finding, language)} → {_fix(finding, language)}"
        body.append({
            "description": message, "check_name": finding.rule, "severity": _GITLAB[finding.severity],
            "fingerprint": hashlib.sha256(same.encode()).hexdigest(),
            "location": {"path": finding.file, "lines": {"begin": max(finding.line, 1)}},
        })  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def markdown(report: Report, language: Language) -> str:
    """Write the report as Markdown tables by rule, below the one MiB GitHub allows a summary."""
    head = {
        "zh": ("检查结果", "位置", "说明", "怎样改"),
        "en": ("Findings", "Place", "What", "How to mend it"),
    }[language]
    lines = [f"## {head[0]}", "", inert.text(summary(report, language)), ""]
    size = 0
    for rule, group in groupby(
        sorted(report.findings, key=lambda f: (f.order()[0], f.rule)), key=lambda f: f.rule
    ):
        found = sorted(group, key=Finding.order)
        block = [f"### {_SEVERITY[found[0].severity][language]} · `{rule}` · {len(found)}", "",
                 f"| {head[1]} | {head[2]} | {head[3]} |", "|---|---|---|"]  # fmt: skip
        for index, finding in enumerate(found):
            cells = (_place(finding), _message(finding, language), _fix(finding, language))
            row = "| " + " | ".join(inert.text(cell) for cell in cells) + " |"
            size += len(row.encode())
            if size > 900_000:
                rest = len(found) - index
                block.append({"zh": f"| … | 另有 {rest} 条 | |", "en": f"| … | {rest} more | |"}[language])
                break
            block.append(row)
        lines += [*block, ""]
    return "\n".join(lines) + "\n"


def _groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.file, finding.column), []).append(finding)
    return list(groups.values())


def _varied(findings: list[Finding]) -> list[Finding]:
    """Order findings so that none is hidden behind many of another kind: the first of each, the second …"""
    groups = _groups(findings)
    return [finding for row in itertools.zip_longest(*groups) for finding in row if finding]


def _place(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.file}{line}" + (f" [{finding.column}]" if finding.column else "")


def _message(finding: Finding, language: Language) -> str:
    return finding.message_zh if language == "zh" else finding.message_en


def _fix(finding: Finding, language: Language) -> str:
    return finding.fix_zh if language == "zh" else finding.fix_en


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
