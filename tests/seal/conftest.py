"""The small publisher with its first three months sealed, and ways to tamper with it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from sunledger import pipeline
from tests.conftest import Once
from tests.publisher import Publisher, looked_at_once, places, snapshot

HEAD = "lan/seals/heads.csv"
LOG = "lan/seals/log.csv"

Place = tuple[str, str, int, str]


def salt(county: str, leaf: int) -> str:
    """Make the salts of these tests, so that heads are the same each time."""
    return hashlib.sha256(f"test/{county}/{leaf}".encode()).hexdigest()[:32]


def seal(publisher: Publisher, *, begin: bool = False, month: str | None = None) -> None:
    """Seal what is due; there must be no error."""
    done = pipeline.seal_months(publisher.data, begin=begin, month=month, salts=salt)
    assert [item.message_en for item in done.report.findings if item.severity == "error"] == []


@pytest.fixture(scope="session")
def sealed_small(once: Once) -> Path:
    """Return a project whose county ``lan`` has sealed January to March 2025. Copy it, don't change it."""

    def make(root: Path) -> None:
        publisher = Publisher.small(root)
        publisher.replace("lan/profile.toml", "notice_months", 'sealed_from = "2025-01"\nnotice_months')
        seal(publisher, begin=True)

    return once("sealed", make)


@pytest.fixture(scope="session")
def published_small(sealed_small: Path, once: Once) -> Path:
    """Return the sealed project with its site built. Copy it, don't change it."""

    def make(root: Path) -> None:
        shutil.copytree(sealed_small, root)
        assert Publisher(root).build().exit_code == 0

    return once("published", make)


@pytest.fixture
def publisher(sealed_small: Path, tmp_path: Path) -> Publisher:
    """Return a copy of the sealed project."""
    shutil.copytree(sealed_small, tmp_path / "project")
    return Publisher(tmp_path / "project")


@pytest.fixture
def published(published_small: Path, tmp_path: Path) -> Publisher:
    """Return a copy of the sealed project with its site."""
    shutil.copytree(published_small, tmp_path / "project")
    return Publisher(tmp_path / "project")


def refused(publisher: Publisher, *, twice: bool = False) -> list[Place]:
    """Check and build what must be refused; nothing may change; return the places of the errors.

    With ``twice`` the build examines the accounts and the seals for itself.
    """
    if not publisher.site.exists():
        publisher.put_up_a_site()
    before = snapshot(publisher.root)
    with contextlib.nullcontext() if twice else looked_at_once():
        checked, built = publisher.check("--format", "json"), publisher.build("--lang", "en")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert snapshot(publisher.root) == before
    report = json.loads(checked.stdout)
    for finding in report["findings"]:
        for text in ("message_zh", "message_en", "fix_zh", "fix_en"):
            assert finding[text].strip()
            assert "{" not in finding[text]
    return places({"findings": [f for f in report["findings"] if f["severity"] == "error"]})
