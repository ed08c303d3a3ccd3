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
import secrets
import shutil
import sqlite3
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
        """Open the record of the site at ``old``; ``made_by`` is what every piece of it depends on."""
        self._record, self.old, self._new = record, old, new
        self._had, salt = _opened(record, made_by)
        self.salt = salt
        """Goes before what is hashed, so that nobody who writes in the accounts knows how it comes out."""
        self._making: sqlite3.Connection | None = None
        self._path = new.with_name(f"{new.name}.kept")
        with contextlib.suppress(OSError, sqlite3.Error):
            self._making = _begun(self._path, made_by, salt)
        self._digests: dict[str, str] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing was kept, so that nothing can be taken over."""
        return self._had is None

    def take(self, name: str, made_of: str) -> Piece | None:
        """Take over a piece if it was made from the same and stands unchanged; else ``None``."""
        piece = self._found(name, made_of)
        if piece is None or not all(map(self._stands, piece.files)):
            return None
        for left in piece.files:
            self._link(left.path)
            self._digests[left.path] = left.sha256
        self._note(name, piece)
        return piece

    def before(self, name: str) -> Piece | None:
        """Return a piece of the last build, whatever it was made of, if its files stand unchanged."""
        piece = self._found(name)
        return piece if piece is not None and all(map(self._stands, piece.files)) else None

    def put(self, name: str, made_of: str, paths: Iterable[str], said: Any = None) -> None:
        """Put down a piece whose files, by path below the site's root, have just been made."""
        files = []
        for path in paths:
            stat = (self._new / path).stat()
            files.append(Left(path, stat.st_size, stat.st_mtime_ns, ""))
        self._note(name, Piece(made_of, said, files))

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of every file taken over, by path."""
        return self._digests

    def save(self, digests: Mapping[str, str]) -> None:
        """Write the record of the new site, once it is in place; ``digests`` are those of all its files."""
        self._close(self._had)
        making, self._making = self._making, None
        if making is None:
            return
        try:
            waiting = making.execute("select piece, path from files where sha256 = ''").fetchall()
            making.executemany(
                "update files set sha256 = ? where piece = ? and path = ?",
                ((digests[path], piece, path) for piece, path in waiting),
            )
            making.execute("commit")
            making.close()
            self._record.parent.mkdir(parents=True, exist_ok=True)
            self._path.replace(self._record)
        except (OSError, sqlite3.Error):  # the site stands; without a record the next build only takes longer
            self._close(making)

    def _found(self, name: str, wanted: str | None = None) -> Piece | None:
        """Look a piece up, as it was made of what is ``wanted``; a record that says too little has none."""
        if self._had is None:
            return None
        with contextlib.suppress(sqlite3.Error, ValueError):
            for made_of, said in self._had.execute(
                "select made_of, said from pieces where name = ?1 and made_of = coalesce(?2, made_of)",
                (name, wanted),
            ).fetchall():
                files = self._had.execute(
                    "select path, size, modified, sha256 from files where piece = ? order by path", (name,)
                ).fetchall()
                return Piece(made_of, json.loads(said), [Left(*file) for file in files])
        return None

    def _note(self, name: str, piece: Piece) -> None:
        if self._making is None:
            return
        try:
            said = json.dumps(piece.said, ensure_ascii=False)
            self._making.execute(
                "insert or replace into pieces values (?, ?, ?)", (name, piece.made_of, said)
            )
            self._making.executemany(
                "insert or replace into files values (?, ?, ?, ?, ?)", ((name, *left) for left in piece.files)
            )
        except sqlite3.Error:
            self._close(self._making)
            self._making = None

    def _close(self, base: sqlite3.Connection | None) -> None:
        if base is not None:
            with contextlib.suppress(sqlite3.Error):
                base.close()

    def _stands(self, left: Left) -> bool:
        try:
            stat = os.lstat(f"{self.old}/{left.path}")
        except OSError:
            return False
        return stat.st_size == left.size and stat.st_mtime_ns == left.modified

    def _link(self, path: str) -> None:
        old, new = f"{self.old}/{path}", f"{self._new}/{path}"
        try:
            os.link(old, new)
        except FileNotFoundError:
            Path(new).parent.mkdir(parents=True, exist_ok=True)
            self._link(path)
        except OSError:  # a disk without links, or with no more of them to this file
            shutil.copy2(old, new)


_FORM = """
create table record (made_by TEXT not null, salt TEXT not null);
create table pieces (name TEXT not null primary key, made_of TEXT not null, said TEXT not null) without rowid;
create table files (
  piece TEXT not null, path TEXT not null, size INTEGER not null, modified INTEGER not null,
  sha256 TEXT not null, primary key (piece, path)
) without rowid;
"""


def _opened(record: Path, made_by: str) -> tuple[sqlite3.Connection | None, str]:
    """Open a record, and give its salt; none where it is missing, broken or of another program."""
    base = None
    with contextlib.suppress(OSError, sqlite3.Error):
        if record.is_file():
            base = sqlite3.connect(f"{record.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            for by, salt in base.execute("select made_by, salt from record").fetchall():
                if (
                    by == made_by
                    and isinstance(salt, str)
                    and base.execute("select 1 from pieces").fetchone()
                ):
                    return base, salt
    if base is not None:
        base.close()
    return None, secrets.token_hex(16)


def _begun(path: Path, made_by: str, salt: str) -> sqlite3.Connection:
    """Begin a record; nothing of it is kept until it is whole."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off", "locking_mode = exclusive"):
        base.execute(f"pragma {pragma}")
    base.execute("begin")
    for statement in _FORM.split(";"):
        base.execute(statement)
    base.execute("insert into record values (?, ?)", (made_by, salt))
    return base


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
