"""What the pages across units are made of: the front page, comparisons, data and method.

Texts in rows are safe markup; templates print these fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows_around, rows_dues, rows_publisher
from sunledger.render.contexts import ServiceLine, SpendingLine
from sunledger.render.contexts_dues import ContractLine, KindDues, KindSweeps, SweepTable
from sunledger.render.contexts_flows import KindFlows
from sunledger.render.contexts_terms import NO_ROWS, NOTHING_AGREED, Agreed, AgreedRows


@dataclass(frozen=True, slots=True)
class Branch:
    """A community, or another unit that stands above compounds, in the finder."""

    place: rows_publisher.Place
    """The unit."""
    leaves: tuple[rows_publisher.Place, ...]
    """The compounds below it."""


@dataclass(frozen=True, slots=True)
class CountyBranches:
    """A county in the finder."""

    county: rows_publisher.County
    """The county."""
    branches: tuple[Branch, ...]
    """What stands in it, in the order of the hierarchy; subdistricts alone where there are too many."""


@dataclass(frozen=True, slots=True)
class KindYear:
    """One kind of fund over the whole publisher."""

    year: rows_publisher.PublisherYear
    """The newest year."""
    spending: tuple[SpendingLine, ...]
    """What it was spent on."""
    tops: tuple[rows_around.KindTop, ...]
    """The units whose figures add up to it; empty where they are too many to name."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page."""

    root: str
    """What leads to the language's root."""
    title: str
    """The publisher's name, or the names of its counties."""
    month: str
    """The last complete month, in prose."""
    kinds: tuple[KindYear, ...]
    """Kind by kind of fund, never mixed."""
    counties: tuple[CountyBranches, ...]
    """The finder."""
    tardy: tuple[rows_publisher.Tardy, ...]
    """Funds whose newest due month was late or is missing, the latest first; at most a few."""
    tardy_count: int
    """How many there are in all."""
    corrections: tuple[rows_publisher.AnyCorrection, ...]
    """The newest corrections."""


@dataclass(frozen=True, slots=True)
class CommunitiesPage:
    """The list of all units."""

    root: str
    """What leads to the language's root."""
    counties: tuple[CountyBranches, ...]
    """County by county."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A unit in a county's table."""

    place: rows_publisher.Place
    """The unit."""
    years: tuple[rows_publisher.PlaceYear, ...]
    """Its newest year, kind by kind."""


@dataclass(frozen=True, slots=True)
class CountyPlacesPage:
    """All units of a county with the newest year of their own funds."""

    root: str
    """What leads to the language's root."""
    county: rows_publisher.County
    """The county."""
    lines: tuple[PlaceLine, ...]
    """Unit by unit, in the order of the hierarchy."""


@dataclass(frozen=True, slots=True)
class BucketLine:
    """A bucket beside its bar."""

    row: rows_publisher.CountyBucket
    """The figures."""
    used: int
    """Filled part of the bar, in thousandths."""
    colour: int
    """Which of the four bucket colours, 1 to 4; 0 for what no scheme divides."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of projects beside its bar."""

    row: rows_publisher.ProjectGroup
    """The figures."""
    width: int
    """Length of the bar, in thousandths of the county's largest."""


@dataclass(frozen=True, slots=True)
class KindMonths:
    """The last months of one kind of fund in a county."""

    label: str
    """Name of the kind."""
    months: tuple[rows_publisher.CountyMonth, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class KindBuckets:
    """The buckets of one kind of fund in a county."""

    label: str
    """Name of the kind."""
    lines: tuple[BucketLine, ...]
    """Bucket by bucket."""
    moved: bool
    """Whether any bucket received or gave a transfer, which needs a column."""


@dataclass(frozen=True, slots=True)
class CountySection:
    """A county on a comparison page; only the part the page is about is filled."""

    county: rows_publisher.County
    """The county."""
    months: tuple[KindMonths, ...] = ()
    """Postings, kind by kind."""
    tardy: tuple[rows_publisher.Tardy, ...] = ()
    """Who was late."""
    buckets: tuple[KindBuckets, ...] = ()
    """Allocation and use, kind by kind."""
    groups: tuple[GroupLine, ...] = ()
    """Projects, group by group."""
    spaces: rows_publisher.SpaceUse | None = None
    """Rooms of the whole county."""
    targets: tuple[rows_dues.Target, ...] = ()
    """What was promised about rooms, way of counting by way of counting."""
    dues: tuple[KindDues, ...] = ()
    """What contracts owed, kind by kind."""
    sweeps: tuple[KindSweeps, ...] = ()
    """Quarterly sweeps, kind by kind."""
    short_sweeps: tuple[rows_dues.Sweep, ...] = ()
    """What was swept late, in part or not at all, the newest quarter first."""
    agreed: Agreed = NOTHING_AGREED
    """Partners, costs avoided, functions."""
    service_months: tuple[str, ...] = ()
    """The months of the service table, newest first."""
    services: tuple[ServiceLine, ...] = ()
    """Service statistics of the whole county."""
    claims: tuple[rows_publisher.Claim, ...] = ()
    """Published figures."""


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A comparison across the publisher."""

    root: str
    """What leads to the language's root."""
    counties: tuple[CountySection, ...]
    """County by county."""
    edit: str
    """Prefix of a file's address in the repository, escaped; blank when none is known."""


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A fund in a county's posting calendar."""

    unit: str
    """Id of the unit."""
    name: str
    """Name of the unit."""
    fund: str
    """Id of the fund."""
    fund_name: str
    """Name of the fund."""
    cells: tuple[rows_publisher.FundCalendar | None, ...]
    """One per month of the page."""


@dataclass(frozen=True, slots=True)
class UnitServices:
    """A unit's service statistics."""

    unit: str
    """Id of the unit."""
    name: str
    """Name of the unit."""
    lines: tuple[ServiceLine, ...]
    """Indicator by indicator."""


@dataclass(frozen=True, slots=True)
class CountyPage:
    """Every row of a comparison within one county; only the part it is about is filled."""

    root: str
    """What leads to the language's root."""
    county: rows_publisher.County
    """The county."""
    months: tuple[str, ...] = ()
    """The months of the page: oldest first in a calendar, newest first for services."""
    calendar: tuple[CalendarLine, ...] = ()
    """Postings, fund by fund."""
    use: tuple[rows_publisher.SpaceUse, ...] = ()
    """Rooms by unit."""
    rooms: tuple[rows_publisher.Room, ...] = ()
    """Room by room; cells are safe and not marked."""
    projects: tuple[rows_publisher.CountyProject, ...] = ()
    """Project by project; cells are safe and not marked."""
    contracts: tuple[ContractLine, ...] = ()
    """Contract by contract."""
    years: tuple[str, ...] = ()
    """The years in which contracts owed something, newest first; the last three at most."""
    sweeps: SweepTable | None = None
    """Sweeps, fund by fund; ``None`` where nothing is swept."""
    targets: tuple[rows_dues.Target, ...] = ()
    """What was promised about rooms."""
    agreed: AgreedRows = NO_ROWS
    """Partners, loans, costs avoided."""
    buckets: tuple[rows_publisher.FundBucket, ...] = ()
    """Fund by fund and bucket by bucket; cells are safe and not marked."""
    services: tuple[UnitServices, ...] = ()
    """Unit by unit."""
    flows: tuple[KindFlows, ...] = ()
    """Where the money came from and went to, kind by kind."""
