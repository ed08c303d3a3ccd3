"""Build a site and tell, as JSON, how long each stage took: ``python -m tests.benchmarks.stages DATA OUT JOBS``."""

from __future__ import annotations

import itertools
import json
import sys
import time
from pathlib import Path

from sunledger import pipeline
from sunledger.model import Advance, BuildOptions, quiet


def main(data: Path, out: Path, jobs: int) -> str:
    """Build; return rows, pages, and the seconds from the beginning of each stage to that of the next."""
    begun: list[tuple[str, float]] = []

    def progress(stage: str, what: str, total: int = 0) -> Advance:
        begun.append((f"{stage} {what}".strip(), time.perf_counter()))
        return quiet(stage, what, total)

    report = pipeline.build(data, BuildOptions(out, jobs=jobs), progress=progress)
    begun.append(("", time.perf_counter()))
    seconds: dict[str, float] = {}
    for (stage, start), (_, end) in itertools.pairwise(begun):
        seconds[stage] = seconds.get(stage, 0) + end - start
    return json.dumps({"rows": report.rows, "pages": report.pages, "seconds": seconds})


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
