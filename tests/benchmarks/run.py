"""Measure the whole program on a demonstration of 200 units and 24 months: ``make bench``.

Every figure is the median of three whole processes, start-up included, as a user waits
for them. Nothing here fails when it is slow: it prints, people judge.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

SUNLEDGER = Path(sys.executable).with_name("sunledger")
RUNS = 3


def main() -> None:
    """Make the accounts, check them, build them, print what it took."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data"
        made, _ = _timed("demo", "--units", options.units, "--months", options.months, "--out", data)
        checks = [_timed("check", data, "--format", "json") for _ in range(RUNS)]
        builds = [
            _timed("build", data, "--out", folder / "site", "--jobs", options.jobs) for _ in range(RUNS)
        ]
        pages = sum(1 for _ in (folder / "site").rglob("*.html"))
        size = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())

    report = json.loads(checks[0][1])
    rows, files = report["rows"], report["files"]
    check = statistics.median(seconds for seconds, _ in checks)
    build = statistics.median(seconds for seconds, _ in builds)
    render = max(build - check, 0.01)
    print(f"python {platform.python_version()}, duckdb {version('duckdb')}, {os.cpu_count()} cores")
    print(f"demo   {options.units} units, {options.months} months: {rows:,} rows in {made:.1f} s")
    print(f"check  {rows / check:,.0f} rows/s ({rows:,} rows in {files:,} files, {check:.2f} s)")
    print(f"build  {pages / build:,.0f} pages/s ({pages:,} pages, {size / 1e6:,.1f} MB, {build:.2f} s)")
    print(f"render {pages / render:,.0f} pages/s (build less check, {render:.2f} s)")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure sunledger on demonstration accounts.")
    parser.add_argument("--units", default="200")
    parser.add_argument("--months", default="24")
    parser.add_argument("--jobs", default=str(os.cpu_count() or 1))
    return parser.parse_args()


def _timed(*words: str | Path) -> tuple[float, str]:
    """Run one command of the program; return wall seconds and what it printed."""
    started = time.perf_counter()
    done = subprocess.run([SUNLEDGER, *words], stdout=subprocess.PIPE, text=True, check=True)
    return time.perf_counter() - started, done.stdout


if __name__ == "__main__":
    main()
