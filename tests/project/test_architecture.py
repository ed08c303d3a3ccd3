"""The architecture holds: who may import whom, and how long a module may grow."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LONGEST_MODULE = 350
STAGES = [
    "sunledger.read",
    "sunledger.check",
    "sunledger.seal",
    "sunledger.derive",
    "sunledger.render",
    "sunledger.publish",
]


def test_imports_respect_the_contracts(project_root: Path) -> None:
    """Every contract of pyproject.toml is kept."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_contracts_name_every_stage(project_root: Path) -> None:
    """The stages of the contracts are the stages on disk; none is left out."""
    settings = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert contracts[0]["modules"] == STAGES
    assert contracts[1]["protected_modules"] == STAGES
    for stage in STAGES:
        assert (project_root / "generator" / Path(*stage.split("."))).is_dir(), stage


@pytest.mark.parametrize("folder", ["generator", "tests"])
def test_modules_stay_short(project_root: Path, folder: str) -> None:
    """A module past 350 lines holds a second noun."""
    lengths = {
        str(path.relative_to(project_root)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (project_root / folder).rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}
