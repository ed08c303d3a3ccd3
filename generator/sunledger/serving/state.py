"""What became of the builds so far, for every page that asks."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from typing import NamedTuple

from sunledger.model import Report


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a build gave no report: the project is wrong, or the program broke off; zh, en."""

    zh: str
    en: str
    expected: bool = True
    """Whether it is a sentence with its remedy; otherwise the program broke off."""


Outcome = Report | Trouble
"""What a build gives: a report, with or without errors, or the trouble that kept it from one."""


class Moment(NamedTuple):
    """How things stand: which site is served, how often that was told anew, whether a build is at work."""

    site: str
    """Changes with every site that was put in place, and with every start of the server."""
    turn: int
    building: bool
    outcome: Outcome | None
    """Of the last build; None before the first has ended."""


class State:
    """The present :class:`Moment`, for threads that answer while another builds."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._lock = threading.Lock()
        self._sites = self._turn = 0
        self._building = False
        self._outcome: Outcome | None = None

    def begin(self) -> None:
        """Note that a build begins."""
        with self._lock:
            self._building = True

    def end(self, outcome: Outcome) -> None:
        """Note how the build ended; one without an error has put a new site in place."""
        with self._lock:
            self._building = False
            self._outcome = outcome
            self._turn += 1
            self._sites += isinstance(outcome, Report) and outcome.ok

    def now(self) -> Moment:
        """Return how things stand."""
        with self._lock:
            return Moment(f"{self._run}-{self._sites}", self._turn, self._building, self._outcome)
