"""Export, edit nothing, import: no change. Of our downloads, of what a spreadsheet makes of our files."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path

import openpyxl
import pytest

from sunledger.engine import open_readonly
from sunledger.intake import Asked, propose
from sunledger.publish import hand_over
from sunledger.publish.downloads.blocks import cut
from sunledger.publish.downloads.plain import write_csv
from sunledger.publish.downloads.pouring import NOTHING
from sunledger.publish.downloads.tables import Table
from sunledger.publish.downloads.workbook import write_large_workbook
from sunledger.resources import dataset_names
from tests.publisher import SMALL, derived

DATA = SMALL / "data"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write every dataset as it is published, as CSV and as a workbook, and one workbook of them all."""
    folder = tmp_path_factory.mktemp("downloads")
    scratch = folder / "scratch"
    with derived(DATA, scratch) as con:
        hand_over(con, scratch / "work.duckdb")
        out = folder / "out"
        out.mkdir()
        with contextlib.closing(open_readonly(scratch / "work.duckdb")) as work:
            tables = [cut(work, Table(name, "open"), "", several=False).whole for name in dataset_names()]
            for rows in tables:
                write_csv(work, rows, out / f"{rows.table.name}.csv")
                book = out / f"{rows.table.name}.xlsx"
                write_large_workbook(work, book, "t", "2025-01-01", [], [rows], NOTHING)
            write_large_workbook(work, out / "all.xlsx", "t", "2025-01-01", [], tables, NOTHING)
    return folder / "out"


def unchanged(*files: Path) -> int:
    """Import files; nothing may be refused, asked, added or changed. Return how many rows were read."""
    proposal = propose(DATA, Asked(files))
    assert [each for each in proposal.findings if each.severity == "error"] == []
    assert proposal.changes == ()
    return proposal.rows


def test_published_files_change_nothing(downloads: Path) -> None:
    """Each dataset's CSV and workbook, withheld cells and all, and the workbook that holds them all."""
    rows = sum(
        len(list(csv.reader(path.read_text(encoding="utf-8").splitlines()))) - 1
        for path in DATA.rglob("*.csv")
    )
    assert unchanged(*(downloads / f"{name}.csv" for name in dataset_names())) == rows
    assert unchanged(*(downloads / f"{name}.xlsx" for name in dataset_names())) == rows
    assert unchanged(downloads / "all.xlsx") == rows


def test_workbooks_saved_by_another_program_change_nothing(downloads: Path, tmp_path: Path) -> None:
    """Opened and saved again by openpyxl, as by any program that keeps values."""
    openpyxl.load_workbook(downloads / "all.xlsx").save(tmp_path / "all.xlsx")
    assert unchanged(tmp_path / "all.xlsx") > 70


@pytest.mark.parametrize("text", [True, False])
def test_a_years_file_in_a_workbook_changes_nothing(project_root: Path, tmp_path: Path, text: bool) -> None:
    """A demonstration year, put into cells as text or as the numbers a spreadsheet makes of it."""
    source = project_root / "data" / "shu" / "shu-c01" / "revenue-2025.csv"
    book = openpyxl.Workbook()
    with source.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            book.active.append([cell if text or not _number(cell) else float(cell) for cell in row])
    book.save(tmp_path / "revenue-2025.xlsx")
    proposal = propose(project_root / "data", Asked((tmp_path / "revenue-2025.xlsx",)))
    assert (proposal.findings, proposal.changes, proposal.rows) == ((), (), 60)


def _number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()
