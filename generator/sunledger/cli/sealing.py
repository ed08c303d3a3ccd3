"""Seal, redact and verify."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sunledger.cli.common import DATA, LANG, watched

if TYPE_CHECKING:
    from sunledger.model import Sealed

_UNSEALED = {"zh": "什么也没有封存", "en": "nothing was sealed"}


@click.command()
@DATA
@click.option(
    "--month", default=None, metavar="YYYY-MM", help="Last month to seal (default: the last that is due)."
)
@click.option("--county", default=None, help="Only this county.")
@click.option("--begin", is_flag=True, help="Start the log of a county that has none.")
@LANG
def seal(data: Path, month: str | None, county: str | None, begin: bool, lang: Literal["zh", "en"]) -> None:
    """Seal the published months of the accounts below DATA, unless there is an error."""
    from sunledger import pipeline

    with watched() as progress:
        done = pipeline.seal_months(data, county=county, month=month, begin=begin, progress=progress)
    said = {"zh": f"新封存 {done.rows} 行", "en": f"{done.rows} rows sealed"}
    _tell(done, lang, said[lang], _UNSEALED[lang])


@click.command()
@DATA
@click.option("--county", required=True, help="County whose seals hold the row.")
@click.option("--dataset", required=True, help="Dataset of the row.")
@click.option("--row", required=True, help="Key of the row.")
@click.option("--by", required=True, help="Body that decided it.")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day of the decision.")
@click.option("--reason", required=True, help="Legal ground; never what the row held.")
@LANG
def redact(
    data: Path,
    county: str,
    dataset: str,
    row: str,
    by: str,
    on: dt.datetime,
    reason: str,
    lang: Literal["zh", "en"],
) -> None:
    """Take a row out of the seals for a legal reason, once the accounts no longer hold what must go."""
    from sunledger import pipeline

    with watched() as progress:
        done = pipeline.redact(data, county, dataset, row, by, f"{on:%Y-%m-%d}", reason, progress=progress)
    said = {"zh": f"已遮去 {dataset} {row}", "en": f"{dataset} {row} redacted"}
    _tell(done, lang, said[lang], _UNSEALED[lang])


@click.command()
@click.argument("target", type=click.Path(path_type=Path, exists=True), default=Path("data"))
@click.option(
    "--since", multiple=True, metavar="HEAD", help="A head kept from earlier, as printed on a notice."
)
@LANG
def verify(target: Path, since: tuple[str, ...], lang: Literal["zh", "en"]) -> None:
    """Verify seals: of the accounts below TARGET, of a built site, or of a ZIP of one."""
    from sunledger import pipeline

    with watched() as progress:
        done = pipeline.verify(target, since, progress=progress)
    said = {
        "zh": f"核对了 {done.report.files} 个文件，{done.rows} 行与封存一致",
        "en": f"{done.report.files} files verified, {done.rows} rows as sealed",
    }
    undone = {"zh": "与封存或清单不符", "en": "not as sealed or listed"}
    _tell(done, lang, said[lang], undone[lang])


def _tell(done: Sealed, lang: Literal["zh", "en"], said: str, undone: str) -> None:
    """Say what was done and the heads, or what is wrong."""
    from sunledger import report

    if not done.report.ok:
        click.echo(report.text(done.report, lang, undone), nl=False)
        sys.exit(1)
    click.echo("\n".join([said, *done.heads]))
