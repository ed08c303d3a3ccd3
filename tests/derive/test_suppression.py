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
        self.fixed = self.order.index("indicator_families")
        self.changing = [
            name for name in self.order
            if {"services", "disbursements", "indicators"} & sqlfiles.grounds(name, files)
            and not {"revenue", "spaces"} & sqlfiles.grounds(name, files) or name in ("measures", "claim_checks")
        ]  # fmt: skip

    def publish(self, services: Services, payments: list[Row], files: dict[str, SqlFile] | None = None) -> dict[str, Any]:
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
            self.con.execute(f"insert into data.{dataset} ({names}) values ({', '.join('?' * len(full))})", [*full.values()])


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
    with derived(publisher.data, publisher.root / "scratch") as con:
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
                if even and indicator != "helped" or draw(st.booleans()):
                    value = draw(counts)
                    services[unit, month, indicator] = min(value, asked) if indicator == "solved" else asked if indicator == "asked" else value
            helped = services.get((unit, month, "helped"), 0)
            while helped:
                part = draw(st.integers(1, helped))
                payments.append(_payment(len(payments), unit, month, part, "relief", draw(st.booleans())))
                helped -= part
            if draw(st.booleans()):
                payments.append(_payment(len(payments), unit, month, draw(counts), "visits", draw(st.booleans())))
    return services, payments


def leaks(desk: Desk, services: Services, payments: list[Row], files: dict[str, SqlFile] | None = None) -> list[Any]:
    """Publish at the end of each month, put all these publications together, and return what follows from them.

    Nothing withheld may follow from the published figures alone. A reader who takes an indicator for the count of
    certain payments may find one that is not small, for it stands in the statistics; never one that is.
    """
    found = []
    for month in sorted({month for _, month, _ in services} | {f"{paid['paid_on']:%Y-%m}" for paid in payments}):
        found.append(desk.publish(
            {place: value for place, value in services.items() if place[1] <= month},
            [paid for paid in payments if f"{paid['paid_on']:%Y-%m}" <= month],
            files,
        ))  # fmt: skip
    guessed = [leak for leak in gather(found, LINKS).narrow(THRESHOLD) if _true(leak[0], services, payments) < THRESHOLD]
    return [*gather(found).narrow(THRESHOLD), *guessed]


def _true(place: tuple[str, ...], services: Services, payments: list[Row]) -> Any:
    kind, unit, *rest = place
    if kind == "payment":
        return next(paid["households"] for paid in payments if paid["payment_id"] == unit)
    month, indicator = rest
    if kind == "entry" or indicator == "trained":
        return services[unit, month, indicator]
    return sum(value for (below, *same), value in services.items() if same == rest and (below == unit or below.startswith(f"{unit}-")))


@settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(drawn=figures())
def test_no_withheld_count_of_a_random_publisher_follows(desk: Desk, drawn: tuple[Services, list[Row]]) -> None:
    """Whatever the figures, all months' publications together give no withheld count to within the threshold."""
    assert leaks(desk, *drawn) == []
