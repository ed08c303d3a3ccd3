"""A build after a change makes only what changed, and gives byte for byte what a build from nothing gives."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest

from sunledger.render import desk, jobs
from sunledger.render.addresses import PageWritten
from sunledger.render.prints import ALWAYS, MONTHLY, SHARED, unit_queries
from tests.publisher import ACCOUNTS, REVENUE, Publisher, snapshot

EDITS, TRIES = 5, 12
"""How often a publisher is rebuilt in a row, and how many edits are tried for one that the check accepts."""


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


def test_a_rebuild_equals_a_build_from_nothing(tmp_path: Path) -> None:
    """Random edits, one after the other: the site that grew with them is the site built at the end of them."""
    publisher, dice = Publisher.small(tmp_path / "grown"), random.Random(1)
    assert publisher.build().exit_code == 0
    for number in range(EDITS):
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


def test_only_what_changed_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question to one compound makes anew its pages and its county's, no notice; an entry of January, the notices of January."""
    publisher = Publisher.small(tmp_path)
    assert publisher.build().exit_code == 0
    done: list[jobs.Job] = []
    write = jobs.Office.write

    def noted(self: jobs.Office, job: jobs.Job) -> list[PageWritten]:
        done.append(job)
        return write(self, job)

    monkeypatch.setattr(jobs.Office, "write", noted)
    assert publisher.build().exit_code == 0
    assert {job.part for job in done} == {"overview", "county"}

    done.clear()
    publisher.replace(f"{ACCOUNTS}/objections.csv", "门禁为什么换?", "门禁为什么又换?")
    assert publisher.build().exit_code == 0
    assert {job.ids for job in done if job.part == "units"} == {("lan", "lan-c01-a")}  # its county's ZIP
    assert not [job for job in done if job.part == "notices"]

    done.clear()
    publisher.replace(REVENUE, "12345.67,0,op-1,,", "12345.67,0,op-1,,一月")
    assert publisher.build().exit_code == 0
    assert {job.ids[2:] for job in done if job.part == "notices"} == {("2025-01",)}


def test_what_was_touched_is_made_anew(tmp_path: Path) -> None:
    """A page altered or taken away by hand, or a record that can't be read, comes to nothing."""
    publisher = Publisher.small(tmp_path)
    assert publisher.build().exit_code == 0
    first = snapshot(publisher.site)
    (publisher.site / "c/lan-c01/index.html").write_text("changed")
    (publisher.site / "en/c/lan-c01-a/index.html").unlink()
    (publisher.site / "c/lan-c01/by-hand.html").write_text("added")
    assert publisher.build().exit_code == 0
    assert snapshot(publisher.site) == first

    record = publisher.root / "build" / "kept" / "site.json"
    for text in ("{", json.dumps({"made_by": "another", "pieces": {}})):
        record.write_text(text)
        assert publisher.build().exit_code == 0
        assert snapshot(publisher.site) == first


def test_other_settings_make_everything_anew(tmp_path: Path) -> None:
    """The site's address and the revision stand on every page."""
    publisher = Publisher.small(tmp_path)
    settings = ("--base-url", "https://example.org/", "--revision", "abc")
    assert publisher.build().exit_code == 0
    assert publisher.build(*settings).exit_code == 0
    grown = snapshot(publisher.site)
    (publisher.root / "build" / "kept" / "site.json").unlink()
    assert publisher.build(*settings).exit_code == 0
    assert snapshot(publisher.site) == grown


def test_units_ask_only_what_is_fingerprinted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query that a unit's page asks beyond those the fingerprints know would leave the page as it was."""
    asked: dict[str, set[str]] = {}
    part = ""
    write, fetch = jobs.Office.write, desk.Desk._fetch

    def noted(self: jobs.Office, job: jobs.Job) -> object:
        nonlocal part
        part = job.part
        try:
            return write(self, job)
        finally:
            part = ""

    def fetched(self: desk.Desk, query: str, *rest: Any) -> object:
        asked.setdefault(part, set()).add(query)
        return fetch(self, query, *rest)

    monkeypatch.setattr(jobs.Office, "write", noted)
    monkeypatch.setattr(desk.Desk, "_fetch", fetched)
    assert Publisher.small(tmp_path).build().exit_code == 0
    assert asked["units"] <= {*unit_queries(), *SHARED, "commits"}
    assert asked["notices"] <= {"notice_parts", *ALWAYS, *MONTHLY, *SHARED}
