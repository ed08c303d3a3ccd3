"""What changed from commit to commit: counted from rows on both sides, and nothing told that is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sunledger.check import conform
from sunledger.derive import derive, tables
from sunledger.engine import Connection
from sunledger.read import read, read_history
from sunledger.read.history import CHANGES
from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, Publisher
from tests.repositories import Repository

COUNTS = "rows_added, rows_removed, rows_changed, unreadable_files"
SERVICES = f"{ACCOUNTS}/services.csv"

Told = Callable[..., Connection]


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return the small publisher in a repository of its own, with one commit."""
    made = Publisher.small(tmp_path / "project")
    Repository.begin(made.root).commit("2025-01-10")
    return made


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """Return a function that reads a publisher with its history, derives and gives the connection."""
    opened: list[Connection] = []

    def make(publisher: Publisher, **options: Any) -> Connection:
        scratch = tmp_path / f"scratch-{len(opened)}"
        scratch.mkdir()
        reading = read(publisher.data, scratch)
        opened.append(reading.con)
        read_history(reading, publisher.data, scratch, **options)
        derive(reading, conform(reading).unclean)
        return reading.con

    yield make
    for con in opened:
        con.close()


def _rows(con: Connection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def _changed(publisher: Publisher, day: str) -> str:
    return Repository(publisher.root).commit(day)[:12]


def test_rows_are_compared_by_their_keys(publisher: Publisher, told: Told) -> None:
    """Added, removed and changed rows with their months and units, the newest change first."""
    publisher.append(REVENUE, [
        {"entry_id": "n-1", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "100.10", "cost": "0.05"},
        {"entry_id": "n-2", "fund_id": "f-a", "month": "2025-03", "basis": "fee", "gross": "20.00", "cost": "0"},
    ])  # fmt: skip
    second = _changed(publisher, "2025-02-10")
    publisher.replace(REVENUE, "n-1,f-b,2025-02", "n-1,f-b,2025-03")
    publisher.replace(REVENUE, "100.10", "90.00")
    third = _changed(publisher, "2025-03-10")
    publisher.put(REVENUE, [row for row in publisher.rows(REVENUE) if row["entry_id"] != "n-2"])
    fourth = _changed(publisher, "2025-04-10")
    con = told(publisher)
    columns = f"change_id, changed_on::varchar, units, datasets, months, first_month, last_month, {COUNTS}"
    assert _rows(con, f"select {columns} from derived.data_changes order by position")[:3] == [
        (fourth, "2025-04-10", 1, 1, 1, "2025-03", "2025-03", 0, 1, 0, 0),
        (third, "2025-03-10", 1, 1, 2, "2025-02", "2025-03", 0, 0, 1, 0),
        (second, "2025-02-10", 2, 1, 2, "2025-02", "2025-03", 2, 0, 0, 0),
    ]
    assert _rows(con, f"select county_id, community_id, dataset, {COUNTS} from derived.data_change_parts "
                      f"where change_id = '{second}' order by part") == [
        ("lan", "lan-c01-a", "revenue", 1, 0, 0, 0), ("lan", "lan-c01-b", "revenue", 1, 0, 0, 0),
    ]  # fmt: skip
    assert _rows(con, "select change_id, fund_kind, gross::varchar, cost::varchar, moved::varchar from "
                      f"derived.data_change_sums where change_id in ('{second}', '{third}', '{fourth}') "
                      "order by gross") == [
        (fourth, "owners", "-20.00", "0.00", "20.00"),
        (third, "owners", "-10.10", "0.00", "10.10"),
        (second, "owners", "120.10", "0.05", "120.15"),
    ]  # fmt: skip


def test_a_rise_and_a_fall_do_not_cancel_in_what_was_moved(publisher: Publisher, told: Told) -> None:
    """An amount that goes from one fund to another of its kind leaves the sum and has moved twice."""
    publisher.append(REVENUE, [
        {"entry_id": "n-1", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "70.00", "cost": "0"},
        {"entry_id": "n-2", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "30.00", "cost": "0"},
    ])  # fmt: skip
    _changed(publisher, "2025-02-10")
    publisher.replace(REVENUE, "70.00", "50.00")
    publisher.replace(REVENUE, "30.00", "50.00")
    change = _changed(publisher, "2025-03-10")
    con = told(publisher)
    assert _rows(con, "select gross::varchar, moved::varchar from derived.data_change_sums "
                      f"where change_id = '{change}'") == [("0.00", "40.00")]  # fmt: skip


def test_all_changes_together_are_what_stands_there_now(publisher: Publisher, told: Told) -> None:
    """From the first commit on, the changes of each kind of fund add up to its amounts; rows to the rows."""
    publisher.replace(REVENUE, "month", "month")
    publisher.append(REVENUE, [
        {"entry_id": "n-1", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "70.00", "cost": "0"},
    ])  # fmt: skip
    _changed(publisher, "2025-02-10")
    publisher.replace(PAYMENTS, "payment_id", "payment_id")
    publisher.put(PAYMENTS, publisher.rows(PAYMENTS)[1:])
    _changed(publisher, "2025-03-10")
    con = told(publisher)
    summed = "sum(gross), sum(cost) from {} group by fund_kind order by all"
    now = "(select funds.kind as fund_kind, revenue.* from data.revenue join data.funds using (fund_id))"
    assert _rows(con, "select fund_kind, " + summed.format("derived.data_change_sums")) == _rows(
        con, "select fund_kind, " + summed.format(now)
    )
    paid = _rows(con, "select sum(disbursed) from derived.data_change_sums")
    assert paid == _rows(con, "select sum(amount) from data.disbursements")
    assert paid[0][0] > Decimal(0)
    assert _rows(con, "select sum(rows_added) - sum(rows_removed) from derived.data_changes") == _rows(
        con, "select sum(rows) from meta.files"
    )


def test_another_file_or_form_is_no_change(publisher: Publisher, told: Told) -> None:
    """Rows moved to other files, quoted, with columns in another order: touched, and nothing changed."""
    rows = publisher.rows(REVENUE)
    publisher.path(REVENUE).unlink()
    publisher.append(f"{ACCOUNTS}/revenue-a.csv", rows[:3])
    publisher.append("lan/revenue-b.csv", rows[3:])
    text = publisher.text(PAYMENTS)
    body = "".join(
        ",".join(f'"{cell}"' for cell in reversed(list(row.values()))) + "\n"
        for row in publisher.rows(PAYMENTS)
    )
    publisher.write(PAYMENTS, ",".join(reversed(text.split("\n")[0].split(","))) + "\n" + body)
    change = _changed(publisher, "2025-02-10")
    con = told(publisher)
    assert _rows(
        con, f"select datasets, units, {COUNTS} from derived.data_changes where change_id = '{change}'"
    ) == [(2, 2, 0, 0, 0, 0)]
    assert _rows(con, f"select * from derived.data_change_sums where change_id = '{change}'") == []


def test_what_is_not_committed_is_not_listed(publisher: Publisher, told: Told) -> None:
    """The history is the commit's, whatever stands in the folder."""
    before = _rows(told(publisher), "select * from derived.data_change_parts order by all")
    publisher.replace(REVENUE, "month", "month")
    publisher.append(REVENUE, [
        {"entry_id": "n-1", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "70.00", "cost": "0"},
    ])  # fmt: skip
    con = told(publisher)
    assert _rows(con, "select count(*) from data.revenue where entry_id = 'n-1'") == [(1,)]
    assert _rows(con, "select * from derived.data_change_parts order by all") == before


def test_a_file_that_could_not_be_read_is_said_to_be_so(publisher: Publisher, told: Told) -> None:
    """Torn, renamed columns, another encoding, conflict marks: counted as unreadable on both ways, never fatal."""
    good = publisher.text(REVENUE)
    bad: tuple[str | bytes, ...] = (
        "entry_id\n",
        "a,b\n1,2\n",
        good + 'x,"',
        good + "x,y\n",
        good + "\x00",
        "收入".encode("gbk"),
        b"",
    )
    for number, text in enumerate(bad):
        publisher.write(REVENUE, text)
        _changed(publisher, f"2025-02-{10 + number}")
    publisher.write(REVENUE, good)
    _changed(publisher, "2025-03-10")
    con = told(publisher)
    found = _rows(con, f"select {COUNTS} from derived.data_changes order by position desc")[1:]
    assert len(found) == len(bad) + 1
    assert found[1:] == [(0, 0, 0, 1)] * len(bad)
    assert found[0] == (0, 7, 0, 0)
    assert _rows(con, "select state from meta.history") == [("whole",)]


def test_amounts_in_another_form_or_beyond_measure_count_for_nothing(
    publisher: Publisher, told: Told
) -> None:
    """The row has changed; what it would have moved can't be said, and the site is built all the same."""
    rows = [
        {
            "entry_id": f"n-{n}",
            "fund_id": "f-b",
            "month": "2025-02",
            "basis": "fee",
            "gross": gross,
            "cost": "0",
        }
        for n, gross in enumerate(["1,5", "一百", "1e9", "12.345", *["9999999999999.99"] * 1200])
    ]
    before = publisher.text(REVENUE)
    publisher.append(REVENUE, rows)
    change = _changed(publisher, "2025-02-10")
    publisher.write(REVENUE, before)
    _changed(publisher, "2025-03-10")
    con = told(publisher)
    assert _rows(con, f"select rows_added from derived.data_changes where change_id = '{change}'") == [
        (1204,)
    ]
    assert _rows(
        con, f"select gross, cost::varchar from derived.data_change_sums where change_id = '{change}'"
    ) == [(None, "0.00")]


def test_units_and_counties_that_are_gone_are_not_named(publisher: Publisher, told: Told) -> None:
    """An id may have held what had to go: only what is registered now is named, months only if they are months."""
    publisher.append("lan/13912345678/revenue.csv", [
        {"entry_id": "13912345678", "fund_id": "13912345678", "month": "1391234", "basis": "fee", "gross": "1.00"},
    ])  # fmt: skip
    publisher.append(
        "secret/communities.csv", [{"community_id": "secret", "name": "secret", "level": "county"}]
    )
    change = _changed(publisher, "2025-02-10")
    for name in ("lan/13912345678/revenue.csv", "secret/communities.csv"):
        publisher.path(name).unlink()
        publisher.path(name).parent.rmdir()
    _changed(publisher, "2025-03-10")
    con = told(publisher)
    parts = "county_id, community_id, dataset, first_month, rows_added"
    assert _rows(con, f"select {parts} from derived.data_change_parts where change_id = '{change}' order by part") == [
        ("lan", None, "revenue", None, 1), (None, None, "communities", None, 1),
    ]  # fmt: skip
    for table in ("data_changes", "data_change_parts", "data_change_sums"):
        said = str(_rows(con, f"select * from derived.{table}"))
        assert "13912345678" not in said
        assert "secret" not in said
        assert "qzx" not in said.lower()


def test_differences_of_services_are_only_counted(publisher: Publisher, told: Told) -> None:
    """Too few people may stand behind a count: no sum is made of them, before or after."""
    row = publisher.rows(SERVICES)[0]
    publisher.put(SERVICES, [{**row, "value": str(int(row["value"]) + 1)}, *publisher.rows(SERVICES)[1:]])
    change = _changed(publisher, "2025-02-10")
    con = told(publisher)
    assert _rows(con, f"select {COUNTS} from derived.data_changes where change_id = '{change}'") == [
        (0, 0, 1, 0)
    ]
    assert _rows(con, f"select * from derived.data_change_sums where change_id = '{change}'") == []


def test_profiles_texts_and_seals_are_named_without_rows(publisher: Publisher, told: Told) -> None:
    """What a county promises, says of itself and seals has no rows; other files are passed over."""
    publisher.write("lan/profile.toml", publisher.text("lan/profile.toml") + "\n# more\n")
    publisher.write(f"{ACCOUNTS}/about.md", "# 说明\n")
    publisher.write("lan/seals/log.csv", "x\n")
    publisher.write("lan/README.md", "x\n")
    change = _changed(publisher, "2025-02-10")
    publisher.path("lan/seals/log.csv").unlink()
    publisher.write("NOTES.md", "x\n")
    con = told(publisher)
    assert _rows(con, f"select community_id, dataset, {COUNTS} from derived.data_change_parts "
                      f"where change_id = '{change}' order by part") == [
        ("lan-c01", "about", 0, 0, 0, 0), ("lan", "profile", 0, 0, 0, 0), ("lan", "seals", 0, 0, 0, 0),
    ]  # fmt: skip


def test_a_merge_is_one_change(publisher: Publisher, told: Told) -> None:
    """What a clerk did step by step on a branch is published when it is merged."""
    repository = Repository(publisher.root)
    repository.git("switch", "--quiet", "--create", "clerk")
    for number in range(2):
        publisher.append(REVENUE, [
            {"entry_id": f"n-{number}", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "1", "cost": "0"},
        ])  # fmt: skip
        repository.commit("2025-02-10")
    repository.git("config", "log.diffMerges", "off")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message=merged", "clerk", day="2025-03-10")
    con = told(publisher)
    assert _rows(con, "select changed_on::varchar, rows_added from derived.data_changes order by position")[
        :1
    ] == [("2025-03-10", 2)]
    assert _rows(con, "select count(*) from derived.data_changes") == [(2,)]


def test_a_clone_tells_the_same_and_a_shallow_one_how_far_back(
    publisher: Publisher, told: Told, tmp_path: Path
) -> None:
    """The day where a shallow clone ends would show everything as new: it is left out and said."""
    for number in range(3):
        publisher.append(REVENUE, [
            {"entry_id": f"n-{number}", "fund_id": "f-b", "month": "2025-02", "basis": "fee", "gross": "1", "cost": "0"},
        ])  # fmt: skip
        _changed(publisher, f"2025-02-1{number}")
    every = "select * from derived.data_changes order by position"
    wanted = _rows(told(publisher), every)
    repository = Repository(publisher.root)
    repository.git("clone", "--quiet", str(publisher.root), str(tmp_path / "clone"))
    assert _rows(told(Publisher(tmp_path / "clone")), every) == wanted
    for depth, kept, since in ((1, 0, "2025-02-12"), (3, 2, "2025-02-10")):
        con = told(Publisher(repository.shallow(tmp_path / f"shallow-{depth}", depth).root))
        assert _rows(con, every) == wanted[:kept]
        assert _rows(con, "select * from meta.history") == [("shallow", since)]
    con = told(publisher, most=2)
    assert _rows(con, every) == wanted[:2]
    assert _rows(con, "select * from meta.history") == [("limited", "2025-02-11")]


def test_without_git_nothing_is_claimed(tmp_path: Path, told: Told) -> None:
    """A folder that git does not keep has no history, and says so."""
    con = told(Publisher.small(tmp_path / "plain"))
    assert _rows(con, "select * from meta.history") == [("unknown", None)]
    assert _rows(con, "select count(*) from derived.data_changes") == [(0,)]


def test_the_method_says_how_far_back_is_looked() -> None:
    """The number in the published method is the program's."""
    facts = tables()["data_changes"].facts
    assert f" {CHANGES} " in facts["why_zh"]
    assert f" {CHANGES} " in facts["why_en"]
