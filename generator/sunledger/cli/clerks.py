"""What clerks do: from their spreadsheets to the accounts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sunledger.cli.common import LANG, watched

if TYPE_CHECKING:
    from sunledger.intake import Asked, Proposal


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
              help="Folder of the accounts.")  # fmt: skip
@click.option("--apply", "write", is_flag=True, help="Write the rows, unless there is an error.")
@click.option("--dataset", default=None, metavar="NAME", help="What the files hold, where they don't say.")
@click.option("--sheet", default=None, metavar="NAME", help="Read this sheet only.")
@click.option("--accept", multiple=True, metavar="KIND",
              help="Accept doubtful readings of a kind, as the question names it.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="How the outcome is written.")  # fmt: skip
@LANG
def import_(
    files: tuple[Path, ...], data: Path, write: bool, dataset: str | None, sheet: str | None,
    accept: tuple[str, ...], form: str, lang: Literal["zh", "en"],
) -> None:  # fmt: skip
    """Read clerks' spreadsheets and show what they change in the accounts; write it with --apply."""
    from sunledger import intake
    from sunledger.intake import saying

    wanted = intake.Asked(files, dataset, sheet, frozenset(accept))
    proposal = intake.propose(data, wanted)
    if form == "text" and _on_a_terminal():
        proposal = _answered(data, wanted, proposal, lang)
    elif form == "text":
        click.echo(saying.reading(proposal, lang), nl=False)
    found, written = None, 0
    if proposal.ok and proposal.changes:
        with watched() as progress:
            found = intake.check(data, proposal.changes, progress=progress)
        if write and found.ok:
            intake.write(proposal.changes)
            written = len(proposal.changes)
    if form == "json":
        click.echo(saying.as_json(proposal, found, written), nl=False)
    elif proposal.ok:
        click.echo(saying.changes(proposal, lang), nl=False)
        if found:
            click.echo(saying.checked(found, lang), nl=False)
        if proposal.changes and found and found.ok:
            click.echo(saying.outcome(written, lang), nl=False)
    elif not proposal.ok:
        click.echo(saying.refusal(proposal, lang), nl=False)
    sys.exit(0 if proposal.ok and (found is None or found.ok) else 1)


def _on_a_terminal() -> bool:
    """Tell whether somebody is there who can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _answered(data: Path, wanted: Asked, proposal: Proposal, lang: Literal["zh", "en"]) -> Proposal:
    """Ask for each kind of doubtful reading, and propose again with those that were confirmed."""
    from dataclasses import replace

    from sunledger import intake
    from sunledger.intake import saying

    click.echo(saying.reading(proposal, lang), nl=False)
    while not proposal.refusals and (questions := proposal.open_questions):
        for kind, findings in questions.items():
            if not click.confirm(saying.question(kind, len(findings), lang)):
                return proposal
            wanted = replace(wanted, accepted=wanted.accepted | {kind})
        proposal = intake.propose(data, wanted)
    return proposal
