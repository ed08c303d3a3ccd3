"""Finding the files: what is no plain file is told by its kind, and nothing of it is opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sunledger.model import Finding
from sunledger.read import files, plainness


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (stat.S_IFLNK, "symbolic link"),
        (stat.S_IFDIR, "folder"),
        (stat.S_IFIFO, "named pipe"),
        (stat.S_IFREG, "hard link"),
        (stat.S_IFSOCK, "device or socket"),
        (stat.S_IFCHR, "device or socket"),
        (stat.S_IFBLK, "device or socket"),
    ],
)
def test_every_kind_of_file_has_its_words(kind: int, words: str) -> None:
    """Devices too, which a test can't make, are named for what they are."""
    found = plainness.not_plain("data/a/funds.csv", kind | 0o644)
    assert found.rule == "files_are_plain"
    assert words in found.message_en


def test_what_is_not_a_plain_file_is_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links, pipes, sockets and pictures become findings without one of them being opened or followed."""
    county = tmp_path / "data" / "a"
    county.mkdir(parents=True)
    (tmp_path / "secret.csv").write_text("secret", encoding="utf-8")
    (county / "funds.csv").symlink_to(tmp_path / "secret.csv")
    (county / "revenue.csv").hardlink_to(tmp_path / "secret.csv")
    os.mkfifo(county / "claims.csv")
    os.mknod(county / "audits.csv", stat.S_IFSOCK | 0o600)
    (county / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    monkeypatch.setattr(os, "open", lambda *_, **__: pytest.fail("opened"))
    findings: list[Finding] = []
    assert files.find(tmp_path / "data", findings).tables == ()
    assert [(found.rule, found.file) for found in findings] == [
        ("files_are_plain", "data/a/audits.csv"),
        ("files_are_plain", "data/a/claims.csv"),
        ("files_are_plain", "data/a/funds.csv"),
        ("other_files_are_not_read", "data/a/photo.jpg"),
        ("files_are_plain", "data/a/revenue.csv"),
    ]
    with pytest.raises(pytest.fail.Exception):
        files.content(county / "funds.csv", "data/a/funds.csv", findings)


@pytest.mark.parametrize("listing", ["", "no section", "[submodule]\npath = elsewhere\n", "path = data2/a\n"])
def test_submodules_elsewhere_are_no_concern(listing: str, tmp_path: Path) -> None:
    """A repository may have submodules outside its accounts, and a broken listing names none."""
    (tmp_path / "data").mkdir()
    (tmp_path / ".gitmodules").write_text(listing, encoding="utf-8")
    assert plainness.submodules(tmp_path / "data") == []
