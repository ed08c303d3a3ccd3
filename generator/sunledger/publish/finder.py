"""The finder's index: every unit by any part of its name, by sound, by id, and by former names and ids.

A query is looked up as a prefix among all endings of all names, which finds it in mid-name
without cutting a name into words. The endings lie in order, shared out over small files; a
directory holds where each file begins, so that a query asks for one file whatever the number of
units. A prefix of one or two letters that runs over several files has a file of its own, with the
best matches alone. ``site/assets/js/index.js`` reads what is written here.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sunledger.engine import Connection
from sunledger.publish.folding import fold
from sunledger.publish.readings import sounds

SHOWN = 20
"""How many matches are shown; of endings that more units share, no more are kept."""
PER_FILE = 300
"""About how many units a file holds."""
LEVELS = ("county", "subdistrict", "community", "compound")

_UNITS = """
select units.community_id, coalesce(units.parent_id, ''), units.level, units.name,
    coalesce(units.name_en, ''), coalesce(cast(units.retired_on as varchar), ''),
    coalesce(units.successor_id, '')
from open.communities as units
order by units.community_id
"""
_RENAMINGS = """
select community_id, former_name, coalesce(former_id, '')
from open.renamings
join open.communities using (community_id)
order by community_id, renamed_on desc
"""
_WORD = re.compile(r"[^\W_]+")


class Renamed(NamedTuple):
    """What a unit was called before, and its id if that changed too."""

    name: str
    unit: str


@dataclass(slots=True)
class Unit:
    """A unit with what it is found by."""

    unit: str
    parent: str
    level: str
    name: str
    name_en: str
    retired_on: str = ""
    successor: str = ""
    former: list[Unit] = field(default_factory=list)
    """Retired units whose accounts this one answers for."""
    renamed: list[Renamed] = field(default_factory=list)
    """Its own former names and ids, the newest first."""

    def spoken(self) -> list[str]:
        """Give the texts that are found by any part: names now and before, and how they sound."""
        units = (self, *self.former)
        names = dict.fromkeys(
            [*(unit.name for unit in units), *(old.name for unit in units for old in unit.renamed)]
        )
        texts = itertools.chain.from_iterable((fold(name), *sounds(name)) for name in names)
        return list(dict.fromkeys(filter(None, texts)))

    def written(self) -> list[str]:
        """Give the texts that are found by the beginning of a word: ids now and before, and English names."""
        units = (self, *self.former)
        names = dict.fromkeys(
            [*(old.unit for unit in units for old in unit.renamed), *(unit.name_en for unit in units)]
        )
        return [self.unit, *filter(None, names)]

    def endings(self) -> dict[str, bool]:
        """Give all that a query may be a prefix of, and whether it begins a name."""
        found: dict[str, bool] = {}
        for text in self.written():
            folded = [fold(word) for word in _WORD.findall(text)]
            for start in range(len(folded)):
                ending = "".join(folded[start:])
                found[ending] = found.get(ending, False) or start == 0
        for text in self.spoken():
            for start in range(len(text)):
                found[text[start:]] = found.get(text[start:], False) or start == 0
        found.pop("", None)
        return found


def write_finder(units: Sequence[Unit], folder: Path) -> None:
    """Write the index of ``units``, the most important first, into a new folder.

    Its ``index.json`` names the folder that holds this edition's files, so that a browser which
    still has an older one never mixes the two.
    """
    endings = _endings(units)
    ordered = sorted(endings, key=_utf16)
    rows = Rows(units)
    files: dict[str, bytes] = {}
    cuts: list[str] = []
    for start, stop in _parts(ordered, endings):
        cuts.append(_cut(ordered[start - 1], ordered[start]) if start else "")
        places = {place % len(units) for key in ordered[start:stop] for place in endings[key]}
        files[str(len(cuts) - 1)] = rows.write(sorted(places))
    wide = {cut[:length] for cut in cuts for length in range(1, len(cut))}
    for prefix in sorted(wide):
        files[_name(prefix)] = rows.write(_best(prefix, ordered, endings, len(units)))
    edition = hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest()[:12]
    (folder / edition).mkdir(parents=True)
    for name, content in files.items():
        (folder / edition / f"{name}.json").write_bytes(content)
    (folder / "index.json").write_bytes(_json({"edition": edition, "shown": SHOWN, "cuts": cuts}))


def read_units(con: Connection) -> list[Unit]:
    """Read the publishable units, the higher levels first, then by id; hand former names on to successors."""
    found = [Unit(*row) for row in con.execute(_UNITS).fetchall()]
    by_id = {unit.unit: unit for unit in found}
    for community_id, name, former_id in con.execute(_RENAMINGS).fetchall():
        by_id[community_id].renamed.append(Renamed(name, former_id))
    for unit in found:
        heir, seen = by_id.get(unit.successor), {unit.unit}
        while heir is not None and heir.unit not in seen:
            heir.former.append(unit)
            seen.add(heir.unit)
            heir = by_id.get(heir.successor)
    return sorted(found, key=lambda unit: (bool(unit.retired_on), LEVELS.index(unit.level), unit.unit))


def _endings(units: Sequence[Unit]) -> dict[str, list[int]]:
    """Give each ending with its units: those whose name it begins, then the others, by their place.

    A unit stands as its place among ``units``, and higher by their number where the ending does not
    begin a name. Of either sort no more than :data:`SHOWN` are kept: what all share tells none apart.
    """
    whole: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        for ending, first in unit.endings().items():
            kept = (whole if first else parts).setdefault(ending, [])
            if len(kept) < SHOWN:
                kept.append(place if first else place + len(units))
    for ending, places in parts.items():
        kept = whole.setdefault(ending, [])
        kept.extend(places[: SHOWN - len(kept)])
    return whole


def _parts(ordered: Sequence[str], endings: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Share the endings out over files of about :data:`PER_FILE` units."""
    start, held = 0, 0
    for at, key in enumerate(ordered):
        if at > start and held + len(endings[key]) > PER_FILE:
            yield start, at
            start, held = at, 0
        held += len(endings[key])
    yield start, len(ordered)


