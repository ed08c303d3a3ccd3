"""The command line: arguments in, exit status and words out. Nothing is worked out here.

Exit status: 0 nothing wrong (warnings allowed), 1 findings of severity error (nothing is written),
2 the command or the project is wrong.
"""

from __future__ import annotations

from typing import Any

import click

from sunledger import __version__
from sunledger.cli.clerks import import_
from sunledger.cli.forms import template
from sunledger.cli.publishing import build, check
from sunledger.cli.reviewing import comment, diff, owners
from sunledger.cli.sealing import redact, seal, verify
from sunledger.cli.serving import serve
from sunledger.cli.starting import demo, init
from sunledger.errors import SunledgerError


class _Group(click.Group):
    """Turn errors of the project into one bilingual sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SunledgerError as error:
            click.echo(f"sunledger: {error.zh}\nsunledger: {error.en}", err=True)
            ctx.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sunledger")
def main() -> None:
    """阳光账本: check community accounts kept as CSV, and build the website that shows them."""


for _command in (
    init, check, build, serve, template, import_, diff, comment, owners, seal, redact, verify, demo,
):  # fmt: skip
    main.add_command(_command)
