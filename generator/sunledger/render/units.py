"""Units' own pages: gather rows of a chunk of units, set by set, and lay them out page by page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from sunledger.render import (
    addresses,
    charts,
    contracts,
    feeds,
    origins,
    oversight,
    qr,
    rows,
    rows_around,
    rows_downloads,
    rows_publisher,
    services,
    structured,
    sweeps,
)
from sunledger.render.contexts import (
    Below,
    Bucket,
    CalendarMonth,
    CalendarYear,
    EditableFile,
    Formerly,
    FundSheet,
    MonthRow,
    Recorded,
    SpendingLine,
    UnitPage,
)
from sunledger.render.desk import Desk, grouped
from sunledger.render.markup import from_markdown
from sunledger.render.press import Leaf, Setup
from sunledger.render.words import Words

CHART_MONTHS = 12
SERVICE_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Chunk:
    """Everything about a chunk of units that more than one kind of page needs, by unit or by fund."""

    units: tuple[rows.Unit, ...]
    crumbs: dict[str, list[rows.Ancestor]]
    funds: dict[str, list[rows.Fund]]
    months: dict[str, list[rows.FundMonth]]
    entries: dict[str, list[rows.Entry]]
    """Those of the months that show them one by one."""
    years: dict[str, list[rows.FundYear]]
    kept: dict[str, int]
    """Months of notices each county keeps."""


def gather(desk: Desk, ids: list[str], first: str = "", *, years: bool = True) -> Chunk:
    """Read what units' pages, ledgers and notices share.

    Entries are read from the month ``first`` on, or else those of the last month and of notices; ledgers
    have theirs printed by the engine. Notices alone need no ``years``.
    """
    units, kept = desk.rows("units", rows.Unit, units=ids), desk.kept_notices()
    if not first:
        first = min((_first_shown(unit, kept) for unit in units), default="")
    return Chunk(
        units=tuple(units),
        crumbs=grouped(desk.rows("ancestors", rows.Ancestor, units=ids)),
        funds=grouped(desk.rows("funds", rows.Fund, units=ids)),
        months=grouped(desk.rows("fund_months", rows.FundMonth, units=ids)),
        entries=grouped(desk.bulk("entries", rows.Entry, units=ids, first=first)),
        years=grouped(desk.rows("fund_years", rows.FundYear, units=ids)) if years else {},
        kept=kept,
    )


def _first_shown(unit: rows.Unit, kept: dict[str, int]) -> str:
    """Tell from which month on a unit's page and notices show single entries."""
    return months_back(unit.last_month, max(1, kept.get(unit.county, 0)))[0]


def months_back(last: str, count: int) -> list[str]:
    """List ``count`` months ending with ``last``, oldest first."""
    ordinal = int(last[:4]) * 12 + int(last[5:7]) - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(ordinal - count + 1, ordinal + 1)]


def notice_months(chunk: Chunk, unit: rows.Unit) -> list[str]:
    """List the months for which a unit has a notice, oldest first."""
    kept = chunk.kept.get(unit.county, 0)
    wanted = set(months_back(unit.last_month, kept)) if kept else set()
    have = {row.month for fund in chunk.funds.get(unit.unit, ()) for row in chunk.months.get(fund.fund, ())}
    return sorted(wanted & have)


def ledger_years(chunk: Chunk, unit: rows.Unit) -> list[str]:
    """List the years for which a unit has a ledger, oldest first."""
    return sorted({y.year for fund in chunk.funds.get(unit.unit, ()) for y in chunk.years.get(fund.fund, ())})


