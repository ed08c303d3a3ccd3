"""Invented names: places, organisations and credit codes that cannot be mistaken for real ones.

Every organisation carries 演示 in its name and a credit code of the area 000000, which no
registrar has; the check characters are right all the same, so that a check of them passes.
Each county draws place names from its own share of one shuffled list, so none appears twice.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from sunledger.demo.book import Book


def _syllables(listed: str) -> tuple[tuple[str, str], ...]:
    """Read characters with their pinyin: ``清qing 云yun``."""
    return tuple((word[0], word[1:]) for word in listed.split())


_FIRST = _syllables(
    "清qing 云yun 松song 竹zhu 荷he 桂gui 梅mei 兰lan 枫feng 柳liu "
    "杏xing 桃tao 梨li 棠tang 藤teng 蓉rong 青qing 晨chen 星xing 月yue "
    "霞xia 晴qing 雪xue 安an 和he 宁ning 祥xiang 瑞rui 福fu 乐le"
)
_SECOND = _syllables(
    "泉quan 溪xi 岭ling 亭ting 林lin 湾wan 坪ping 庭ting 舍she 庐lu "
    "台tai 汀ting 渚zhu 屿yu 原yuan 畔pan 谷gu 塘tang 川chuan"
)
_BRAND_FIRST = _syllables(
    "恒heng 诚cheng 嘉jia 汇hui 盛sheng 通tong 信xin 鼎ding 泰tai 润run 佳jia 广guang 新xin 正zheng"
)
_BRAND_SECOND = _syllables(
    "达da 源yuan 邦bang 捷jie 禾he 宇yu 腾teng 洁jie 睿rui 轩xuan 康kang 固gu 筑zhu 亮liang"
)
_SHARES = {"tan": (0, 190), "shu": (190, 290), "zi": (290, 548)}
_SUFFIXES = (
    ("小区", "Compound"),
    ("苑", "Court"),
    ("家园", "Homes"),
    ("花园", "Gardens"),
    ("雅居", "Residence"),
)
_COMMUNITY = ("社区", "Community")
_REAL = "安溪 兰溪 松溪 云溪 福泉 乐亭 安亭 兰亭 桂林 青川 松原 清原 青原 柳林 兰坪 云林 梅川 兰台 福林 安塘"
_REAL_PLACES = frozenset(_REAL.split())

TRADES: dict[str, tuple[str, str]] = {
    "advertising": ("传媒有限公司", "Media Co. Ltd"),
    "charging": ("充电科技有限公司", "Charging Technology Co. Ltd"),
    "parcel": ("快递服务有限公司", "Parcel Services Co. Ltd"),
    "water": ("饮水设备有限公司", "Drinking Water Co. Ltd"),
    "parking": ("停车管理有限公司", "Parking Management Co. Ltd"),
    "canteen": ("餐饮服务有限公司", "Catering Co. Ltd"),
    "culture": ("文体服务有限公司", "Culture and Sport Co. Ltd"),
    "education": ("托育服务有限公司", "Childcare Co. Ltd"),
    "health": ("养老服务有限公司", "Elderly Care Co. Ltd"),
    "retail": ("便利店有限公司", "Convenience Stores Co. Ltd"),
    "convenience": ("便民服务有限公司", "Household Services Co. Ltd"),
    "property": ("物业服务有限公司", "Property Services Co. Ltd"),
    "repair": ("设施维修有限公司", "Facility Repairs Co. Ltd"),
    "road": ("市政工程有限公司", "Municipal Works Co. Ltd"),
    "drainage": ("管道疏通有限公司", "Drain Clearing Co. Ltd"),
    "security": ("安防设备有限公司", "Security Equipment Co. Ltd"),
    "greening": ("园林保洁有限公司", "Greening and Cleaning Co. Ltd"),
    "supermarket": ("超市有限公司", "Supermarket Co. Ltd"),
    "equipment": ("设备销售有限公司", "Equipment Sales Co. Ltd"),
    "investment": ("城市服务集团有限公司", "Urban Services Group"),
    "community": ("强社服务有限公司", "Community Services Co. Ltd"),
    "group_buying": ("供应链有限公司", "Supply Chain Co. Ltd"),
    "workshop": ("手工制品有限公司", "Handicrafts Co. Ltd"),
    "shop": ("商行", "Trading House"),
    "audit": ("会计师事务所", "Certified Public Accountants"),
    "charity": ("慈善基金会", "Charitable Foundation"),
    "social_work": ("社会工作服务中心", "Social Work Centre"),
}

_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class Name(NamedTuple):
    """A name in Chinese and in English."""

    zh: str
    en: str


def place_names(county: str, count: int, compounds: bool = False, skip: int = 0) -> list[Name]:
    """Return ``count`` place names of a county's share, after the first ``skip`` of them.

    Plain names are communities (清泉社区, Qingquan Community); with ``compounds`` the ending
    varies (清泉小区, 云溪苑). A county takes its communities first and skips them for its compounds.
    """
    pairs = [(first, second) for first in _FIRST for second in _SECOND]
    words = [pair for pair in pairs if pair[0][0] + pair[1][0] not in _REAL_PLACES]
    random.Random("sunledger place names").shuffle(words)
    start, end = _SHARES[county]
    chosen = words[start + skip : min(start + skip + count, end)]
    if len(chosen) < count:
        raise ValueError(f"{county}: only {len(chosen)} of {count} place names")
    names = []
    for position, (first, second) in enumerate(chosen):
        zh, en = first[0] + second[0], (first[1] + second[1]).capitalize()
        suffix = _SUFFIXES[(position + position // 5) % len(_SUFFIXES)] if compounds else _COMMUNITY
        names.append(Name(zh + suffix[0], f"{en} {suffix[1]}"))
    return names


def credit_code(rng: random.Random, prefix: str = "91") -> str:
    """Return a 统一社会信用代码 of the area 000000, which no registrar has.

    Both check characters are right (GB 32100-2015, and GB 11714 for the organisation's part).
    """
    body = "MA" + "".join(rng.choice(_CODE_ALPHABET) for _ in range(6))
    total = sum(weight * int(char, 36) for weight, char in zip(_ORGANISATION_WEIGHTS, body, strict=True))
    code = prefix + "000000" + body + "0123456789X0"[11 - total % 11]
    total = sum(_CODE_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code))
    return code + _CODE_ALPHABET[-total % 31]


_PREFIXES = {"auditor": "91", "charity": "53", "public_body": "12"}


class Organisations:
    """The organisations of one county, each written to ``<county>/organisations.csv`` when it is added."""

    def __init__(self, book: Book, county: str, seed: str | int) -> None:
        self._book = book
        self._county = county
        self._rng = random.Random(f"{seed}/{county}/organisations")
        brands = [(first, second) for first in _BRAND_FIRST for second in _BRAND_SECOND]
        self._rng.shuffle(brands)
        self._brands = brands
        self._count = 0
        self.names: dict[str, Name] = {}

    def trade(self, kind: str, trade: str, related_to: str | None = None) -> str:
        """Add a firm of a trade listed in ``TRADES`` under an invented brand; return its id (tan-o001)."""
        first, second = self._brands[self._count % len(self._brands)]
        zh, en = TRADES[trade]
        brand = Name(first[0] + second[0], (first[1] + second[1]).capitalize())
        return self.named(kind, Name(f"演示{brand.zh}{zh}", f"Demo {brand.en} {en}"), related_to=related_to)

    def named(self, kind: str, name: Name, code: bool = True, related_to: str | None = None) -> str:
        """Add an organisation of a given name; owners' committees have no credit code (``code=False``)."""
        self._count += 1
        organisation = f"{self._county}-o{self._count:03d}"
        self._book.add(
            self._county,
            "organisations",
            organisation_id=organisation,
            name=name.zh,
            name_en=name.en,
            kind=kind,
            uscc=credit_code(self._rng, _PREFIXES.get(kind, "91")) if code else None,
            related_to=related_to,
        )
        self.names[organisation] = name
        return organisation

    def pool(self, kind: str, trade: str, count: int) -> list[str]:
        """Add ``count`` firms of one trade; return their ids."""
        return [self.trade(kind, trade) for _ in range(count)]
