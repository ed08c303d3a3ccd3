"""From bytes to clean text: what is accepted unchanged, what is refused, and at which line."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunledger.model import Finding
from sunledger.read import text

GOOD = "编号,名称\na,第一社区 é 𠮷 ①\nb,“引号”、——…\n"


def _clean(raw: bytes) -> tuple[bytes | None, list[tuple[str, int]]]:
    findings: list[Finding] = []
    return text.clean(raw, "data/a/b.csv", findings), [(item.rule, item.line) for item in findings]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_and_line_ends_are_form(mark: bytes, end: str) -> None:
    """With and without a byte order mark, with LF or CRLF, the text is the same."""
    assert _clean(mark + GOOD.replace("\n", end).encode()) == (GOOD.encode(), [])


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "gb2312"])
@pytest.mark.parametrize("name", ["甲", "第一社区", "a,b,c,沐街社区,1.00"])
def test_gbk_is_recognised(encoding: str, name: str) -> None:
    """A single Chinese word is enough to tell, at the line where it stands."""
    assert _clean(f"id,name\n1,x\n2,{name}\n".encode(encoding)) == (None, [("files_are_not_gbk", 3)])


@pytest.mark.parametrize("raw", [b"a\n\xff\xfe\xfd\n", b"a,b\n1,caf\xe9\n", b"a\n\xc3(\n"])
def test_other_bytes_are_not_called_gbk(raw: bytes) -> None:
    """What is neither UTF-8 nor Chinese text is said to be just that, with the byte's place."""
    assert _clean(raw) == (None, [("files_are_utf_8", 2)])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_recognised(encoding: str) -> None:
    """Excel's “Unicode text” is named, with a mark or without."""
    assert _clean("entry_id,month,gross\nr-1,2025-01,5\n".encode(encoding)) == (
        None,
        [("files_are_not_utf_16", 0)],
    )


@pytest.mark.parametrize("raw", [b"", b"\n", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_nothing_is_nothing(raw: bytes) -> None:
    """A file without a visible character is empty, whatever marks and line ends it has."""
    assert _clean(raw) == (None, [("files_hold_something", 0)])


HIDDEN = ["\0", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u00ad", "\u061c", "\u200b", "\u200d", "\u200e", "\u2028",
          "\u202e", "\u2060", "\u2066", "\u2069", "\u3164", "\ufeff", "\ufff9", "\ufffe", "\uffff", "\U000e0041"]  # fmt: skip


@pytest.mark.parametrize("char", HIDDEN)
def test_hidden_characters_are_told_by_their_code(char: str) -> None:
    """Controls, zero-width and direction marks are refused at their line, once for a line."""
    findings: list[Finding] = []
    assert text.clean(f"a,b\n1,2\n3{char},{char}\n5{char},6\n".encode(), "f", findings) is None
    assert [(item.rule, item.line) for item in findings] == [
        ("text_has_no_hidden_characters", 3), ("text_has_no_hidden_characters", 4),
    ]  # fmt: skip
    assert f"U+{ord(char):04X}" in findings[0].message_zh
    assert char not in findings[0].message_zh


@pytest.mark.parametrize("line", ["=======", "<<<<<<< HEAD", ">>>>>>> theirs", "||||||| base\n======="])
def test_conflict_markers_are_found_at_line_starts(line: str) -> None:
    """Each marker that git writes is found; the same signs inside a cell are text."""
    assert _clean(f"a,b\n{line}\n1,2\n".encode())[1][0] == ("files_have_no_conflict_markers", 2)
    assert _clean(b"a,b\n1,======= 2\n3,x <<<<<<< y\n4,>>>>>>>\n========,5\n")[1] == []


def test_a_line_may_be_long_but_not_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line at the limit passes, one byte more is refused at its number; the last line needs no end."""
    monkeypatch.setattr(text, "LONGEST_LINE", 10)
    assert _clean(b"0123456789\n0123456789")[1] == []
    assert _clean(b"0123456789\n0123456789\n")[1] == []
    assert _clean(b"a\n0123456789x\nb\n") == (None, [("lines_are_of_bearable_length", 2)])
    assert _clean(b"a\nb\n0123456789x") == (None, [("lines_are_of_bearable_length", 3)])


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_text_is_kept_or_refused_never_changed(body: str) -> None:
    """Whatever text comes in, it comes out the same but for CRLF, or with a reason."""
    raw = ("x" + body).encode()
    kept, said = _clean(raw)
    assert (kept is None) == bool(said)
    if kept is not None:
        assert kept == raw.replace(b"\r\n", b"\n")


@given(st.binary(max_size=80))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """Any bytes at all are clean text or a finding, never an exception."""
    kept, said = _clean(raw)
    assert (kept is None) == bool(said)
    if kept is not None:
        kept.decode("utf-8")
