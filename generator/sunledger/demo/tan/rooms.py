"""452 rooms of 61,800.00 m², and the events from which the earlier 441 rooms of 52,000.00 m² can be replayed.

Published twice: 441 rooms and 52,000 m², later 452 rooms and 61,800 m². Eleven rooms cannot
add 9,800 m², so after 30 June 2024 fourteen rooms were found, three were merged into others,
and thirty-one were measured again, 8,400.00 m² larger (the merged rooms' area included).
Areas are whole hundredths of a square metre.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from sunledger.demo.book import yuan
from sunledger.demo.ledger import lognormal, split, spread
from sunledger.demo.tan.county import ID, Community, County

SNAPSHOT = dt.date(2024, 6, 30)
_SNAPSHOT_ROOMS, _SNAPSHOT_AREA = 441, 52_000_00
_FOUND, _FOUND_AREA = 14, 1_400_00
_REMEASURED, _REMEASURED_AREA = 31, 8_400_00
_MERGED_ON = (dt.date(2024, 11, 20), dt.date(2024, 12, 18), dt.date(2025, 2, 26))
_SMALLEST, _LARGEST = 12_00, 1_500_00
_KINDS = {
    "community_room": 154,
    "elderly_care": 63,
    "property_business": 81,
    "activity": 90,
    "storage_gate": 67,
}
_LABELS = {
    "community_room": "社区用房",
    "elderly_care": "养老用房",
    "property_business": "物业经营用房",
    "activity": "活动用房",
    "storage_gate": "门岗及仓储用房",
}
_NUMBERS = ("", "二号", "三号", "四号", "五号", "六号", "七号", "八号", "九号", "十号", "十一号", "十二号")


@dataclass(eq=False)
class Room:
    """A room; ``events`` are what happened after it came into use."""

    id: str
    unit: str
    name: str
    kind: str
    community: Community
    area: int = 0
    listed: dt.date = SNAPSHOT
    recovered: dt.date = SNAPSHOT
    activated: dt.date = SNAPSHOT
    found_late: bool = False
    merged_into: str | None = None
    use: str = "public_service"
    operator: str | None = None
    events: list[tuple[str, dt.date, int | None]] = field(default_factory=list)

    @property
    def present_area(self) -> int:
        """Return the area as last measured."""
        measured = [area for _, _, area in self.events if area is not None]
        return measured[-1] if measured else self.area

    def let(self, operator: str | None, use: str, before: dt.date) -> None:
        """Put the room into an operator's hands, moving its activation before the project's start."""
        self.operator, self.use = operator, use
        early = before - self.activated
        if early.days < 3:
            shift = dt.timedelta(days=7 - early.days)
            self.listed, self.recovered, self.activated = (
                self.listed - shift,
                self.recovered - shift,
                self.activated - shift,
            )


def rooms(county: County) -> list[Room]:
    """Draw all 455 rooms; nothing is written yet, since projects still choose theirs."""
    rng = county.rng("rooms")
    drawn = _place(county, rng)
    merged = rng.sample([room for room in drawn if room.kind == "storage_gate"], len(_MERGED_ON))
    steady = [room for room in drawn if room not in merged]
    for room in rng.sample(steady, _FOUND):
        room.found_late = True
    early = [room for room in drawn if not room.found_late]
    _measure(rng, early, _SNAPSHOT_AREA, small=merged)
    _measure(rng, [r for r in drawn if r.found_late], _FOUND_AREA + sum(r.area for r in merged))
    for room in drawn:
        _date(rng, room)
    _merge_and_remeasure(rng, early, merged)
    return drawn


def _place(county: County, rng: random.Random) -> list[Room]:
    kinds = [kind for kind, count in _KINDS.items() for _ in range(count)]
    rng.shuffle(kinds)
    own = 2 * len(county.communities)
    counts = spread(rng, len(kinds) - own, [compound.households + 300 for compound in county.compounds])
    by_compound = dict(zip([compound.id for compound in county.compounds], counts, strict=True))
    drawn: list[Room] = []
    remaining = iter(kinds)
    for community in county.communities:
        units = [(community.id, community.name.zh, 2)]
        units += [
            (compound.id, compound.name.zh, by_compound[compound.id]) for compound in community.compounds
        ]
        for unit, name, count in units:
            seen: dict[str, int] = {}
            for _ in range(count):
                kind = next(remaining)
                nth = seen[kind] = seen.get(kind, -1) + 1
                ident = f"{ID}-s{len(drawn) + 1:03d}"
                drawn.append(Room(ident, unit, f"{name}{_NUMBERS[nth]}{_LABELS[kind]}", kind, community))
    return drawn


def _measure(rng: random.Random, some: list[Room], total: int, small: list[Room] | None = None) -> None:
    for room in small or []:
        room.area = rng.randint(18_00, 36_00)
    others = [room for room in some if not room.area]
    left = total - sum(room.area for room in some) - _SMALLEST * len(others)
    draws = [lognormal(rng, 73_00, 1.02, 3_00, _LARGEST) for _ in others]
    for room, part in zip(others, split(left, draws), strict=True):
        room.area = _SMALLEST + part


def _date(rng: random.Random, room: Room) -> None:
    if room.found_late:
        room.listed = dt.date(2024, 8, 1) + dt.timedelta(days=rng.randint(0, 150))
        room.recovered = room.listed + dt.timedelta(days=rng.randint(10, 45))
        room.activated = room.recovered + dt.timedelta(days=rng.randint(20, 110))
    else:
        room.activated = dt.date(2022, 6, 1) + dt.timedelta(days=rng.randint(0, 750))
        room.recovered = room.activated - dt.timedelta(days=rng.randint(20, 150))
        room.listed = room.recovered - dt.timedelta(days=rng.randint(10, 120))


def _merge_and_remeasure(rng: random.Random, early: list[Room], merged: list[Room]) -> None:
    steady = [
        room for room in early if room not in merged and room.kind != "storage_gate" and room.area > 95_00
    ]
    steady = [room for room in steady if room.area < 700_00]
    targets = []
    for small, on in zip(merged, _MERGED_ON, strict=True):
        near = [room for room in steady if room.community is small.community and room not in targets]
        target = rng.choice(near or [room for room in steady if room not in targets])
        targets.append(target)
        small.merged_into = target.id
        small.events.append(("merged", on, None))
    chosen = targets + rng.sample(
        [room for room in steady if room not in targets], _REMEASURED - len(targets)
    )
    left = _REMEASURED_AREA - sum(room.area for room in merged) - 15_00 * len(chosen)
    extra = split(left, [lognormal(rng, 200_00, 0.5, 60_00, 700_00) for _ in chosen])
    for position, (room, more) in enumerate(zip(chosen, extra, strict=True)):
        absorbed = merged[position].area if position < len(merged) else 0
        on = dt.date(2024, 9, 2) + dt.timedelta(days=rng.randint(0, 200))
        when = _MERGED_ON[position] if position < len(merged) else on
        room.events.append(("remeasured", when, room.area + 15_00 + more + absorbed))


def write_rooms(county: County, drawn: list[Room]) -> None:
    """Write spaces.csv and space_events.csv."""
    rng = county.rng("tenure")
    for room in drawn:
        owners = 85 if room.kind in ("property_business", "storage_gate") else 45
        tenure = (
            "owners" if rng.randint(1, 100) <= owners else rng.choice(("government", "government", "village"))
        )
        if room.kind == "property_business" and room.operator is None:
            room.use = rng.choice(("mixed", "public_service"))
        remeasured = any(event == "remeasured" for event, _, _ in room.events)
        county.book.add(
            ID,
            "spaces",
            space_id=room.id,
            community_id=room.unit,
            name=room.name,
            kind=room.kind,
            area_m2=yuan(room.present_area),
            area_basis="measured" if remeasured else rng.choice(("deed", "deed", "planned", "measured")),
            tenure=tenure,
            use=room.use,
            operator_id=room.operator,
            listed_on=room.listed,
            recovered_on=room.recovered,
            activated_on=room.activated,
        )
        history: list[tuple[str, dt.date, int | None]] = [
            ("listed", room.listed, room.area),
            ("recovered", room.recovered, None),
            ("activated", room.activated, None),
            *room.events,
        ]
        for event, on, area in history:
            county.book.add(
                ID,
                "space_events",
                space_id=room.id,
                event=event,
                event_on=on,
                area_m2=None if area is None else yuan(area),
                into_space_id=room.merged_into if event == "merged" else None,
            )
