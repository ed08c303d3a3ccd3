"""Putting a site in place: in one step, never over what is not ours, never two at once."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sunledger.errors import OutputRefused
from sunledger.manifest import MARK
from sunledger.publish import place, staging
from tests.publish.conftest import Built
from tests.publisher import REVENUE, Publisher, snapshot
from tests.repositories import Repository


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return an empty data folder beside the place for the site."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def _publish(out: Path, data: Path, text: str) -> None:
    with staging(out, data) as stage:
        (stage.site / "index.html").write_text(text, encoding="utf-8")
        (stage.site / "manifest.json").write_bytes(MARK + b"}")
        stage.put_in_place()


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path, data: Path) -> None:
    """The new site stands where the old one stood, and nothing is left beside it."""
    out = tmp_path / "build" / "site"
    for text in ("one", "two"):
        _publish(out, data, text)
        assert (out / "index.html").read_text(encoding="utf-8") == text
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_a_system_without_exchange_renames_twice(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the kernel can't swap two folders, the old one moves aside and the new one in."""
    monkeypatch.setattr(place, "_exchange", lambda *_: False)
    out = tmp_path / "build" / "site"
    for text in ("one", "two"):
        _publish(out, data, text)
        assert (out / "index.html").read_text(encoding="utf-8") == text
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def test_a_failing_build_leaves_nothing_behind(tmp_path: Path, data: Path) -> None:
    """An exception in the middle removes the staging folder, the lock and the folders made for them."""
    before = snapshot(tmp_path)
    with pytest.raises(IsADirectoryError), staging(tmp_path / "a" / "b" / "site", data) as stage:
        stage.site.write_text("half", encoding="utf-8")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("name", [".", "data", "data/site", "data/../data"])
def test_a_place_that_overlaps_the_data_is_refused(name: str, tmp_path: Path, data: Path) -> None:
    """The accounts are never built over: not from above, not from within."""
    with pytest.raises(OutputRefused, match="overlaps"), staging(tmp_path / name, data):
        pytest.fail("staged")
    assert snapshot(tmp_path) == {"data": "folder"}


@pytest.mark.parametrize("foreign", ["notes.txt", "manifest.json"])
def test_a_folder_that_is_not_ours_is_refused(foreign: str, tmp_path: Path, data: Path) -> None:
    """A folder with other files stays, even if one of them is some other program's manifest."""
    out = tmp_path / "public"
    out.mkdir()
    (out / foreign).write_text('{"name": "my app"}', encoding="utf-8")
    with pytest.raises(OutputRefused, match="holds other files"), staging(out, data):
        pytest.fail("staged")
    assert snapshot(out) == {foreign: b'{"name": "my app"}'}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "public"]


def test_an_empty_folder_is_taken(tmp_path: Path, data: Path) -> None:
    """An empty folder, made in advance, may become the site."""
    (tmp_path / "public").mkdir()
    _publish(tmp_path / "public", data, "new")
    assert (tmp_path / "public" / "index.html").is_file()


def test_links_and_files_are_refused(tmp_path: Path, data: Path) -> None:
    """A symlink is not followed, a file not replaced, and a file can't hold the site."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("link", "file"):
        with pytest.raises(OutputRefused, match="not a folder"), staging(tmp_path / name, data):
            pytest.fail("staged")
    with pytest.raises(OutputRefused, match="parent folder"), staging(tmp_path / "file" / "site", data):
        pytest.fail("staged")


def test_two_builds_do_not_run_at_once(tmp_path: Path, data: Path) -> None:
    """While one build is at work another of the same site is refused; one of another site is not disturbed."""
    with staging(tmp_path / "site", data) as first, staging(tmp_path / "site-2", data) as second:
        with pytest.raises(OutputRefused, match="another build"), staging(tmp_path / "site", data):
            pytest.fail("staged")
        assert first.site.is_dir()
        assert second.site.is_dir()
    with staging(tmp_path / "site", data) as again:
        assert again.site.is_dir()


def test_a_build_sweeps_up_after_its_own_site_only(tmp_path: Path, data: Path) -> None:
    """What a killed build left is removed by the next one of that site; a neighbour's staging folder stays."""
    (tmp_path / ".site-abcd_123.making" / "site").mkdir(parents=True)
    (tmp_path / ".site-2-abcd_123.making").mkdir()
    (tmp_path / ".site-notes.making").mkdir()
    (tmp_path / ".site.lock").write_text("", encoding="utf-8")
    _publish(tmp_path / "site", data, "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".site-2-abcd_123.making", ".site-notes.making", "data", "site",
    ]  # fmt: skip


