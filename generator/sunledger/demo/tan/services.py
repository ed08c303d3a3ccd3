"""Service statistics by community and month, whose totals are the published ones where one was published.

An indicator's id is also the id of the measure that sums it. Where only a lower bound was
published (600余, 2300余) the total is an invented number just above it.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from sunledger.demo.ledger import spread
from sunledger.demo.tan.county import ID, MONTHS, Community, County

QUARTER_ENDS = [month for month in MONTHS if month[5:] in ("03", "06", "09", "12")]


class Indicator(NamedTuple):
    """A count with its total over 24 months, how often it is reported and by which communities."""

    name: str
    name_en: str
    unit: str
    total: int
    often: str
    people: bool
    definition: str
    definition_en: str
    companies_only: bool = False


INDICATORS = {
    "suggestions-received": Indicator(
        "书记有约收到意见",
        "Suggestions received at the secretary's desk",
        "条",
        1136,
        "month",
        False,
        "每周六书记坐班收到的意见，一条记一次，不含其他渠道。",
        "Suggestions taken at the Saturday desk, each counted once; other channels are left out.",
    ),
    "suggestions-solved": Indicator(
        "书记有约办结意见",
        "Suggestions solved",
        "条",
        638,
        "within",
        False,
        "收到的意见中已经办结的，记在收到的当月。",
        "Of the suggestions received, those solved, entered in the month they were received.",
    ),
    "opinions-received": Indicator(
        "党建联席会议收集民意",
        "Opinions collected by joint meetings",
        "条",
        172,
        "quarter",
        False,
        "联席会议收集的民意，与书记有约不重复。",
        "Opinions collected by joint meetings, apart from the secretary's desk.",
    ),
    "briefings-held": Indicator(
        "小区社情发布会",
        "Compound briefings held",
        "场",
        150,
        "quarter",
        False,
        "小区每季度召开的社情发布会场次。",
        "Quarterly briefings held in compounds.",
    ),
    "briefing-problems-solved": Indicator(
        "发布会解决问题",
        "Problems solved through briefings",
        "件",
        2389,
        "quarter",
        False,
        "发布会上提出并已解决的问题。",
        "Problems raised at briefings and solved.",
    ),
    "stair-visit-problems-solved": Indicator(
        "跑楼行动解决难题",
        "Problems solved by stair visits",
        "件",
        2317,
        "month",
        False,
        "上门走访楼栋时发现并解决的问题。",
        "Problems found on visits to the buildings and solved.",
    ),
    "joint-meeting-problems-solved": Indicator(
        "联席会议解决问题",
        "Problems solved by joint meetings",
        "件",
        214,
        "quarter",
        False,
        "四级党建联席会议协调解决的问题。",
        "Problems solved by the joint meetings of four levels.",
    ),
    "three-party-problems-solved": Indicator(
        "三方协调解决难题",
        "Problems solved by three-party talks",
        "件",
        138,
        "quarter",
        False,
        "党支部、业委会、物业三方协调解决的难题。",
        "Problems solved by branch, owners' committee and manager together.",
    ),
    "property-problems-solved": Indicator(
        "协调物业服务问题",
        "Property-service problems solved",
        "件",
        163,
        "quarter",
        False,
        "协调解决的物业服务问题。",
        "Problems of property services settled.",
    ),
    "discount-visits": Indicator(
        "折扣惠及",
        "Discounted purchases",
        "人次",
        41_286,
        "month",
        True,
        "居民在创富项目享受折扣的人次；同一人多次记多次。",
        "Visits at which a resident got the discount; one person may count many times.",
        True,
    ),
    "volunteer-visits": Indicator(
        "志愿服务",
        "Volunteer services",
        "人次",
        23_418,
        "month",
        True,
        "志愿服务惠及居民的人次；不与微服务相加。",
        "Times a resident was served by volunteers; never added to micro services.",
    ),
    "micro-services": Indicator(
        "微服务活动",
        "Micro services",
        "次",
        1432,
        "month",
        False,
        "开展的微服务活动次数。",
        "Micro-service sessions held.",
    ),
    "micro-service-visits": Indicator(
        "微服务惠及",
        "People served by micro services",
        "人次",
        141_000,
        "month",
        True,
        "微服务惠及的人次，口径宽于志愿服务。",
        "Times a resident was served by a micro service; wider than volunteer services.",
    ),
    "ratings": Indicator(
        "满意度问卷",
        "Ratings collected",
        "份",
        6_000,
        "quarter",
        False,
        "每季度收回的有效问卷。",
        "Valid forms collected each quarter.",
    ),
    "satisfied-ratings": Indicator(
        "满意问卷",
        "Satisfied ratings",
        "份",
        5_910,
        "within",
        False,
        "其中评价满意的问卷。",
        "Of these, forms that say satisfied.",
    ),
}
_WITHIN = {"suggestions-solved": "suggestions-received", "satisfied-ratings": "ratings"}


def write_services(county: County, helped: dict[tuple[str, str], int]) -> None:
    """Write indicators.csv and each community's services.csv."""
    _write_indicators(county)
    values: dict[str, dict[tuple[str, str], int]] = {}
    for ident, indicator in INDICATORS.items():
        if indicator.often == "within":
            values[ident] = _part(county.rng(ident), indicator.total, values[_WITHIN[ident]])
        else:
            values[ident] = _counts(county, ident, indicator)
    companies = [community.id for community in county.communities if community.company]
    values["households-helped"] = {
        (community, month): helped.get((community, month), 0)
        for community in companies
        for month in QUARTER_ENDS
    }
    for community in county.communities:
        _write(county, community, values)


