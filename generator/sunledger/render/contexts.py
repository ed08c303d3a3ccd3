"""What the pages of one unit are made of: its own page, its year ledgers, what answers at former addresses.

Texts in rows are safe markup (see :mod:`sunledger.render.rows`); templates print these
fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sunledger.render import charts, rows, rows_around, rows_downloads, rows_dues, rows_oversight
from sunledger.render.contexts_dues import ContractLine
from sunledger.render.contexts_oversight import AuditLine, MatterLine
from sunledger.render.contexts_versions import Versions
from sunledger.render.origins import Origin


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket's year beside its bar."""

    row: rows.BucketYear
    """The figures."""
    used: int
    """Filled part of the bar, in thousandths."""
    colour: int
    """Which of the four bucket colours, 1 to 4; 0 for what no scheme divides."""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month in a fund's posting calendar."""

    month: str
    """``yyyy-mm``."""
    status: str
    """``reported``, ``nil``, ``late``, ``missing``, ``pending`` or blank when there was no duty."""
    said: str
    """The status in words, for those who do not see the sign."""
    days_late: int | None
    """Days late, when late."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """Twelve months of a posting calendar."""

    year: str
    """The year."""
    months: tuple[CalendarMonth, ...]
    """January to December."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month as the table beside the chart shows it."""

    month: str
    """``yyyy-mm``."""
    row: rows.FundMonth | None
    """The figures; ``None`` when the fund has no account of that month."""


@dataclass(frozen=True, slots=True)
class FundSheet:
    """One fund on its unit's page."""

    fund: rows.Fund
    """Whose money it is and by which rules."""
    now: rows.FundMonth | None
    """The last complete month; ``None`` when the fund has no account of it."""
    sources: tuple[rows.Income, ...]
    """Where the month's income came from, the largest first."""
    spent: tuple[rows.Entry, ...]
    """The month's payments and transfers out."""
    payments: int
    """How many of them are payments."""
    comparison: rows.Comparison | None
    """This year against last and against peers."""
    year: rows.UnitYear | None
    """The unit's year with this kind of fund."""
    buckets: tuple[Bucket, ...]
    """Allocation against use this year; empty without a scheme."""
    buckets_moved: bool
    """Whether any bucket received or gave a transfer, which needs a column."""
    chart: charts.Months
    """Twelve months of money in and out."""
    months: tuple[MonthRow, ...]
    """The figures behind the chart."""
    months_moved: bool
    """Whether money was moved in or out in any of them, which needs columns."""
    calendar: tuple[CalendarYear, ...]
    """When each month was posted; empty without a duty."""
    rule: str
    """The promise to publish, in words; blank without one."""
    sweeps: tuple[rows_dues.Sweep, ...]
    """Quarterly sweeps, the newest first; empty for a fund that is not swept."""
    origins: tuple[Origin, ...]
    """Where the month's entries stand, file by file; without any, where the fund does."""


@dataclass(frozen=True, slots=True)
class Below:
    """What lies below a unit, for one kind of fund."""

    year: rows.UnitYear
    """The newest year with everything below."""
    children: tuple[rows.ChildYear, ...]
    """The same for each unit directly below that has such funds."""
    spending: tuple[SpendingLine, ...]
    """What it was spent on."""


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """A purpose beside its bar."""

    row: rows_around.Spending
    """The figures."""
    width: int
    """Length of the bar, in thousandths of the largest."""


@dataclass(frozen=True, slots=True)
class ServiceCell:
    """A service statistic of one month: a number, withheld, or not published."""

    month: str
    """Which month."""
    state: str
    """``value``, ``withheld`` or ``missing``."""
    value: str
    """The number, when there is one."""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service statistic over the last months."""

    indicator: str
    """Its id."""
    name: str
    """Its name."""
    unit: str
    """What is counted."""
    definition: str
    """What exactly is counted."""
    cells: tuple[ServiceCell, ...]
    """One per month, the newest first."""


@dataclass(frozen=True, slots=True)
class EditableFile:
    """A file of the accounts a clerk edits."""

    path: str
    """Relative to the project's root."""
    title: str
    """Title of the dataset it belongs to."""
    link: str
    """Where it can be edited; blank when no repository is known."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A month or year that has a page of its own."""

    key: str
    """``yyyy-mm`` or ``yyyy``."""
    said: str
    """The same in prose."""


