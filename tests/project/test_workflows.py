"""Workflows say what their platforms understand, and give nobody more rights than the job needs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

TOOLS = Path(sys.executable).parent
SCHEMAS = {
    ".github/workflows/check.yml": "vendor.github-workflows",
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
    """A new workflow file comes under the tests below."""
    workflows = {f".github/workflows/{path.name}" for path in (project_root / ".github/workflows").iterdir()}
    assert workflows == {name for name in SCHEMAS if "/workflows/" in name}


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


@pytest.mark.parametrize("name", ["check", "publish"])
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


def test_accounts_are_judged_by_the_base_branch(project_root: Path) -> None:
    """Of the pull request itself that job takes ``data/`` alone, and runs nothing from it."""
    steps = _jobs(project_root / ".github/workflows/check.yml")["accounts"]["steps"]
    base, proposed = (step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout@"))
    assert base["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert proposed["sparse-checkout"] == "/data/"
    assert "ref" not in proposed
    script = "\n".join(step.get("run", "") for step in steps)
    assert "make -C base " in script
    assert "proposed" not in script


def test_only_the_last_job_may_publish(project_root: Path) -> None:
    """The rights to publish belong to a job that runs nothing of the repository."""
    jobs = _jobs(project_root / ".github/workflows/publish.yml")
    may_write = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert may_write == {"deploy"}
    assert [step["uses"].partition("@")[0] for step in jobs["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_workflows_use_the_commands_that_exist(project_root: Path) -> None:
    """Every make target and every option of ``sunledger check`` in a workflow is a real one."""
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    for name in (".github/workflows/check.yml", ".github/workflows/publish.yml", ".gitlab-ci.yml"):
        text = (project_root / name).read_text(encoding="utf-8")
        for target in re.findall(r"\bmake (?:-C \S+ )?([.a-z/]+)", text):
            assert re.search(rf"^{re.escape(target)}:", makefile, flags=re.MULTILINE), (name, target)
