"""Demonstration data: invented accounts that behave like real ones, the same for the same seed."""

from __future__ import annotations

from pathlib import Path


def write_counties(out: Path, seed: str | int) -> int:
    """Write the three model counties below ``out``; return how many rows they have in all."""
    from sunledger.demo import shu, tan, zi

    return sum(county.write(out, seed) for county in (tan, shu, zi))


def write_units(out: Path, units: int, months: int, seed: str | int) -> int:
    """Write ``units`` plain communities of ``months`` months below ``out``; return how many rows."""
    from sunledger.demo.units import write

    return write(out, units, months, seed)
