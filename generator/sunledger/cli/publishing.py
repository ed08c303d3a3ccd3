"""Check and build."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

import click

from sunledger.cli.common import DATA, LANG, OUT, watched


@click.command()
@DATA
@click.option("--format", "form", default="text",
              type=click.Choice(["text", "json", "github", "gitlab", "markdown"]),
              help="How findings are written.")  # fmt: skip
@LANG
@click.option("--reconcile", is_flag=True, help="Take published figures that differ for errors.")
def check(data: Path, form: str, lang: Literal["zh", "en"], reconcile: bool) -> None:
    """Check the accounts below DATA (default: data) and say all that is wrong with them."""
    from sunledger.crew import uncollected

    with uncollected():
        from sunledger import pipeline, report

        with watched() as progress:
            found = pipeline.check(data, reconcile=reconcile, progress=progress)
    writers = {
        "text": report.text, "github": report.github, "gitlab": report.gitlab, "markdown": report.markdown,
    }  # fmt: skip
    click.echo(report.as_json(found) if form == "json" else writers[form](found, lang), nl=False)
    sys.exit(0 if found.ok else 1)


@click.command()
@DATA
@OUT
@click.option("--jobs", type=click.IntRange(1, 512), default=None, help="Processes (default: one per core).")
@click.option("--base-url", default=None, help="Public address, for QR codes, sitemap and canonical links.")
@click.option("--edit-url", default=None, help="Address before a data file's path, for edit links.")
@click.option("--revision", default=None, help="Revision of the data, as shown on the pages.")
@LANG
def build(
    data: Path, out: Path, jobs: int | None, base_url: str | None, edit_url: str | None, revision: str | None,
    lang: Literal["zh", "en"],
) -> None:  # fmt: skip
    """Check the accounts below DATA and build the website, or change nothing if there is an error."""
    from sunledger import pipeline, report
    from sunledger.model import BuildOptions

    options = BuildOptions(out, base_url, jobs or len(os.sched_getaffinity(0)), revision, edit_url)
    with watched() as progress:
        found = pipeline.build(data, options, progress=progress)
    click.echo(report.text(found, lang), nl=False)
    if not found.ok:
        sys.exit(1)
    said = {"zh": f"网站 {found.pages} 页，在 {out}", "en": f"Site of {found.pages} pages in {out}"}
    click.echo(said[lang])
