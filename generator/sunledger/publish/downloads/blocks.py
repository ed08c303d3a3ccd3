"""Rows of a table, cut into blocks where their keys say: a change of one row changes one block.

Files are written block by block, so the next build can copy what comes out the same from the files that
stand (``pouring``). Where a block begins depends on keys alone: same rows, same blocks, wherever they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sunledger.engine import Connection, identifier
from sunledger.publish.downloads.accounts import PARTS
from sunledger.publish.downloads.tables import Table, answered, county_of, of_county
from sunledger.rowhash import row_hash, salted

_ROWS = 1024
"""About how many rows a block has."""

_ALL = "true"

NUMBER = identifier("number of the row")
"""Stands in an expression for the number of the row among those asked for, from 0 on."""


class Block(NamedTuple):
    """Rows that follow each other in the order of a table's key."""

    first: int
    """The number of the first row in the table, where rows lie in that order."""
    rows: int
    digest: str
    """Of all cells of all rows that follow ``first``."""
    skip: int = 0
    """How many rows after ``first`` it begins, where a block had to be cut once more."""

    @property
    def name(self) -> str:
        """Tell it from all blocks of its table that have other rows."""
        return f"{self.digest}+{self.skip}:{self.rows}"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table for which a condition holds, in the order of its key."""

    table: Table
    blocks: tuple[Block, ...]
    where: str = _ALL
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Count them."""
        return sum(block.rows for block in self.blocks)

    @property
    def digest(self) -> str:
        """Give a digest of them all."""
        return repr((self.table.name, [block.name for block in self.blocks]))

    def asked(self, con: Connection, expression: str, blocks: Sequence[Block], before: int) -> Iterator[Any]:
        """Ask what an expression makes of each row of some blocks, which follow each other after others.

        ``NUMBER`` may stand in the expression; ``before`` is how many rows come before.
        """
        first, number = blocks[0].first + blocks[0].skip, sum(block.rows for block in blocks)
        if self.where == _ALL:
            rows = (
                f"select *, rowid - {first - before} as {NUMBER} from {self.table.place} "
                f"where rowid >= {first} and rowid < {first + number}"
            )
        else:  # a condition may be a join, which keeps no order
            rows = (
                f"select *, row_number() over () - 1 + {before} as {NUMBER} from (select * from "
                f"{self.table.place} where rowid >= {blocks[0].first} and ({self.where}) "
                f"order by rowid limit {number} offset {blocks[0].skip})"
            )
        con.execute(f"select {expression} from ({rows})", dict(self.given))
        yield from (value for (value,) in answered(con))

    def parted(self, most: int) -> list[tuple[Block, ...]]:
        """Share the blocks out where only ``most`` rows can stand together; of no rows there is one share."""
        shares: list[list[Block]] = [[]]
        left = most
        for block in self.blocks:
            rest = block
            while rest.rows > left:
                shares[-1].append(rest._replace(rows=left))
                rest = rest._replace(rows=rest.rows - left, skip=rest.skip + left)
                shares.append([])
                left = most
            shares[-1].append(rest)
            left -= rest.rows
        return [tuple(block for block in share if block.rows) for share in shares]


class Hashes(NamedTuple):
    """The digest of rows in whatever order, no two of which are the same: how many, and all their hashes."""

    rows: int
    hashes: int

    def with_more(self, rows: int, hashes: int) -> Hashes:
        """Add further rows."""
        return Hashes(self.rows + rows, self.hashes ^ hashes)


@dataclass(frozen=True, slots=True)
class Cut:
    """A table, cut."""

    whole: Rows
    counties: dict[str, Rows]
    """The rows of each county."""
    funds: dict[str, Hashes]
    """By fund, of the tables that units' files hold."""


def cut(con: Connection, table: Table, salt: str, several: bool) -> Cut:
    """Cut a table, the whole and what is of each of ``several`` counties; its rows are read once.

    ``salt`` goes before what is hashed.
    """
    whole, counties, funds = _Cutting(), dict[str, _Cutting](), dict[str, Hashes]()
    county = county_of(table) or "null"
    for of_county_, fund, block, own, first, rows, digest in _hashed(
        con, table, salt, county, "fund_id" if table in PARTS else "null", several
    ):
        hashes = Hashes(rows, int(digest, 16))
        whole.add(block, first, hashes)
        if of_county_ is not None:
            counties.setdefault(of_county_, _Cutting()).add(own, first, hashes)
        if fund is not None:
            funds[fund] = funds.get(fund, Hashes(0, 0)).with_more(*hashes)
    every = whole.rows(table)
    return Cut(every, {
        name: own.rows(table, of_county(table) or _ALL, {"county": name}, every)
        for name, own in sorted(counties.items())
    }, funds)  # fmt: skip


def chosen(con: Connection, table: Table, salt: str, where: str, given: Mapping[str, Any]) -> Rows:
    """Cut the rows of a table for which a condition holds."""
    found = _Cutting()
    for _, _, block, _, first, rows, digest in _hashed(con, table, salt, "null", "null", False, where, given):
        found.add(block, first, Hashes(rows, int(digest, 16)))
    return found.rows(table, where, given)


class _Cutting:
    """Blocks in the making."""

    def __init__(self) -> None:
        self._blocks: dict[int, tuple[int, Hashes]] = {}

    def add(self, block: int, first: int, hashes: Hashes) -> None:
        """Add rows of a block, those that stand first before the others."""
        at, had = self._blocks.get(block, (first, Hashes(0, 0)))
        self._blocks[block] = (at, had.with_more(*hashes))

    def rows(
        self, table: Table, where: str = _ALL, given: Mapping[str, Any] | None = None,
        every: Rows | None = None,
    ) -> Rows:  # fmt: skip
        """Give them, in their order; rows that are ``every`` row of the table need no condition."""
        blocks = tuple(
            Block(first, hashes.rows, f"{hashes.hashes:032x}")
            for _, (first, hashes) in sorted(self._blocks.items())
        )
        rows = Rows(table, blocks, where, given or {})
        return Rows(table, blocks) if every is not None and every.number == rows.number else rows


def _hashed(
    con: Connection, table: Table, salt: str, county: str, fund: str, several: bool, where: str = _ALL,
    given: Mapping[str, Any] | None = None,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Ask for counties, funds, blocks, blocks among the county's rows, first rows, numbers and hashes.

    The table's name is hashed, too: rows with the same cells are others in another table.
    """
    above = "rows between unbounded preceding and current row"
    own = f"sum(begins) over (partition by county order by place {above})" if several else "block"
    joined = where != _ALL or "select" in county  # else rows come as they lie
    order = "order by place " if joined else ""
    return con.execute(
        "select county, fund, block, own, min(place), count(*), hex(bit_xor(hash)) from ("
        f"select *, {own} as own from (select *, sum(begins) over ({order}{above}) as block from ("
        f"select rowid as place, {county} as county, {fund} as fund, "
        f"{row_hash(identifier(field['name']) for field in table.fields)} as hash, "
        f"cast(hash({table.order}) % {_ROWS} = 0 as integer) as begins "
        f"from {table.place} as held where {where}))) group by 1, 2, 3, 4 order by 5",
        {**salted(f"{salt} {table.name}"), **(given or {})},
    ).fetchall()
