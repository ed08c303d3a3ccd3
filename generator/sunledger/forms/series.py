"""New ids that continue a series: ``tan-c01-e-r0012`` is followed by ``tan-c01-e-r0013``.

A series that stands in several communities' folders is nobody's to continue: two clerks would give the same
id. A fund without a series of its own gets one named after its community's folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sunledger.accounts import Row

_NUMBERED = re.compile(r"(.*?[a-z-])([0-9]+)")
_MONTH = re.compile(r"(?<![0-9])[12][0-9]{3}-?(?:0[1-9]|1[0-2])(?![0-9])")
_WIDTH = 4
_LONGEST = 40


class Series:
    """The ids of a dataset, and the next of each series."""

    def __init__(self, dataset: str, key: str, folder: str, rows: Iterable[Row]) -> None:
        self._new = f"{folder}-{dataset[0]}"
        self._key, self._folder = key, folder
        self._rows = list(rows)
        self._elsewhere = {
            parts[1] for row in self._rows
            if row["file"].split("/")[-2] != folder and (parts := _NUMBERED.fullmatch(row[key]))
        }  # fmt: skip
        self._reached: dict[str, int] = {}

    def next(self, fund: str, column: str) -> str:
        """Return the next id for a row of a fund, which ``column`` names."""
        stem, width = self._stem(fund, column)
        last = self._reached.get(stem)
        if last is None:
            numbers = (
                row[self._key].removeprefix(stem) for row in self._rows if row[self._key].startswith(stem)
            )
            last = max((int(number) for number in numbers if number.isdigit()), default=0)
        self._reached[stem] = last + 1
        return f"{stem[: _LONGEST - width]}{last + 1:0{width}}"

    def _stem(self, fund: str, column: str) -> tuple[str, int]:
        for row in reversed(self._rows):
            parts = _NUMBERED.fullmatch(row[self._key])
            if (
                row[column] == fund
                and parts
                and parts[1] not in self._elsewhere
                and not _MONTH.search(parts[1])
            ):
                return parts[1], len(parts[2])
        return self._new, _WIDTH
