"""Those who look over the shoulder: auditors, residents with questions, and the one correction.

One audit says it covered every owners' account and covered 77 of 78, one of its findings is
still open, and one question from a resident has passed its term without an answer.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from sunledger.demo.book import Cell
from sunledger.demo.ledger import add_months, month_of
from sunledger.demo.tan.county import ID, Compound, County


class _Question(NamedTuple):
    """A question about a payment of some purpose or an income of some category, and its answer."""

    asked: dt.date
    days: int | None
    dataset: str
    about: str
    question: str
    answer: str | None


_QUESTIONS = (
    _Question(
        dt.date(2024, 4, 16),
        3,
        "disbursements",
        "lighting_access",
        "这笔维修的收款单位是怎样选定的？",
        "三家比价后选定，比价表附在凭证后，可到社区查阅。",
    ),
    _Question(
        dt.date(2024, 9, 11),
        5,
        "revenue",
        "parking",
        "公共车位收入为什么和上月不一样？",
        "当月有车位施工占用，已按实际天数退费，明细已补充公示。",
    ),
    _Question(
        dt.date(2025, 1, 20),
        4,
        "disbursements",
        "cctv",
        "监控消防支出为什么没有先征求意见？",
        "属一般事项，已按程序审议；今后提前张贴方案。",
    ),
    _Question(
        dt.date(2025, 4, 22),
        2,
        "disbursements",
        "drainage",
        "这笔支出与公示单上的金额是否一致？",
        "经核对一致，凭证号已在公示单上标注。",
    ),
    _Question(dt.date(2025, 7, 8), None, "disbursements", "pavement", "路面工程的验收单能否公开？", None),
)
_ANSWER_DAYS = 5


def write_oversight(county: County) -> None:
    """Write audits, audit coverage, objections and the correction."""
    _write_audits(county)
    _write_objections(county)
    _write_correction(county)


def _write_audits(county: County) -> None:
    owners = [compound.fund for compound in county.compounds if compound.committee]
    enterprise = [community.fund for community in county.communities if community.company]
    rng = county.rng("audits")
    missed = rng.choice(owners)
    inspected = sorted(rng.sample(owners, 12))
    audits: tuple[tuple[str, str, str, str, str, str, dt.date, int, int, list[str]], ...] = (
        (
            "all",
            "enterprise",
            "regular",
            "both",
            "2024-01",
            "2024-12",
            dt.date(2025, 3, 28),
            3,
            3,
            enterprise,
        ),
        (
            "all",
            "owners",
            "regular",
            "books",
            "2024-01",
            "2024-12",
            dt.date(2025, 4, 18),
            5,
            4,
            [fund for fund in owners if fund != missed],
        ),
        (
            "selected",
            "owners",
            "special",
            "on_site",
            "2025-01",
            "2025-03",
            dt.date(2025, 6, 12),
            1,
            1,
            inspected,
        ),
    )
    for number, (scope, kind, sort, method, start, end, published, found, mended, covered) in enumerate(
        audits, 1
    ):
        audit = f"{ID}-a{number}"
        county.book.add(
            ID,
            "audits",
            audit_id=audit,
            community_id=ID,
            fund_kind=kind,
            scope=scope,
            auditor_id=county.auditors[number - 1],
            kind=sort,
            method=method,
            period_from=start,
            period_to=end,
            published_on=published,
            findings=found,
            rectified=mended,
            document=f"审计报告-{audit}",
        )
        for fund in covered:
            county.book.add(ID, "audit_coverage", audit_id=audit, fund_id=fund)


def _write_objections(county: County) -> None:
    rng = county.rng("objections")
    for number, question in enumerate(_QUESTIONS, 1):
        compound, about = rng.choice(_entries_about(county, question))
        county.book.add(
            compound.folder,
            "objections",
            objection_id=f"{ID}-q{number}",
            community_id=compound.id,
            about=about,
            asked_on=question.asked,
            question=question.question,
            due_on=question.asked + dt.timedelta(days=_ANSWER_DAYS),
            answered_on=None if question.days is None else question.asked + dt.timedelta(days=question.days),
            answer=question.answer,
        )


def _entries_about(county: County, question: _Question) -> list[tuple[Compound, str]]:
    """Return what somebody could have asked about: entries of the two months before the day of asking."""
    when, what, ident = {
        "disbursements": ("paid_on", "purpose", "payment_id"),
        "revenue": ("month", "category", "entry_id"),
    }[question.dataset]
    last = add_months(month_of(question.asked), -1)
    recent = (add_months(last, -1), last)
    return [
        (compound, str(row[ident]))
        for compound in county.compounds
        if compound.committee
        for row in county.book.rows(compound.folder, question.dataset, last[:4])
        if row["fund_id"] == compound.fund
        and row.get(what) == question.about
        and str(row[when])[:7] in recent
    ]


def _write_correction(county: County) -> None:
    compound = [compound for compound in county.compounds if compound.committee][30]
    rows = county.book.rows(compound.folder, "revenue", "2025")
    row = next(r for r in rows if r["fund_id"] == compound.fund and r["month"] == "2025-02" and _is_fee(r))
    right = Decimal(str(row["gross"]))
    county.book.add(
        compound.folder,
        "corrections",
        correction_id=f"{ID}-x1",
        dataset="revenue",
        row_key=row["entry_id"],
        column="gross",
        old_value=f"{right + Decimal(180):f}",
        new_value=f"{right:f}",
        reason="一笔180元车位费重复录入，与银行流水核对后更正。",
        decided_by=f"{compound.name.zh}业主委员会",
        corrected_on=dt.date(2025, 3, 14),
    )


def _is_fee(row: dict[str, Cell]) -> bool:
    return row["basis"] == "fee" and row["category"] == "parking"
