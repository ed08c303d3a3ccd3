"""No withheld count can be worked out: the published tables are solved, and the solver is shown to bite."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sunledger import sqlfiles
from sunledger.derive import tables
from sunledger.derive.tables import create
from sunledger.engine import Connection
from sunledger.sqlfiles import SqlFile
from tests.derive.conftest import PLAIN
from tests.publisher import Publisher, Row, derived
from tests.solver import gather, publication

UNITS = {"x": None, "x-a": "x", "x-b": "x", "x-a-1": "x-a", "x-a-2": "x-a", "x-a-3": "x-a", "x-b-1": "x-b"}
INDICATORS: list[Row] = [
    {"indicator_id": "asked", "kind": "count", "aggregate": "sum", "counts_people": True, "unit": "人"},
    {"indicator_id": "solved", "kind": "count", "aggregate": "sum", "counts_people": True, "unit": "人"},
    {"indicator_id": "solved-rate", "kind": "ratio", "aggregate": "none", "counts_people": False, "unit": "%",
     "numerator_id": "solved", "denominator_id": "asked"},
    {"indicator_id": "helped", "kind": "count", "aggregate": "sum", "counts_people": True, "unit": "户"},
    {"indicator_id": "trained", "kind": "count", "aggregate": "last", "counts_people": True, "unit": "人"},
    {"indicator_id": "events", "kind": "count", "aggregate": "sum", "counts_people": False, "unit": "场"},
]  # fmt: skip
TOLD = ("service_months", "household_counts", "measures", "claim_checks")
THRESHOLD = 5
LINKS = {"helped": "relief"}
Services = dict[tuple[str, str, str], Any]


class Desk:
    """A database that any services and payments can be put into and published from, again and again."""

    def __init__(self, con: Connection) -> None:
        self.con = con
        files = tables()
        needed = sqlfiles.closure(frozenset(TOLD), files)
        self.order = [file.name for file in sqlfiles.in_order({name: files[name] for name in needed})]
        self.changing = [
            name for name in self.order
            if {"services", "disbursements", "indicators"} & sqlfiles.grounds(name, files) and "spaces" not in files[name].reads
        ]  # fmt: skip

    def publish(
        self, services: Services, payments: list[Row], files: dict[str, SqlFile] | None = None
    ) -> dict[str, Any]:
        """Publish these figures and return what a reader sees."""
        self._fill("services", [
            {"community_id": unit, "month": month, "indicator_id": indicator, "value": value}
            for (unit, month, indicator), value in services.items()
        ])  # fmt: skip
        self._fill("disbursements", payments)
        for name in self.changing:
            self.con.execute(f"drop table if exists derived.{name}")
            create(self.con, (files or tables())[name])
        return publication(self.con)

    def _fill(self, dataset: str, rows: list[Row]) -> None:
        self.con.execute(f"delete from data.{dataset}")
        for number, row in enumerate(rows):
            full = {**row, "file": f"data/x/{dataset}.csv", "line": number + 2}
            names = ", ".join(full)
            self.con.execute(
                f"insert into data.{dataset} ({names}) values ({', '.join('?' * len(full))})",
                [*full.values()],
            )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a publisher of one county, two communities and four compounds without any figure yet."""
    publisher = Publisher(tmp_path_factory.mktemp("desk"))
    publisher.write("x/profile.toml", f"disclosure_threshold = {THRESHOLD}\nas_of = 2025-12-31\n")
    publisher.put("x/communities.csv", [
        {**PLAIN["communities"], "community_id": unit, "parent_id": above,
         "level": ("county", "community", "compound")[unit.count("-")],
         **({"retired_on": "2025-02-01"} if unit == "x-a-3" else {})}
        for unit, above in UNITS.items()
    ])  # fmt: skip
    publisher.put("x/indicators.csv", [
        {**PLAIN["indicators"], **row, "counts_people": str(row["counts_people"]).lower()} for row in INDICATORS
    ])  # fmt: skip
    publisher.put("x/funds.csv", [
        {**PLAIN["funds"], "fund_id": f"f-{unit}", "community_id": unit, "kind": "enterprise"} for unit in UNITS
    ])  # fmt: skip
    publisher.put("x/claims.csv", [
        {**PLAIN["claims"], "claim_id": f"c-{number}", "community_id": unit, "value": "1", "qualifier": "over", "measure": measure}
        for unit in ("x", "x-a")
        for number, measure in enumerate(("asked", "solved-rate", "helped", "relief-households"), 10 if unit == "x" else 20)
    ])  # fmt: skip
    for dataset in ("revenue", "disbursements"):
        publisher.put(f"x/{dataset}.csv", [])
    with derived(publisher.data, publisher.root / "scratch", strict=False) as con:
        yield Desk(con)


