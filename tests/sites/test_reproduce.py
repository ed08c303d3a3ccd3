"""``make reproduce``: two builds in different surroundings are the same, and what differs from a copy is named."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests import reproduce
from tests.publisher import Publisher


def site(folder: Path) -> Path:
    """Make what looks like a small site."""
    for name, text in {"manifest.json": "{}", "data/a.csv": "a\n1\n", "c/x/index.html": "<p>x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def packed(folder: Path, target: Path, above: str = "") -> Path:
    """Pack a folder, its files below ``above``."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, above + path.relative_to(folder).as_posix())
    return target


def test_every_difference_is_named(tmp_path: Path) -> None:
    """A changed byte, a file too few and one too many are told apart; the manifest is not believed."""
    first = site(tmp_path / "1")
    other = shutil.copytree(first, tmp_path / "2")
    assert reproduce.differences(reproduce.sums(first), reproduce.sums(other)) == []
    (other / "data/a.csv").write_text("a\n2\n", encoding="utf-8")
    (other / "c/x/index.html").unlink()
    (other / "more.txt").write_text("", encoding="utf-8")
    assert reproduce.differences(reproduce.sums(first), reproduce.sums(other)) == [
        "只在前者 · only in the first: c/x/index.html",
        "不同 · differs: data/a.csv",
        "只在后者 · only in the second: more.txt",
    ]


@pytest.mark.parametrize("above", ["", "ledger-site/"])
def test_a_zip_compares_like_its_folder(above: str, tmp_path: Path) -> None:
    """Whether its names begin with a folder or not."""
    folder = site(tmp_path / "site")
    archive = packed(folder, tmp_path / "site.zip", above)
    assert reproduce.sums(archive) == reproduce.sums(folder)
    assert reproduce.counterpart(folder, archive) == folder


def test_what_is_no_site_is_refused(tmp_path: Path) -> None:
    """A folder of something else can't be compared."""
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    with pytest.raises(reproduce.NotComparable):
        reproduce.counterpart(tmp_path / "site", tmp_path)


@pytest.mark.parametrize("package", ["sunledger", "sunledger-lan"])
def test_a_published_copy_is_held_to_what_is_built(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site or a ZIP of tables that is the same passes; a byte that was changed in it is named."""
    built, tables = site(tmp_path / "built"), tmp_path / "tables"
    tables.mkdir()
    (tables / "datapackage.json").write_text(json.dumps({"name": package}), encoding="utf-8")
    (tables / "revenue.csv").write_text("gross\n800.00\n", encoding="utf-8")
    place = built / ("data/sunledger.zip" if package == "sunledger" else "c/lan/tables.zip")
    place.parent.mkdir(exist_ok=True)
    packed(tables, place)
    monkeypatch.setattr(reproduce, "_build", lambda *_: built)
    assert reproduce.main(["--site", str(built)]) == 0
    assert reproduce.main(["--site", str(place)]) == 0
    (tables / "revenue.csv").write_text("gross\n800.01\n", encoding="utf-8")
    capsys.readouterr()
    assert reproduce.main(["--site", str(packed(tables, tmp_path / "changed.zip"))]) == 1
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if "differs:" in line] == ["不同 · differs: revenue.csv"]
    (tables / "datapackage.json").unlink()
    assert reproduce.main(["--site", str(tables)]) == 2


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Time zone, locale, hash seed and jobs change nothing in a site built for an address and a revision."""
    publisher = Publisher.small(tmp_path)
    options = ["--base-url", "https://example.org/", "--revision", "r1"]
    assert reproduce.main([str(publisher.data), *options]) == 0
    said = capsys.readouterr().out
    assert "TZ=America/New_York LC_ALL=C PYTHONHASHSEED=2 --jobs 3" in said
    assert said.count("the same, byte for byte") == 1
