"""What others look at: quarterly notices, the charity's audit, corrections, questions; and statistics.

The imperfections are meant: two late quarters, one missing, one question answered late.
"""

from __future__ import annotations

import datetime as dt
import random

from sunledger.demo.accounts import Accounts, weekday
from sunledger.demo.book import Book, yuan
from sunledger.demo.ledger import add_months, day, months
from sunledger.demo.zi.places import COUNTY, FIRST, LAST, POOL, QI, WEN, Places

_DUE_DAY = 30


def post(accounts: Accounts, places: Places, seed: str | int) -> None:
    """Write each fund's quarterly notices; for the latest quarter the time to post still runs."""
    late = {(places.funded[6].fund, "2024-09"): 9, (places.funded[22].fund, "2025-03"): 14}
    missing = {(places.funded[17].fund, "2024-12")}
    for fund in accounts.funds.values():
        rng = random.Random(f"{seed}/zi/postings/{fund.fund_id}")
        place = "慈善组织公开平台" if fund.fund_id == POOL else "社区公告栏"
        for month in months(fund.opened, LAST):
            if int(month[5:]) % 3 or (fund.fund_id, month) in missing:
                continue
            days = late.get((fund.fund_id, month))
            on = (
                day(add_months(month, 1), 28) + dt.timedelta(days=2 + days)
                if days
                else day(add_months(month, 1), rng.randint(8, 26))
            )
            if on <= accounts.as_of:
                accounts.post(fund.fund_id, month, on, 30 + rng.choice((0, 0, 2, 5)), place)


def audit(accounts: Accounts, auditor: str) -> None:
    """Write the charity's two yearly audits; one finding, put right."""
    for year, last, published, findings in (
        (2023, "2023-12", day("2024-05", 28), 1),
        (2024, "2024-12", day("2025-05", 27), 0),
    ):
        accounts.book.add(
            COUNTY,
            "audits",
            audit_id=f"{COUNTY}-audit-{year}",
            community_id=COUNTY,
            fund_kind="charity",
            scope="all",
            auditor_id=auditor,
            kind="regular",
            method="books" if findings else "both",
            period_from=FIRST if year == 2023 else "2024-01",
            period_to=last,
            published_on=published,
            findings=findings,
            rectified=findings,
            document=f"{year}年度社区发展基金专项审计报告",
        )
        for fund in accounts.funds.values():
            if fund.opened <= last:
                accounts.book.add(
                    COUNTY, "audit_coverage", audit_id=f"{COUNTY}-audit-{year}", fund_id=fund.fund_id
                )


def correct(accounts: Accounts, seed: str | int) -> None:
    """Write two corrections, each with its published explanation."""
    rng = random.Random(f"{seed}/zi/corrections")
    for number, (unit, month, off, reason) in enumerate(
        (
            (WEN, "2024-03", -120_00, "经营方分成少报一笔，核对协议后补记"),
            (QI, "2024-08", 75_00, "摊位费多记一天，核对出摊登记后更正"),
        ),
        start=1,
    ):
        fund = f"{unit}-fund"
        entry, gross = next(
            (e, fen) for e, of, when, fen in accounts.entries if of == fund and when == month and fen > 500_00
        )
        accounts.book.add(
            f"{COUNTY}/{unit}",
            "corrections",
            correction_id=f"{COUNTY}-x{number:02d}",
            dataset="revenue",
            row_key=entry,
            column="gross",
            old_value=str(yuan(gross + off)),
            new_value=str(yuan(gross)),
            reason=reason,
            decided_by="淄演示市社区慈善基金会",
            corrected_on=weekday(rng, add_months(month, 2), 5, 20),
        )


def answer(accounts: Accounts, places: Places) -> None:
    """Write residents' questions about payments and their answers."""
    for number, (unit, purpose, asked, after, question, reply) in enumerate(
        (
            (
                WEN,
                "management",
                day("2025-01", 14),
                4,
                "管理费是按什么比例提的？",
                "按基金协议约定的比例，每半年按到账收入计提一次。",
            ),
            (
                places.funded[12].id,
                "micro_renovation",
                day("2024-11", 11),
                9,
                "微改造为什么没有选便宜的那家？",
                "报价低的一家没有质保；比选记录已补贴在公告栏。",
            ),
            (
                places.funded[25].id,
                "",
                day("2025-03", 20),
                5,
                "捐款人名单为什么不全？",
                "没有书面同意公开的捐赠方不列名称，只列金额。",
            ),
            (QI, "", day("2025-07", 10), None, "夜市今年还办吗？结余怎么用？", None),
        ),
        start=1,
    ):
        community = next(other for other in places.funded if other.id == unit)
        accounts.book.add(
            community.folder,
            "objections",
            objection_id=f"{COUNTY}-q{number:02d}",
            community_id=community.id,
            about=accounts.latest_payment(community.fund, asked, purpose),
            asked_on=asked,
            question=question,
            due_on=asked + dt.timedelta(days=5),
            answered_on=None if after is None else asked + dt.timedelta(days=after),
            answer=reply,
        )


def count(book: Book, places: Places, seed: str | int) -> None:
    """Write service statistics: requests every month, activities and visits where there were any."""
    for key, name, name_en, unit, people, text, text_en in (
        (
            "requests-received",
            "收到居民诉求",
            "Requests received",
            "件",
            False,
            "当月收到的居民诉求件数",
            "Requests received in the month",
        ),
        (
            "requests-solved",
            "办结居民诉求",
            "Requests solved",
            "件",
            False,
            "当月办结的居民诉求件数；可能是以前收到的",
            "Requests solved in the month; some were received before",
        ),
        (
            "activities",
            "社区活动",
            "Community events",
            "场",
            False,
            "当月由基金或经营方举办的活动场次",
            "Events held by the fund or an operator",
        ),
        (
            "meals",
            "长者助餐",
            "Meals for older people",
            "人次",
            True,
            "当月长者助餐人次；同一人多次用餐重复计",
            "Meals served to older people; repeat visits count again",
        ),
    ):
        book.add(
            COUNTY,
            "indicators",
            indicator_id=f"{COUNTY}-{key}",
            name=name,
            name_en=name_en,
            unit=unit,
            kind="count",
            aggregate="sum",
            counts_people=people,
            definition=text,
            definition_en=text_en,
        )
    for community in places.communities:
        rng = random.Random(f"{seed}/zi/services/{community.id}")
        busy, waiting, canteen = community.households // 150, 0, rng.randint(1, 100) <= 25
        for month in months(FIRST, LAST):
            received = rng.randint(busy // 3, busy + 2)
            solved = min(received, (received + waiting) * rng.randint(72, 100) // 100)
            waiting += received - solved
            values = {"requests-received": received, "requests-solved": solved}
            if rng.randint(1, 100) <= (40 if community.opened else 12):
                values["activities"] = rng.randint(1, 4)
            if canteen:
                values["meals"] = rng.randint(3, 40) * 11
            for key, value in values.items():
                book.add(
                    community.folder,
                    "services",
                    community_id=community.id,
                    month=month,
                    indicator_id=f"{COUNTY}-{key}",
                    value=value,
                )
