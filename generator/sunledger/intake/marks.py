"""What an XLSX sheet says beyond its values: hidden rows and columns, merged cells, formulas, comments.

Counted on the way: a sheet beyond the limits is refused before its cells are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunledger.intake.grid import Area, Marks, Place
from sunledger.intake.limits import MOST_CELLS, MOST_COLUMNS, MOST_MERGES, MOST_ROWS
from sunledger.intake.package import MAIN, Package, Part
from sunledger.intake.unreadable import Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOTS = (f"{MAIN}worksheet", f"{MAIN}chartsheet")
_YES = ("1", "true")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class _Gathered:
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    formulas: set[Place] = field(default_factory=set)
    uncached: set[Place] = field(default_factory=set)
    cells: int = 0
    row: int = 0
    flat: bool = False
    """Rows that say nothing of their height are hidden."""


def marks(package: Package, part: Part, label: str, cells: int) -> tuple[Marks, int]:
    """Return a sheet's marks and how many cells it has; ``cells`` are those of the sheets before it."""
    found = _Gathered(cells=cells)
    element = None
    for element in package.elements(part.path):
        match element.tag.removeprefix(MAIN):
            case "c":
                _cell(element, found)
            case "row":
                found.row = _number(element.get("r"), found.row + 1)
                flat = found.flat and element.get("ht") is None
                if element.get("hidden", "1" if flat else "0") in _YES or _none(element.get("ht")):
                    found.hidden_rows.add(found.row)
            case "sheetFormatPr":
                found.flat = element.get("zeroHeight") in _YES
            case "col" if element.get("hidden") in _YES or _none(element.get("width")):
                first, last = _number(element.get("min"), 1), _number(element.get("max"), 1)
                found.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))
            case "mergeCell":
                found.merged.append(area(element.get("ref") or ""))
        if found.cells > MOST_CELLS or len(found.merged) > MOST_MERGES:
            _too_large(label, f"{found.cells} 格 cells, {len(found.merged)} 合并 merges")
    if element is None or element.tag not in _ROOTS:
        raise Unreadable("workbooks_are_whole")
    comments = _comments(package, part)
    gathered = Marks(
        frozenset(found.hidden_rows), frozenset(found.hidden_columns), tuple(found.merged),
        frozenset(found.formulas), frozenset(found.uncached), comments,
    )  # fmt: skip
    return gathered, found.cells - cells


def place(reference: str) -> Place:
    """Return the row and column that a reference like ``C7`` names."""
    parts = _REFERENCE.fullmatch(reference.replace("$", ""))
    if not parts:
        raise Unreadable("workbooks_are_whole")
    column = 0
    for letter in parts[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(parts[2]), column


def area(reference: str) -> Area:
    """Return the cells that a reference like ``A1:C2`` names."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Area(top, left, bottom, right)


def _cell(cell: Element, found: _Gathered) -> None:
    """Take note of a cell: where it is, whether it is computed."""
    reference = cell.get("r")
    found.cells += 1
    formula = cell.find(f"{MAIN}f") is not None
    value = cell.find(f"{MAIN}v")
    written, inline = value is not None and value.text, cell.find(f"{MAIN}is") is not None
    kind = cell.get("t", "n")
    if (inline and kind != "inlineStr") or (written and kind == "inlineStr"):
        raise Unreadable("workbooks_are_whole")
    filled = written or inline
    if not formula and not filled:
        return
    if not reference:
        raise Unreadable("workbooks_are_whole")
    here = place(reference)
    if here[0] > MOST_ROWS or here[1] > MOST_COLUMNS:
        _too_large("", reference)
    if formula:
        found.formulas.add(here)
        if not filled and kind != "str":
            found.uncached.add(here)


def _comments(package: Package, part: Part) -> frozenset[Place]:
    if not part.comments or part.comments not in package.archive.namelist():
        return frozenset()
    return frozenset(
        place(element.get("ref") or "")
        for element in package.elements(part.comments)
        if element.tag == f"{MAIN}comment"
    )


def _number(text: str | None, otherwise: int) -> int:
    if text is not None and not re.fullmatch("[0-9]{1,10}", text):
        raise Unreadable("workbooks_are_whole")
    return int(text) if text else otherwise


def _none(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"[+-]?(0+\.?0*|\.0+)([eE].*)?", size.strip()) is not None


def _too_large(label: str, found: str) -> None:
    expected = f"{MOST_ROWS} 行 rows, {MOST_COLUMNS} 列 columns, {MOST_CELLS} 格 cells"
    raise Unreadable("sheets_are_small_enough", sheet=label, found=found, expected=expected)
