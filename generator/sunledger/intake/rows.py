"""Rows of a table: each cell read by its column's type, what is in doubt asked, what is wrong refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sunledger.intake import amounts, days, surroundings, words
from sunledger.intake.accounts import Cells
from sunledger.intake.grid import Cell, Kind, letters, quoted
from sunledger.intake.headings import Heading
from sunledger.intake.layout import Table
from sunledger.intake.notes import Notes
from sunledger.intake.reading import Field, Reading, fault
from sunledger.intake.references import References
from sunledger.intake.sentences import Spot
from sunledger.resources import load_schema

_ERROR = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)")
"""What spreadsheets show for a formula that fails, or for a number too wide for its column."""

_LONGEST = 1000
"""Characters of the longest cell read; the longest text that a column takes is 400."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it was read: the cells of the columns there were, and where it stands."""

    dataset: str
    cells: Cells
    spot: Spot
    order: tuple[str, int, int]
    """File, sheet and row, in the order of names and numbers."""


@dataclass
class Reader:
    """Reads the tables of a book, and notes what is to be said of them."""

    notes: Notes
    references: References
    examples: bool = False
    """Whether an example was left out."""

    def rows(self, table: Table) -> list[Row]:
        """Read all entries of a table; those with a cell that can't be read are left out, and refused."""
        surroundings.note(self.notes, table)
        self.examples |= bool(table.examples)
        fields = {each["name"]: each for each in load_schema(table.dataset)["fields"]}
        found = []
        for row in table.rows:
            cells = {column.name: self._cell(table, row, at, fields[column.name])
                     for at, column in table.columns.items()}  # fmt: skip
            read = {name: value for name, value in cells.items() if value is not None}
            if self._shape(table, row) and len(read) == len(cells):
                order = (self.notes.book.stem, table.sheet.number, row)
                found.append(Row(table.dataset, read, self.notes.spot(table, row), order))
        if len(found) == len(table.rows):
            surroundings.compare_totals(self.notes, table, [(row.spot.row, row.cells) for row in found])
        return found

    def _shape(self, table: Table, row: int) -> bool:
        """Ask for a hidden row; refuse one out of step with its heading. Tell whether it may be read."""
        sheet = table.sheet
        spot = self.notes.spot(table, row)
        if row in sheet.marks.hidden_rows:
            self.notes.ask("hidden-rows", spot)
        if any(cell.struck for at, cell in sheet.rows[row].items() if at in table.columns):
            self.notes.ask("struck-rows", spot)
        width, expected = sheet.widths.get(row, 0), sheet.widths.get(table.head, 0)
        if width != expected:
            rule = "rows_are_as_wide_as_their_heading"
            self.notes.refuse(rule, spot, found=width, expected=expected)
            return False
        stray = sorted(set(sheet.rows[row]) - set(table.columns) - set(table.unknown))
        if stray:
            place = self.notes.spot(table, row, letters(stray[0]))
            self.notes.refuse("cells_stand_below_a_heading", place)
        return not stray

    def _cell(self, table: Table, row: int, at: int, field: Field) -> str | None:
        """Read a cell; None, after saying why, where it can't be read."""
        cell, column = table.sheet.rows[row].get(at), table.columns[at]
        spot = self.notes.spot(table, row, column.name)
        marks = table.sheet.marks
        if (row, at) in marks.uncached and not cell:
            self.notes.refuse("formulas_carry_their_result", spot)
            return None
        if cell is None:
            return ""
        read = self._read(cell, table, column, field)
        found = quoted(cell, frozenset(str(each["label"]) for each in field.get("categories", ())))
        facts = {"found": found, "unit": column.unit or table.unit} | read.facts
        if read.fault:
            self.notes.refuse(read.fault, spot, **facts)
            return None
        if (row, at) in marks.formulas:
            self.notes.tell("formulas_are_taken_as_last_computed", spot, **facts)
        if read.doubt:
            self.notes.ask(read.doubt, spot, **facts)
        if read.note:
            self.notes.tell(read.note, spot, **facts)
        return read.value

    def _read(self, cell: Cell, table: Table, column: Heading, field: Field) -> Reading:
        """Read a cell by the type of its column."""
        if cell.kind is Kind.ERROR or _ERROR.fullmatch(cell.text.strip()):
            return fault("cells_hold_no_errors")
        if len(cell.text) > _LONGEST:
            return fault("cells_are_of_bearable_length", found=len(cell.text), expected=_LONGEST)
        match field["type"]:
            case "number" | "integer":
                return amounts.figure(cell, field, column.unit or table.unit)
            case "date":
                return days.day(cell, later_epoch=self.notes.book.later_epoch)
            case "yearmonth":
                return days.month(cell, later_epoch=self.notes.book.later_epoch)
            case "year":
                return days.year(cell)
            case "boolean":
                return words.answer(cell, field)
        if field.get("categories"):
            return words.code(cell, field)
        if field.get("constraints", {}).get("pattern"):
            read = words.word(cell, field)
            if read.fault == "ids_have_their_form":
                return self.references.read(cell, table.dataset, field["name"])
            return read
        return words.text(cell)
