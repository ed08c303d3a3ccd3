"""Where a figure stands in the files, and where it can be corrected: file and line, and its address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from sunledger.render import rows


class Origin(NamedTuple):
    """The first line of a file in which something stands."""

    place: Markup
    """``file:line`` below the project's root."""
    link: Markup
    """Where it can be edited; blank when no repository is known."""


def of_entries(entries: Iterable[rows.Entry], edit_url: str | None) -> tuple[Origin, ...]:
    """Give the first line of each file that holds some of the entries, in the entries' order."""
    first: dict[str, int] = {}
    for entry in entries:
        first[entry.file] = min(first.get(entry.file, entry.line), entry.line)
    return tuple(of(file, line, edit_url) for file, line in first.items())


def of(file: str, line: int, edit_url: str | None) -> Origin:
    """Name a line of a file, given as safe markup."""
    link = f"{editor(edit_url)}{file}#L{line}" if edit_url else ""
    return Origin(Markup(f"{file}:{line}"), Markup(link))


def editor(edit_url: str | None) -> Markup:
    """Give what makes a file's path an address to edit it at, for an attribute; blank when none is known."""
    return escape(edit_url or "")


_EDITOR = re.compile(r"(https?://[^?#]+?)(/-)?/_?(?:edit|blob|tree|src)/[^?#]*")


def commit(revision: str, edit_url: str | None) -> str:
    """Give the address at which the repository shows a commit, if it can be told from where files are edited.

    GitHub, GitLab, Gitee, Gitea and Forgejo show commits beside the editor, as ``…/commit/<name>``.
    """
    found = _EDITOR.fullmatch(edit_url or "")
    return str(escape(f"{found[1]}{found[2] or ''}/commit/{revision}")) if found else ""
