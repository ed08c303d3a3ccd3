"""The ZIP of the whole holds what it takes to compute its tables anew, and nothing that is withheld."""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from pathlib import Path

import pytest

from sunledger import __version__
from sunledger.profile import Profile
from sunledger.resources import dataset_names, derived_names, simple_names
from tests.publish.conftest import Built
from tests.publisher import Publisher


@pytest.fixture(scope="module")
def unpacked(small_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the ZIP."""
    folder = tmp_path_factory.mktemp("zip") / "zip"
    with zipfile.ZipFile(small_site.site / "data" / "sunledger.zip") as archive:
        archive.extractall(folder)
    return folder


def _said(unpacked: Path) -> tuple[dict[str, int], set[str]]:
    """Read from the read-me which rows are left out, and which tables can't be computed anew."""
    lines = (unpacked / "README.txt").read_text(encoding="utf-8").partition("例外 Except")[2].splitlines()
    files = [line.strip().split(".csv") for line in lines if line.startswith("    ")]
    rows = {name: int(rest.removeprefix(": ").split(" ")[0]) for name, rest in files if rest}
    return rows, {name for name, rest in files if not rest}


def test_the_tables_are_computed_anew(unpacked: Path, tmp_path: Path) -> None:
    """The build that the read-me tells gives the same bytes, but for the tables it names."""
    (tmp_path / "project").mkdir()
    (unpacked / "source" / "data").rename(tmp_path / "project" / "data")
    rebuilt = Publisher(tmp_path / "project")
    done = rebuilt.build()
    (tmp_path / "project" / "data").rename(unpacked / "source" / "data")
    assert done.exit_code == 0, done.output
    left_out, unfounded = _said(unpacked)
    differing = {
        path.stem for path in unpacked.glob("*.csv")
        if path.read_bytes() != (rebuilt.site / "data" / path.name).read_bytes()
    }  # fmt: skip
    assert differing <= unfounded | left_out.keys()
    assert {"services", "service_months", "partners"} <= differing
    same = {*simple_names(), *dataset_names(), *derived_names()} - unfounded - left_out.keys()
    assert {
        "ledger",
        "months",
        "ledger_entries",
        "fund_months",
        "allocations",
        "revenue",
        "measures",
    } - same == {"measures"}
    assert f"sunledger {__version__}" in (unpacked / "README.txt").read_text(encoding="utf-8")


def test_only_what_is_published_is_in_the_source(unpacked: Path, small_site: Built) -> None:
    """Each line of the source is a line of the published table; those that lack a withheld cell are left out, and told."""
    left_out, _ = _said(unpacked)
    counted = dict.fromkeys(dataset_names(), 0)
    for path in sorted((unpacked / "source" / "data").rglob("*.csv")):
        dataset = path.stem.partition("-")[0]
        published = (unpacked / f"{dataset}.csv").read_text(encoding="utf-8").splitlines()
        lines = path.read_text(encoding="utf-8").splitlines()
        assert set(lines) <= set(published), path
        counted[dataset] += (
            len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))) - 1
        )
    for dataset, rows in counted.items():
        with (unpacked / f"{dataset}.csv").open(encoding="utf-8", newline="") as stream:
            assert rows + left_out.get(dataset, 0) == len(list(csv.reader(stream))) - 1, dataset
    assert left_out["services"] == 2
    assert not list((unpacked / "source").rglob("*.md"))
    entered = {
        path.relative_to(small_site.publisher.root) for path in small_site.publisher.data.rglob("*.csv")
    }
    assert {path.relative_to(unpacked / "source") for path in (unpacked / "source").rglob("*.csv")} <= entered


def test_a_profile_is_written_as_it_was(project_root: Path) -> None:
    """What a profile promises is kept; its comments are not, nor the promise of seals, which hold other bytes."""
    paths = sorted(
        [*(project_root / "data").glob("*/profile.toml"), *(project_root / "tests").rglob("profile.toml")]
    )
    assert len(paths) >= 4
    for path in paths:
        profile = Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        again = Profile.model_validate(tomllib.loads(profile.toml()))
        assert again == profile.model_copy(update={"sealed_from": None})
        assert "#" not in profile.toml()
