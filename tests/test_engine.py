"""The engine locked down: a work database is read by many, and they write beside it and nowhere else."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sunledger import engine


def test_readers_write_beside_the_work_database_alone(tmp_path: Path) -> None:
    """Several connections of one process share what the first may; none may read, or open up, anything else."""
    folder, elsewhere = tmp_path / "scratch", tmp_path / "elsewhere"
    for each in (folder, elsewhere):
        each.mkdir()
    (elsewhere / "secret.csv").write_text("a\n1\n")
    con = engine.connect(folder)
    con.execute("create table open.rows as select range as number from range(10)")
    engine.hand_over(con, folder / "work.duckdb")
    con.close()
    first, second = (engine.open_readonly(folder / "work.duckdb") for _ in range(2))
    try:
        for number, reader in enumerate((first, second)):
            assert reader.execute("select count_text(sum(number)) from open.rows").fetchall() == [("45",)]
            reader.execute(f"copy open.rows to '{folder}/{number}.csv'")
            for forbidden in (
                f"copy open.rows to '{elsewhere}/{number}.csv'",
                f"from '{elsewhere}/secret.csv'",
                "set enable_external_access = true",
                f"set allowed_directories = ['{elsewhere}']",
                "insert into open.rows values (1)",
            ):
                with pytest.raises(duckdb.Error):
                    reader.execute(forbidden)
    finally:
        first.close()
        second.close()
    assert {path.name for path in folder.iterdir()} >= {"0.csv", "1.csv"}
    assert [path.name for path in elsewhere.iterdir()] == ["secret.csv"]
