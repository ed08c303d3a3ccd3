"""Names instead of ids: what a clerk writes for a fund, project or payee, if it can mean one thing only."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sunledger.intake.accounts import Accounts
from sunledger.intake.grid import Cell, Kind, plain
from sunledger.intake.reading import Reading, fault
from sunledger.resources import load_schema

_BOTH = re.compile(r"(?P<id>[a-z0-9-]+)[ |·:]+(?P<name>\S.*)|(?P<name2>.*\S)\s*[(\[](?P<id2>[a-z0-9-]+)[)\]]")
_SHOWN = 5
_LONGEST = 200
"""Characters of the longest name with its id."""


@dataclass
class References:
    """What the accounts that stand call things."""

    accounts: Accounts

    def read(self, cell: Cell, dataset: str, column: str) -> Reading:
        """Read a name, or an id with its name beside it, as the id it refers to."""
        target = _target(dataset, column)
        if not target or cell.kind is not Kind.TEXT or len(cell.text) > _LONGEST:
            return fault("ids_have_their_form")
        names = self._names(target)
        said = plain(cell.text)
        if both := _BOTH.fullmatch(said):
            own = both["id"] or both["id2"]
            if own in names.get(plain(both["name"] or both["name2"]), ()):
                return Reading(own)
        found = names.get(said, [])
        if len(found) > 1:
            listed = "、".join(sorted(found)[:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
            return fault("names_mean_one_thing", expected=listed)
        if not found:
            return fault("ids_have_their_form")
        return Reading(found[0], note="names_are_read_as_ids", facts={"read": found[0]})

    def _names(self, dataset: str) -> dict[str, list[str]]:
        if dataset not in self._known:
            found: dict[str, list[str]] = {}
            key = load_schema(dataset)["primaryKey"][0]
            for _, record in self.accounts.rows(dataset):
                name = record.cells.get("name") or record.cells.get("title") or ""
                if name:
                    found.setdefault(plain(name), []).append(record.cells[key])
            self._known[dataset] = found
        return self._known[dataset]

    @functools.cached_property
    def _known(self) -> dict[str, dict[str, list[str]]]:
        return {}


@functools.cache
def _target(dataset: str, column: str) -> str:
    """Return the dataset that a column refers to; blank for none."""
    for link in load_schema(dataset).get("foreignKeys", ()):
        if link["fields"] == [column]:
            return str(link["reference"].get("resource") or dataset)
    return ""
