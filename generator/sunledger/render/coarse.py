"""Coarse fingerprints: of all rows that pages of a unit or county may tell of, each table read once.

Where they are as in the last build nothing else is asked: the fingerprints of :mod:`sunledger.render.prints`
are those of the last build. What is shown of units that have nothing to do with one is asked every time.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sunledger import engine, resources
from sunledger.render import asking
from sunledger.render.derivations import UNIT
from sunledger.render.owners import REGISTERS, Owners
from sunledger.render.taking import Taking, digest
from sunledger.render.told import ON_PAGES_ALONE, Told, told_tables
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
_EVERYBODY = "'' as county, []::varchar[] as units"


class Coarse(NamedTuple):
    """Coarse fingerprints."""

    pages: dict[str, str]
    """Of units' pages and notices."""
    workings: dict[str, str]
    """Of units' pages of how their figures were made."""
    counties: dict[str, str]
    named: dict[str, str]
    """Of the rows alone that name a county and no unit, such as its sums."""


class Near(NamedTuple):
    """Of whose rows a unit's pages may tell beside its own."""

    below: set[str]
    beside: set[str]
    """Those who share a row with it, or with one below it."""


def take_coarse(taker: Taking, salt: str) -> Coarse:
    """Take the coarse fingerprints of all units and counties."""
    con = taker.con
    count(con, Owners(con), salt)
    near, rows = near_units(con), _Counted(con)
    county_of = dict(
        con.execute("select community_id, county_id from derived.lineage where distance = 0").fetchall()
    )
    beyond = _beyond(taker, list(near))
    inside, around = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for unit, county in county_of.items():
        inside[county].add(unit)
        around[county] |= near[unit].beside
    counties = con.execute("select county_id from meta.counties").fetchall()
    return Coarse(
        {unit: digest(rows.of_unit(unit, Told.PAGES, county_of[unit], near[unit])) for unit in near},
        {
            unit: digest([*rows.of_unit(unit, Told.WORKINGS, county_of[unit], near[unit]), *beyond[unit]])
            for unit in near
        },
        {county: digest(rows.of_county(county, inside[county], around[county])) for (county,) in counties},
        {county: digest(rows.named(county, Told.COUNTIES)) for (county,) in counties},
    )


class _Counted:
    """Hashes of the rows that are ``counted``, by where they are told of and whom they count for."""

    def __init__(self, con: engine.Connection) -> None:
        rows = "concat_ws(' ', sum(rows), hex(bit_xor(hash)))"
        self._counties: dict[tuple[int, str], str] = {}
        self._units: dict[tuple[int, str], str] = {}
        for held, sql in (
            (self._counties, f"select told, county, {rows} from counted where units = [] group by all"),
            (
                self._units,
                f"select told, unit, {rows} "
                "from (select told, unnest(units) as unit, rows, hash from counted) group by all",
            ),
        ):
            held.update(((told, name), found) for told, name, found in con.execute(sql).fetchall())
        held_at = sorted({told for told, _ in (*self._counties, *self._units)})
        self._held_at = functools.cache(lambda told: [each for each in held_at if each & told == told])

    def of_unit(self, unit: str, told: Told, county: str, near: Near) -> list[str]:
        """Give the hashes of what counts for a unit."""
        return [
            *self.named("", told),
            *self.named(county, told),
            *self._of(told, [unit]),
            *self._of(told | Told.ABOVE, near.below),
            *self._of(told | Told.BESIDE, near.beside),
        ]

    def of_county(self, county: str, inside: Iterable[str], around: Iterable[str]) -> list[str]:
        """Give the hashes of what counts for a county."""
        told = Told.COUNTIES
        return [
            *self.named("", told),
            *self.named(county, told),
            *self._of(told, inside),
            *self._of(told | Told.BESIDE, around),
        ]

    def named(self, county: str, told: Told) -> list[str]:
        """Give the hashes of what names a county alone, or of what counts for everybody if that is blank."""
        return [self._counties.get((each, county), "") for each in self._held_at(told)]

    def _of(self, told: Told, units: Iterable[str]) -> Iterator[str]:
        places = self._held_at(told)
        for unit in sorted(units):
            yield unit
            yield from (self._units.get((each, unit), "") for each in places)


def count(con: engine.Connection, owners: Owners, salt: str) -> None:
    """Make the table ``counted``: the rows of each table, how many and their hash, by whom they count for.

    That is some ``units``, a ``county`` or, where there is neither, everybody; ``told`` is a :class:`Told`.
    Units that a register's row brings together stand there too, as no row.
    """
    con.execute(
        "create or replace temp table counted "
        "(told integer, county varchar, units varchar[], rows hugeint, hash uhugeint)"
    )
    told, given = told_tables(), salted(salt)
    for table in sorted(told.keys() & engine.filled(con)):
        alone = ON_PAGES_ALONE.get(table, ())
        parts = [(told[table], [name for name in owners.columns[table] if name not in alone])]
        if alone:
            parts.append(
                (Told.PAGES, [*resources.load_schema(table.partition(".")[2])["primaryKey"], *alone])
            )
        for where, columns in parts:
            for sql in _counted(owners, table, columns):
                con.execute(
                    f"insert into counted select {where.value}, * from ({sql})",
                    {name: given[name] for name in asking.names(sql)},
                )


def _counted(owners: Owners, table: str, columns: Sequence[str]) -> Iterator[str]:
    """Write the queries for what is counted of some columns of a table: county, units, rows, hash."""
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
        yield f"select coalesce(county_id, '') as county, []::varchar[] as units, {hashed} group by all"
    else:
        yield f"select {_EVERYBODY}, {hashed}"
        if keys:
            yield (
                f"select '' as county, {units} as units, 0 as rows, 0::uhugeint as hash "
                f"from (select distinct {keys} from {table}) as held {joins} "
                "group by all having len(units) > 1"
            )


def near_units(con: engine.Connection) -> dict[str, Near]:
    """Read from ``counted`` of whose rows each unit's pages may tell."""
    shared = defaultdict[str, set[str]](set)
    for (units,) in con.execute("select distinct units from counted where len(units) > 1").fetchall():
        for unit in units:
            shared[unit].update(units)
    near = defaultdict[str, Near](lambda: Near(set(), set()))
    for above, unit in con.execute("select ancestor_id, community_id from derived.lineage").fetchall():
        near[above].below.add(unit)
        near[above].beside.update(shared.get(unit, ()))
    return dict(near)


def _beyond(taker: Taking, units: list[str]) -> dict[str, list[str]]:
    """Ask what declarations list of units that have nothing to do with a unit."""
    found = defaultdict[str, list[str]](list)
    for table, answers in taker.declared(UNIT, units, beyond=True):
        for answer in answers:
            found[answer.key] += [table, answer.digest]
    return found
