"""Ids for rows that have none: the next of a series that is used in one folder only.

A series that several communities share can't be continued by one of them: two clerks would give the same
id on the same day. Rows without such a series begin one of their folder's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from sunledger.intake.accounts import Accounts, Cells, Key, Ledger
from sunledger.intake.owners import owning_link
from sunledger.intake.words import ID
from sunledger.resources import load_schema

_NUMBERED = re.compile(r"(.*?[a-z-])([0-9]+)")
_MONTH = re.compile(r"(?<![0-9])[12][0-9]{3}-?(?:0[1-9]|1[0-2])(?![0-9])")
"""A month in an id: its series ends with the month."""
_WIDTH = 4


@dataclass
class Series:
    """The series of ids in the accounts, and how far an import has continued them."""

    accounts: Accounts
    reached: dict[tuple[str, str], int] = field(default_factory=dict)

    def next(self, ledger: Ledger, cells: Cells, taken: Container[tuple[str, Key]]) -> str:
        """Return the next id for a row that goes into a file, past those ``taken`` by rows of the import."""
        dataset = ledger.dataset
        stem, width = self._stem(ledger, cells)
        number = self.reached.get((dataset, stem), self._last(dataset, stem)) + 1
        while (dataset, (own := f"{stem}{number:0{width}}",)) in taken:
            number += 1
        self.reached[dataset, stem] = number
        return own

    def _stem(self, ledger: Ledger, cells: Cells) -> tuple[str, int]:
        """Return what the ids of like rows begin with, and how many digits follow."""
        key = load_schema(ledger.dataset)["primaryKey"][0]
        link = owning_link(ledger.dataset)
        column = link[0] if link else "community_id"
        stems: Counter[tuple[str, int]] = Counter()
        elsewhere: set[str] = set()
        for each, record in self.accounts.rows(ledger.dataset):
            parts = _NUMBERED.fullmatch(record.cells[key])
            if parts and not _MONTH.search(parts[1]):
                if each.folder != ledger.folder:
                    elsewhere.add(parts[1])
                elif record.cells.get(column) == cells.get(column):
                    stems[parts[1], len(parts[2])] += 1
        own = [stem for stem in stems if stem[0] not in elsewhere]
        if own:
            return max(own, key=lambda stem: (stems[stem], stem))
        return f"{ledger.folder}-{ledger.dataset[0]}", _WIDTH

    def _last(self, dataset: str, stem: str) -> int:
        """Return the highest number of a series, 0 before its first."""
        key = load_schema(dataset)["primaryKey"][0]
        numbers = [record.cells[key].removeprefix(stem) for _, record in self.accounts.rows(dataset)
                   if record.cells[key].startswith(stem)]  # fmt: skip
        return max((int(number) for number in numbers if number.isdigit()), default=0)


def numbered(dataset: str) -> bool:
    """Tell whether rows of a dataset are told apart by an id of their own, which can be proposed."""
    schema = load_schema(dataset)
    fields = {each["name"]: each for each in schema["fields"]}
    first, *more = schema["primaryKey"]
    refers = any(link["fields"] == [first] for link in schema.get("foreignKeys", ()))
    return not more and not refers and fields[first].get("constraints", {}).get("pattern") == ID
