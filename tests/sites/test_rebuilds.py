"""A build after a change makes only what changed, and gives byte for byte what a build from nothing gives."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sunledger.kept import Kept
from sunledger.publish.downloads import blocks, places, pouring
from sunledger.render import desk, jobs, prints, templates
from sunledger.render.addresses import PageWritten
from sunledger.render.fine import ALWAYS, BESIDE_WORKING, MONTHLY, OF_COUNTY_ALONE, owners_of
from sunledger.render.prints import OF_COUNTY, SHARED
from sunledger.render.taking import queries
from tests.publisher import ACCOUNTS, REVENUE, Publisher, snapshot

EDITS, TRIES = 2, 12
"""How often a publisher is rebuilt in a row, and how many edits are tried for one that the check accepts."""


LAN = ("spaces/lan.html", "en/working/lan/2025.html", "notices/lan/index.html", "c/lan-c01/index.html")
"""Pages of one of its two counties."""


@dataclass(frozen=True)
class First:
    """A publisher built from nothing, and what its jobs asked, by part."""

    root: Path
    asked: dict[str, set[str]]

    def again(self, root: Path) -> Publisher:
        """Copy it, files as old as they were."""
        shutil.copytree(self.root, root)
        return Publisher(root)


@pytest.fixture(scope="module", autouse=True)
def in_small_blocks() -> Iterator[None]:
    """Cut tables into blocks of a few rows, and write units as those with very many rows are written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_ROWS", 8)
        patch.setattr(pouring, "_GAPS", 3)
        patch.setattr(places, "AT_ONCE", 60)
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    """Build the small publisher, with a community that has no accounts, and note every query."""
    publisher = Publisher.small(tmp_path_factory.mktemp("first"))
    publisher.replace("wu/communities.csv", "\nwu,", "\nwu-c01,新社区,,community,wu,,50,,,,\nwu,")
    asked: dict[str, set[str]] = {}
    part = ""
    write, asking = jobs.Office.write, (desk.Desk.rows, desk.Desk.bulk, desk.Desk.sub_query)

    def noted(self: jobs.Office, job: jobs.Job) -> list[PageWritten]:
        nonlocal part
        part = job.part
        try:
            return write(self, job)
        finally:
            part = ""

    def answered(ask: Callable[..., Any]) -> Callable[..., Any]:
        def noting(self: desk.Desk, query: str, *rest: Any, **given: Any) -> Any:
            asked.setdefault(part, set()).add(query)
            return ask(self, query, *rest, **given)

        return noting

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs.Office, "write", noted)
        for ask in asking:
            patch.setattr(desk.Desk, ask.__name__, answered(ask))
        assert publisher.build().exit_code == 0
    return First(publisher.root, asked)


def _clean(publisher: Publisher, root: Path) -> dict[str, bytes | str]:
    """Build the same accounts where nothing stands."""
    other = Publisher(root)
    root.mkdir()
    other.path("").parent.mkdir(exist_ok=True)
    publisher.data.rename(other.data)
    try:
        assert other.build().exit_code == 0
        return snapshot(other.site)
    finally:
        other.data.rename(publisher.data)