def _payment(number: int, unit: str, month: str, households: int, purpose: str, in_kind: bool) -> Row:
    return {"payment_id": f"d-{number}", "fund_id": f"f-{unit}", "paid_on": dt.date.fromisoformat(f"{month}-15"), "amount": 1,
            "purpose": purpose, "description": "付款", "households": households, "in_kind": in_kind}  # fmt: skip


@st.composite
def figures(draw: st.DrawFn) -> tuple[Services, list[Row]]:
    """Draw entries of any units and months, many of them small or nothing, and the payments that some count."""
    counts = st.one_of(st.sampled_from((0, 1, THRESHOLD - 1, THRESHOLD, THRESHOLD + 1)), st.integers(0, 30))
    months = [f"2025-{number:02}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    units = draw(st.lists(st.sampled_from(sorted(UNITS)), min_size=1, unique=True))
    even = draw(st.booleans())
    services: Services = {}
    payments: list[Row] = []
    for month in months:
        for unit in units:
            asked = draw(counts)
            for indicator in ("asked", "solved", "helped", "trained", "events"):
                if (even and indicator != "helped") or draw(st.booleans()):
                    value = draw(counts)
                    services[unit, month, indicator] = (
                        min(value, asked)
                        if indicator == "solved"
                        else asked
                        if indicator == "asked"
                        else value
                    )
            helped = services.get((unit, month, "helped"), 0)
            while helped:
                part = draw(st.integers(1, helped))
                payments.append(_payment(len(payments), unit, month, part, "relief", draw(st.booleans())))
                helped -= part
            if draw(st.booleans()):
                payments.append(
                    _payment(len(payments), unit, month, draw(counts), "visits", draw(st.booleans()))
                )
    return services, payments


def leaks(
    desk: Desk, services: Services, payments: list[Row], files: dict[str, SqlFile] | None = None
) -> list[Any]:
    """Publish at the end of each month, put all these publications together, and return what follows from them.

    Nothing withheld may follow from the published figures alone. A reader who takes an indicator for the count of
    certain payments may find one that is not small, for it stands in the statistics; never one that is.
    """
    months = {month for _, month, _ in services} | {f"{paid['paid_on']:%Y-%m}" for paid in payments}
    found = [
        desk.publish(
            {place: value for place, value in services.items() if place[1] <= month},
            [paid for paid in payments if f"{paid['paid_on']:%Y-%m}" <= month],
            files,
        )
        for month in sorted(months)
    ]
    guessed = [leak for leak in gather(found, LINKS).narrow(THRESHOLD)
               if leak[1] != "shown" and _true(leak[0], services, payments) < THRESHOLD]  # fmt: skip
    return [*gather(found).narrow(THRESHOLD), *guessed]


def _true(place: tuple[str, ...], services: Services, payments: list[Row]) -> Any:
    kind, unit, *rest = place
    if kind == "payment":
        return next(paid["households"] for paid in payments if paid["payment_id"] == unit)
    month, indicator = rest
    if kind == "entry" or indicator == "trained":
        return services[unit, month, indicator]
    return sum(
        value
        for (below, *same), value in services.items()
        if same == rest and (below == unit or below.startswith(f"{unit}-"))
    )


@settings(
    max_examples=25,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(drawn=figures())
def test_no_withheld_count_of_a_random_publisher_follows(
    desk: Desk, drawn: tuple[Services, list[Row]]
) -> None:
    """Whatever the figures, all months' publications together give no withheld count to within the threshold."""
    assert leaks(desk, *drawn) == []


def _helped(values: dict[str, dict[str, int]], indicator: str = "helped") -> Services:
    return {
        (unit, month, indicator): value for month, units in values.items() for unit, value in units.items()
    }


EXAMPLES: dict[str, tuple[Services, list[Row]]] = {
    "one small unit": (_helped({"2025-01": {"x-a-1": 3, "x-a-2": 40, "x-a-3": 50, "x-b-1": 60}}), []),
    "two units of next to nothing": (_helped({"2025-01": {"x-a-1": 1, "x-a-2": 2, "x-a-3": 30, "x-b-1": 60}}), []),
    "nothing at all": (_helped({"2025-01": {"x-a-1": 0, "x-a-2": 0}, "2025-02": {"x-a-1": 9, "x-a-2": 0}}), []),
    "a small branch": (_helped({"2025-01": {"x-a-1": 15, "x-a-2": 25, "x-b-1": 3}}), []),
    "an own entry": (_helped({"2025-01": {"x-a": 2, "x-a-1": 31, "x-a-2": 41, "x": 70}}), []),
    "single months": (_helped({"2025-01": {"x-a-1": 3}, "2025-02": {"x-a-1": 4}, "2025-03": {"x-b-1": 1}}), []),
    "a small month among others": (_helped({"2025-01": {"x-a": 60}, "2025-02": {"x-a": 2}, "2025-03": {"x-b": 50}}), []),
    "a part near its whole": (
        {**_helped({"2025-01": {"x-a-1": 5, "x-a-2": 6, "x-a-3": 50}}, "asked"),
         **_helped({"2025-01": {"x-a-1": 1, "x-a-2": 6, "x-a-3": 40}}, "solved")}, []),
    "payments beside withheld cells": (
        _helped({"2025-01": {"x-a": 2, "x-a-1": 31, "x-a-2": 41}}),
        [_payment(0, "x-a-1", "2025-01", 7, "relief", in_kind=False), _payment(1, "x-a-1", "2025-01", 24, "relief", in_kind=True)]),
    "payments within shown cells": (
        _helped({"2025-01": {"x-a-1": 20, "x-b-1": 9}}),
        [_payment(0, "x-a-1", "2025-01", 20, "relief", in_kind=False), _payment(1, "x-b-1", "2025-01", 7, "relief", in_kind=False),
         _payment(2, "x-b-1", "2025-01", 2, "relief", in_kind=True), _payment(3, "x-b-1", "2025-01", 90, "visits", in_kind=True)]),
    "one small payment": (
        {}, [_payment(0, "x-a-1", "2025-01", 4, "relief", in_kind=True), _payment(1, "x-a-1", "2025-01", 90, "visits", in_kind=True)]),
}  # fmt: skip
"""Publishers with everything that could give a small count away."""

LEAKY = {
    "small cells alone are withheld": ("one small unit", "service_months", " or (any_small and weight_before < threshold)", ""),
    "two cells are enough": ("two units of next to nothing", "service_months", "weight_before < threshold)", "weight_before < 2)"),
    "what lies below is shown": ("a small branch", "service_months", "where not chosen.own", "where not chosen.own and lineage.distance = 0"),
    "own entries count for nothing": ("an own entry", "service_months", "rolled.has_parts\n", "false\n"),
    "an own entry is shown with its unit": ("an own entry", "service_months", "suppressed or entry_chosen end", "suppressed end"),
    "months are shown by themselves": ("single months", "service_months", "closed and months = 1", "closed"),
    "an open month is told": ("a small month among others", "service_periods", "max(total) >= max(threshold) as closed", "true as closed"),
    "a running total is always told": ("a small month among others", "measures", "where not service_periods.closed", "where false"),
    "a total of payments is always told": ("one small payment", "measures", "where household_counts.suppressed", "where false"),
    "payments add up withheld cells": ("payments beside withheld cells", "household_counts", "largest) filter (where withheld.some)", "largest) filter (where false)"),
    "cells leave small payments": ("payments within shown cells", "household_counts", "counted.any_small and", "false and"),
    "counts that a ratio joins go apart": ("a part near its whole", "indicator_families", "min(member) as family", "indicator_id as family"),
}  # fmt: skip
"""Weaker suppressions: the example that shows the leak, the file, and what is changed in it."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_withheld_count_of_an_odd_publisher_follows(desk: Desk, example: str) -> None:
    """Own entries beside units below, single units, single months, nothing at all: nothing follows from them."""
    assert leaks(desk, *EXAMPLES[example]) == []


@pytest.mark.parametrize("variant", LEAKY)
def test_a_leaky_variant_is_caught(desk: Desk, variant: str) -> None:
    """The solver finds what a weaker suppression gives away; so its silence means something."""
    example, table, old, new = LEAKY[variant]
    file = tables()[table]
    assert old in file.query
    files = {**tables(), table: SqlFile(table, file.facts, file.query.replace(old, new))}
    assert leaks(desk, *EXAMPLES[example], files) != []


def test_no_withheld_count_of_the_demonstration_follows(project_root: Path, tmp_path: Path) -> None:
    """All that is published of ``data/`` gives no withheld count to within the threshold, and most is published."""
    with derived(project_root / "data", tmp_path / "scratch") as con:
        tables = publication(con)
        thresholds = {
            row[0] for row in con.execute("select disclosure_threshold from meta.counties").fetchall()
        }
    assert thresholds == {10}
    system = gather([tables])
    places = {place[0] for place in system.targets}
    assert places == {"cell", "entry", "payment"}
    assert list(system.narrow(10)) == []
    shown = sum(row["value"] is not None for row in tables["service_months"])
    assert shown > 0.9 * len(tables["service_months"])
