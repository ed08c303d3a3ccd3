"""Put a new folder in place in one step: written beside it, checked, then named; or nothing at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sunledger import pipeline
from sunledger.model import Severity
from sunledger.starting.data import Files
from sunledger.starting.names import AnswerRefused, PlaceRefused, a_place


def put(place: Path, files: Files) -> None:
    """Write the files into the new folder ``place``, after the program's own check has passed them.

    A folder that is empty, or a fresh clone that holds nothing but ``.git``, is filled. Raises
    :class:`PlaceRefused` for any other, and :class:`AnswerRefused` when the check finds an error.
    """
    place = free(place)
    above = next(folder for folder in place.parents if folder.exists())
    try:
        with tempfile.TemporaryDirectory(prefix=".sunledger-", dir=above) as scratch:
            making = Path(scratch) / "new"
            for name, text in files.items():
                target = making / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode())
            _check(making)
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                making.rename(place)
            else:  # empty, but for a clone's .git
                for made in sorted(making.iterdir()):
                    made.rename(place / made.name)
    except OSError as cause:
        raise PlaceRefused(
            place, f"{above} 写不进去。换一个目录，或先取得写的权限",
            f"{above} can't be written to; choose another folder, or get the right to write there",
        ) from cause  # fmt: skip


def free(place: Path) -> Path:
    """Return where a folder is to be made, if one may be; see :func:`put`."""
    place = a_place(Path(os.path.normpath(place.absolute())))
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise PlaceRefused(
            place, "那里已经有一个文件或链接。换一个名称", "a file or a link is there; choose another name"
        )
    try:
        there = {each.name for each in place.iterdir()} if place.exists() else set()
    except OSError as cause:
        raise PlaceRefused(place, "打不开。换一个目录", "it can't be opened; choose another") from cause
    if there - {".git"}:
        raise PlaceRefused(
            place, "里面已经有文件，一个也没有动。换一个名称，或用空的目录",
            "it holds files, which were left alone; choose another name, or an empty folder",
        )  # fmt: skip
    return place


def _check(made: Path) -> None:
    """Hold the new accounts to the rules that every later change is held to."""
    errors = [found for found in pipeline.check(made / "data").findings if found.severity is Severity.ERROR]
    if errors:
        zh = "；".join(f"{each.message_zh}，{each.fix_zh}" for each in errors[:3])
        en = "; ".join(f"{each.message_en}. {each.fix_en}" for each in errors[:3])
        raise AnswerRefused(
            f"这样填写的账目通不过核对，什么也没有建：{zh}",
            f"Accounts of these answers don't pass the check; nothing was made: {en}",
        )
