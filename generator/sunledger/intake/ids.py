"""Ids for rows that have none: the next of a series, as ``sunledger.series`` has them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from sunledger import series
from sunledger.intake.accounts import Accounts, Cells, Key, Ledger
from sunledger.intake.owners import owning_link
from sunledger.resources import load_schema
from sunledger.spelling import ID


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
        alike: list[str] = []
        elsewhere: set[str] = set()
        for each, record in self.accounts.rows(ledger.dataset):
            stem = series.stem_of(record.cells[key])
            if stem and each.folder != ledger.folder:
                elsewhere.add(stem[0])
            elif stem and record.cells.get(column) == cells.get(column):
                alike.append(record.cells[key])
        return series.continued(alike, elsewhere, ledger.folder, ledger.dataset)

    def _last(self, dataset: str, stem: str) -> int:
        """Return the highest number of a series, 0 before its first."""
        key = load_schema(dataset)["primaryKey"][0]
        return series.last(stem, (record.cells[key] for _, record in self.accounts.rows(dataset)))


def numbered(dataset: str) -> bool:
    """Tell whether rows of a dataset are told apart by an id of their own, which can be proposed."""
    schema = load_schema(dataset)
    fields = {each["name"]: each for each in schema["fields"]}
    first, *more = schema["primaryKey"]
    refers = any(link["fields"] == [first] for link in schema.get("foreignKeys", ()))
    return not more and not refers and fields[first].get("constraints", {}).get("pattern") == ID
