"""Small counties made of a few rows, for the edges of rules: everything not given is filled in plainly."""

from __future__ import annotations

import shutil
from typing import Any

from tests.derive.conftest import KEYS, PLAIN, Given
from tests.publisher import Publisher, Row


def put(publisher: Publisher, given: Given, profile: str = "") -> None:
    """Write a county ``x`` of the rows given; a key like ``x-a/corrections`` names a community's folder."""
    tables: Given = {"communities": [{"community_id": "x"}], "funds": [], "revenue": [], "disbursements": []}
    for place, rows in {**tables, **given}.items():
        folder, _, dataset = place.rpartition("/")
        key = KEYS.get(dataset)
        publisher.put(f"x/{folder}/{dataset}.csv" if folder else f"x/{dataset}.csv", [
            {**PLAIN.get(dataset, {}), **({key: f"z-{number}"} if key else {}), **row} for number, row in enumerate(rows)
        ])  # fmt: skip
    publisher.write("x/profile.toml", profile or "as_of = 2025-12-31\n")


def put_alone(publisher: Publisher, given: Given, profile: str = "") -> None:
    """Write the county of the rows given in place of all others."""
    for county in publisher.data.iterdir():
        shutil.rmtree(county)
    put(publisher, given, profile)


OPERATOR: list[Row] = [{"organisation_id": "o"}]
SHARE = {"operator_id": "o", "share_rate": "5", "share_of": "turnover", "share_above": "1000"}
RENT = {"operator_id": "o", "rent_period": "month", "base_rent": "100"}
ENDED = {"project_id": "p", "community_id": "x", "status": "ended"}
FUND: list[Row] = [{"fund_id": "f", "kind": "enterprise"}]


def shares(month: str) -> Given:
    """Let the share of a project that ended in June 2024 come in, in a month."""
    return {
        "organisations": OPERATOR,
        "funds": FUND,
        "projects": [{**ENDED, "ended_on": "2024-06-30"}],
        "contracts": [
            {"contract_id": "k", "project_id": "p", "starts_on": "2024-01-01", "ends_on": "2024-06-30", **SHARE}
        ],
        "turnovers": [{"contract_id": "k", "year": "2024", "turnover": "3000"}],
        "revenue": [{"fund_id": "f", "month": month, "project_id": "p", "basis": "revenue_share", "gross": "100"}],
    }  # fmt: skip


HANDED_OVER: Given = {
    "communities": [
        {"community_id": "x"},
        {"community_id": "x-a", "level": "community", "parent_id": "x", "retired_on": "2025-01-31", "successor_id": "x"},
    ],
    "funds": [
        {"fund_id": "empty", "community_id": "x-a"},
        {"fund_id": "left", "community_id": "x-a", "opening_balance": "1"},
    ],
}  # fmt: skip
"""A unit was retired; one of its funds is empty, in the other a yuan is left."""


STEPS = """as_of = 2025-01-31
[[tiers]]
matter_class = "minor"
below = 5000
[[tiers]]
matter_class = "major"
at_least = 5000
[[steps]]
step = "apply"
name = "申请"
name_en = "Applies"
[[steps]]
step = "result"
name = "公示结果"
name_en = "Result posted"
[[approvals]]
fund_kind = "enterprise"
matter_class = "minor"
steps = ["apply"]
"""


def matter(step: str, day: str, outcome: str, **facts: Any) -> Given:
    """Let a matter be applied for and take one more step, and a payment follow on 10 January 2025."""
    return {
        "funds": [{**FUND[0], "opening_balance": "90000"}],
        "matters": [{"matter_id": "m", "fund_id": "f", "title": "事", "class": "minor", "outcome": "approved", **facts}],
        "decisions": [
            {"matter_id": "m", "step": "apply", "decided_on": "2025-01-02", "body": "组", "chair_role": "committee_chair", "outcome": "approved"},
            {"matter_id": "m", "step": step, "decided_on": day, "body": "组", "chair_role": "supervision_group", "outcome": outcome},
        ],
        "disbursements": [{"fund_id": "f", "paid_on": "2025-01-10", "amount": "5000", "matter_id": "m"}],
    }  # fmt: skip


def revised(day: str, amount: str, bucket: str) -> Given:
    """Pay from a fund whose scheme was revised on 15 February and ended with March 2025."""
    scheme = {"scheme_id": "s", "name": "分项", "position": "1", "percent": "100"}
    return {
        "funds": [{**FUND[0], "scheme_id": "s"}],
        "schemes": [
            {**scheme, "bucket": "old", "valid_from": "2025-01-01", "valid_to": "2025-02-14"},
            {**scheme, "bucket": "new", "valid_from": "2025-02-15", "valid_to": "2025-03-31"},
        ],
        "revenue": [
            {"fund_id": "f", "month": "2025-01", "gross": "1000"},
            {"fund_id": "f", "month": "2025-05", "gross": "70"},
        ],
        "disbursements": [{"fund_id": "f", "paid_on": day, "amount": amount, "bucket": bucket}],
    }
