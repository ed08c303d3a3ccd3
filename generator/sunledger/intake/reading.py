"""What a cell is taken to mean: a value for certain, one with a doubt, or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Field = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in its canonical form, and what is to be said of how it was read.

    ``fault`` is a rule of :data:`~sunledger.intake.sentences.REFUSED`, ``doubt`` a kind of ``ASKED``,
    ``note`` a rule of ``TOLD``; a reading has one of them at most.
    """

    value: str = ""
    fault: str = ""
    doubt: str = ""
    note: str = ""
    facts: dict[str, object] = field(default_factory=dict)


def fault(rule: str, **facts: object) -> Reading:
    """Refuse a cell."""
    return Reading(fault=rule, facts=facts)
