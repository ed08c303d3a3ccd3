"""What is to be said of a table beyond its entries: what is hidden, left out, lost; its units, its totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sunledger.intake.accounts import Cells
from sunledger.intake.amounts import figure
from sunledger.intake.grid import Cell, Kind, letters, quoted
from sunledger.intake.headings import Heading
from sunledger.intake.layout import Table, merged, reference, serials
from sunledger.intake.notes import Notes
from sunledger.resources import load_schema


def note(notes: Notes, table: Table) -> None:
    """Say all of it, but for the totals, which are compared when the entries are read."""
    _hidden(notes, table)
    _unknown(notes, table)
    _left_out(notes, table)
    _lost(notes, table)
    _merged(notes, table)
    _units(notes, table)


def compare_totals(notes: Notes, table: Table, entries: Sequence[tuple[int, Cells]]) -> None:
    """Compare each row of totals with the entries above it, since the totals before it or all of them.

    ``entries`` are the cells of each row that was read, with its number.
    """
    before = 0
    for total in table.totals:
        above = [cells for row, cells in entries if row < total]
        parts = [cells for row, cells in entries if before < row < total]
        agrees = False
        for at, column, stated in _stated(table, total):
            sums = [_sum(some, column) for some in (parts, above)]
            if stated in sums:
                agrees = True
            else:
                spot = notes.spot(table, total, table.columns[at].name)
                notes.ask("totals-differ", spot, found=f"{stated:f}", read=f"{sums[-1]:f}")
        zh, en = ("，与各行之和相符", "; it agrees with the rows") if agrees else ("", "")
        notes.tell("totals_are_left_out", notes.spot(table, total), agrees_zh=zh, agrees_en=en)
        before = total


def _stated(table: Table, total: int) -> list[tuple[int, str, Decimal]]:
    """Return the figures of a row of totals, with their columns."""
    fields = {each["name"]: each for each in load_schema(table.dataset)["fields"]}
    found = []
    for at, column in table.columns.items():
        cell, field = table.sheet.rows[total].get(at), fields[column.name]
        if cell and field["type"] in ("number", "integer"):
            value = figure(cell, field, column.unit or table.unit).value
            found += [(at, column.name, Decimal(value))] if value else []
    return found


def _sum(rows: list[Cells], column: str) -> Decimal:
    return sum((Decimal(cells[column]) for cells in rows if cells.get(column)), Decimal(0))


def _filled(table: Table) -> set[int]:
    """Return the columns in which an entry has something."""
    return {at for row in table.rows for at in table.sheet.rows[row]}


def _hidden(notes: Notes, table: Table) -> None:
    """Ask for a hidden sheet, and for hidden columns with something in them."""
    if table.sheet.hidden:
        notes.ask("hidden-sheets", notes.spot(table))
    named = set(table.columns) | set(table.unknown)
    for at in sorted(_filled(table) & table.sheet.marks.hidden_columns & named):
        name = table.columns.get(at, Heading(letters(at))).name
        notes.ask("hidden-columns", notes.spot(table, 0, name))


def _unknown(notes: Notes, table: Table) -> None:
    """Ask for columns that are none of the dataset's; those that count rows are left out."""
    schema, filled, counting = load_schema(table.dataset), _filled(table), serials(table)
    for at, text in sorted(table.unknown.items()):
        spot = notes.spot(table, table.head, letters(at))
        if at in counting:
            notes.tell("serial_numbers_are_left_out", spot)
        elif at in filled:
            titles = {"dataset": schema["title"], "dataset_en": schema["title_en"]}
            notes.ask("unknown-columns", spot, found=quoted(Cell(Kind.TEXT, text)), **titles)


def _left_out(notes: Notes, table: Table) -> None:
    """Tell what is no entry; of our own workbooks, whose every sheet has an example, only the rest."""
    examples = () if notes.book.ours else table.examples
    for rule, rows in (("examples_are_left_out", examples), ("footers_are_left_out", table.footers),
                       ("repeated_headings_are_left_out", table.again)):  # fmt: skip
        for row in rows:
            notes.tell(rule, notes.spot(table, row))
    entries = frozenset(table.rows)
    if comments := sum(row in entries for row, _ in table.sheet.marks.comments):
        notes.tell("comments_are_left_out", notes.spot(table), count=comments)


def _lost(notes: Notes, table: Table) -> None:
    """Refuse rows of nothing but formulas without results; tell of a table without rows."""
    sheet = table.sheet
    lost = sorted((row, at) for row, at in sheet.marks.uncached
                  if row > table.head and row not in sheet.rows and at in table.columns)  # fmt: skip
    for row, at in lost:
        notes.refuse("formulas_carry_their_result", notes.spot(table, row, table.columns[at].name))
    if not table.rows and not lost and not notes.book.ours:
        notes.tell("tables_without_rows_change_nothing", notes.spot(table))


def _merged(notes: Notes, table: Table) -> None:
    for area in merged(table):
        notes.refuse("data_cells_are_not_merged", notes.spot(table, area.top), found=reference(area))


def _units(notes: Notes, table: Table) -> None:
    """Refuse a heading that states another unit of money than the sheet."""
    for column in table.columns.values():
        if column.unit and table.unit and column.unit != table.unit:
            spot = notes.spot(table, table.head, column.name)
            notes.refuse("units_agree", spot, found=table.unit, expected=column.unit)
