"""Rows of what stands around a unit's funds: purposes, projects, rooms, services, questions.

The same conventions as in :mod:`sunledger.render.rows`.
"""

from __future__ import annotations

from typing import NamedTuple


class About(NamedTuple):
    """What a unit says of itself: Markdown as written, not yet safe."""

    unit: str
    markdown: str


class Renaming(NamedTuple):
    """A name or an id that a unit had before, the newest first."""

    unit: str
    month: str
    former_name: str
    renamed: bool
    """Whether the name changed, not the id alone."""
    former_id: str | None
    authority: str


class FormerId(NamedTuple):
    """An id that a unit had before, with what its pages are called."""

    unit: str
    former_id: str
    name: str
    title: str
    demo: bool


class Predecessor(NamedTuple):
    """A retired unit whose accounts another one carries on."""

    unit: str
    former: str
    name: str
    retired_on: str


class Spending(NamedTuple):
    """What a unit spent in a year on one purpose."""

    unit: str
    scope: str
    kind: str
    year: str
    purpose: str
    payments: int
    amount: str
    fen: int


class Space(NamedTuple):
    """A room of a unit."""

    unit: str
    space: str
    name: str
    kind: str
    area: str
    area_basis: str
    tenure: str
    use: str
    operator: str
    recovered_on: str
    activated_on: str
    function: str
    aspect: str
    listed: bool
    """Whether it is on the list at the last month's end."""


class Project(NamedTuple):
    """A project of a unit, with its income of the newest year."""

    unit: str
    project: str
    name: str
    stream: str
    group_label: str
    mode: str
    operator: str
    status: str
    status_label: str
    started_on: str
    tender: str
    gross: str
    net: str


class Service(NamedTuple):
    """A service statistic of a month; ``withheld`` when too few people stand behind it."""

    unit: str
    indicator: str
    month: str
    name: str
    unit_label: str
    definition: str
    withheld: bool
    value: str | None


class Correction(NamedTuple):
    """A correction of something a unit published."""

    unit: str
    correction: str
    corrected_on: str
    dataset: str
    row_key: str
    month: str
    column_name: str
    old_value: str
    new_value: str
    reason: str
    decided_by: str


class DataFile(NamedTuple):
    """A file of the folder a unit's clerk keeps."""

    unit: str
    file: str
    dataset: str


class KindTop(NamedTuple):
    """A unit above all others that has, or has below it, funds of a kind."""

    kind: str
    unit: str
    name: str
    below: bool
    """Whether its page sums funds below it."""
