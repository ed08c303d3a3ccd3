"""From a file's bytes to clean UTF-8 with LF line ends, or findings that say why not.

UTF-8 with or without a byte order mark and CRLF are accepted and mean the same.
"""

from __future__ import annotations

import codecs
import re

from sunledger.builtin import finding
from sunledger.model import Finding

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
LONGEST_LINE = 1024 * 1024
"""Longest line read, in bytes."""

_MARKERS = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}$", re.MULTILINE)


def clean(raw: bytes, file: str, findings: list[Finding]) -> bytes | None:
    """Return the file's text as UTF-8 bytes with LF, or None after saying what is wrong."""
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        findings.append(finding("files_hold_something", file))
        return None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf_16(raw):
        findings.append(finding("files_are_not_utf_16", file))
        return None
    body = raw.removeprefix(codecs.BOM_UTF8)
    if not _is_utf_8(body, file, findings):
        return None
    if body.startswith(b"version https://git-lfs"):
        findings.append(finding("files_are_not_pointers", file, 1))
        return None
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n")
    if (overlong := _overlong(body)) is not None:
        findings.append(finding("lines_are_of_bearable_length", file, overlong, limit=LONGEST_LINE))
        return None
    before = len(findings)
    # Looking for one byte is by far the quickest, and hardly any file has one of these.
    marked = any(mark in body and 7 * mark in body for mark in (b"=", b"<", b">"))
    markers = _MARKERS.finditer(body) if marked else ()
    findings += [
        finding("files_have_no_conflict_markers", file, _line(body, marker.start())) for marker in markers
    ]
    _refuse_hidden(body, file, findings)
    if len(findings) > before:
        return None
    return body


def _looks_like_utf_16(raw: bytes) -> bool:
    head = raw[:2000]
    return head.count(0) > len(head) // 4


def _is_utf_8(body: bytes, file: str, findings: list[Finding]) -> bool:
    if body.isascii():
        return True
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = _line(body, fault.start)
        try:
            decoded = body.decode("gb18030")
        except UnicodeDecodeError:
            decoded = ""
        # Chinese text saved as GBK decodes into common ideographs; noise does not.
        common = sum("\u4e00" <= char <= "\u9fff" or "\uff01" <= char <= "\uff5e" for char in decoded)
        others = sum(not char.isascii() for char in decoded) - common
        rule = "files_are_not_gbk" if common > others else "files_are_utf_8"
        findings.append(finding(rule, file, line, offset=fault.start + 1))
        return False
    return True


def _overlong(body: bytes) -> int | None:
    """Return the number of the first line that is too long, hopping from line end to line end."""
    start = 0
    while len(body) - start > LONGEST_LINE:
        end = body.rfind(b"\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            return _line(body, start)
        start = end + 1
    return None


def _refuse_hidden(body: bytes, file: str, findings: list[Finding]) -> None:
    if body.isascii() and len(body.translate(None, _CONTROLS + b"\r")) == len(body):
        return
    text = body.decode("utf-8")
    seen: set[tuple[int, str]] = set()
    for match in _HIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        char = match[0]
        if (line, char) not in seen:
            seen.add((line, char))
            findings.append(
                finding("text_has_no_hidden_characters", file, line, codepoint=f"U+{ord(char):04X}")
            )
        if len(seen) >= 1000:
            return


def _line(body: bytes, offset: int) -> int:
    return body.count(b"\n", 0, offset) + 1
