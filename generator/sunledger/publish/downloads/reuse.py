"""Downloads taken over from the last build: those whose rows are the same, and what stands beside them.

A table's files are one piece, and so are those of a community or compound. The rows they hold are hashed in
the engine; texts beside them (names, the day up to which accounts go, the package's version) count as well.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable

from sunledger.engine import Connection
from sunledger.kept import Kept
from sunledger.model import Download
from sunledger.publish.downloads.accounts import PARTS
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Table

_ROWS = "sha256(string_agg(row_hash, '' order by row_hash))"


class Reuse:
    """What can be taken over; without a record of the last build, nothing."""

    def __init__(self, con: Connection, kept: Kept | None, said: About) -> None:
        """Hash the rows of every fund in the tables that units' downloads hold."""
        self._kept, self._said = kept, repr(said)
        self._funds: dict[str, list[str]] = {}
        for table in PARTS if kept else ():
            for fund, digest in con.execute(
                f"select fund_id, {_ROWS} from (select fund_id, md5(cast(whole_row as varchar)) as row_hash "
                f"from {table.place} as whole_row) group by fund_id order by fund_id"
            ).fetchall():
                self._funds.setdefault(fund, []).append(f"{table.name} {digest}")

    def table(self, con: Connection, table: Table, write: Callable[[], list[Download]]) -> list[Download]:
        """Take over a table's files, or ``write`` them."""
        if self._kept is None:
            return write()
        found = con.execute(
            f"select {_ROWS} from (select md5(cast(whole_row as varchar)) as row_hash "
            f"from {table.place} as whole_row)"
        ).fetchone()
        name, made_of = f"table {table.name}", self._digest(repr(found))
        taken = self._take(name, made_of)
        return taken if taken is not None else self._put(name, made_of, write(), ())

    def unit(self, unit: str, funds: Iterable[str], facts: object) -> list[Download] | None:
        """Take over the files of a unit with some funds; ``facts`` is all else that its files say."""
        return self._take(f"files {unit}", self._unit(funds, facts))

    def put_unit(
        self, unit: str, funds: Iterable[str], facts: object, done: list[Download], beside: Iterable[str]
    ) -> list[Download]:
        """Put down the files of a unit, and the paths of those that no list names."""
        return self._put(f"files {unit}", self._unit(funds, facts), done, beside)

    def _unit(self, funds: Iterable[str], facts: object) -> str:
        return self._digest(repr((facts, [(fund, self._funds.get(fund)) for fund in funds])))

    def _digest(self, made_of: str) -> str:
        return hashlib.sha256(f"{self._said}\0{made_of}".encode()).hexdigest()

    def _take(self, name: str, made_of: str) -> list[Download] | None:
        piece = self._kept.take(name, made_of) if self._kept else None
        return [Download(*each) for each in piece.said] if piece else None

    def _put(self, name: str, made_of: str, done: list[Download], beside: Iterable[str]) -> list[Download]:
        if self._kept is not None:
            paths = [*(each.path for each in done), *beside]
            self._kept.put(name, made_of, paths, [dataclasses.astuple(each) for each in done])
        return done
