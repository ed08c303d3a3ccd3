"""Build only each unit's overview and year ledgers: ``python -m tests.benchmarks.ledger_site DATA OUT``.

It is what other site generators are compared with: the program's own stages from the CSV files on (read, the
whole check, derive, hand over), its own templates and shell, on all cores, in one language; without the
downloads, notices, comparisons and feeds that a build makes too. Cold: the shell is made anew.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sunledger import pipeline, publish, resources
from sunledger.check import record
from sunledger.crew import Crew
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
MODULES = ("sunledger.render.jobs", "tests.benchmarks.ledger_site")


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
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name, Crew(jobs, MODULES) as crew:
        scratch = Path(name)
        with worked_out(data, scratch) as con:
            found = con.execute("select community_id from data.funds order by all").fetchall()
            hand_over(con, scratch / "work.duckdb")
        ids = [unit for (unit,) in found]
        setup, size = _setup(scratch, out), job_size(len(ids), jobs)
        parts = [ids[start : start + size] for start in range(0, len(ids), size)]
        return sum(each.result() for each in [crew.do(_write, setup, part) for part in parts])


def _setup(scratch: Path, out: Path) -> Setup:
    root = resources.root()
    style, script = publish.gather(root)
    shell = build_shell(root, scratch / "shell", style=style.name, script=script.name)
    return Setup(
        scratch / "work.duckdb", out, shell.bare(), None, None, None, {LANGUAGE: words.read_messages(LANGUAGE)},
        {LANGUAGE: glossary.read(root / "site" / "pages", LANGUAGE)},
    )  # fmt: skip


_offices: dict[Path, Office] = {}


def _write(setup: Setup, ids: list[str]) -> int:
    if setup.work_db not in _offices:
        _offices[setup.work_db] = Office(setup)
    desk = _offices[setup.work_db].desk(LANGUAGE)
    press, chunk = Press(desk, setup), units.gather(desk, ids)
    leaves = [*units.UnitPages(desk, setup, chunk).leaves(), *ledgers.leaves(desk, setup, chunk)]
    return len([press.write(leaf) for leaf in leaves])


if __name__ == "__main__":
    from tests.benchmarks import ledger_site  # by this name other processes find what they are to do

    print(ledger_site.main(Path(sys.argv[1]), Path(sys.argv[2])))