def _edit(publisher: Publisher, dice: random.Random) -> None:
    """Change one cell, or take a row away, or say one twice, or put a blank line before all rows."""
    path = dice.choice(sorted(publisher.data.rglob("*.csv")))
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    kind = dice.choice(("cell", "cell", "cell", "cell", "away", "moved"))
    if len(rows) > 1 and kind == "away":
        rows.pop(dice.randrange(1, len(rows)))
    elif len(rows) > 1 and kind == "moved":
        rows.append(rows.pop(1))
    elif len(rows) > 1:
        row = dice.choice(rows[1:])
        place = dice.randrange(len(row))
        text = row[place]
        row[place] = dice.choice((text[:-1] + "7", text + "新", text.replace("1", "2"), ""))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def test_a_rebuild_equals_a_build_from_nothing(
    first: First, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random edits, one after the other: the site that grew with them is the site built at the end of them.

    After the first it is asked whose pages would come out the same, after the second no more.
    """
    publisher, dice = first.again(tmp_path / "grown"), random.Random(1)
    for number, few in zip(range(EDITS), (0, prints.FEW), strict=True):
        monkeypatch.setattr(prints, "FEW", few)
        for _ in range(TRIES):
            before = {path: path.read_bytes() for path in publisher.data.rglob("*.csv")}
            _edit(publisher, dice)
            changed = any(path.read_bytes() != held for path, held in before.items())
            if changed and publisher.build().exit_code == 0:
                break
            for path, held in before.items():
                path.write_bytes(held)
        else:
            pytest.fail(f"no edit {number} that the check accepts")
    assert snapshot(publisher.site) == _clean(publisher, tmp_path / "clean")


def test_only_what_changed_is_made(first: First, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question to one compound makes anew its pages and its county's own, no notice; an entry of January, the
    notices of January; a county that is named, all that bears its name, and nothing of the other county.
    """
    publisher = first.again(tmp_path / "again")
    done: list[jobs.Job] = []
    write = jobs.Office.write

    def noted(self: jobs.Office, job: jobs.Job) -> list[PageWritten]:
        done.append(job)
        return write(self, job)

    monkeypatch.setattr(jobs.Office, "write", noted)
    assert publisher.build().exit_code == 0
    assert {job.part for job in done} == {"overview", "data"}

    done.clear()
    publisher.replace(f"{ACCOUNTS}/objections.csv", "门禁为什么换?", "门禁为什么又换?")
    assert publisher.build().exit_code == 0
    assert {job.ids for job in done if job.part == "units"} == {("lan", "lan-c01-a")}  # its county's ZIP
    assert not [job for job in done if job.part == "notices"]

    done.clear()
    publisher.replace(REVENUE, "12345.67,0,op-1,,", "12345.67,0,op-1,,一月")
    assert publisher.build().exit_code == 0
    assert {job.ids[2:] for job in done if job.part == "notices"} == {("2025-01",)}

    done.clear()
    stood = {path: (publisher.site / path).stat().st_ino for path in LAN}
    publisher.write("wu/profile.toml", 'name = "新梧县"\n')
    assert publisher.build().exit_code == 0
    assert {job.ids for job in done if job.part == "county"} == {("wu",)}
    assert {job.ids for job in done if job.part in ("units", "working")} == {("wu", "wu-c01")}
    assert {path: (publisher.site / path).stat().st_ino for path in LAN} == stood
    assert snapshot(publisher.site) == _clean(publisher, tmp_path / "clean")


def test_what_was_touched_is_made_anew(first: First, tmp_path: Path) -> None:
    """A page altered or taken away by hand, or what a build keeps for the next, comes to nothing."""
    publisher = first.again(tmp_path / "again")
    before = snapshot(publisher.site)
    (publisher.site / "c/lan-c01/index.html").write_text("changed")
    (publisher.site / "en/c/lan-c01-a/index.html").unlink()
    (publisher.site / "c/lan-c01/by-hand.html").write_text("added")
    assert publisher.build().exit_code == 0
    assert snapshot(publisher.site) == before
    shutil.rmtree(publisher.root / "build" / "templates")
    (publisher.root / "build" / "templates").write_text("in the way")
    (publisher.root / "build" / "kept" / "site.sqlite").write_text("{")
    templates.forget()
    assert publisher.build().exit_code == 0
    assert snapshot(publisher.site) == before


def test_a_record_is_of_one_program(tmp_path: Path) -> None:
    """What another version, or other settings, have left is not taken over; nor is a record that says less."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    (new / "page").write_text("text")
    kept = Kept(tmp_path / "record.sqlite", old, new, "this")
    kept.put("piece", "rows", ["page"], ["said"])
    kept.save({"page": "digest"})
    new.rename(old / "site")
    for made_by, made_of, taken in (
        ("this", "rows", True),
        ("this", "others", False),
        ("that", "rows", False),
    ):
        new.mkdir()
        again = Kept(tmp_path / "record.sqlite", old / "site", new, made_by)
        assert (again.take("piece", made_of) is not None) is taken
        assert (new / "page").exists() is taken
        shutil.rmtree(new)
    for statement in (
        "update pieces set said = '{'",
        "drop table files",
        "drop table pieces",
        "update record set salt = x'00'",
        "delete from record",
        "drop table record",
    ):
        with sqlite3.connect(tmp_path / "record.sqlite") as base:
            base.execute(statement)
        base.close()
        assert Kept(tmp_path / "record.sqlite", old / "site", new, "this").take("piece", "rows") is None
    for content in (b"", b"{", b"SQLite format 3\0" + bytes(200)):
        (tmp_path / "record.sqlite").write_bytes(content)
        assert Kept(tmp_path / "record.sqlite", old / "site", new, "this").take("piece", "rows") is None


def test_an_id_may_be_that_of_several_things() -> None:
    """A fund, a contract or a matter that bears another unit's id takes nothing from that unit's fingerprint."""
    with duckdb.connect() as con:
        con.execute("create schema open")
        for table, columns in (
            ("communities", "'a' as community_id union all select 'b'"),
            ("funds", "'b' as fund_id, 'a' as community_id"),
            ("projects", "'p' as project_id, 'a' as community_id"),
            ("contracts", "'b' as contract_id, 'p' as project_id"),
            ("matters", "'m' as matter_id, 'b' as fund_id"),
        ):
            con.execute(f"create table open.{table} as select {columns}")
        assert owners_of(con) == {"a": {"a"}, "b": {"a", "b"}, "m": {"a"}}


def test_other_settings_make_everything_anew(first: First, tmp_path: Path) -> None:
    """The site's address and the revision stand on every page; and with the address there are pictures to keep."""
    publisher = first.again(tmp_path / "again")
    assert publisher.build("--base-url", "https://example.org/", "--revision", "abc").exit_code == 0
    for path in publisher.site.rglob("c/lan-c01*/*.html"):
        assert "<code>abc</code>" in path.read_text(encoding="utf-8"), path
    with contextlib.closing(sqlite3.connect(publisher.root / "build" / "kept" / "site.sqlite")) as base:
        drawn = base.execute("select piece from files where path = 'c/lan/card.png'").fetchall()
    assert drawn == [("county zh lan",)]


def test_units_ask_only_what_is_fingerprinted(first: First) -> None:
    """A query that a unit's page asks beyond those the fingerprints know would leave the page as it was.

    The downloads that a page lists come with the job, and the plan adds them to the fingerprint.
    """
    shared = {*SHARED, *OF_COUNTY}
    assert {"units", "notices", "working", "county", "overview", "data"} <= first.asked.keys()
    assert first.asked["units"] <= {*queries("units"), *shared, "commits", "downloads"}
    assert first.asked["notices"] <= {"notice_parts", *ALWAYS, *MONTHLY, *shared}
    assert first.asked["working"] <= {*BESIDE_WORKING, *shared, "commits"}
    assert first.asked["county"] <= {*queries("county"), *OF_COUNTY_ALONE, *shared, "commits"}
