"""Build the site in a process of its own.

A new process sees every change: of templates, words and schemas too, which a process reads once. It can't
take the server down with it, and it can be ended with all that it started.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from jinja2 import TemplateError

from sunledger.errors import SunledgerError
from sunledger.model import BuildOptions
from sunledger.serving.state import Outcome, Trouble

_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

_LEAVE = 10
"""Seconds that a build has to leave after its last word."""


def make(data: Path, options: BuildOptions) -> Outcome:
    """Build once and return what came of it; ends the build if interrupted."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(there, data, options))
    # An interrupt waits until the process has all it needs to begin.
    signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    process.start()
    there.close()
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)
        outcome: Outcome = here.recv()
        process.join(_LEAVE)
    except EOFError:
        process.join()
        return Trouble(
            f"生成网站的进程意外结束（{process.exitcode}），可能是内存不够。改动文件会再试一次",
            f"The building process ended unexpectedly ({process.exitcode}); memory may be short. "
            "The next change tries again",
            expected=False,
        )
    else:
        return outcome
    finally:
        if process.is_alive():
            _end(process.pid)
        process.join()
        here.close()


def attempt(data: Path, options: BuildOptions) -> Outcome:
    """Build in this process; what goes wrong is an outcome too."""
    from sunledger import pipeline

    try:
        return pipeline.build(data, options)
    except SunledgerError as error:
        return Trouble(error.zh, error.en)
    except TemplateError as fault:  # a template is being worked on
        place = f"{getattr(fault, 'name', None) or ''}:{getattr(fault, 'lineno', None) or ''}".strip(":")
        return Trouble(f"模板有误 {place} {fault.message}", f"A template is wrong: {place} {fault.message}")
    except Exception as fault:  # the server outlives what a build runs into
        traceback.print_exc()
        name = type(fault).__name__
        return Trouble(f"程序中断（{name}），经过写在终端里", f"The program broke off ({name}); the terminal "
                       "tells how", expected=False)  # fmt: skip


def _child(there: Connection, data: Path, options: BuildOptions) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)
    os.setsid()  # an interrupt at the keyboard is the server's to hear
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        there.send(attempt(data, options))
    there.close()


def _leave(*_: object) -> None:
    """Let a build that is ended take away what it had begun, and say no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    raise KeyboardInterrupt


def _end(pid: int | None) -> None:
    """End what is left of a build and of the processes it started."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid or 0, signal.SIGTERM)
