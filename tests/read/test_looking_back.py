"""What can't be read of git's history while the accounts are checked: their errors come first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sunledger.errors import ProgramFault
from sunledger.read import history
from tests.publisher import Publisher


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """Return the small publisher on a machine where history can't be taken in."""

    def fail(*_: Any, **__: Any) -> None:
        raise ProgramFault("past.sql", "no such column")

    monkeypatch.setattr(history, "read_history", fail)
    made = Publisher.small(tmp_path / "project")
    made.put_up_a_site()
    return made


def test_errors_of_the_accounts_are_said_all_the_same(publisher: Publisher) -> None:
    """Whoever has rows to mend isn't sent after a fault of the program."""
    publisher.write("lan/oak/funds-more.csv", "fund_id\n")
    built = publisher.build("--lang", "en")
    assert built.exit_code == 1
    assert "past.sql" not in built.output


def test_without_errors_the_fault_ends_the_build(publisher: Publisher) -> None:
    """A site without its history is never put up in place of one with it."""
    built = publisher.build("--lang", "en")
    assert built.exit_code == 2
    assert "past.sql" in built.output
    assert (publisher.site / "c" / "index.html").read_text(encoding="utf-8") == "<p>old"
