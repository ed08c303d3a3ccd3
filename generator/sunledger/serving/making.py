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


def make(data: Path, options: BuildOptions) -> Outcome:
    """Build once and return what came of it; ends the build if interrupted."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(there, data, options))
    process.start()
    there.close()
    try:
        return _received(here)
    except EOFError:
        process.join()
        return Trouble(
            f"生成网站的进程意外结束（{process.exitcode}），可能是内存不够。改动文件会再试一次",
            f"The building process ended unexpectedly ({process.exitcode}); memory may be short. "
            "The next change tries again",
            expected=False,
        )
    finally:
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


def _received(here: Connection) -> Outcome:
    outcome: Outcome = here.recv()
    return outcome


def _child(there: Connection, data: Path, options: BuildOptions) -> None:
    os.setsid()  # an interrupt at the keyboard is the server's to hear
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended, a build takes away what it had begun
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        there.send(attempt(data, options))
    there.close()


def _end(pid: int | None) -> None:
    """End what is left of a build and of the processes it started."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid or 0, signal.SIGTERM)
