"""The processes of a build: what they are given comes back as it was made, or raises where it is asked for."""

from __future__ import annotations

import gc
import os

import pytest

from sunledger.crew import Crew, uncollected


@pytest.mark.parametrize("processes", [1, 2])
def test_work_is_done_and_what_it_raises_is_raised(processes: int) -> None:
    """By this process or by others, in the same way."""
    with Crew(processes, ["decimal"]) as crew:
        assert crew.alone is (processes == 1)
        done = [crew.do(divmod, number, 7) for number in range(20)]
        failed = crew.do(divmod, 1, 0)
        process = crew.do(os.getpid)
        assert [each.result() for each in done] == [divmod(number, 7) for number in range(20)]
        with pytest.raises(ZeroDivisionError):
            failed.result()
        assert (process.result() == os.getpid()) is crew.alone


def test_garbage_is_looked_for_as_often_as_before() -> None:
    """A build or a check leaves the collector of the process that ran it as it was."""
    often = gc.get_threshold()
    with Crew(1):
        assert gc.get_threshold() > often
    assert gc.get_threshold() == often
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_processes_end_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    """The engine's library finds nothing in them that was not freed."""
    with Crew(2, ["sunledger.engine"]) as crew:
        assert crew.do(divmod, 7, 2).result() == (3, 1)
    assert capfd.readouterr().err == ""
