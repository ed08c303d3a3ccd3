"""Downloads of the whole publisher: every table in every form, and files that hold all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sunledger import resources
from sunledger.engine import Connection
from sunledger.publish.downloads import archive
from sunledger.publish.downloads.archive import Rebuilding, write_archive
from sunledger.publish.downloads.blocks import Block, Rows
from sunledger.publish.downloads.database import write_database
from sunledger.publish.downloads.plain import write_csv, write_json, write_parquet
from sunledger.publish.downloads.pouring import Before, Layout, Place
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.shelf import Made, measured
from sunledger.publish.downloads.source import unfounded, write_source
from sunledger.publish.downloads.workbook import write_large_workbook

_SIMPLE, _SQLITE, _ZIP = "data/simple.xlsx", "data/sunledger.sqlite", "data/sunledger.zip"


def write_table(con: Connection, site: Path, said: About, rows: Rows, before: Before) -> Made:
    """Write a table in each form; the flat ones have a workbook together."""
    table, folder, made = rows.table, site / "data", Made([], {})

    def put(path: Path, layout: Layout | None = None, digest: str | None = None) -> None:
        made.files.append(measured(site, path, "publisher", table.name, rows.number, digest))
        if layout:
            made.layouts[made.files[-1].path] = layout

    plain = folder / f"{table.name}.csv"
    with before.opened(f"data/{plain.name}") as standing:
        csv = write_csv(con, rows, plain, standing.texts())
    put(plain, csv.layout, csv.sha256)
    if table.source != "simple":
        book = folder / f"{table.name}.xlsx"
        title = f"{table.schema['title']} · {said.title}"
        with before.opened(f"data/{book.name}") as standing:
            put(book, write_large_workbook(con, book, title, said.as_of, said.lines(), [rows], standing))
    array = folder / f"{table.name}.json"
    with before.opened(f"data/{array.name}") as standing:
        json = write_json(con, rows, array, standing.texts())
    put(array, json.layout, json.sha256)
    columns = folder / f"{table.name}.parquet"
    write_parquet(con, table, columns)
    put(columns)
    return made


def write_simple(con: Connection, site: Path, said: About, tables: Sequence[Rows], before: Before) -> Made:
    """Write the workbook of the flat tables."""
    with before.opened(_SIMPLE) as standing:
        layout = write_large_workbook(
            con, site / _SIMPLE, said.title, said.as_of, said.lines(), tables, standing
        )
    number = sum(rows.number for rows in tables)
    return Made([measured(site, site / _SIMPLE, "publisher", "", number)], {_SIMPLE: layout})


def write_sqlite(con: Connection, site: Path, said: About, tables: Sequence[Rows], before: Before) -> Made:
    """Write the SQLite file."""
    blocks = {rows.table.name: rows.blocks for rows in tables if rows.table.source != "simple"}
    old = None
    if before.site is not None and _SQLITE in before.layouts:
        old = before.site / _SQLITE, {
            name: [Block(place.at, place.size, block.partition("+")[0]) for block, place in places.items()]
            for name, places in before.layouts[_SQLITE].items()
        }  # fmt: skip
    write_database(con, tuple(rows.table for rows in tables), said, site / _SQLITE, blocks, old)
    layout = {
        name: {block.name: Place(block.first, block.rows) for block in each} for name, each in blocks.items()
    }
    number = sum(rows.number for rows in tables if rows.table.source != "simple")
    return Made([measured(site, site / _SQLITE, "publisher", "", number)], {_SQLITE: layout})


def write_zip(
    con: Connection, site: Path, said: About, described: str, done: Sequence[Made], before: Before
) -> Made:
    """Write the ZIP of the CSV files ``done``, how they are ``described``, and what checking takes."""
    folder = site / "data"
    tables = [
        (file, made.layouts.get(file.path, {})) for made in done for file in made.files if file.form == "csv"
    ]
    more = {f"seals/{file.parent.name}/{file.name}": file for file in folder.glob("seals/*/*.csv")}
    more |= {f"schemas/{file.name}": file for file in resources.folder("schemas").rglob("*.json")}
    with TemporaryDirectory(dir=site.parent, prefix="source-") as scratch, before.opened(_ZIP) as standing:
        source = write_source(con, Path(scratch))
        without = unfounded(con, source.left_out)
        rebuilding = Rebuilding(source.files | more, source.left_out, without)
        layout = write_archive(
            site / _ZIP,
            [archive.Table(site / file.path, file.sha256, layout.get("", {})) for file, layout in tables],
            described, said, standing, rebuilding=rebuilding,
        )  # fmt: skip
    number = sum(file.rows for file, _ in tables)
    return Made([measured(site, site / _ZIP, "publisher", "", number)], {_ZIP: layout})
