"""What operators bore instead of two communities: fit-out once, running costs year by year.

Published about one community: more than 600,000 yuan of fit-out saved once, and at least 200,000 yuan a
year. The rows come to a little more. They are a memo: nothing of it is income or stands in an account.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from sunledger.demo.book import Book, yuan
from sunledger.demo.ledger import split
from sunledger.demo.zi.places import CHENG, COUNTY, LAST, WEN
from sunledger.demo.zi.rooms import Operated


class _Saved(NamedTuple):
    """A community's savings in fen: fit-out in all, running costs by year."""

    fit_out: int
    running: dict[str, int]


_SAVED = {
    CHENG: _Saved(623_480_00, {"2023": 187_360_00, "2024": 214_725_00}),
    WEN: _Saved(386_150_00, {"2023": 92_480_00, "2024": 118_930_00}),
}
_RUNNING = {
    "utilities": (50, "上一年同一处的水电暖支出"),
    "staff": (35, "按公益岗位补贴标准"),
    "maintenance": (15, "三家报价的中间价"),
}


def build(book: Book, operated: Sequence[Operated], seed: str | int) -> None:
    """Write avoided_costs.csv."""
    number = 0
    for community, saved in _SAVED.items():
        rng = random.Random(f"{seed}/zi/saved/{community}")
        rooms = [room for room in operated if room.community == community]

        def add(room: Operated, year: str, kind: str, fen: int, valuation: str) -> None:
            nonlocal number
            number += 1
            book.add(
                COUNTY,
                "avoided_costs",
                avoided_id=f"{COUNTY}-v{number:03d}",
                space_id=room.space_id,
                year=int(year),
                kind=kind,
                amount=yuan(fen),
                valuation=valuation,
            )

        parts = split(saved.fit_out, [rng.randint(40, 160) for _ in rooms])
        for room, fen in zip(rooms, parts, strict=True):
            add(room, room.since[:4], "fit_out", fen, "装修结算单，经社区和经营方共同确认")
        for year, total in saved.running.items():
            running = [room for room in rooms if room.since < f"{year}-12" < LAST]
            costs = [(room, kind) for room in running for kind in _RUNNING]
            parts = split(total, [rng.randint(60, 140) * _RUNNING[kind][0] for _, kind in costs])
            for (room, kind), fen in zip(costs, parts, strict=True):
                add(room, year, kind, fen, _RUNNING[kind][1])
