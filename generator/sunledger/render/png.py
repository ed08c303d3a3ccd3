"""Small pictures of rectangles as PNG, byte for byte the same wherever they are drawn with one zlib.

For previews in messengers, which take no SVG. Letters are not drawn: the fonts of the machine
that builds would decide how they look. ISO/IEC 15948 describes the format.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE = 3
"""The colour type of pictures whose pixels are numbers of colours."""


class Canvas:
    """A picture in a few colours; colour 0 is the ground."""

    def __init__(self, width: int, height: int, colours: Sequence[str]) -> None:
        """Take the size in pixels and colours as ``#rrggbb``, up to 256 of them."""
        self.width, self.height = width, height
        self._colours = b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in colours)
        self._rows = [bytearray(width) for _ in range(height)]

    def fill(self, x: int, y: int, width: int, height: int, colour: int) -> None:
        """Fill a rectangle; what lies outside the picture is cut off."""
        left, right = max(x, 0), min(x + width, self.width)
        if right <= left:
            return
        run = bytes([colour]) * (right - left)
        for row in self._rows[max(y, 0) : max(y + height, 0)]:
            row[left:right] = run

    def to_bytes(self) -> bytes:
        """Return the picture as a PNG file."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, _PALETTE, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self._rows), 9)
        chunks = ((b"IHDR", header), (b"PLTE", self._colours), (b"IDAT", pixels), (b"IEND", b""))
        return _SIGNATURE + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    """Frame a chunk with its length and its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
