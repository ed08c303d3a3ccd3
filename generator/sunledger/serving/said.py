"""What is wrong, worded for the page on top of the site: as data for the script, as a page without one.

Findings hold nothing about a person (``disclosure``); whatever else stands in them is escaped here, and the
script only ever writes it as text.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from markupsafe import Markup

from sunledger.model import Finding, Report, Severity
from sunledger.serving.state import Moment, Trouble

MOST = 100
"""Findings listed; of the rest the number is told."""

RESERVED = "/_sunledger/"
"""The addresses that belong to the server; no site of ours has a page there."""

_WAITING = ("正在生成网站，好了会自己打开。", "The site is being built; this page will open it.")


class Said(NamedTuple):
    """A headline and the findings below it, in Chinese and English; both blank while all is well."""

    title: tuple[str, str]
    findings: tuple[dict[str, str], ...]
    more: int


def said(moment: Moment, *, standing: bool) -> Said:
    """Word what the last build came to; ``standing`` tells whether an earlier site is still served."""
    outcome = moment.outcome
    if isinstance(outcome, Trouble):
        return Said((f"网站没有生成：{outcome.zh}", f"The site was not built: {outcome.en}"), (), 0)
    if not isinstance(outcome, Report) or outcome.ok:
        return Said(("", ""), (), 0)
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    kept = (("，看到的还是改之前的网站", "; the site is as it was before") if standing
            else ("，改好以前没有网站可看", "; there is no site to show until they are mended"))  # fmt: skip
    title = (f"账目有 {len(errors)} 个错误{kept[0]}", f"Errors in the accounts: {len(errors)}{kept[1]}")
    return Said(title, tuple(_worded(finding) for finding in errors[:MOST]), max(0, len(errors) - MOST))


def as_json(moment: Moment, *, standing: bool) -> bytes:
    """Give the script what it needs: which site is served, whether a build is at work, what is wrong."""
    words = said(moment, standing=standing)
    body: dict[str, Any] = {
        "site": moment.site, "turn": moment.turn, "building": moment.building, "standing": standing,
        "title_zh": words.title[0], "title_en": words.title[1],
        "findings": words.findings, "more": words.more,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False).encode()


def page(moment: Moment) -> bytes:
    """Write the page that stands in for a site that is not there yet; it reads without a script too."""
    words = said(moment, standing=False)
    title = words.title if words.title[0] else _WAITING
    items = Markup("").join(
        Markup("<li><p class='sunledger-place'>{place_zh}</p><p>{message_zh}</p><p class='sunledger-fix'>"
               "→ {fix_zh}</p><p lang='en'>{message_en} → {fix_en}</p></li>").format(**finding)
        for finding in words.findings
    )  # fmt: skip
    more = Markup("<p>另有 {0} 个，改好这些再看。· {0} more.</p>").format(words.more) if words.more else ""
    body = Markup(
        "<!doctype html><html lang='zh-Hans' data-sunledger='{turn}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'self'; "
        "script-src 'self'; connect-src 'self'\"><title>{zh}</title>"
        "<link rel='stylesheet' href='{at}overlay.css'></head><body class='sunledger-page'>"
        "<main class='sunledger-findings'><h1>{zh}</h1><p lang='en'>{en}</p><ol>{items}</ol>{more}</main>"
        "</body></html>\n"
    ).format(turn=moment.turn, zh=title[0], en=title[1], at=RESERVED, items=items, more=more)
    return str(body).encode()


def _worded(finding: Finding) -> dict[str, str]:
    line, column = finding.line, finding.column
    zh = finding.file + (f"　第 {line} 行" if line else "") + (f"　{column} 列" if column else "")
    en = finding.file + (f", line {line}" if line else "") + (f", column {column}" if column else "")
    return {
        "place_zh": zh, "place_en": en,
        "message_zh": finding.message_zh, "message_en": finding.message_en,
        "fix_zh": finding.fix_zh, "fix_en": finding.fix_en,
    }  # fmt: skip
