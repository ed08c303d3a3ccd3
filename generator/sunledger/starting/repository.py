"""The files around the accounts: what clerks read, and what publishes the site."""

from __future__ import annotations

import re
from pathlib import Path

from sunledger import __version__, resources
from sunledger.resources import load_schema
from sunledger.review.owners import HEAD, MAPPING, OWNERS
from sunledger.starting.answers import Answers
from sunledger.starting.data import COMMUNITY, COUNTY, Files

_FILES = Path(__file__).parent / "files"
PLACES = {
    "README.md": "README.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "LICENSE.md": "data/LICENSE.md",
    "Makefile": "Makefile",
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "maintainers.toml": MAPPING,
}
"""Where each file of ``files/`` goes."""

HOSTS = (".github", ".gitlab", ".gitlab-ci.yml")
"""What the code hosts read: a new repository takes the project's own, without what tests the program."""

_PROGRAM = re.compile(r"^( *)program:\n(?:\1 +.*\n|\n(?=\1 ))+\n?", re.MULTILINE)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def files(answers: Answers) -> Files:
    """Return every file beside the accounts, by path."""
    said = {
        "VERSION": __version__, "COUNTY": answers.county, "COMMUNITY": answers.community,
        "FUND": answers.fund_id, "NAME": _plain(answers.name),
        "COMMUNITY_NAME": _plain(answers.community_name),
        "COUNTY_TABLES": _tables(COUNTY), "COMMUNITY_TABLES": _tables(COMMUNITY),
    }  # fmt: skip
    made = {
        place: re.sub(
            r"@([A-Z_]+)@", lambda found: said[found[1]], (_FILES / name).read_text(encoding="utf-8")
        )
        for name, place in PLACES.items()
    }
    return made | _hosted() | {OWNERS: HEAD}


def _hosted() -> Files:
    """Return the project's own workflows, forms and templates, but for the job that tests the program.

    They install nothing by themselves: ``make .venv/run.stamp`` and ``make site`` do, in both repositories.
    """
    root, found = resources.root(), {}
    for place in HOSTS:
        at = resources.folder(place)
        for path in [at] if at.is_file() else sorted(each for each in at.rglob("*") if each.is_file()):
            text = path.read_text(encoding="utf-8")
            found[path.relative_to(root).as_posix()] = _PROGRAM.sub("", text).rstrip("\n") + "\n"
    return found


def _tables(datasets: tuple[str, ...]) -> str:
    """List datasets with what is in them, as rows of a Markdown table."""
    schemas = [load_schema(name) for name in datasets]
    return "\n".join(
        f"| `{each['name']}.csv` | {each['title']} | {each['description']} |" for each in schemas
    )


def _plain(text: str) -> str:
    """Write a name so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\1", text)
