"""The comment goes where the host says, says what our own program says, and holds nothing a stranger wrote."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sunledger.cli import main
from sunledger.review import comment, said
from sunledger.review.comment import EventUnreadable, PullRequestUnclear, number
from tests.review.conftest import Changed
from tests.review.test_said import EVIL

SHA, OTHER = "a1" * 20, "b2" * 20
HERE = {"full_name": "county/accounts", "private": False}
FORK = {"full_name": "clerk/accounts", "private": False}
PULL: dict[str, Any] = {
    "number": 12, "state": "open", "title": EVIL, "user": {"login": "clerk"},
    "head": {"sha": SHA, "ref": "june", "repo": FORK}, "base": {"ref": "main", "sha": OTHER, "repo": HERE},
}  # fmt: skip
EVENT: dict[str, Any] = {
    "action": "completed", "repository": HERE, "sender": {"login": "clerk"},
    "workflow_run": {
        "id": 99, "name": "核对 check", "event": "pull_request", "conclusion": "failure", "head_branch": EVIL,
        "head_sha": SHA, "head_repository": FORK, "display_title": EVIL, "pull_requests": [],
        "html_url": "https://github.com/county/accounts/actions/runs/99",
    },
}  # fmt: skip
"""As GitHub sends it after the run of a fork's pull request: without its number."""


def _files(folder: Path, event: object = EVENT, pulls: object = (PULL,)) -> tuple[Path, Path]:
    paths = folder / "event.json", folder / "pulls.json"
    for path, body in zip(paths, (event, pulls), strict=True):
        path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return paths


def _with(body: dict[str, Any], *path: str, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(body)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


def test_the_number_is_the_hosts(tmp_path: Path) -> None:
    """A fork's run has no number; the open pull request with its very commit is meant."""
    others = [
        _with(PULL, "head", "sha", value=OTHER),
        _with(_with(PULL, "number", value=3), "state", value="closed"),
    ]
    assert number(*_files(tmp_path, pulls=[*others, PULL])) == 12
    own = _with(EVENT, "workflow_run", "pull_requests", value=[{"number": 12, "url": "x"}])
    assert number(*_files(tmp_path, own)) == 12


@pytest.mark.parametrize(
    ("event", "pulls"),
    [
        (EVENT, []),
        (EVENT, [_with(PULL, "head", "sha", value=OTHER)]),
        (EVENT, [_with(PULL, "state", value="closed")]),
        (EVENT, [_with(PULL, "head", "repo", value=HERE)]),
        (EVENT, [_with(PULL, "head", "repo", value=None)]),
        (EVENT, [_with(PULL, "base", "repo", value=FORK)]),
        (_with(EVENT, "workflow_run", "pull_requests", value=[{"number": 13}]), [PULL]),
        (_with(EVENT, "workflow_run", "event", value="push"), [PULL]),
    ],
)
def test_nothing_is_said_where_no_pull_request_fits(tmp_path: Path, event: object, pulls: object) -> None:
    """Newer commits, closed requests, other repositories, other numbers and other events get no comment."""
    assert number(*_files(tmp_path, event, pulls)) is None


@pytest.mark.parametrize(
    ("event", "pulls"),
    [
        ("{", [PULL]), ("[]", [PULL]), ("[" * 100_000, [PULL]), (EVENT, "{}"), (EVENT, [{}]),
        (EVENT, [_with(PULL, "number", value="12; rm -rf /")]), (EVENT, [_with(PULL, "number", value=-1)]),
        (_with(EVENT, "workflow_run", "html_url", value="https://github.com/a/b/actions/runs/1) @x"), [PULL]),
        (_with(EVENT, "workflow_run", "head_sha", value="main"), [PULL]),
    ],
)  # fmt: skip
def test_what_the_host_would_not_send_is_refused(tmp_path: Path, event: object, pulls: object) -> None:
    """In one sentence that repeats nothing of it."""
    with pytest.raises(EventUnreadable) as refused:
        number(*_files(tmp_path, event, pulls))
    assert "rm" not in str(refused.value)


def test_two_pull_requests_of_one_commit_are_not_guessed_between(tmp_path: Path) -> None:
    """Neither gets what may be the other's."""
    with pytest.raises(PullRequestUnclear):
        number(*_files(tmp_path, pulls=[PULL, _with(PULL, "number", value=13)]))


def _run(changed: Changed, folder: Path, artifact: str, pulls: object = (PULL,)) -> Result:
    path = folder / "artifact.json"
    path.write_text(artifact, encoding="utf-8")
    event, listed = _files(folder, pulls=pulls)
    words = [
        "comment",
        str(path),
        "--event",
        str(event),
        "--pulls",
        str(listed),
        "--data",
        str(changed.before),
    ]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_the_comment_is_made_by_our_own_program(changed: Changed, tmp_path: Path) -> None:
    """Names come from what is published, titles from our rules; what the artifact says in words is left out."""
    evil = changed.found.model_copy(update={
        "names": tuple(each.model_copy(update={"zh": EVIL}) for each in changed.found.names),
        "appeared": tuple(each.model_copy(update={"message_zh": EVIL, "fix_zh": EVIL, "column": EVIL})
                          for each in changed.found.appeared),
    })  # fmt: skip
    done = _run(changed, tmp_path, evil.model_dump_json())
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["number"] == 12
    lines = told["body"].splitlines()
    assert lines[0] == comment.MARKER
    assert lines[1] == "## 账目改动"
    assert "甲小区 `lan-c01-a`" in told["body"]
    assert "- **错误 · 1** 没有做到：封存的行不能悄悄改 `sealed_rows_stay_as_they_were`" in lines
    assert "  - `data/lan/lan-c01/disbursements-2025.csv:2`" in lines
    assert "请打开[这次运行](https://github.com/county/accounts/actions/runs/99)" in lines[-1]
    assert not re.search("octocat|evil|onerror", told["body"])
    assert len(told["body"].encode()) < 65_536
    assert len(re.findall(r"\]\(", told["body"])) == 1


def test_what_is_refused_posts_nothing(changed: Changed, tmp_path: Path) -> None:
    """A hostile artifact ends the run with status 2; a run that is out of date with 0; neither has output."""
    refused = _run(changed, tmp_path, '{"form": 1, "number": 1}')
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert ".github/workflows" in refused.stderr
    late = _run(changed, tmp_path, changed.found.model_dump_json(), [])
    assert (late.exit_code, late.stdout) == (0, "")
    assert late.stderr


def test_a_comment_leaves_room_for_its_frame() -> None:
    """What GitHub takes is 65,536 characters; a cut comparison, the marker and the last sentence stay below."""
    assert said.COMMENT + 1_000 < 65_536
