"""Rows as they leave the connection: one shape per query, fields in the query's columns' order.

Every ``str`` is safe markup: texts escaped, amounts and counts written out. Amounts are yuan,
areas m², months ``yyyy-mm``, dates ISO 8601; a field that ends in ``_fen`` is an integer for
drawing only. ``None`` means that there is no such thing, which is never the same as zero.
"""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A county, subdistrict, community or compound."""

    unit: str
    level: str
    level_label: str
    name: str
    title: str
    households: str | None
    floor_area: str | None
    retired_on: str | None
    successor: str | None
    successor_name: str | None
    county: str
    demo: bool
    publisher: str
    as_of: str
    last_month: str
    last_year: str
    file: str
    line: int


class Ancestor(NamedTuple):
    """A unit above a unit, the topmost first."""

    unit: str
    above: str
    name: str


class Child(NamedTuple):
    """A unit directly below a unit."""

    unit: str
    child: str
    name: str
    level_label: str
    households: str | None


class ChildYear(NamedTuple):
    """What a unit directly below, with all below it, did in the newest year with one kind of fund."""

    unit: str
    child: str
    name: str
    kind: str
    scope: str
    """``all`` where units stand below it, ``own`` elsewhere: which of its rows says the same."""
    funds: str
    gross: str
    cost: str
    disbursed: str
    closing: str
    due: int
    on_time: int


class UnitYear(NamedTuple):
    """A unit's year with one kind of fund, its own funds or with those below."""

    unit: str
    scope: str
    kind: str
    kind_label: str
    year: str
    months: int
    funds: str
    opening: str
    gross: str
    cost: str
    transfers_in: str
    transfers_out: str
    disbursed: str
    closing: str
    in_kind_received: str
    in_kind_given: str
    moved: bool
    in_kind: bool
    net_per_household: str | None
    due: int
    on_time: int
    beyond_own: bool


class Comparison(NamedTuple):
    """A unit's own net income against last year and its peers."""

    unit: str
    kind: str
    year: str
    months: int
    net_per_household: str | None
    peers: str
    peer_median: str | None
    size: str
    """Households of units of like size; blank where size is left aside."""
    change_percent: str | None
    net: str
    net_before: str | None


class Fund(NamedTuple):
    """A fund with its owner, its account and its promise to publish."""

    unit: str
    fund: str
    name: str
    kind: str
    kind_label: str
    account_kind: str
    account_label: str
    parent_unit: str | None
    parent_name: str | None
    custodian: str | None
    committee: str | None
    authority: str | None
    resolution: str | None
    resolved_on: str | None
    opened_on: str
    cadence: str | None
    due_day: int | None
    posting_days: int | None
    basis: str | None
    file: str
    line: int


class FundMonth(NamedTuple):
    """A fund's month: figures with their signs, the bank, the posting."""

    fund: str
    month: str
    opening: str
    gross: str
    cost: str
    transfers_in: str
    transfers_out: str
    disbursed: str
    closing: str
    moved_in: bool
    moved_out: bool
    in_kind_received: str
    in_kind_given: str
    in_kind: bool
    account_closing: str | None
    statement: str | None
    difference: str | None
    agrees: bool | None
    month_end: str
    entries: int
    in_fen: int
    out_fen: int
    status: str | None
    status_label: str | None
    due_on: str | None
    posted_on: str | None
    posted_until: str | None
    days_late: int | None


class Income(NamedTuple):
    """What a fund received in a month under one category."""

    fund: str
    month: str
    category: str
    gross: str


class BucketYear(NamedTuple):
    """A bucket's year; the name is blank for what no scheme divides."""

    fund: str
    year: str
    bucket: str
    name: str
    percent: str | None
    opening: str
    allocated: str
    transferred: str
    disbursed: str
    closing: str
    moved: bool
    had_fen: int
    used_fen: int


class Entry(NamedTuple):
    """An entry of a ledger, with its running balance and who approved it; blank where there is nothing.

    ``below`` is the file's path below its county's folder.
    """

    fund: str
    month: str
    entry: str
    dataset: str
    entered_on: str
    label: str
    detail: str
    other: str
    bucket: str
    money_in: str
    money_out: str
    balance: str
    steps: str
    voucher: str
    in_kind: bool
    file: str
    below: str
    line: int
    commit: str
    """The commit that last touched its line, as short as changes are called; blank where none is known."""


class BookEntry(NamedTuple):
    """An entry as a fund's ledger prints it."""

    fund: str
    month: str
    printed: str
    place: str
    """Where it stands, as the address to edit it at has it; blank when none is known."""
    commit: str
    """The commit that last touched its line; blank where none is known."""


class BookMonth(NamedTuple):
    """A fund's month as its ledger prints it around its entries."""

    fund: str
    year: str
    month: str
    printed: str


class Digest(NamedTuple):
    """The digest of a month's notice."""

    unit: str
    month: str
    digest: str


class NoticePart(NamedTuple):
    """A file of all notices of a county's month, or a part of so many as go into one file."""

    county: str
    part: int
    """Which part of the county's units, from 0 on."""
    month: str
    number: int
    """Which of the month's files, from 1 on; a part without a sheet of the month has no file."""
    parts: int
    sheets: str
    units: str
    ids: str
    """The units in the order of the hierarchy, parted by spaces."""


class FundYear(NamedTuple):
    """A fund's year: the totals of its ledger."""

    fund: str
    year: str
    entries: str
    opening: str
    gross: str
    cost: str
    transfers_in: str
    transfers_out: str
    disbursed: str
    money_in: str
    money_out: str
    closing: str
    moved_in: bool
    moved_out: bool
