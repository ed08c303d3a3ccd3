"""What the last build made, and of what: the next one takes over what would come out the same.

A site is made in pieces, such as the pages of one unit in one language. Each is put down under a name
with the digest of all it was made from, and with its files. The next build asks for a piece by name and
digest; if its files still stand as they were left, they are linked into the new site, not made again.
The record stands beside the site, never in it. Without a record, or with one that can't be read, or of
another version of the program, everything is made anew: a record saves time and can do nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sunledger import resources

_CODE = ("*.py", "*.sql")
_TEXTS = ("schemas", "site")
_NAME = re.compile(r"[^\w.-]")


class Left(NamedTuple):
    """How a file was left."""

    path: str
    """Below the site's root."""
    size: int
    modified: int
    """In nanoseconds."""
    sha256: str


class Piece(NamedTuple):
    """Files that are made together from the same things."""

    made_of: str
    """The digest of all the piece was made from."""
    said: Any
    """What its maker said about it, as JSON holds it."""
    files: list[Left]


class Kept:
    """Pieces of the site that stands, and of the site in the making."""

    def __init__(self, record: Path, old: Path, new: Path, made_by: str) -> None:
        """Read the record of the site at ``old``; ``made_by`` is what every piece of it depends on."""
        self._record, self._old, self._new, self._made_by = record, old, new, made_by
        self._had = _read(record, made_by)
        self._has: dict[str, Piece] = {}
        self._digests: dict[str, str] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing was kept, so that nothing can be taken over."""
        return not self._had

    def take(self, name: str, made_of: str) -> Piece | None:
        """Take over a piece if it was made from the same and stands unchanged; else ``None``."""
        piece = self._had.get(name)
        if piece is None or piece.made_of != made_of or not all(map(self._stands, piece.files)):
            return None
        for left in piece.files:
            self._link(left.path)
            self._digests[left.path] = left.sha256
        self._has[name] = piece
        return piece

    def put(self, name: str, made_of: str, paths: Iterable[str], said: Any = None) -> None:
        """Put down a piece whose files, by path below the site's root, have just been made."""
        files = []
        for path in paths:
            stat = (self._new / path).stat()
            files.append(Left(path, stat.st_size, stat.st_mtime_ns, ""))
        self._has[name] = Piece(made_of, said, files)

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of every file taken over, by path."""
        return self._digests

    def save(self, digests: Mapping[str, str]) -> None:
        """Write the record of the new site, once it is in place; ``digests`` are those of all its files."""
        pieces = {
            name: [piece.made_of, piece.said,
                   [[left.path, left.size, left.modified, digests[left.path]] for left in piece.files]]
            for name, piece in self._has.items()
        }  # fmt: skip
        text = json.dumps({"made_by": self._made_by, "pieces": pieces}, ensure_ascii=False)
        making = self._record.with_suffix(".making")
        try:
            self._record.parent.mkdir(parents=True, exist_ok=True)
            making.write_text(text, encoding="utf-8")
            making.replace(self._record)
        except OSError:  # the site stands; without a record the next build only takes longer
            with contextlib.suppress(OSError):
                making.unlink()

    def _stands(self, left: Left) -> bool:
        try:
            stat = os.lstat(f"{self._old}/{left.path}")
        except OSError:
            return False
        return stat.st_size == left.size and stat.st_mtime_ns == left.modified

    def _link(self, path: str) -> None:
        old, new = f"{self._old}/{path}", f"{self._new}/{path}"
        try:
            os.link(old, new)
        except FileNotFoundError:
            Path(new).parent.mkdir(parents=True, exist_ok=True)
            self._link(path)
        except OSError:  # a disk without links, or with no more of them to this file
            shutil.copy2(old, new)


def _read(record: Path, made_by: str) -> dict[str, Piece]:
    """Read the pieces of a record; none where it is missing, broken or of another program."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        found = json.loads(record.read_text(encoding="utf-8"))
        if found["made_by"] == made_by:
            return {
                name: Piece(made_of, said, [Left(*left) for left in files])
                for name, (made_of, said, files) in found["pieces"].items()
            }
    return {}


def program() -> str:
    """Return the digest of the program: its code, its resources, and the libraries it stands on."""
    package, root = Path(__file__).parent, resources.root()
    digest = hashlib.sha256(sys.version.encode())
    for requirement in sorted(importlib.metadata.requires("sunledger") or ()):
        if "extra ==" not in requirement:
            name = _NAME.split(requirement, maxsplit=1)[0]
            digest.update(f"{name} {importlib.metadata.version(name)}\0".encode())
    sources = [(package, path) for kind in _CODE for path in package.rglob(kind)]
    sources += [(root, path) for name in _TEXTS for path in (root / name).rglob("*") if path.is_file()]
    for above, path in sorted(set(sources)):
        text = path.read_bytes()
        digest.update(f"{path.relative_to(above).as_posix()}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()
