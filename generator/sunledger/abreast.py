"""Work on one database side by side: what rests on nothing unfinished goes ahead, two pieces at a time.

The engine plans a statement on one core, and to plan one over a small publisher's rows takes longer than to
run it. It lets go of Python's lock meanwhile, so a thread with a connection of its own can do the next piece.
What is large the engine shares out among the cores itself: then one piece is done after the other, and no two
need memory at a time. What comes of it is the same, what is raised too.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sunledger.engine import Connection, beside, threads_of

LANES = min(2, os.cpu_count() or 1)
"""How many pieces are done at a time, at most."""

_PATIENCE = 0.05
"""Seconds after which what is at work is interrupted again."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to do with a connection, and the names of the pieces that must be done before."""

    name: str
    do: Callable[[Connection], Any]
    after: frozenset[str] = frozenset()


def abreast(con: Connection, pieces: Sequence[Piece], *, lanes: int | None = None) -> list[Any]:
    """Do all pieces, which stand in an order in which they could be done; return what each returns.

    ``lanes`` of them are done at a time: two if the engine keeps to one core, if not given. Those are done
    first that stand first. A piece that fails keeps those behind it from being begun; when those before it
    are done, the failure that stands first is raised, and nothing is at work any more.
    """
    if lanes is None:
        lanes = LANES if threads_of(con) == 1 else 1
    board = _Board(pieces)
    others = [beside(con) for _ in pieces[1:lanes]]
    threads = [threading.Thread(target=_work, args=(board, other)) for other in others]
    for thread in threads:
        thread.start()
    try:
        _work(board, con)
    except BaseException:  # the user's patience has ended: nobody need wait for what is at work
        board.stop()
        while any(thread.is_alive() for thread in threads):
            for other in others:
                other.interrupt()  # lost on a connection between two statements
            threads[0].join(_PATIENCE)
        raise
    finally:
        for thread in threads:
            thread.join()
        for other in others:
            other.close()
    return board.outcome()


def _work(board: _Board, con: Connection) -> None:
    """Do one piece after the other until there is none left to begin."""
    while (place := board.take()) is not None:
        try:
            board.put(place, board.pieces[place].do(con))
        except Exception as fault:
            board.fail(place, fault)
        except BaseException:
            board.stop()
            raise


class _Board:
    """Which pieces wait, are at work, or done, for several threads."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        names = {piece.name for piece in pieces}
        self._waiting = {place: piece.after & names for place, piece in enumerate(pieces)}
        self._done: dict[int, Any] = {}
        self._names: set[str] = set()
        self._faults: dict[int, Exception] = {}
        self._end = len(pieces)
        """Pieces from this place on are not begun."""
        self._news = threading.Condition()

    def take(self) -> int | None:
        """Return the place of the first piece that can be done, once there is one; none if none is left."""
        with self._news:
            while left := [place for place in self._waiting if place < self._end]:
                for place in left:
                    if self._waiting[place] <= self._names:
                        del self._waiting[place]
                        return place
                self._news.wait()
            return None

    def put(self, place: int, value: Any) -> None:
        """Note that a piece is done, and what it returned."""
        with self._news:
            self._done[place] = value
            self._names.add(self.pieces[place].name)
            self._news.notify_all()

    def fail(self, place: int, fault: Exception) -> None:
        """Note that a piece has failed."""
        with self._news:
            self._faults[place] = fault
            self._end = min(self._end, place)
            self._news.notify_all()

    def stop(self) -> None:
        """Let nothing more be begun."""
        with self._news:
            self._end = 0
            self._news.notify_all()

    def outcome(self) -> list[Any]:
        """Return what the pieces returned, or raise the first failure."""
        if self._faults:
            raise self._faults[min(self._faults)]
        return [self._done[place] for place in range(len(self.pieces))]
