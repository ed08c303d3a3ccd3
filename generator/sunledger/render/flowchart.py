"""Where the marks of a flow chart stand: sources, the whole, buckets and uses, from left to right.

Sources lead to the whole and not to a bucket, since no yuan says which income it came from. As in
:mod:`sunledger.render.charts` every length is a whole number, scaled down from whole fen; what is
negative has no width and stands only in the table below the chart.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sunledger.render.rows_publisher import Flow

WIDTH, HEIGHT = 1600, 1240
_BAR, _GAP, _HAIR, _PLAIN = 24, 16, 2, 44
"""Width of a bar, space between, least height, and the least at which its name stands beside it."""
_SOURCES, _WHOLE, _BUCKETS, _USES = 0, 440, 640, 1130
"""Left edges of the columns."""
_LABEL = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount as a bar, with its name when there is room for it."""

    x: int
    y: int
    height: int
    colour: int
    """1 to 4 for the buckets of a scheme, 0 for everything else."""
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and the bands between them, in units of the drawing."""

    bars: tuple[Bar, ...]
    bands: tuple[tuple[str, int], ...]
    """Path and colour of each band."""


@dataclass(slots=True)
class _Column:
    """Bars that stand below one another; each begins where the one before it ended."""

    x: int
    y: int
    gap: int

    @classmethod
    def centred(cls, x: int, heights: Sequence[int], gap: int) -> _Column:
        return cls(x, (HEIGHT - sum(heights) - gap * (len(heights) - 1)) // 2, gap)

    def put(self, height: int, colour: int, label: str) -> Bar:
        bar = Bar(self.x, self.y, height, colour, label if height >= _PLAIN else "")
        self.y += height + self.gap
        return bar


def draw(flows: Sequence[Flow]) -> Chart | None:
    """Draw one kind of fund's year; nothing where no money stood or moved, or far too many uses."""
    sources = [flow for flow in flows if flow.side == "in" and flow.amount_fen > 0]
    groups = [
        list(group)
        for _, group in itertools.groupby(
            (flow for flow in flows if flow.side == "out" and flow.amount_fen > 0),
            key=lambda flow: (flow.bucket, flow.bucket_name),
        )
    ]
    uses = list(itertools.chain.from_iterable(groups))
    total = max(_sum(sources), _sum(uses))
    if not sources or not uses:
        return None
    longest = max(len(sources), len(uses))
    gap = max(min(_GAP, HEIGHT // 2 // longest - _HAIR), 0)
    room = HEIGHT - (gap + _HAIR) * longest
    if room <= 0:
        return None
    whole = Bar(_WHOLE, (HEIGHT - room) // 2, room, 0, "")
    chart = _before(Chart((whole,), ()), sources, _heights(sources, total, room), gap)
    return _after(chart, groups, [_heights(group, total, room) for group in groups], gap)


def _before(chart: Chart, sources: list[Flow], heights: list[int], gap: int) -> Chart:
    """Lead every source to the whole."""
    whole = chart.bars[0]
    bars, bands = list(chart.bars), list(chart.bands)
    column, reached = _Column.centred(_SOURCES, heights, gap), whole.y
    for flow, height in zip(sources, heights, strict=True):
        bars.append(column.put(height, 0, flow.label))
        bands.append((_band(bars[-1], whole.x, reached), 0))
        reached += height
    return Chart(tuple(bars), tuple(bands))


def _after(chart: Chart, groups: list[list[Flow]], heights: list[list[int]], gap: int) -> Chart:
    """Lead from the whole to the uses, by way of the bucket where there is one."""
    whole = chart.bars[0]
    bars, bands = list(chart.bars), list(chart.bands)
    buckets = _Column.centred(_BUCKETS, [sum(each) for each in heights], gap)
    uses = _Column.centred(_USES, list(itertools.chain.from_iterable(heights)), gap)
    divided, reached, position = any(group[0].bucket_name for group in groups), whole.y, 0
    for group, parts in zip(groups, heights, strict=True):
        position += bool(group[0].bucket_name)
        colour = (position - 1) % 4 + 1 if group[0].bucket_name else 0
        at = Bar(whole.x, reached, sum(parts), colour, "")
        reached += at.height
        if divided:
            bar = buckets.put(at.height, colour, group[0].bucket_name)
            if group[0].bucket != "whole":
                bands.append((_band(at, bar.x, bar.y), colour))
                bars.append(bar)
                at = bar
        inside = at.y
        for flow, height in zip(group, parts, strict=True):
            bars.append(uses.put(height, colour, flow.label))
            bands.append((_band(Bar(at.x, inside, height, colour, ""), uses.x, bars[-1].y), colour))
            inside += height
    return Chart(tuple(bars), tuple(bands))


def _sum(flows: Iterable[Flow]) -> int:
    return sum(flow.amount_fen for flow in flows)


def _heights(flows: Sequence[Flow], total: int, room: int) -> list[int]:
    """Share out the height; what is there at all is seen at least as a hairline."""
    return [max(room * flow.amount_fen // total, _HAIR) for flow in flows]


def _band(bar: Bar, x: int, y: int) -> str:
    """Lead from the right edge of a bar to where another begins, as wide as the amount."""
    begin, height = bar.x + _BAR, bar.height
    bend = (begin + x) // 2
    return (
        f"M{begin} {bar.y}C{bend} {bar.y} {bend} {y} {x} {y}v{height}"
        f"C{bend} {y + height} {bend} {bar.y + height} {begin} {bar.y + height}z"
    )
