"""What stands in the repository, and what must never stand there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

# Written in two halves, so that this file does not contain what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "deb.deb" + "ian.org",
    "conda" + ".anaconda.org",
]
MACHINE_PATHS = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/ho" + "me/",
    "/opt/" + "pypi",
    "/Us" + "ers/",
    "C:" + "\\Users",
]
SECRETS = [
    r"-----BEGIN [A-Z ]*PRIVATE " + r"KEY-----",
    r"\bgh[pousr]_[A-Za-z0-9]{36}",
    r"\bglpat-[A-Za-z0-9_-]{20}",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"\bxox[abprs]-[A-Za-z0-9-]{10}",
]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
LARGEST_FILE = 2_000_000


@pytest.fixture(scope="module")
def files(project_root: Path) -> list[Path]:
    """Return every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [project_root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def texts(project_root: Path, files: list[Path]) -> dict[str, str]:
    """Return the text of every file; bytes that are no UTF-8 are passed over."""
    return {
        str(path.relative_to(project_root)): path.read_text(encoding="utf-8", errors="ignore")
        for path in files
    }


@pytest.mark.parametrize("words", [REGISTRIES, MACHINE_PATHS], ids=["registries", "machine paths"])
def test_no_address_of_a_machine(texts: dict[str, str], words: list[str]) -> None:
    """The repository says what to install, never where one machine got it."""
    assert [(name, word) for name, text in texts.items() for word in words if word in text] == []


def test_no_secret(texts: dict[str, str]) -> None:
    """Nothing looks like a key or a token."""
    pattern = re.compile("|".join(SECRETS))
    assert [name for name, text in texts.items() if pattern.search(text)] == []


def test_nothing_unfinished(texts: dict[str, str]) -> None:
    """The tree holds no promises; what is left to do is an issue."""
    assert [(name, word) for name, text in texts.items() for word in UNFINISHED if word in text] == []


def test_files_stay_small(files: list[Path]) -> None:
    """A clone stays quick: no file past two megabytes."""
    assert [path.name for path in files if path.stat().st_size > LARGEST_FILE] == []


def test_site_is_source_and_never_output(project_root: Path) -> None:
    """MkDocs empties its ``site_dir``, by default ``site/``: it is given, and it is another folder."""
    site_dir = yaml.safe_load((project_root / "mkdocs.yml").read_text(encoding="utf-8"))["site_dir"]
    assert site_dir == "build/shell"


def test_git_sees_the_source_and_not_the_output(project_root: Path) -> None:
    """``site/`` is never ignored, ``build/`` and ``.venv/`` always are."""
    asked = ["site/pages/index.md", "site/x", "build/site/index.html", ".venv/bin/python"]
    answer = subprocess.run(
        ["git", "check-ignore", "--no-index", *asked],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.split() == ["build/site/index.html", ".venv/bin/python"]


@pytest.mark.parametrize("name", ["LICENSE", "data/LICENSE.md"])
def test_licences_stand_where_their_subject_stands(project_root: Path, name: str) -> None:
    """Code and demonstration data each carry their licence."""
    text = (project_root / name).read_text(encoding="utf-8")
    assert ("MIT License" if name == "LICENSE" else "CC-BY-4.0") in text
