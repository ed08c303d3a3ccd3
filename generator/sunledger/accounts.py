"""The accounts as they stand, row by row as text, for whoever makes forms of them.

What is taken comes from rows without an error: a row with one may hold anything, personal data too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sunledger.engine import Connection, identifier
from sunledger.model import County
from sunledger.resources import load_schema

Row = dict[str, str]
"""A row by column, in the canonical form of its cells, blank for nothing; ``file`` says where it stands."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """Rows that were read and tested cell by cell; see :func:`sunledger.pipeline.accounts`."""

    con: Connection
    counties: tuple[County, ...]
    unclean: frozenset[str]
    wrong: frozenset[tuple[str, int]]
    """File and line of every row with an error."""

    def rows(self, dataset: str, where: str = "true", given: Sequence[object] = ()) -> list[Row]:
        """Return the rows for which ``where`` holds, in the order of files and lines.

        ``where`` compares columns of text only, which are alike in clean and in unclean datasets.
        """
        names = [field["name"] for field in load_schema(dataset)["fields"]]
        place = f"{'raw' if dataset in self.unclean else 'data'}.{dataset}"
        cells = ", ".join(f"cast({identifier(name)} as varchar)" for name in names)
        found = self.con.execute(
            f"select file, line, {cells} from {place} where {where} order by file, line", list(given)
        ).fetchall()
        return [
            {"file": file} | {name: cell or "" for name, cell in zip(names, row, strict=True)}
            for file, line, *row in found
            if (file, line) not in self.wrong
        ]
