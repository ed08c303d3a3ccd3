"""Build only each unit's overview and year ledgers: ``python -m tests.benchmarks.ledger_site DATA OUT``.

It is what other site generators are compared with: the program's own stages from the CSV files on (read, the
whole check, derive, hand over), its own templates and shell, on all cores, in one language; without the
downloads, notices, comparisons and feeds that a build makes too. Cold: the shell is made anew.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from sunledger import pipeline, publish, resources
from sunledger.check import record
from sunledger.crew import settle
from sunledger.derive import derive
from sunledger.engine import Connection, hand_over
from sunledger.model import quiet
from sunledger.read import read
from sunledger.render import glossary, ledgers, units, words
from sunledger.render.jobs import Office
from sunledger.render.plan import job_size
from sunledger.render.press import Press, Setup
from sunledger.render.shell import build_shell

LANGUAGE = "zh"


@contextmanager
def worked_out(data: Path, scratch: Path) -> Iterator[Connection]:
    """Read, check and derive as a build does; give the connection with all tables."""
    reading = read(data, scratch)
    checked, _ = pipeline._examine(reading, quiet)
    assert checked.ok
    derive(reading, checked.unclean)
    record(reading.con, checked)
    yield reading.con
    reading.con.close()


def main(data: Path, out: Path) -> int:
    """Make the pages; return how many."""
    with tempfile.TemporaryDirectory() as name, worked_out(data, Path(name)) as con:
        scratch = Path(name)
        ids = [row[0] for row in con.execute("select community_id from data.funds order by all").fetchall()]
        hand_over(con, scratch / "work.duckdb")
        root = resources.root()
        style, script = publish.gather(root)
        shell = build_shell(root, scratch / "shell", style=style.name, script=script.name)
        setup = Setup(
            scratch / "work.duckdb", out, shell.bare(), None, None, None, {LANGUAGE: words.read_messages(LANGUAGE)},
            {LANGUAGE: glossary.read(root / "site" / "pages", LANGUAGE)},
        )  # fmt: skip
        jobs = os.cpu_count() or 1
        size = job_size(len(ids), jobs)
        parts = [ids[start : start + size] for start in range(0, len(ids), size)]
        with ProcessPoolExecutor(
            jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_open, initargs=(setup,)
        ) as pool:
            return sum(pool.map(_write, parts))


def _open(setup: Setup) -> None:
    global _office, _setup
    settle()
    _office, _setup = Office(setup), setup


_office: Office
_setup: Setup


def _write(ids: list[str]) -> int:
    desk = _office.desk(LANGUAGE)
    press, chunk = Press(desk, _setup), units.gather(desk, ids)
    leaves = [*units.UnitPages(desk, _setup, chunk).leaves(), *ledgers.leaves(desk, _setup, chunk)]
    return len([press.write(leaf) for leaf in leaves])


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))
