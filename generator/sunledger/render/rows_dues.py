"""Rows of what is due by contract, by quarter and by promise: contracts, sweeps, targets.

The same conventions as in :mod:`sunledger.render.rows`.
"""

from __future__ import annotations

from typing import NamedTuple


class Contract(NamedTuple):
    """The terms of a contract; rates are per cent, ``None`` where the contract says nothing."""

    unit: str
    contract: str
    project: str
    name: str
    unit_name: str
    operator: str
    starts_on: str
    ends_on: str
    base_rent: str | None
    rent_period: str
    free_months: int
    step: str | None
    share: str | None
    share_of: str
    share_above: str | None
    proration: str
    ended: bool


class ContractYear(NamedTuple):
    """What a contract owed in a year, kind by kind; ``None`` where no turnover tells."""

    contract: str
    kind: str
    kind_label: str
    year: str
    turnover: str | None
    due: str | None
    received: str
    arrears: str | None
    status: str
    status_label: str


class CountyDue(NamedTuple):
    """What all contracts of a county owed in a year."""

    county: str
    kind: str
    kind_label: str
    year: str
    contracts: str
    due: str
    received: str
    arrears: str
    owing: int
    unreported: int


class Sweep(NamedTuple):
    """What a fund had to give up in a quarter."""

    fund: str
    unit: str
    name: str
    fund_name: str
    period: str
    due_on: str
    due: str
    swept: str
    remaining: str
    settled_on: str
    status: str
    status_label: str
    days: int


class SweepQuarter(NamedTuple):
    """A county's quarter with one kind of fund that is swept."""

    county: str
    kind: str
    kind_label: str
    period: str
    due_on: str
    funds: str
    due: str
    swept: str
    remaining: str
    in_time: int
    late: int
    short: int
    pending: int
    days: int


class Target(NamedTuple):
    """What a county promised about rooms and how far it is, by one way of counting; per cent.

    ``width`` and ``mark`` are thousandths for drawing only.
    """

    county: str
    measure: str
    measure_label: str
    counted_by: str
    target: str
    by_date: str
    month: str
    reached: str | None
    status: str
    status_label: str
    basis: str
    width: int | None
    mark: int
