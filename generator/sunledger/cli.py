"""The command line: arguments in, exit status and words out. Nothing is worked out here.

Exit status: 0 nothing wrong (warnings allowed), 1 findings of severity error (nothing is written),
2 the command or the project is wrong.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from sunledger import __version__
from sunledger.errors import SunledgerError

if TYPE_CHECKING:
    from sunledger.model import Progress, Sealed

_DATA = click.argument("data", type=click.Path(path_type=Path), default=Path("data"))
_LANG = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the findings."
)

_UNSEALED = {"zh": "什么也没有封存", "en": "nothing was sealed"}


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


@main.command()
@_DATA
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "markdown"]), default="text",
              help="How findings are written.")  # fmt: skip
@_LANG
@click.option("--reconcile", is_flag=True, help="Take published figures that differ for errors.")
def check(data: Path, form: str, lang: Literal["zh", "en"], reconcile: bool) -> None:
    """Check the accounts below DATA (default: data) and say all that is wrong with them."""
    from sunledger import pipeline, report

    with _progress() as progress:
        found = pipeline.check(data, reconcile=reconcile, progress=progress)
    writers = {"text": report.text, "github": report.github, "markdown": report.markdown}
    click.echo(report.as_json(found) if form == "json" else writers[form](found, lang), nl=False)
    sys.exit(0 if found.ok else 1)


@main.command()
@_DATA
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True,
              help="Folder of the finished site.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 512), default=None, help="Processes (default: one per core).")
@click.option("--base-url", default=None, help="Public address, for QR codes, sitemap and canonical links.")
@click.option("--edit-url", default=None, help="Address before a data file's path, for edit links.")
@click.option("--revision", default=None, help="Revision of the data, as shown on the pages.")
@_LANG
@click.option("--serve", is_flag=True, help="Serve the site on loopback when it is built.")
@click.option(
    "--port", type=click.IntRange(1024, 65535), default=8000, show_default=True, help="Port to serve on."
)
def build(
    data: Path, out: Path, jobs: int | None, base_url: str | None, edit_url: str | None, revision: str | None,
    lang: Literal["zh", "en"], serve: bool, port: int,
) -> None:  # fmt: skip
    """Check the accounts below DATA and build the website, or change nothing if there is an error."""
    from sunledger import pipeline, report
    from sunledger.model import BuildOptions

    options = BuildOptions(out, base_url, jobs or len(os.sched_getaffinity(0)), revision, edit_url)
    with _progress() as progress:
        found = pipeline.build(data, options, progress=progress)
    click.echo(report.text(found, lang), nl=False)
    if not found.ok:
        sys.exit(1)
    said = {"zh": f"网站 {found.pages} 页，在 {out}", "en": f"Site of {found.pages} pages in {out}"}
    click.echo(said[lang])
    if serve:
        from sunledger.serve import serve_folder

        serve_folder(out, port, lambda address: click.echo(f"{address}  (Ctrl+C)"))


@main.command()
@_DATA
@click.option(
    "--month", default=None, metavar="YYYY-MM", help="Last month to seal (default: the last that is due)."
)
@click.option("--county", default=None, help="Only this county.")
@click.option("--begin", is_flag=True, help="Start the log of a county that has none.")
@_LANG
def seal(data: Path, month: str | None, county: str | None, begin: bool, lang: Literal["zh", "en"]) -> None:
    """Seal the published months of the accounts below DATA, unless there is an error."""
    from sunledger import pipeline

    with _progress() as progress:
        done = pipeline.seal_months(data, county=county, month=month, begin=begin, progress=progress)
    said = {"zh": f"新封存 {done.rows} 行", "en": f"{done.rows} rows sealed"}
    _tell(done, lang, said[lang], _UNSEALED[lang])


@main.command()
@_DATA
@click.option("--county", required=True, help="County whose seals hold the row.")
@click.option("--dataset", required=True, help="Dataset of the row.")
@click.option("--row", required=True, help="Key of the row.")
@click.option("--by", required=True, help="Body that decided it.")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day of the decision.")
@click.option("--reason", required=True, help="Legal ground; never what the row held.")
@_LANG
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

    with _progress() as progress:
        done = pipeline.redact(data, county, dataset, row, by, f"{on:%Y-%m-%d}", reason, progress=progress)
    said = {"zh": f"已遮去 {dataset} {row}", "en": f"{dataset} {row} redacted"}
    _tell(done, lang, said[lang], _UNSEALED[lang])


@main.command()
@click.argument("target", type=click.Path(path_type=Path, exists=True), default=Path("data"))
@click.option(
    "--since", multiple=True, metavar="HEAD", help="A head kept from earlier, as printed on a notice."
)
@_LANG
def verify(target: Path, since: tuple[str, ...], lang: Literal["zh", "en"]) -> None:
    """Verify seals: of the accounts below TARGET, of a built site, or of a ZIP of one."""
    from sunledger import pipeline

    with _progress() as progress:
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


@main.command()
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


def _progress() -> AbstractContextManager[Progress]:
    from sunledger import progress

    return progress.shown(sys.stderr)
