"""Cells of many files in one table: every cell as written, every row with its file and line."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunledger.engine import connect
from sunledger.errors import DataFolderMissing, ProgramFault
from sunledger.model import Finding, Reading
from sunledger.read import files, loading, read, staging
from sunledger.resources import load_schema
from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, SMALL, Publisher

NAMES = [field["name"] for field in load_schema("statements")["fields"]]
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"], include_characters="\n"),
    max_size=8,
)
VISIBLE = TEXT.filter(lambda text: not any(char in "\u115f\u1160\u3164\uffa0\u180e" for char in text))


def _read(data: Path, scratch: Path) -> Reading:
    scratch.mkdir(exist_ok=True)
    return read(data, scratch)


def _rows(reading: Reading, dataset: str) -> list[tuple[str | int | None, ...]]:
    return reading.con.execute(f"select * from raw.{dataset} order by file, line").fetchall()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(st.lists(VISIBLE, min_size=3, max_size=3), min_size=1, max_size=6), min_size=1, max_size=4
    )
)
def test_cells_come_back_as_they_were_written(tables: list[list[list[str]]]) -> None:
    """Commas, quotes, line ends and blanks inside cells survive, in any number of files of mixed column order."""
    wanted: list[tuple[str | int | None, ...]] = []
    with tempfile.TemporaryDirectory() as name:
        publisher = Publisher(Path(name))
        for number, rows in enumerate(tables):
            turn = number % 3
            out = io.StringIO()
            writer = csv.writer(
                out, lineterminator="\n", quoting=csv.QUOTE_ALL if number % 2 else csv.QUOTE_MINIMAL
            )
            writer.writerow(NAMES[turn:] + NAMES[:turn])
            for row in rows:
                line = out.getvalue().count("\n") + 1
                writer.writerow(row[turn:] + row[:turn])
                wanted.append((*(cell or None for cell in row), f"data/a/statements-{number}.csv", line))
            publisher.write(f"a/statements-{number}.csv", out.getvalue())
        reading = _read(publisher.data, Path(name) / "scratch")
        found = _rows(reading, "statements")
        reading.con.close()
        assert reading.findings == ()
        assert found == wanted
        assert reading.rows == len(wanted)


def test_lines_stay_right_over_thousands_of_rows(tmp_path: Path) -> None:
    """Ten thousand rows over forty files, some with cells of several lines: each row knows where it begins."""
    chance = random.Random(3)
    publisher = Publisher(tmp_path)
    wanted: dict[str, tuple[str, int]] = {}
    for number in range(40):
        text = ",".join(NAMES) + "\n"
        for index in range(250):
            wanted[f"{number}-{index}"] = (f"data/a/statements-{number}.csv", text.count("\n") + 1)
            cell = '"two\nlines"' if number % 4 == 0 and chance.random() < 0.1 else "1"
            text += f"{number}-{index},2025-01,{cell}\n"
        publisher.write(f"a/statements-{number}.csv", text)
    reading = _read(publisher.data, tmp_path / "scratch")
    rows = reading.con.execute("select fund_id, file, line from raw.statements").fetchall()
    reading.con.close()
    assert {key: (file, line) for key, file, line in rows} == wanted


def test_the_sources_are_known(tmp_path: Path) -> None:
    """Every file is remembered with dataset, county, folder, rows, size and hash of what stands on disk."""
    import hashlib

    reading = _read(SMALL / "data", tmp_path / "scratch")
    reading.con.close()
    source = next(source for source in reading.files if source.file == f"data/{REVENUE}")
    raw = (SMALL / "data" / REVENUE).read_bytes()
    assert (source.dataset, source.county, source.folder) == ("revenue", "lan", "lan-c01")
    assert (source.rows, source.size, source.sha256) == (7, len(raw), hashlib.sha256(raw).hexdigest())
    assert [county.county_id for county in reading.counties] == ["lan", "wu"]
    assert reading.counties[0].profile.demo
    assert not reading.counties[1].profile.demo
    assert reading.counties[1].profile.disclosure_threshold == 10


def test_well_shaped_rows_of_a_ragged_file_are_kept(tmp_path: Path) -> None:
    """Rows of the wrong length are set aside with the file's text; the others are read with their lines."""
    publisher = Publisher(tmp_path)
    publisher.write(
        "a/statements-1.csv",
        "fund_id,month,closing_balance\nf,2025-01,1\nf,2025-02\nf,2025-03,3,3\nf,2025-04,4\n",
    )
    publisher.write("a/statements-2.csv", "fund_id,month,closing_balance\ng,2025-01,1\n")
    reading = _read(publisher.data, tmp_path / "scratch")
    found = _rows(reading, "statements")
    reading.con.close()
    assert found == [
        ("f", "2025-01", "1", "data/a/statements-1.csv", 2), ("f", "2025-04", "4", "data/a/statements-1.csv", 5),
        ("g", "2025-01", "1", "data/a/statements-2.csv", 2),
    ]  # fmt: skip
    assert list(reading.suspects) == ["data/a/statements-1.csv"]
    assert [source.rows for source in reading.files] == [4, 1]


