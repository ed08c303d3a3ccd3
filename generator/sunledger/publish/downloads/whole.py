"""Downloads of the whole publisher: every table in every form, and files that hold all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sunledger import resources
from sunledger.engine import Connection
from sunledger.model import Download
from sunledger.publish.downloads.archive import Rebuilding, write_archive
from sunledger.publish.downloads.database import write_database
from sunledger.publish.downloads.plain import write_plain
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.shelf import measured
from sunledger.publish.downloads.source import unfounded, write_source
from sunledger.publish.downloads.tables import Table, all_tables
from sunledger.publish.downloads.workbook import rows_as_sheet, write_workbook


def write_table(con: Connection, site: Path, said: About, table: Table) -> list[Download]:
    """Write a table in each form; the flat ones have a workbook together."""
    folder = site / "data"
    rows = write_plain(con, table, folder)
    forms = ["csv", "json", "parquet"]
    if table.source != "simple":
        title = f"{table.schema['title']} · {said.title}"
        sheets = [rows_as_sheet(con, table, rows)]
        write_workbook(folder / f"{table.name}.xlsx", title, said.as_of, said.lines(), sheets)
        forms.insert(1, "xlsx")
    return [measured(site, folder / f"{table.name}.{form}", "publisher", table.name, rows) for form in forms]


def write_simple(con: Connection, site: Path, said: About) -> list[Download]:
    """Write the workbook of the flat tables."""
    path, tables = site / "data" / "simple.xlsx", [t for t in all_tables() if t.source == "simple"]
    sheets = [rows_as_sheet(con, table, _count(con, [table])) for table in tables]
    write_workbook(path, said.title, said.as_of, said.lines(), sheets)
    return [measured(site, path, "publisher", "", _count(con, tables))]


def write_sqlite(con: Connection, site: Path, said: About) -> list[Download]:
    """Write the SQLite file."""
    path, tables = site / "data" / "sunledger.sqlite", all_tables()
    write_database(con, tables, said, path)
    rows = _count(con, [table for table in tables if table.source != "simple"])
    return [measured(site, path, "publisher", "", rows)]


def write_zip(
    con: Connection, site: Path, said: About, described: str, done: Sequence[Download]
) -> list[Download]:
    """Write the ZIP of the CSV files ``done``, how they are ``described``, and what checking takes."""
    folder = site / "data"
    files = [site / each.path for each in done if each.form == "csv"]
    path = folder / "sunledger.zip"
    more = {f"seals/{file.parent.name}/{file.name}": file for file in folder.glob("seals/*/*.csv")}
    more |= {f"schemas/{file.name}": file for file in resources.folder("schemas").rglob("*.json")}
    with TemporaryDirectory(dir=site.parent, prefix="source-") as scratch:
        source = write_source(con, Path(scratch))
        without = unfounded(con, source.left_out)
        rebuilding = Rebuilding(source.files | more, source.left_out, without)
        write_archive(path, files, described, said, rebuilding=rebuilding)
    return [measured(site, path, "publisher", "", sum(each.rows for each in done if each.form == "csv"))]


def _count(con: Connection, tables: Sequence[Table]) -> int:
    found = con.execute(
        "select " + " + ".join(f"(select count(*) from {table.place})" for table in tables)
    ).fetchone()
    return int(found[0]) if found else 0
