"""The flow chart: bars within the drawing, as high as their amounts, and nothing where nothing is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sunledger.render.flowchart import HEIGHT, WIDTH, draw
from sunledger.render.rows_publisher import Flow

AMOUNTS = st.lists(st.integers(-(10**12), 10**12), max_size=24)


def _flow(side: str, fen: int, bucket: str = "whole", name: str = "") -> Flow:
    return Flow("x", "owners", "业主", side, bucket, name, "科目", str(fen), "", fen)


@given(AMOUNTS, AMOUNTS, st.integers(0, 5))
def test_every_bar_stays_in_the_drawing(sources: list[int], uses: list[int], buckets: int) -> None:
    """Whatever the amounts, negative and zero included, no mark leaves the drawing or hangs upside down."""
    flows = [_flow("in", fen) for fen in sources]
    flows += [_flow("out", fen) for fen in uses]
    flows += [_flow("out", fen, f"b{number}", f"分项{number}") for number in range(buckets) for fen in uses]
    chart = draw(flows)
    drawn = any(fen > 0 for fen in sources) and any(fen > 0 for fen in uses)
    assert (chart is not None) == drawn
    if chart is None:
        return
    for bar in chart.bars:
        assert 0 <= bar.x < WIDTH
        assert bar.height >= 1
        assert bar.y >= 0
        assert bar.y + bar.height <= HEIGHT


def test_bars_are_as_high_as_their_amounts() -> None:
    """Three quarters are three times as high as one, sources never lead to a bucket, buckets keep their colours."""
    chart = draw(
        [_flow("in", 300), _flow("in", 100), _flow("out", 200, "a", "甲"), _flow("out", 200, "b", "乙")]
    )
    assert chart is not None
    whole, first, second, *rest = chart.bars
    assert first.height == 3 * second.height
    assert abs(whole.height - first.height - second.height) <= 1
    assert [bar.colour for bar in rest] == [1, 1, 2, 2]
    assert len(chart.bands) == 6
