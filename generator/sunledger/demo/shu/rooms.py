"""The recovery list: 42 rooms of 20,000.00 m², 37 of them of 13,000.00 m² recovered, fewer in use.

Totals are the published ones; each room's area is drawn and the last of a group absorbs the rounding.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from sunledger.demo.book import Book, yuan
from sunledger.demo.ledger import add_months, day, half_up, lognormal, split
from sunledger.demo.names import Organisations
from sunledger.demo.shu.places import COUNTY, Places

# What becomes of the rooms: how many, and their area in hundredths of m².
_LET, _SERVICE, _IDLE, _HELD = (26, 966_000), (8, 244_000), (3, 90_000), (5, 700_000)

# The month each lease starts. Few rooms came early; most of the list was let in the last year and a half.
LEASE_STARTS = (
    "2022-11",
    "2022-12",
    "2023-01",
    "2023-02",
    "2023-04",
    "2023-05",
    "2023-07",
    "2023-09",
    "2023-11",
    "2023-12",
    "2024-01",
    "2024-02",
    "2024-03",
    "2024-03",
    "2024-04",
    "2024-05",
    "2024-06",
    "2024-06",
    "2024-07",
    "2024-08",
    "2024-08",
    "2024-09",
    "2024-10",
    "2024-10",
    "2024-11",
    "2024-12",
)
# What a let room is used for: field of business, trade of its merchant, what the room is called.
_BUSINESSES = (
    ("retail", "retail", "便利店"),
    ("canteen", "canteen", "社区食堂"),
    ("convenience", "convenience", "便民服务店"),
    ("culture_sport", "culture", "文体馆"),
    ("childcare_education", "education", "托育园"),
    ("elderly_health", "health", "康养站"),
    ("retail", "supermarket", "生鲜超市"),
    ("convenience", "shop", "日用商行"),
)
_SERVICES = (
    ("社区党群服务站", "community_room"),
    ("长者日间照料室", "elderly_care"),
    ("青少年活动室", "activity"),
    ("邻里议事厅", "community_room"),
    ("便民服务大厅", "community_room"),
    ("老年助餐点", "elderly_care"),
    ("图书阅览室", "activity"),
    ("志愿服务站", "community_room"),
)
_KIND = {"elderly_health": "elderly_care", "culture_sport": "activity"}
_HELD_NAMES = ("配套商服楼", "配套会所", "配套幼托用房", "配套综合楼", "沿街配套用房")


@dataclass(frozen=True)
class LetRoom:
    """A room that is let: to which merchant, from when, in which field."""

    space_id: str
    community: int
    area: int
    field: str
    label: str
    label_en: str
    merchant: str
    starts: str


def build(book: Book, places: Places, organisations: Organisations, seed: str | int) -> list[LetRoom]:
    """Write the rooms and what happened to them; return those that are let."""
    rng = random.Random(f"{seed}/shu/rooms")
    writer = _Writer(book, places, rng)
    lets = []
    areas = _areas(rng, *_LET, low=90_00, median=300_00)
    for number, (starts, area) in enumerate(zip(LEASE_STARTS, areas, strict=True)):
        community = number * 5 % len(places.communities)
        field, trade, label = _BUSINESSES[number % len(_BUSINESSES)]
        merchant = organisations.trade("merchant", trade)
        space = writer.room(
            community,
            label,
            _KIND.get(field, "property_business"),
            area,
            "let",
            operator=merchant,
            activated=starts,
        )
        label_en = {
            "retail": "shop",
            "canteen": "canteen",
            "convenience": "household services",
            "culture_sport": "culture and sport",
            "childcare_education": "childcare",
            "elderly_health": "elderly care",
        }[field]
        lets.append(LetRoom(space, community, area, field, label, label_en, merchant, starts))
    for number, area in enumerate(_areas(rng, *_SERVICE, low=120_00, median=300_00)):
        label, kind = _SERVICES[number]
        community = (number * 3 + 1) % len(places.communities)
        opened = add_months("2022-10", number * 3 + rng.randint(0, 2))
        writer.room(
            community,
            label,
            kind,
            area,
            "public_service",
            operator=places.communities[community].body,
            activated=opened,
        )
    for number, area in enumerate(_areas(rng, *_IDLE, low=150_00, median=300_00)):
        writer.room(
            number * 4 + 2,
            "待盘活用房",
            "property_business",
            area,
            "vacant",
            recovered=("2024-09", "2024-12", "2025-03")[number],
        )
    for number, area in enumerate(_areas(rng, *_HELD, low=700_00, median=1_350_00)):
        writer.room(number * 3, _HELD_NAMES[number], "property_business", area, "vacant", held=True)
    return lets


def _areas(rng: random.Random, count: int, total: int, low: int, median: int) -> list[int]:
    """Draw areas (hundredths of m²) that sum to ``total``."""
    draws = [lognormal(rng, median, 0.45, low, 4 * median) for _ in range(count)]
    return split(total, draws)


class _Writer:
    """Writes rooms in the order of the list, each with its history."""

    def __init__(self, book: Book, places: Places, rng: random.Random) -> None:
        self._book, self._places, self._rng, self._count = book, places, rng, 0

    def room(
        self,
        community: int,
        label: str,
        kind: str,
        area: int,
        use: str,
        *,
        operator: str | None = None,
        activated: str | None = None,
        recovered: str | None = None,
        held: bool = False,
    ) -> str:
        """Write one room: listed, recovered unless others hold it, in use if it is. Return its id."""
        self._count += 1
        rng, space = self._rng, f"shu-p{self._count:02d}"
        below = self._places.compounds_of(self._places.communities[community])
        unit = rng.choice(below)
        if activated:
            recovered = add_months(activated, -rng.randint(2, 4))
        listed = (
            day("2022-07", 8)
            if held or (recovered or "") < "2023-06" or self._count % 6
            else day("2023-03", 10)
        )
        recovered_on = day(recovered, rng.randint(5, 25)) if recovered else None
        recovered_on = max(recovered_on, day("2022-08", 3)) if recovered_on else None
        activated_on = day(activated, 1) if activated else None
        remeasured = use == "let" and self._count % 8 == 3
        self._book.add(
            COUNTY,
            "spaces",
            space_id=space,
            community_id=unit.id,
            name=f"{unit.name.zh}{label}",
            kind=kind,
            area_m2=yuan(area),
            area_basis="measured" if remeasured else "planned" if held else "deed",
            tenure=("government", "village", "state_owned")[self._count % 3],
            use=use,
            operator_id=operator,
            listed_on=listed,
            recovered_on=recovered_on,
            activated_on=activated_on,
        )
        first = half_up(area * 96, 100) if remeasured else area
        self._event(space, "listed", listed, first)
        if recovered_on:
            self._event(space, "recovered", recovered_on)
        if remeasured and recovered:
            self._event(space, "remeasured", day(add_months(recovered, 1), 15), area)
        if activated_on:
            self._event(space, "activated", activated_on)
        return space

    def _event(self, space: str, event: str, on: dt.date, area: int | None = None) -> None:
        self._book.add(
            COUNTY,
            "space_events",
            space_id=space,
            event=event,
            event_on=on,
            area_m2=None if area is None else yuan(area),
        )
