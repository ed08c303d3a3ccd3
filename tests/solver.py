"""What a reader can work out: every published figure as an equation, solved for what was withheld.

The unknowns are the entries of ``services`` (a reader sees which there are) and the households of
payments; all are known to be at least nothing. Determinacy is decided by exact elimination over
fractions, the narrowest interval by linear programming. Several publications may be put together: whoever
keeps last month's site can subtract it from this month's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.optimize import linprog

from sunledger.engine import Connection

Unknown = tuple[str, ...]
Form = dict[Unknown, Fraction]
Table = list[dict[str, Any]]

READ = {
    "open": ("communities", "indicators", "services", "funds", "disbursements", "claims"),
    "derived": ("service_months", "household_counts", "measures", "claim_checks"),
}
"""The published tables that say anything of people."""

TOTALS = {"relief-households": ("purpose", "relief"), "in-kind-households": ("in_kind", True)}


def publication(con: Connection) -> dict[str, Table]:
    """Return the published tables as a reader has them."""
    found: dict[str, Table] = {}
    for schema, names in READ.items():
        for name in names:
            rows = con.execute(f"select * from {schema}.{name}")
            columns = [column[0] for column in rows.description or ()]
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    return found


@dataclass
class Target:
    """A withheld figure: what it is the sum of, and where it would have stood."""

    place: Unknown
    form: Form


@dataclass
class System:
    """Equations ``form = value``, bounds ``form <= value`` and the figures they must not give away."""

    equations: list[tuple[Form, Fraction]] = field(default_factory=list)
    bounds: list[tuple[Form, Fraction]] = field(default_factory=list)
    targets: dict[Unknown, Target] = field(default_factory=dict)
    told: dict[Unknown, Fraction] = field(default_factory=dict)

    def tell(self, place: Unknown, form: Form, value: Any, guarded: bool) -> None:
        """Take note of a published figure, or of one that is withheld and has never been published."""
        if value is not None:
            self.equations.append((form, Fraction(value)))
            if guarded:
                self.told[place] = Fraction(value)
        elif guarded and place not in self.told:
            self.targets[place] = Target(place, form)

    def narrow(self, threshold: int) -> Iterator[tuple[Unknown, str]]:
        """Give the counts that are published though small, can be determined, or are bounded too narrowly."""
        yield from ((place, "shown") for place, value in self.told.items() if value < threshold)
        known, equations, bounds = _settled(self.equations, self.bounds)
        parts = _parts(equations, bounds)
        rows: dict[int, list[tuple[Form, Fraction]]] = defaultdict(list)
        limits: dict[int, list[tuple[Form, Fraction]]] = defaultdict(list)
        for form, value in equations:
            rows[parts[next(iter(form))]].append((form, value))
        for form, value in bounds:
            limits[parts[next(iter(form))]].append((form, value))
        reduced = {part: _eliminated(found) for part, found in rows.items()}
        for target in self.targets.values():
            form = {unknown: factor for unknown, factor in target.form.items() if unknown not in known}
            mine = sorted({parts[unknown] for unknown in form if unknown in parts})
            if not _remainder(form, [row for part in mine for row in reduced.get(part, [])]):
                yield target.place, "determined"
                continue
            if any(unknown not in parts for unknown in form):
                continue
            low, high = _interval(
                form, [e for p in mine for e in rows[p]], [e for p in mine for e in limits[p]]
            )
            if high - low < threshold - 1e-6:
                yield target.place, f"between {low:g} and {high:g}"


def gather(publications: Iterable[Mapping[str, Table]], links: Mapping[str, str] | None = None) -> System:
    """Write down all that publications say, the last being the one whose withheld figures are to be found.

    ``links`` names indicators that count the households of payments for a purpose, as a reader may guess.
    """
    system = System()
    for tables in publications:
        system.targets.clear()
        _gather_one(system, tables, links or {})
    return system


def _gather_one(system: System, tables: Mapping[str, Table], links: Mapping[str, str]) -> None:
    above = {row["community_id"]: row["parent_id"] for row in tables["communities"]}
    indicators = {row["indicator_id"]: row for row in tables["indicators"]}
    cells: dict[Unknown, Form] = defaultdict(dict)
    entries: dict[Unknown, Form] = {}
    payments = _payments(system, tables)
    for row in tables["services"]:
        unit, month, indicator = row["community_id"], row["month"], row["indicator_id"]
        entry = entries[unit, month, indicator] = _entry(row, payments, links)
        system.tell(
            ("entry", unit, month, indicator), entry, row["value"], indicators[indicator]["counts_people"]
        )
        while unit:
            cells[unit, month, indicator].update(entry)
            unit = above[unit] if indicators[indicator]["aggregate"] == "sum" else None
    for ratio in indicators.values():
        for unit, month, indicator in list(entries) if ratio["kind"] == "ratio" else ():
            whole = entries.get((unit, month, ratio["denominator_id"]))
            if indicator == ratio["numerator_id"] and whole:
                system.bounds.append((_sum((entries[unit, month, indicator], 1), (whole, -1)), Fraction(0)))
    sums: dict[tuple[str, str], Form] = defaultdict(dict)
    for (unit, _, indicator), form in cells.items():
        sums[unit, indicator].update(form)
    for row in tables["service_months"]:
        place = (row["community_id"], row["month"], row["indicator_id"])
        ratio = indicators[place[2]]
        if ratio["kind"] == "ratio":
            over, under = ((*place[:2], ratio[key]) for key in ("numerator_id", "denominator_id"))
            _bound_ratio(system, cells.get(over, {}), cells.get(under, {}), row["value"])
        else:
            system.tell(("cell", *place), cells[place], row["value"], ratio["counts_people"])
    computed = {row["claim_id"]: row["computed"] for row in tables["claim_checks"]}
    said = [(row["community_id"], row["measure"], row["value"]) for row in tables["measures"]]
    said += [(row["community_id"], row["measure"], computed.get(row["claim_id"])) for row in tables["claims"]]
    for unit, measure, value in said:
        if value is None:
            continue
        if measure in TOTALS:
            column, wanted = TOTALS[measure]
            counted = [
                row for row in payments if row[column] == wanted and row["payment_id"] in row["counted"]
            ]
            form = {_payment(row): Fraction(1) for row in counted if _within(row["unit"], unit, above)}
            system.tell(("total", unit, measure), form, value, guarded=True)
        elif measure in indicators and indicators[measure]["kind"] == "ratio":
            ratio = indicators[measure]
            _bound_ratio(
                system, sums[unit, ratio["numerator_id"]], sums[unit, ratio["denominator_id"]], value
            )
        elif measure in indicators:
            system.tell(
                ("total", unit, measure), sums[unit, measure], value, indicators[measure]["counts_people"]
            )


def _payments(system: System, tables: Mapping[str, Table]) -> Table:
    """Return the payments that name households, with their units; what is shown of them becomes equations."""
    units = {row["fund_id"]: row["community_id"] for row in tables["funds"]}
    counted = {row["payment_id"]: row["households"] for row in tables["household_counts"]}
    found = [
        {**row, "unit": units[row["fund_id"]], "in_kind": bool(row["in_kind"]), "counted": counted}
        for row in tables["disbursements"] if row["payment_id"] in counted or row["households"] is not None
    ]  # fmt: skip
    for row in found:
        for value in (row["households"], counted.get(row["payment_id"])):
            system.tell(
                _payment(row), {_payment(row): Fraction(1)}, value, guarded=row["payment_id"] in counted
            )
    return found


def _payment(row: Mapping[str, Any]) -> Unknown:
    return ("payment", row["payment_id"])


def _entry(row: Mapping[str, Any], payments: Table, links: Mapping[str, str]) -> Form:
    """Return an entry as one unknown, or as the payments of its unit and month that it counts."""
    purpose = links.get(row["indicator_id"])
    same = [
        _payment(paid) for paid in payments
        if paid["purpose"] == purpose and paid["unit"] == row["community_id"] and f"{paid['paid_on']:%Y-%m}" == row["month"]
    ]  # fmt: skip
    names = same or [("entry", row["community_id"], row["month"], row["indicator_id"])]
    return {name: Fraction(1) for name in names}


def _within(unit: str | None, top: str, above: Mapping[str, str | None]) -> bool:
    while unit is not None and unit != top:
        unit = above[unit]
    return unit == top


def _bound_ratio(system: System, part: Form, whole: Form, percent: Any) -> None:
    """Say that a published ratio rounds to what it is."""
    if percent is not None:
        for sign in (1, -1):
            edge = Fraction(percent) / 100 + sign * Fraction(1, 2000)
            system.bounds.append((_sum((part, sign), (whole, -sign * edge)), Fraction(0)))


def _sum(*terms: tuple[Form, Fraction | int]) -> Form:
    total: Form = defaultdict(Fraction)
    for form, factor in terms:
        for unknown, value in form.items():
            total[unknown] += value * factor
    return {unknown: value for unknown, value in total.items() if value}


def _settled(
    equations: list[tuple[Form, Fraction]], bounds: list[tuple[Form, Fraction]]
) -> tuple[dict[Unknown, Fraction], list[tuple[Form, Fraction]], list[tuple[Form, Fraction]]]:
    """Put in the unknowns that one equation alone gives, until none is left."""
    known: dict[Unknown, Fraction] = {}
    waiting = list(equations)
    settled = True
    while settled:
        settled = False
        left = []
        for form, value in waiting:
            rest = {unknown: factor for unknown, factor in form.items() if unknown not in known}
            value -= sum(
                (known[unknown] * form[unknown] for unknown in form.keys() - rest.keys()), Fraction(0)
            )
            if len(rest) == 1:
                ((unknown, factor),) = rest.items()
                known[unknown] = value / factor
                settled = True
            elif rest:
                left.append((rest, value))
            else:
                assert value == 0, "the publications contradict one another"
        waiting = left
    inner = []
    for form, value in bounds:
        rest = {unknown: factor for unknown, factor in form.items() if unknown not in known}
        if rest:
            inner.append(
                (rest, value - sum((known[u] * form[u] for u in form.keys() - rest.keys()), Fraction(0)))
            )
    return known, waiting, inner


def _parts(*systems: list[tuple[Form, Fraction]]) -> dict[Unknown, int]:
    """Give each unknown the number of its group; no equation joins two groups."""
    above: dict[Unknown, Unknown] = {}

    def top(unknown: Unknown) -> Unknown:
        while above.setdefault(unknown, unknown) != unknown:
            above[unknown] = unknown = above[above[unknown]]
        return unknown

    for rows in systems:
        for form, _ in rows:
            first, *others = form
            for other in others:
                above[top(other)] = top(first)
            top(first)
    numbers: dict[Unknown, int] = {}
    return {unknown: numbers.setdefault(top(unknown), len(numbers)) for unknown in list(above)}


def _eliminated(equations: list[tuple[Form, Fraction]]) -> list[tuple[Unknown, Form]]:
    """Bring equations into echelon form, exactly: each row with the unknown it stands for."""
    rows: list[tuple[Unknown, Form]] = []
    for form, _ in equations:
        rest = _remainder(form, rows)
        if rest:
            pivot = min(rest)
            rows.append((pivot, {unknown: factor / rest[pivot] for unknown, factor in rest.items()}))
    return rows


def _remainder(form: Form, rows: list[tuple[Unknown, Form]]) -> Form:
    rest = dict(form)
    for pivot, row in rows:
        if pivot in rest:
            rest = _sum((rest, 1), (row, -rest[pivot]))
    return rest


def _interval(
    form: Form, equations: list[tuple[Form, Fraction]], bounds: list[tuple[Form, Fraction]]
) -> tuple[float, float]:
    """Return the least and the most a sum can be."""
    unknowns = sorted({unknown for each, _ in (*equations, *bounds) for unknown in each} | form.keys())
    place = {unknown: number for number, unknown in enumerate(unknowns)}

    def matrix(rows: list[tuple[Form, Fraction]]) -> tuple[Any, Any]:
        if not rows:
            return None, None
        left = np.zeros((len(rows), len(unknowns)))
        for number, (each, _) in enumerate(rows):
            for unknown, factor in each.items():
                left[number, place[unknown]] = float(factor)
        return left, np.array([float(value) for _, value in rows])

    equal, values = matrix(equations)
    upper, most = matrix(bounds)
    aim = np.zeros(len(unknowns))
    for unknown, factor in form.items():
        aim[place[unknown]] = float(factor)
    ends = []
    for sign in (1, -1):
        found = linprog(sign * aim, A_ub=upper, b_ub=most, A_eq=equal, b_eq=values, method="highs")
        if found.status == 3:
            ends.append(-sign * float("inf"))
        else:
            assert found.status == 0, found.message
            assert found.fun is not None
            ends.append(sign * float(found.fun))
    return ends[0], ends[1]
