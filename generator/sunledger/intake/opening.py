"""From a file a clerk names to its sheets: what it is is told by its content, and must agree with its name.

No link is followed, no pipe waited on, nothing opened that runs.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sunledger.intake.grid import Book, file_label
from sunledger.intake.sentences import Spot, refused
from sunledger.intake.unreadable import Unreadable
from sunledger.model import Finding

LIMIT = 20 * 1024 * 1024
"""Largest file read, in bytes: a year of one community takes a hundredth of it."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT = (".csv", ".tsv", ".txt")
_MACROS = (".xlsm", ".xltm", ".xlam")


def open_book(path: Path, number: int, findings: list[Finding]) -> Book | None:
    """Read the ``number``-th file, or say why it can't be read."""
    label = file_label(path.name, number)
    try:
        return _read(path, label, _content(path))
    except Unreadable as cause:
        findings.append(refused(cause.rule, Spot(cause.sheet or label, cause.row), **cause.facts))
        return None


def _content(path: Path) -> bytes:
    """Return a plain file's bytes, up to the limit."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as cause:
        missing = isinstance(cause, FileNotFoundError)
        raise Unreadable("files_are_there" if missing else "files_are_plain_files") from cause
    facts = os.fstat(handle)
    if not stat.S_ISREG(facts.st_mode) or facts.st_size > LIMIT:
        os.close(handle)
        if stat.S_ISREG(facts.st_mode):
            raise Unreadable("files_are_small_enough", found=facts.st_size, expected=LIMIT)
        raise Unreadable("files_are_plain_files")
    with os.fdopen(handle, "rb") as stream:
        raw = stream.read(LIMIT + 1)
    if not raw.strip():
        raise Unreadable("files_hold_a_table")
    return raw


def _read(path: Path, label: str, raw: bytes) -> Book:
    """Hand the content to the reader of its kind."""
    suffix = path.suffix.lower()
    if suffix in _MACROS:
        raise Unreadable("workbooks_hold_no_macros")
    if suffix not in (*_TEXT, ".xlsx", ".xls"):
        raise Unreadable("files_are_of_a_known_kind")
    kind = _kind(raw)
    if kind == "page" and suffix not in _TEXT:
        raise Unreadable("files_are_not_web_pages")
    if kind == "ole" and suffix != ".xls":
        from sunledger.intake import xls

        if suffix == ".xlsx" and xls.is_encrypted(raw):
            raise Unreadable("workbooks_are_not_encrypted")
    expected = {"zip": (".xlsx",), "ole": (".xls",)}.get(kind, _TEXT)
    if suffix not in expected:
        found = {"zip": "ZIP / XLSX", "ole": "XLS"}.get(kind, "文本 text")
        raise Unreadable("files_are_what_their_names_say", found=found, expected=suffix)
    if kind == "zip":
        from sunledger.intake import xlsx

        return xlsx.read(raw, label, path.stem)
    if kind == "ole":
        from sunledger.intake import xls

        return xls.read(raw, label, path.stem)
    from sunledger.intake import texts

    return texts.read(raw, label, path.stem)


def _kind(raw: bytes) -> str:
    """Tell what content is, by how it begins."""
    if raw.startswith((_ZIP, b"PK\x05\x06")):
        return "zip"
    if raw.startswith(_OLE):
        return "ole"
    head = raw[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"mime-version")):
        return "page"
    return "text"
