"""From files to rows: which sheets hold which dataset, and what is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunledger.intake import layout
from sunledger.intake.accounts import Accounts
from sunledger.intake.errors import SheetMissing
from sunledger.intake.grid import Sheet, letters
from sunledger.intake.headings import computed, named_dataset
from sunledger.intake.ids import numbered
from sunledger.intake.notes import Notes, place_of
from sunledger.intake.opening import open_book
from sunledger.intake.references import References
from sunledger.intake.rows import Reader, Row
from sunledger.intake.sentences import Spot, refused, told
from sunledger.model import Finding
from sunledger.resources import load_schema

if TYPE_CHECKING:
    from sunledger.intake.proposal import Asked

_PROSE = frozenset({"说明", "about", "dictionary"})
"""Sheets of our own workbooks that hold no entries."""


Columns = dict[tuple[str, str], tuple[str, str]]
"""By place and column: its letters in that sheet, and the dataset it belongs to."""


def read_books(wanted: Asked, accounts: Accounts, findings: list[Finding], columns: Columns) -> list[Row]:
    """Read the rows of all files; what can't be read is said in ``findings``.

    Where the columns of each sheet stand is added to ``columns``.
    """
    references = References(accounts)
    rows: list[Row] = []
    met = wanted.sheet is None
    for number, path in enumerate(wanted.files, 1):
        book = open_book(path, number, findings)
        if book is None:
            continue
        if not any(sheet.rows for sheet in book.sheets):
            findings.append(refused("files_hold_a_table", Spot(book.label)))
        if book.later_epoch:
            findings.append(told("days_are_counted_from_1904", Spot(book.label)))
        reader = Reader(Notes(book, wanted.accepted, findings), references)
        sheets = [sheet for sheet in book.sheets if _wanted(sheet, wanted)]
        met = met or bool(sheets)
        for sheet in sheets:
            table = _table(reader, sheet, wanted, alone=len(sheets) == 1)
            if table:
                place = place_of(book, sheet.label)
                columns |= {(place, column.name): (letters(at), table.dataset)
                            for at, column in table.columns.items()}  # fmt: skip
                rows += reader.rows(table) if _sound(table, Spot(place), findings) else []
        if book.ours and reader.examples:
            findings.append(told("examples_are_left_out", Spot(book.label)))
    if not met:
        raise SheetMissing
    return rows


def _wanted(sheet: Sheet, wanted: Asked) -> bool:
    """Tell whether a sheet is to be looked at: it holds something and is no explanation."""
    if wanted.sheet is not None:
        return sheet.name == wanted.sheet
    return (
        bool(sheet.rows or sheet.marks.uncached)
        and sheet.name not in _PROSE
        and not sheet.name.startswith("_")
    )


def _table(reader: Reader, sheet: Sheet, wanted: Asked, *, alone: bool) -> layout.Table | None:
    """Find the table on a sheet, if it is told what it holds."""
    findings, book = reader.notes.findings, reader.notes.book
    spot = Spot(place_of(book, sheet.label))
    named = wanted.dataset or named_dataset(sheet.name) or (named_dataset(book.stem) if alone else None)
    if not named and (computed(sheet.name) or (alone and computed(book.stem))):
        if not sheet.name:
            findings.append(refused("tables_are_entered_not_computed", spot, found=computed(book.stem)))
        else:
            findings.append(told("sheets_without_entries_are_passed_over", spot))
        return None
    likely = [named] if named else layout.likely(sheet)
    if len(likely) != 1:
        if sheet.hidden and not likely:
            findings.append(told("sheets_without_entries_are_passed_over", spot))
            return None
        near = [load_schema(name) for name in likely]
        zh = "，可能是 " + "、".join(each["title"] for each in near) if near else ""
        en = ": it may be " + ", ".join(each["title_en"] for each in near) if near else ""
        findings.append(refused("sheets_tell_their_dataset", spot, near_zh=zh, near_en=en))
        return None
    table = layout.lay_out(sheet, likely[0], book.stem)
    if table is None:
        findings.append(refused("sheets_have_a_heading", spot))
    return table


def _sound(table: layout.Table, spot: Spot, findings: list[Finding]) -> bool:
    """Refuse a sheet with two tables, or whose heading does not say which row is which."""
    before = len(findings)
    schema = load_schema(table.dataset)
    titles = {each["name"]: each["title"] for each in schema["fields"]}
    names = [column.name for column in table.columns.values()]
    for name in sorted({each for each in names if names.count(each) > 1}):
        place = spot._replace(row=table.head, column=name)
        findings.append(refused("headings_name_a_field_once", place, field=titles[name]))
    for name in schema["primaryKey"]:
        if name not in names and not numbered(table.dataset):
            place = spot._replace(row=table.head, column=name)
            findings.append(refused("headings_name_the_key", place, field=titles[name]))
    findings += [
        refused("rows_stand_below_their_heading", spot._replace(row=row)) for row in layout.above(table)
    ]
    if table.second:
        findings.append(refused("sheets_hold_one_table", spot._replace(row=table.second)))
    return len(findings) == before
