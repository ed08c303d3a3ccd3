"""The accounts that stand: every CSV file below the data folder, each line as it is written.

Read for what an import needs: where rows stand, which ids there are, what names mean. Whether the
accounts are right is the check's business; a file that can't be split into its columns is not added to.
"""

from __future__ import annotations

import csv
import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sunledger.errors import DataFolderMissing
from sunledger.intake.unreadable import Unreadable
from sunledger.resources import dataset_names, load_schema

Cells = dict[str, str]
Key = tuple[str, ...]

_BOM = "\ufeff"
_RECORD = re.compile(r'(?:[^"\n]|"[^"]*")*(?:\n|$)')


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it is written, the number of its line, its cells by column, its line end if it has one."""

    text: str
    line: int
    cells: Cells
    end: str


@dataclass(frozen=True)
class Ledger:
    """A file of accounts: where it stands and what it holds."""

    path: Path
    file: str
    """As messages name it, from the data folder on."""
    county: str
    folder: str
    """The county's or the community's."""
    dataset: str
    raw: bytes = b""
    columns: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    head: str = ""
    """What stands before the first row, without its line end."""
    end: str = "\n"
    """The line end of the first line, and of new ones."""

    @property
    def part(self) -> str:
        """Return what the file's name says beyond the dataset: a year, mostly."""
        return self.path.stem.partition("-")[2]


def empty_ledger(path: Path, file: str, county: str, folder: str, dataset: str) -> Ledger:
    """Return a file that is not there yet, with the columns of its schema."""
    columns = tuple(each["name"] for each in load_schema(dataset)["fields"])
    return Ledger(path, file, county, folder, dataset, b"", columns, (), ",".join(columns))


@dataclass
class Accounts:
    """All accounts below a data folder; files are read when first asked for."""

    data: Path
    found: dict[str, list[Ledger]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.data.is_dir() or self.data.is_symlink():
            raise DataFolderMissing(self.data)
        self.data = self.data.absolute()

    def ledgers(self, dataset: str) -> list[Ledger]:
        """Return the files of a dataset, in the order of their names."""
        if dataset not in self.found:
            self.found[dataset] = [_read(each) for each in self.places if each.dataset == dataset]
        return self.found[dataset]

    @functools.cached_property
    def places(self) -> list[Ledger]:
        """Return every file that is named by a dataset, unread."""
        return list(_walk(self.data, self.data.name))

    def rows(self, dataset: str) -> Iterator[tuple[Ledger, Record]]:
        """Give every row of a dataset with its file."""
        return ((ledger, record) for ledger in self.ledgers(dataset) for record in ledger.records)

    def by_key(self, dataset: str) -> dict[Key, tuple[Ledger, Record]]:
        """Return the rows of a dataset by their keys."""
        if dataset not in self._keyed:
            self._keyed[dataset] = {key_of(dataset, record.cells): (ledger, record)
                                    for ledger, record in self.rows(dataset)}  # fmt: skip
        return self._keyed[dataset]

    @functools.cached_property
    def _keyed(self) -> dict[str, dict[Key, tuple[Ledger, Record]]]:
        return {}


def key_of(dataset: str, cells: Cells) -> Key:
    """Return a row's key; what is missing is blank."""
    return tuple(cells.get(name, "") for name in load_schema(dataset)["primaryKey"])


def _walk(data: Path, name: str) -> Iterator[Ledger]:
    """Find the files of accounts: in a county's folder, or in a folder in it. No link is followed."""
    for county in _folders(data):
        for folder in (county, *_folders(county)):
            for entry in sorted(os.scandir(folder), key=lambda each: each.name):
                stem = entry.name.removesuffix(".csv")
                dataset = stem.partition("-")[0]
                if (
                    entry.name.endswith(".csv")
                    and dataset in dataset_names()
                    and entry.is_file(follow_symlinks=False)
                ):
                    path = Path(entry.path)
                    file = f"{name}/{path.relative_to(data).as_posix()}"
                    yield Ledger(path, file, county.name, folder.name, dataset)


def _folders(parent: Path) -> list[Path]:
    """Return the folders of a folder that may hold accounts."""
    return sorted(
        Path(entry.path)
        for entry in os.scandir(parent)
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".") and entry.name != "seals"
    )


def _read(place: Ledger) -> Ledger:
    """Read a file's lines and cells, or refuse to add to it."""
    raw = place.path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise _unreadable(place) from cause
    mark = _BOM if text.startswith(_BOM) else ""
    lines = _split(text.removeprefix(_BOM))
    if not lines or "".join(lines) != text.removeprefix(_BOM):  # a quote that is not closed
        raise _unreadable(place)
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    head, *rest = [line.removesuffix("\n").removesuffix("\r") for line in lines]
    columns = tuple(_cells(head, place))
    if sorted(columns) != sorted(each["name"] for each in load_schema(place.dataset)["fields"]):
        raise _unreadable(place)
    records, line = [], 1 + lines[0].count("\n")
    for written, whole in zip(rest, lines[1:], strict=True):
        cells = _cells(written, place)
        if len(cells) != len(columns):
            raise _unreadable(place)
        records.append(Record(written, line, dict(zip(columns, cells, strict=True)), whole[len(written) :]))
        line += whole.count("\n")
    return Ledger(place.path, place.file, place.county, place.folder, place.dataset, raw, columns,
                  tuple(records), mark + head, end)  # fmt: skip


def _split(text: str) -> list[str]:
    """Split text into records with their line ends; a line end within quotes ends none."""
    if '"' not in text:
        return re.findall(r"[^\n]*\n|[^\n]+$", text)
    return [match[0] for match in _RECORD.finditer(text) if match[0]]


def _cells(line: str, place: Ledger) -> list[str]:
    try:
        rows = list(csv.reader([line] if "\n" not in line else line.splitlines(keepends=True), strict=True))
    except csv.Error as cause:
        raise _unreadable(place) from cause
    return rows[0] if len(rows) == 1 else []


def _unreadable(place: Ledger) -> Unreadable:
    return Unreadable("accounts_can_be_added_to", found=place.file)
