"""Look at the site on this machine."""

from __future__ import annotations

import functools
import os
import signal
from pathlib import Path

import click

from sunledger.cli.common import DATA, OUT


@click.command()
@DATA
@OUT
@click.option(
    "--port", type=click.IntRange(1024, 65535), default=8000, show_default=True, help="Port to serve on."
)
def serve(data: Path, out: Path, port: int) -> None:
    """Serve the site of DATA on this machine alone, building again whenever something changes."""
    from sunledger import serving
    from sunledger.model import BuildOptions
    from sunledger.serving.live import summary
    from sunledger.serving.making import make

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = BuildOptions(out, jobs=len(os.sched_getaffinity(0)))
    serving.serve(
        data, out, port, functools.partial(make, data, options),
        started=lambda address: click.echo(f"{address}  (Ctrl+C 停止 · stops)"),
        say=lambda outcome: click.echo(summary(outcome)),
    )  # fmt: skip
