"""Rows of a table: each cell read by its column's type, what is in doubt asked, what is wrong refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sunledger.intake import amounts, days, words
from sunledger.intake.accounts import Cells
from sunledger.intake.grid import Book, Cell, Kind, letters, quoted
from sunledger.intake.headings import Heading
from sunledger.intake.layout import Table, merged, reference, serials
from sunledger.intake.reading import Field, Reading, fault
from sunledger.intake.references import References
from sunledger.intake.sentences import Spot, asked, refused, told
from sunledger.model import Finding
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
    """Reads the tables of a book, and keeps what is to be said of them."""

    book: Book
    references: References
    accepted: frozenset[str]
    findings: list[Finding]
    examples: bool = False
    """Whether an example was left out; of our own workbooks that is told once."""

    def rows(self, table: Table) -> list[Row]:
        """Read all entries of a table; those with a cell that can't be read are left out, and refused."""
        self._about(table)
        fields = {each["name"]: each for each in load_schema(table.dataset)["fields"]}
        found = []
        for row in table.rows:
            cells = {}
            whole = self._shape(table, row)
            for at, column in table.columns.items():
                read = self._cell(table, row, at, column, fields[column.name])
                if read is None:
                    whole = False
                else:
                    cells[column.name] = read
            if whole:
                order = (self.book.stem, table.sheet.number, row)
                found.append(Row(table.dataset, cells, self._spot(table, row), order))
        if len(found) == len(table.rows):
            self._totals(table, found, fields)
        return found

    def _about(self, table: Table) -> None:
        """Say what holds for the whole table, and what of it is left out."""
        sheet, marks = table.sheet, table.sheet.marks
        if sheet.hidden:
            self._ask("hidden-sheets", self._spot(table))
        filled = {at for row in table.rows for at in sheet.rows[row]}
        for at in sorted(filled & marks.hidden_columns & (set(table.columns) | set(table.unknown))):
            self._ask(
                "hidden-columns", self._spot(table, 0, table.columns.get(at, Heading(letters(at))).name)
            )
        counting = serials(table)
        for at, text in sorted(table.unknown.items()):
            spot = self._spot(table, table.head, letters(at))
            if at in counting:
                self.findings.append(told("serial_numbers_are_left_out", spot))
            elif at in filled:
                self._unknown(table, spot, text)
        self.examples |= bool(table.examples)
        examples = () if self.book.ours else table.examples
        for rule, rows in (("examples_are_left_out", examples), ("footers_are_left_out", table.footers),
                           ("repeated_headings_are_left_out", table.again)):  # fmt: skip
            self.findings += [told(rule, self._spot(table, row)) for row in rows]
        lost = sorted((row, at) for row, at in marks.uncached
                      if row > table.head and row not in sheet.rows and at in table.columns)  # fmt: skip
        for row, at in lost:
            spot = self._spot(table, row, table.columns[at].name)
            self.findings.append(refused("formulas_carry_their_result", spot))
        if not table.rows and not lost and not self.book.ours:
            self.findings.append(told("tables_without_rows_change_nothing", self._spot(table)))
        comments = sum(row in table.rows for row, _ in marks.comments)
        if comments:
            self.findings.append(told("comments_are_left_out", self._spot(table), count=comments))
        for area in merged(table):
            spot = self._spot(table, area.top)
            self.findings.append(refused("data_cells_are_not_merged", spot, found=reference(area)))
        self._units(table)

    def _unknown(self, table: Table, spot: Spot, text: str) -> None:
        schema = load_schema(table.dataset)
        found = quoted(Cell(Kind.TEXT, text))
        titles = {"dataset": schema["title"], "dataset_en": schema["title_en"]}
        self._ask("unknown-columns", spot, found=found, **titles)

    def _units(self, table: Table) -> None:
        """Refuse a heading that states another unit of money than the sheet."""
        for column in table.columns.values():
            if column.unit and table.unit and column.unit != table.unit:
                spot = self._spot(table, table.head, column.name)
                self.findings.append(refused("units_agree", spot, found=table.unit, expected=column.unit))

    def _shape(self, table: Table, row: int) -> bool:
        """Ask for a hidden row; refuse one out of step with its heading. Tell whether it may be read."""
        sheet = table.sheet
        spot = self._spot(table, row)
        if row in sheet.marks.hidden_rows:
            self._ask("hidden-rows", spot)
        if any(cell.struck for at, cell in sheet.rows[row].items() if at in table.columns):
            self._ask("struck-rows", spot)
        width, expected = sheet.widths.get(row, 0), sheet.widths.get(table.head, 0)
        if width != expected:
            rule = "rows_are_as_wide_as_their_heading"
            self.findings.append(refused(rule, spot, found=width, expected=expected))
            return False
        stray = sorted(set(sheet.rows[row]) - set(table.columns) - set(table.unknown))
        if stray:
            place = self._spot(table, row, letters(stray[0]))
            self.findings.append(refused("cells_stand_below_a_heading", place))
        return not stray

    def _cell(self, table: Table, row: int, at: int, column: Heading, field: Field) -> str | None:
        """Read a cell; None, after saying why, where it can't be read."""
        cell = table.sheet.rows[row].get(at)
        spot = self._spot(table, row, column.name)
        marks = table.sheet.marks
        if (row, at) in marks.uncached and not cell:
            self.findings.append(refused("formulas_carry_their_result", spot))
            return None
        if cell is None:
            return ""
        read = self._read(cell, table, column, field)
        found = quoted(cell, frozenset(str(each["label"]) for each in field.get("categories", ())))
        facts = {"found": found, "unit": column.unit or table.unit} | read.facts
        if read.fault:
            self.findings.append(refused(read.fault, spot, **facts))
            return None
        if (row, at) in marks.formulas:
            self.findings.append(told("formulas_are_taken_as_last_computed", spot, **facts))
        if read.doubt:
            self._ask(read.doubt, spot, **facts)
        if read.note:
            self.findings.append(told(read.note, spot, **facts))
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
                return days.day(cell, later_epoch=self.book.later_epoch)
            case "yearmonth":
                return days.month(cell, later_epoch=self.book.later_epoch)
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

    def _totals(self, table: Table, rows: list[Row], fields: dict[str, Field]) -> None:
        """Compare each row of totals with the entries above it, since the totals before it or all of them."""
        before = 0
        for total in table.totals:
            agrees = False
            above = [row for row in rows if row.spot.row < total]
            parts = [row for row in above if row.spot.row > before]
            for at, column in table.columns.items():
                cell = table.sheet.rows[total].get(at)
                field = fields[column.name]
                if cell is None or field["type"] not in ("number", "integer"):
                    continue
                stated = amounts.figure(cell, field, column.unit or table.unit)
                sums = [_sum(some, column.name) for some in (parts, above)]
                if stated.value and Decimal(stated.value) in sums:
                    agrees = True
                elif stated.value:
                    spot = self._spot(table, total, column.name)
                    self._ask("totals-differ", spot, found=stated.value, read=f"{sums[-1]:f}")
            zh, en = ("，与各行之和相符", "; it agrees with the rows") if agrees else ("", "")
            self.findings.append(
                told("totals_are_left_out", self._spot(table, total), agrees_zh=zh, agrees_en=en)
            )
            before = total

    def _ask(self, kind: str, spot: Spot, **facts: object) -> None:
        self.findings.append(asked(kind, spot, self.accepted, **facts))

    def _spot(self, table: Table, row: int = 0, column: str = "") -> Spot:
        return Spot(place_of(self.book, table.sheet.label), row, column)


def place_of(book: Book, sheet: str) -> str:
    """Return what messages call a sheet of a book."""
    return f"{book.label}!{sheet}" if sheet else book.label


def _sum(rows: list[Row], column: str) -> Decimal:
    return sum((Decimal(row.cells[column]) for row in rows if row.cells.get(column)), Decimal(0))
