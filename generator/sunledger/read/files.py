"""Find the data files, and refuse what is not a plain file in its place.

Nothing is followed: no link, no device, no folder deeper than a community's. What can't be scanned for
personal data (pictures, PDFs, spreadsheets, archives) is refused unopened.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sunledger.builtin import finding
from sunledger.disclosure import shown
from sunledger.errors import DataFolderMissing
from sunledger.model import Finding
from sunledger.read.plainness import not_plain, repository, submodules
from sunledger.resources import dataset_names, load_schema
from sunledger.spelling import DEVICES, is_id

LIMIT = 256 * 1024 * 1024
"""Largest data file read, in bytes."""

PROSE_LIMIT = 1024 * 1024
"""Largest profile or text, in bytes: people write these."""

_FURTHER = 64 * 1024
"""Bytes asked for again, to see whether a file has grown while it was read."""

ABOUT = "about.md"
"""What a county or community says of itself, in Markdown, beside its accounts."""

SEALS = "seals"
"""The folder of a county that holds what was sealed, beside the communities' folders."""

_NUMBERED = re.compile(r"(?:[0-9][ ._-]?){10,}[0-9Xx]")
_PROSE = {".md"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read: where it is, what it is called in messages, whose folder it stands in."""

    path: Path
    file: str
    county: str
    folder: str
    dataset: str


@dataclass(frozen=True, slots=True)
class Found:
    """The data files by kind, what was sealed, and the counties (folders directly under data) in order."""

    tables: tuple[Candidate, ...]
    profiles: tuple[Candidate, ...]
    abouts: tuple[Candidate, ...]
    notes: tuple[Candidate, ...]
    """Other prose: never published, but kept in the open like the accounts."""
    seals: tuple[Candidate, ...]
    counties: tuple[str, ...]
    size: int
    """Bytes of the tables."""


def find(data: Path, findings: list[Finding]) -> Found:
    """Walk ``data`` in name order and sort what is there into tables and profiles."""
    tables: list[Candidate] = []
    profiles: list[Candidate] = []
    abouts: list[Candidate] = []
    notes: list[Candidate] = []
    seals: list[Candidate] = []
    counties: list[str] = []
    size = 0
    for path, parts, length in _walk(data, (data.name,), findings):
        file = "/".join(parts)
        folders = parts[1:-1]
        suffix = path.suffix.lower()
        if suffix not in {".csv", ".toml"}:
            if path.name == ABOUT and 1 <= len(folders) <= 2:
                abouts.append(Candidate(path, file, folders[0], folders[-1], "about"))
            elif suffix in _PROSE:
                notes.append(Candidate(path, file, "", "", "note"))
            else:
                findings.append(finding("other_files_are_not_read", file))
            continue
        if not 1 <= len(folders) <= 2:
            findings.append(finding("files_stand_in_their_place", file))
            continue
        if folders[0] not in counties:
            counties.append(folders[0])
        if folders[1:] == (SEALS,):
            seals.append(Candidate(path, file, folders[0], SEALS, SEALS))
        elif path.name == "profile.toml" and len(folders) == 1:
            profiles.append(Candidate(path, file, folders[0], folders[0], "profile"))
        elif suffix == ".toml":
            findings.append(finding("other_files_are_not_read", file))
        elif dataset := _dataset(path, file, findings):
            tables.append(Candidate(path, file, folders[0], folders[-1], dataset))
            size += length
    findings += submodules(data)
    return Found(
        tuple(tables), tuple(profiles), tuple(abouts), tuple(notes), tuple(seals), tuple(counties), size
    )


def content(path: Path, file: str, findings: list[Finding], limit: int | None = None) -> bytes | None:
    """Return a plain file's bytes, without following a link or waiting on a pipe, up to a ``limit``."""
    limit = limit or LIMIT
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        findings.append(
            finding("files_are_plain", file, kind_zh="打不开的文件", kind_en="file that can't be opened")
        )
        return None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            findings.append(not_plain(file, facts.st_mode))
            return None
        if facts.st_size > limit:
            findings.append(finding("files_are_of_bearable_size", file, size=facts.st_size, limit=limit))
            return None
        raw = os.read(handle, facts.st_size + 1)
        while len(raw) <= limit and (more := os.read(handle, _FURTHER)):
            raw += more
        return raw[: limit + 1]
    finally:
        os.close(handle)


def _walk(
    folder: Path, parts: tuple[str, ...], findings: list[Finding]
) -> Iterator[tuple[Path, tuple[str, ...], int]]:
    """Give each plain file below a folder with the parts of its name and its length in bytes."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as cause:
        raise DataFolderMissing(folder) from cause
    for entry in entries:
        name = os.fsencode(entry.name).decode("utf-8", "replace")
        if _NUMBERED.search(unicodedata.normalize("NFKC", name)):
            findings.append(_numbered("/".join((*parts, "…"))))
            continue
        here = (*parts, name)
        facts = entry.stat(follow_symlinks=False)
        mode = facts.st_mode
        if name == ".git":
            findings.append(repository("/".join(parts)))
        if name.startswith(".") and not stat.S_ISLNK(mode):
            continue
        if stat.S_ISDIR(mode):
            if not is_id(name) or DEVICES.fullmatch(name) or len(name) > 40:
                findings.append(finding("folders_are_named_by_ids", "/".join((*parts, _safe(name)))))
            elif len(here) > 3:
                findings.append(finding("files_stand_in_their_place", "/".join(here)))
            else:
                yield from _walk(Path(entry.path), here, findings)
        elif stat.S_ISREG(mode) and facts.st_nlink == 1:
            if name.isprintable():
                yield Path(entry.path), here, facts.st_size
            else:
                findings.append(finding("files_stand_in_their_place", "/".join((*parts, _safe(name)))))
        else:
            findings.append(not_plain("/".join((*parts, _safe(name))), mode))


def _numbered(file: str) -> Finding:
    """Refuse a name that holds a person's number, without repeating it."""
    zh, en = "证件、手机或卡号", "the number of a person, phone or card"
    return finding("no_personal_data_is_kept", file, kind_zh=zh, kind_en=en)


def _safe(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name)[:80]


def _dataset(path: Path, file: str, findings: list[Finding]) -> str | None:
    stem, _, part = path.stem.partition("-")
    names = dataset_names()
    if stem in names and path.suffix == ".csv" and (not part or re.fullmatch(r"[a-z0-9-]+", part)):
        return stem
    words = {load_schema(name)["title"]: name for name in names}
    near = words.get(stem) or next(iter(difflib.get_close_matches(stem.lower(), names, 1, 0.5)), None)
    findings.append(
        finding(
            "files_are_named_by_datasets",
            file,
            name=shown(path.name, frozenset(f"{word}.csv" for word in words)),
            nearest_zh=f"，是不是 {near}.csv？" if near else "",
            nearest_en=f"; is it {near}.csv?" if near else "",
        )
    )
    return None
