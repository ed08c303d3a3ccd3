"""The database written from that of the last build: byte for byte what is written without it."""

from __future__ import annotations

import errno
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from sunledger.engine import Connection, sql_type
from sunledger.publish.downloads import database
from sunledger.publish.downloads.blocks import Block
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Field, Table, all_tables

ABOUT = About("Accounts", "2025-03-31", demo=True)
KEYS = ["a", "é", "中", "�", "😀"]  # in UTF-16 the last two would change places
TABLES = {table.name: table for table in all_tables() if table.source != "simple"}
MOST = {"revenue": 1200, "ledger_entries": 3000, "income_months": 900, "project_years": 500, "spaces": 300}
"""Tables with keys of one, two and three columns, texts and numbers, and how many rows each may have."""

Versions = dict[str, dict[int, int]]
"""By table, the rows it has, each with its version."""
Blocks = dict[str, list[Block]]


def cell(table: Table, field: Field) -> str:
    """Return the expression of a cell of row ``i`` in version ``v``, whose key tells ``i`` alone; some are longer than a page."""
    name, kind, key = field["name"], sql_type(field), table.schema["primaryKey"]
    chance = f"hash(i, v, '{name}')"
    if name in key:
        number = "i" if len(key) == 1 else "i % 7" if name == key[-1] else "i // 7"
        value = f"{KEYS}[1 + ({number}) % 5] || ({number} + 1000)" if kind == "varchar" else number
        return f"cast({value} as {kind})"
    value = {
        "varchar": f"repeat('文字 text ', if({chance} % 97 = 0, 500, cast({chance} % 9 as integer))) || v",
        "date": f"date '2025-01-01' + cast({chance} % 300 as integer)",
        "boolean": f"{chance} % 2 = 0",
    }.get(kind, f"({chance} % 90000) / 100")
    return f"case when {chance} % 4 > 0 then cast({value} as {kind}) end"


def put(con: Connection, table: Table, rows: dict[int, int]) -> list[Block]:
    """Put rows into the engine's table in the order of their keys, and cut them into blocks."""
    names = ", ".join(f'"{field["name"]}"' for field in table.fields)
    cells = ", ".join(f'{cell(table, field)} as "{field["name"]}"' for field in table.fields)
    con.execute(
        "create or replace temp table picked as select * from (select i, v, "
        f"{cells} from (select unnest($i::bigint[]) as i, unnest($v::bigint[]) as v)) order by {table.order}",
        {"i": list(rows), "v": list(rows.values())},
    )
    con.execute(f"create or replace table {table.place} as select {names} from picked")
    held = con.execute("select i, v from picked").fetchall()
    starts = [place for place, (i, _) in enumerate(held) if place == 0 or i % 13 == 0]
    return [
        Block(first, end - first, repr(held[first:end]))
        for first, end in zip(starts, [*starts[1:], len(held)], strict=False)
    ]


@dataclass
class Site:
    """A site that is built again and again."""

    con: Connection
    folder: Path
    anew: list[Path]
    """The drafts that were written without the old file."""
    number: int = 0

    def have(self, versions: Versions) -> Blocks:
        """Have these rows; return the blocks of all tables."""
        empty: Blocks = {name: [] for name in TABLES}
        return empty | {name: put(self.con, TABLES[name], versions[name]) for name in MOST}

    def write(self, blocks: Blocks, old: tuple[Path, Blocks] | None = None, about: About = ABOUT) -> Path:
        """Write the database; nothing may stand beside it."""
        self.number += 1
        path = self.folder / f"{self.number}" / "sunledger.sqlite"
        path.parent.mkdir()
        database.write_database(self.con, all_tables(), about, path, blocks, old)
        assert [each.name for each in path.parent.iterdir()] == ["sunledger.sqlite"]
        return path

    def amends(self, blocks: Blocks, old: tuple[Path, Blocks], about: About = ABOUT) -> bool:
        """Write it with and without an old file, which must come out the same; tell if it was amended."""
        clean = self.write(blocks, None, about).read_bytes()
        self.anew.clear()
        assert self.write(blocks, old, about).read_bytes() == clean
        return not self.anew


@pytest.fixture(scope="module")
def engine() -> Connection:
    """Give an engine with every table, none of which has rows."""
    con = duckdb.connect(":memory:", config={"threads": 1})
    con.execute("create schema open; create schema derived; create schema meta")
    con.execute("create table meta.counties (county_id varchar, name varchar, name_en varchar, as_of date)")
    con.execute("insert into meta.counties values ('lan', '岚县', 'Lan', date '2025-03-31')")
    for table in TABLES.values():
        put(con, table, {})
    return con


