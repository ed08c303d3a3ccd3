"""Rows of what is agreed beside the accounts: partners, loans, costs avoided, functions of rooms.

The same conventions as in :mod:`sunledger.render.rows`; none of it is income of a fund.
"""

from __future__ import annotations

from typing import NamedTuple


class PartnerTier(NamedTuple):
    """A county's partners of one tier."""

    county: str
    code: str
    tier: str
    partners: str
    present: str
    jobs: str
    rent_waived: str
    loans: str
    granted: str
    repaid: str
    outstanding: str


class Partner(NamedTuple):
    """A partner; the name is blank without consent."""

    unit: str
    unit_name: str
    partner: str
    name: str
    code: str
    tier: str
    note: str
    joined_on: str
    left_on: str
    jobs: str
    rent_waived: str


class Loan(NamedTuple):
    """A loan to a partner; the partner's name is blank without consent."""

    unit: str
    unit_name: str
    loan: str
    code: str
    """Tier of the partner."""
    partner: str
    lender: str
    granted_on: str
    granted: str
    repaid: str
    outstanding: str
    due_on: str
    status: str
    status_label: str
    days_overdue: int


class AvoidedYear(NamedTuple):
    """What operators bore instead of a county's communities in a year."""

    county: str
    year: str
    code: str
    kind: str
    spaces: str
    amount: str


class Avoided(NamedTuple):
    """What an operator bore for one room."""

    unit: str
    unit_name: str
    space: str
    name: str
    operator: str
    year: str
    code: str
    kind: str
    amount: str
    valuation: str


class Aspect(NamedTuple):
    """The functions of one aspect that a county's rooms serve."""

    county: str
    code: str
    aspect: str
    functions: str
    spaces: str
    area: str
    names: str | None
