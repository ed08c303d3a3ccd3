"""What a row below or above a heading is: an entry, a total, a signature, an example, a heading once more.

What looks like an entry is one: a row is left out only where it neither says which entry it is nor holds
a figure that would be lost.
"""

from __future__ import annotations

import functools
import re

from sunledger.intake.amounts import figure
from sunledger.intake.grid import Cell, Kind, plain
from sunledger.intake.headings import Heading, heading, key, knows
from sunledger.intake.reading import Field
from sunledger.resources import dataset_names, load_schema
from sunledger.spelling import is_id

Cells = dict[int, Cell]
Columns = dict[int, Heading]

_TOTALS = re.compile(
    r"(本页|本月|本季|本年|全年|年度|累计|收入|支出)?(合计|小计|总计|共计|总额|累计)|.{0,20}汇总"
)
_FOOTER = re.compile(
    r"(制表|填表|填报|编制|审核|复核|核对|批准|负责人|经办|经手|出纳|会计|主管|主任|单位负责|盖章|签字|日期|打印|"
    r"注|备注|说明|附注|附)[^:]{0,8}:"
)
_EXAMPLE = ("示例", "例:")


def sort(cells: Cells, dataset: str, columns: Columns) -> str:
    """Tell what a row below a heading is.

    One of ``rows``, ``totals``, ``examples``, ``footers``, ``again`` (the heading once more) and ``second``
    (the heading of another table).
    """
    texts = {at: cell.text for at, cell in cells.items() if cell.kind is Kind.TEXT}
    first = plain(cells[min(cells)].text)
    if first.startswith(_EXAMPLE):
        return "examples"
    again = {at: found for at, text in texts.items() if (found := heading(text, dataset))}
    if len(again) > 1 and 2 * len(again) > len(cells):
        return "again" if again.items() <= columns.items() else "second"
    if heads_a_table(cells):
        return "second"
    if _names(cells, dataset, columns):
        return "rows"
    if any(_TOTALS.fullmatch(key(text)) for text in texts.values()):
        return "totals"
    prose = len(texts) == len(cells) and not _counts(cells, dataset, columns)
    return "footers" if prose and _FOOTER.match(first) else "rows"


def is_entry(cells: Cells, dataset: str, columns: Columns) -> bool:
    """Tell whether a row above a heading says which entry it is and holds a figure."""
    return _names(cells, dataset, columns) and _counts(cells, dataset, columns)


def _names(cells: Cells, dataset: str, columns: Columns) -> bool:
    """Tell whether a row says which entry it is: by an id, or by two other cells that are no figures."""
    fields = _fields(dataset)
    keys = set(load_schema(dataset)["primaryKey"])
    said = {at: plain(cell.text) for at, cell in cells.items()
            if at in columns and fields[columns[at].name]["type"] not in ("number", "integer")
            and not _TOTALS.fullmatch(key(cell.text)) and not _FOOTER.match(plain(cell.text))}  # fmt: skip
    return len(said) > 1 or any(columns[at].name in keys and is_id(text) for at, text in said.items())


def _counts(cells: Cells, dataset: str, columns: Columns) -> bool:
    """Tell whether a figure stands in a column of figures."""
    fields = _fields(dataset)
    figures = [(cell, fields[columns[at].name]) for at, cell in cells.items()
               if at in columns and fields[columns[at].name]["type"] in ("number", "integer")]  # fmt: skip
    return any(figure(cell, field).value for cell, field in figures)


@functools.cache
def _fields(dataset: str) -> dict[str, Field]:
    return {each["name"]: each for each in load_schema(dataset)["fields"]}


def heads_a_table(cells: Cells) -> bool:
    """Tell whether a row heads a table of any dataset: all its cells name columns of one, three at least."""
    texts = [cell.text for cell in cells.values() if cell.kind is Kind.TEXT]
    return (
        len(texts) == len(cells) >= 3
        and all(map(knows, texts))
        and any(all(heading(text, dataset) for text in texts) for dataset in dataset_names())
    )
