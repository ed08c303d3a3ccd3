"""Ask many questions in one statement: how many rows each finds, to look closer where there are any.

Nearly all find none, and to plan a statement costs more than to run it over a small publisher's rows.
"""

from __future__ import annotations

import functools
import itertools
from typing import Any

from sunledger.abreast import Piece, abreast
from sunledger.engine import Connection, literal

TOGETHER = 16
"""How many questions share a statement."""


def counted(con: Connection, sources: dict[str, str]) -> dict[str, int]:
    """Count the rows of each source (what stands after ``from``), by name, where it has any."""
    selects = [
        f"select {literal(name)}, count(*) from {source} having count(*) > 0"
        for name, source in sources.items()
    ]
    return dict(answers(con, selects))


def answers(con: Connection, selects: list[str]) -> list[tuple[Any, ...]]:
    """Run many selects of one shape; return the rows of all."""
    pieces = [
        Piece(str(start), functools.partial(_asked, selects[start : start + TOGETHER]))
        for start in range(0, len(selects), TOGETHER)
    ]
    return list(itertools.chain.from_iterable(abreast(con, pieces)))


def _asked(selects: list[str], con: Connection) -> list[tuple[Any, ...]]:
    return con.execute(" union all ".join(selects)).fetchall()
