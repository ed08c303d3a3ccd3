"""Which funds are meant, whose they are, and which month is to be kept."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sunledger.accounts import Accounts, Row
from sunledger.disclosure import shown
from sunledger.errors import SunledgerError
from sunledger.profile import Profile

_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_LISTED = 8


class FundUnknown(SunledgerError):
    """There is no fund and no unit of that id."""

    def __init__(self, fund: str, near: Iterable[str], some: Iterable[str]) -> None:
        zh, en = (f"是不是 {'、'.join(near)}？", f"Is it {', '.join(near)}?") if near else (
            f"资金编号例如 {'、'.join(some)}。", f"Ids of funds are such as {', '.join(some)}.")  # fmt: skip
        super().__init__(
            f"没有编号为 {shown(fund)} 的资金或单位。{zh}编号写在 funds.csv 的第一列",
            f"There is no fund or unit with the id {shown(fund)}. {en} The ids stand in the first column of "
            "funds.csv",
        )


class FundsOfSeveralCommunities(SunledgerError):
    """The funds are kept by several communities."""

    def __init__(self, homes: Iterable[str]) -> None:
        some = list(homes)
        listed = "、".join(some[:_LISTED]) + ("……" if len(some) > _LISTED else "")
        super().__init__(
            f"这些资金分属几个社区：{listed}。每个社区的账由自己记，请分几次，一次一个社区",
            f"These funds belong to several communities: {listed.replace('、', ', ')}. Each keeps its own "
            "accounts: make one workbook for each",
        )


class MonthUnreadable(SunledgerError):
    """What was given as a month is none."""

    def __init__(self, month: str) -> None:
        found = re.fullmatch(r"([12][0-9]{3})\D{0,2}([01]?[0-9])\D?", month)
        near = f"{found[1]}-{int(found[2]):02}" if found and 1 <= int(found[2]) <= 12 else "2025-06"
        super().__init__(
            f"看不懂月份 {shown(month)}。写成四位年、减号、两位月，例如 --month {near}",
            f"Not a month: {shown(month)}. Write the year, a hyphen and two digits, as in --month {near}",
        )


class MonthOutOfTime(SunledgerError):
    """The month has not begun, or the funds were not open yet."""

    def __init__(self, month: str, first: str, last: str) -> None:
        super().__init__(
            f"不能做 {month} 的表：这些资金从 {first} 开始记账，现在最多做到 {last}。请改 --month",
            f"No workbook for {month}: these funds begin in {first}, and {last} is the latest there is. Give "
            "another --month",
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a workbook is made for."""

    month: str
    funds: tuple[Row, ...]
    home: Row
    """The unit whose clerk keeps these funds."""
    county: str
    units: tuple[Row, ...]
    """``home``, and what lies below it and keeps no accounts of its own."""
    profile: Profile

    @property
    def fund_ids(self) -> list[str]:
        """Return the ids of the funds."""
        return [fund["fund_id"] for fund in self.funds]

    @property
    def kinds(self) -> set[str]:
        """Return the kinds of the funds."""
        return {fund["kind"] for fund in self.funds}


def resolve(accounts: Accounts, names: tuple[str, ...], month: str | None, today: str) -> Asked:
    """Find the funds that are meant and the month; ``today`` is an ISO date."""
    units = {row["community_id"]: row for row in accounts.rows("communities")}
    funds = {row["fund_id"]: row for row in accounts.rows("funds")}
    chosen: dict[str, Row] = {}
    for name in names:
        chosen |= _funds(name, funds, units)
    homes = {_home(fund["community_id"], units) for fund in chosen.values()}
    if len(homes) > 1:
        raise FundsOfSeveralCommunities(sorted(homes))
    (home,) = homes
    county = _above(home, units)[-1]
    profile = next(
        (each.profile for each in accounts.counties if each.county_id == county), Profile.model_validate({})
    )
    below = tuple(row for key, row in units.items() if _home(key, units) == home)
    picked = tuple(chosen.values())
    when = _month(accounts, picked, month, today)
    return Asked(when, picked, units.get(home, {"community_id": home, "name": home}), county, below, profile)


def moved(month: str, by: int) -> str:
    """Return the month so many months later, or earlier."""
    years, rest = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{years:04}-{rest + 1:02}"


def _funds(name: str, funds: dict[str, Row], units: dict[str, Row]) -> dict[str, Row]:
    """Return the fund of that id, or all of the unit of that id and of those below it that still are."""
    if name in funds:
        return {name: funds[name]}
    found = {
        key: fund for key, fund in funds.items()
        if name in _above(fund["community_id"], units)
        and not units.get(fund["community_id"], {}).get("retired_on")
    }  # fmt: skip
    if name in units and found:
        return found
    by_name = [key for key, fund in funds.items() if fund["name"] == name]
    near = by_name or difflib.get_close_matches(name.lower(), [*funds, *units], 3, 0.6)
    raise FundUnknown(name, near[:_LISTED], list(funds)[:3])


def _above(unit: str, units: dict[str, Row]) -> list[str]:
    """Return a unit and all above it, nearest first."""
    chain = [unit]
    while (parent := units.get(chain[-1], {}).get("parent_id")) and parent not in chain:
        chain.append(parent)
    return chain


def _home(unit: str, units: dict[str, Row]) -> str:
    """Return the community that a unit belongs to; what lies in none keeps its own accounts."""
    chain = _above(unit, units)
    return next((each for each in chain if units.get(each, {}).get("level") == "community"), unit)


def _month(accounts: Accounts, funds: tuple[Row, ...], month: str | None, today: str) -> str:
    """Return the month asked for, or the first that one of the funds was not kept in yet."""
    if month is not None and not _MONTH.fullmatch(month):
        raise MonthUnreadable(month)
    opened = min(fund["opened_on"][:7] for fund in funds)
    latest = max(today[:7], opened)
    if month is None:
        return min(latest, *(_next(accounts, fund) for fund in funds))
    if not opened <= month <= today[:7]:
        raise MonthOutOfTime(month, opened, latest)
    return month


def _next(accounts: Accounts, fund: Row) -> str:
    """Return the month after the last that was kept: with money in it, a bank's balance, or a notice."""
    own = [fund["fund_id"]]
    months = [row["month"] for name in ("revenue", "statements", "postings")
              for row in accounts.rows(name, "fund_id = ?", own)]  # fmt: skip
    months += [row["paid_on"][:7] for row in accounts.rows("disbursements", "fund_id = ?", own)]
    moves = accounts.rows("transfers", "$1 in (from_fund_id, to_fund_id)", own)
    months += [row["moved_on"][:7] for row in moves]
    return moved(max(months), 1) if months else fund["opened_on"][:7]
