"""Rows matched with what stands: changed in their place, added to a file, or refused with what is missing.

A row that stands under the same key is changed, wherever it stands. A row without an id may get the next one.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from sunledger.intake.accounts import Accounts, Key, Ledger, Record, key_of
from sunledger.intake.ids import Series, numbered
from sunledger.intake.merge import Change, Merged, differences, merge
from sunledger.intake.owners import Owners, Unowned
from sunledger.intake.placement import Misplaced, Placement, Uncounted
from sunledger.intake.rows import Row
from sunledger.intake.sentences import ERASE, asked, refused, told
from sunledger.model import Finding
from sunledger.resources import load_schema


@dataclass
class Matching:
    """The rows of an import on their way into the accounts."""

    accounts: Accounts
    accepted: frozenset[str]
    findings: list[Finding]
    owners: Owners
    placement: Placement
    series: Series
    added: dict[str, list[Row]] = field(default_factory=dict)
    changed: dict[str, list[Change]] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)


def match(
    accounts: Accounts,
    accepted: frozenset[str],
    findings: list[Finding],
    rows: Sequence[Row],
    broken: Container[tuple[str, int | None]] = (),
) -> tuple[Merged, ...]:
    """Give every row its place, and return the files as they would be; what can't be placed is refused.

    Rows at ``broken`` places have cells that could not be read: no more is said of them.
    """
    owners = Owners(accounts)
    matching = Matching(accounts, accepted, findings, owners, Placement(accounts, owners), Series(accounts))
    keyed = [row for row in rows if all(key_of(row.dataset, row.cells))]
    unkeyed = [row for row in rows if not all(key_of(row.dataset, row.cells))]
    once = _once(keyed, findings)
    for row in (*once, *unkeyed):
        owners.add(row.dataset, row.cells)
    for row in once:
        if (row.spot.file, row.spot.row) not in broken:
            _match(matching, row)
    taken = {(row.dataset, key_of(row.dataset, row.cells)) for row in once}
    for row in sorted(unkeyed, key=lambda each: each.order):
        if (row.spot.file, row.spot.row) not in broken:
            _number(matching, row, taken)
    return tuple(
        merge(
            ledger, matching.added.get(file, ()), matching.changed.get(file, ()), matching.same.get(file, 0)
        )
        for file, ledger in sorted(matching.ledgers.items())
    )


def _once(rows: Sequence[Row], findings: list[Finding]) -> list[Row]:
    """Take rows that are the same once; refuse rows of one key that differ."""
    first: dict[tuple[str, Key], Row] = {}
    for row in sorted(rows, key=lambda each: each.order):
        here = (row.dataset, key_of(row.dataset, row.cells))
        if here not in first:
            first[here] = row
            continue
        other = first[here]
        place = f"{other.spot.file}:{other.spot.row}"
        both = differences(row.dataset, _filled(row, other), row.cells)
        unlike = set(both) | (set(row.cells) ^ set(other.cells))
        if unlike:
            fields = [each for each in load_schema(row.dataset)["fields"] if each["name"] in unlike]
            zh = "、".join(each["title"] for each in fields)
            en = ", ".join(each["title_en"] for each in fields)
            findings.append(refused("rows_stand_once", row.spot, other=place, columns=zh, columns_en=en))
        else:
            findings.append(told("rows_are_taken_once", row.spot, other=place))
    return list(first.values())


def _filled(row: Row, other: Row) -> dict[str, str]:
    return {name: other.cells.get(name, "") for name in row.cells}


def _match(matching: Matching, row: Row) -> None:
    """Find the row that stands under a key, or a place for a new one."""
    standing = matching.accounts.by_key(row.dataset).get(key_of(row.dataset, row.cells))
    if standing is None:
        _add(matching, row)
        return
    ledger, record = standing
    if _moves(matching, row, record):
        spot = row.spot._replace(column=load_schema(row.dataset)["primaryKey"][0])
        matching.findings.append(refused("rows_stay_with_their_community", spot, found=ledger.file))
        return
    unlike = differences(row.dataset, record.cells, row.cells)
    blank = {name for name, (_, new) in unlike.items() if not new}
    if ERASE not in matching.accepted:
        matching.findings += [
            told("blank_cells_leave_what_stands", row.spot._replace(column=name)) for name in sorted(blank)
        ]
        unlike = {name: both for name, both in unlike.items() if name not in blank}
    matching.ledgers[ledger.file] = ledger
    if unlike:
        change = Change(key_of(row.dataset, row.cells), record, unlike, row)
        matching.changed.setdefault(ledger.file, []).append(change)
    else:
        matching.same[ledger.file] = matching.same.get(ledger.file, 0) + 1


def _moves(matching: Matching, row: Row, record: Record) -> bool:
    """Tell whether a row that stands would become another community's: two entries have one id."""
    filled = {name: value for name, value in row.cells.items() if value}
    try:
        units = [matching.owners.owner(row.dataset, cells) for cells in (record.cells, record.cells | filled)]
        before, after = (unit and (matching.placement.community(unit) or unit) for unit in units)
    except Unowned:
        return False  # the check says what is not known
    return before != after


