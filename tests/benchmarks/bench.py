"""What was asked to be measured, and a folder to work in."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import measures
from tests.benchmarks.measures import say

PYTHON = Path(sys.executable)
SUNLEDGER = (PYTHON, "-m", "sunledger")

MANY_PAGES, MANY_UNITS = 3_000, 5_000
"""Above so many pages MkDocs is run once, and above so many communities a full build."""

MUCH = 10_000_000_000
"""Bytes on the disk that parts may leave for the next ones."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What was asked for, and a folder to work in."""

    folder: Path
    runs: int
    units: int
    months: int
    jobs: int
    mkdocs: tuple[int, ...]
    scales: tuple[int, ...]

    def accounts(self, units: int) -> Path:
        """Make accounts of so many units, once; return their folder."""
        data = self.folder / f"accounts-{units}"
        if not data.exists():
            say(f"accounts of {units:,} units, {self.months} months")
            measures.run(
                [*SUNLEDGER, "demo", "--units", f"{units}", "--months", f"{self.months}", "--out", data]
            )
        return data

    def place(self, name: str) -> Path:
        """Return a path below the folder at which nothing has stood yet.

        Nothing is deleted between two measurements: for minutes afterwards some disks (ext4 without a
        journal) take forty times as long to make a file.
        """
        self.folder.joinpath(name).mkdir(exist_ok=True)
        return self.folder / name / f"{len([*self.folder.joinpath(name).iterdir()])}"

    def clear(self) -> None:
        """Delete what the parts so far have left behind, if it is much."""
        left = [path for path in self.folder.iterdir() if not path.name.startswith("accounts-")]
        if sum(held(path)[1] for path in left) > MUCH:
            say("deleting what was made so far")
            for path in left:
                shutil.rmtree(path)


def held(folder: Path) -> tuple[int, int]:
    """Count the files below a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