@pytest.fixture
def site(engine: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Give a site that tells when its database was written without the old one."""
    made = Site(engine, tmp_path, [])
    write = database._write

    def told(con: Connection, base: sqlite3.Connection, tables: tuple[Table, ...], about: About) -> None:
        made.anew.append(tmp_path)
        write(con, base, tables, about)

    monkeypatch.setattr(database, "_write", told)
    return made


def three_in_four(chance: random.Random) -> Versions:
    """Choose rows of each table."""
    return {
        name: dict.fromkeys(sorted(chance.sample(range(most), most * 3 // 4)), 0)
        for name, most in MOST.items()
    }


def edited(chance: random.Random, versions: Versions) -> Versions:
    """Add, change and remove a few rows, some beside each other, at the beginning, in the middle or at the end."""
    found = {name: dict(rows) for name, rows in versions.items()}
    for _ in range(chance.randrange(1, 6)):
        name = chance.choice(list(MOST))
        start = chance.choice((0, MOST[name] - 9, chance.randrange(MOST[name])))
        for i in range(start, min(start + chance.choice((1, 2, 30)), MOST[name])):
            if chance.random() < 0.4:
                found[name].pop(i, None)
            else:
                found[name][i] = chance.randrange(3)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_it_is_the_same_file(seed: int, site: Site) -> None:
    """Built day after day, each time from the file of the day before."""
    chance = random.Random(seed)
    versions = three_in_four(chance)
    blocks = site.have(versions)
    old = site.write(blocks), blocks
    for day in range(4):
        versions = edited(chance, versions)
        blocks = site.have(versions)
        assert site.amends(blocks, old, replace(ABOUT, as_of=f"2025-04-0{day + 1}"))
        old = site.folder / f"{site.number}" / "sunledger.sqlite", blocks


def of(versions: Versions, name: str, rows: dict[int, int]) -> Versions:
    """Give a table other rows."""
    return versions | {name: rows}


CHANGES: dict[str, tuple[Callable[[Versions], Versions], bool]] = {
    "nothing": (lambda had: had, True),
    "a table has no rows any more": (lambda had: of(had, "spaces", {}), True),
    "a table has its first rows": (lambda had: of(had, "income_months", dict.fromkeys(range(400), 1)), True),
    "all rows of a table": (lambda had: of(had, "revenue", dict.fromkeys(had["revenue"], 1)), True),
    "all rows": (lambda had: {name: dict.fromkeys(rows, 1) for name, rows in had.items()}, False),
    "no rows are left": (lambda had: {name: {} for name in had}, False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_so_it_is_if_all_changes_or_nothing(change: str, site: Site) -> None:
    """Where most rows are others, all are written."""
    had = of(three_in_four(random.Random(1)), "income_months", {})
    was = site.have(had)
    old = site.write(was), was
    changed, amended = CHANGES[change]
    blocks = site.have(changed(had))
    assert site.amends(blocks, old) is amended


def run(*statements: str) -> Callable[[Path], None]:
    """Return what changes a file by SQL."""

    def change(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            for statement in statements:
                base.execute(statement)

    return change


def over(place: int, content: bytes) -> Callable[[Path], None]:
    """Return what writes over some of a file's bytes."""

    def change(path: Path) -> None:
        with path.open("r+b") as stream:
            stream.seek(place, 2 if place < 0 else 0)
            stream.write(content)

    return change


def over_all(content: bytes) -> Callable[[Path], None]:
    """Return what writes something else into a file."""

    def change(path: Path) -> None:
        path.write_bytes(content)

    return change


def cut_off(path: Path) -> None:
    """Leave half of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def a_folder(path: Path) -> None:
    """Put a folder in place of a file."""
    path.unlink()
    path.mkdir()


SPOILT: dict[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "a folder": a_folder,
    "empty": over_all(b""),
    "something else": over_all(b"{}" * 900),
    "cut off": cut_off,
    "its tables overwritten": over(4096 * 60, bytes(4096 * 60)),
    "its list of tables overwritten": over(100, b"\xff" * 12),
    "other pages": run("pragma page_size = 8192", "vacuum"),
    "with a journal": run("pragma journal_mode = wal", "delete from about"),
    "of an application": run("pragma application_id = 7"),
    "another table": run("create table more (a)"),
    "a trigger": run("create trigger t after delete on about begin select raise(abort, 'no'); end"),
    "another view": run("drop view ledger", "create view ledger as select 1"),
    "without an index": run("drop index revenue_1"),
    "rows gone": run("delete from ledger_entries where position = 3"),
    "a row more": run("insert into revenue (entry_id) values ('zz')"),
}


def test_a_file_that_is_not_as_it_was_left_is_as_good_as_none(site: Site) -> None:
    """Neither does it matter how far writing from it came, nor does any of it get into the new one."""
    had = three_in_four(random.Random(2))
    was = site.have(had)
    path = site.write(was)
    blocks = site.have(of(had, "revenue", had["revenue"] | {7: 2}))
    clean = site.write(blocks).read_bytes()
    for number, (fault, spoil) in enumerate(SPOILT.items(), 1):
        spoilt = Path(shutil.copy(path, site.folder / f"{number}.sqlite"))
        spoil(spoilt)
        site.anew.clear()
        assert site.write(blocks, (spoilt, was)).read_bytes() == clean, fault
        assert site.anew, fault
    assert site.amends(blocks, (path, was))
    assert site.amends(blocks, (path, {name: was[name] for name in was if name != "spaces"}))


def test_a_full_disk_leaves_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it was to be written anew or from the old one."""
    had = three_in_four(random.Random(3))
    was = site.have(had)
    old = site.write(was), was
    blocks = site.have({name: rows | dict.fromkeys(range(90), 1) for name, rows in had.items()})
    monkeypatch.setattr(database, "_PRAGMAS", (*database._PRAGMAS, "max_page_count = 20"))
    for given in (None, old):
        with pytest.raises(OSError, match="space") as full:
            site.write(blocks, given)
        assert full.value.errno == errno.ENOSPC
        assert list((site.folder / f"{site.number}").iterdir()) == []
