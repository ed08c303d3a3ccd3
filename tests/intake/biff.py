"""Workbooks of the old kind (XLS), record by record: the little of BIFF8 and compound files that cases need.

Records by [MS-XLS], sectors by [MS-CFB]. No library at hand writes them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_DAY_FORMAT = 14

Cell = str | float | bool | None


def record(code: int, body: bytes = b"") -> bytes:
    """Write a record."""
    return struct.pack("<HH", code, len(body)) + body


def xls(
    rows: Sequence[Sequence[Cell]],
    *,
    days: Sequence[tuple[int, int]] = (),
    formulas: Sequence[tuple[int, int]] = (),
    hidden: Sequence[int] = (),
    locked: bool = False,
    later_epoch: bool = False,
    outside: bool = False,
) -> bytes:
    """Write rows as an XLS file of one sheet, ``收入``; places and rows are counted from 0."""
    sheet = _bof(0x10) + b"".join(
        record(0x208, struct.pack("<HHHHHHI", row, 0, 0, 255, 0, 0, 0x20)) for row in hidden
    )
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            style = 1 if (row, column) in days else 0
            sheet += _cell(row, column, style, value, formula=(row, column) in formulas)
    sheet += record(0x0A)
    head = _bof(0x05)
    if locked:
        head += record(0x2F, bytes(6))
    head += record(0x42, struct.pack("<H", 1200)) + record(0x22, struct.pack("<H", later_epoch))
    head += record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
    head += record(0xE0, struct.pack("<HH", 0, 0) + bytes(16))
    head += record(0xE0, struct.pack("<HH", 0, _DAY_FORMAT) + bytes(16))
    if outside:
        head += record(0x1AE, struct.pack("<H", 1) + b"\x04\x00\x00else")
    name = "收入".encode("utf-16-le")
    size = len(head) + 4 + 8 + len(name) + 4
    head += record(0x85, struct.pack("<IHBB", size, 0, 2, 1) + name) + record(0x0A)
    return compound({"Workbook": head + sheet})


def compound(streams: dict[str, bytes]) -> bytes:
    """Write streams as a compound file, each at least 4,096 bytes long so that none is a small one."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        start = len(sectors)
        parts = [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        chain += [start + at + 1 for at in range(len(parts) - 1)] + [_END]
        sectors += parts
        entries.append(
            _entry(name, 2, start, len(padded), right=number + 1 if number < len(streams) else _FREE)
        )
    folder = len(sectors)
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0")
    parts = [directory[at : at + _SECTOR] for at in range(0, len(directory), _SECTOR)]
    chain += [folder + at + 1 for at in range(len(parts) - 1)] + [_END]
    sectors += parts
    table = len(sectors)
    chain.append(_FAT)
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    assert len(fat) == _SECTOR, "one sector of the table is enough for cases"
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, folder, 0, 4096,
        _END, 0, _END, 0,
    )  # fmt: skip
    return (head + struct.pack("<I", table)).ljust(_SECTOR, b"\xff") + b"".join(sectors) + fat


def _bof(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 0))


def _cell(row: int, column: int, style: int, value: Cell, *, formula: bool) -> bytes:
    place = struct.pack("<HHH", row, column, style)
    if value is None:
        return b""
    if isinstance(value, bool):
        return record(0x205, place + struct.pack("<BB", value, 0))
    if isinstance(value, str) and value.startswith("#"):
        return record(0x205, place + struct.pack("<BB", 0x17, 1))
    if isinstance(value, str):
        written = value.encode("utf-16-le")
        return record(0x204, place + struct.pack("<HB", len(value), 1) + written)
    if formula:
        return record(0x06, place + struct.pack("<dHIH", value, 0, 0, 3) + b"\x1e\x01\x00")
    return record(0x203, place + struct.pack("<d", value))


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIII", written, len(written), kind, 1, _FREE, right, child, 0, start, size, 0
    )
