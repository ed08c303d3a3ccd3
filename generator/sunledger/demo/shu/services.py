"""Service statistics: the published totals spread over communities and months, and residents' requests.

Months in which nothing took place carry no row, except for requests, which every community reports.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import NamedTuple

from sunledger.demo.book import Book
from sunledger.demo.ledger import months, split
from sunledger.demo.shu.places import COUNTY, FIRST, LAST, Places


class _Indicator(NamedTuple):
    """An indicator whose total was published, drawn so many times, with how many at a time."""

    key: str
    name: str
    name_en: str
    unit: str
    total: int
    draws: int
    first: str
    people: bool
    definition: str
    definition_en: str


_INDICATORS = (
    _Indicator(
        "skills-training",
        "技能培训",
        "Attendances at skills training",
        "人次",
        517,
        24,
        "2023-03",
        True,
        "参加技能培训的人次；同一人多次参加重复计",
        "Attendances at skills training; repeat attendances count again",
    ),
    _Indicator(
        "service-sites",
        "开设便民服务站点",
        "Service sites opened",
        "处",
        13,
        13,
        "2022-10",
        False,
        "当月新开设的便民服务站点",
        "Service sites opened in the month",
    ),
    _Indicator(
        "parent-child-events",
        "亲子运动等活动",
        "Parent-child events",
        "场",
        22,
        22,
        "2023-03",
        False,
        "当月举办的亲子运动等活动场次",
        "Parent-child events held in the month",
    ),
    _Indicator(
        "science-lectures",
        "科普讲座",
        "Science lectures",
        "场",
        16,
        16,
        "2023-02",
        False,
        "当月举办的科普讲座场次",
        "Science lectures held in the month",
    ),
    _Indicator(
        "special-events",
        "厨艺大赛等特色活动",
        "Special events",
        "场次",
        36,
        36,
        "2022-12",
        False,
        "当月开展的特色活动场次",
        "Special events held in the month",
    ),
    _Indicator(
        "needy-training",
        "面向困难群体的职业技能培训",
        "Training sessions for people in need",
        "次",
        12,
        12,
        "2023-04",
        False,
        "当月举办的培训场次；是场次，不是人次",
        "Training sessions held in the month; sessions and not people",
    ),
    _Indicator(
        "cooperatives",
        "对接支部领办合作社",
        "Branch-led cooperatives linked",
        "家",
        36,
        28,
        "2023-06",
        False,
        "当月新对接的合作社；同一家只计一次",
        "Cooperatives newly linked in the month; each counts once",
    ),
    _Indicator(
        "farm-products",
        "推广特色农产品",
        "Farm products promoted",
        "种",
        43,
        30,
        "2023-07",
        False,
        "当月新上架的特色农产品品种；同一品种只计一次",
        "Farm products newly listed in the month; each counts once",
    ),
)


def build(book: Book, places: Places, seed: str | int) -> None:
    """Write the indicators and every community's statistics."""
    for indicator in _INDICATORS:
        book.add(
            COUNTY,
            "indicators",
            indicator_id=f"{COUNTY}-{indicator.key}",
            name=indicator.name,
            name_en=indicator.name_en,
            unit=indicator.unit,
            kind="count",
            aggregate="sum",
            counts_people=indicator.people,
            definition=indicator.definition,
            definition_en=indicator.definition_en,
        )
        rng = random.Random(f"{seed}/shu/services/{indicator.key}")
        span = months(indicator.first, LAST)
        values = [1] * indicator.draws
        if indicator.total > indicator.draws:
            least = 12 if indicator.people else 1
            rest = split(indicator.total - least * indicator.draws, [rng.randint(1, 9) for _ in values])
            values = [least + part for part in rest]
        held: Counter[tuple[int, str]] = Counter()
        order = rng.sample(range(len(places.communities)), len(places.communities))
        for number, value in enumerate(values):
            held[order[number % len(order)], rng.choice(span)] += value
        for (community, month), value in sorted(held.items(), key=lambda item: (item[0][1], item[0][0])):
            _row(book, places, community, month, indicator.key, value)
    _requests(book, places, seed)


def _requests(book: Book, places: Places, seed: str | int) -> None:
    """Write requests received and solved each month; what is solved was received before."""
    for key, name, name_en, text, text_en in (
        (
            "requests-received",
            "收到居民诉求",
            "Requests received",
            "当月收到的居民诉求件数",
            "Requests received in the month",
        ),
        (
            "requests-solved",
            "办结居民诉求",
            "Requests solved",
            "当月办结的居民诉求件数；可能是以前收到的",
            "Requests solved in the month; some were received before",
        ),
    ):
        book.add(
            COUNTY,
            "indicators",
            indicator_id=f"{COUNTY}-{key}",
            name=name,
            name_en=name_en,
            unit="件",
            kind="count",
            aggregate="sum",
            counts_people=False,
            definition=text,
            definition_en=text_en,
        )
    book.add(
        COUNTY,
        "indicators",
        indicator_id=f"{COUNTY}-requests-solved-rate",
        name="诉求办结率",
        name_en="Requests solved (per cent)",
        unit="%",
        kind="ratio",
        numerator_id=f"{COUNTY}-requests-solved",
        denominator_id=f"{COUNTY}-requests-received",
        aggregate="none",
        counts_people=False,
        definition="累计办结件数除以累计收到件数",
        definition_en="Requests solved as a share of requests received",
    )
    for number, community in enumerate(places.communities):
        rng = random.Random(f"{seed}/shu/requests/{community.id}")
        waiting, busy = 0, sum(compound.households for compound in places.compounds_of(community)) // 160
        for month in months(FIRST, LAST):
            received = rng.randint(busy // 3, busy + 3)
            solved = min(received, (waiting + received) * rng.randint(70, 100) // 100)
            waiting += received - solved
            _row(book, places, number, month, "requests-received", received)
            _row(book, places, number, month, "requests-solved", solved)


def _row(book: Book, places: Places, community: int, month: str, key: str, value: int) -> None:
    unit = places.communities[community]
    book.add(
        unit.folder,
        "services",
        community_id=unit.id,
        month=month,
        indicator_id=f"{COUNTY}-{key}",
        value=value,
    )
