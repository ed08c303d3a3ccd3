"""Rows of what is asked, decided and audited: red flags, matters, questions, audits.

The same conventions as in :mod:`sunledger.render.rows`.
"""

from __future__ import annotations

from typing import NamedTuple


class RedFlag(NamedTuple):
    """A place in the accounts worth a question."""

    unit: str
    flag: str
    label: str
    name: str
    fund_name: str
    fund: str
    dataset: str
    row_key: str
    occurrences: int
    amount: str
    from_date: str
    to_date: str
    month: str
    county: str


class FlagCount(NamedTuple):
    """How many of a county's funds or contracts a flag looked at, and what it found."""

    flag: str
    label: str
    question: str
    needs: str
    subject: str
    county: str
    county_name: str
    passed: str
    failed: int
    not_applicable: str


class Matter(NamedTuple):
    """A matter that was not agreed to, or not yet."""

    unit: str
    matter: str
    title: str
    amount: str
    class_label: str
    outcome: str
    outcome_label: str


class Step(NamedTuple):
    """A step a matter must take; the day is blank where it was not taken."""

    matter: str
    name: str
    decided_on: str
    outcome: str
    outcome_label: str


class Objection(NamedTuple):
    """A question about a unit's accounts, its answer, and how it stands against its day."""

    unit: str
    name: str
    objection: str
    about: str
    about_month: str
    asked_on: str
    question: str
    due_on: str
    answered_on: str
    answer: str
    status: str
    status_label: str
    days: int


class Audit(NamedTuple):
    """An audit that covered a unit."""

    unit: str
    audit: str
    audited: str
    audited_name: str
    auditor: str | None
    kind: str
    method: str
    scope: str
    fund_kind: str
    period_from: str
    period_to: str
    published_on: str
    findings: str
    rectified: str
    found_any: bool
    open_findings: bool
    in_reach: str
    reached: str
    missed: int


class MissedFund(NamedTuple):
    """A fund left out by an audit that says it covers all."""

    audit: str
    unit: str
    name: str
    fund: str
    fund_name: str
