"""What commands have in common: arguments, and progress on a terminal."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sunledger.model import Progress

DATA = click.argument("data", type=click.Path(path_type=Path), default=Path("data"))
LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the findings.")
OUT = click.option("--out", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True,
                   help="Folder of the finished site.")  # fmt: skip


def watched() -> AbstractContextManager[Progress]:
    """Show what a command is at, where there is a terminal."""
    from sunledger import progress

    return progress.shown(sys.stderr)
