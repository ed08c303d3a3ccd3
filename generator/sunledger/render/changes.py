"""What was changed after publication: corrections, commits to the accounts, questions and their answers."""

from __future__ import annotations

from markupsafe import escape

from sunledger import resources
from sunledger.render import oversight, rows_changes, rows_publisher
from sunledger.render.contexts_changes import Change, ChangesPage
from sunledger.render.desk import Desk, grouped
from sunledger.render.words import Words

WAITING = ("overdue", "pending")
"""Questions that wait for their answer, those past their day first."""
NEWEST = 10
NAMED = 6
"""Up to how many units are named; of more only the number is told."""


def page(desk: Desk, root: str, feeds: tuple[tuple[str, str], ...]) -> ChangesPage:
    """Lay out what was changed and what was asked, with the names and addresses of the feeds."""
    asked = [row for rows in oversight.objections(desk, None).values() for row in rows]
    asked.sort(key=lambda row: row.asked_on, reverse=True)
    asked.sort(key=lambda row: WAITING.index(row.status) if row.status in WAITING else len(WAITING))
    history = next(iter(desk.rows("history", rows_changes.History)), None)
    changed = commits(desk)
    return ChangesPage(
        root=root,
        corrections=tuple(desk.rows("all_corrections", rows_publisher.AnyCorrection)),
        objections=tuple(asked),
        history=history.state if history else "unknown",
        since=(history.since or "") if history else "",
        newest=changed[:NEWEST],
        older=changed[NEWEST:],
        feeds=feeds,
    )


def commits(desk: Desk) -> tuple[Change, ...]:
    """Read the commits that changed the accounts, newest first, with what they touched."""
    datasets = grouped(desk.rows("data_change_datasets", rows_changes.ChangedDataset))
    units = grouped(desk.rows("data_change_units", rows_changes.ChangedUnit, most=NAMED))
    sums = grouped(desk.rows("data_change_sums", rows_changes.ChangedSum))
    return tuple(
        Change(
            row=row,
            datasets=tuple(_title(desk.words, part.dataset) for part in datasets[row.change]),
            units=tuple(units.get(row.change, ())),
            sums=tuple(sums.get(row.change, ())),
        )
        for row in desk.rows("data_changes", rows_changes.DataChange)
    )


def _title(words: Words, dataset: str) -> str:
    """Name a dataset, or what of the accounts is none."""
    others = {"profile": words("县档案"), "about": words("单位说明"), "seals": words("封存记录")}
    return escape(words.table(dataset) if dataset in resources.dataset_names() else others[dataset])
