"""Demonstration data: invented accounts that behave like real ones, the same for the same seed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sunledger.errors import ProgramFault


def write_counties(out: Path, seed: str | int) -> int:
    """Write the three model counties below ``out``; return how many rows they have in all."""
    from sunledger.demo import shu, tan, zi

    rows: int = sum(county.write(out, seed) for county in (tan, shu, zi))
    seal(out, seed)
    return rows


def write_units(out: Path, units: int, months: int, seed: str | int) -> int:
    """Write ``units`` plain communities of ``months`` months below ``out``; return how many rows."""
    from sunledger.demo.units import write

    return write(out, units, months, seed)


def seal(out: Path, seed: str | int) -> None:
    """Seal the written counties month by month, as a publisher does, with salts that follow from the seed.

    It comes last: what a recipe writes is first published, then sealed. Rows are sealed as they were before
    any correction, so the few that were corrected show how a correction explains a difference.
    """
    from sunledger import pipeline

    def salt(county: str, leaf: int) -> str:
        return hashlib.sha256(f"{seed}/{county}/{leaf}".encode()).hexdigest()[:32]

    done = pipeline.seal_months(out, begin=True, salts=salt)
    if not done.report.ok:
        first = done.report.findings[0]
        raise ProgramFault(f"{first.file}:{first.line}", first.message_en)
