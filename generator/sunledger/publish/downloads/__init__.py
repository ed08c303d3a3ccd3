"""The data as downloads, each what the tables hold, by type and value.

``data/<table>.csv``, ``.json``, ``.xlsx`` and ``.parquet`` for every dataset in its publishable form and
every derived table; the two flat tables, which most people want, share one workbook, ``data/simple.xlsx``;
``data/sunledger.sqlite`` and ``data/sunledger.zip`` hold all of it, ``data/datapackage.json`` describes the
CSV files, ``data/csv-metadata.json`` does so for the Web of tables, and ``data/catalog.jsonld`` lists files
by DCAT-AP. Every unit and county has its own (``places``), a unit's JSON with a schema at
``data/schemas/accounts.json``. Whoever writes them says which there are.

``tables`` says what is published; ``plain``, ``workbook``, ``database`` and ``archive`` (with ``package``)
are the forms; ``said`` is what stands beside the figures in each of them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sunledger import resources
from sunledger.engine import Connection
from sunledger.kept import Kept
from sunledger.model import Download, Progress, quiet
from sunledger.publish.downloads import places
from sunledger.publish.downloads.accounts import SCHEMA, schema_text
from sunledger.publish.downloads.archive import Rebuilding, write_archive
from sunledger.publish.downloads.catalogue import write_catalogue
from sunledger.publish.downloads.csvw import write_csvw
from sunledger.publish.downloads.database import write_database
from sunledger.publish.downloads.package import NAME, descriptor, resource
from sunledger.publish.downloads.parts import parts
from sunledger.publish.downloads.plain import write_plain
from sunledger.publish.downloads.reuse import Reuse
from sunledger.publish.downloads.said import About, about
from sunledger.publish.downloads.shelf import measured
from sunledger.publish.downloads.source import unfounded, write_source
from sunledger.publish.downloads.tables import Table, all_tables, create_simple
from sunledger.publish.downloads.workbook import rows_as_sheet, write_workbook

Work = Callable[[Connection], list[Download]]


def write_downloads(
    con: Connection, site: Path, demo: bool, jobs: int = 1, base_url: str | None = None,
    revision: str | None = None, kept: Kept | None = None, progress: Progress = quiet,
) -> tuple[Download, ...]:  # fmt: skip
    """Write every download below ``site``; return them in the order they are listed.

    ``con`` must be allowed to write there; ``demo`` marks the data as fictional in each file. ``jobs`` work
    at a time, in threads: the engine, the compression and SQLite let go of Python; workbooks do not.
    ``base_url`` is the site's absolute address, for the catalogue, and ``revision`` that of the data, for
    those who build anew; both where they are known. Files that ``kept`` has from the last build are taken
    over where they would come out the same.
    """
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    create_simple(con)
    said, tables = about(con, demo, revision), all_tables()
    whole, *counties = parts(con)
    works: list[Work] = [lambda own: _simple(own, site, said), lambda own: _database(own, site, tables, said)]
    reuse = Reuse(con, kept, said)
    works += [_bound(_table, site, said, table, reuse) for table in tables]
    works += [_bound(places.write_county, site, said, county) for county in counties]
    chunks, large = places.units(con, counties)
    works += [_bound(places.write_large, site, said, unit, reuse) for unit in large]
    works += [_bound(places.write_small, site, said, chunk, reuse) for chunk in chunks]
    with ThreadPoolExecutor(max(1, jobs)) as crew:
        gc.freeze()  # workbooks make many objects; the collector need not look at all others each time
        waiting = [crew.submit(_with_cursor, con, work) for work in works]
        advance = progress("publish", "data", len(works))
        for each in waiting:
            each.add_done_callback(lambda _: advance(1))
        try:
            done = [download for each in waiting for download in each.result()]
        except BaseException:
            crew.shutdown(cancel_futures=True)
            raise
        finally:
            gc.unfreeze()
    con.execute("drop schema simple cascade")
    described = [resource(table, site / "data" / f"{table.name}.csv") for table in tables]
    text = descriptor(said, whole, counties, described)
    shelf = [*done[:2], *_archive(con, site, tables, said, text, done), *done[2:]]
    (site / SCHEMA).parent.mkdir(exist_ok=True)
    (site / SCHEMA).write_text(schema_text(base_url), encoding="utf-8")
    write_csvw(site / "data", tables, said, whole)
    write_catalogue(site, said, (whole, *counties), shelf, base_url)
    return tuple(shelf)


def _with_cursor(con: Connection, work: Work) -> list[Download]:
    """Do one piece of work on a cursor of its own."""
    with con.cursor() as own:
        return work(own)


def _bound(work: Callable[..., list[Download]], site: Path, said: About, *what: Any) -> Work:
    return lambda own: work(own, site, said, *what)


def _table(con: Connection, site: Path, said: About, table: Table, reuse: Reuse) -> list[Download]:
    return reuse.table(con, table, lambda: _write_table(con, site, said, table))


def _write_table(con: Connection, site: Path, said: About, table: Table) -> list[Download]:
    folder = site / "data"
    rows = write_plain(con, table, folder)
    forms = ["csv", "json", "parquet"]
    if table.source != "simple":
        title = f"{table.schema['title']} · {said.title}"
        sheets = [rows_as_sheet(con, table, rows)]
        write_workbook(folder / f"{table.name}.xlsx", title, said.as_of, said.lines(), sheets)
        forms.insert(1, "xlsx")
    return [measured(site, folder / f"{table.name}.{form}", "publisher", table.name, rows) for form in forms]


def _simple(con: Connection, site: Path, said: About) -> list[Download]:
    """Write the workbook of the flat tables."""
    path, tables = site / "data" / "simple.xlsx", [t for t in all_tables() if t.source == "simple"]
    sheets = [rows_as_sheet(con, table, _count(con, [table])) for table in tables]
    write_workbook(path, said.title, said.as_of, said.lines(), sheets)
    return [measured(site, path, "publisher", "", _count(con, tables))]


def _database(con: Connection, site: Path, tables: Sequence[Table], said: About) -> list[Download]:
    path = site / "data" / "sunledger.sqlite"
    write_database(con, tuple(tables), said, path)
    rows = _count(con, [table for table in tables if table.source != "simple"])
    return [measured(site, path, "publisher", "", rows)]


def _archive(
    con: Connection, site: Path, tables: Sequence[Table], said: About, text: str, done: Sequence[Download]
) -> list[Download]:
    """Write the Data Package over the CSV files, and the ZIP of both with what it takes to hold them to."""
    folder = site / "data"
    files = [folder / f"{table.name}.csv" for table in tables]
    (folder / NAME).write_text(text, encoding="utf-8")
    path = folder / "sunledger.zip"
    more = {f"seals/{file.parent.name}/{file.name}": file for file in folder.glob("seals/*/*.csv")}
    more |= {f"schemas/{file.name}": file for file in resources.folder("schemas").rglob("*.json")}
    with TemporaryDirectory(dir=site.parent, prefix="source-") as scratch:
        source = write_source(con, Path(scratch))
        without = unfounded(con, source.left_out)
        rebuilding = Rebuilding(source.files | more, source.left_out, without)
        write_archive(path, files, text, said, rebuilding=rebuilding)
    rows = sum(each.rows for each in done if each.scope == "publisher" and each.form == "csv")
    return [measured(site, path, "publisher", "", rows)]


def _count(con: Connection, tables: Sequence[Table]) -> int:
    found = con.execute(
        "select " + " + ".join(f"(select count(*) from {table.place})" for table in tables)
    ).fetchone()
    return int(found[0]) if found else 0
