"""What others look at: notices posted, audits, corrections, residents' questions.

The imperfections are meant: a few months late, one missing, one notice taken down too early, an audit
finding still open, a question answered late and one not answered in time.
"""

from __future__ import annotations

import datetime as dt
import random

from sunledger.demo.accounts import Accounts, weekday
from sunledger.demo.book import yuan
from sunledger.demo.ledger import add_months, day, months, quarter_of
from sunledger.demo.shu.places import COUNTY, LAST, SUBDISTRICT, Places

_DUE_DAY, _DUE_DAY_COLLECTIVE = 10, 15
_LATE = {
    ("shu-c02-x02-gov", "2023-02"): 6,
    ("shu-c05-x03-own", "2023-09"): 3,
    ("shu-c06-x01-gov", "2024-02"): 9,
    ("shu-c09-x02-own", "2024-02"): 11,
    ("shu-c10-x02-gov", "2024-10"): 2,
    ("shu-c12-x01-own", "2025-01"): 8,
    ("shu-c13-x02-own", "2025-05"): 4,
    ("shu-c01-x02-own", "2022-09"): 5,
}
_MISSING = {("shu-c07-x02-own", "2024-05")}
_LATE_COLLECTIVE = {("shu-c11-ent", "2024-Q1"): 7}
_TAKEN_DOWN = {("shu-c04-x01-own", "2023-11"): 12}


def post(accounts: Accounts, seed: str | int) -> None:
    """Write when each fund's months were posted: monthly, and quarterly for collective income."""
    for fund in accounts.funds.values():
        rng = random.Random(f"{seed}/shu/postings/{fund.fund_id}")
        place = "街道办事处公告栏" if fund.folder == COUNTY else "社区公告栏"
        habit = rng.randint(3, 7)
        for month in months(fund.opened, LAST):
            if (fund.fund_id, month) in _MISSING:
                continue
            if fund.kind == "enterprise":
                if int(month[5:]) % 3:
                    continue
                late = _LATE_COLLECTIVE.get((fund.fund_id, quarter_of(month)))
                on = day(add_months(month, 1), _DUE_DAY_COLLECTIVE + late if late else habit + 4)
            else:
                late = _LATE.get((fund.fund_id, month))
                on = day(add_months(month, 1), _DUE_DAY + late if late else habit + rng.randint(-1, 2))
            days = _TAKEN_DOWN.get((fund.fund_id, month), 30 + rng.choice((0, 0, 1, 5)))
            accounts.post(fund.fund_id, month, on, days, place if fund.kind != "owners" else "小区公告栏")


def audit(accounts: Accounts, auditors: list[str]) -> None:
    """Write three audits with two findings, one of them still open, and the funds they covered."""
    kinds = {"governance": [], "owners": []}  # type: dict[str, list[str]]
    for fund in accounts.funds.values():
        if fund.kind in kinds:
            kinds[fund.kind].append(fund.fund_id)
    for key, kind, scope, auditor, sort, method, first, last, published, findings, rectified, funds in (
        (
            "2023",
            "governance",
            "all",
            0,
            "regular",
            "both",
            "2022-07",
            "2023-06",
            day("2023-11", 20),
            1,
            1,
            [f for f in kinds["governance"] if accounts.funds[f].opened <= "2023-06"],
        ),
        (
            "2024-owners",
            "owners",
            "selected",
            1,
            "special",
            "on_site",
            "2023-01",
            "2024-03",
            day("2024-08", 12),
            0,
            0,
            kinds["owners"][::5],
        ),
        (
            "2025",
            "governance",
            "all",
            0,
            "regular",
            "both",
            "2023-07",
            "2024-12",
            day("2025-04", 18),
            1,
            0,
            kinds["governance"],
        ),
    ):
        accounts.book.add(
            COUNTY,
            "audits",
            audit_id=f"{COUNTY}-audit-{key}",
            community_id=SUBDISTRICT,
            fund_kind=kind,
            scope=scope,
            auditor_id=auditors[auditor],
            kind=sort,
            method=method,
            period_from=first,
            period_to=last,
            published_on=published,
            findings=findings,
            rectified=rectified,
            document=f"{first}至{last}审计报告（公开版）",
        )
        for fund_id in funds:
            accounts.book.add(COUNTY, "audit_coverage", audit_id=f"{COUNTY}-audit-{key}", fund_id=fund_id)


def correct(accounts: Accounts, places: Places, seed: str | int) -> None:
    """Write three corrections of published amounts; the new values are those that stand in the accounts."""
    rng = random.Random(f"{seed}/shu/corrections")
    wanted = (
        ("shu-c01-x01-own", "2023-11", 60_00),
        ("shu-c08-x01-own", "2024-04", -45_50),
        ("shu-c13-x01-own", "2025-01", 118_20),
    )
    for number, (fund_id, month, off) in enumerate(wanted, start=1):
        fund = accounts.funds[fund_id]
        entry, gross = next(
            (entry, fen)
            for entry, of, when, fen in accounts.entries
            if of == fund_id and when >= month and fen > 20_000
        )
        community = places.communities[int(fund_id[5:7]) - 1]
        accounts.book.add(
            fund.folder,
            "corrections",
            correction_id=f"{COUNTY}-x{number:02d}",
            dataset="revenue",
            row_key=entry,
            column="gross",
            old_value=str(yuan(gross + off)),
            new_value=str(yuan(gross)),
            reason=("漏记一笔到账", "重复登记一笔收费", "录入时两位数字颠倒")[number - 1]
            + "，已与银行流水核对",
            decided_by=community.body_name,
            corrected_on=weekday(rng, add_months(month, 3), 5, 20),
        )


def answer(accounts: Accounts, places: Places) -> None:
    """Write residents' questions about payments: five days to answer, as for village accounts."""
    texts = (
        ("2023-03", 2, 3, "这笔支出有没有比价？在哪里能看到？", "比价表已补贴在公告栏，选的是最低价。"),
        (
            "2023-12",
            12,
            4,
            "付款前有没有验收？由谁验收？",
            "已于付款前由业委会和社区共同验收，验收单在社区可查。",
        ),
        ("2024-06", 20, 8, "为什么比去年同类支出高？", "单价没有变化，数量比去年多，明细已补充张贴。"),
        ("2024-11", 26, 5, "收款单位是不是公开比选的？", "是，比选公告和结果在公告栏公示过。"),
        ("2025-04", 33, 2, "决定这笔支出的会议记录在哪里看？", "在社区居委会，工作日可以查阅。"),
        ("2025-07", 37, None, "公示单上的结余和上月对不上，差在哪里？", None),
    )
    for number, (month, position, after, question, reply) in enumerate(texts, start=1):
        compound = places.compounds[position]
        asked = day(month, 8)
        about = accounts.latest_payment(compound.governance, asked)
        accounts.book.add(
            compound.community.folder,
            "objections",
            objection_id=f"{COUNTY}-q{number:02d}",
            community_id=compound.id,
            about=about,
            asked_on=asked,
            question=question,
            due_on=asked + dt.timedelta(days=5),
            answered_on=None if after is None else asked + dt.timedelta(days=after),
            answer=reply,
        )
