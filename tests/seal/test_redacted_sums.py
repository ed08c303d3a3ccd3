"""What was redacted for a legal reason tells no amount through the sums of the commits around it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from sunledger import seal
from sunledger.check import conform
from sunledger.derive import derive
from sunledger.read import read, read_history
from tests.publisher import PAYMENTS, Publisher
from tests.repositories import Repository

WHY = seal.Redaction(0, "d-1", "县司法局", "2025-04-12", "个人信息保护法第四十七条")
SUMS = "select change_id, fund_kind, gross, disbursed, moved from derived.data_change_sums order by all"


def _sums(publisher: Publisher, scratch: Path, *, redacted: bool) -> dict[str, list[tuple[Any, ...]]]:
    """Give the sums of every commit, with a payment redacted or without."""
    scratch.mkdir()
    reading = read(publisher.data, scratch)
    if redacted:
        reading = seal.redacted(reading, "lan", "disbursements", WHY)
    checked = conform(reading)
    examined = seal.examine(reading)
    assert examined.findings == ()
    assert seal.compare(reading.con, examined, checked.unclean) == []
    read_history(reading, publisher.data, scratch)
    derive(reading, checked.unclean)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for change, *sums in reading.con.execute(SUMS).fetchall():
        found.setdefault(change, []).append(tuple(sums))
    reading.con.close()
    return found


def _paid(sums: dict[str, list[tuple[Any, ...]]]) -> Decimal:
    return sum((row[2] or Decimal(0) for rows in sums.values() for row in rows), Decimal(0))


def test_a_redacted_amount_is_in_no_sum(publisher: Publisher, tmp_path: Path) -> None:
    """Neither the commit that brought it nor the one that took it away tells it; all sums give what stands."""
    repository = Repository.begin(publisher.root)
    first = repository.commit("2025-04-10")[:12]
    before = _sums(publisher, tmp_path / "before", redacted=False)
    row = next(row for row in publisher.rows(PAYMENTS) if row["payment_id"] == "d-1")
    amount, rest = Decimal(row["amount"]), Decimal("0.77")
    publisher.put(PAYMENTS, [
        each | ({"amount": str(rest)} if each["payment_id"] == "d-1" else {}) for each in publisher.rows(PAYMENTS)
    ])  # fmt: skip
    second = repository.commit("2025-04-13")[:12]
    after = _sums(publisher, tmp_path / "after", redacted=True)
    assert _paid(before) - _paid({first: after[first]}) == amount
    assert [row[2:] for row in after[second]] == [(rest, rest)]
    assert _paid(after) == _paid(before) - amount + rest


def test_a_redacted_text_changes_no_sum(publisher: Publisher, tmp_path: Path) -> None:
    """Where the amount goes on standing there is nothing to hide, and the sums stay whole."""
    repository = Repository.begin(publisher.root)
    repository.commit("2025-04-10")
    before = _sums(publisher, tmp_path / "before", redacted=False)
    publisher.replace(PAYMENTS, "春节补贴", "补贴")
    repository.commit("2025-04-13")
    assert _sums(publisher, tmp_path / "after", redacted=True) == before
