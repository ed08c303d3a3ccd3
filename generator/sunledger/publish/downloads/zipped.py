"""ZIP files that are the same, byte for byte, wherever and whenever they are made.

Every member has the ZIP format's first day as its time, the same permissions and no extra field;
members are written piece by piece, never held whole. They are deflated by zlib-ng (``pouring``), which comes
pinned with the program, not by whatever zlib a machine has, and takes half its time.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from zlib_ng import zlib_ng

from sunledger.manifest import DIGEST
from sunledger.publish.downloads.pouring import Held, Layout, Piece, Place, deflated, deflating

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_PIECE = 1 << 18
_DIGITS = 64


class Zip:
    """A ZIP in the making; use it as a context."""

    def __init__(self, path: Path) -> None:
        self.layout: Layout = {}
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
            vars(stream)["_compressor"] = deflating()  # zipfile knows no other way to be given one
            for piece in pieces:
                stream.write(piece)

    def blocks(self, name: str, blocks: Iterable[tuple[str, Piece]], part: str | None = None) -> None:
        """Add a member of blocks, each deflated by itself, those with a name to be found under ``part``."""
        places = self.layout.setdefault(name if part is None else part, {})
        with self._zip.open(_member(name), "w", force_zip64=True) as stream:
            base: IO[bytes] = vars(self._zip)["fp"]
            written = vars(stream)  # zipfile knows no other way to be given what is deflated
            written["_compressor"] = _Ending()
            for block, piece in blocks:
                if block:
                    places[block] = Place(base.tell(), len(piece.deflated), piece.raw, piece.crc)
                base.write(piece.deflated)
                written["_compress_size"] += len(piece.deflated)
                written["_file_size"] += piece.raw
                written["_crc"] = zlib_ng.crc32_combine(written["_crc"], piece.crc, piece.raw)

    def file(self, name: str, path: Path, held: Held[Piece], part: str) -> None:
        """Add a file, of which pieces may be ``held``; they are found under ``part``, by their SHA-256."""

        def pieces() -> Iterator[tuple[str, Piece]]:
            with path.open("rb") as source:
                while text := source.read(_PIECE):
                    digest = hashlib.sha256(text).hexdigest()
                    yield digest, held[digest] if digest in held else deflated([text])

        self.blocks(name, pieces(), part)


class _Ending:
    """Ends a member that is deflated already."""

    def flush(self) -> bytes:
        """Give an empty last block."""
        return b"\x03\x00"


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


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = _UNIX
    member.external_attr = _PLAIN_FILE
    return member
