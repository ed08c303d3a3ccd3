"""Workflows say what their platforms understand, and give nobody more rights than the job needs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sunledger.review.owners import codeowners

TOOLS = Path(sys.executable).parent
SCHEMAS = {
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    ".github/ISSUE_TEMPLATE/figure.yml": "vendor.github-issue-forms",
    ".github/ISSUE_TEMPLATE/objection.yml": "vendor.github-issue-forms",
    ".github/workflows/check.yml": "vendor.github-workflows",
    ".github/workflows/comment.yml": "vendor.github-workflows",
    ".github/workflows/publish.yml": "vendor.github-workflows",
    ".github/dependabot.yml": "vendor.dependabot",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}
PINNED = re.compile(r"^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def _jobs(workflow: Path) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return jobs


def _run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_workflow_is_known_here(project_root: Path) -> None:
    """A new workflow or form comes under the tests below."""
    for folder in ("workflows", "ISSUE_TEMPLATE"):
        there = {f".github/{folder}/{path.name}" for path in (project_root / ".github" / folder).iterdir()}
        assert there == {name for name in SCHEMAS if f"/{folder}/" in name}


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_files_follow_their_published_schema(project_root: Path, name: str, schema: str) -> None:
    """The platform's own JSON Schema finds no fault."""
    _run(TOOLS / "check-jsonschema", "--builtin-schema", schema, name, cwd=project_root)


def test_no_known_security_fault(project_root: Path) -> None:
    """The strictest persona of zizmor finds nothing."""
    _run(
        TOOLS / "zizmor",
        "--offline",
        "--quiet",
        "--no-progress",
        "--persona=auditor",
        ".github",
        cwd=project_root,
    )


@pytest.mark.parametrize("name", ["check", "comment", "publish"])
def test_actions_are_pinned_by_commit(project_root: Path, name: str) -> None:
    """Each action is named by its full commit, with its version beside it."""
    text = (project_root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.+)$", text, flags=re.MULTILINE)
    assert uses
    assert [action for action in uses if not PINNED.match(action)] == []


def test_a_pull_request_may_only_read(project_root: Path) -> None:
    """No job that sees a pull request can write anything, and none runs with the base's rights."""
    workflow = project_root / ".github/workflows/check.yml"
    assert "pull_request_target" not in workflow.read_text(encoding="utf-8")
    assert all(job["permissions"] == {"contents": "read"} for job in _jobs(workflow).values())