def _best(prefix: str, ordered: Sequence[str], endings: dict[str, list[int]], count: int) -> list[int]:
    """Give the best matches of a prefix that runs over several files: whole names first."""
    start = bisect_left(ordered, _utf16(prefix), key=_utf16)
    ranks: dict[int, tuple[int, int]] = {}
    after = range(start, len(ordered))  # reached at once: an iterator would pass over all that stands before
    for key in itertools.takewhile(lambda key: key.startswith(prefix), map(ordered.__getitem__, after)):
        for held in endings[key]:
            later, place = divmod(held, count)
            rank = (0 if key == prefix and not later else 1 + later, place)
            ranks[place] = min(rank, ranks.get(place, rank))
    return [place for _, place in heapq.nsmallest(SHOWN, ranks.values())]


def _cut(before: str, after: str) -> str:
    """Give the shortest prefix of ``after`` that comes behind ``before``."""
    same = next(
        (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before)
    )
    return after[: same + 1]


def _utf16(text: str) -> bytes:
    """Give the key that sorts as JavaScript compares."""
    return text.encode("utf-16-be")


def _name(prefix: str) -> str:
    """Name the file of a prefix."""
    return "k" + "-".join(f"{ord(char):x}" for char in prefix)


class Rows:
    """Writes units as rows of JSON; the units that a row names stand once, below."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._by_id = {unit.unit: unit for unit in units}
        self._own = [
            _json([unit.unit, LEVELS.index(unit.level), unit.name, unit.name_en, " ".join(unit.spoken())])[
                :-1
            ]
            for unit in units
        ]

    def write(self, places: Sequence[int]) -> bytes:
        """Write the units at these places, in this order."""
        others: dict[str | Renamed, int] = {}
        rows = b",".join(self._row(place, others) for place in places)
        named = [
            [other.name, "", other.unit]
            if isinstance(other, Renamed)
            else [self._by_id[other].name, self._by_id[other].name_en]
            for other in others
        ]
        return b'{"units":[%b],"others":%b}\n' % (rows, _json(named))

    def _row(self, place: int, others: dict[str | Renamed, int]) -> bytes:
        unit = self._units[place]
        renamed = (old for each in (unit, *unit.former) for old in each.renamed)
        parent, heir, *former = (
            others.setdefault(other, len(others))
            if isinstance(other, Renamed) or other in self._by_id
            else -1
            for other in (unit.parent, unit.successor, *(old.unit for old in unit.former), *renamed)
        )
        if unit.retired_on or former:
            return b"%b,%d,%b,%d,%b]" % (
                self._own[place],
                parent,
                _json(unit.retired_on),
                heir,
                _json(former),
            )
        return b"%b,%d]" % (self._own[place], parent)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
