"""Downloads read back by other software than wrote them: openpyxl, sqlite3, DuckDB's reader, zipfile."""

from __future__ import annotations

import datetime as dt
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from openpyxl.utils.escape import unescape

Rows = list[tuple[Any, ...]]
READABLE = {".html", ".json", ".csv", ".xml", ".txt"}


def sheet(path: Path | io.BytesIO, name: str) -> tuple[list[str], Rows]:
    """Return the columns' names and the rows of a worksheet, dates as dates; sheets numbered 2, 3, … go on."""
    with zipfile.ZipFile(path) as parts:
        plain = _shared if "xl/sharedStrings.xml" in parts.namelist() else unescape
    book = openpyxl.load_workbook(path, read_only=True)
    columns: list[str] = []
    rows: Rows = []
    for title in book.sheetnames:
        if title == name or (title.startswith(f"{name} ") and title.removeprefix(f"{name} ").isdecimal()):
            header, *body = book[title].iter_rows(values_only=True)
            columns = [str(cell).split("\n")[-1] for cell in header]
            rows += [(*row, *[None] * (len(header) - len(row))) for row in body]
    book.close()
    return columns, [
        tuple(plain(c) if isinstance(c, str) else c.date() if isinstance(c, dt.datetime) else c for c in row)
        for row in rows
    ]  # fmt: skip


def _shared(text: str) -> str:
    """Undo what openpyxl leaves of a shared string's escapes: it takes ``x005F_`` out itself."""
    return re.sub("_x(00[01][0-9A-F])_", lambda found: chr(int(found[1], 16)), text)


def parquet(path: Path) -> tuple[list[tuple[str, str]], Rows]:
    """Return the columns with their types, and the rows, of a Parquet file."""
    with duckdb.connect() as con:
        columns = con.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
        rows = con.execute("select * from read_parquet(?)", [str(path)]).fetchall()
    return [(name, kind) for name, kind, *_ in columns], rows


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Give every cell of every file of a site, as text: pages, tables, archives, workbooks, databases."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix in READABLE:
            yield name, path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    yield f"{name}/{member}", archive.read(member).decode()
        elif path.suffix == ".parquet":
            yield name, _lines(parquet(path)[1])
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path, read_only=True)
            for title in book.sheetnames:
                yield f"{name}/{title}", _lines(list(book[title].iter_rows(values_only=True)))
            book.close()
        elif path.suffix == ".sqlite":
            with sqlite3.connect(path) as base:
                for table, rows in database(base):
                    yield f"{name}/{table}", _lines(rows)


def database(base: sqlite3.Connection) -> Iterator[tuple[str, Rows]]:
    """Give every table and view of a SQLite file with its rows."""
    names = base.execute("select name from sqlite_master where type in ('table', 'view')").fetchall()
    for (name,) in names:
        yield name, base.execute(f'select * from "{name}"').fetchall()


def _lines(rows: Rows) -> str:
    return "\n".join(" ; ".join("" if cell is None else str(cell) for cell in row) for row in rows)


def in_a_sheet(value: Any) -> Any:
    """Say what a spreadsheet holds: of a decimal the number nearest to it, or its text where it is too long."""
    if isinstance(value, Decimal):
        return str(value) if len(value.as_tuple().digits) > 15 else float(value)
    return value


def kind_of(cell: Any) -> type:
    """Tell text, figure, truth, date and nothing apart; 3 and 3.0 are both figures."""
    return float if type(cell) is int else type(cell)
