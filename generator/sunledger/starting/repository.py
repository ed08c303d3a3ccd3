"""The files around the accounts: what clerks read, and what publishes the site."""

from __future__ import annotations

import re
from pathlib import Path

from sunledger import __version__
from sunledger.resources import load_schema
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
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "check.yml": ".github/workflows/check.yml",
    "publish.yml": ".github/workflows/publish.yml",
}
"""Where each file of ``files/`` goes."""

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def files(answers: Answers) -> Files:
    """Return every file beside the accounts, by path."""
    said = {
        "VERSION": __version__, "COUNTY": answers.county, "COMMUNITY": answers.community,
        "FUND": answers.fund_id, "NAME": _plain(answers.name),
        "COMMUNITY_NAME": _plain(answers.community_name),
        "COUNTY_TABLES": _tables(COUNTY), "COMMUNITY_TABLES": _tables(COMMUNITY),
    }  # fmt: skip
    return {
        place: re.sub(
            r"@([A-Z_]+)@", lambda found: said[found[1]], (_FILES / name).read_text(encoding="utf-8")
        )
        for name, place in PLACES.items()
    }


def _tables(datasets: tuple[str, ...]) -> str:
    """List datasets with what is in them, as rows of a Markdown table."""
    schemas = [load_schema(name) for name in datasets]
    return "\n".join(
        f"| `{each['name']}.csv` | {each['title']} | {each['description']} |" for each in schemas
    )


def _plain(text: str) -> str:
    """Write a name so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\1", text)
