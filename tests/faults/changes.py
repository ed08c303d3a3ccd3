"""What a fault's case may do to the small publisher: a closed vocabulary of readable changes.

A change is a table whose first key is its verb and names a file below ``data/``; the other keys say how.
A key that the verb does not know is a mistake of the case and stops its run.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sunledger import pipeline
from tests.publisher import Publisher, Row

Change = dict[str, Any]


def apply(change: Change, publisher: Publisher, folder: Path) -> None:
    """Make one change to a publisher; ``folder`` is the fault's, where files to lay in may stand."""
    (verb, file), *rest = change.items()
    VERBS[verb](publisher, file, folder=folder, **dict(rest))


def _edit(publisher: Publisher, file: str, *, old: str, new: str, every: bool = False, times: int = 1,
          folder: Path) -> None:  # fmt: skip
    """Replace the first ``old``, or ``every`` one, by ``new``, repeated ``times``."""
    del folder
    text = publisher.text(file)
    assert old in text, f"{old!r} is not in {file}"
    publisher.write(file, text.replace(old, new * times, -1 if every else 1))


def _bytes(publisher: Publisher, file: str, *, old: str, new: str, folder: Path) -> None:
    """Replace the first ``old``, a text, by ``new``, bytes in hexadecimal."""
    del folder
    before = publisher.path(file).read_bytes()
    assert old.encode() in before, f"{old!r} is not in {file}"
    publisher.write(file, before.replace(old.encode(), bytes.fromhex(new), 1))


def _add(publisher: Publisher, file: str, *, rows: list[Row], folder: Path) -> None:
    """Add rows to a dataset's file, which is made if need be; columns that are not given are blank."""
    del folder
    publisher.append(file, rows)


def _append(publisher: Publisher, file: str, *, text: str, folder: Path) -> None:
    """Add text to the end of a file."""
    del folder
    publisher.write(file, publisher.text(file) + text)


def _write(publisher: Publisher, file: str, *, folder: Path, text: str = "", times: int = 1) -> None:
    """Write a file anew, of ``text`` repeated ``times``."""
    del folder
    publisher.write(file, text * times)


def _lay(publisher: Publisher, file: str, *, copy: str, folder: Path) -> None:
    """Lay a copy of a file that stands beside ``fault.toml`` into the data."""
    publisher.write(file, (folder / copy).read_bytes())


def _encode(publisher: Publisher, file: str, *, into: str, folder: Path) -> None:
    """Save a file in another encoding."""
    del folder
    publisher.write(file, publisher.text(file).encode(into))


def _move(publisher: Publisher, file: str, *, to: str, folder: Path) -> None:
    """Move a file or folder."""
    del folder
    publisher.path(to).parent.mkdir(parents=True, exist_ok=True)
    publisher.path(file).rename(publisher.path(to))


def _remove(publisher: Publisher, file: str, *, folder: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    del folder
    path = publisher.path(file)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _link(publisher: Publisher, file: str, *, to: str, folder: Path, hard: bool = False) -> None:
    """Make a symbolic link to ``to`` as it stands there, or a ``hard`` link to a file below ``data/``."""
    del folder
    if hard:
        publisher.path(file).hardlink_to(publisher.path(to))
    else:
        publisher.path(file).symlink_to(to)


def _special(kind: int) -> Callable[..., None]:
    def make(publisher: Publisher, file: str, *, folder: Path) -> None:
        """Make a file that is none: a pipe or a socket."""
        del folder
        os.mknod(publisher.path(file), kind | 0o600)

    return make


def _seal(publisher: Publisher, county: str, *, since: str, folder: Path) -> None:
    """Seal a county's months from ``since`` on, with salts that are the same each time."""
    del folder
    publisher.replace(f"{county}/profile.toml", "notice_months", f'sealed_from = "{since}"\nnotice_months')
    done = pipeline.seal_months(publisher.data, begin=True, salts=lambda _, leaf: f"{leaf:032x}")
    assert done.report.ok


VERBS: dict[str, Callable[..., None]] = {
    "edit": _edit,
    "bytes": _bytes,
    "add": _add,
    "append": _append,
    "write": _write,
    "lay": _lay,
    "encode": _encode,
    "move": _move,
    "remove": _remove,
    "seal": _seal,
    "link": _link,
    "pipe": _special(stat.S_IFIFO),
    "socket": _special(stat.S_IFSOCK),
}
"""Every change there is, by its verb."""
