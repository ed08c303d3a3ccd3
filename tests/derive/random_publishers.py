"""Small publishers drawn at random: funds of every kind, odd amounts, divided, moved, given in kind, posted late."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings

from sunledger.engine import Connection
from tests.accounts import Accounts
from tests.derive.conftest import PLAIN
from tests.publisher import Publisher, Row, derived

Answer = TypeVar("Answer")
PROFILE = """as_of = 2025-05-10
[[duties]]
fund_kind = "owners"
due_day = 31
[[duties]]
fund_kind = "enterprise"
cadence = "quarterly"
due_day = 5
"""
MONTHS = ("2025-01", "2025-02", "2025-03", "2025-04")
UNITS = ("x", "x-a", "x-a-1", "x-b")
PERCENTS = (("50", "30", "20"), ("33.3333", "33.3333", "33.3334"), ("100",))


def tries(number: int) -> settings:
    """Return settings that draw so many publishers; each takes a while, and shrinking one takes too long."""
    return settings(
        max_examples=number,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )


def put_up(drawn: dict[str, list[Row]], ask: Callable[[Connection], Answer]) -> tuple[Answer, Accounts]:
    """Write a drawn publisher down, derive it and ask it something; give the answer, and its accounts to compare."""
    with tempfile.TemporaryDirectory() as folder:
        publisher = Publisher(Path(folder))
        publisher.write("x/profile.toml", PROFILE)
        for dataset, rows in drawn.items():
            publisher.put(f"x/{dataset}.csv", rows)
        with derived(publisher.data, Path(folder) / "scratch", strict=False) as con:
            answer = ask(con)
        return answer, Accounts(publisher.data)


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def _money(low: int) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from((low, 0, 1, 99, 1234567)), st.integers(low, 10_000_00)).map(_yuan)


@st.composite
def publishers(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Draw the datasets of the county ``x``; every row is valid, and nothing is said of the rules."""

    def row(dataset: str, **cells: Any) -> Row:
        return {**PLAIN.get(dataset, {}), **cells}

    def some(most: int) -> range:
        return range(draw(st.integers(0, most)))

    def day(first: str) -> str:
        month = draw(st.sampled_from([month for month in MONTHS if month > first[:7]] or [MONTHS[-1]]))
        return f"{month}-{draw(st.integers(1, 28)):02}"

    tables: dict[str, list[Row]] = {name: [] for name in (
        "communities", "funds", "schemes", "projects", "revenue", "disbursements", "transfers", "postings", "spaces", "space_events",
    )}  # fmt: skip
    for unit in UNITS:
        level = ("county", "community", "compound")[unit.count("-")]
        tables["communities"].append(
            row("communities", community_id=unit, level=level, parent_id=unit.rpartition("-")[0])
        )
    percents = draw(st.sampled_from(PERCENTS))
    for bucket, percent in enumerate(percents):
        tables["schemes"].append(
            row(
                "schemes",
                scheme_id="s",
                bucket=f"b-{bucket}",
                position=bucket,
                percent=percent,
                valid_from="2024-01-01",
            )
        )
    for number in range(2):
        tables["projects"].append(row("projects", project_id=f"p-{number}", community_id="x-a"))
    for number in range(draw(st.integers(1, 4))):
        parent = "f-0" if number and draw(st.booleans()) else ""
        tables["funds"].append(row(
            "funds", fund_id=f"f-{number}", community_id=draw(st.sampled_from(UNITS)), parent_fund_id=parent,
            kind=draw(st.sampled_from(("owners", "enterprise", "governance"))), account_kind="subledger" if parent else "own",
            scheme_id=draw(st.sampled_from(("", "s"))), opened_on=draw(st.sampled_from(("2024-12-31", "2025-01-01", "2025-02-15"))),
            opening_balance=draw(_money(-500)),
        ))  # fmt: skip
    for fund in tables["funds"]:
        _moves(draw, tables, fund, row, some, day)
    for number in some(5):
        start, end = draw(st.sampled_from(tables["funds"])), draw(st.sampled_from(tables["funds"]))
        if start is not end:
            buckets = ("", "b-0") if start["scheme_id"] else ("",)
            tables["transfers"].append(row(
                "transfers", transfer_id=f"t-{number}", from_fund_id=start["fund_id"], to_fund_id=end["fund_id"],
                moved_on=day(max(start["opened_on"], end["opened_on"])), amount=_yuan(draw(st.integers(1, 99999))),
                bucket=draw(st.sampled_from(buckets)),
            ))  # fmt: skip
    for number in some(4):
        space = f"s-{number}"
        tables["spaces"].append(row(
            "spaces", space_id=space, community_id=draw(st.sampled_from(UNITS)), area_m2=_yuan(draw(st.integers(1, 99999))),
            use=draw(st.sampled_from(("public_service", "let"))), listed_on=draw(st.sampled_from(("", "2025-01-31"))),
            recovered_on=draw(st.sampled_from(("", "2025-02-01"))), activated_on=draw(st.sampled_from(("", "2025-03-31"))),
        ))  # fmt: skip
        days = draw(st.lists(st.integers(1, 27), min_size=0, max_size=4, unique=True))
        for when in sorted(days):
            event = draw(st.sampled_from(("recovered", "activated", "remeasured", "vacated", "retired")))
            area = _yuan(draw(st.integers(1, 99999))) if event == "remeasured" else ""
            tables["space_events"].append({
                "space_id": space, "event": event, "event_on": f"{draw(st.sampled_from(MONTHS))}-{when:02}", "area_m2": area,
            })  # fmt: skip
    tables["space_events"] = list(
        {
            (each["space_id"], each["event"], each["event_on"]): each for each in tables["space_events"]
        }.values()
    )
    return tables


def _moves(draw: st.DrawFn, tables: dict[str, list[Row]], fund: Row, row: Any, some: Any, day: Any) -> None:
    """Draw a fund's income, payments and postings."""
    name, opened = fund["fund_id"], fund["opened_on"]
    for month in MONTHS:
        if month <= opened[:7]:
            continue
        if draw(st.integers(0, 4)) == 0:
            tables["revenue"].append(
                row("revenue", entry_id=f"{name}-n-{month}", fund_id=name, month=month, basis="nil")
            )
        for number in some(2):
            tables["revenue"].append(row(
                "revenue", entry_id=f"{name}-r-{month}-{number}", fund_id=name, month=month,
                basis=draw(st.sampled_from(("fee", "donation", "in_kind"))), gross=draw(_money(-99)), cost=draw(_money(0)),
                project_id=draw(st.sampled_from(("", "p-0", "p-1"))),
            ))  # fmt: skip
        if draw(st.booleans()):
            posted = draw(
                st.sampled_from(
                    [
                        later
                        for later in ("2025-02-03", "2025-03-31", "2025-04-05", "2025-05-10")
                        if later[:7] > month
                    ]
                )
            )
            tables["postings"].append({"fund_id": name, "month": month, "posted_on": posted})
    for number in some(4):
        tables["disbursements"].append(row(
            "disbursements", payment_id=f"{name}-d-{number}", fund_id=name, paid_on=day(opened), amount=_yuan(draw(st.integers(1, 99999))),
            bucket=draw(st.sampled_from(("", "b-0"))) if fund["scheme_id"] else "", purpose=draw(st.sampled_from(("relief", "visits", "other"))),
            in_kind=draw(st.sampled_from(("", "false", "true"))),
        ))  # fmt: skip
