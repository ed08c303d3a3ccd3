"""What git is asked, and what it is not allowed to do when a repository is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunledger.read import git
from tests.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with two commits to ``data`` and one beside it."""
    root = tmp_path / "project"
    (root / "data" / "x").mkdir(parents=True)
    made = Repository.begin(root)
    for day, name, text in (
        ("2025-01-10", "data/x/funds.csv", "one"),
        ("2025-02-10", "README", "two"),
        ("2025-03-10", "data/x/funds.csv", "three"),
    ):
        (root / name).write_text(text, encoding="utf-8")
        made.commit(day)
    return made


def test_only_commits_to_the_folder_are_told(repository: Repository) -> None:
    """Newest first, each with its day and what the files held before and after."""
    data = repository.root / "data"
    log = git.log(data, 9)
    assert log is not None
    assert log.cut_on == ""
    assert [commit.day for commit in log.commits] == ["2025-03-10", "2025-01-10"]
    (new,), (old,) = (commit.files for commit in log.commits)
    assert (old.path, old.old, new.path) == ("x/funds.csv", None, "x/funds.csv")
    assert new.old == old.new
    names = [old.new or "", new.new or "", "0" * 40]
    assert list(git.contents(data, names, 100)) == [b"one", b"three", None]
    assert list(git.contents(data, names, 4)) == [b"one", None, None]


def test_the_day_is_that_of_utc(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the commit and the build are made."""
    data = repository.root / "data"
    (data / "x" / "funds.csv").write_text("late", encoding="utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--amend", "--message=late", "--date=2025-03-11T01:00:00+0800")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    log = git.log(data, 1)
    assert log is not None
    assert log.commits[0].day == "2025-01-01"


def test_a_folder_that_git_does_not_keep_has_no_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of a work tree, not committed, before the first commit, or where there is no git."""
    (tmp_path / "elsewhere").mkdir()
    (repository.root / "new").mkdir()
    (repository.root / "new" / "funds.csv").write_text("new", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    Repository.begin(tmp_path / "empty")
    for folder in (tmp_path / "elsewhere", repository.root / "new", tmp_path / "empty"):
        assert git.log(folder, 9) is None
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    assert git.log(repository.root / "data", 9) is None


def test_another_repository_named_by_the_environment_is_not_asked(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of another repository may have started the build."""
    other = tmp_path / "other"
    other.mkdir()
    Repository.begin(other).commit("2020-01-01")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    log = git.log(repository.root / "data", 9)
    assert log is not None
    assert len(log.commits) == 2


def test_links_and_submodules_have_no_content(repository: Repository) -> None:
    """What is no plain file is not followed."""
    data = repository.root / "data"
    (data / "x" / "funds.csv").unlink()
    (data / "x" / "funds.csv").symlink_to("/etc/passwd")
    repository.commit("2025-04-10")
    log = git.log(data, 1)
    assert log is not None
    assert log.commits[0].files[0].new == ""


def test_no_program_of_a_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    """Monitors, pagers, filters, signatures and transports that its settings name stay unused."""
    mark, program = tmp_path / "mark", tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >>'{mark}'\n", encoding="utf-8")
    program.chmod(0o755)
    for name in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass", "diff.external",
        "diff.x.textconv", "diff.x.command", "filter.x.smudge", "filter.x.clean", "gpg.program",
        "gpg.ssh.program", "pager.log", "credential.helper", "core.alternateRefsCommand",
    ):  # fmt: skip
        repository.git("config", name, str(program))
    for name, value in (
        ("log.showSignature", "true"), ("diff.relative", "true"), ("diff.orderFile", str(mark)),
        ("remote.origin.url", "ssh://example.invalid/x"), ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"), ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"), ("log.follow", "true"), ("diff.renames", "copies"),
    ):  # fmt: skip
        repository.git("config", name, value)
    (repository.root / ".gitattributes").write_text("*.csv diff=x filter=x\n", encoding="utf-8")
    data = repository.root / "data"
    log = git.log(data, 9)
    assert log is not None
    names = [file.new or "" for commit in log.commits for file in commit.files]
    assert list(git.contents(data, [*names, "1" * 40], 100)) == [b"three", b"one", None]
    assert not mark.exists()
