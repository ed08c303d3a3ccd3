"""Fault 47: a copy of a site is verified alone; every changed byte is found and its file named."""

from __future__ import annotations

import csv
import hashlib
import random
import stat
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from sunledger import pipeline
from sunledger.manifest import manifest_text
from sunledger.model import Finding, SealFile
from sunledger.seal import copies, integrity, tree
from sunledger.seal.log import Log, parse
from tests.publisher import Publisher
from tests.seal.conftest import salt

KINDS = (
    "*.html", "*.css", "*.js", "*.json", "*.svg", "*.txt", "*.atom", ".nojekyll", "data/*.csv", "data/*.json",
    "data/*.xlsx", "data/*.parquet", "data/*.sqlite", "data/*.zip", "data/datapackage.json",
    "data/csv-metadata.json", "data/catalog.jsonld", "data/schemas/*.json", "data/seals/*/*.csv", "c/*/*.csv",
    "c/*/*.xlsx", "c/*/*.json", "c/*/*.zip",
)  # fmt: skip
"""Every kind of file; of some there may be none."""
ROUNDS = 3


def _rules(site: Path, *since: str) -> list[tuple[str, str]]:
    return [(found.rule, found.file) for found in pipeline.verify(site, since).report.findings]


def _zip(site: Path, target: Path, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                archive.write(path, top + path.relative_to(site).as_posix())
    return target


def _relist(site: Path) -> None:
    """Rewrite the manifest, as whoever alters a site on purpose would."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name != "manifest.json")
    listed = [
        (
            path.relative_to(site).as_posix(),
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(files, key=lambda path: path.relative_to(site).as_posix())
    ]
    (site / "manifest.json").write_text(manifest_text(listed), encoding="utf-8")


def test_a_sound_copy_passes(published_small: Path, tmp_path: Path) -> None:
    """A site and ZIPs of it pass, with the head it was built with; withheld rows alone can't be proven."""
    site = Publisher(published_small).site
    heads = pipeline.verify(published_small / "data").heads
    for copy in (site, _zip(site, tmp_path / "a.zip"), _zip(site, tmp_path / "b.zip", "site/")):
        done = pipeline.verify(copy, heads)
        assert (done.report.findings, done.heads, done.rows) == ((), heads, 31)


def _flipped(raw: bytes, rng: random.Random) -> bytes:
    """Change one bit, or add a byte where there is none."""
    at = rng.randrange(len(raw)) if raw else 0
    return raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :] if raw else b"x"


def test_a_changed_bit_is_found_in_every_kind_of_file(published: Publisher) -> None:
    """47: one bit of a file of each kind changes, and the verifier names exactly those files; none is overlooked."""
    rng, site = random.Random(47), published.site
    of_kind = {kind: [p for p in sorted(site.rglob(kind)) if p.name != "manifest.json"] for kind in KINDS}
    assert {kind for kind, files in of_kind.items() if not files} <= {"*.svg", "*.txt", "*.atom"}
    listed = {path for files in of_kind.values() for path in files}
    others = {path for path in site.rglob("*.*") if path.is_file()} - listed
    assert {path.suffix for path in others} <= {".xml", ".json", ".ico", ".png", ".woff2"}, others
    for _ in range(ROUNDS):
        chosen = {rng.choice(files) for files in of_kind.values() if files}
        before = {path: path.read_bytes() for path in sorted(chosen)}
        for path, raw in before.items():
            path.write_bytes(_flipped(raw, rng))
        found = {file for rule, file in _rules(site) if rule == "published_files_are_as_listed"}
        assert found == {path.relative_to(site).as_posix() for path in chosen}
        for path, raw in before.items():
            path.write_bytes(raw)
    assert _rules(site) == []


def test_swapped_files_are_found(published: Publisher) -> None:
    """Two files that change places are both named."""
    one, two = (published.site / "data" / name for name in ("funds.csv", "spaces.csv"))
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)
    assert [file for _, file in _rules(published.site)] == ["data/funds.csv", "data/spaces.csv"]


def test_every_byte_of_the_manifest_counts(published: Publisher) -> None:
    """A byte of the manifest changes, and the manifest or the file it speaks of is named."""
    manifest = published.site / "manifest.json"
    raw, rng = manifest.read_bytes(), random.Random(1)
    for at in [0, 1, len(raw) - 1, len(raw) - 3, *rng.sample(range(len(raw)), 12)]:
        manifest.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert {rule for rule, _ in _rules(published.site)} == {"published_files_are_as_listed"}, at
    manifest.unlink()
    assert ("published_files_are_as_listed", "manifest.json") in _rules(published.site)


def test_files_more_and_fewer(published: Publisher) -> None:
    """A file that is not listed and one that is missing are named."""
    (published.site / "extra.html").write_text("x", encoding="utf-8")
    (published.site / "robots.txt").unlink()
    assert _rules(published.site) == [
        ("published_files_are_as_listed", "extra.html"), ("published_files_are_as_listed", "robots.txt"),
    ]  # fmt: skip


