"""Put a workbook where it was asked for, and never over another: a clerk may have filled that in."""

from __future__ import annotations

from pathlib import Path

from sunledger.errors import SunledgerError


class PlaceRefused(SunledgerError):
    """The workbook can't be written there."""


def put(path: Path, content: bytes) -> Path:
    """Write a new file; raises :class:`PlaceRefused` where there is one, no folder, or no right to write."""
    if path.suffix != ".xlsx":
        raise PlaceRefused(
            f"文件名要以 .xlsx 结尾：{path.with_suffix('.xlsx')}",
            f"The file's name must end in .xlsx: {path.with_suffix('.xlsx')}",
        )
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as cause:
        raise PlaceRefused(
            f"{path} 已经有了，可能填过，没有动它。换一个名字（--out），或先把它移走",
            f"{path} is there already and may have been filled in; it was left alone. Give another "
            "name (--out) or move it away",
        ) from cause
    except OSError as cause:
        raise PlaceRefused(
            f"{path} 写不进去：目录 {path.parent} 不存在或不能写。用 --out 换一个地方",
            f"Can't write {path}: its folder {path.parent} is missing or not writable. Choose another "
            "place with --out",
        ) from cause
    return path
