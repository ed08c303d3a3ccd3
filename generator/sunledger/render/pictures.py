"""Pictures of cards: twelve months of money in and out, a row for each kind of fund.

One picture a county and one for the whole site, so that the pages of a hundred thousand units
share them. Nothing here is a figure anyone reads; see :mod:`sunledger.render.charts`.
"""

from __future__ import annotations

from typing import NamedTuple

from sunledger.render import charts
from sunledger.render.cards import HEIGHT, WIDTH
from sunledger.render.desk import Desk, grouped
from sunledger.render.png import Canvas
from sunledger.render.units import months_back

MONTHS = 12

_GROUND, _INK, _SEAL, _LINE = range(4)
_COLOURS = (
    "#faf7f0", "#201d19", "#a92c19", "#d8d0bf",
    "#2f4f77", "#8a5d14", "#4c6631", "#7a466a",
    "#d0d4d8", "#e1d6bf", "#d4d7c6", "#ded0d3",
)  # fmt: skip
"""Ground, ink, seal and hairline, then a strong and a washed colour for each kind of fund."""
_MONEY_IN, _MONEY_OUT = 4, 8
_KINDS = 4
_LEFT, _TOP, _RIGHT, _GAP = 300, 60, 60, 30


class CardMonth(NamedTuple):
    """What came into and went out of all funds of one kind in one month."""

    kind: str
    month: str
    in_fen: int
    out_fen: int


def draw(desk: Desk, county: str, last_month: str) -> bytes:
    """Draw the twelve months up to ``last_month``: a row for each kind of fund, in beside out, and a seal."""
    shown = months_back(last_month, MONTHS)
    before = months_back(last_month, MONTHS + 1)[0]
    found = grouped(desk.rows("card_months", CardMonth, county=county, after=before, last=last_month))
    canvas = Canvas(WIDTH, HEIGHT, _COLOURS)
    canvas.fill(0, 0, WIDTH, 12, _SEAL)
    _seal(canvas, 80, _TOP, 160)
    kinds = list(found.values())[:_KINDS]
    room = (HEIGHT - _TOP - _RIGHT - _GAP * (len(kinds) - 1)) // max(len(kinds), 1)
    for number, rows in enumerate(kinds):
        known = {row.month: row for row in rows}
        series = [("", known[m].in_fen, known[m].out_fen) if m in known else ("", None, None) for m in shown]
        _row(canvas, charts.months(series), _TOP + number * (room + _GAP), room, number)
    return canvas.to_bytes()


def _seal(canvas: Canvas, x: int, y: int, size: int) -> None:
    """Draw the site's sign: three lines of a book on vermilion, the last one short."""
    canvas.fill(x, y, size, size, _SEAL)
    for number, width in enumerate((18, 18, 11)):
        canvas.fill(
            x + size * 7 // 32, y + size * (8 + 7 * number) // 32, size * width // 32, size * 2 // 32, _GROUND
        )


def _row(canvas: Canvas, chart: charts.Months, top: int, room: int, number: int) -> None:
    """Draw one kind's months into a band of the picture, scaled from the chart's units."""
    across = WIDTH - _LEFT - _RIGHT
    for bar in chart.bars:
        left = _LEFT + bar.x * across // charts.WIDTH
        right = _LEFT + (bar.x + charts.BAR) * across // charts.WIDTH
        upper, lower = (bar.y * room // charts.HEIGHT, (bar.y + bar.height) * room // charts.HEIGHT)
        colour = (_MONEY_IN if bar.series == "in" else _MONEY_OUT) + number
        canvas.fill(left, top + upper, right - left, max(lower - upper, 2), colour)
    canvas.fill(_LEFT, top + chart.baseline * room // charts.HEIGHT, across, 2, _INK)
