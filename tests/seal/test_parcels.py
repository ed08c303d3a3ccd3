"""A ZIP of tables is verified alone: every changed byte is found, and what is sealed is proven row by row."""

from __future__ import annotations

import hashlib
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sunledger import pipeline
from sunledger.publish.downloads.zipped import Zip, seal
from sunledger.seal import copies
from tests.publisher import Publisher
from tests.seal.test_copies import REWRITTEN

Files = dict[str, bytes]
SUMS, AS_LISTED = "SHA256SUMS", "published_files_are_as_listed"


@pytest.fixture
def parcel(published_small: Path) -> Path:
    """Return the ZIP of the whole; don't change it."""
    return Publisher(published_small).site / "data" / "sunledger.zip"


def _files(parcel: Path) -> Files:
    with zipfile.ZipFile(parcel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(files: Files, target: Path, *, listed: bool) -> Path:
    """Pack files as the program does; with ``listed`` the sums are made to fit, as a careful forger would."""
    if listed:
        files = {name: raw for name, raw in files.items() if name != SUMS}
        lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
        files[SUMS] = "".join(lines).encode()
    with Zip(target) as archive:
        for name, raw in files.items():
            archive.pieces(name, [raw])
    seal(target)
    return target


def _found(path: Path) -> list[tuple[str, str]]:
    return [(found.rule, found.file) for found in pipeline.verify(path).report.findings]


def test_a_sound_parcel_passes(published_small: Path, parcel: Path, tmp_path: Path) -> None:
    """As a ZIP and unpacked, with the head the site was built with and as many rows proven; a county's as well."""
    heads = pipeline.verify(published_small / "data").heads
    with zipfile.ZipFile(parcel) as archive:
        archive.extractall(tmp_path / "unpacked")
    for copy in (parcel, tmp_path / "unpacked", _packed(_files(parcel), tmp_path / "again.zip", listed=True)):
        done = pipeline.verify(copy, heads)
        assert (done.report.findings, done.heads, done.rows) == ((), heads, 31), copy
    assert _found(parcel.parents[1] / "c" / "lan" / "tables.zip") == []


@pytest.mark.parametrize("which", ["data/sunledger.zip", "c/lan/tables.zip"])
def test_every_bit_of_a_parcel_counts(which: str, published_small: Path, tmp_path: Path) -> None:
    """Wherever a bit changes, in what is packed, in how it is packed or in the digest at the end, it is found."""
    sound, spoilt = Publisher(published_small).site / which, tmp_path / "spoilt.zip"
    raw, rng = sound.read_bytes(), random.Random(which)
    with zipfile.ZipFile(sound) as archive:
        packed = [info.header_offset + 30 + len(info.filename.encode()) + 20 for info in archive.infolist()]
        names = [info.filename for info in archive.infolist()]
        directory = archive.start_dir
    places = [0, 10, len(raw) - 1, len(raw) - 64, len(raw) - 65, len(raw) - 80, directory + 4, directory + 14]
    outcomes = set()
    for at in [*rng.sample(packed, 4), *places, *rng.sample(range(len(raw)), 6)]:
        spoilt.write_bytes(raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :])
        try:
            files = {file for _, file in _found(spoilt)}
        except copies.CopyRefused:
            outcomes.add("refused")
            continue
        assert "spoilt.zip" in files or SUMS in files, at
        if at in packed and (name := names[packed.index(at)]) in files:
            outcomes.add("member named")
        elif at in packed:
            assert _files(spoilt)[name] == _files(sound)[name]  # a bit that says nothing of what is packed
    assert "member named" in outcomes
    for cut in (1, 64, 200, len(raw) // 2):
        spoilt.write_bytes(raw[:-cut])
        try:
            assert _found(spoilt)
        except copies.CopyRefused:
            outcomes.add("cut refused")
    assert "cut refused" in outcomes


def _line(name: str, change: Callable[[list[bytes]], object]) -> Callable[[Files], list[str]]:
    def tamper(files: Files) -> list[str]:
        lines = files[name].splitlines(keepends=True)
        change(lines)
        files[name] = b"".join(lines)
        return [name]

    return tamper


def _swap(files: Files) -> list[str]:
    files["funds.csv"], files["spaces.csv"] = files["spaces.csv"], files["funds.csv"]
    return ["funds.csv", "spaces.csv"]


def _drop(files: Files) -> list[str]:
    del files["fund_months.csv"]
    return ["fund_months.csv"]


def _add(files: Files) -> list[str]:
    files["more.csv"] = b"a\n1\n"
    return ["more.csv"]


CARELESS: dict[str, Callable[[Files], list[str]]] = {
    "a row deleted": _line("revenue.csv", lambda lines: lines.pop(2)),
    "a row inserted": _line("ledger.csv", lambda lines: lines.insert(2, lines[1])),
    "two rows reordered": _line("fund_months.csv", lambda lines: lines.insert(1, lines.pop(2))),
    "a table cut short": _line("months.csv", lambda lines: lines.pop()),
    "two tables swapped": _swap,
    "a table taken out": _drop,
    "a table put in": _add,
    "the description changed": _line("datapackage.json", lambda lines: lines.pop(3)),
    "a schema changed": _line("schemas/revenue.json", lambda lines: lines.pop(3)),
    "a source changed": _line("source/data/lan/funds.csv", lambda lines: lines.pop()),
    "the log cut short": _line("seals/lan/log.csv", lambda lines: lines.pop()),
    "a sum changed": _line(SUMS, lambda lines: lines.__setitem__(0, b"0" * 64 + lines[0][64:])),
}


@pytest.mark.parametrize("name", CARELESS)
def test_what_is_changed_in_a_parcel_is_named(name: str, parcel: Path, tmp_path: Path) -> None:
    """Rows deleted, inserted and reordered, files swapped, taken out and put in: each file is named, and no other."""
    files = _files(parcel)
    wanted = CARELESS[name](files)
    if wanted == [SUMS]:
        wanted = [min(files)]
    packed = _packed(files, tmp_path / "tampered.zip", listed=False)
    assert [file for rule, file in _found(packed) if rule == AS_LISTED] == wanted


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_forged_parcel_hides_nothing_that_is_sealed(name: str, parcel: Path, tmp_path: Path) -> None:
    """Whoever rewrites the sums and the digest with the tables is found by the seals, month and row."""
    file, change, wanted = REWRITTEN[name]
    files, own = _files(parcel), file.removeprefix("data/")
    files[own] = change(files[own].decode()).encode()
    packed = _packed(files, tmp_path / "forged.zip", listed=True)
    assert _found(packed) == [(rule, place.removeprefix("data/")) for rule, place in wanted]


def test_a_rebuilt_log_is_found_by_a_head(parcel: Path, tmp_path: Path) -> None:
    """A parcel whose log was taken back to an earlier month is found by a head that was kept."""
    head = pipeline.verify(parcel).heads[0]
    files = _files(parcel)
    log = files["seals/lan/log.csv"].decode().splitlines(keepends=True)
    files["seals/lan/log.csv"] = "".join(log[:5]).encode()
    files["seals/lan/heads.csv"] = b"".join(files["seals/lan/heads.csv"].splitlines(keepends=True)[:2])
    for name in [name for name in files if "seals/lan/rows-" in name and "2025-01" not in name]:
        del files[name]
    opened = files["seals/lan/openings.csv"].decode().splitlines(keepends=True)
    kept = [line for line in opened[1:] if int(line.partition(",")[0]) < 4]
    files["seals/lan/openings.csv"] = "".join([opened[0], *kept]).encode()
    packed = _packed(files, tmp_path / "younger.zip", listed=True)
    found = pipeline.verify(packed, [head]).report.findings
    assert "seals_continue_the_published_ones" in {each.rule for each in found}
