"""Work done side by side: in order, once, with the failure that stands first, and nothing left at work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sunledger import abreast as module
from sunledger.abreast import Piece, abreast
from sunledger.engine import Connection, connect


@pytest.fixture
def con(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """Give an empty database of which each statement keeps to one core, on a machine of two."""
    monkeypatch.setattr(module, "LANES", 2)
    opened = connect(tmp_path, threads=1)
    yield opened
    opened.close()


def test_results_stand_in_the_order_of_the_pieces(con: Connection) -> None:
    """Each piece sees what those it comes after have made, by names and macros as everywhere."""
    con.execute("create table meta.one (d date)")
    pieces = [
        Piece("b", lambda con: con.execute("create table data.b as select 2 as n")),
        Piece("a", lambda con: con.execute("create table data.a as select n + 1 as n from b"), frozenset({"b"})),
        *(
            Piece(str(n), lambda con: con.execute("select month_of(date '2025-03-01'), n from a").fetchone(),
                  frozenset({"a", "elsewhere"}))
            for n in range(6)
        ),
    ]  # fmt: skip
    assert abreast(con, pieces)[2:] == [("2025-03", 3)] * 6
    assert abreast(con, []) == []


def test_two_pieces_are_at_work_at_a_time(con: Connection) -> None:
    """Neither of two pieces that wait for each other would end if one were done after the other."""
    met = threading.Barrier(2, timeout=20)
    pieces = [Piece(name, lambda _: met.wait()) for name in "ab"]
    assert sorted(abreast(con, pieces)) == [0, 1]


def test_the_first_failure_is_raised_whichever_came_first(con: Connection) -> None:
    """As if one piece were done after the other; what stands behind a failure is not begun."""
    late, done = threading.Event(), []

    def first(_: Connection) -> None:
        late.wait(20)
        raise ValueError("first")

    def second(_: Connection) -> None:
        late.set()
        raise ValueError("second")

    pieces = [
        Piece("a", first), Piece("b", second), Piece("c", lambda _: done.append("c"), frozenset({"a"})),
        Piece("d", lambda _: done.append("d"), frozenset({"b"})),
    ]  # fmt: skip
    threads = threading.active_count()
    with pytest.raises(ValueError, match="first"):
        abreast(con, pieces)
    assert not done
    assert threading.active_count() == threads


def test_what_stands_before_a_failure_is_done(con: Connection) -> None:
    """A piece that still waits when a later one fails is done all the same: it might fail as well."""
    failed, done = threading.Event(), []

    def third(_: Connection) -> None:
        failed.set()
        raise ValueError("third")

    pieces = [
        Piece("a", lambda _: failed.wait(20)),
        Piece("b", lambda _: done.append("b"), frozenset({"a"})),
        Piece("c", third),
    ]
    with pytest.raises(ValueError, match="third"):
        abreast(con, pieces)
    assert done == ["b"]


def test_an_interruption_ends_what_is_at_work(con: Connection) -> None:
    """Whoever presses Ctrl-C waits for no long query."""
    begun = threading.Event()

    def long(other: Connection) -> None:
        if other is con:
            begun.wait(20)
            raise KeyboardInterrupt
        begun.set()
        other.execute("select count(*) from range(1000000) as a, range(1000000) as b").fetchone()

    with pytest.raises(KeyboardInterrupt):
        abreast(con, [Piece("a", long), Piece("b", long)])
