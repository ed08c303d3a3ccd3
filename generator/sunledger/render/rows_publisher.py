"""Rows of the pages that look across units: the front page, comparisons, rules and tables.

The same conventions as in :mod:`sunledger.render.rows`.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A unit in the finder, with what it can be found by."""

    county: str
    unit: str
    parent: str
    level: str
    level_label: str
    name: str
    find: str
    households: str | None


class PlaceYear(NamedTuple):
    """A unit's newest year with one kind of its own funds."""

    unit: str
    kind: str
    kind_label: str
    gross: str
    disbursed: str
    closing: str
    due: int
    on_time: int


class PublisherYear(NamedTuple):
    """The newest year of one kind of fund over all counties."""

    kind: str
    kind_label: str
    year: str
    funds: str
    opening: str
    gross: str
    cost: str
    moved: bool
    """Whether money was moved to or from other funds."""
    transfers_in: str
    transfers_out: str
    disbursed: str
    closing: str
    due: str
    on_time: str


class Tardy(NamedTuple):
    """A fund whose newest due month was late or is missing."""

    county: str
    unit: str
    name: str
    fund: str
    fund_name: str
    month: str
    status: str
    status_label: str
    due_on: str
    days_late: int


class CountyMonth(NamedTuple):
    """A county's month with one kind of fund."""

    county: str
    kind: str
    kind_label: str
    month: str
    funds: str
    gross: str
    cost: str
    disbursed: str
    closing: str
    due: int
    on_time: int


class FundCalendar(NamedTuple):
    """A fund's posting of one month."""

    fund: str
    unit: str
    name: str
    fund_name: str
    kind_label: str
    month: str
    status: str
    status_label: str
    days_late: int | None


class AnyCorrection(NamedTuple):
    """A correction, with the unit whose clerk keeps the file."""

    correction: str
    corrected_on: str
    dataset: str
    row_key: str
    column_name: str
    old_value: str
    new_value: str
    reason: str
    decided_by: str
    unit: str
    unit_name: str
    file: str
    line: int


class SpaceUse(NamedTuple):
    """Rooms of a unit with those below, at the last month's end; rates are per cent."""

    unit: str
    name: str
    level_label: str
    listed: str
    listed_area: str
    recovered: str
    recovered_area: str
    activated: str
    activated_area: str
    public_service_area: str
    recovery_by_count: str | None
    recovery_by_area: str | None
    activation_by_count: str | None
    activation_by_area: str | None
    public_service_share: str | None


class Room(NamedTuple):
    """A room of a county."""

    unit: str
    unit_name: str
    space: str
    name: str
    kind: str
    area: str
    area_basis: str
    tenure: str
    use: str
    recovered_on: str
    activated_on: str
    function: str
    aspect: str
    listed: bool
    """Whether it is on the list at the last month's end."""


class ProjectGroup(NamedTuple):
    """A county's projects of one group in the newest year."""

    county: str
    stream_code: str
    group_code: str
    stream: str
    group_label: str
    year: str
    projects: str
    gross: str
    cost: str
    net: str
    net_fen: int


class CountyProject(NamedTuple):
    """A project of a county, with its newest year."""

    unit: str
    unit_name: str
    project: str
    name: str
    stream: str
    group_label: str
    mode: str
    status_label: str
    gross: str
    cost: str
    net: str


class CountyBucket(NamedTuple):
    """A bucket over all funds of a kind in a county, in the newest year."""

    county: str
    kind: str
    kind_label: str
    year: str
    bucket: str
    name: str
    funds: str
    opening: str
    allocated: str
    transferred: str
    disbursed: str
    closing: str
    moved: bool
    had_fen: int
    used_fen: int


class Flow(NamedTuple):
    """A source or use of a county's money of one kind in the newest year."""

    county: str
    kind: str
    kind_label: str
    side: str
    """``in`` or ``out``."""
    bucket: str
    """Bucket of a use; ``whole`` for sources and costs, ``unallocated`` where no scheme divides."""
    bucket_name: str
    label: str
    amount: str
    total: str
    """Sum of the side."""
    amount_fen: int


class FundBucket(NamedTuple):
    """A bucket of one fund in the newest year."""

    fund: str
    unit: str
    unit_name: str
    fund_name: str
    kind_label: str
    bucket: str
    name: str
    percent: str
    opening: str
    allocated: str
    transferred: str
    disbursed: str
    closing: str


class CountyService(NamedTuple):
    """A service statistic of a month and unit."""

    unit: str
    unit_name: str
    indicator: str
    month: str
    name: str
    unit_label: str
    definition: str
    withheld: bool
    value: str | None


class Claim(NamedTuple):
    """A figure published elsewhere, beside what the accounts give."""

    county: str
    claim: str
    unit: str
    unit_name: str
    statement: str
    qualifier: str
    value: str
    unit_label: str
    as_of: str
    source: str
    scope: str
    measure: str
    computed: str
    verdict: str | None
    verdict_label: str | None
    file: str
    line: int


class Rule(NamedTuple):
    """A rule and what it found."""

    rule: str
    kind: str
    severity: str
    title: str
    why: str
    passes: str
    fails: str
    excludes: str
    fix: str
    applicable: bool
    findings: int
    tested: str
    sql: str


class OpenFinding(NamedTuple):
    """Something found that does not stop publication."""

    rule: str
    severity: str
    file: str
    line: int
    column_name: str
    message: str
    fix: str
    unit: str
    unit_name: str


class Method(NamedTuple):
    """A derived table with its reason and its SQL."""

    name: str
    title: str
    why: str
    reads: str
    sql: str


class Seal(NamedTuple):
    """What a county has sealed: up to which month, and its log's head, in full and for a page's foot."""

    county: str
    name: str
    last_month: str
    head: str
    short: str


class County(NamedTuple):
    """A county with what its profile says."""

    county: str
    name: str
    title: str
    demo: bool
    as_of: str
    last_month: str
    last_year: str
    notice_months: int
    threshold: str
    listed: bool
    notices: str | None
    """The newest month of which there are notices."""
