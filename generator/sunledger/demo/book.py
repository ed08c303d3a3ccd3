"""Rows on their way to CSV files: collected by folder and dataset, written in the schema's form.

The column order comes from the Table Schema, so a recipe names values and never positions.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from sunledger.resources import load_schema

Cell = str | int | Decimal | bool | dt.date | None


def text(value: Cell) -> str:
    """Write one cell in canonical form: ``true``/``false``, ISO dates, plain amounts, blank for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def yuan(fen: int) -> Decimal:
    """Turn integer fen into yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


class Book:
    """The files of one county, kept until written."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, str], list[dict[str, Cell]]] = defaultdict(list)
        self._texts: dict[str, str] = {}

    def add(self, folder: str, dataset: str, /, part: str = "", **cells: Cell) -> None:
        """Add a row to ``<folder>/<dataset>[-<part>].csv``; a column not named stays blank."""
        self._rows[folder, dataset, part].append(cells)

    def say(self, folder: str, *paragraphs: str) -> None:
        """Let a county or community say something of itself, in Markdown, in its ``about.md``."""
        self._texts[folder] = "\n\n".join(paragraphs) + "\n"

    def rows(self, folder: str, dataset: str, part: str = "") -> list[dict[str, Cell]]:
        """Return the rows of one file as they stand, to refer to or to amend."""
        return self._rows[folder, dataset, part]

    def write(self, out: Path) -> int:
        """Write every file below ``out``; return how many rows were written."""
        count = 0
        for (folder, dataset, part), rows in sorted(self._rows.items()):
            columns = [field["name"] for field in load_schema(dataset)["fields"]]
            buffer = io.StringIO()
            writer = csv.writer(buffer, lineterminator="\n")
            writer.writerow(columns)
            for row in rows:
                unknown = row.keys() - set(columns)
                if unknown:
                    raise KeyError(f"{dataset}: {sorted(unknown)}")
                writer.writerow([text(row.get(column)) for column in columns])
            count += len(rows)
            target = out / folder / (f"{dataset}-{part}.csv" if part else f"{dataset}.csv")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(buffer.getvalue().encode())
        for folder, words in sorted(self._texts.items()):
            (out / folder / "about.md").write_text(words, encoding="utf-8")
        return count
