"""What the page of mechanisms is made of.

Texts are safe markup or plain text that templates escape; templates compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a mechanism can be seen."""

    title: str
    """What stands there."""
    address: str
    """Below the language's root, with an anchor where there is one."""
    anchor: str
    """The anchor; blank where the whole page is meant."""


@dataclass(frozen=True, slots=True)
class MechanismLine:
    """A mechanism with the places where it is recorded, checked, computed and shown."""

    mechanism: str
    """``M1`` to ``M29``."""
    name: str
    """Its name."""
    reason: str
    """Why it stands nowhere; blank where it does."""
    datasets: tuple[Place, ...]
    """The dictionaries of its datasets."""
    rules: tuple[Place, ...]
    """Its rules."""
    derived: tuple[Place, ...]
    """Its derived tables."""
    pages: tuple[Place, ...]
    """Pages that show it; empty where the publisher has none."""


@dataclass(frozen=True, slots=True)
class MechanismsPage:
    """Each mechanism of the domain and where it stands."""

    root: str
    """What leads to the language's root."""
    mechanisms: tuple[MechanismLine, ...]
    """Mechanism by mechanism, in their order."""
