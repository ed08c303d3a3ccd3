"""Every line of the accounts is traced to the commit that put it there, as git itself would trace it."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sunledger.engine import connect
from sunledger.model import PAST_TABLES, SourceFile
from sunledger.read import git, lines
from sunledger.read.lines import Run
from tests.repositories import Repository

FILE = "data/x/funds.csv"
Traced = Callable[..., dict[int, str | None]]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return an empty repository with a data folder."""
    (tmp_path / "project" / "data" / "x").mkdir(parents=True)
    return Repository.begin(tmp_path / "project")


@pytest.fixture
def traced(tmp_path: Path) -> Traced:
    """Return a function that gives the commit of each line of the file."""

    def trace(repository: Repository, *, most: int = lines.MOST) -> dict[int, str | None]:
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        con = connect(scratch)
        con.execute(f"create table meta.line_commits ({PAST_TABLES['line_commits']})")
        source = SourceFile(FILE, "funds", "x", "x", 0, 0, "")
        lines.read_lines(con, repository.root / "data", [source], most=most)
        found = con.execute(
            "select count, revision from (select unnest(range(1, ?)) as count) as numbers asof join "
            "meta.line_commits as commits on numbers.count >= commits.line order by count",
            [len((repository.root / FILE).read_text(encoding="utf-8").splitlines()) + 1],
        ).fetchall()
        con.close()
        return dict(found)

    return trace


def write(repository: Repository, *rows: str) -> None:
    """Write the file anew."""
    (repository.root / FILE).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def test_a_line_belongs_to_the_commit_that_put_it_there(repository: Repository, traced: Traced) -> None:
    """What stands above it may come and go."""
    write(repository, "a", "b", "c", "d")
    first = repository.commit("2025-01-01")
    write(repository, "0", "a", "b", "C", "d")
    second = repository.commit("2025-02-01")
    write(repository, "a", "b", "C", "d", "e")
    third = repository.commit("2025-03-01")
    assert traced(repository) == {1: first, 2: first, 3: second, 4: first, 5: third}


def test_it_is_traced_as_git_traces_it(repository: Repository, traced: Traced) -> None:
    """Over rows that are put in, taken out and changed at random, line for line."""
    rng = random.Random(1)
    rows = [f"row {number}" for number in range(40)]
    for turn in range(12):
        for _ in range(rng.randint(1, 6)):
            at, kind = rng.randrange(len(rows)), rng.randrange(3)
            if kind == 0:
                rows.insert(at, f"new {turn} {rng.random()}")
            elif kind == 1:
                del rows[at]
            else:
                rows[at] = f"changed {turn} {rng.random()}"
        write(repository, *rows)
        repository.commit(f"2025-01-{turn + 1:02d}")
    said = repository.git("blame", "--porcelain", "--root", FILE)
    blamed = {
        int(words[2]): words[0]
        for line in said.splitlines()
        if len(words := line.split(" ")) in (3, 4) and len(words[0]) == 40
    }
    assert traced(repository) == blamed


def test_what_is_not_committed_has_no_commit(repository: Repository, traced: Traced) -> None:
    """A changed file as a whole, since its lines can't be told from those committed."""
    write(repository, "a", "b")
    repository.commit("2025-01-01")
    write(repository, "a", "b", "c")
    assert traced(repository) == {}


def test_what_is_older_than_was_looked_at_has_no_commit(
    repository: Repository, traced: Traced, tmp_path: Path
) -> None:
    """After the newest commits, and at the end of a shallow clone."""
    write(repository, "a")
    repository.commit("2025-01-01")
    write(repository, "a", "b")
    second = repository.commit("2025-02-01")
    assert traced(repository, most=1) == {1: None, 2: second}
    assert traced(repository.shallow(tmp_path / "shallow", 1)) == {1: None, 2: None}


def test_lines_that_look_like_a_patch_are_read_past(repository: Repository, traced: Traced) -> None:
    """Accounts may hold any text, and a file may end without a line end."""
    write(repository, "a", "diff --git x y", "+++ elsewhere", "@@ -1 +1 @@", "\\ No newline", "\0end")
    first = repository.commit("2025-01-01")
    (repository.root / FILE).write_bytes((repository.root / FILE).read_bytes() + b"last")
    second = repository.commit("2025-02-01")
    assert traced(repository) == {**dict.fromkeys(range(1, 7), first), 7: second}


def test_a_repository_cannot_have_programs_run(repository: Repository, traced: Traced) -> None:
    """Neither a filter for patches nor a driver for diffs that its settings name is started."""
    write(repository, "a")
    first = repository.commit("2025-01-01")
    ran = repository.root / "ran"
    (repository.root / ".gitattributes").write_text("*.csv diff=x filter=x\n", encoding="utf-8")
    for setting in ("diff.x.textconv", "diff.x.command", "diff.external", "filter.x.clean", "core.pager"):
        repository.git("config", setting, f"touch {ran} #")
    assert traced(repository) == {1: first}
    assert not ran.exists()


def test_runs_are_parted_by_hunks() -> None:
    """Before a hunk, in it, behind it; numbers follow what was put in and taken out above."""
    runs = [Run(1, 1, 3), Run(6, 4, 4)]
    put, left = lines.part(runs, [git.Hunk(0, 2, 1), git.Hunk(3, 7, 2)])
    assert put == [Run(2, 2, 1), Run(7, 5, 2)]
    assert left == [Run(1, 1, 1), Run(2, 3, 1), Run(5, 4, 1), Run(9, 7, 1)]


def test_no_text_and_no_author_is_kept(repository: Repository) -> None:
    """A commit is its name and its day."""
    write(repository, "qzx secret")
    repository.commit("2025-01-01")
    said = repr(list(git.hunks(repository.root / "data", 9)))
    assert "qzx" not in said.lower()
    assert "2025-01-01" in said


def test_without_git_nothing_is_traced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is it an error."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.committed(tmp_path) == {}
    assert list(git.hunks(tmp_path, 9)) == []
    with pytest.raises(OSError):
        subprocess.run(["git"], check=False)
