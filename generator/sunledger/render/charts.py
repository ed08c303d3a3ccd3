"""Where the marks of a chart stand: whole numbers for SVG attributes, from whole fen.

The charts are small and decorate the table beside them. Nothing here is a figure anyone
reads: amounts are scaled down to units of the drawing by integer division. Zero draws a
hairline, a missing month draws nothing, a negative month hangs below the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

WIDTH, HEIGHT = 420, 150
BAR = 13
"""How wide a bar is."""
_TOP, _SLOT = 6, 35


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart, in units of the drawing."""

    x: int
    y: int
    height: int
    series: str
    """``in`` or ``out``, the class that colours it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A month under the chart."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Months:
    """Twelve months of money in and money out."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    baseline: int
    """Where zero is."""


def months(series: Sequence[tuple[str, int | None, int | None]]) -> Months:
    """Place the bars of up to twelve months, each a label, fen in and fen out (``None``: no account)."""
    known = [fen for _, *pair in series for fen in pair if fen is not None]
    top, bottom = max([*known, 0]), min([*known, 0])
    span = max(top - bottom, 1)
    room = HEIGHT - _TOP
    baseline = _TOP + room * top // span
    bars: list[Bar] = []
    for index, (_, money_in, money_out) in enumerate(series):
        for offset, name, fen in ((3, "in", money_in), (3 + BAR + 1, "out", money_out)):
            if fen is None:
                continue
            height = max(room * abs(fen) // span, 1)
            y = baseline if fen < 0 else baseline - height
            bars.append(Bar(index * _SLOT + offset, y, height, name))
    ticks = tuple(Tick(index * _SLOT + _SLOT // 2, label) for index, (label, *_) in enumerate(series))
    return Months(tuple(bars), ticks, baseline)


def share(part: int, whole: int, width: int = 1000) -> int:
    """Give how much of ``width`` is filled when ``part`` of ``whole`` is used; never beyond it."""
    if whole <= 0 or part <= 0:
        return 0
    return min(part * width // whole, width)


class Spent(Protocol):
    """A bucket with what it had and what was used of it, in fen."""

    @property
    def bucket(self) -> str:
        """Id of the bucket; ``unallocated`` is what no scheme divides."""
        ...

    @property
    def had_fen(self) -> int:
        """What there was to spend."""
        ...

    @property
    def used_fen(self) -> int:
        """What was spent."""
        ...


S = TypeVar("S", bound=Spent)

_COLOURS = 4


def bucket_bars(rows: Iterable[S]) -> Iterator[tuple[S, int, int]]:
    """Give each bucket with the filled part of its bar and its colour; 0 for what no scheme divides."""
    position = 0
    for row in rows:
        divided = row.bucket != "unallocated"
        position += divided
        yield row, share(row.used_fen, row.had_fen), (position - 1) % _COLOURS + 1 if divided else 0
