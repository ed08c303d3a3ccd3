"""What an import says, once: what it refuses, what it asks, what it did by itself and tells.

A refusal's name is a true sentence about a good file. What is asked has a short name, the one that
``--accept`` takes: an answer holds for all readings of that name.
"""

from __future__ import annotations

from typing import NamedTuple

from sunledger.intake.sentences_asked import ASKED, ERASE
from sunledger.intake.sentences_refused import REFUSED
from sunledger.intake.sentences_told import TOLD
from sunledger.model import Finding, Severity

__all__ = ["ASKED", "ERASE", "REFUSED", "TOLD", "Spot", "asked", "refused", "told"]


class Spot(NamedTuple):
    """A place in a file as messages name it: file and sheet, row, column."""

    file: str
    row: int = 0
    column: str = ""


def refused(rule: str, spot: Spot, **facts: object) -> Finding:
    """Say what can't be taken, and how to mend it."""
    return _filled(rule, REFUSED[rule], Severity.ERROR, spot, facts)


def asked(kind: str, spot: Spot, accepted: frozenset[str], **facts: object) -> Finding:
    """Say what is read with a doubt: an error until the reading of this kind is accepted."""
    message_zh, message_en = ASKED[kind]
    fix = (
        ("已按这样读取。", "Read so, as accepted.")
        if kind in accepted
        else (
            f"是这样就加 --accept {kind}；不是就在原表里写清楚。",
            f"If that is right, add --accept {kind}; if not, write it plainly in the file.",
        )
    )
    severity = Severity.NOTICE if kind in accepted else Severity.ERROR
    return _filled(kind, (message_zh, message_en, *fix), severity, spot, facts)


def told(rule: str, spot: Spot, **facts: object) -> Finding:
    """Say what was done without asking."""
    return _filled(rule, TOLD[rule], Severity.NOTICE, spot, facts)


def _filled(
    rule: str, texts: tuple[str, str, str, str], severity: Severity, spot: Spot, facts: dict[str, object]
) -> Finding:
    zh, en, fix_zh, fix_en = (text.format_map(facts) for text in texts)
    return Finding(rule, severity, spot.file, spot.row, spot.column, zh, en, fix_zh, fix_en)
