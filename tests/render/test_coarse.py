"""Coarse fingerprints: a page tells of no row that does not count for it, so that it stands if none has changed."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from sunledger import engine
from sunledger.render import asking, coarse
from sunledger.render.derivations import COUNTY, UNIT, Derivation
from sunledger.render.fine import BESIDE_WORKING, OF_COUNTY_ALONE
from sunledger.render.owners import REGISTERS, Owners
from sunledger.render.taking import Answer, Taking, queries, taking
from sunledger.render.told import ON_PAGES_ALONE, Told, told_tables
from tests.publisher import Publisher
from tests.render.conftest import work_database

Answers = list[tuple[str, list[Answer]]]


@dataclasses.dataclass(frozen=True)
class Work:
    """A work database, and whose rows the coarse fingerprints of its units are taken of."""

    path: Path
    near: dict[str, coarse.Near]
    county_of: dict[str, str]

    def of_unit(self, unit: str, table: str) -> set[str]:
        """Return the units of whose rows in a table a unit's pages may tell."""
        told, near = told_tables()[table], self.near[unit]
        below = near.below if Told.ABOVE in told else set()
        return {unit} | below | (near.beside if Told.BESIDE in told else set())

    def of_county(self, county: str, table: str) -> set[str]:
        """Return the units of whose rows in a table a county's pages may tell."""
        inside = {unit for unit, of in self.county_of.items() if of == county}
        beside = set[str]().union(*(self.near[unit].beside for unit in inside))
        return inside | (beside if Told.BESIDE in told_tables()[table] else set())


def look(path: Path) -> Work:
    """Look at a work database."""
    with taking(path) as taker:
        coarse.count(taker.con, Owners(taker.con), "salt")
        near = coarse.near_units(taker.con)
        found = taker.con.execute("select community_id, county_id from derived.lineage where distance = 0")
        return Work(path, near, dict(found.fetchall()))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Derive the small publisher's tables; a commit wrote each line, and rows refer to those of other units."""
    root = tmp_path_factory.mktemp("coarse")
    publisher = Publisher.small(root)
    path = work_database(publisher.data, root / "scratch")
    with contextlib.closing(duckdb.connect(str(path))) as con:
        con.execute(
            "insert into meta.line_commits select file, line, "
            "md5(file || line), left(md5(file || line), 7), date '2025-04-01' + line::integer "
            "from meta.files cross join (select unnest(range(1, 20)) as line)"
        )
        con.execute("update open.projects set space_id = 'sp-2' where project_id = 'p-1'")
        con.execute("update open.funds set resolution_id = 'm-1' where fund_id = 'f-wu'")
    return look(path)


def reduced(work: Work, path: Path, told: Told, units: Callable[[str], set[str]], county: str) -> Path:
    """Copy the tables that are told of, of their rows those that count for ``units``, ``county`` or everybody."""
    tables = [table for table, where in told_tables().items() if where & told]
    with contextlib.closing(duckdb.connect()) as con:
        con.execute(f"attach '{work.path}' as whole (read_only)")
        con.execute(f"attach '{path}' as reduced")
        con.execute("use whole")
        owners = Owners(con)
        for schema in engine.HANDED_OVER:
            con.execute(f"create schema reduced.{schema}")
        con.execute("create table reduced.meta.past_changes as from meta.past_changes")
        for table in tables:
            counts, joins, given = "true", "", {"units": sorted(units(table)), "county": county}
            if table in coarse.IN_FOLDERS:
                joins = "join derived.lineage as below on list_contains($units, below.community_id)"
                folder = "string_split(held.file, '/')[-2]"
                counts = f"list_contains([below.ancestor_id, below.county_id], {folder})"
            elif table not in REGISTERS and owners.keys(table):
                whose, joins = owners.units(table)
                counts = f"list_has_any({whose}, $units) or {whose} = []"
            elif table not in REGISTERS and "county_id" in owners.columns[table]:
                counts = "held.county_id = $county"
            alone = ON_PAGES_ALONE.get(table, ()) if told != Told.PAGES else ()
            told_of = f"held.* exclude ({', '.join(alone)})" if alone else "held.*"
            con.execute(
                f"create table reduced.{table} as "
                f"select distinct {told_of} from {table} as held {joins} where {counts}",
                {name: given[name] for name in asking.names(joins + counts)},
            )
    return path


def local(derivations: Sequence[Derivation]) -> list[Derivation]:
    """Leave out of declarations what is asked every time."""
    parts = [tuple(part for part in each.parts if not part.beyond) for each in derivations]
    return [dataclasses.replace(each, parts=own) for each, own in zip(derivations, parts, strict=True)]


def of_pages(taker: Taking, unit: str) -> Answers:
    """Ask all that pages of a unit ask."""
    return [(name, taker.by_key(name, units=[unit])) for name in queries("units")]


def of_workings(taker: Taking, unit: str) -> Answers:
    """Ask all that pages of how a unit's figures were made ask."""
    beside = [(name, taker.by_key(name, units=[unit])) for name in BESIDE_WORKING]
    return beside + [told for told in taker.declared(local(UNIT), [unit]) if told[1]]


def of_county(taker: Taking, county: str) -> Answers:
    """Ask all that pages of a county ask."""
    alone = [(name, [each for each in taker.by_key(name) if each.key == county]) for name in OF_COUNTY_ALONE]
    asked = [(name, taker.by_key(name, county=county)) for name in queries("county")]
    return alone + asked + [told for told in taker.declared(local(COUNTY), [county]) if told[1]]


def compared(
    work: Work, root: Path, units: Iterable[str], counties: Iterable[str]
) -> Iterator[tuple[str, Answers, Answers]]:
    """Ask about each unit and county twice: the rows alone that count for it, and all the accounts."""
    with taking(work.path) as whole:
        for unit, (told, asked) in itertools.product(
            units, ((Told.PAGES, of_pages), (Told.WORKINGS, of_workings))
        ):
            path, counts = root / f"{told}-{unit}", functools.partial(work.of_unit, unit)
            with taking(reduced(work, path, told, counts, work.county_of[unit])) as part:
                yield unit, asked(part, unit), asked(whole, unit)
        for county in counties:
            path, counts = root / f"county-{county}", functools.partial(work.of_county, county)
            with taking(reduced(work, path, Told.COUNTIES, counts, county)) as part:
                yield county, of_county(part, county), of_county(whole, county)


def test_pages_tell_of_no_row_that_does_not_count_for_them(work: Work, tmp_path: Path) -> None:
    """What is asked about a unit or county is answered alike where all other rows are missing."""
    for name, of_part, of_whole in compared(work, tmp_path, ("lan", "lan-c01-a", "wu"), ("lan",)):
        assert [asked for asked, answers in of_whole if answers], name
        for part, whole in zip(of_part, of_whole, strict=True):
            assert part == whole, name


def test_rows_count_for_all_whom_their_keys_lead_to(work: Work) -> None:
    """A transfer brings payer and payee together, a resolution the fund and whose matter it is, a room its users."""
    assert work.near["lan-c01-b"] == coarse.Near({"lan-c01-b"}, set())
    assert work.near["wu"] == coarse.Near({"wu"}, {"wu", "lan-c01-a"})
    assert work.near["lan-c01-a"] == coarse.Near({"lan-c01-a"}, {"lan-c01-a", "lan-c01", "wu"})
    assert work.near["lan-c01"].below == {"lan-c01", "lan-c01-a", "lan-c01-b"}
