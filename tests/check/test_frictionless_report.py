"""Every error frictionless knows becomes a finding of ours, with its line and in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import frictionless
import pytest
from frictionless.resources import TableResource

from sunledger.builtin import BUILTINS
from sunledger.check import frictionless_report

HEADER = b"fund_id,month,closing_balance\n"


def _types(base: type[Any]) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _types(kind)


ERRORS = sorted({kind.type for kind in _types(frictionless.Error)})
ROWS = {"blank-row", "missing-cell", "extra-cell"}


def test_frictionless_has_the_errors_we_speak_of() -> None:
    """The types our translation names exist; should frictionless rename one, this tells."""
    assert {*ROWS, "type-error", "constraint-error"} <= set(ERRORS)
    assert len(ERRORS) > 40


@pytest.mark.parametrize("column", ["closing_balance", ""])
@pytest.mark.parametrize("kind", ERRORS)
def test_every_type_of_error_becomes_a_finding(
    kind: str, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever type a resource reports, at a cell or at none, gives one finding with full texts."""
    error = SimpleNamespace(type=kind, row_number=2, field_name=column, cells=["f", "2025-01", "x"], cell="x")
    task = SimpleNamespace(errors=[error])
    monkeypatch.setattr(TableResource, "validate", lambda *_, **__: SimpleNamespace(tasks=[task]))
    found = frictionless_report.examine(HEADER + b"f,2025-01,x\n", "statements", "data/a/statements.csv")
    assert [(item.file, item.line) for item in found] == [("data/a/statements.csv", 2)]
    assert found[0].rule in BUILTINS
    assert all((found[0].message_zh, found[0].message_en, found[0].fix_zh, found[0].fix_en))
    if kind in ROWS:
        assert found[0].column == ""
    if found[0].rule == "cells_pass_every_other_test":
        assert kind in found[0].message_en


def test_an_error_without_a_row_stands_at_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error about the resource as such has line 0."""
    task = SimpleNamespace(errors=[SimpleNamespace(type="source-error")])
    monkeypatch.setattr(TableResource, "validate", lambda *_, **__: SimpleNamespace(tasks=[task]))
    found = frictionless_report.examine(HEADER, "statements", "data/a/statements.csv")
    assert [(item.rule, item.line) for item in found] == [("cells_pass_every_other_test", 0)]


def test_lines_are_physical_lines() -> None:
    """A cell over three lines moves what follows; each finding stands where its row begins."""
    body = HEADER + b'"f\n\n1",2025-01,1\nf,2025-1x,1\nf,2025-01\n\nf,2025-02,x\n'
    found = frictionless_report.examine(body, "statements", "data/a/statements.csv")
    assert sorted((item.rule, item.line, item.column) for item in found) == [
        ("cells_have_the_right_type", 5, "month"),
        ("cells_have_the_right_type", 8, "closing_balance"),
        ("cells_keep_to_their_limits", 2, "fund_id"),
        ("rows_are_as_long_as_the_header", 6, ""),
        ("rows_are_not_blank", 7, ""),
    ]


def test_a_mark_and_windows_line_ends_change_nothing() -> None:
    """The same findings come from a file with a byte order mark and CRLF."""
    body = HEADER + b"f,2025-01,x\n\nf,2025-13,1\n"
    plain = frictionless_report.examine(body, "statements", "a")
    windows = frictionless_report.examine(b"\xef\xbb\xbf" + body.replace(b"\n", b"\r\n"), "statements", "a")
    assert windows == plain
    assert len(plain) == 3


def test_the_dialect_is_never_guessed() -> None:
    """Cells full of bars, semicolons and quotes don't move frictionless to another delimiter."""
    rows = b"".join(b'f|;%d,"2025;0|1","\'1;2|3\'"\n' % number for number in range(5))
    found = frictionless_report.examine(HEADER + rows, "statements", "a")
    assert {item.column for item in found} == {"fund_id", "month", "closing_balance"}
    assert len(found) == 15


def test_a_cell_that_breaks_two_constraints_is_told_once() -> None:
    """An id that is too long and of wrong form is one thing to mend."""
    found = frictionless_report.examine(HEADER + b"A" * 50 + b",2025-01,1\n", "statements", "a")
    assert [(item.rule, item.column) for item in found] == [("cells_keep_to_their_limits", "fund_id")]
    assert "at most 40 characters" in found[0].message_en
