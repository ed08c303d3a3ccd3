"""Ids in series: ``tan-c01-e-r0012`` is followed by ``tan-c01-e-r0013``.

A series that stands in several communities' folders is nobody's to continue: two clerks would give the same
id on the same day. Rows without a series of their own begin one named after their folder.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

_NUMBERED = re.compile(r"(.*?[a-z-])([0-9]+)")
_MONTH = re.compile(r"(?<![0-9])[12][0-9]{3}-?(?:0[1-9]|1[0-2])(?![0-9])")
"""A month in an id: its series ends with the month."""
_WIDTH, _LONGEST = 4, 40
"""Digits of a series that begins, and characters that an id may have."""


def stem_of(name: str) -> tuple[str, int] | None:
    """Return what an id begins with and how many digits follow; ``None`` where it is of no series."""
    parts = _NUMBERED.fullmatch(name)
    return (parts[1], len(parts[2])) if parts and not _MONTH.search(parts[1]) else None


def continued(alike: Iterable[str], elsewhere: Container[str], folder: str, dataset: str) -> tuple[str, int]:
    """Return the stem and the width of the series to continue.

    ``alike`` are the ids of like rows in the folder, in their order, of which the last counts that is of
    a series not among those that stand ``elsewhere``.
    """
    own = [stem for name in alike if (stem := stem_of(name)) and stem[0] not in elsewhere]
    return own[-1] if own else (f"{folder[: _LONGEST - _WIDTH - 2].rstrip('-')}-{dataset[0]}", _WIDTH)


def last(stem: str, names: Iterable[str]) -> int:
    """Return the highest number of a series among some ids; 0 before its first."""
    numbers = (name.removeprefix(stem) for name in names if name.startswith(stem))
    return max((int(number) for number in numbers if number.isdigit()), default=0)