def test_rows_handed_over_in_many_pieces_stand_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of two column orders, loaded one or two at a time, give rows in the order of file and line."""
    publisher = Publisher(tmp_path)
    wanted = []
    for number in range(30):
        turn = number % 2
        text = ",".join(NAMES[turn:] + NAMES[:turn]) + "\n"
        for row in range(40):
            cells = [
                f"{number}-{row}",
                "2025-01",
                '"two\nlines"' if row % 7 == 6 and number % 5 == 0 else "1",
            ]
            wanted.append((f"{number}-{row}", f"data/a/statements-{number:02}.csv", text.count("\n") + 1))
            text += ",".join(cells[turn:] + cells[:turn]) + "\n"
        publisher.write(f"a/statements-{number:02}.csv", text)
    monkeypatch.setattr(staging, "CHUNK", 1000)
    monkeypatch.setattr(loading, "_AHEAD", 1)
    reading = _read(publisher.data, tmp_path / "scratch")
    found = reading.con.execute("select fund_id, file, line from raw.statements").fetchall()
    reading.con.close()
    assert found == wanted


def test_ragged_rows_that_cancel_out_are_found_in_any_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell too few here and one too many there, or a blank line, hide in no count; the other rows stay."""
    publisher = Publisher(tmp_path)
    head = "fund_id,month,closing_balance\n"
    publisher.write("a/statements-1.csv", f"{head}f,2025-01,1\nf,2025-02\nf,2025-03,3,3\nf,2025-04,4\n")
    publisher.write("a/statements-2.csv", f"{head}g,2025-01,1\n")
    publisher.write("a/statements-3.csv", f"{head}\nh,2025-01,1,2,3\nh,2025-02,2\n")
    for chunk in (1, staging.CHUNK):
        monkeypatch.setattr(staging, "CHUNK", chunk)
        reading = _read(publisher.data, tmp_path / f"scratch-{chunk}")
        found = reading.con.execute("select fund_id, month, file, line from raw.statements").fetchall()
        reading.con.close()
        assert found == [
            ("f", "2025-01", "data/a/statements-1.csv", 2), ("f", "2025-04", "data/a/statements-1.csv", 5),
            ("g", "2025-01", "data/a/statements-2.csv", 2), ("h", "2025-02", "data/a/statements-3.csv", 4),
        ]  # fmt: skip
        assert reading.suspects == {
            f"data/a/statements-{number}.csv": (
                publisher.data / "a" / f"statements-{number}.csv"
            ).read_bytes()
            for number in (1, 3)
        }


