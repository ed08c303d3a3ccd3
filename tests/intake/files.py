"""Spreadsheets and text files as clerks send them, made in memory: what a case needs and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from sunledger.resources import load_schema

Row = Sequence[Any]


def fields(dataset: str = "revenue") -> list[str]:
    """Return the names of a dataset's columns."""
    return [each["name"] for each in load_schema(dataset)["fields"]]


def titles(dataset: str = "revenue") -> list[str]:
    """Return the Chinese titles of a dataset's columns."""
    return [each["title"] for each in load_schema(dataset)["fields"]]


def entry(dataset: str = "revenue", **cells: Any) -> list[Any]:
    """Return a row of a dataset; a new entry of revenue unless told otherwise."""
    given = {
        "entry_id": "r-8",
        "fund_id": "f-ent",
        "month": "2025-03",
        "basis": "fee",
        "gross": "100",
        "cost": "0",
    }
    values = (given if dataset == "revenue" else {}) | cells
    return [values.get(name) for name in fields(dataset)]


def table(*rows: Row, dataset: str = "revenue") -> list[Row]:
    """Return rows below the Chinese heading."""
    return [titles(dataset), *rows]


def text(
    rows: Iterable[Row], separator: str = ",", end: str = "\n", encoding: str = "utf-8", last: str = "\n"
) -> bytes:
    """Write rows as a text file, without a quotation mark."""
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in rows]
    return (end.join(lines) + last).encode(encoding)


def workbook(
    rows: Iterable[Row], change: Callable[[Worksheet], object] = lambda _: None, name: str = "收入"
) -> bytes:
    """Write rows as a workbook of one sheet, changed at will."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def computed(rows: Sequence[Row], at: str, formula: str, value: object) -> bytes:
    """Write rows as a workbook with a formula in it and its result, which openpyxl can't write."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("收入")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        sheet.write_formula(at, formula, None, value)
    return out.getvalue()


def repacked(raw: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Pack a workbook again with parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        held[name] = part if isinstance(part, bytes) else part(held[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()
