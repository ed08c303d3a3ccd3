"""What a new publisher is asked, and what each answer may be."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

from sunledger.profile import FundKind
from sunledger.starting.names import AnswerRefused, a_name, an_id

COUNTY_LONGEST, COMMUNITY_LONGEST = 16, 26
"""Ids of funds are made of their community's, and are 40 characters at most."""

_AMOUNT = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,2})?")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")


class Scheme(NamedTuple):
    """Whose money the first fund holds, and how it is divided."""

    kind: FundKind
    zh: str
    en: str
    fund: str
    """The fund's name after its community's."""
    buckets: tuple[tuple[str, str, str, str], ...] = ()
    """Id, name, name in English, per cent."""


SCHEMES = {
    "5311": Scheme(
        "enterprise", "社区创富项目的收入，按 5:3:1:1 分配", "income of enterprise, divided 5:3:1:1",
        "创富项目资金",
        (
            ("reinvestment", "项目再投资", "Reinvestment", "50"),
            ("subsidy", "普惠补贴", "Universal subsidy", "30"),
            ("governance", "治理服务", "Governance", "10"),
            ("relief", "应急纾困", "Emergency relief", "10"),
        ),
    ),
    "owners": Scheme(
        "owners", "小区公共部位的收益，归全体业主", "income of common parts, the owners'", "公共收益"
    ),
    "governance": Scheme("governance", "社区治理发展基金", "a community's governance fund", "治理发展基金"),
    "charity": Scheme(
        "charity", "慈善组织保管的社区基金", "a community's fund kept by a charity", "慈善社区基金"
    ),
}  # fmt: skip
"""What the first fund can be; more are added in ``funds.csv``."""

REGISTERED = ("5311", "charity")
"""Those that need a registry beside the fund: of shares, or of the charity."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A publisher's answers; :meth:`checked` gives them as they are taken."""

    county: str
    name: str
    community: str
    community_name: str
    opened_on: str
    scheme: str = "owners"
    name_en: str = ""
    balance: str = "0.00"
    due_day: int = 10
    custodian: str = ""
    """The charity that keeps a charity's fund."""

    def checked(self) -> Answers:
        """Return the answers with their ends cut; raises :class:`AnswerRefused` for one that won't do."""
        if self.scheme not in SCHEMES:
            raise AnswerRefused(f"方案不在 {' '.join(SCHEMES)} 里", f"No scheme of {' '.join(SCHEMES)}")
        county, community = an_id(self.county, COUNTY_LONGEST), an_id(self.community, COMMUNITY_LONGEST)
        if county == community:
            raise AnswerRefused("县和社区要用不同的编号", "County and community need different ids")
        if self.scheme != "charity" and self.custodian.strip():
            raise AnswerRefused(
                "--custodian 只用于慈善社区基金（--scheme charity）",
                "--custodian is for --scheme charity only",
            )
        if self.scheme == "charity" and not self.custodian.strip():
            raise AnswerRefused(
                "慈善社区基金要由慈善组织保管，请用 --custodian 写明它的登记全称",
                "A charity's fund is kept by a charity: give its registered name with --custodian",
            )
        return Answers(
            county, a_name(self.name), community, a_name(self.community_name), a_day(self.opened_on),
            self.scheme, a_name(self.name_en, 120) if self.name_en.strip() else "", an_amount(self.balance),
            self.due_day, a_name(self.custodian) if self.scheme == "charity" else "",
        )  # fmt: skip

    @property
    def fund_id(self) -> str:
        """Return the id of the first fund."""
        return f"{self.community}-{SCHEMES[self.scheme].kind}"


def a_day(text: str) -> str:
    """Return a day as ISO writes it, or raise :class:`AnswerRefused`."""
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise AnswerRefused("日期要写成 2025-07-01 的样子", "Write the day like 2025-07-01")


def an_amount(text: str) -> str:
    """Return an amount in yuan, or raise :class:`AnswerRefused`."""
    if not _AMOUNT.fullmatch(text):
        raise AnswerRefused(
            "金额要写成 1234.50 的样子，不带“元”和千位逗号",
            "Write the amount like 1234.50, without unit and separators",
        )
    return text
