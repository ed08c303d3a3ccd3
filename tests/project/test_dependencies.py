"""Dependencies: each has its reason, each is used, each is pinned with hashes."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>.+?))? \\$")
# The theme is named in mkdocs.yml and never imported.
NEVER_IMPORTED = {"mkdocs-material"}
# The types of pydantic's errors live in the half of it that is written in Rust.
PART_OF = {"pydantic-core": "pydantic"}


@pytest.fixture(scope="module")
def settings(project_root: Path) -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))


def _pins(path: Path) -> dict[tuple[str, str], str]:
    """Return version by name and marker, from a file whose every entry must carry hashes."""
    entries = re.split(r"\n(?=[a-z0-9])", path.read_text(encoding="utf-8"))[1:]
    pins = {}
    for entry in entries:
        first, *rest = entry.splitlines()
        pin = PIN.match(first)
        assert pin, first
        assert rest, first
        assert all(re.match(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in rest), first
        pins[pin["name"], pin["marker"] or ""] = pin["version"]
    return pins


def test_every_dependency_has_its_reason(project_root: Path) -> None:
    """In pyproject.toml each dependency stands on a line of its own that ends in its reason."""
    text = (project_root / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(
        r"^(?:dependencies|build|bench|test) = \[\n(.*?)^\]", text, flags=re.MULTILINE | re.DOTALL
    )
    lines = [line for block in lists for line in block.splitlines()]
    assert len(lines) > 20
    assert [line for line in lines if not re.match(r'^  "[a-z0-9-]+[<>=].*",\s+# \S.{10,}$', line)] == []


def test_the_program_imports_what_it_declares(project_root: Path, settings: dict[str, Any]) -> None:
    """Nothing is imported that only another package happens to bring, and nothing is declared in vain."""
    imported = set()
    for path in (project_root / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"sunledger"}
    owners = importlib.metadata.packages_distributions()
    names = {canonicalize_name(owners[name][0]) for name in foreign}
    used = {PART_OF.get(name, name) for name in names}
    declared = {canonicalize_name(Requirement(line).name) for line in settings["project"]["dependencies"]}
    assert used == declared - NEVER_IMPORTED


def test_pins_satisfy_what_is_declared(project_root: Path, settings: dict[str, Any]) -> None:
    """``make requirements`` was run after the last change of pyproject.toml."""
    groups = settings["dependency-groups"]
    run = [*settings["project"]["dependencies"], *groups["build"], *settings["build-system"]["requires"]]
    for file, declared in (
        ("run.txt", run),
        ("test.txt", [*run, *groups["test"]]),
        ("bench.txt", [*run, *groups["bench"]]),
    ):
        versions = {
            name: version for (name, _), version in _pins(project_root / "requirements" / file).items()
        }
        for requirement in map(Requirement, declared):
            name = canonicalize_name(requirement.name)
            assert name in versions, (file, name)
            assert requirement.specifier.contains(versions[name]), (file, str(requirement))


def test_tests_run_with_the_versions_people_use(project_root: Path) -> None:
    """test.txt and bench.txt hold all of run.txt, at the same versions."""
    run = _pins(project_root / "requirements/run.txt")
    for name in ("test.txt", "bench.txt"):
        assert run.items() <= _pins(project_root / "requirements" / name).items(), name
