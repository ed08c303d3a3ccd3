"""The processes that work on a build; they start before there is anything to do, while tables are derived.

How often Python looks for garbage in them, and in the process of a command, is settled here too.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

P = ParamSpec("P")
R = TypeVar("R")

_SELDOM = (50_000, 50, 100)
"""How seldom a process looks for cycles: among the rows of some hundred units are none, and looking through
them time and again takes a fifth of the time."""


class Crew:
    """Some processes, or none beside this one; they end with the ``with`` that holds them.

    Meanwhile this process looks for cycles as seldom as they do.
    """

    def __init__(self, processes: int, modules: Sequence[str] = ()) -> None:
        """Start ``processes``, each with ``modules`` at hand; with one, this process does the work itself."""
        self.processes = processes
        self._often = gc.get_threshold()
        self._pool: ProcessPoolExecutor | None = None
        if processes > 1:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                processes, mp_context=context, initializer=_ready, initargs=(modules,)
            )
            for _ in range(processes):
                self._pool.submit(_begin)

    def __enter__(self) -> Self:
        gc.set_threshold(*_SELDOM)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.set_threshold(*self._often)
        self.end(at_once=error is not None)

    def end(self, *, at_once: bool = False) -> None:
        """End the processes, and give back their memory, when all work is done, or that which has begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=at_once)

    @property
    def alone(self) -> bool:
        """Whether there is no process but this one: then work need not travel."""
        return self._pool is None

    def do(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> Future[R]:
        """Have ``work`` done, in the order in which it is given; what it raises its result raises.

        Other processes find ``work`` by its name, and what it is given is copied to them.
        """
        if self._pool is not None:
            return self._pool.submit(work, *given, **named)
        done: Future[R] = Future()
        try:
            done.set_result(work(*given, **named))
        except Exception as error:
            done.set_exception(error)
        return done


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: what is loaded stays, and what comes by the thousand is no circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def settle() -> None:
    """Look for cycles seldom from now on in a process that only works, and never among what is there.

    When it ends it leaves at once: nothing is taken down piece by piece, of which a library would report
    what it finds unfreed.
    """
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    atexit.register(os._exit, 0)


def _ready(modules: Sequence[str]) -> None:
    """Import what will be needed."""
    for module in modules:
        importlib.import_module(module)
    settle()


def _begin() -> None:
    """Do nothing: a process starts with its first work."""
