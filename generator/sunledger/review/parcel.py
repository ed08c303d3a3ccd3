"""Open what another workflow left, as anyone could have made it: one JSON of a comparison, in a ZIP or bare.

A pull request can change the workflow that makes the artifact. So its size is limited before it is unpacked,
only the one expected name is opened, nothing is written to disk, and what comes out must be a
:class:`Difference` to the last key. Then :func:`tamed` takes out every text a stranger could have written.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from pathlib import Path

from pydantic import ValidationError

from sunledger.disclosure import repeatable
from sunledger.errors import SunledgerError
from sunledger.profile import Profile
from sunledger.resources import dataset_names, load_schema
from sunledger.review.model import Change, Difference, Found, Prose, Row
from sunledger.review.rows import WITHHELD

NAME = "difference.json"
"""The only file the artifact may hold."""

LIMIT = 8 * 1024 * 1024
"""Bytes of the artifact, packed and unpacked."""

_PATH = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,4}")


class ParcelRefused(SunledgerError):
    """The artifact is not what our own workflow makes."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(
            f"不收这个工件：{zh}。它不是核对流程做出来的样子，请看合并请求有没有改动 .github/workflows。",
            f"Artifact refused: {en}. Our workflow makes no such thing; see whether the pull request changes "
            ".github/workflows",
        )


def opened(path: Path) -> Difference:
    """Return the comparison in an artifact. Raises :class:`ParcelRefused`, whatever is wrong with it."""
    raw = _content(path)
    try:
        return tamed(Difference.model_validate_json(raw))
    except ValidationError as cause:
        # What pydantic says repeats the input: only the number of faults is told.
        said = cause.error_count()
        raise ParcelRefused(
            f"内容有 {said} 处不合约定", f"its content breaks the form ({said} faults)"
        ) from None


def _content(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise ParcelRefused("不是普通文件", "it is no plain file")
    with path.open("rb") as stream:
        raw = stream.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise ParcelRefused("太大", "it is too large")
    return _unpacked(raw) if raw.startswith(b"PK") else raw


def _unpacked(raw: bytes) -> bytes:
    """Return the one file of an archive, never more than the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if [member.filename for member in members] != [NAME]:
                raise ParcelRefused(f"里面应当只有 {NAME}", f"it should hold {NAME} alone")
            mode = members[0].external_attr >> 16
            if members[0].flag_bits & 1 or (stat.S_IFMT(mode) not in {0, stat.S_IFREG}):
                raise ParcelRefused("里面的不是普通文件", "what it holds is no plain file")
            with archive.open(members[0]) as stream:
                body = stream.read(LIMIT + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as cause:
        raise ParcelRefused("压缩包打不开", "the archive can't be opened") from cause
    if len(body) > LIMIT:
        raise ParcelRefused("解开以后太大", "it unpacks to too much")
    return body


def tamed(found: Difference) -> Difference:
    """Return the comparison with ids, figures, codes and places alone: no sentence or name of a stranger."""
    known = set(dataset_names())
    return found.model_copy(
        update={
            "names": (),
            "prose": tuple(map(_prose, found.prose)),
            "rows": tuple(_row(row) for row in found.rows if row.dataset in known),
            "appeared": tuple(map(_finding, found.appeared)),
            "vanished": tuple(map(_finding, found.vanished)),
        }
    )


def _row(row: Row) -> Row:
    fields = {field["name"]: field for field in load_schema(row.dataset)["fields"]}
    cells = tuple(
        _cell(row.dataset, fields[cell.column], cell) for cell in row.cells if cell.column in fields
    )
    return row.model_copy(
        update={"key": _told(row.key), "file": _place(row.file), "fund_id": None, "cells": cells}
    )


def _prose(prose: Prose) -> Prose:
    cells = tuple(_judged(cell) for cell in prose.cells if cell.column in Profile.model_fields)
    return prose.model_copy(update={"file": _place(prose.file), "cells": cells})


def _cell(dataset: str, field: dict[str, object], cell: Change) -> Change:
    secret = bool(field.get("freeText")) or cell.column in WITHHELD.get(dataset, ())
    return _judged(cell, secret=secret)


def _judged(cell: Change, *, secret: bool = False) -> Change:
    values = [value for value in (cell.old, cell.new) if value]
    if cell.withheld or secret or not all(repeatable(value) and len(value) <= 80 for value in values):
        return Change(column=cell.column, old=None, new=None, withheld=True)
    return cell


def _finding(found: Found) -> Found:
    blank = dict.fromkeys(("column", "message_zh", "message_en", "fix_zh", "fix_en"), "")
    return found.model_copy(update={"file": _place(found.file), **blank})


def _told(value: str) -> str:
    return value if repeatable(value) and len(value) <= 130 else "…"


def _place(file: str) -> str:
    return file if _PATH.fullmatch(file) and all(map(repeatable, file.split("/"))) else "…"