def _counts(county: County, ident: str, indicator: Indicator) -> dict[tuple[str, str], int]:
    rng = county.rng(ident)
    telling = [c for c in county.communities if c.company or not indicator.companies_only]
    whens = MONTHS if indicator.often == "month" else QUARTER_ENDS
    cells = [(community.id, month) for community in telling for month in whens]
    sizes = {community.id: sum(c.households for c in community.compounds) + 500 for community in telling}
    growth = {month: 60 + 80 * MONTHS.index(month) // len(MONTHS) for month in MONTHS}
    weights = [sizes[community] * growth[month] for community, month in cells]
    return dict(zip(cells, spread(rng, indicator.total, weights), strict=True))


def _part(rng: random.Random, total: int, whole: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Draw ``total`` of the things counted, so that no cell holds more than its whole."""
    things = [cell for cell, count in whole.items() for _ in range(count)]
    part = dict.fromkeys(whole, 0)
    for cell in rng.sample(things, total):
        part[cell] += 1
    return part


def _write(county: County, community: Community, values: dict[str, dict[tuple[str, str], int]]) -> None:
    for month in MONTHS:
        for ident, cells in values.items():
            if (community.id, month) in cells:
                county.book.add(
                    community.folder,
                    "services",
                    community_id=community.id,
                    month=month,
                    indicator_id=ident,
                    value=cells[community.id, month],
                )


def _write_indicators(county: County) -> None:
    for ident, indicator in INDICATORS.items():
        county.book.add(
            ID,
            "indicators",
            indicator_id=ident,
            name=indicator.name,
            name_en=indicator.name_en,
            unit=indicator.unit,
            kind="count",
            aggregate="sum",
            counts_people=indicator.people,
            definition=indicator.definition,
            definition_en=indicator.definition_en,
        )
    county.book.add(
        ID,
        "indicators",
        indicator_id="households-helped",
        name="应急纾困帮扶家庭",
        name_en="Households helped from the relief bucket",
        unit="户",
        kind="count",
        aggregate="sum",
        counts_people=True,
        definition="当季由应急纾困分项帮扶的家庭户数；每户只在首次帮扶时计一次。",
        definition_en="Households helped from the relief bucket in the quarter, each counted once.",
    )
    county.book.add(
        ID,
        "indicators",
        indicator_id="satisfaction",
        name="服务满意度",
        name_en="Satisfaction with services",
        unit="%",
        kind="ratio",
        numerator_id="satisfied-ratings",
        denominator_id="ratings",
        aggregate="none",
        counts_people=False,
        definition="满意问卷除以收回的有效问卷；先分别合计再相除。",
        definition_en="Satisfied forms over valid forms; each is added up before dividing.",
    )
