"""A table as it was found: cells by row and column, counted from 1, and what is odd about them.

Readers of every format give these; of the schemas nothing is known here but the datasets' titles, which a
message may repeat. A blank cell is not there.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from dataclasses import dataclass, field

from sunledger.disclosure import repeatable, shown
from sunledger.resources import dataset_names, load_schema

Place = tuple[int, int]
"""A row and a column."""


class Kind(enum.Enum):
    """What a cell holds, as its file says it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it.

    ``text`` is the text itself, a number's shortest exact decimal form, a day as ``2025-06-30`` (with
    ``T`` and a time where it has one), ``true`` or ``false``, or the error's name.
    """

    kind: Kind
    text: str
    shape: str = ""
    """The number format, where there is one."""
    struck: bool = False
    """It is struck through."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What a workbook says of a sheet beyond its values."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    formulas: frozenset[Place] = frozenset()
    uncached: frozenset[Place] = frozenset()
    """Formulas whose result is not in the file."""
    comments: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or the whole of a text file (``name`` is blank then)."""

    name: str
    number: int
    rows: dict[int, dict[int, Cell]]
    hidden: bool = False
    marks: Marks = field(default_factory=Marks)
    widths: dict[int, int] = field(default_factory=dict)
    """How many cells each row of a text file has, blank ones too."""

    @property
    def label(self) -> str:
        """Return what messages call it: its name only where that can't be a person's."""
        if not self.name:
            return ""
        return self.name if _tellable(self.name) else f"第{self.number}张表"


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read: what messages call it, its name without suffix, and its sheets."""

    label: str
    stem: str
    sheets: tuple[Sheet, ...]
    later_epoch: bool = False
    """Days are counted from 1904, as old Macintosh workbooks do."""
    ours: bool = False
    """The workbook was made by ``sunledger template``."""


def file_label(name: str, number: int) -> str:
    """Return what messages call a file: its name, or its number where the name could be a person's."""
    if _tellable(name):
        return name
    _, dot, suffix = name.rpartition(".")
    return f"第{number}个文件" + (f".{suffix}" if dot and re.fullmatch("[A-Za-z]{1,5}", suffix) else "")


_TRADE = (
    "收入|支出|资金|划转|银行|对账单|公示|事项|决策|步骤|服务|统计|合同|项目|组织|说明|示例|收支|明细|台账|表|账|"
    "社区|小区|导入|模板|月|年|日|季度|第|[一二三四五六七八九十]|[0-9]|[-_.()]"
)


def _tellable(name: str) -> bool:
    """Tell whether a name is plainly not a person's: ASCII, or made of words of the trade."""
    rest = _words().sub("", name).replace(" ", "")
    return (
        repeatable(name)
        or (not rest and repeatable(re.sub("[^0-9]+", "-", name)))
        or (bool(rest) and repeatable(rest) and repeatable(re.sub("[^!-~]+", "-", name)))
    )


@functools.cache
def _words() -> re.Pattern[str]:
    """Return the words of the trade: titles of datasets, and what people add to them."""
    titles = sorted((load_schema(name)["title"] for name in dataset_names()), key=len, reverse=True)
    return re.compile(f"{'|'.join(titles)}|{_TRADE}")


def plain(text: str) -> str:
    """Return text with full-width forms made half-width and blanks at its ends taken off.

    Raised and circled digits stay what they are: 100² is not 1002, and 100① not 1001.
    """
    return unicodedata.normalize("NFC", "".join(map(_half, text))).strip()


@functools.lru_cache(maxsize=65_536)
def _half(char: str) -> str:
    if unicodedata.category(char) == "Zs":
        return " "
    wide = unicodedata.decomposition(char).startswith(("<wide>", "<narrow>", "<small>"))
    return unicodedata.normalize("NFKC", char) if wide else char


def quoted(cell: Cell | None, known: frozenset[str] = frozenset()) -> str:
    """Return what may be repeated of a cell: figures, dates, ids and ``known`` labels; else its length."""
    return shown(cell.text if cell else None, known)


def letters(column: int) -> str:
    """Return a column's letters, as spreadsheets head it: 1 is ``A``."""
    above, own = divmod(column - 1, 26)
    return (letters(above) if above else "") + chr(ord("A") + own)
