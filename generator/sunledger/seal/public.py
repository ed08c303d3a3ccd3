"""The seals among the downloads: what anyone needs to verify a copy, and nothing that could be guessed.

A row of which a cell is withheld from publication must not be provable by whoever tries the few values it
can have: its salt stays behind, and so does its leaf's. The rows beside it get their salts one by one.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sunledger.engine import Connection
from sunledger.seal import rows
from sunledger.seal.closing import write
from sunledger.seal.log import Log, by_leaf, row_salt

FOLDER = "data/seals"
"""Below the site's root; one folder per county."""


def write_public(con: Connection, logs: dict[str, Log], site: Path) -> None:
    """Write the downloads' copy of every log, then drop what only the comparison needed.

    ``open.<dataset>`` and the tables of :func:`sunledger.seal.examine` must stand.
    """
    if logs:
        rows.create_forms(con, "meta.open_forms", "open")
        withheld = {(county, leaf, key) for county, leaf, key in con.execute(
            "select county_id, leaf, sealed.row_key from meta.seal_rows as sealed "
            "join meta.seal_forms as forms on forms.dataset = sealed.dataset and forms.listed_key = "
            "sealed.row_key "
            "left join meta.open_forms as open on open.dataset = forms.dataset and open.row_key = "
            "forms.row_key "
            "where open.form is distinct from forms.form"
        ).fetchall()}  # fmt: skip
        for county, log in sorted(logs.items()):
            public = _without(log, {(leaf, key) for owner, leaf, key in withheld if owner == county})
            (site / FOLDER).mkdir(parents=True, exist_ok=True)
            write(public, site / FOLDER / county)
    for table in ("seal_rows", "seal_forms", "seal_due", "seal_late", "open_forms"):
        con.execute(f"drop table if exists meta.{table}")


def _without(log: Log, withheld: set[tuple[int, str]]) -> Log:
    """Copy a log without the salts of some rows."""
    leaves, openings = list(log.leaves), dict(log.openings)
    bare = {number for number, _ in withheld}
    for lines in log.lists.values():
        for number, _, run in by_leaf(lines):
            if number in bare and leaves[number].salt:
                keys = [line.split(",")[1] for line in run]
                openings |= {(number, key): row_salt(leaves[number].salt, key) for key in keys}
                leaves[number] = replace(leaves[number], salt="")
    openings = {place: salt for place, salt in openings.items() if place not in withheld}
    return replace(log, leaves=leaves, openings=openings)