def test_a_fault_while_loading_is_raised_and_not_waited_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a staging file can't be loaded at all, reading ends with the fault, however much was still to come."""
    publisher = Publisher(tmp_path)
    for number in range(20):
        publisher.write(f"a/statements-{number}.csv", f"{','.join(NAMES)}\nf,2025-01,{number}\n")
    monkeypatch.setattr(staging, "CHUNK", 1)
    monkeypatch.setattr(loading, "_insertion", lambda *_: "select nothing")
    with pytest.raises(ProgramFault, match="staging"):
        _read(publisher.data, tmp_path / "scratch")


def test_scratch_holds_no_copy_afterwards(tmp_path: Path) -> None:
    """The staging files of the cells are gone when reading is done."""
    reading = _read(SMALL / "data", tmp_path / "scratch")
    reading.con.close()
    assert [path.name for path in (tmp_path / "scratch").rglob("*") if path.is_file()] == []


def test_the_engine_reaches_nothing_but_its_scratch(tmp_path: Path) -> None:
    """No query reads a file outside, loads an extension or opens the configuration again."""
    import duckdb

    (tmp_path / "scratch").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    con = connect(tmp_path / "scratch")
    for query in (
        f"select * from read_csv('{secret}')", f"copy (select 1) to '{tmp_path / 'out.csv'}'", "install httpfs",
        "set enable_external_access = true", f"attach '{tmp_path / 'x.duckdb'}'",
    ):  # fmt: skip
        with pytest.raises(duckdb.Error):
            con.execute(query)
    con.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scratch", "secret.csv"]


def test_a_data_folder_must_be_there(tmp_path: Path) -> None:
    """Reading from nothing is the project's fault and says so in both languages."""
    with pytest.raises(DataFolderMissing) as caught:
        read(tmp_path / "data", tmp_path)
    assert str(tmp_path / "data") in caught.value.zh
    assert str(tmp_path / "data") in caught.value.en


@pytest.mark.parametrize(
    "name", ["revenue.csv", "revenue-2025.csv", "revenue-2025-q1.csv", "space_events.csv"]
)
def test_a_files_name_says_its_dataset(name: str, tmp_path: Path) -> None:
    """The name before the first hyphen is the dataset; what follows only splits it."""
    publisher = Publisher(tmp_path)
    publisher.write(f"a/{name}", "x\n")
    findings: list[Finding] = []
    found = files.find(publisher.data, findings)
    assert findings == []
    assert [candidate.dataset for candidate in found.tables] == [name.removesuffix(".csv").partition("-")[0]]


@pytest.mark.parametrize(
    "name", ["revenue_2025.csv", "revenue 2025.csv", "revenue-2025 (1).csv", "revenue.tsv.csv", "-.csv"]
)
def test_other_names_are_refused(name: str, tmp_path: Path) -> None:
    """Copies, spaces and other joints are not guessed at."""
    publisher = Publisher(tmp_path)
    publisher.write(f"a/{name}", "x\n")
    findings: list[Finding] = []
    assert files.find(publisher.data, findings).tables == ()
    assert [item.rule for item in findings] == ["files_are_named_by_datasets"]


def test_files_are_read_in_one_order(tmp_path: Path) -> None:
    """The order of the folder's entries on disk does not matter; names decide."""
    publisher = Publisher(tmp_path)
    for name in ("b/revenue.csv", "a/revenue-2.csv", "a/a-1/revenue.csv", "a/revenue-1.csv"):
        publisher.write(name, "x\n")
    found = files.find(publisher.data, [])
    assert [candidate.file for candidate in found.tables] == [
        "data/a/a-1/revenue.csv", "data/a/revenue-1.csv", "data/a/revenue-2.csv", "data/b/revenue.csv",
    ]  # fmt: skip
    assert found.counties == ("a", "b")


def test_reading_changes_no_file(tmp_path: Path) -> None:
    """Inputs are opened for reading only: bytes, times and modes stay."""
    publisher = Publisher.small(tmp_path)
    places = [publisher.path(name) for name in (REVENUE, PAYMENTS, f"{ACCOUNTS}/matters.csv")]
    before = [(path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in places]
    _read(publisher.data, tmp_path / "scratch").con.close()
    assert [(path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in places] == before
