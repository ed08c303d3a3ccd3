"""An installed sunledger works in a publisher's own repository, far from this one."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

SOURCES = ["generator", "schemas", "site", "mkdocs.yml", ".github", ".gitlab", ".gitlab-ci.yml"]

# A compound of one fund: what a complete publisher needs, and nothing else.
SMALLEST = {
    "communities": [
        {"community_id": "xian", "name": "晴县", "level": "county"},
        {"community_id": "yuan", "name": "向阳苑", "level": "compound", "parent_id": "xian"},
    ],
    "funds": [
        {
            "fund_id": "yuan-owners",
            "community_id": "yuan",
            "kind": "owners",
            "name": "公共收益",
            "account_kind": "own",
            "opened_on": "2025-01-01",
            "opening_balance": "100.00",
        }
    ],
    "revenue": [
        {
            "entry_id": "r1",
            "fund_id": "yuan-owners",
            "month": "2025-01",
            "category": "parking",
            "basis": "fee",
            "gross": "1234.50",
            "cost": "34.50",
        }
    ],
    "disbursements": [
        {
            "payment_id": "p1",
            "fund_id": "yuan-owners",
            "paid_on": "2025-01-20",
            "purpose": "greening",
            "description": "补种绿化",
            "amount": "300.00",
        }
    ],
}


@pytest.fixture(scope="module")
def wheel(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what is installed, and nothing from the network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=project_root,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a fresh environment that borrows its dependencies; return the program."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "-qq", "--no-deps", "--no-index", wheel],
        check=True,
    )
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return environment / "bin" / "sunledger"


@pytest.fixture
def publisher(project_root: Path, tmp_path: Path) -> Path:
    """Lay out a repository of four files, with the columns the schemas name."""
    folder = tmp_path / "my-accounts" / "data" / "xian"
    folder.mkdir(parents=True)
    for dataset, rows in SMALLEST.items():
        schema = json.loads((project_root / "schemas" / f"{dataset}.json").read_text(encoding="utf-8"))
        with (folder / f"{dataset}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field["name"] for field in schema["fields"]], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return tmp_path / "my-accounts"


def test_the_wheel_carries_what_the_program_reads(project_root: Path, wheel: Path) -> None:
    """Schemas, SQL, templates, theme, assets, locale and prose are all in, and nothing of tests or data."""
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *SOURCES],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    expected = {
        name.removeprefix("generator/") if name.startswith("generator/") else f"sunledger/_bundled/{name}"
        for name in tracked
        if name and (project_root / name).is_file()
    }
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert "sunledger/py.typed" in names
    for kind in (
        "check/rules/",
        "derive/tables/",
        "_bundled/schemas/derived/",
        "_bundled/site/templates/",
        "_bundled/site/locale/",
        "_bundled/site/assets/",
        "_bundled/site/theme/",
    ):
        assert any(name.startswith(f"sunledger/{kind}") for name in names), kind


def test_the_installed_program_checks_a_publisher(installed: Path, publisher: Path) -> None:
    """``sunledger check`` passes four small files, reading nothing of this checkout."""
    done = subprocess.run(
        [installed, "check", "data", "--format", "json"],
        cwd=publisher,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["ok"] is True
    assert report["files"] == 4
    assert report["rows"] == 5


def test_the_installed_program_builds_a_site(installed: Path, publisher: Path) -> None:
    """``sunledger build`` finds its templates, theme and words in the wheel and makes the compound's page."""
    done = subprocess.run([installed, "build"], cwd=publisher, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (publisher / "build/site/c/yuan/index.html").read_text(encoding="utf-8")
    assert "1,000.00" in page  # 100.00 + 1234.50 - 34.50 - 300.00


def test_the_installed_program_begins_a_repository(
    installed: Path, project_root: Path, tmp_path: Path
) -> None:
    """``sunledger init`` finds this project's workflows and forms in the wheel."""
    words = ["--county", "xian", "--name", "晴县", "--community-name", "向阳社区", "--opened", "2025-07-01"]
    done = subprocess.run(
        [installed, "init", "new", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in (".github/workflows/comment.yml", ".gitlab/issue_templates/figure.md"):
        assert (tmp_path / "new" / name).read_bytes() == (project_root / name).read_bytes()
