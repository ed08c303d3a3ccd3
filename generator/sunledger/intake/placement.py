"""Where a new row goes: the folder and file in which rows of its unit stand already.

A unit without rows follows the custom of its county: a folder for each community, or one file for all;
a file for each year, or one. Where that does not tell one file, the row is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sunledger.intake.accounts import Accounts, Cells, Ledger, empty_ledger
from sunledger.intake.owners import Owners, Unowned
from sunledger.resources import load_schema

_YEAR = re.compile(r"[12][0-9]{3}")
_BY_YEAR = frozenset({"revenue", "disbursements"})
"""Datasets that begin with a file for each year where no custom is known."""
_MONTHLY = _BY_YEAR | {"statements", "services", "transfers", "postings"}
"""Datasets that communities keep: where they stand in the county's folder, the county keeps them for all."""


class Misplaced(Exception):
    """Several files could take a row; the message is their folder."""


class Uncounted(Exception):
    """A row of a registry that a county shares could go to several counties."""


@dataclass
class Placement:
    """The files of the accounts, and those that are about to be made."""

    accounts: Accounts
    owners: Owners
    stands: dict[tuple[str, str], dict[str, Counter[str]]] = field(default_factory=dict)
    communities: dict[str, str | None] = field(default_factory=dict)

    def ledger(self, dataset: str, cells: Cells) -> Ledger:
        """Return the file that takes a new row.

        Raises :class:`~sunledger.intake.owners.Unowned` where its unit is not known, and
        :class:`Misplaced` or :class:`Uncounted` where several files or counties could take it.
        """
        owner = self.owners.owner(dataset, cells)
        county = self.owners.county(owner) if owner else self._sharing_county(dataset, cells)
        folder = self._folder(dataset, owner, county)
        when = year_of(dataset, cells)
        here = [
            each for each in self.accounts.ledgers(dataset) if (each.county, each.folder) == (county, folder)
        ]
        if when and (yearly := [each for each in here if each.part == when]):
            return yearly[0]
        if plain := [each for each in here if not each.part]:
            return plain[0]
        if any(not _YEAR.fullmatch(each.part) for each in here):
            raise Misplaced(folder)
        return self._new(dataset, county, folder, when if self._splits(dataset, county, here) else "")

    def _folder(self, dataset: str, owner: str | None, county: str) -> str:
        """Return the folder of a unit's rows: where they stand, or where the county keeps such rows."""
        if owner is None:
            return county
        community = self.community(owner)
        ledgers = [each for each in self.accounts.ledgers(dataset) if each.county == county]
        standing = self._standing(dataset, county).get(community or owner, Counter())
        if standing:
            return max(sorted(standing), key=lambda name: (standing[name], name != county))
        inner = {each.dataset for each in self.accounts.places if each.county == county != each.folder}
        shared = ledgers and dataset not in inner
        return county if community is None or shared or not self._has_folders(county) else community

    def _has_folders(self, county: str) -> bool:
        """Tell whether a county keeps folders for its communities, or begins now and will."""
        here = [each for each in self.accounts.places if each.county == county and each.dataset in _MONTHLY]
        return not here or any(each.folder != county for each in here)

    def community(self, unit: str) -> str | None:
        """Return the community a unit is or lies in, whose folder takes its rows."""
        if unit not in self.communities:
            above = [each for each in self.owners.lineage(unit) if each.get("level") == "community"]
            self.communities[unit] = above[0]["community_id"] if above else None
        return self.communities[unit]

    def _standing(self, dataset: str, county: str) -> dict[str, Counter[str]]:
        """Count a county's rows by their community (or the unit above any) and the folder they stand in."""
        if (dataset, county) not in self.stands:
            found: dict[str, Counter[str]] = {}
            for ledger, record in self.accounts.rows(dataset):
                if ledger.county == county and (owner := self._owner(dataset, record.cells)):
                    found.setdefault(self.community(owner) or owner, Counter())[ledger.folder] += 1
            self.stands[dataset, county] = found
        return self.stands[dataset, county]

    def _owner(self, dataset: str, cells: Cells) -> str | None:
        try:
            owner = self.owners.owner(dataset, cells)
            return owner if owner is None or self.owners.lineage(owner) else None
        except Unowned:
            return None

    def _sharing_county(self, dataset: str, cells: Cells) -> str:
        """Return the county of a registry that all its units share: the only one, or the one of like ids."""
        counties = {each.county for each in self.accounts.places}
        if len(counties) > 1:
            key = load_schema(dataset)["primaryKey"][0]
            own = stem(cells.get(key, ""))
            counties = {ledger.county for ledger, record in self.accounts.rows(dataset)
                        if own and stem(record.cells[key]) == own}  # fmt: skip
        if len(counties) != 1:
            raise Uncounted
        return counties.pop()

    def _splits(self, dataset: str, county: str, here: list[Ledger]) -> bool:
        """Tell whether a dataset is kept in a file for each year."""
        custom = here or [each for each in self.accounts.places
                          if (each.county, each.dataset) == (county, dataset)]  # fmt: skip
        if not custom:
            return dataset in _BY_YEAR
        return 2 * sum(bool(_YEAR.fullmatch(each.part)) for each in custom) > len(custom)

    def _new(self, dataset: str, county: str, folder: str, when: str) -> Ledger:
        """Return a file that is not there yet."""
        name = f"{dataset}-{when}.csv" if when else f"{dataset}.csv"
        inner = Path(county, name) if folder == county else Path(county, folder, name)
        data = self.accounts.data
        return empty_ledger(data / inner, f"{data.name}/{inner.as_posix()}", county, folder, dataset)


def stem(own: str) -> str:
    """Return what an id begins with before its number."""
    return own.rstrip("0123456789")


def year_of(dataset: str, cells: Cells) -> str:
    """Return the year a row falls in, by its first required day, month or year; blank without one."""
    when = moment_of(dataset, cells)
    return when[:4] if _YEAR.match(when) else ""


def moment_of(dataset: str, cells: Cells) -> str:
    """Return the day, month or year a row falls in; text, in the order of time."""
    for each in load_schema(dataset)["fields"]:
        if each["type"] in ("date", "yearmonth", "year") and each.get("constraints", {}).get("required"):
            return cells.get(each["name"], "")
    return ""
