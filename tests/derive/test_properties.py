"""Properties of all ledgers: exact sums, and totals that stay when the same money is written otherwise."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sunledger.engine import Connection
from tests.derive.conftest import Given, Ledger
from tests.publisher import PAYMENTS, REVENUE, SMALL, Publisher, Row, all_tables, derived

MONEY = "fund_id, month, opening, gross, cost, net, transfers_in, transfers_out, disbursed, closing"


def _months(con: Connection) -> list[tuple[Any, ...]]:
    return con.execute(f"select {MONEY} from derived.fund_months order by all").fetchall()


def test_ten_thousand_tenths_are_exact(ledger: Ledger) -> None:
    """0.1 and 0.2 added five thousand times each are 1,500.00 to the fen, row by row and in sum."""
    revenue = [{"fund_id": "f", "month": "2025-01", "gross": ("0.1", "0.2")[n % 2]} for n in range(10_000)]
    with ledger({"funds": [{"fund_id": "f"}], "revenue": revenue}) as con:
        assert con.execute("select closing, entries from derived.fund_months").fetchall() == [
            (Decimal("1500.00"), 10_000)
        ]
        last = con.execute(
            "select balance from derived.ledger_entries order by position desc limit 1"
        ).fetchone()
        assert last == (Decimal("1500.00"),)


def test_the_largest_amounts_are_exact(ledger: Ledger) -> None:
    """Amounts beyond what a float holds to the fen are added, divided and carried without losing one."""
    given: Given = {
        "funds": [{"fund_id": "f", "scheme_id": "s", "opening_balance": "0.01"}],
        "schemes": [
            {
                "scheme_id": "s",
                "bucket": bucket,
                "position": n,
                "percent": percent,
                "valid_from": "2025-01-01",
            }
            for n, (bucket, percent) in enumerate((("a", "33.3333"), ("b", "33.3333"), ("c", "33.3334")))
        ],
        "revenue": [
            {"fund_id": "f", "month": "2025-01", "gross": "9007199254740.93"},
            {"fund_id": "f", "month": "2025-02", "gross": "-0.02"},
        ],
    }
    with ledger(given) as con:
        closings = con.execute("select closing from derived.fund_months order by month").fetchall()
        assert closings == [(Decimal("9007199254740.94"),), (Decimal("9007199254740.92"),)]
        shares = con.execute(
            "select amount from derived.allocations where month = '2025-01' order by bucket"
        ).fetchall()
    fen = 900719925474093
    assert sum(int(amount * 100) for (amount,) in shares) == fen
    for (amount,), percent in zip(shares, (333333, 333333, 333334), strict=True):
        assert 0 <= int(amount * 100) - fen * percent // 1_000_000 <= 1


def _divided(fen: int, percents: list[int]) -> list[int]:
    """Divide by largest remainder, ties by position; ``percents`` in ten-thousandths of a per cent."""
    shares = [fen * percent // 1_000_000 for percent in percents]
    turns = sorted(range(len(percents)), key=lambda n: (-(fen * percents[n] % 1_000_000), n))
    for turn in turns[: fen - sum(shares)]:
        shares[turn] += 1
    return shares


def test_allocations_equal_a_second_computation(ledger: Ledger) -> None:
    """Two hundred funds with odd percentages and random gains and losses, divided again in whole fen."""
    chance = random.Random(5311)
    given: dict[str, list[Row]] = {"funds": [], "schemes": [], "revenue": []}
    wanted: dict[tuple[str, str], list[int]] = {}
    months = ["2025-01", "2025-02", "2025-03", "2025-04"]
    for number in range(200):
        fund, scheme = f"f-{number}", f"s-{number}"
        cuts = sorted(chance.sample(range(1, 1_000_000), chance.randint(0, 5)))
        percents = [after - before for before, after in zip([0, *cuts], [*cuts, 1_000_000], strict=True)]
        given["funds"].append({"fund_id": fund, "scheme_id": scheme})
        given["schemes"] += [
            {"scheme_id": scheme, "bucket": f"b-{n}", "position": n, "percent": f"{percent / 10_000:.4f}",
             "valid_from": "2024-01-01"}
            for n, percent in enumerate(percents)
        ]  # fmt: skip
        total = high = 0
        for month in months:
            fen = chance.choice((0, 1, 2, chance.randint(-5_000, 5_000), chance.randint(0, 10_000_000)))
            given["revenue"].append({"fund_id": fund, "month": month, "gross": f"{fen / 100:.2f}"})
            total += fen
            wanted[fund, month] = _divided(max(total - high, 0), percents)
            high = max(high, total)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    with ledger(given) as con:
        for fund, month, amount in con.execute(
            "select fund_id, month, amount from derived.allocations order by fund_id, month, position"
        ).fetchall():
            found[fund, month].append(int(amount * 100))
        _buckets_add_up(con)
    assert found == wanted


def _buckets_add_up(con: Connection) -> None:
    """Hold that the buckets of every fund with a scheme add up to its balance in every month."""
    row = con.execute(
        "select count(*), count(*) filter (where total <> closing) from derived.fund_months join "
        "(select fund_id, month, sum(closing) as total from derived.bucket_balances group by all) "
        "using (fund_id, month)"
    ).fetchone()
    assert row is not None
    assert row[0] > 0
    assert row[1] == 0


def test_buckets_add_up_to_their_fund(project_root: Path, tmp_path: Path) -> None:
    """In all of ``data/`` no fen of a divided fund is outside its buckets, and every bucket carries over."""
    with derived(project_root / "data", tmp_path / "scratch") as con:
        _buckets_add_up(con)
        odd = con.execute(
            "select count(*) from (select opening, lag(closing) over (partition by fund_id, bucket order by month) "
            "as before from derived.bucket_balances) where opening <> before"
        ).fetchone()
        assert odd == (0,)
        divided = con.execute(
            "select count(*) from (select sum(amount) as shared, any_value(distributable) as whole "
            "from derived.allocations group by fund_id, month) where shared <> whole"
        ).fetchone()
        assert divided == (0,)


def test_a_row_split_in_two_leaves_every_total(tmp_path: Path) -> None:
    """An entry written as two of the same sum changes the number of entries and nothing else."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(REVENUE, "12345.67", "12000.00")
    publisher.append(REVENUE, [
        {"entry_id": "r-1b", "fund_id": "f-ent", "month": "2025-01", "project_id": "p-1", "category": "rent",
         "basis": "base_rent", "gross": "345.67", "cost": "0", "payer_id": "op-1"},
    ])  # fmt: skip
    publisher.replace(PAYMENTS, "256.78", "256.70")
    publisher.append(PAYMENTS, [
        {"payment_id": "d-2b", "fund_id": "f-a", "paid_on": "2025-02-20", "purpose": "lighting_access",
         "description": "更换门禁", "payee_id": "op-1", "amount": "0.08", "matter_id": "m-1"},
    ])  # fmt: skip
    with derived(SMALL / "data", tmp_path / "one") as con:
        before = all_tables(con), _months(con)
    with derived(publisher.data, tmp_path / "two") as con:
        after = all_tables(con), _months(con)
    assert after[1] == before[1]
    for table in (
        "allocations",
        "bucket_balances",
        "community_years",
        "county_months",
        "project_years",
        "timeliness",
    ):
        assert after[0][table] == before[0][table], table


