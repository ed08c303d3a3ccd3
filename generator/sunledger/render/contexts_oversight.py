"""What pages show of checks, questions, matters, objections and audits.

Texts in rows are safe markup; templates print these fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows_oversight, rows_publisher


@dataclass(frozen=True, slots=True)
class Need:
    """What a flag needs to be judged by."""

    said: str
    """Its name in words."""
    table: str
    """The dataset it stands in; blank when it stands in the county's profile."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag over the whole publisher."""

    flag: str
    """Its id."""
    label: str
    """Its name."""
    question: str
    """What it asks."""
    needs: tuple[Need, ...]
    """What it needs to be judged by."""
    counts: tuple[rows_oversight.FlagCount, ...]
    """County by county."""
    rows: tuple[rows_oversight.RedFlag, ...]
    """Every question it raises."""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter with the steps it must take."""

    row: rows_oversight.Matter
    """The matter."""
    steps: tuple[rows_oversight.Step, ...]
    """Step by step, in their order; empty where none are asked for."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An audit with what it left out."""

    row: rows_oversight.Audit
    """The audit."""
    missed: tuple[rows_oversight.MissedFund, ...]
    """Funds it left out although it says it covers all."""


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """What was tested and what was found."""

    root: str
    """What leads to the language's root."""
    rules: tuple[rows_publisher.Rule, ...]
    """Every rule."""
    findings: tuple[rows_publisher.OpenFinding, ...]
    """What is open; errors stop publication, so there are none."""
    flags: tuple[Flag, ...]
    """Red flags, those that ask something first."""
    audits: tuple[AuditLine, ...]
    """Audits, by county."""
    passed: int
    """Rules that apply and found nothing."""
    failed: int
    """Rules that found something."""
    idle: int
    """Rules that have nothing to apply to."""
    edit: str
    """What before a file's path gives the address to edit it at; blank without one."""
