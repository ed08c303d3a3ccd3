"""What pages show of contracts, sweeps and the county's dues.

Texts in rows are safe markup; templates print these fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows_dues


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract with what was due under it."""

    row: rows_dues.Contract
    """The terms, field by field."""
    terms: str
    """The terms in a sentence."""
    years: tuple[rows_dues.ContractYear, ...]
    """What was due and received, the newest year first."""
    standing: tuple[rows_dues.ContractYear, ...]
    """The newest year of each kind that is settled or owed, and every year without a reported turnover."""
    past: bool
    """Whether its time is over with nothing owed and nothing unreported."""


@dataclass(frozen=True, slots=True)
class KindDues:
    """A county's dues of one kind."""

    label: str
    """Base rent or share of turnover."""
    told: bool
    """Whether a year's due needs a figure that somebody reports."""
    years: tuple[rows_dues.CountyDue, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class KindSweeps:
    """A county's sweeps of one kind of fund."""

    label: str
    """Name of the kind."""
    quarters: tuple[rows_dues.SweepQuarter, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class SweepLine:
    """A fund in a county's table of sweeps."""

    unit: str
    """Id of the unit."""
    name: str
    """Name of the unit."""
    fund: str
    """Id of the fund."""
    fund_name: str
    """Name of the fund."""
    cells: tuple[rows_dues.Sweep | None, ...]
    """One per quarter of the table."""


@dataclass(frozen=True, slots=True)
class SweepTable:
    """Every fund that is swept, quarter by quarter."""

    quarters: tuple[str, ...]
    """Oldest first."""
    lines: tuple[SweepLine, ...]
    """Fund by fund."""
