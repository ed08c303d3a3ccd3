"""Tables that are made some keys at a time come out as if they were made at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sunledger.derive import tables
from sunledger.derive.tables import create
from tests.publisher import Publisher, derived


@pytest.mark.parametrize("name", [name for name, file in tables().items() if file.parts])
def test_parts_are_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Whatever their number: rows and their order are those of the query."""
    file = tables()[name]
    with derived(Publisher.small(tmp_path).data, tmp_path / "scratch", strict=False) as con:
        whole = con.execute(f"select * from ({file.query})").fetchall()
        assert len({unit for unit, *_ in whole}) > 3
        for at_once in (1, 3, 2_000):
            monkeypatch.setattr(sys.modules[create.__module__], "AT_ONCE", at_once)
            con.execute(f"drop table derived.{name}")
            assert create(con, file)
            assert con.execute(f"select * from derived.{name}").fetchall() == whole