def _add(matching: Matching, row: Row) -> Ledger | None:
    """Give a new row its place, if its required cells are filled and its place can be told."""
    ledger = _place(matching, row)
    if ledger is None or not _complete(matching, row):
        return None
    matching.ledgers.setdefault(ledger.file, ledger)
    matching.added.setdefault(ledger.file, []).append(row)
    return ledger


def _complete(matching: Matching, row: Row) -> bool:
    """Tell whether a new row fills every required cell; say which it does not."""
    schema = load_schema(row.dataset)
    missing = [
        each for each in schema["fields"]
        if each.get("constraints", {}).get("required") and not row.cells.get(each["name"])
    ]  # fmt: skip
    for each in missing:
        spot = row.spot._replace(column=each["name"])
        matching.findings.append(refused("required_cells_are_filled", spot, field=each["title"]))
    return not missing


def _place(matching: Matching, row: Row) -> Ledger | None:
    schema = load_schema(row.dataset)
    try:
        return matching.placement.ledger(row.dataset, row.cells)
    except Unowned as cause:
        matching.findings.append(refused("rows_belong_to_a_known_unit", row.spot, found=str(cause)))
    except Misplaced as cause:
        facts = {"found": str(cause), "dataset": schema["title"], "dataset_en": schema["title_en"]}
        matching.findings.append(refused("rows_have_one_place", row.spot, **facts))
    except Uncounted:
        facts = {"dataset": schema["title"], "dataset_en": schema["title_en"]}
        matching.findings.append(refused("registries_have_one_county", row.spot, **facts))
    return None


def _number(matching: Matching, row: Row, taken: set[tuple[str, Key]]) -> None:
    """Give a row without an id the next one, or that of a row that stands and is otherwise the same."""
    schema = load_schema(row.dataset)
    key = schema["primaryKey"]
    if not numbered(row.dataset):
        titles = {each["name"]: each["title"] for each in schema["fields"]}
        for name in key:
            if not row.cells.get(name):
                spot = row.spot._replace(column=name)
                matching.findings.append(refused("keys_are_filled", spot, field=titles[name]))
        return
    if (ledger := _place(matching, row)) is None:
        return
    kind, own = "already-there", _alike(matching, row, ledger, taken)
    if not own:
        kind, own = "new-ids", matching.series.next(ledger, row.cells, taken)
    taken.add((row.dataset, (own,)))
    spot = row.spot._replace(column=key[0])
    matching.findings.append(asked(kind, spot, matching.accepted, read=own))
    _match(matching, Row(row.dataset, {**row.cells, key[0]: own}, row.spot, row.order))


def _alike(matching: Matching, row: Row, ledger: Ledger, taken: set[tuple[str, Key]]) -> str:
    """Return the id of a row of the same folder that agrees in every cell that is filled; blank for none."""
    filled = {name: value for name, value in row.cells.items() if value}
    for each, record in matching.accounts.rows(row.dataset):
        own = key_of(row.dataset, record.cells)
        if each.folder == ledger.folder and (row.dataset, own) not in taken and _agrees(row, record, filled):
            return own[0]
    return ""


def _agrees(row: Row, record: Record, filled: dict[str, str]) -> bool:
    return not differences(row.dataset, record.cells, filled)
