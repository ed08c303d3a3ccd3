"""Seal what is due, and take out what the law wants out: the two ways in which a log grows."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from collections.abc import Callable
from pathlib import Path

from sunledger.engine import Connection
from sunledger.errors import SunledgerError
from sunledger.seal import rows, tree
from sunledger.seal.comparison import DIGEST, ROW_SALT
from sunledger.seal.log import Head, Leaf, Log, Redaction, by_leaf, list_digest, row_salt, salted

FOLDER = "seals"
"""The folder of a county that holds its log."""

Salts = Callable[[str, int], str]
"""Gives the salt (32 hex digits) of a county's leaf: at random, or from a demonstration's seed."""


def random_salt(_county: str, _leaf: int) -> str:
    """Make a salt that nobody can guess."""
    return secrets.token_hex(16)


class NotYetDue(SunledgerError):
    """A month is to be sealed before its accounts had to be published."""

    def __init__(self, county: str, month: str, last: str) -> None:
        super().__init__(
            f"{county} 的 {month} 还没到公示期限，不能封存；最晚可封存到 {last}。",
            f"The accounts of {county} for {month} are not due yet and can't be sealed; the last month "
            f"that can be is {last}.",
        )


class NothingToRedact(SunledgerError):
    """A row to be redacted was never sealed."""

    def __init__(self, dataset: str, key: str) -> None:
        super().__init__(
            f"封存记录里没有 {dataset} {key}，不需要遮去。",
            f"{dataset} {key} is not sealed; there is nothing to redact.",
        )


def empty(county: str) -> Log:
    """Return the log of a county that has sealed nothing yet."""
    return Log(county, FOLDER, [], {}, [], {}, {})


def last_due(con: Connection, county: str) -> str:
    """Return the last month whose accounts had to be published by the county's as-of day.

    The latest due day of its duties decides; without duties, the tenth of the following month.
    """
    found = con.execute(
        "select as_of, coalesce((select max(due_day) from meta.duties where duties.county_id = "
        "counties.county_id), 10) "
        "from meta.counties where county_id = ?", [county]
    ).fetchone()  # fmt: skip
    as_of, due_day = found or (dt.date(2000, 1, 1), 10)
    months = as_of.year * 12 + as_of.month - 1 - (1 if as_of.day >= due_day else 2)
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def close(con: Connection, log: Log, first: str, last: str, salts: Salts) -> int:
    """Seal every row dated from ``first`` to ``last`` that is not sealed yet; return how many.

    One leaf per month and dataset, one head per month. ``meta.seal_forms`` and ``meta.seal_due`` must
    stand, and the accounts agree with what is sealed so far. Rows of an earlier month that were added
    with a correction go with the first month that is sealed now, and every claim goes with the last at
    the latest: a snapshot has no month that must be complete first.
    """
    start = max([first, *(_next(leaf.month) for leaf in log.leaves if leaf.kind == "rows")])
    start = min(start, last)
    wanted = con.execute(
        "select greatest(month, ?) as run, month, dataset, listed_key, form from "
        "(select due.* replace (case when dataset = ? then least(greatest(month, ?), ?) else month end "
        "as month), "
        "forms.listed_key, forms.form, forms.file from meta.seal_due as due "
        "join meta.seal_forms as forms using (dataset, row_key)) as due "
        "where split_part(file, '/', 2) = ? and month between ? and ? "
        f"and (dataset, listed_key) not in (select (dataset, row_key) from {_listed(con, log)}) "
        "order by run, month, dataset, listed_key",
        [start, rows.NEVER_CORRECTED, first, last, log.county, first, last],
    ).fetchall()
    for _, run in itertools.groupby(wanted, key=lambda row: row[0]):
        for (month, dataset), found in itertools.groupby(run, key=lambda row: (row[1], row[2])):
            number = len(log.leaves)
            salt = salts(log.county, number)
            lines = _lines(con, number, dataset, salt, [(row[3], row[4]) for row in found])
            log.lists.setdefault(month, []).extend(lines)
            log.leaves.append(
                Leaf("rows", dataset, month, len(lines), list_digest(lines), salted(salt), salt)
            )
        _record_head(log)
    return len(wanted)


def redact(log: Log, dataset: str, redaction: Redaction) -> None:
    """Take one sealed row out of the proof: withdraw its salt, keep the salts of the rows beside it.

    ``redaction.of_leaf`` is found here. The leaf itself stays, so that the rows beside it are still proven,
    and nothing that is left can be guessed back to what the row held.
    """
    redacted = log.redacted()
    for month, lines in log.lists.items():
        for number, _, run in by_leaf(lines):
            keys = [line.split(",")[1] for line in run]
            if (
                log.leaves[number].dataset != dataset
                or redaction.row_key not in keys
                or (number, redaction.row_key) in redacted
            ):
                continue
            leaf = log.leaves[number]
            if leaf.salt:
                log.openings |= {(number, key): row_salt(leaf.salt, key) for key in keys}
                log.leaves[number] = Leaf(leaf.kind, dataset, month, leaf.rows, leaf.digest, leaf.salted)
            del log.openings[number, redaction.row_key]
            said = Redaction(number, *(getattr(redaction, name) for name in
                             ("row_key", "decided_by", "redacted_on", "reason")))  # fmt: skip
            log.redactions[len(log.leaves)] = said
            log.leaves.append(Leaf("redaction", dataset, month, 1, said.digest))
            _record_head(log)
            return
    raise NothingToRedact(dataset, redaction.row_key)


def write(log: Log, folder: Path) -> None:
    """Write a county's seal files; each is put in place whole."""
    if not log.leaves:
        return
    folder.mkdir(exist_ok=True)
    for name, text in log.texts().items():
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text:
            draft = folder / f".{name}.draft"
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(folder / name)


def _listed(con: Connection, log: Log) -> str:
    """Put what a log lists, and has not redacted, into a table; return its name."""
    redacted = log.redacted()
    found = [
        (log.leaves[number].dataset, line.split(",")[1])
        for lines in log.lists.values()
        for number, _, run in by_leaf(lines)
        for line in run
        if (number, line.split(",")[1]) not in redacted
    ]
    con.execute("create or replace temp table listed as select unnest(?) as dataset, unnest(?) as row_key",
                [[row[0] for row in found], [row[1] for row in found]])  # fmt: skip
    return "listed"


def _lines(con: Connection, number: int, dataset: str, salt: str, found: list[tuple[str, str]]) -> list[str]:
    own = ROW_SALT.format(salt="?", row_key="row_key")
    digest = DIGEST.format(salt=own, dataset="?", form="form")
    return [row[0] for row in con.execute(
        f"select concat(?, ',', row_key, ',', {digest}) from (select unnest(?) as row_key, unnest(?) "
        f"as form) order by row_key",
        [number, salt, dataset, [row[0] for row in found], [row[1] for row in found]],
    ).fetchall()]  # fmt: skip


def _record_head(log: Log) -> None:
    root = tree.root([tree.leaf_hash(leaf.content) for leaf in log.leaves])
    log.heads.append(Head(log.county, len(log.leaves), root.hex()))


def _next(month: str) -> str:
    number = int(month[:4]) * 12 + int(month[5:])
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
