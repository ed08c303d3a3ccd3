"""Ids that go on where a series stopped, and none that two clerks could both give."""

from __future__ import annotations

import pytest

from sunledger.forms.series import Series


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["x-c01/a-r0007", "x-c01/a-r0012"], ["a-r0013", "a-r0014"]),
        (["x-c01/a-r9", "x-c02/b-r10"], ["a-r10", "a-r11"]),
        (["x-c01/a-r0007", "x-c02/a-r0009"], ["x-c01-r0001", "x-c01-r0002"]),  # the series is shared
        (["x-c01/x-c01-r0003", "x-c02/a-r1"], ["x-c01-r0004", "x-c01-r0005"]),
        (["x-c01/r-2025-06-7"], ["x-c01-r0001", "x-c01-r0002"]),  # a month in it ends with the month
        (["x-c01/sweep"], ["x-c01-r0001", "x-c01-r0002"]),
        ([], ["x-c01-r0001", "x-c01-r0002"]),
    ],
)
def test_the_next_ids(ids: list[str], expected: list[str]) -> None:
    """Of the fund's own series in its community's folder; else of one named after the folder."""
    rows = []
    for each in ids:
        folder, name = each.split("/")
        rows.append({"entry_id": name, "fund_id": "f", "file": f"data/x/{folder}/revenue.csv"})
    series = Series("revenue", "entry_id", "x-c01", rows)
    assert [series.next("f", "fund_id") for _ in range(2)] == expected
