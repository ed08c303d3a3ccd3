"""Changes to the small publisher, and the files they are made in; ``examples`` are made of them."""

from __future__ import annotations

from collections.abc import Callable

from tests.publisher import ACCOUNTS, Publisher, Row

Spoil = Callable[[Publisher], None]

CORRECTIONS, DECISIONS, MATTERS, OBJECTIONS, POSTINGS, SERVICES, TRANSFERS = (
    f"{ACCOUNTS}/{name}.csv"
    for name in (
        "corrections", "decisions", "matters", "objections", "postings", "services", "transfers",
    )
)  # fmt: skip
CLAIMS, CONTRACTS, FUNDS, INDICATORS, PROJECTS, SCHEMES, SPACES, EVENTS, TURNOVERS = (
    f"lan/{name}.csv"
    for name in (
        "claims", "contracts", "funds", "indicators", "projects", "schemes", "spaces", "space_events", "turnovers",
    )
)  # fmt: skip
PROFILE = "lan/profile.toml"


def sub(file: str, *pairs: tuple[str, str]) -> Spoil:
    """Replace texts in a file."""

    def spoil(publisher: Publisher) -> None:
        for old, new in pairs:
            publisher.replace(file, old, new)

    return spoil


def add(file: str, *rows: Row) -> Spoil:
    """Add rows to a file."""
    return lambda publisher: publisher.append(file, rows)


def both(*changes: Spoil) -> Spoil:
    """Make several changes, one after the other."""

    def spoil(publisher: Publisher) -> None:
        for change in changes:
            change(publisher)

    return spoil
