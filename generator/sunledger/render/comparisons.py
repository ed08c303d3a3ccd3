"""The pages that compare across communities, and for each county the page with every row."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from sunledger.render import (
    addresses,
    changes,
    charts,
    contracts,
    county_notices,
    feeds,
    flowchart,
    origins,
    oversight,
    overview,
    rows_dues,
    rows_publisher,
    rows_terms,
    services,
    sweeps,
)
from sunledger.render.contexts_dues import KindDues
from sunledger.render.contexts_flows import KindFlows
from sunledger.render.contexts_publisher import (
    BucketLine,
    CalendarLine,
    ComparisonPage,
    CountyPage,
    CountySection,
    GroupLine,
    KindBuckets,
    KindMonths,
    UnitServices,
)
from sunledger.render.contexts_terms import Agreed, AgreedRows
from sunledger.render.desk import Desk, grouped
from sunledger.render.overview import Publisher, county_leaf
from sunledger.render.press import Leaf, Setup
from sunledger.render.units import SERVICE_MONTHS, months_back

CALENDAR_MONTHS = 12
CONTRACT_YEARS = 3


def titles(desk: Desk) -> dict[str, str]:
    """Name the comparisons."""
    words = desk.words
    return {
        "spaces": words("公共服务用房"),
        "projects": words("项目"),
        "allocations": words("分配与使用"),
        "services": words("服务统计"),
        "timeliness": words("按期公示"),
        "claims": words("公开数字核对"),
        "checks": words("检查结果"),
        "changes": words("更正记录"),
    }


def leaves(desk: Desk, setup: Setup) -> Iterator[Leaf]:
    """Lay out the comparisons across the publisher."""
    publisher = Publisher(desk)
    builders: dict[str, Callable[[Desk, Publisher], list[CountySection]]] = {
        "spaces": _spaces,
        "projects": _projects,
        "allocations": _allocations,
        "services": _services,
        "timeliness": _timeliness,
        "claims": _claims,
    }
    for name in addresses.COMPARISONS:
        address = addresses.comparison(name)
        root, title = addresses.root(address), titles(desk)[name]
        context: object
        if name == "checks":
            context = oversight.checks(desk, root, setup.edit_url)
        elif name == "changes":
            context = changes.page(desk, root, feeds.beside(desk, root))
        else:
            context = ComparisonPage(
                root, tuple(builders[name](desk, publisher)), origins.editor(setup.edit_url)
            )
        leaf = publisher.leaf(address, "comparison", f"{name}.html", title, title, context)
        yield replace(leaf, feeds=feeds.beside(desk, root)) if name == "changes" else leaf


def county_leaves(desk: Desk, county_id: str) -> Iterator[Leaf]:
    """Lay out the pages of one county with every row of a comparison."""
    county = next(c for c in desk.rows("counties", rows_publisher.County) if c.county == county_id)
    yield from overview.county_leaves(desk, county)
    yield from county_notices.list_leaves(desk, county)
    builders: dict[str, Callable[[Desk, rows_publisher.County, str], CountyPage]] = {
        "spaces": _county_spaces,
        "projects": _county_projects,
        "allocations": _county_allocations,
        "services": _county_services,
        "timeliness": _county_timeliness,
    }
    for name, build in builders.items():
        address = addresses.county_comparison(name, county_id)
        context = build(desk, county, addresses.root(address))
        yield county_leaf(county, address, "comparison", f"county_{name}.html", titles(desk)[name], context)


def _spaces(desk: Desk, publisher: Publisher) -> list[CountySection]:
    use = grouped(desk.rows("county_spaces", rows_publisher.SpaceUse, county=""))
    targets = grouped(desk.rows("targets", rows_dues.Target))
    avoided = grouped(desk.rows("avoided_cost_years", rows_terms.AvoidedYear))
    aspects = grouped(desk.rows("space_functions", rows_terms.Aspect))
    return [
        CountySection(
            county,
            spaces=use[county.county][0],
            targets=tuple(targets.get(county.county, ())),
            agreed=Agreed(
                avoided=tuple(avoided.get(county.county, ())), aspects=tuple(aspects.get(county.county, ()))
            ),
        )
        for county in publisher.counties
        if county.county in use
    ]


def _projects(desk: Desk, publisher: Publisher) -> list[CountySection]:
    found = grouped(desk.rows("project_groups", rows_publisher.ProjectGroup))
    dues = grouped(desk.rows("county_dues", rows_dues.CountyDue))
    partners = grouped(desk.rows("partner_tiers", rows_terms.PartnerTier))
    sections = []
    for county in publisher.counties:
        rows = found.get(county.county, [])
        largest = max((row.net_fen for row in rows), default=0)
        lines = tuple(GroupLine(row, charts.share(row.net_fen, largest)) for row in rows)
        owed = itertools.groupby(dues.get(county.county, ()), key=lambda row: (row.kind, row.kind_label))
        tiers = tuple(partners.get(county.county, ()))
        if lines or tiers:
            kinds = tuple(KindDues(label, kind != "base_rent", tuple(years)) for (kind, label), years in owed)
            sections.append(CountySection(county, groups=lines, dues=kinds, agreed=Agreed(partners=tiers)))
    return sections


def _allocations(desk: Desk, publisher: Publisher) -> list[CountySection]:
    found = grouped(desk.rows("county_buckets", rows_publisher.CountyBucket))
    sections = []
    for county in publisher.counties:
        kinds = []
        for label, rows in itertools.groupby(found.get(county.county, ()), key=lambda row: row.kind_label):
            lines = tuple(BucketLine(*bar) for bar in charts.bucket_bars(rows))
            if any(line.colour for line in lines):
                kinds.append(KindBuckets(label, lines, any(line.row.moved for line in lines)))
        sections.append(CountySection(county, buckets=tuple(kinds)))
    return sections


def _services(desk: Desk, publisher: Publisher) -> list[CountySection]:
    sections = []
    for county in publisher.counties:
        months = months_back(county.last_month, SERVICE_MONTHS)[::-1]
        found = [row for row in _service_rows(desk, "", months) if row.unit == county.county]
        lines = tuple(services.lines(found, months))
        if lines:
            sections.append(CountySection(county, service_months=tuple(months), services=lines))
    return sections


def _service_rows(desk: Desk, county: str, months: list[str]) -> list[rows_publisher.CountyService]:
    return desk.rows(
        "county_services",
        rows_publisher.CountyService,
        county=county,
        first=months[-1],
        last=months[0],
    )


def _timeliness(desk: Desk, publisher: Publisher) -> list[CountySection]:
    tardy = grouped(desk.rows("tardy", rows_publisher.Tardy))
    after = months_back(publisher.last_month, CALENDAR_MONTHS + 1)[0] if publisher.last_month else ""
    found = grouped(desk.rows("county_months", rows_publisher.CountyMonth, after=after))
    swept = sweeps.by_county(desk)
    sections = []
    for county in publisher.counties:
        months = tuple(
            KindMonths(label, tuple(rows))
            for label, rows in itertools.groupby(found.get(county.county, ()), key=lambda row: row.kind_label)
        )
        months = tuple(kind for kind in months if any(row.due for row in kind.months))
        quarters = swept.get(county.county, ())
        if months or quarters:
            sections.append(
                CountySection(
                    county,
                    months=months,
                    tardy=tuple(tardy.get(county.county, ())),
                    sweeps=quarters,
                    short_sweeps=sweeps.shorts(desk, county.county),
                )
            )
    return sections


def _claims(desk: Desk, publisher: Publisher) -> list[CountySection]:
    found = grouped(desk.rows("claims", rows_publisher.Claim))
    return [
        CountySection(county, claims=tuple(found[county.county]))
        for county in publisher.counties
        if county.county in found
    ]


def _county_spaces(desk: Desk, county: rows_publisher.County, root: str) -> CountyPage:
    return CountyPage(
        root=root,
        county=county,
        use=tuple(desk.rows("county_spaces", rows_publisher.SpaceUse, county=county.county)),
        rooms=tuple(desk.bulk("county_rooms", rows_publisher.Room, county=county.county)),
        targets=tuple(row for row in desk.rows("targets", rows_dues.Target) if row.county == county.county),
        agreed=AgreedRows(
            avoided=tuple(desk.rows("county_avoided", rows_terms.Avoided, county=county.county))
        ),
    )


def _county_projects(desk: Desk, county: rows_publisher.County, root: str) -> CountyPage:
    projects = desk.bulk("county_projects", rows_publisher.CountyProject, county=county.county)
    found = contracts.gather(desk, county=county.county)
    lines = tuple(line for unit in found.values() for line in unit)
    years = sorted({year.year for line in lines for year in line.years}, reverse=True)
    return CountyPage(
        root=root,
        county=county,
        projects=tuple(projects),
        contracts=lines,
        years=tuple(years[:CONTRACT_YEARS]),
        agreed=AgreedRows(
            partners=tuple(desk.rows("county_partners", rows_terms.Partner, county=county.county)),
            loans=tuple(desk.rows("county_loans", rows_terms.Loan, county=county.county)),
        ),
    )


def _county_allocations(desk: Desk, county: rows_publisher.County, root: str) -> CountyPage:
    buckets = desk.bulk("fund_buckets", rows_publisher.FundBucket, county=county.county)
    return CountyPage(root=root, county=county, buckets=tuple(buckets), flows=tuple(_flows(desk, county)))


def _flows(desk: Desk, county: rows_publisher.County) -> Iterator[KindFlows]:
    """Give where each kind of money came from and went to in the newest year."""
    found = desk.rows("flows", rows_publisher.Flow, county=county.county)
    for kind, rows in itertools.groupby(found, key=lambda row: row.kind):
        flows = tuple(rows)
        yield KindFlows(
            kind=kind,
            label=flows[0].kind_label,
            total=flows[0].total,
            sources=tuple(flow for flow in flows if flow.side == "in"),
            uses=tuple(flow for flow in flows if flow.side == "out"),
            chart=flowchart.draw(flows),
        )


def _county_services(desk: Desk, county: rows_publisher.County, root: str) -> CountyPage:
    months = months_back(county.last_month, SERVICE_MONTHS)[::-1]
    rows = _service_rows(desk, county.county, months)
    units = []
    for unit, found in itertools.groupby(rows, key=lambda row: row.unit):
        held = list(found)
        units.append(UnitServices(unit, held[0].unit_name, tuple(services.lines(held, months))))
    return CountyPage(root=root, county=county, months=tuple(months), services=tuple(units))


def _county_timeliness(desk: Desk, county: rows_publisher.County, root: str) -> CountyPage:
    months = months_back(county.last_month, CALENDAR_MONTHS)
    after = months_back(county.last_month, CALENDAR_MONTHS + 1)[0]
    rows = desk.rows("fund_calendar", rows_publisher.FundCalendar, county=county.county, after=after)
    calendar = []
    for _, found in itertools.groupby(rows, key=lambda row: row.fund):
        by_month = {row.month: row for row in found}
        one = next(iter(by_month.values()))
        calendar.append(
            CalendarLine(one.unit, one.name, one.fund, one.fund_name, tuple(by_month.get(m) for m in months))
        )
    swept = sweeps.table(desk, county.county)
    return CountyPage(
        root=root,
        county=county,
        months=tuple(months),
        calendar=tuple(calendar),
        sweeps=swept if swept.lines else None,
    )
