"""Questions about some units, funds or places: queries name them as the table ``these_<name>``.

A list of some hundred ids as a parameter is planned anew, item by item, for each of hundreds of queries;
a table is not.
"""

from __future__ import annotations

import re
from typing import Any

from sunledger.engine import Connection

_LIST = re.compile(r"\bthese_(\w+)")
_VALUE = re.compile(r"\$(\w+)")


def names(sql: str) -> set[str]:
    """Return the names of all that a query is to be given, lists and single values."""
    return {*_LIST.findall(sql), *_VALUE.findall(sql)}


class Asker:
    """Asks queries on one connection; a list stays there until another is asked about."""

    def __init__(self, con: Connection) -> None:
        self.con = con
        self._held: dict[str, list[str]] = {}

    def ask(self, sql: str, given: dict[str, Any]) -> Connection:
        """Run a query and return the connection, which holds its answer."""
        lists = set(_LIST.findall(sql))
        for name in sorted(lists):
            ids = list(given[name])
            if self._held.get(name) != ids:
                table = f"create or replace temp table these_{name} as select unnest($ids::varchar[]) as id"
                self.con.execute(table, {"ids": ids})
                self._held[name] = ids
        return self.con.execute(sql, {name: value for name, value in given.items() if name not in lists})
