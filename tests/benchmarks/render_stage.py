"""Render a site and tell, as JSON, how long that took: ``python -m tests.benchmarks.render_stage DATA OUT JOBS``.

The stage alone, workers' start included: in a build, other work goes on beside it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from sunledger import publish, resources
from sunledger.crew import Crew
from sunledger.engine import hand_over
from sunledger.render import Rendering
from sunledger.render.shell import build_shell
from tests.benchmarks.ledger_site import worked_out


def main(data: Path, out: Path, jobs: int) -> str:
    """Work the accounts out, then render all data pages in both languages; return pages and seconds."""
    with tempfile.TemporaryDirectory() as name, worked_out(data, Path(name)) as con:
        scratch = Path(name)
        hand_over(con, scratch / "work.duckdb")
        root = resources.root()
        style, script = publish.gather(root)
        shell = build_shell(root, scratch / "shell", style=style.name, script=script.name)
        started = time.perf_counter()
        with Crew(jobs) as crew:
            pages = Rendering(
                scratch / "work.duckdb", shell.bare(), out, crew=crew, base_url=None, revision=None
            ).finish()
        return json.dumps({"pages": len(pages), "seconds": time.perf_counter() - started})


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
