"""The eight business fields of income projects; three names were published, five are invented."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A business field: how many projects, yuan a month at maturity, and the usual terms, room and season."""

    number: int
    monthly: int
    label: str
    label_en: str
    modes: tuple[str, ...]
    trade: str
    rooms: tuple[str, ...]
    income: str
    seasons: dict[str, int]


_SUMMER = {"06": 115, "07": 115, "08": 115}
FIELDS = {
    "space_leasing": Field(
        7,
        6_500,
        "公共用房租赁",
        "Room letting",
        ("lease",),
        "shop",
        ("property_business", "community_room"),
        "rent",
        {},
    ),
    "canteen": Field(
        6,
        7_000,
        "幸福食堂",
        "Community canteen",
        ("light_asset",),
        "canteen",
        ("elderly_care", "activity", "community_room"),
        "service",
        {"01": 80, "02": 60},
    ),
    "convenience": Field(
        9,
        2_600,
        "便民服务点",
        "Household services",
        ("self_run",),
        "",
        (),
        "service",
        {"06": 130, "07": 115, "08": 115, "11": 140},
    ),
    "culture_sport": Field(
        5,
        7_500,
        "文体健身中心",
        "Culture and sport",
        ("light_asset",),
        "culture",
        ("activity", "community_room"),
        "service",
        {"02": 60, "03": 120, "04": 120, "05": 120, "09": 115, "10": 115},
    ),
    "childcare_education": Field(
        4,
        9_000,
        "托育教育点",
        "Childcare",
        ("light_asset",),
        "education",
        ("activity", "community_room"),
        "service",
        {"01": 120, "02": 60, "06": 75, "07": 140, "08": 140},
    ),
    "elderly_health": Field(
        3,
        5_000,
        "养老康养站",
        "Elderly care",
        ("light_asset", "operator", "operator"),
        "health",
        ("elderly_care",),
        "service",
        {},
    ),
    "property_extension": Field(
        5,
        6_000,
        "物业拓展服务",
        "Property extension",
        ("self_run",),
        "",
        (),
        "service",
        {"01": 150, "12": 130},
    ),
    "retail": Field(
        3,
        8_500,
        "便利店",
        "Convenience store",
        ("joint_venture", "joint_venture", "lease"),
        "retail",
        ("property_business",),
        "rent",
        _SUMMER,
    ),
}
