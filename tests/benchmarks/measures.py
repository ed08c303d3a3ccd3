"""Measure whole processes: seconds on the wall, and the most memory that a process and its children held."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN = 0.25


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    cpu: float
    """Seconds of processor time, its children's included: what a busy machine changes least."""
    peak: int
    """Bytes that it and its children held at once, each page of memory that they share counted once."""
    printed: str

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu:.2f} s CPU)"


def say(words: str) -> None:
    """Tell on the error stream how far the measuring has come."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def run(words: Sequence[object], folder: Path | None = None, allowed: frozenset[int] = frozenset({0})) -> Run:
    """Run a command to its end; raise if it failed."""
    peak = [0]
    before, started = _spent(), time.perf_counter()
    with subprocess.Popen(
        [str(word) for word in words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as work:
        over = threading.Event()
        watch = threading.Thread(target=_watch, args=(work.pid, peak, over))
        watch.start()
        printed, complained = work.communicate()
        seconds, cpu = time.perf_counter() - started, _spent() - before
        over.set()
        watch.join()
    if work.returncode not in allowed:
        raise RuntimeError(
            f"{words[0]} ended with {work.returncode}\n{printed[-2000:]}\n{complained[-2000:]}"
        )
    return Run(seconds, cpu, peak[0], printed)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def median(times: int, measure: Callable[[], Run], before: Callable[[], None] = lambda: None) -> Run:
    """Measure so many times, each after ``before``; return the run of median time, with the highest peak."""
    runs = []
    for number in range(times):
        before()
        runs.append(measure())
        say(
            f"  {number + 1} of {times}: {runs[-1].seconds:.2f} s, {runs[-1].cpu:.2f} s of CPU, {runs[-1].peak / 1e6:,.0f} MB"
        )
    middle = statistics.median_low(each.seconds for each in runs)
    chosen = next(each for each in runs if each.seconds == middle)
    return Run(middle, chosen.cpu, max(each.peak for each in runs), chosen.printed)


def _watch(pid: int, peak: list[int], over: threading.Event) -> None:
    while not over.wait(_BETWEEN):
        peak[0] = max(peak[0], sum(map(_held, (pid, *_below(pid)))))


def _below(pid: int) -> Iterator[int]:
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in listing.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from _below(child)


def _held(pid: int) -> int:
    """Return the proportional set size of a process, in bytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