def test_renamed_ids_leave_every_figure(tmp_path: Path) -> None:
    """Ids are names and no more: other ids for funds, entries and units give the same figures under them."""
    publisher = Publisher.small(tmp_path)
    new = {
        "f-ent": "money-1",
        "f-a": "money-0",
        "f-b": "a9",
        "lan-c01-a": "zz-top",
        "r-1": "x-last",
        "p-1": "q",
    }
    words = re.compile(r"(?<![\w-])(" + "|".join(new) + r")(?![\w-])")
    for path in publisher.data.rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(words.sub(lambda match: new[match[1]], text), encoding="utf-8")
    old = {value: key for key, value in new.items()}
    with derived(SMALL / "data", tmp_path / "one") as con:
        before = all_tables(con)
    with derived(publisher.data, tmp_path / "two") as con:
        after = all_tables(con)
    for table in (
        "fund_months",
        "allocations",
        "bucket_balances",
        "community_years",
        "timeliness",
        "space_use",
    ):
        renamed = sorted(
            tuple(old.get(cell, cell) if isinstance(cell, str) else cell for cell in row)
            for row in after[table]
        )
        assert [str(row) for row in renamed] == [str(row) for row in sorted(before[table])], table


def test_a_month_of_zero_changes_no_sum(tmp_path: Path) -> None:
    """A nil return adds an entry of nothing: balances and allocations stay."""
    publisher = Publisher.small(tmp_path)
    publisher.append(REVENUE, [
        {"entry_id": "r-0", "fund_id": "f-ent", "month": "2025-02", "basis": "nil", "gross": "0", "cost": "0"}
    ])  # fmt: skip
    with derived(SMALL / "data", tmp_path / "one") as con:
        before = _months(con), all_tables(con)["allocations"]
    with derived(publisher.data, tmp_path / "two") as con:
        assert (_months(con), all_tables(con)["allocations"]) == before


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1234.5", "1,234.50"), ("-0.05", "\u22120.05"), ("0", "0.00"), ("-1234567.89", "\u22121,234,567.89"),
     ("9007199254740.93", "9,007,199,254,740.93"), ("999.995", "1,000.00")],
)  # fmt: skip
def test_money_is_written_without_floating_point(amount: str, text: str, tmp_path: Path) -> None:
    """The formatting macro groups thousands, keeps two decimals and writes a true minus sign."""
    from sunledger.engine import connect

    con = connect(tmp_path)
    assert con.execute("select yuan(cast(? as decimal(18, 4)))", [amount]).fetchone() == (text,)
    con.close()


@pytest.mark.parametrize(
    ("top", "bottom", "rounded"),
    [(1, 2, 1), (-1, 2, -1), (149, 100, 1), (-149, 100, -1), (5, 10, 1), (0, 3, 0), (2, 3, 1)],
)
def test_rounding_is_half_up_and_symmetric(top: int, bottom: int, rounded: int, tmp_path: Path) -> None:
    """Halves go away from zero, gains and losses alike; nothing passes through a float."""
    from sunledger.engine import connect

    con = connect(tmp_path)
    row = con.execute("select half_up(cast(? as hugeint), cast(? as hugeint))", [top, bottom]).fetchone()
    con.close()
    assert row == (rounded,)
