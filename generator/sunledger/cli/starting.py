"""Accounts to begin with."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write the data to.")
@click.option("--units", type=click.IntRange(1, 100_000), default=None,
              help="Communities; without it the three demonstration counties are written.")  # fmt: skip
@click.option(
    "--months", type=click.IntRange(1, 240), default=24, show_default=True, help="Months of accounts."
)
@click.option("--seed", default="sunledger", show_default=True, help="Same seed, same data.")
def demo(out: Path, units: int | None, months: int, seed: str) -> None:
    """Write demonstration data: invented accounts, the same for the same seed."""
    from sunledger import demo as recipes

    rows = (
        recipes.write_counties(out, seed) if units is None else recipes.write_units(out, units, months, seed)
    )
    click.echo(f"{rows} rows → {out}")
