"""Files written block by block: what stands in the file of the last build is copied, the rest is made.

A file's layout tells where each block stands in it. A plain file holds blocks as they are; a ZIP, and a
workbook, which is one, holds each deflated by itself, so that it is the same bytes wherever it stands.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import BinaryIO, Generic, NamedTuple, Self, TypeVar

from zlib_ng import zlib_ng

from sunledger.engine import Connection
from sunledger.publish.downloads.blocks import Block, Rows

T = TypeVar("T")

_GAPS = 16
"""With more gaps than these between blocks that stand, all are made: asking for each has its price, too."""
_LEVEL = 4
"""On our rows the sizes of zlib's level 5, in three fifths of its time."""


class Place(NamedTuple):
    """Where a block stands in a file."""

    at: int
    size: int
    """In bytes, as it stands there."""
    raw: int = 0
    """In bytes, inflated."""
    crc: int = 0
    """The CRC-32 of what it is inflated."""


Layout = dict[str, dict[str, Place]]
"""Where blocks stand in a file, by its part (such as the member of a ZIP) and by name."""


class Piece(NamedTuple):
    """Some bytes, deflated by themselves, as some of a ZIP's member."""

    deflated: bytes
    raw: int
    crc: int


class Held(Generic[T]):
    """The blocks of a part of a file that stands, by name; of none without a file."""

    def __init__(
        self, stream: BinaryIO | None, places: Mapping[str, Place], read: Callable[[BinaryIO, Place], T]
    ) -> None:
        self._stream, self._read = stream, read
        self._places = places if stream is not None else {}

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> T:
        assert self._stream is not None  # noqa: S101 - without one there are no names
        return self._read(self._stream, self._places[name])


def _text(stream: BinaryIO, place: Place) -> bytes:
    stream.seek(place.at)
    return stream.read(place.size)


NONE: Held[bytes] = Held(None, {}, _text)


@dataclass(frozen=True, slots=True)
class Standing:
    """A file of the last build, opened, or none."""

    stream: BinaryIO | None = None
    layout: Layout = field(default_factory=dict)

    def texts(self, part: str = "") -> Held[bytes]:
        """Give the blocks of a plain file."""
        return Held(self.stream, self.layout.get(part, {}), _text)

    def pieces(self, part: str) -> Held[Piece]:
        """Give the blocks of a ZIP's member as they stand."""
        return Held(self.stream, self.layout.get(part, {}), _piece)

    def inflated(self, part: str) -> Held[bytes]:
        """Give the blocks of a ZIP's member as they were."""
        return Held(self.stream, self.layout.get(part, {}), _inflated)


NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class Before:
    """The site of the last build, with the layouts of some of its files."""

    site: Path | None = None
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    """By path below the site's root."""

    @contextlib.contextmanager
    def opened(self, path: str) -> Iterator[Standing]:
        """Open a file, if it is known."""
        with contextlib.ExitStack() as stack:
            stream = None
            if self.site is not None and path in self.layouts:
                with contextlib.suppress(OSError):
                    stream = stack.enter_context((self.site / path).open("rb"))
            yield Standing(stream, _within(stream, self.layouts[path])) if stream else NOTHING


def _within(stream: BinaryIO, layout: Layout) -> Layout:
    """Leave out the places that a file does not have: then what tells of them is wrong."""
    end = stream.seek(0, os.SEEK_END)
    return {
        part: {name: place for name, place in places.items() if 0 <= place.at <= end - place.size}
        for part, places in layout.items()
    }


class Plain:
    """A plain file in the making; use it as a context."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.layout: Layout = {}
        self._stream = path.open("wb")
        self._digest, self._size = hashlib.sha256(), 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, text: bytes, name: str = "", part: str = "") -> None:
        """Write some text; a block has a ``name``, and may stand in a ``part`` of the file."""
        if name:
            self.layout.setdefault(part, {})[name] = Place(self._size, len(text))
        self._stream.write(text)
        self._digest.update(text)
        self._size += len(text)

    @property
    def sha256(self) -> str:
        """Give the SHA-256 of what was written."""
        return self._digest.hexdigest()


def poured(
    con: Connection, rows: Rows, expression: str, held: Held[T], made: Callable[[Sequence[bytes]], T],
    blocks: Sequence[Block] | None = None, *, numbered: bool = False,
) -> Iterator[tuple[str, T]]:  # fmt: skip
    """Give each block with its name, as it is ``held``, or ``made`` of what an expression makes of its rows.

    Blocks in which rows are ``numbered`` are others elsewhere.
    """
    blocks = rows.blocks if blocks is None else blocks
    before = [0]
    for block in blocks:
        before.append(before[-1] + block.rows)
    names = [
        f"{block.name}@{at}" if numbered else block.name for block, at in zip(blocks, before, strict=False)
    ]
    there = [name in held for name in names]
    if sum(after < now for now, after in pairwise(there)) > _GAPS:
        there = [False] * len(blocks)
    at = 0
    while at < len(blocks):
        if there[at]:
            yield names[at], held[names[at]]
            at += 1
            continue
        end = next((other for other in range(at, len(blocks)) if there[other]), len(blocks))
        found = rows.asked(con, expression, blocks[at:end], before[at])
        for name, block in zip(names[at:end], blocks[at:end], strict=True):
            yield name, made(list(islice(found, block.rows)))
        at = end


def deflating() -> zlib_ng._Compress:
    """Give what deflates as all our ZIPs are deflated."""
    return zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)


def deflated(texts: Iterable[bytes]) -> Piece:
    """Deflate some text by itself, up to a whole byte."""
    text = b"".join(texts)
    by = deflating()
    return Piece(by.compress(text) + by.flush(zlib_ng.Z_FULL_FLUSH), len(text), zlib_ng.crc32(text))


def _piece(stream: BinaryIO, place: Place) -> Piece:
    return Piece(_text(stream, place), place.raw, place.crc)


def _inflated(stream: BinaryIO, place: Place) -> bytes:
    return zlib_ng.decompressobj(-zlib_ng.MAX_WBITS).decompress(_text(stream, place))
