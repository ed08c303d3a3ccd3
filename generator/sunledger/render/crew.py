"""The processes that make pages. They start before there are any to make, while the accounts are checked."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from sunledger.render.addresses import PageWritten
from sunledger.render.jobs import Job, Office
from sunledger.render.press import Setup


class Crew:
    """Some processes, or none beside this one; they end with the ``with`` that holds them."""

    def __init__(self, processes: int) -> None:
        """Start ``processes``; with one, jobs are done by this process itself."""
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None
        if processes > 1:
            self._pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
            for _ in range(processes):
                self._pool.submit(_ready)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=error is not None)

    def do(self, setup: Setup, office: Office, jobs: Iterator[Job]) -> list[Future[list[PageWritten]]]:
        """Do jobs as they come; ``office`` is that of this process, for when there is no other.

        A job that fails raises when its result is asked for.
        """
        if self._pool is not None:
            return [self._pool.submit(_write, setup, job) for job in jobs]
        done = []
        for job in jobs:
            future: Future[list[PageWritten]] = Future()
            future.set_result(office.write(job))
            done.append(future)
        return done


_offices: dict[Path, Office] = {}
"""The office of a process of the pool, by its work database; it closes with the process."""


def _ready() -> None:
    """Do nothing: importing this module is what takes a process its time."""


def _write(setup: Setup, job: Job) -> list[PageWritten]:
    if setup.work_db not in _offices:
        _offices[setup.work_db] = Office(setup)
    return _offices[setup.work_db].write(job)
