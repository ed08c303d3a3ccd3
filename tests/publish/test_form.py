"""The major number of the data's version rises when a published column changes its name, type or unit."""

from __future__ import annotations

from pathlib import Path

from sunledger.publish.downloads.parts import FORM
from sunledger.publish.downloads.tables import all_tables

COMMITTED = Path(__file__).with_name("columns.txt")
"""The form's number, and each published column with its type and unit. A form of a higher number is another list."""


def _columns() -> set[str]:
    return {
        " ".join([f"{table.name}.{field['name']}", field["type"], *filter(None, [field.get("unit")])])
        for table in all_tables()
        for field in table.fields
    }


def lost(committed: set[str], now: set[str], number: int) -> set[str]:
    """Return the columns that are not what they were, unless the number of the form has risen since."""
    (form,) = (line for line in committed if line.startswith("form "))
    return set() if number > int(form.removeprefix("form ")) else committed - now - {form}


def test_a_changed_column_raises_the_form() -> None:
    """Columns that are gone or changed need another number; every column, and the number, is in ``columns.txt``."""
    committed, now = set(COMMITTED.read_text(encoding="utf-8").splitlines()), _columns()
    assert lost(committed, now, FORM) == set(), "raise FORM in publish/downloads/parts.py"
    assert committed == now | {f"form {FORM}"}, "write columns.txt anew"


def test_a_change_would_be_noticed() -> None:
    """A column renamed or of another type is missed under the same number and not under the next; a new one is not."""
    now = _columns()
    committed = now | {f"form {FORM}"}
    gross = "revenue.gross number yuan"
    assert lost(committed, now - {gross}, FORM) == {gross}
    assert lost(committed, now - {gross} | {"revenue.gross integer yuan"}, FORM) == {gross}
    assert lost(committed, now - {gross}, FORM + 1) == set()
    assert lost(committed, now | {"revenue.more string"}, FORM) == set()
