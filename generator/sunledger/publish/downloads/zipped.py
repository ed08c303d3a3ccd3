"""ZIP files that are the same, byte for byte, wherever and whenever they are made.

Every member has the ZIP format's first day as its time, the same permissions and no extra field;
members are written piece by piece, never held whole. They are deflated by zlib-ng, which comes pinned with
the program, not by whatever zlib a machine has, and takes half its time.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from zlib_ng import zlib_ng

from sunledger.manifest import DIGEST

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_LEVEL = 4
"""On our rows the sizes of zlib's level 5, in three fifths of its time."""
_PIECE = 1 << 18
_DIGITS = 64


class Zip:
    """A ZIP in the making; use it as a context."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Zip:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def text(self, name: str, text: str) -> None:
        """Add a member of UTF-8 text."""
        self.pieces(name, [text.encode()], large=False)

    def pieces(self, name: str, pieces: Iterable[bytes], *, large: bool = True) -> None:
        """Add a member piece by piece; a ``large`` one may become larger than 4 GB."""
        with self._zip.open(_member(name), "w", force_zip64=large) as stream:
            vars(stream)["_compressor"] = _deflating()  # zipfile knows no other way to be given one
            for piece in pieces:
                stream.write(piece)

    def file(self, name: str, path: Path) -> None:
        """Add a file."""
        with path.open("rb") as source:
            self.pieces(name, iter(lambda: source.read(_PIECE), b""))


def seal(path: Path) -> None:
    """End a ZIP with a comment, the SHA-256 of all bytes before it, so that no bit can change unseen."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = f"{DIGEST}{'0' * _DIGITS}".encode()
    with path.open("rb+") as stream:
        left, digest = path.stat().st_size - _DIGITS, hashlib.sha256()
        while left and (piece := stream.read(min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
        stream.seek(-_DIGITS, os.SEEK_END)
        stream.write(digest.hexdigest().encode())


def _deflating() -> object:
    return zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = _UNIX
    member.external_attr = _PLAIN_FILE
    return member
