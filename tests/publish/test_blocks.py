"""Rows in blocks: a change of a row changes one of them, and files take over what stands."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sunledger.engine import Connection, identifier, sql_type
from sunledger.publish.downloads import blocks, pouring
from sunledger.publish.downloads.blocks import Rows, chosen, cut
from sunledger.publish.downloads.plain import csv_line, write_csv, write_json
from sunledger.publish.downloads.pouring import NOTHING, Before, Layout, Place, deflated
from sunledger.publish.downloads.tables import Table, all_tables
from sunledger.publish.downloads.workbook import write_large_workbook
from sunledger.publish.downloads.zipped import Zip

ASKED = Table("objections", "open")


@contextlib.contextmanager
def held(rows: dict[str, str], county: dict[str, str] | None = None) -> Iterator[Connection]:
    """Give a table of questions with notes by key, in the order of keys, as a work database has it."""
    first, *_, last = (identifier(field["name"]) for field in ASKED.fields)
    columns = ", ".join(f"{identifier(field['name'])} {sql_type(field)}" for field in ASKED.fields)
    with duckdb.connect() as con:
        con.execute(f"create schema open; create table open.objections ({columns}, file varchar)")
        if rows:
            con.executemany(
                f"insert into open.objections ({first}, {last}, file) values (?, ?, ?)",
                [
                    [key, rows[key], f"data/{(county or {}).get(key, 'a')}/objections.csv"]
                    for key in sorted(rows)
                ],
            )
        yield con


def questions(number: int) -> dict[str, str]:
    """Return so many notes by key."""
    return {f"d-{at:04}": f"note {at}" for at in range(number)}


def named(rows: Rows) -> list[str]:
    """Return the names of blocks."""
    return [block.name for block in rows.blocks]


@pytest.fixture(autouse=True)
def in_small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a block hold about four rows."""
    monkeypatch.setattr(blocks, "_ROWS", 4)


def test_a_change_changes_one_block() -> None:
    """A cell, a row more, a row less: all other blocks keep their names, wherever they stand."""
    before = questions(200)
    with held(before) as con:
        was = named(cut(con, ASKED, "salt", several=False).whole)
        assert len(set(was)) == len(was) > 20
        assert was != named(cut(con, ASKED, "other", several=False).whole)
    for after in (
        before | {"d-0100": "new"},
        before | {"d-0100a": "new"},
        {key: note for key, note in before.items() if key != "d-0100"},
        {"a": "first"} | before,
    ):
        with held(after) as con:
            now = named(cut(con, ASKED, "salt", several=False).whole)
        assert 1 <= len({*was} ^ {*now}) <= 3


def test_blocks_are_all_rows_in_their_order(small_work: Connection) -> None:
    """Of every table; and a county's and a condition's rows are those it has, asked for from any block on."""
    for table in all_tables():
        found = cut(small_work, table, "salt", several=True)
        order = small_work.execute(f"select {csv_line(table)} from {table.place} order by {table.order}")
        lines = [line for (line,) in order.fetchall()]
        whole = found.whole
        assert (
            [*whole.asked(small_work, csv_line(table), whole.blocks, 0)] == lines
            if lines
            else not whole.blocks
        )
        for county in found.counties.values():
            assert chosen(small_work, table, "salt", county.where, county.given).blocks == county.blocks
            own = [*county.asked(small_work, csv_line(table), county.blocks, 0)]
            assert own == [line for line in lines if line in {*own}]
            assert [*county.asked(small_work, csv_line(table), county.blocks[1:] or county.blocks, 0)] == (
                own[county.blocks[0].rows :] or own
            )
        assert sum(county.number for county in found.counties.values()) in (0, whole.number)


def test_a_county_keeps_its_blocks() -> None:
    """Whatever rows of another lie between its own."""
    both = questions(100)
    ours = {key: note for key, note in both.items() if int(key[2:]) % 3}
    with held(both, {key: "a" if key in ours else "b" for key in both}) as con:
        among = cut(con, ASKED, "salt", several=True).counties["a"]
    with held(ours) as con:
        alone = cut(con, ASKED, "salt", several=False).counties["a"]
    assert named(among) == named(alone)
    assert among.number == len(ours)


@pytest.mark.parametrize("gaps", [0, 100])
def test_what_stands_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gaps: int) -> None:
    """Each form comes out as from nothing, whatever changed."""
    monkeypatch.setattr(pouring, "_GAPS", gaps)
    states = [
        questions(90),
        questions(90) | {"d-0040": "new"},
        questions(91) | {"d-0011a": "=1+1", "a": "x"},
        {},
        questions(30),
    ]
    layouts: dict[str, Layout] = {}
    old: Path | None = None
    for number, notes in enumerate(states):
        grown, clean = tmp_path / f"grown-{number}", tmp_path / f"clean-{number}"
        with held(notes) as con:
            rows = cut(con, ASKED, "salt", several=False).whole
            written(con, rows, clean, Before())
            layouts = written(con, rows, grown, Before(old, layouts))
        for path in clean.iterdir():
            assert path.read_bytes() == (grown / path.name).read_bytes(), (number, path.name)
        old = grown


def written(con: Connection, rows: Rows, site: Path, before: Before) -> dict[str, Layout]:
    """Write rows in each form; return where their blocks stand."""
    site.mkdir()
    layouts = {}
    with before.opened("t.csv") as standing:
        layouts["t.csv"] = write_csv(con, rows, site / "t.csv", standing.texts()).layout
    with before.opened("t.json") as standing:
        layouts["t.json"] = write_json(con, rows, site / "t.json", standing.texts()).layout
    with before.opened("t.xlsx") as standing:
        layouts["t.xlsx"] = write_large_workbook(
            con, site / "t.xlsx", "t", "2025-01-01", [], [rows], standing
        )
    return layouts


def test_nothing_is_made_that_stands(tmp_path: Path) -> None:
    """With the rows gone from the table, the same files come out of those that stand."""
    with held(questions(50)) as con:
        rows = cut(con, ASKED, "salt", several=False).whole
        before = Before(tmp_path / "first", written(con, rows, tmp_path / "first", Before()))
        con.execute("delete from open.objections")
        written(con, rows, tmp_path / "second", before)
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_a_member_of_blocks_is_a_member(tmp_path: Path) -> None:
    """Any program inflates what was deflated block by block: also nothing, and one block of nothing."""
    texts = {"none": [], "blank": [b""], "some": [b"a" * 70_000, b"", b"b", "庙".encode() * 1000]}
    with Zip(tmp_path / "a.zip") as archive:
        for name, pieces in texts.items():
            archive.blocks(name, [(f"{at}", deflated([text])) for at, text in enumerate(pieces)])
    with zipfile.ZipFile(tmp_path / "a.zip") as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == {
            name: b"".join(pieces) for name, pieces in texts.items()
        }
    with Before(tmp_path, {"a.zip": archive.layout}).opened("a.zip") as standing:
        assert [standing.inflated("some")[f"{at}"] for at in range(4)] == texts["some"]
    beyond = {"some": {"0": Place(10_000_000, 1), "1": Place(-1, 1), "2": Place(0, 4)}}
    with Before(tmp_path, {"a.zip": beyond}).opened("a.zip") as standing:
        assert [f"{at}" in standing.texts("some") for at in range(3)] == [False, False, True]
    with Before(tmp_path, {"b.zip": archive.layout}).opened("b.zip") as standing:
        assert "0" not in standing.inflated("some")
    assert "0" not in NOTHING.texts()
