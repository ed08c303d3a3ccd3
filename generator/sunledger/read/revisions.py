"""Take the accounts of an earlier or another revision out of git, as plain files in a folder of their own.

Nothing is checked out: contents are asked for by name and written one by one, so that no filter, hook or
attribute of the repository has a say. A link is never made to lead anywhere: what was no plain file stands
there as a link to nothing, which the reading of the folder then refuses by its own rule.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from sunledger.errors import RevisionUnknown
from sunledger.read import git
from sunledger.read.files import LIMIT

_NOWHERE = "nothing"
_TOTAL = 4 * LIMIT
"""What all contents together may hold, in bytes."""
_LONGEST = 200
"""Bytes of the longest path: no file of accounts comes near, and every system takes it."""


def take_out(data: Path, revision: str, target: Path) -> str:
    """Write what a revision holds of the folder ``data`` into ``target``, an empty folder; name the commit.

    A revision without the folder leaves it empty. Raises :class:`RevisionUnknown` where git knows no such
    commit, or where its names lead out of the folder, are longer than a system takes, or clash.
    """
    top = data.absolute().parent
    commit = git.commit(top, revision)
    if commit is None:
        raise RevisionUnknown(revision)
    held = git.tree(top, commit, data.name)
    plain = {path: name for path, name in held.items() if name}
    room = _TOTAL
    found = git.contents(top, list(plain.values()), LIMIT)
    for path in held:
        place = _place(path, data.name, target)
        if place is None or any(str(above) in held for above in PurePosixPath(path).parents):
            raise RevisionUnknown(revision)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path not in plain:
            place.symlink_to(_NOWHERE)
            continue
        body = next(found)
        room -= len(body or b"")
        with place.open("xb") as stream:
            if body is None or room < 0:
                stream.truncate(LIMIT + 1)
            else:
                stream.write(body)
    return commit


def _place(path: str, folder: str, target: Path) -> Path | None:
    """Give where a file goes; ``None`` if its name would lead elsewhere."""
    first, *parts = path.split("/")
    if first != folder or not parts or any(part in {"", ".", ".."} or "\\" in part for part in parts):
        return None
    if len(os.fsencode(path)) > _LONGEST:
        return None
    return target.joinpath(*parts)
