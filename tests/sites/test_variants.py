"""Good publishers in other clothes: the same accounts, however they are written, give the same ledger."""

from __future__ import annotations

import csv
import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.publisher import (
    ACCOUNTS,
    PAYMENTS,
    REVENUE,
    SMALL,
    STATEMENTS,
    Publisher,
    all_tables,
    derived,
)  # fmt: skip

Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Return the derived tables of the small publisher."""
    with derived(SMALL / "data", tmp_path_factory.mktemp("small") / "scratch") as con:
        return all_tables(con)


def _each(change: Callable[[bytes], bytes]) -> Callable[[Publisher], None]:
    def dress(publisher: Publisher) -> None:
        for path in publisher.data.rglob("*.csv"):
            path.write_bytes(change(path.read_bytes()))

    return dress


def _rows(change: Callable[[list[list[str]]], list[list[str]]], **style: Any) -> Callable[[bytes], bytes]:
    def rewrite(raw: bytes) -> bytes:
        out = io.StringIO()
        rows = change(list(csv.reader(io.StringIO(raw.decode(), newline=""))))
        csv.writer(out, lineterminator="\n", **style).writerows(rows)
        return out.getvalue().encode()

    return rewrite


def _shuffled_rows(rows: list[list[str]]) -> list[list[str]]:
    return [rows[0], *random.Random(7).sample(rows[1:], len(rows) - 1)]


def _split(publisher: Publisher) -> None:
    """Give every row of the clerk's files a file of its own, some of them in the county's folder."""
    for name in (REVENUE, PAYMENTS, STATEMENTS):
        rows = publisher.rows(name)
        publisher.path(name).unlink()
        stem = Path(name).stem.partition("-")[0]
        for number, row in enumerate(rows):
            folder = ACCOUNTS if number % 2 else "lan"
            publisher.append(f"{folder}/{stem}-{number}.csv", [row])


def _split_and_reorder(publisher: Publisher) -> None:
    _split(publisher)
    backwards = _rows(lambda rows: [row[::-1] for row in rows])
    for path in sorted(publisher.data.rglob("revenue-*.csv"))[::2]:
        path.write_bytes(backwards(path.read_bytes()))


KEEPING_PLACES: dict[str, Callable[[Publisher], None]] = {
    "byte order mark": _each(lambda raw: b"\xef\xbb\xbf" + raw),
    "CRLF": _each(lambda raw: raw.replace(b"\n", b"\r\n")),
    "mark and CRLF and no last line end": _each(
        lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    ),
    "no last line end": _each(lambda raw: raw.removesuffix(b"\n")),
    "every cell quoted": _each(_rows(lambda rows: rows, quoting=csv.QUOTE_ALL)),
    "columns reordered": _each(_rows(lambda rows: [[*row[3:], *row[:3]] for row in rows])),
    "columns in another order in every file": _each(
        _rows(lambda rows: [row[len(rows) % 4 :] + row[: len(rows) % 4] for row in rows])
    ),
}
MOVING_ROWS: dict[str, Callable[[Publisher], None]] = {
    "rows shuffled": _each(_rows(_shuffled_rows)),
    "files split": _split,
    "columns reordered in half of the split files": _split_and_reorder,
}  # fmt: skip


@pytest.mark.parametrize("name", KEEPING_PLACES)
def test_another_form_of_the_same_files_changes_nothing(name: str, tmp_path: Path, wanted: Tables) -> None:
    """Marks, line ends, quotes and the order of columns are form: every derived table stays, row by row."""
    publisher = Publisher.small(tmp_path)
    KEEPING_PLACES[name](publisher)
    with derived(publisher.data, tmp_path / "scratch") as con:
        assert all_tables(con) == wanted


@pytest.mark.parametrize("name", MOVING_ROWS)
def test_the_place_of_a_row_changes_no_figure(name: str, tmp_path: Path, wanted: Tables) -> None:
    """Rows in another order or in other files give the same tables; only an entry's source has moved."""
    publisher = Publisher.small(tmp_path)
    MOVING_ROWS[name](publisher)
    with derived(publisher.data, tmp_path / "scratch") as con:
        found = all_tables(con)
    entries, wanted_entries = found.pop("ledger_entries"), dict(wanted)["ledger_entries"]
    assert found == {table: rows for table, rows in wanted.items() if table != "ledger_entries"}
    assert [row[:-2] for row in entries] == [row[:-2] for row in wanted_entries]


def test_four_files_are_a_complete_publisher(tmp_path: Path) -> None:
    """Communities, funds, revenue and disbursements are enough; everything else is just not shown."""
    publisher = Publisher(tmp_path)
    for name in ("communities", "funds", "revenue", "disbursements"):
        publisher.write(f"wu/{name}.csv", (SMALL / "data" / "wu" / f"{name}.csv").read_bytes())
    report = publisher.report()
    assert report == {
        "ok": True, "counts": {"error": 0, "warning": 0, "notice": 0}, "files": 4, "rows": 4, "findings": [],
    }  # fmt: skip
    with derived(publisher.data, tmp_path / "scratch") as con:
        months = con.execute("select month, closing from derived.fund_months").fetchall()
        assert [(month, str(closing)) for month, closing in months] == [("2025-01", "9.00")]
        assert con.execute("select as_of::varchar, last_month, name from meta.counties").fetchall() == [
            ("2025-01-31", "2025-01", "梧县")
        ]


def test_the_small_publisher_is_clean() -> None:
    """The publisher that all faults start from has no finding at all."""
    report = Publisher(SMALL).report()
    assert report["findings"] == []
    assert report["files"] == len(list((SMALL / "data").rglob("*.csv")))


def _said(data: Path, root: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sunledger", "check", str(data), "--format", "json"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root / "generator"), **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return "\n".join(line for line in done.stdout.splitlines() if '"seconds"' not in line)


def test_the_report_depends_on_nothing_but_the_data(tmp_path: Path, project_root: Path) -> None:
    """Time zone, locale, hash seed and the order of files in the folder leave the report as it is."""
    publisher = Publisher.small(tmp_path / "first")
    for name in ("f-b,2025-02", "f-a,2025-01", "f-ent,2025-03"):
        text = publisher.text("lan/lan-c01/postings.csv").splitlines(keepends=True)
        publisher.write(
            "lan/lan-c01/postings.csv", "".join(line for line in text if not line.startswith(name))
        )
    publisher.replace(STATEMENTS, "11245.67", "11245.68")
    other = Publisher(tmp_path / "second")
    for path in sorted(publisher.data.rglob("*.*"), reverse=True):
        other.write(path.relative_to(publisher.data).as_posix(), path.read_bytes())
    first = _said(publisher.data, project_root, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    assert first.count('"rule"') == 4
    assert _said(other.data, project_root, TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="2") == first
