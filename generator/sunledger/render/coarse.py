"""Coarse fingerprints: of all rows that pages of a unit or county may tell of, each table read once.

Where they are as in the last build nothing else is asked: the fingerprints of :mod:`sunledger.render.prints`
are those of the last build. What is shown of units that have nothing to do with one is asked every time.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunledger import engine
from sunledger.render import asking
from sunledger.render.derivations import COUNTY, UNIT, Derivation
from sunledger.render.desk import query_text
from sunledger.render.fine import OF_COUNTY_ALONE
from sunledger.render.owners import REGISTERS, Owners
from sunledger.render.taking import Taking, digest, queries
from sunledger.rowhash import row_hash, salted

IN_FOLDERS = {
    "meta.files": ("file", "dataset"),
    "meta.line_commits": ("file", "line", "change_id", "revision", "changed_on",
                          "change_id in (select change_id from meta.past_changes)"),
}  # fmt: skip
"""What pages tell of files: it counts for the units at and below each file's folder."""

_FOLDER = "string_split(file, '/')[-2]"
_FOLDERS = (
    "(select ancestor_id as folder, community_id from derived.lineage "
    "union select county_id, community_id from derived.lineage)"
)
_TABLE = re.compile(r"\b(?:open|derived|meta)\.[a-z_]+\b")
_EVERYBODY = "'' as county, []::varchar[] as units"


@dataclass(frozen=True, slots=True)
class Coarse:
    """Coarse fingerprints."""

    units: dict[str, str]
    counties: dict[str, str]


def take_coarse(taker: Taking, salt: str) -> Coarse:
    """Take the coarse fingerprints of all units and counties."""
    con = taker.con
    count(con, Owners(con), salt)
    near, county_of, inside = near_units(con), _county_of(con), defaultdict[str, set[str]](set)
    for unit, county in county_of.items():
        inside[county] |= near[unit]
    beyond = _beyond(taker, list(near))
    told, untold = _Counted(con, told=True), _Counted(con, told=False)
    counties = con.execute("select county_id from meta.counties").fetchall()
    return Coarse(
        units={
            unit: digest([*told.of(county_of[unit], others), *beyond[unit]]) for unit, others in near.items()
        },
        counties={
            county: digest([*told.of(county, inside[county]), "", *untold.of(county, inside[county])])
            for (county,) in counties
        },
    )


class _Counted:
    """Hashes of the rows that are ``counted``, by whom they count for."""

    def __init__(self, con: engine.Connection, *, told: bool) -> None:
        rows = "concat_ws(' ', sum(rows), hex(bit_xor(hash)))"
        one = "from counted where told = $told and units = []"
        self._counties = dict(
            con.execute(f"select county, {rows} {one} group by county", {"told": told}).fetchall()
        )
        self._units = dict(
            con.execute(
                f"select unit, {rows} from (select unnest(units) as unit, rows, hash from counted "
                "where told = $told) group by unit", {"told": told},
            ).fetchall()
        )  # fmt: skip

    def of(self, county: str, units: Iterable[str]) -> Iterator[str]:
        """Give the hashes of what counts for everybody, for those of a county, and for each of some units."""
        yield self._counties.get("", "")
        yield self._counties.get(county, "")
        for unit in sorted(units):
            yield f"{unit} {self._units.get(unit, '')}"


def count(con: engine.Connection, owners: Owners, salt: str) -> None:
    """Make the table ``counted``: the rows of each table, how many and their hash, by whom they count for.

    That is some ``units``, a ``county`` or, where there is neither, everybody. ``told`` are the rows of
    tables that pages of units read. Units that a register's row brings together stand there too, as no row.
    """
    con.execute(
        "create or replace temp table counted "
        "(told boolean, county varchar, units varchar[], rows hugeint, hash uhugeint)"
    )
    of_units, given = read_by_units(), salted(salt)
    for table in sorted((of_units | read_by_counties()) & engine.filled(con)):
        for sql in _counted(owners, table):
            con.execute(
                f"insert into counted select {table in of_units}, * from ({sql})",
                {name: given[name] for name in asking.names(sql)},
            )


def _counted(owners: Owners, table: str) -> Iterator[str]:
    """Write the queries for what is counted of a table: county, units, rows, hash."""
    columns = owners.columns[table]
    cells = IN_FOLDERS.get(table) or map(engine.identifier, columns)
    hashed = f"count(*) as rows, bit_xor({row_hash((engine.literal(table), *cells))}) as hash from {table}"
    keys = ", ".join(column for column, _ in owners.keys(table))
    units, joins = owners.units(table)
    if table in IN_FOLDERS:
        yield (
            f"select '' as county, if(community_id is null, [], [community_id]) as units, rows, hash "
            f"from (select {_FOLDER} as folder, {hashed} group by all) left join {_FOLDERS} using (folder)"
        )
    elif keys and table not in REGISTERS:
        yield (
            f"select '' as county, {units} as units, sum(rows) as rows, bit_xor(hash) as hash "
            f"from (select {keys}, {hashed} group by all) as held {joins} group by all"
        )
    elif "county_id" in columns and table not in REGISTERS:
        yield f"select county_id as county, []::varchar[] as units, {hashed} group by all"
    else:
        yield f"select {_EVERYBODY}, {hashed}"
        if keys:
            yield (
                f"select '' as county, {units} as units, 0 as rows, 0::uhugeint as hash "
                f"from (select distinct {keys} from {table}) as held {joins} "
                "group by all having len(units) > 1"
            )


def near_units(con: engine.Connection) -> dict[str, set[str]]:
    """Read from ``counted`` whose rows a unit's pages may tell of.

    These are the unit, those below it, and those that share a row with one of them.
    """
    shared = defaultdict[str, set[str]](set)
    for (units,) in con.execute("select distinct units from counted where len(units) > 1").fetchall():
        for unit in units:
            shared[unit].update(units)
    near = defaultdict[str, set[str]](set)
    for above, unit in con.execute("select ancestor_id, community_id from derived.lineage").fetchall():
        near[above] |= {unit} | shared.get(unit, set())
    return dict(near)


def _county_of(con: engine.Connection) -> dict[str, str]:
    return dict(
        con.execute("select community_id, county_id from derived.lineage where distance = 0").fetchall()
    )


def _beyond(taker: Taking, units: list[str]) -> dict[str, list[str]]:
    """Ask what declarations list of units that have nothing to do with a unit."""
    found = defaultdict[str, list[str]](list)
    for table, answers in taker.declared(UNIT, units, beyond=True):
        for answer in answers:
            found[answer.key] += [table, answer.digest]
    return found


@functools.cache
def read_by_units() -> frozenset[str]:
    """Return the tables that are read for pages of units, each with its schema."""
    return _tables(queries("units"), UNIT)


@functools.cache
def read_by_counties() -> frozenset[str]:
    """Return those that are read for pages of counties."""
    return _tables((*queries("county"), *OF_COUNTY_ALONE), COUNTY)


def _tables(names: Iterable[str], derivations: Iterable[Derivation]) -> frozenset[str]:
    texts = [query_text(name) for name in names]
    for each in derivations:
        texts += [each.rows(), *(each.lines(part) for part in each.parts)]
    return frozenset(table for text in texts for table in _TABLE.findall(text))
