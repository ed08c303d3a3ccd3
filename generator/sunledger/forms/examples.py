"""A row that shows how a sheet is filled in; whoever reads the sheet leaves it out."""

from __future__ import annotations

from sunledger.forms.lists import Choices, list_of
from sunledger.forms.request import Asked, moved
from sunledger.resources import load_schema

MARK = "示例"
"""What the first cell of an example begins with."""

_CODES = {
    "revenue": {"category": "parking", "basis": "fee"},
    "disbursements": {"purpose": "lighting_access"},
    "matters": {"class": "minor", "outcome": "approved"},
    "decisions": {"outcome": "approved"},
    "transfers": {"reason": "quarterly_sweep"},
    "gift_terms": {"restriction": "restricted", "purpose": "greening"},
}
_TEXTS = {
    "payee_id": "o0001 示例照明有限公司",
    "entry_id": "r0001", "payment_id": "d0001", "transfer_id": "t0001", "matter_id": "m0001",
    "objection_id": "o0001", "correction_id": "x0001",
    "gross": "1234.50", "cost": "120.00", "amount": "860.00", "closing_balance": "20345.67", "value": "12",
    "description": "更换小区路灯 6 盏", "title": "更换小区路灯", "voucher": "记-06-003",
    "place": "小区东门公告栏",
    "body": "幸福社区居民委员会", "question": "路灯为什么换？", "about": "d0001",
    "dataset": "disbursements", "row_key": "d0001", "column": "amount", "old_value": "86.00",
    "new_value": "860.00", "reason": "少写一个零", "decided_by": "社区监督小组",
}  # fmt: skip


def example(dataset: str, asked: Asked, choices: Choices) -> list[str]:
    """Return the cells of an invented row, the first of them marked as one."""
    cells = [_cell(dataset, field["name"], field["type"], asked, choices)
             for field in load_schema(dataset)["fields"]]  # fmt: skip
    return [f"{MARK}：{cells[0]}" if cells[0] else MARK, *cells[1:]]


def _cell(dataset: str, column: str, kind: str, asked: Asked, choices: Choices) -> str:
    if code := _CODES.get(dataset, {}).get(column):
        return choices.cell(dataset, column, code)
    if kind == "date":
        later = column in ("posted_on", "posted_until", "due_on")
        day = {"posted_until": "25", "due_on": "30"}.get(column, "08")
        month = moved(asked.month, 1) if later else asked.month
        return f"{month}-{day if not (day == '30' and month.endswith('-02')) else '28'}"
    if column in ("payer_id", "consent_publish", "households", "in_kind", "answered_on", "project_id"):
        return ""
    name = "" if column in _TEXTS else list_of(dataset, column)
    if name and choices.lists.get(name):
        listed = choices.lists[name]
        return listed[1] if column == "to_fund_id" and len(listed) > 1 else listed[0]
    return _TEXTS.get(column, "")
