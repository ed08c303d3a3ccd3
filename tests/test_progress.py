"""Progress: seen on a terminal once work takes a while, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.publisher import Publisher

WORK = """
import sys, time
from sunledger import progress
with progress.shown(sys.stderr, after={after}) as begin:
    advance = begin("read", "files", 4)
    advance(1)
    while {wait} and begin._bar is None:
        time.sleep(0.01)
    advance(2)
    begin("derive", "")
    advance = begin("render", "pages", 1234)
    advance(1234)
print("done")
"""


def _on_a_terminal(*words: str) -> tuple[str, str]:
    """Run a command whose error stream alone is a terminal; return what it printed and what the terminal saw."""
    ours, theirs = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "24"}
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=theirs, env=surroundings
    ) as work:
        os.close(theirs)
        seen = b"".join(iter(_reader(ours), b""))
        printed, _ = work.communicate()
    os.close(ours)
    assert work.returncode == 0
    return printed.decode(), seen.decode()


def _reader(handle: int) -> Callable[[], bytes]:
    def take() -> bytes:
        try:
            return os.read(handle, 4096)
        except OSError:  # Linux says so when the other end was closed
            return b""

    return take


def test_a_terminal_sees_stage_and_count_of_long_work() -> None:
    """The stage in both languages, how many of how many, and in the end a clean line; results go elsewhere."""
    printed, seen = _on_a_terminal("-c", WORK.format(after=0, wait=True))
    assert printed == "done\n"
    assert "读取 read files" in seen
    assert "成页 render pages" in seen
    assert "1234/1234" in seen
    assert seen.rstrip().endswith("\x1b[2K")


def test_short_work_shows_nothing() -> None:
    """Work that ends before the display appears leaves a terminal as it was, and loads no library for it."""
    printed, seen = _on_a_terminal("-c", WORK.format(after=1000, wait=False) + "print('rich' in sys.modules)")
    assert (printed, seen) == ("done\nFalse\n", "")


def test_a_pipe_sees_nothing(tmp_path: Path) -> None:
    """The same work with its error stream in a pipe writes not a byte there; a check writes its report alone."""
    work = WORK.format(after=0, wait=False)
    done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\n", "")
    publisher = Publisher.small(tmp_path)
    words = [sys.executable, "-m", "sunledger", "check", "--format", "json", str(publisher.data)]
    piped = subprocess.run(words, capture_output=True, text=True, check=True)
    assert piped.stderr == ""
