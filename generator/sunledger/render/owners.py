"""Whose the rows of the work database are: the units whose pages may tell of a row.

A row counts for every unit that one of its keys leads to: the one it names, that of its fund, that of its
project's room. Registers are for everybody: pages name units, funds and audits other than their own.
"""

from __future__ import annotations

from sunledger import resources
from sunledger.engine import HANDED_OVER, Connection, identifier

REGISTERS = (
    "open.communities", "open.funds", "open.audits", "open.audit_coverage", "derived.audit_reach",
    "derived.lineage",
)  # fmt: skip
"""Tables whose rows count for everybody."""

_UNIT = ("community_id", "communities")
_NAMED = dict([_UNIT, ("fund_id", "funds")])
"""Columns that lead to a unit in whatever table, each with the dataset whose row they name."""

Keys = tuple[tuple[str, str], ...]
"""Columns, each with the dataset whose row it names."""


class Owners:
    """Whose rows are, as one connection to a work database tells."""

    def __init__(self, con: Connection) -> None:
        """Look up what columns there are."""
        self._con = con
        self.columns: dict[str, list[str]] = dict(
            con.execute(
                "select schema_name || '.' || table_name, list(column_name order by column_index) "
                "from duckdb_columns() "
                "where database_name = current_database() and schema_name in (select unnest($schemas)) "
                "group by 1",
                {"schemas": list(HANDED_OVER)},
            ).fetchall()
        )
        """The columns of every table, by its name with its schema."""
        self._leads: dict[str, str] = {}

    def keys(self, table: str) -> Keys:
        """Return the columns of a table that lead to units; of a register, those to no other register."""
        schema, _, name = table.partition(".")
        links = () if schema == "meta" else resources.load_schema(name).get("foreignKeys", ())
        named = _NAMED | {
            column: link["reference"].get("resource", name) for link in links for column in link["fields"]
        }
        found = ((column, named[column]) for column in self.columns[table] if column in named)
        return tuple(
            key for key in found
            if table != f"open.{key[1]}" and self._led(key[1])
            and (table not in REGISTERS or key == _UNIT or f"open.{key[1]}" not in REGISTERS)
        )  # fmt: skip

    def units(self, table: str) -> tuple[str, str]:
        """Return the expression of the units for which a row ``held`` of a table counts, and its joins."""
        return self._units(self.keys(table))

    def _units(self, keys: Keys) -> tuple[str, str]:
        units, joins = [], []
        for at, (column, dataset) in enumerate(keys):
            if dataset == _UNIT[1]:
                units.append(f"[held.{identifier(column)}]")
            else:
                joins.append(f"left join {self._lead(dataset)} as key_{at} on key_{at}.id = held.{column}")
                units.append(f"key_{at}.units")
        return f"list_sort(list_distinct(flatten([{', '.join(units)}])))", " ".join(joins)

    def _led(self, dataset: str) -> Keys:
        """Return the keys by which a row of a dataset leads to units: of a register, only to its own."""
        table = f"open.{dataset}"
        if table in REGISTERS:
            return (_UNIT,) if _UNIT[0] in self.columns[table] else ()
        return self.keys(table)

    def _lead(self, dataset: str) -> str:
        """Return a table of the units, as a list, that each row of a dataset leads to, by its ``id``."""
        if dataset not in self._leads:
            units, joins = self._units(self._led(dataset))
            (key,) = resources.load_schema(dataset)["primaryKey"]
            name = f"led_by_{dataset}"
            self._con.execute(
                f"create or replace temp table {name} as "
                f"select held.{identifier(key)} as id, {units} as units from open.{dataset} as held {joins}"
            )
            self._leads[dataset] = name
        return self._leads[dataset]
