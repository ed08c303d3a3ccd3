"""Whose a row is: the unit it names itself, or the one its fund, project, room … leads to.

The same answer as the check's ``row_owners``, asked of one row before it stands anywhere.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from sunledger.disclosure import shown
from sunledger.intake.accounts import Accounts, Cells, Key, key_of
from sunledger.resources import dataset_names, load_schema

_UNIT = "community_id"


class Unowned(Exception):
    """What a row refers to is not known; the message is the dataset it should stand in, and its key."""

    def __init__(self, dataset: str, key: Key = ()) -> None:
        super().__init__(f"{dataset} {shown('/'.join(key))}" if key else dataset)


@dataclass
class Owners:
    """The units of rows, by the accounts that stand and the rows that are about to be added."""

    accounts: Accounts
    added: dict[str, dict[Key, Cells]] = field(default_factory=dict)

    def owner(self, dataset: str, cells: Cells) -> str | None:
        """Return the unit a row belongs to; None for registries that all units share.

        Raises :class:`Unowned` where what it refers to stands nowhere.
        """
        if dataset == "corrections":
            return self._corrected(cells)
        if _UNIT in _columns(dataset):
            return self._unit(cells.get(_UNIT, ""))
        if link := owning_link(dataset):
            column, target = link
            return self.owner(target, self._row(target, (cells.get(column, ""),)))
        return None

    def lineage(self, unit: str) -> list[dict[str, str]]:
        """Return a unit's row and those of the units above it, nearest first."""
        found: list[dict[str, str]] = []
        while unit and unit not in {row[_UNIT] for row in found}:
            found.append(self._row("communities", (unit,)))
            unit = found[-1].get("parent_id", "")
        return found

    def county(self, unit: str) -> str:
        """Return the county whose folder a unit's registration stands in."""
        rows = self.accounts.by_key("communities")
        for above in self.lineage(unit):
            if (above[_UNIT],) in rows:
                return rows[above[_UNIT],][0].county
        raise Unowned("communities")

    def _unit(self, unit: str) -> str:
        self._row("communities", (unit,))
        return unit

    def _corrected(self, cells: Cells) -> str | None:
        dataset = cells.get("dataset", "")
        row = self._row(dataset, tuple(cells.get("row_key", "").split("/")))
        return self.owner(dataset, row) if dataset != "corrections" else None

    def _row(self, dataset: str, key: Key) -> Cells:
        """Return a row by its key, added or standing."""
        if dataset not in dataset_names():
            raise Unowned(shown(dataset))
        if key in self.added.get(dataset, {}):
            return self.added[dataset][key]
        if key in (rows := self.accounts.by_key(dataset)):
            return rows[key][1].cells
        raise Unowned(dataset, key)

    def add(self, dataset: str, cells: Cells) -> None:
        """Take note of a row that is about to be added."""
        self.added.setdefault(dataset, {})[key_of(dataset, cells)] = cells


@functools.cache
def owning_link(dataset: str) -> tuple[str, str] | None:
    """Return the column, and the dataset it refers to, that lead from a row to its unit."""
    schema = load_schema(dataset)
    required = {each["name"] for each in schema["fields"] if each.get("constraints", {}).get("required")}
    for link in schema.get("foreignKeys", ()):
        target = link["reference"].get("resource")
        if target and link["fields"][0] in required and (_UNIT in _columns(target) or owning_link(target)):
            return link["fields"][0], target
    return None


@functools.cache
def _columns(dataset: str) -> frozenset[str]:
    return frozenset(each["name"] for each in load_schema(dataset)["fields"])
