"""Which changes call for a build."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest
from watchdog.observers import Observer

from sunledger.serving.watching import matters, watching


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lan/revenue.csv", True),
        ("lan/lan-c01", True),
        ("lan/about.md", True),
        ("lan/revenue-2025.csv", True),
        ("lan/.revenue.csv.swp", False),
        ("lan/.~lock.revenue.csv#", False),
        ("lan/~$revenue.xlsx", False),
        ("lan/revenue.csv~", False),
        ("lan/4913", False),
        (".git/index", False),
        ("lan/#revenue.csv#", False),
        ("lan/revenue.csv.tmp", False),
    ],
)
def test_what_editors_leave_beside_a_file_is_passed_over(name: str, expected: bool) -> None:
    """Locks, swap files and backups build nothing."""
    assert matters(Path("/p/data") / name, Path("/p/data")) is expected


def test_a_single_file_is_watched_alone() -> None:
    """Of the folder around it nothing else counts."""
    assert matters(Path("/p/mkdocs.yml"), Path("/p"), "mkdocs.yml")
    assert not matters(Path("/p/build"), Path("/p"), "mkdocs.yml")


def test_a_change_is_noticed_and_reading_is_none(tmp_path: Path) -> None:
    """Writing, and replacing as editors do, calls; opening a file and what editors leave do not."""
    file = tmp_path / "revenue.csv"
    file.write_text("a\n", encoding="utf-8")
    called = threading.Event()
    with watching([tmp_path], called.set):
        file.read_text(encoding="utf-8")
        (tmp_path / "revenue.csv~").write_text("b\n", encoding="utf-8")
        assert not called.wait(0.3)
        (tmp_path / "revenue.csv~").rename(file)
        assert called.wait(10)


def test_where_the_system_tells_no_more_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of watches (ENOSPC), changes are found by looking."""

    class Spent(Observer):  # type: ignore[misc, valid-type]
        def start(self) -> None:
            raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr("sunledger.serving.watching.Observer", Spent)
    monkeypatch.setattr("sunledger.serving.watching._POLLED", 0.05)
    called = threading.Event()
    with watching([tmp_path], called.set):
        (tmp_path / "revenue.csv").write_text("a\n", encoding="utf-8")
        assert called.wait(10)


def test_what_went_and_came_back_is_watched_anew(tmp_path: Path) -> None:
    """A folder that another took the place of is told of, and after that the new one is seen."""
    data = tmp_path / "data"
    data.mkdir()
    called = threading.Event()
    with watching([data], called.set) as watch:
        data.rename(tmp_path / "old")
        assert called.wait(10)
        (data / "lan").mkdir(parents=True)
        called.clear()
        watch.renew()
        assert called.is_set()
        called.clear()
        (data / "lan" / "revenue.csv").write_text("a\n", encoding="utf-8")
        assert called.wait(10)
