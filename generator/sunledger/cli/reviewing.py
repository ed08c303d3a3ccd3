"""What a change means, what is said of it below a pull request, and who reviews what."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Literal

import click

from sunledger.cli.common import DATA, LANG, watched


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
              help="Folder of the accounts, of which git keeps the revisions.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json", "github"]), default="text",
              help="How the difference is written.")  # fmt: skip
@LANG
def diff(base: str, head: str | None, data: Path, form: str, lang: Literal["zh", "en"]) -> None:
    """Tell what a change means for residents: from BASE to HEAD, or to the files as they stand.

    Both are revisions of git or folders of accounts.
    """
    from sunledger import pipeline, report
    from sunledger.review import comparing, said

    with watched() as progress:
        found, appeared = comparing.compare(data, base, head, progress=progress)
    if form == "json":
        click.echo(found.model_dump_json(indent=1))
    elif form == "github":
        click.echo(report.annotated(appeared, lang), nl=False)
    else:
        titles = pipeline.rule_titles()
        click.echo({"text": said.text, "markdown": said.markdown}[form](found, lang, titles), nl=False)
    sys.exit(1 if found.head.errors else 0)


@click.command()
@click.argument("artifact", type=click.Path(path_type=Path))
@click.option("--event", type=click.Path(path_type=Path), required=True,
              help="File of the workflow_run event, from GitHub.")  # fmt: skip
@click.option("--pulls", type=click.Path(path_type=Path), required=True,
              help="File of open pull requests, as GitHub lists them.")  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
              help="Published accounts, which the names are taken from.")  # fmt: skip
@LANG
def comment(artifact: Path, event: Path, pulls: Path, data: Path, lang: Literal["zh", "en"]) -> None:
    """Write the comment for a pull request from ARTIFACT, which anyone could have made.

    Prints its number and text as JSON, or nothing if the run is no open pull request's newest.
    """
    from sunledger.review import comment as comments

    number = comments.number(event, pulls)
    if number is None:
        click.echo("没有对应的合并请求 · no open pull request has this commit", err=True)
        return
    body = comments.body(artifact, event, data, lang)
    click.echo(json.dumps({"number": number, "body": body}, ensure_ascii=False))


@click.command()
@DATA
@click.option("--out", type=click.Path(path_type=Path), default=None,
              help="File to write (default: the terminal).")  # fmt: skip
def owners(data: Path, out: Path | None) -> None:
    """Write CODEOWNERS from the folders of DATA and maintainers.toml beside it."""
    from sunledger.errors import OutputRefused
    from sunledger.review.owners import codeowners

    text = codeowners(data)
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as cause:
        raise OutputRefused(
            out.parent,
            f"{out.name} 写不进去。用 --out 换一个文件",
            f"{out.name} can't be written; choose another file with --out",
        ) from cause
