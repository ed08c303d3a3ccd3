"""The commits that lines of the accounts stand from: their names, their days and where they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sunledger.render import addresses, origins, rows_changes, rows_working
from sunledger.render.contexts_versions import CommitLine, Versions
from sunledger.render.desk import Desk

SHORT = 8
"""Digits by which a page calls a commit."""


@dataclass(frozen=True, slots=True)
class Commits:
    """All of them, by the names that rows have."""

    by_name: dict[str, CommitLine]
    kept: bool
    """Whether the accounts were read from a place that git keeps."""

    @classmethod
    def known(cls, desk: Desk, edit_url: str | None, root: str) -> Commits:
        """Read them for pages that reach the language's root by ``root``.

        A commit leads to where the repository shows it, if that can be told, or else to the page of changes.
        """
        found = {}
        for row in desk.rows("commits", rows_working.Commit):
            link = origins.commit(row.revision, edit_url)
            if not link and row.listed:
                link = f"{root}{addresses.comparison('changes')}#change.{row.commit}"
            found[str(row.commit)] = CommitLine(row.commit[:SHORT], row.day, link)
        return cls(found, any(row.state != "unknown" for row in desk.rows("history", rows_changes.History)))

    def of(self, names: Iterable[str]) -> Versions:
        """Give those of some rows; blank is the name of a row without one."""
        wanted = set(names)
        lines = tuple(line for name, line in self.by_name.items() if name in wanted)
        return Versions(lines, self.kept, "" in wanted)
