"""New ids for the rows of a form, which continue the series of the accounts."""

from __future__ import annotations

from collections.abc import Iterable

from sunledger import series
from sunledger.accounts import Row


class Series:
    """The ids of a dataset, and the next of each series."""

    def __init__(self, dataset: str, key: str, folder: str, rows: Iterable[Row]) -> None:
        self._dataset, self._key, self._folder = dataset, key, folder
        self._rows = list(rows)
        stems = (series.stem_of(row[key]) for row in self._rows if row["file"].split("/")[-2] != folder)
        self._elsewhere = {stem[0] for stem in stems if stem}
        self._reached: dict[str, int] = {}

    def next(self, fund: str, column: str) -> str:
        """Return the next id for a row of a fund, which ``column`` names."""
        alike = (row[self._key] for row in self._rows if row[column] == fund)
        stem, width = series.continued(alike, self._elsewhere, self._folder, self._dataset)
        if stem not in self._reached:
            self._reached[stem] = series.last(stem, (row[self._key] for row in self._rows))
        self._reached[stem] += 1
        return f"{stem}{self._reached[stem]:0{width}}"