@pytest.mark.parametrize("job", ["accounts", "preview"])
def test_accounts_are_judged_by_the_base_branch(project_root: Path, job: str) -> None:
    """Of the pull request itself that job takes ``data/`` alone, and runs nothing from it."""
    steps = _jobs(project_root / ".github/workflows/check.yml")[job]["steps"]
    base, proposed = (step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout@"))
    assert base["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert proposed["sparse-checkout"] == "/data/"
    assert "ref" not in proposed
    script = "\n".join(step.get("run", "") for step in steps)
    assert "make -C base " in script
    assert "proposed" not in script
    assert "base/.venv/bin/sunledger" in script


def test_the_comment_runs_nothing_of_a_fork(project_root: Path) -> None:
    """Who opens the artifact can write nothing; who writes has no code; no checkout names a pull request."""
    workflow = yaml.safe_load((project_root / ".github/workflows/comment.yml").read_text(encoding="utf-8"))
    write, post = workflow["jobs"]["write"], workflow["jobs"]["post"]
    assert "write" not in write["permissions"].values()
    assert post["permissions"] == {"pull-requests": "write"}
    assert not any("uses" in step for step in post["steps"])
    (checkout,) = (step["with"] for step in write["steps"] if "checkout" in step.get("uses", ""))
    assert checkout == {"persist-credentials": False}
    assert not any("${{" in step.get("run", "") for job in (write, post) for step in job["steps"])
    (opening,) = (step for step in write["steps"] if "sunledger comment" in step.get("run", ""))
    assert "env" not in opening
    check = yaml.safe_load((project_root / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    assert workflow[True]["workflow_run"]["workflows"] == [check["name"]]


GH = """#!/usr/bin/env python3
import json, os, pathlib, subprocess, sys
words = sys.argv[1:]
with open("calls", "a") as calls:
    print(json.dumps(words), file=calls)
answers = json.loads(pathlib.Path("answers.json").read_text())
answer = next((body for part, body in answers.items() if any(part in word for word in words)), None)
if "--jq" in words:
    shown = subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=json.dumps(answer), text=True, check=True)
elif answer is not None:
    print(json.dumps(answer))
"""
"""Stands for GitHub's own command: answers what was recorded, and keeps what it was asked."""


def _script(project_root: Path, job: str, words: str) -> str:
    steps = _jobs(project_root / ".github/workflows/comment.yml")[job]["steps"]
    (script,) = (step["run"] for step in steps if words in step.get("run", ""))
    return str(script)


def _act(folder: Path, script: str, answers: dict[str, Any], **environment: str) -> list[list[str]]:
    """Run a step's script against recorded answers; return what GitHub was asked."""
    gh = folder / "gh"
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(0o755)
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, check=True, capture_output=True,
        env={"PATH": f"{folder}:{os.environ['PATH']}", "RUNNER_TEMP": str(folder), "REPO": "county/accounts", **environment},
    )  # fmt: skip
    return [json.loads(line) for line in (folder / "calls").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("comments", "method", "place"),
    [
        ([], "POST", "repos/county/accounts/issues/12/comments"),
        ([("clerk", "<!-- sunledger difference -->"), ("github-actions[bot]", "another")], "POST",
         "repos/county/accounts/issues/12/comments"),
        ([("github-actions[bot]", "<!-- sunledger difference -->\n## 账目改动")], "PATCH",
         "repos/county/accounts/issues/comments/100"),
    ],
)  # fmt: skip
def test_one_comment_is_kept(
    project_root: Path, tmp_path: Path, comments: list[tuple[str, str]], method: str, place: str
) -> None:
    """Ours is changed where there is one; what others marked alike is theirs; text is data, never a command."""
    listed = [{"id": 100 + n, "user": {"login": who}, "body": text} for n, (who, text) in enumerate(comments)]
    body = '`$(touch ran)` "; touch ran; #\n二'
    told = json.dumps({"number": 12, "body": body}, ensure_ascii=False)
    calls = _act(tmp_path, _script(project_root, "post", "gh api"), {"comments?": listed}, TOLD=told)
    assert calls[-1][:5] == ["api", "--silent", "--method", method, place]
    assert json.loads((tmp_path / "body.json").read_text(encoding="utf-8")) == {"body": body}
    assert not (tmp_path / "ran").exists()
    marker = re.search(
        r'MARKER = "(.+)"', (project_root / "generator/sunledger/review/comment.py").read_text("utf-8")
    )
    assert marker
    assert marker[1] in _script(project_root, "post", "gh api")


@pytest.mark.parametrize(
    ("artifacts", "fetched"),
    [
        ([], False),
        ([{"id": 7, "expired": True, "size_in_bytes": 9}], False),
        ([{"id": 7, "expired": False, "size_in_bytes": 9_000_000}], False),
        ([{"id": 7, "expired": False, "size_in_bytes": 9}], True),
    ],
)
def test_only_a_small_artifact_is_fetched(
    project_root: Path, tmp_path: Path, artifacts: list[dict[str, Any]], fetched: bool
) -> None:
    """By the number the host gives it; a branch's name is a value in a query."""
    answers = {"artifacts?": {"artifacts": artifacts}, "/zip": "zip", "/pulls": []}
    calls = _act(
        tmp_path,
        _script(project_root, "write", "gh api"),
        answers,
        RUN="99",
        OWNER="clerk",
        BRANCH="$(touch ran)",
    )
    assert ((tmp_path / "difference.zip").exists(), (tmp_path / "pulls.json").exists()) == (fetched, fetched)
    assert (["api", "repos/county/accounts/actions/artifacts/7/zip"] in calls) is fetched
    assert not (tmp_path / "ran").exists()
    if fetched:
        assert "head=clerk:$(touch ran)" in calls[-1]


@pytest.mark.parametrize("name", ["figure", "objection"])
def test_forms_warn_of_personal_data(project_root: Path, name: str) -> None:
    """On both hosts, before the first field, in both languages; and the last question asks again."""
    form = (project_root / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8")
    fields = yaml.safe_load(form)["body"]
    assert fields[0]["type"] == "markdown"
    assert fields[-1]["attributes"]["options"][0]["required"]
    plain = (project_root / f".gitlab/issue_templates/{name}.md").read_text(encoding="utf-8")
    for text in (fields[0]["attributes"]["value"], plain):
        assert "不要写姓名" in text
        assert "No names" in text
    labels = [field["attributes"]["label"] for field in fields[1:-1] if "label" in field["attributes"]]
    assert all(" · " in label for label in labels)


def test_owners_are_those_of_the_mapping(project_root: Path) -> None:
    """CODEOWNERS is what ``sunledger owners`` writes."""
    written = (project_root / "CODEOWNERS").read_text(encoding="utf-8")
    assert written == codeowners(project_root / "data"), "sunledger owners --out CODEOWNERS"


def test_only_the_last_job_may_publish(project_root: Path) -> None:
    """The rights to publish belong to a job that runs nothing of the repository."""
    jobs = _jobs(project_root / ".github/workflows/publish.yml")
    may_write = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert may_write == {"deploy"}
    assert [step["uses"].partition("@")[0] for step in jobs["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_workflows_use_the_commands_that_exist(project_root: Path) -> None:
    """Every make target and every option of ``sunledger check`` in a workflow is a real one."""
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    for name in (
        ".github/workflows/check.yml",
        ".github/workflows/comment.yml",
        ".github/workflows/publish.yml",
        ".gitlab-ci.yml",
    ):
        text = (project_root / name).read_text(encoding="utf-8")
        for target in re.findall(r"\bmake (?:-C \S+ )?([.a-z/]+)", text):
            assert re.search(rf"^{re.escape(target)}:", makefile, flags=re.MULTILINE), (name, target)
