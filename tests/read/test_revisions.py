"""Accounts of a revision come out of git as plain files; what is none leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunledger.errors import RevisionUnknown
from sunledger.read import git, revisions, take_out
from sunledger.read.files import LIMIT
from tests.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with accounts, a link among them and a filter that would alter them."""
    root = tmp_path / "project"
    (root / "data" / "x").mkdir(parents=True)
    (root / "data" / "x" / "funds.csv").write_text("one\r\n", encoding="utf-8")
    (root / "data" / "x" / "link.csv").symlink_to("/etc/hostname")
    (root / ".gitattributes").write_text("*.csv filter=evil\n", encoding="utf-8")
    (root / "beside.txt").write_text("beside", encoding="utf-8")
    made = Repository.begin(root)
    made.git("config", "filter.evil.smudge", f"touch {tmp_path}/ran; cat")
    made.commit("2025-01-10")
    return made


def test_only_the_accounts_come_out(repository: Repository, tmp_path: Path) -> None:
    """Byte for byte, with no filter run; a link is a link to nothing; what stands beside stays there."""
    target = tmp_path / "out"
    target.mkdir()
    name = take_out(repository.root / "data", "main", target)
    assert name == repository.git("rev-parse", "HEAD").strip()
    assert (target / "x" / "funds.csv").read_bytes() == b"one\r\n"
    assert str((target / "x" / "link.csv").readlink()) == "nothing"
    assert sorted(path.name for path in target.rglob("*")) == ["funds.csv", "link.csv", "x"]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["nope", "", "--all", "--output=x", "main:data", "main..main", "HEAD:../x"])
def test_what_is_no_commit_is_refused(repository: Repository, tmp_path: Path, name: str) -> None:
    """Options, ranges and trees are no revisions; nothing is written."""
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(RevisionUnknown):
        take_out(repository.root / "data", name, target)
    assert list(target.iterdir()) == []
    assert sorted(path.name for path in repository.root.iterdir()) == [
        ".git",
        ".gitattributes",
        "beside.txt",
        "data",
    ]


def test_a_revision_without_accounts_is_empty(repository: Repository, tmp_path: Path) -> None:
    """As before the first publication."""
    repository.git("rm", "-r", "--quiet", "data")
    repository.commit("2025-02-01")
    target = tmp_path / "out"
    target.mkdir()
    take_out(repository.root / "data", "HEAD", target)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("path", ["data/../../evil", "data//x", "other/x", "data", "data/./x", "data/a\\b"])
def test_names_that_lead_elsewhere_are_refused(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A tree made by hand may hold such names; git itself would check none of them out."""
    monkeypatch.setattr(git, "tree", lambda *_: {path: ""})
    target = tmp_path / "in" / "out"
    target.mkdir(parents=True)
    with pytest.raises(RevisionUnknown):
        take_out(repository.root / "data", "main", target)
    assert [found.name for found in tmp_path.rglob("*evil*")] == []


@pytest.mark.parametrize("names", [["data/" + "a" * 300], ["data/x", "data/x/y.csv"]])
def test_names_that_no_system_takes_are_refused(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    """Too long, or of a file and a folder at once: a sentence, not a traceback."""
    monkeypatch.setattr(git, "tree", lambda *_: dict.fromkeys(names, ""))
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(RevisionUnknown):
        take_out(repository.root / "data", "main", target)


def test_what_is_too_large_stays_so(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading refuses it by its own rule; all together are bounded too."""
    monkeypatch.setattr(revisions, "_TOTAL", 4)
    target = tmp_path / "out"
    target.mkdir()
    take_out(repository.root / "data", "main", target)
    assert (target / "x" / "funds.csv").stat().st_size == LIMIT + 1
    assert (target / "x" / "funds.csv").stat().st_blocks == 0