def test_the_command_says_why_a_place_is_refused(tmp_path: Path) -> None:
    """The command ends with status 2 and one sentence in each language."""
    publisher = Publisher.small(tmp_path)
    publisher.site.mkdir(parents=True)
    (publisher.site / "mine.txt").write_text("mine", encoding="utf-8")
    done = publisher.build()
    assert done.exit_code == 2
    assert "it holds other files; choose another or empty it" in done.stderr
    assert "请换一个目录或先清空" in done.stderr
    assert snapshot(publisher.root / "build") == {"site": "folder", "site/mine.txt": b"mine"}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the test half a day ahead, and cut it off from every network."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENETUNREACH, "no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_building_twice_gives_the_same_bytes(small_site: Built, tmp_path: Path) -> None:
    """The same accounts in another folder and time zone, without a network, give the same site, byte for byte."""
    again = Publisher(tmp_path)
    for path in small_site.publisher.data.rglob("*.*"):
        again.write(path.relative_to(small_site.publisher.data).as_posix(), path.read_bytes())
    assert again.build("--base-url", "https://example.org/a&b/").exit_code == 0
    first, second = snapshot(small_site.site), snapshot(again.site)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_a_history_shows_where_it_is_told_and_nowhere_else(small_site: Built, tmp_path: Path) -> None:
    """Kept in git, the same accounts give the same site but for what changed from commit to commit."""
    again = Publisher(tmp_path)
    for path in small_site.publisher.data.rglob("*.*"):
        again.write(path.relative_to(small_site.publisher.data).as_posix(), path.read_bytes())
    Repository.begin(tmp_path).commit("2025-04-15")
    assert again.build("--base-url", "https://example.org/a&b/").exit_code == 0
    first, second = snapshot(small_site.site), snapshot(again.site)
    assert sorted(first) == sorted(second)
    told = {
        "changes/index.html",
        "changes/data.xml",
        "data/index.html",
        "manifest.json",
        "data/datapackage.json",
        "data/catalog.jsonld",
    }
    tables = re.compile(
        r"data/(data_change(s|_parts|_sums)|sunledger)\.[a-z]+|c/(lan|wu)/(index\.html|tables\.zip)"
        r"|c/[a-z0-9-]+/(working-)?\d{4}\.html|working/.+\.html"  # they name the commit of each row
    )
    differing = {name.removeprefix("en/") for name in first if first[name] != second[name]}
    assert {"changes/index.html", "changes/data.xml", "data/data_changes.csv"} <= differing
    assert {name for name in differing - told if not tables.fullmatch(name)} == set()


def test_a_place_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    """Where nothing can be written, the command ends with status 2 and a sentence, and leaves the data alone."""
    publisher = Publisher.small(tmp_path)
    before = snapshot(tmp_path)
    for out in ("/proc/self/site", "/proc/sunledger/site"):
        done = publisher.build("--out", out)
        assert done.exit_code == 2
        assert "its parent folder can't be written to" in done.stderr
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("room", "framed"), [(8_000, False), (8_000, True), (200_000, True)],
    ids=["in the frame", "in the downloads", "in the engine"],
)  # fmt: skip
def test_a_full_disk_leaves_the_old_site(
    room: int, framed: bool, tmp_path: Path, project_root: Path, small_site: Built
) -> None:
    """A file that does not fit ends the build with status 2 and a sentence; the old site stands, nothing else."""
    publisher = Publisher.small(tmp_path)
    publisher.put_up_a_site()
    if framed:
        shutil.copytree(small_site.site.parent / "shell", publisher.site.parent / "shell")
    before = snapshot(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(room), "build", str(publisher.data), "--out", str(publisher.site), "--jobs", "1"],
        env={**os.environ, "PYTHONPATH": str(project_root / "generator")},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "the disk may be full" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(tmp_path) == before


FULL = """
import resource, sys
room = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
from sunledger.cli import main
main()
"""
"""The program on a disk that holds no file larger than its first argument."""

MOMENTS = (
    ".site-*.making",
    ".site-*.making/site/data/*.csv",
    ".site-*.making/site/c/*",
    ".site-*.making/site/manifest.json",
)


def test_a_killed_build_leaves_the_old_site_or_the_new(tmp_path: Path, project_root: Path) -> None:
    """Killed at four moments, a build leaves the old site whole; the next one finishes and sweeps up."""
    publisher = Publisher.small(tmp_path)
    publisher.put_up_a_site()
    words = [
        sys.executable,
        "-m",
        "sunledger",
        "build",
        str(publisher.data),
        "--out",
        str(publisher.site),
        "--jobs",
        "1",
    ]
    environment = {**os.environ, "PYTHONPATH": str(project_root / "generator")}
    beside = publisher.site.parent
    for moment in MOMENTS:
        before = snapshot(publisher.site)
        build = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
        deadline = time.monotonic() + 60
        while build.poll() is None and not any(beside.glob(moment)) and time.monotonic() < deadline:
            time.sleep(0.005)
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
        build.wait(timeout=30)
        after = snapshot(publisher.site)
        assert after == before or _is_whole(publisher.site), moment
    publisher.replace(REVENUE, "谢谢邻里", "谢谢各位")
    assert publisher.build().exit_code == 0
    assert _is_whole(publisher.site)
    assert sorted(path.name for path in beside.iterdir()) == ["kept", "shell", "site", "templates"]


def _is_whole(site: Path) -> bool:
    """Tell whether a site has exactly the files of its manifest."""
    listed = {
        item["path"]: item["bytes"]
        for item in json.loads((site / "manifest.json").read_bytes()).get("files", ())
    }
    there = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    return bool(listed) and listed == there
