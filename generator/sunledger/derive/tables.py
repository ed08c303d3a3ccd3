"""Create a derived table from its SQL file, with exactly the columns and types of its schema."""

from __future__ import annotations

import duckdb

from sunledger.engine import Connection, identifier
from sunledger.errors import ProgramFault, SumTooLarge
from sunledger.resources import load_schema
from sunledger.sqlfiles import SqlFile

_TYPES = {"integer": "bigint", "date": "date", "boolean": "boolean", "year": "integer"}


def create(con: Connection, file: SqlFile) -> None:
    """Create ``derived.<name>``; a query whose columns are not the schema's is a fault of the program."""
    fields = load_schema(file.name)["fields"]
    try:
        found = [column[0] for column in con.execute(f"describe ({file.query})").fetchall()]
    except duckdb.Error as cause:
        raise ProgramFault(f"{file.name}.sql", str(cause)) from cause
    wanted = [field["name"] for field in fields]
    if found != wanted:
        raise ProgramFault(f"{file.name}.sql", f"columns {found}, schema {wanted}")
    columns = ", ".join(
        f"cast({identifier(field['name'])} as {_type(field)}) as {identifier(field['name'])}"
        for field in fields
    )
    try:
        con.execute(f"create table derived.{file.name} as select {columns} from ({file.query})")
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as cause:
        raise SumTooLarge(file.name) from cause


def standing(con: Connection) -> set[str]:
    """Return the names of the derived tables that were made already."""
    found = con.execute("select table_name from duckdb_tables() where schema_name = 'derived'").fetchall()
    return {name for (name,) in found}


def _type(field: dict[str, object]) -> str:
    if field["type"] == "number":
        return f"decimal(18, {field.get('decimals', 4)})"
    return _TYPES.get(str(field["type"]), "varchar")