class UnitPages:
    """Lays out the pages of one chunk of units."""

    def __init__(self, desk: Desk, setup: Setup, chunk: Chunk) -> None:
        self._setup, self._chunk = setup, chunk
        self._words: Words = desk.words
        self._language = desk.language
        self._newest = {row.county: row.notices for row in desk.rows("counties", rows_publisher.County)}
        ids = [str(unit.unit) for unit in chunk.units]
        last_months = [str(unit.last_month) for unit in chunk.units] or ["0001-01"]
        first, last = min(last_months), max(last_months)
        self._comparisons = grouped(desk.rows("comparisons", rows.Comparison, units=ids))
        self._unit_years = grouped(desk.rows("unit_years", rows.UnitYear, units=ids))
        self._income = grouped(desk.rows("income", rows.Income, units=ids, first=first, last=last))
        self._buckets = grouped(desk.rows("bucket_years", rows.BucketYear, units=ids))
        self._downloads = grouped(
            desk.rows("downloads", rows_downloads.Download, scopes=["unit", "county"], owners=ids)
        )
        self._abouts = {
            row.unit: row.markdown for row in desk.bulk("unit_abouts", rows_around.About, units=ids)
        }
        self._predecessors = grouped(desk.rows("predecessors", rows_around.Predecessor, units=ids))
        self._spans = structured.spans(desk, ids)
        self._renamings = grouped(desk.rows("renamings", rows_around.Renaming, units=ids))
        self._children = grouped(desk.rows("children", rows.Child, units=ids))
        self._child_years = grouped(desk.rows("child_years", rows.ChildYear, units=ids))
        self._spending = grouped(desk.rows("unit_spending", rows_around.Spending, units=ids))
        self._spaces = grouped(desk.rows("unit_spaces", rows_around.Space, units=ids))
        self._projects = grouped(desk.rows("unit_projects", rows_around.Project, units=ids))
        self._corrections = grouped(desk.rows("unit_corrections", rows_around.Correction, units=ids))
        self._contracts = contracts.gather(desk, units=ids)
        self._sweeps = sweeps.of_units(desk, ids)
        self._flags = oversight.red_flags(desk, ids)
        self._matters = oversight.matters(desk, ids)
        self._objections = oversight.objections(desk, ids)
        self._audits = oversight.audits(desk, ids)
        self._files = grouped(desk.rows("unit_files", rows_around.DataFile, units=ids))
        self._services = grouped(
            desk.rows(
                "unit_services",
                rows_around.Service,
                units=ids,
                first=months_back(first, SERVICE_MONTHS * 2)[0],
                last=last,
            )
        )

    def leaves(self) -> Iterator[Leaf]:
        """Lay out each unit's page."""
        for unit in self._chunk.units:
            address = addresses.unit(unit.unit)
            context = self._page(unit, address)
            description = self._describe(unit, context)
            yield Leaf(
                address=address,
                kind="unit",
                template="unit.html",
                title=unit.title,
                description=description,
                context=context,
                publisher=unit.publisher,
                as_of=unit.as_of,
                demo=unit.demo,
                county=unit.county,
                picture=addresses.card(unit.county),
                feeds=feeds.of_unit(self._words, context.root, unit) if context.sheets else (),
                dataset=self._dataset(unit, address, description, context.own_downloads),
            )

    def _dataset(
        self, unit: rows.Unit, address: str, description: str, files: tuple[rows_downloads.Download, ...]
    ) -> str:
        """Describe a unit's own downloads; nothing where it has none."""
        if not files:
            return ""
        said = structured.Described(
            address=address,
            name=Markup("{} · {}").format(unit.title, self._words("阳光账本")),
            description=description,
            publisher=unit.publisher,
            place=unit.title,
            demo=unit.demo,
            files=files,
            span=self._spans.get(unit.unit),
            part_of=addresses.data(),
        )
        return structured.block(self._words, self._setup.base_url, said)

    def _describe(self, unit: rows.Unit, page: UnitPage) -> str:
        for sheet in page.sheets:
            if sheet.now:
                said = self._words(
                    "%(unit)s%(month)s账目：收入 %(gross)s 元，支出 %(spent)s 元，结余 %(left)s 元。"
                )
                return Markup(said) % {
                    "unit": unit.title,
                    "month": page.month,
                    "gross": sheet.now.gross.lstrip("+"),
                    "spent": sheet.now.disbursed.lstrip("−"),
                    "left": sheet.now.closing,
                }
        said = self._words("%(unit)s的公共资金账目：收支、分配、公示和下属单位。")
        return Markup(said) % {"unit": unit.title}

    def _page(self, unit: rows.Unit, address: str) -> UnitPage:
        chunk, words = self._chunk, self._words
        years = self._unit_years.get(unit.unit, [])
        own = {y.kind: y for y in years if y.scope == "own" and y.year == unit.last_year}
        sheets = tuple(self._sheet(unit, fund, own.get(fund.kind)) for fund in chunk.funds.get(unit.unit, ()))
        service_months = months_back(unit.last_month, SERVICE_MONTHS)[::-1]
        newest = self._newest.get(unit.county) if unit.unit == unit.county else None
        base = self._setup.base_url
        absolute = addresses.absolute(base, addresses.path_of(self._language, address)) if base else ""
        return UnitPage(
            root=addresses.root(address),
            downloads=addresses.site_root(self._language, address),
            unit=unit,
            crumbs=tuple(chunk.crumbs.get(unit.unit, ())),
            predecessors=tuple(self._predecessors.get(unit.unit, ())),
            formerly=tuple(
                Formerly(words.month(row.month), row) for row in self._renamings.get(unit.unit, ())
            ),
            month=words.month(unit.last_month),
            about=from_markdown(self._abouts.get(unit.unit, "")),
            sheets=sheets,
            below=tuple(self._below(unit, y) for y in years if y.beyond_own and y.year == unit.last_year),
            spending=self._spending_lines(unit, "own", sheets[0].fund.kind) if len(own) == 1 else (),
            children=tuple(self._children.get(unit.unit, ())),
            projects=tuple(self._projects.get(unit.unit, ())),
            contracts=tuple(self._contracts.get(unit.unit, ())),
            spaces=tuple(self._spaces.get(unit.unit, ())),
            service_months=tuple(service_months),
            services=tuple(services.lines(self._services.get(unit.unit, ()), service_months)),
            corrections=tuple(self._corrections.get(unit.unit, ())),
            questions=tuple(self._flags.get(unit.unit, ())),
            matters=tuple(self._matters.get(unit.unit, ())),
            objections=tuple(self._objections.get(unit.unit, ())),
            audits=tuple(self._audits.get(unit.unit, ())),
            ledgers=tuple(Recorded(year, year) for year in reversed(ledger_years(chunk, unit))),
            notices=tuple(Recorded(m, words.month(m)) for m in reversed(notice_months(chunk, unit))),
            printed=Recorded(newest, words.month(newest)) if newest else None,
            files=tuple(self._editable(unit)),
            own_downloads=tuple(self._downloads.get(unit.unit, ())),
            qr=qr.svg(absolute) if absolute else "",
            address=absolute,
        )

    def _sheet(self, unit: rows.Unit, fund: rows.Fund, year: rows.UnitYear | None) -> FundSheet:
        months = {row.month: row for row in self._chunk.months.get(fund.fund, ())}
        shown = months_back(unit.last_month, CHART_MONTHS)
        series = [
            (
                self._words.month_of_year(int(m[5:7])),
                months[m].in_fen if m in months else None,
                months[m].out_fen if m in months else None,
            )
            for m in shown
        ]
        compared = self._comparisons.get(unit.unit, ())
        buckets = [b for b in self._buckets.get(fund.fund, ()) if b.year == unit.last_year]
        entries = [e for e in self._chunk.entries.get(fund.fund, ()) if e.month == unit.last_month]
        spent = tuple(e for e in entries if e.dataset != "revenue" and e.money_out)
        table = tuple(MonthRow(m, months.get(m)) for m in shown)
        return FundSheet(
            fund=fund,
            now=months.get(unit.last_month),
            sources=tuple(i for i in self._income.get(fund.fund, ()) if i.month == unit.last_month),
            spent=spent,
            payments=sum(entry.dataset == "disbursements" for entry in spent),
            comparison=next((c for c in compared if c.kind == fund.kind and c.year == unit.last_year), None),
            year=year,
            buckets=tuple(Bucket(*bar) for bar in charts.bucket_bars(buckets)) if fund.authority else (),
            buckets_moved=any(b.moved for b in buckets),
            chart=charts.months(series),
            months=table,
            months_moved=any(line.row and (line.row.moved_in or line.row.moved_out) for line in table),
            calendar=tuple(self._calendar(list(months.values()))),
            rule=self._duty(fund),
            sweeps=tuple(self._sweeps.get(fund.fund, ())),
            origins=origins.of_entries(entries, self._setup.edit_url)
            or (origins.of(fund.file, fund.line, self._setup.edit_url),),
        )

    def _duty(self, fund: rows.Fund) -> str:
        """Say when the accounts have to be posted."""
        rules = {
            "monthly": self._words("每月 %(day)s 日前公示上月", day=fund.due_day),
            "quarterly": self._words("季后次月 %(day)s 日前公示上季", day=fund.due_day),
            "half_yearly": self._words("半年后次月 %(day)s 日前公示上半年度", day=fund.due_day),
            "yearly": self._words("次年 1 月 %(day)s 日前公示上年", day=fund.due_day),
        }
        return rules.get(fund.cadence or "", "")

    def _calendar(self, months: list[rows.FundMonth]) -> Iterator[CalendarYear]:
        if not any(row.status for row in months):
            return
        known = {row.month: row for row in months}
        for year, _ in itertools.groupby(sorted(known), key=lambda month: month[:4]):
            cells = []
            for part in range(1, 13):
                month = f"{year}-{part:02d}"
                row = known.get(month)
                cells.append(
                    CalendarMonth(
                        month=month,
                        status=(row.status or "") if row else "",
                        said=(row.status_label or "") if row else "",
                        days_late=row.days_late if row and row.status == "late" else None,
                    )
                )
            yield CalendarYear(year, tuple(cells))

    def _below(self, unit: rows.Unit, year: rows.UnitYear) -> Below:
        return Below(
            year=year,
            children=tuple(c for c in self._child_years.get(unit.unit, ()) if c.kind == year.kind),
            spending=self._spending_lines(unit, "all", year.kind),
        )

    def _spending_lines(self, unit: rows.Unit, scope: str, kind: str) -> tuple[SpendingLine, ...]:
        lines = [
            row
            for row in self._spending.get(unit.unit, ())
            if row.scope == scope and row.kind == kind and row.year == unit.last_year
        ]
        largest = max((row.fen for row in lines), default=0)
        return tuple(SpendingLine(row, charts.share(row.fen, largest)) for row in lines)

    def _editable(self, unit: rows.Unit) -> Iterator[EditableFile]:
        prefix = self._setup.edit_url
        for file in self._files.get(unit.unit, ()):
            yield EditableFile(
                path=file.file,
                title=self._words.table(file.dataset),
                link=escape(prefix) + file.file if prefix else "",
            )
