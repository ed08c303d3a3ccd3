"""Rooms of the communities by the functions they serve: seven aspects, 41 functions.

Shops and classes are run by operators who bear fit-out and running costs; everything else is public service.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from sunledger.demo.book import Book, yuan
from sunledger.demo.ledger import add_months, day, lognormal
from sunledger.demo.names import Organisations
from sunledger.demo.zi.places import CHENG, COUNTY, WEN, Places

# Aspect, kind of room, whether an operator may run it (its trade), and its functions.
_ASPECTS: tuple[tuple[str, str, str | None, str], ...] = (
    ("party", "community_room", None, "党群服务站 议事协商室 网格工作站 志愿服务站 居民讲堂 红色书屋"),
    (
        "convenience",
        "community_room",
        None,
        "便民服务大厅 自助服务角 法律咨询室 人民调解室 警务联络站 信访接待室",
    ),
    ("elderly", "elderly_care", "health", "日间照料室 老年助餐点 康复辅具室 老年学堂 棋牌茶室 助浴间"),
    ("childcare", "activity", "education", "托育室 四点半课堂 亲子悦读角 儿童游乐室 家长学校 科技角"),
    ("health", "activity", "culture", "健康小屋 健身房 乒乓球室 舞蹈排练厅 心理咨询室 理疗室"),
    ("culture", "community_room", "social_work", "图书阅览室 书画室 放映厅 手工工坊 邻里厨房 民俗展室"),
    ("shops", "property_business", "convenience", "平价超市 理发室 家电维修点 快递驿站 裁缝铺"),
)


@dataclass(frozen=True)
class Operated:
    """A room run by an operator: where, which, by whom, since which month."""

    space_id: str
    community: str
    label: str
    trade: str
    operator: str
    since: str


def build(book: Book, places: Places, organisations: Organisations, seed: str | int) -> list[Operated]:
    """Write two to four rooms per community; return those an operator runs."""
    rng = random.Random(f"{seed}/zi/rooms")
    functions = [
        (aspect, kind, trade, label) for aspect, kind, trade, labels in _ASPECTS for label in labels.split()
    ]
    pools = {trade: organisations.pool("operator", trade, 6) for _, _, trade, _ in _ASPECTS if trade}
    operated, number, turn = [], 0, 0
    for community in places.communities:
        for _ in range({WEN: 12, CHENG: 7}.get(community.id, rng.randint(2, 4))):
            number += 1
            aspect, kind, trade, label = functions[turn % len(functions)]
            turn += 7
            runs = trade is not None and (community.id in (WEN, CHENG) or rng.randint(1, 100) <= 55)
            since = add_months("2023-07", rng.randint(-14, -1 if community.id == WEN else 15))
            space = f"zi-p{number:03d}"
            operator = rng.choice(pools[trade]) if runs and trade else None
            book.add(
                COUNTY,
                "spaces",
                space_id=space,
                community_id=community.id,
                name=f"{community.name.zh}{label}",
                kind=kind,
                area_m2=yuan(lognormal(rng, 96_00, 0.6, 18_00, 620_00)),
                area_basis=rng.choice(("deed", "measured", "measured", "planned")),
                tenure=rng.choice(("government", "government", "village")),
                use="mixed" if runs else "public_service",
                operator_id=operator or community.body,
                recovered_on=day(add_months(since, -rng.randint(3, 9)), 15),
                activated_on=day(since, rng.randint(1, 28)),
                aspect=aspect,
                function=label,
            )
            if operator and trade:
                operated.append(Operated(space, community.id, label, trade, operator, since))
    return operated
