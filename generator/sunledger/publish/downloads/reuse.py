"""Downloads taken over from the last build: those whose rows are the same, and what stands beside them.

A table's files are one piece, and so are those of a unit, and a county's. The rows they hold are hashed in
the engine (``blocks``); texts beside them (names, the day up to which accounts go, the package's version)
count as well. Of files that can't be taken over the blocks can be that did not change: ``before`` tells where
they stand.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Sequence

from sunledger.kept import Kept, Piece
from sunledger.model import Download
from sunledger.publish.downloads.blocks import Cut, Rows
from sunledger.publish.downloads.pouring import Before, Place
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.shelf import Made


class Reuse:
    """What can be taken over; without a record of the last build, nothing."""

    def __init__(self, kept: Kept | None, said: About, cuts: Sequence[Cut]) -> None:
        """Take over what was made of all tables, ``cuts``, and of what is ``said`` beside them."""
        self._kept, self._said = kept, repr(said)
        self._cuts = {cut.whole.table.name: cut for cut in cuts}

    @property
    def tables(self) -> list[Rows]:
        """Give the rows of every table."""
        return [cut.whole for cut in self._cuts.values()]

    def county(self, county: str) -> list[Rows]:
        """Give the rows of a county, of each table in which it has any."""
        return [cut.counties[county] for cut in self._cuts.values() if county in cut.counties]

    def made_of(self, tables: Iterable[Rows], facts: object = None) -> str:
        """Tell of what files of some rows are made; ``facts`` is all else that they say."""
        return self._digest(repr((facts, [rows.digest for rows in tables])))

    def made_of_funds(self, funds: Iterable[str], facts: object) -> str:
        """Tell of what the files of a unit with some funds are made; ``facts`` is all else that they say."""
        held = [cut.funds for cut in self._cuts.values() if cut.funds]
        return self._digest(repr((facts, [[fund, *(by.get(fund) for by in held)] for fund in funds])))

    def take(self, name: str, made_of: str) -> Made | None:
        """Take over the files of a piece, if they would come out the same."""
        piece = None if self._kept is None or self._kept.empty else self._kept.take(name, made_of)
        return _made(piece) if piece else None

    def before(self, names: Iterable[str]) -> Before:
        """Tell where blocks stand in the files of pieces of the last build."""
        if self._kept is None or self._kept.empty:
            return Before()
        pieces = [piece for name in names if (piece := self._kept.before(name))]
        return Before(self._kept.old, {
            path: layout for piece in pieces for path, layout in _made(piece).layouts.items()
        })  # fmt: skip

    def put(self, name: str, made_of: str, made: Made, beside: tuple[str, ...] = ()) -> None:
        """Put down the files of a piece, and the paths of those that no list names, for the next build."""
        if self._kept is not None:
            paths = [*(each.path for each in made.files), *beside]
            said = [[dataclasses.astuple(each) for each in made.files], made.layouts]
            self._kept.put(name, made_of, paths, said)

    def _digest(self, made_of: str) -> str:
        return hashlib.sha256(f"{self._said}\0{made_of}".encode()).hexdigest()


def _made(piece: Piece) -> Made:
    """Read what was put down."""
    files, layouts = piece.said
    return Made([Download(*each) for each in files], {
        path: {
            part: {name: Place(*place) for name, place in places.items()} for part, places in layout.items()
        }
        for path, layout in layouts.items()
    })  # fmt: skip
