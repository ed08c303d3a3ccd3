"""The table of what was measured: README.md beside this file, written by the run itself."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.bench import MANY_PAGES, MANY_UNITS

PACKAGES = ("sunledger", "duckdb", "frictionless", "mkdocs-material", "hugo")
HEAD = "| part | measured | compared with | here | there | ratio | wanted | when, runs, load |"


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison of the table."""

    part: str
    what: str
    beside: str
    here: str
    there: str
    ratio: str
    wanted: str


def write(path: Path, lines: list[Line], runs: int) -> None:
    """Put the lines, medians of so many ``runs``, into the table, in the place of older ones of the same parts."""
    old = (
        re.findall(r"^\| (?!part |---)(.+?) \|.*$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if path.exists()
        else []
    )
    kept = (
        dict(
            zip(
                old,
                re.findall(r"^(\| (?!part |---).*)$", path.read_text(encoding="utf-8"), re.MULTILINE),
                strict=True,
            )
        )
        if old
        else {}
    )
    when = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {runs}, {os.getloadavg()[1]:.1f}"
    for line in lines:
        cells = (line.part, line.what, line.beside, line.here, line.there, line.ratio, line.wanted, when)
        kept[line.part] = f"| {' | '.join(cells)} |"
    path.write_text(
        _TEXT.format(
            machine=_machine(),
            pages=MANY_PAGES,
            units=MANY_UNITS,
            table="\n".join([HEAD, "|---" * 8 + "|", *kept.values()]),
        ),
        encoding="utf-8",
        newline="\n",
    )


def _machine() -> str:
    versions = []
    for name in PACKAGES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"{name} not installed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, Python {platform.python_version()}, {', '.join(versions)}"


_TEXT = """# Benchmarks

Written by `make bench`; run it to measure your own machine. Last run on: {machine}.

Whole processes, start-up included, medians; beside them the processor time. The last column tells the day, of how many runs, and how many
processes the machine had to serve in the five minutes before: above its number of cores, others were at work. What takes a quarter of
an hour is run once: MkDocs above {pages:,} pages and a full build above {units:,} communities.

{table}

- **check**: sunledger reads every community's own files and also holds cross-table rules and the privacy guard;
  frictionless reads one file a dataset. Both find nothing wrong.
- **hugo**, **mkdocs**: the same rows and columns on one overview and the year ledgers of each unit, in one
  language. The others are given finished text; sunledger reads the CSV files, checks them and works the figures out,
  and each of its pages carries its shell, charts and sources. Other pages of a build are left out on both sides.
- **render**: the stage alone, workers' start-up included, against one process that writes the same
  bytes to the same disk.
- **rebuild**, **demonstration**: `sunledger build` run again after one payment changed, against a build from nothing.
- **scale**: the exponent is that of the seconds in the number of communities; the largest build is measured once.
  Memory is the most that the process and its children held at once, shared pages counted once (PSS), four looks a second.
"""