@dataclass(frozen=True, slots=True)
class Formerly:
    """A name or an id that a unit had before."""

    said: str
    """The month of the change, in prose."""
    row: rows_around.Renaming
    """Former name, former id, by which decision."""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A county, subdistrict, community or compound."""

    root: str
    """What leads to the language's root."""
    downloads: str
    """What leads to the root of the site, where downloads stand."""
    unit: rows.Unit
    """The unit."""
    crumbs: tuple[rows.Ancestor, ...]
    """The units above, topmost first."""
    predecessors: tuple[rows_around.Predecessor, ...]
    """Retired units whose accounts it carries on."""
    formerly: tuple[Formerly, ...]
    """Names and ids it had before, the newest first."""
    month: str
    """The last complete month, in prose."""
    about: Markup
    """What it says of itself, made safe; empty when it says nothing."""
    sheets: tuple[FundSheet, ...]
    """Its own funds."""
    below: tuple[Below, ...]
    """Funds below it, by kind; empty when all are its own."""
    spending: tuple[SpendingLine, ...]
    """What its own funds paid for this year, by purpose; only with one kind of fund."""
    children: tuple[rows.Child, ...]
    """Units directly below."""
    projects: tuple[rows_around.Project, ...]
    """Its projects."""
    contracts: tuple[ContractLine, ...]
    """Their contracts, with what is owed."""
    spaces: tuple[rows_around.Space, ...]
    """Its rooms."""
    service_months: tuple[str, ...]
    """The months of the service table, newest first."""
    services: tuple[ServiceLine, ...]
    """Its service statistics."""
    corrections: tuple[rows_around.Correction, ...]
    """Corrections, newest first."""
    questions: tuple[rows_oversight.RedFlag, ...]
    """What its accounts leave to ask."""
    matters: tuple[MatterLine, ...]
    """Matters not agreed to, or not yet."""
    objections: tuple[rows_oversight.Objection, ...]
    """Questions and answers, newest first."""
    audits: tuple[AuditLine, ...]
    """Audits, newest first."""
    ledgers: tuple[Recorded, ...]
    """Years with a ledger page, newest first."""
    notices: tuple[Recorded, ...]
    """Months with a notice, newest first."""
    printed: Recorded | None
    """On a county's page, the newest month of which all notices can be printed at once."""
    files: tuple[EditableFile, ...]
    """The files its figures come from."""
    own_downloads: tuple[rows_downloads.Download, ...]
    """Its accounts and those below it, as files."""
    qr: str
    """QR code of this page as SVG; blank without a base address."""
    address: str
    """The page's absolute address; blank without a base address."""


@dataclass(frozen=True, slots=True)
class MovedPage:
    """What answers under a former id."""

    unit: rows_around.FormerId
    """The unit with its former id."""
    link: str
    """What leads to the page under the present id."""
    canonical: str
    """The present page's absolute address; the link where the site's own isn't known."""
    title: str
    """The present page's title."""


@dataclass(frozen=True, slots=True)
class LedgerFund:
    """A fund's ledger of one year."""

    fund: rows.Fund
    """The fund."""
    total: rows.FundYear
    """The year's totals."""
    months: Markup
    """Its months with their entries, as they are printed."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A unit's ledger of one year, every entry."""

    root: str
    """What leads to the language's root."""
    unit: rows.Unit
    """The unit."""
    crumbs: tuple[rows.Ancestor, ...]
    """The units above, topmost first."""
    year: str
    """The year."""
    years: tuple[str, ...]
    """All years with a ledger, oldest first."""
    funds: tuple[LedgerFund, ...]
    """Fund by fund."""
    versions: Versions
    """The commits that its entries stand from."""
