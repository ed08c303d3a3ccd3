"""What the picture of a county's money is made of."""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import flowchart, rows_publisher


@dataclass(frozen=True, slots=True)
class KindFlows:
    """Where the money of one kind came from and went to in a county's newest year."""

    kind: str
    """Code of the kind."""
    label: str
    """Name of the kind."""
    total: str
    """What each side adds up to."""
    sources: tuple[rows_publisher.Flow, ...]
    """Where it came from, the largest first."""
    uses: tuple[rows_publisher.Flow, ...]
    """Where it went, bucket by bucket."""
    chart: flowchart.Chart | None
    """The picture of it; none where nothing stood or moved."""