def _mend(text: str) -> str:
    """Change what stands in a corrected cell, and leave its correction as it is."""
    return text.replace(",800.00,100.00,", ",900.00,100.00,")


REWRITTEN: dict[str, tuple[str, Callable[[str], str], list[tuple[str, str]]]] = {
    "a figure": (
        "data/services.csv", lambda text: text.replace(",120.0", ",121.0"),
        [("sealed_rows_stay_as_they_were", "data/services.csv")],
    ),
    "a corrected figure": (
        "data/revenue.csv", _mend, [("sealed_rows_stay_as_they_were", "data/revenue.csv")],
    ),
    "a correction's new value": (
        "data/corrections.csv", lambda text: text.replace(",80.00,800.00,", ",80.00,900.00,"),
        [("sealed_rows_stay_as_they_were", "data/corrections.csv"), ("sealed_rows_stay_as_they_were", "data/revenue.csv")],
    ),
    "a row removed": (
        "data/transfers.csv", lambda text: text.splitlines(keepends=True)[0],
        [("sealed_rows_are_not_removed", "data/seals/lan/rows-2025-03.csv")],
    ),
    "a row added": (
        "data/revenue.csv", lambda text: text + "r-8,f-b,2025-03,,gift,fee,5.00,5.00,,,\n",
        [("sealed_months_take_no_rows_silently", "data/revenue.csv")],
    ),
    "a claim": (
        "data/claims.csv", lambda text: text.replace("小区超过一个", "小区超过两个"),
        [("published_claims_are_never_altered", "data/claims.csv")],
    ),
    "a table spoilt": (
        "data/services.csv", lambda text: text.replace("value", "figure", 1),
        [("published_files_are_as_listed", "data/services.csv")],
    ),
    "the log cut": (
        "data/seals/lan/log.csv", lambda text: text[: text[:-1].rindex("\n") + 1],
        [("seals_hash_to_their_head", "data/seals/lan/heads.csv"),
         ("seals_hash_to_their_head", "data/seals/lan/rows-2025-03.csv")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_rewritten_manifest_hides_nothing_that_is_sealed(name: str, published: Publisher) -> None:
    """Whoever rewrites the manifest with the data is found by the seals."""
    file, change, wanted = REWRITTEN[name]
    text = (published.site / file).read_text(encoding="utf-8")
    assert change(text) != text
    (published.site / file).write_text(change(text), encoding="utf-8")
    _relist(published.site)
    assert _rules(published.site) == wanted


def test_a_withheld_count_can_not_be_guessed(published: Publisher) -> None:
    """No salt of the download proves a guess at a count that is withheld, and the others are all there."""
    folder = published.site / "data" / "seals" / "lan"
    with (folder / "openings.csv").open(encoding="utf-8") as stream:
        opened = {row["row_key"] for row in csv.DictReader(stream)}
    with (published.site / "data" / "services.csv").open(encoding="utf-8") as stream:
        shown = {
            f"{row['community_id']}/{row['month']}/{row['indicator_id']}": row["value"]
            for row in csv.DictReader(stream)
        }
    withheld = {key for key, value in shown.items() if not value}
    assert len(withheld) == 2
    assert shown.keys() - opened == withheld
    leaf = next(line for line in (folder / "log.csv").read_text().splitlines() if ",services," in line)
    assert leaf.endswith(",")
    known = salt("lan", int(leaf.partition(",")[0]))
    for path in published.site.rglob("*"):
        assert not path.is_file() or known.encode() not in path.read_bytes(), path


def test_a_spoilt_zip_names_its_file(published_small: Path, tmp_path: Path) -> None:
    """47: one bit of a ZIP changes: a file is named, the ZIP refused, or what it holds is untouched."""
    site = Publisher(published_small).site
    sound, spoilt = _zip(site, tmp_path / "sound.zip"), tmp_path / "spoilt.zip"
    raw, rng = sound.read_bytes(), random.Random(2)
    with zipfile.ZipFile(sound) as archive:
        wanted = {item.filename: archive.read(item) for item in archive.infolist()}
        inside = archive.getinfo("index.html").header_offset + 200
    outcomes = set()
    for at in [inside, *rng.sample(range(len(raw)), 10)]:
        spoilt.write_bytes(raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :])
        try:
            found = _rules(spoilt)
        except copies.CopyRefused:
            outcomes.add("refused")
            continue
        if found:
            outcomes.add("named")
            assert at != inside or ("published_files_are_as_listed", "index.html") in found
        else:
            with zipfile.ZipFile(spoilt) as archive:
                assert {item.filename: archive.read(item) for item in archive.infolist()} == wanted
    assert "named" in outcomes


def _member(name: str, **facts: int) -> Callable[[zipfile.ZipFile], None]:
    def add(archive: zipfile.ZipFile) -> None:
        item = zipfile.ZipInfo(name)
        for key, value in facts.items():
            setattr(item, key, value)
        archive.writestr(item, b"x")

    return add


HOSTILE: dict[str, Callable[[zipfile.ZipFile], None]] = {
    "a name that climbs": _member("../manifest.json"),
    "an absolute name": _member("/etc/x"),
    "a backslash": _member("a\\b"),
    "a link": _member("link", external_attr=(stat.S_IFLNK | 0o777) << 16),
    "a bomb": lambda archive: archive.writestr("zeros", b"\0" * 5_000_000, zipfile.ZIP_DEFLATED, 9),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is unpacked, and what could lead out of the archive or fill the machine is not read."""
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        HOSTILE[name](archive)
    with pytest.raises(copies.CopyRefused):
        pipeline.verify(tmp_path / "bad.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.zip"]


def test_what_is_no_copy_is_refused(published: Publisher, tmp_path: Path) -> None:
    """A file that is no ZIP, a ZIP that holds a name twice, and a folder with a link are refused."""
    (tmp_path / "no.zip").write_bytes(b"no")
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    (published.site / "link").symlink_to("index.html")
    for path in (tmp_path / "no.zip", tmp_path / "twice.zip", published.site):
        with pytest.raises(copies.CopyRefused):
            pipeline.verify(path)


SIZES = {
    "a large database": ({"sunledger.sqlite": copies.LARGEST}, True),
    "a larger database": ({"sunledger.sqlite": copies.LARGEST + 1}, False),
    "a large table": ({"data/revenue.csv": copies.LARGEST_READ}, True),
    "a larger table": ({"data/revenue.csv": copies.LARGEST_READ + 1}, False),
    "a large manifest": ({"manifest.json": copies.LARGEST_READ + 1}, False),
    "a large site": ({f"{number}.bin": copies.LARGEST for number in range(8)}, True),
    "a larger site": ({"a.html": 1} | {f"{number}.bin": copies.LARGEST for number in range(8)}, False),
}  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_a_copy_has_bounds(name: str, tmp_path: Path) -> None:
    """What is hashed in pieces may be large, what is read as a whole less so, and all of it only so much."""
    sizes, sound = SIZES[name]
    for file, size in sizes.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        with (tmp_path / file).open("wb") as stream:
            stream.truncate(size)  # takes no room on the disk
    with nullcontext() if sound else pytest.raises(copies.CopyRefused), copies.opened(tmp_path) as copy:
        assert copy.sizes == sizes


def _log(files: dict[str, str], findings: list[Finding]) -> Log | None:
    return parse(
        "lan", "seals", [SealFile("lan", name, name, text) for name, text in files.items()], findings
    )


def test_every_byte_of_the_seals_counts(sealed_small: Path) -> None:
    """Any single byte of any seal file changes, and the log no longer reads or no longer hashes."""
    folder = sealed_small / "data" / "lan" / "seals"
    sound = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert _log(sound, []) is not None
    for name, text in sound.items():
        for at, char in enumerate(text):
            for other in {chr(ord(char) ^ 1), "0" if char != "0" else "1"}:
                findings: list[Finding] = []
                log = _log({**sound, name: text[:at] + other + text[at + 1 :]}, findings)
                assert findings or (log is not None and integrity.examine(log)), (name, at, other)


def test_every_byte_of_a_sealed_row_counts(publisher: Publisher) -> None:
    """A sample of single characters of sealed rows changes: the file is named, or the key that is gone."""
    rng = random.Random(3)
    for name in ("revenue-2025", "services", "decisions", "disbursements-2025", "transfers", "objections"):
        file = f"lan/lan-c01/{name}.csv"
        text = publisher.text(file)
        start = text.index("\n") + 1
        for at in rng.sample(range(start, len(text) - 1), 5):
            other = "7" if text[at] != "7" else "8"
            publisher.write(file, text[:at] + other + text[at + 1 :])
            found = pipeline.verify(publisher.data).report.findings
            places = {item.file for item in found if item.rule != "sealed_rows_are_not_removed"}
            gone = [item for item in found if item.rule == "sealed_rows_are_not_removed"]
            assert f"data/{file}" in places or gone, (file, at)
        publisher.write(file, text)
    assert pipeline.verify(publisher.data).report.ok


def test_a_leaf_that_is_not_proven_is_named(sealed_small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second computation speaks up when a leaf's own proof does not lead to the head."""
    folder = sealed_small / "data" / "lan" / "seals"
    log = _log({path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}, [])
    assert log is not None
    assert integrity.prove(log) == []
    monkeypatch.setattr(tree, "inclusion_proof", lambda *_: [])
    assert [found.line for found in integrity.prove(log)] == list(range(2, 20))
