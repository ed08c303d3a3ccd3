"""Charts draw what there is: nothing for no account, a hairline for zero, below the line for a loss."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sunledger.render import charts

AMOUNT = st.none() | st.integers(-(10**12), 10**12)


def test_zero_is_a_hairline_and_nothing_is_nothing() -> None:
    """Zero and missing are different things and look different."""
    drawn = charts.months([("1月", 0, None), ("2月", 100, 50)])
    assert [(bar.series, bar.height) for bar in drawn.bars if bar.x < 35] == [("in", 1)]
    assert len(drawn.ticks) == 2


def test_a_loss_hangs_below_the_line() -> None:
    """Negative amounts start at the line and go down."""
    drawn = charts.months([("1月", -100, 100)])
    below, above = drawn.bars
    assert below.y == drawn.baseline
    assert above.y + above.height == drawn.baseline


@given(st.lists(st.tuples(st.just("m"), AMOUNT, AMOUNT), max_size=12))
def test_every_bar_stays_in_the_drawing(series: list[tuple[str, int | None, int | None]]) -> None:
    """Whatever the amounts, nothing leaves the frame."""
    for bar in charts.months(series).bars:
        assert 0 <= bar.x < charts.WIDTH
        assert bar.y >= -1
        assert bar.y + bar.height <= charts.HEIGHT + 1


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_a_share_is_never_more_than_the_whole(part: int, whole: int) -> None:
    """A bucket that spent more than it had fills its bar and no more."""
    assert 0 <= charts.share(part, whole) <= 1000


def test_shares() -> None:
    """Half is half; of nothing, nothing."""
    assert charts.share(50, 100) == 500
    assert charts.share(5, 0) == 0


@dataclass(frozen=True)
class _Bucket:
    bucket: str
    had_fen: int
    used_fen: int


def test_buckets_keep_their_colours() -> None:
    """Colours follow the scheme's order, begin anew after four, and are none for what is not divided."""
    rows = [_Bucket(name, 100, 10) for name in ("a", "b", "unallocated", "c", "d", "e")]
    assert [colour for _, _, colour in charts.bucket_bars(rows)] == [1, 2, 0, 3, 4, 1]
    assert {used for _, used, _ in charts.bucket_bars(rows)} == {100}
