"""What a published figure is: what was said, where, and which measure of the accounts answers it."""

from __future__ import annotations

from typing import NamedTuple

DEMO = "数字出自公开报道，账目为虚构的演示数据"
NONE = "账目里没有对应的记录，不能核对"
EARLIER = "较早的未署日期快照，与后来的数字口径不同，不能核对"
RULE = "报道中的制度内容，不是账目数字"


class Claim(NamedTuple):
    """A published figure: statement in both languages, value, unit, where from, and what answers it."""

    statement: str
    statement_en: str
    value: str
    unit: str
    article: str = "paper"
    measure: str | None = None
    qualifier: str = "exact"
    scope: str = ""
