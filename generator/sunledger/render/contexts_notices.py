"""What notices are made of: a unit's own, all of a county's month, and the list of months.

The same conventions as in :mod:`sunledger.render.contexts`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows, rows_publisher
from sunledger.render.origins import Origin


@dataclass(frozen=True, slots=True)
class NoticeFund:
    """One fund on a notice: one sheet of paper."""

    fund: rows.Fund
    """The fund."""
    row: rows.FundMonth
    """The month's figures."""
    income: tuple[rows.Entry, ...]
    """Money that came in."""
    payments: tuple[rows.Entry, ...]
    """Money that went out, with the steps that decided it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A unit's notice of one month, wherever it is printed."""

    unit: rows.Unit
    """The unit."""
    crumbs: tuple[rows.Ancestor, ...]
    """The units above, topmost first."""
    month: str
    """``yyyy-mm``."""
    said: str
    """The month in prose."""
    funds: tuple[NoticeFund, ...]
    """Fund by fund, a sheet each."""
    digest: str
    """First 16 of 64 hexadecimal digits, in groups of four."""
    full_digest: str
    """All 64 hexadecimal digits."""
    qr: str
    """QR code of its own address as SVG; blank without a base address."""
    address: str
    """Its own address: absolute when the base address is known, else below the site's root."""
    head: str
    """Head of the county's seals, in full; blank without seals."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The page of one notice, made to be printed and posted."""

    root: str
    """What leads to the language's root."""
    notice: Notice
    """The notice."""
    before: str
    """The notice before this one, ``yyyy-mm`` or blank."""
    after: str
    """The notice after this one, ``yyyy-mm`` or blank."""
    origins: tuple[Origin, ...]
    """Where its entries stand, file by file."""


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """All notices of a county's month in one file, or a part of them, to print at once."""

    root: str
    """What leads to the language's root."""
    county: rows_publisher.County
    """The county."""
    said: str
    """The month in prose."""
    part: rows.NoticePart
    """Which file this is."""
    others: tuple[rows.NoticePart, ...]
    """All files of the month, this one among them."""
    notices: tuple[Notice, ...]
    """Unit by unit, in the order of the hierarchy."""


@dataclass(frozen=True, slots=True)
class NoticeMonth:
    """A month of which a county has notices."""

    said: str
    """The month in prose."""
    parts: tuple[rows.NoticePart, ...]
    """The files that hold them."""


@dataclass(frozen=True, slots=True)
class NoticeMonthsPage:
    """The months of which a county has notices."""

    root: str
    """What leads to the language's root."""
    county: rows_publisher.County
    """The county."""
    months: tuple[NoticeMonth, ...]
    """The newest first."""
