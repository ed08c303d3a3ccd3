"""Hold the fast path against frictionless on thousands of random files: ``make differential``.

What the program calls clean, frictionless must call valid and read as the same values. The other way round is
told but not held: a ledger's form is stricter than the standard's. The same seed makes the same files.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.check import judges, random_files, random_schemas

IN_A_WORLD = 8
"""Files of one dataset that share a schema and are read together."""


TARGETS = 12
"""Rows that they may refer to."""


@dataclass(slots=True)
class Tally:
    """What the judges said of how many files."""

    clean: int = 0
    refused_by_both: int = 0
    stricter: int = 0
    why: Counter[str] = field(default_factory=Counter)
    unsound: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """Count the files that were judged."""
        return self.clean + self.refused_by_both + self.stricter + len(self.unsound)

    def add(self, other: Tally) -> None:
        """Count another tally's files too."""
        self.clean += other.clean
        self.refused_by_both += other.refused_by_both
        self.stricter += other.stricter
        self.why += other.why
        self.unsound += other.unsound


def world(seed: str) -> Tally:
    """Make one world of two datasets, one referring to the other, and judge each of its files."""
    dice = random.Random(seed)
    target = random_schemas.schema(dice, "communities", "communities_id")
    target["fields"] += [{"name": "community_id", "type": "string", **random_schemas.WORDING}]
    items = random_schemas.schema(dice, "items", "items_id", "communities")
    tally = Tally()
    with tempfile.TemporaryDirectory() as name, judges.schemas(target, items):
        data = Path(name) / "data"
        folder = data / "u"
        folder.mkdir(parents=True)
        there = folder / "communities.csv"
        spoilt = dice.random() < 0.15
        there.write_bytes(
            random_files.file(dice, target, [""], 1) if spoilt else random_files.sound(dice, target, TARGETS)
        )
        ids = [f"r-{number}" for number in range(1, TARGETS + 1)]
        paths = [folder / f"items-{number}.csv" for number in range(IN_A_WORLD)]
        for number, path in enumerate(paths):
            path.write_bytes(random_files.file(dice, items, ids, number * 100 + 1))
        faults, values = judges.ours(data, Path(name) / "scratch")
        file = "data/u/communities.csv"
        whole = not faults.get(file, {"refused"})
        _judge(tally, seed, there, target, None, faults.get(file, {"refused"}), values.get(file))
        for path in paths:
            file = f"data/u/{path.name}"
            aim = (there, target) if whole else None
            _judge(tally, seed, path, items, aim, faults.get(file, {"refused"}), values.get(file))
    return tally


def _judge(
    tally: Tally, seed: str, path: Path, schema: random_schemas.Schema,
    target: tuple[Path, random_schemas.Schema] | None, faults: set[str], values: judges.Values | None,
) -> None:  # fmt: skip
    errors = judges.theirs(path, schema, target)
    if faults:
        tally.refused_by_both += bool(errors)
        tally.stricter += not errors
        tally.why.update([] if errors else faults)
        return
    same = errors or judges.one_form(values or []) == judges.their_values(path, schema)
    if errors or not same:
        said = ", ".join(sorted(set(errors))) or "other values"
        tally.unsound.append(f"{seed} {path.name}: {said}\n{schema}\n{path.read_bytes()!r}")
    else:
        tally.clean += 1


def run(cases: int, seed: str, jobs: int) -> Tally:
    """Judge at least so many files, world by world."""
    seeds = [f"{seed}/{number}" for number in range(-(-cases // (IN_A_WORLD + 1)))]
    tally = Tally()
    if jobs == 1:
        for each in seeds:
            tally.add(world(each))
        return tally
    started = time.monotonic()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for number, done in enumerate(pool.map(world, seeds, chunksize=10), 1):
            tally.add(done)
            if number % 100 == 0:
                print(
                    f"{tally.cases:,} files, {time.monotonic() - started:.0f} s, {len(tally.unsound)} unsound",
                    file=sys.stderr,
                )
    return tally


def main() -> int:
    """Run the long form, say what was found, fail if anything was passed that frictionless rejects."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", default="sunledger")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    started = time.monotonic()
    tally = run(options.cases, options.seed, options.jobs)
    valid = tally.clean + tally.stricter
    print(
        f"{tally.cases:,} files in {time.monotonic() - started:.0f} s: {tally.clean:,} clean and valid, {tally.refused_by_both:,} refused by both"
    )
    print(
        f"{tally.stricter:,} of {valid:,} valid files ({tally.stricter / max(valid, 1):.1%}) not called clean: {dict(tally.why.most_common())}"
    )
    print(*tally.unsound, f"{len(tally.unsound)} called clean that frictionless rejects", sep="\n")
    return 1 if tally.unsound else 0


if __name__ == "__main__":
    sys.exit(main())
