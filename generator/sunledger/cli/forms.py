"""Forms for clerks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from sunledger.cli.common import watched


@click.command()
@click.argument("funds", metavar="FUND...", nargs=-1, required=True)
@click.option("--month", default=None, help="Month to be kept, as 2025-06 (default: the next to be kept).")
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
              help="Folder of the accounts.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=None,
              help="Workbook to write (default: COMMUNITY-MONTH.xlsx here).")  # fmt: skip
def template(funds: tuple[str, ...], month: str | None, data: Path, out: Path | None) -> None:
    """Make a workbook for the clerk of some funds, or of all funds of a community, to keep a month in."""
    from sunledger import forms
    from sunledger.forms.place import put

    with watched() as progress:
        made = forms.template(data, funds, month, f"{dt.date.today():%Y-%m-%d}", progress=progress)  # noqa: DTZ011
    path = put(out or Path(made.name), made.content)
    click.echo(
        f"{path}：{made.month}，资金 {len(made.funds)} 笔，已起头 {made.rows} 行。"
        f"填好以后：sunledger import {path}\n"
        f"{path}: {made.month}, {len(made.funds)} funds, {made.rows} rows begun. When filled in: "
        f"sunledger import {path}"
    )
