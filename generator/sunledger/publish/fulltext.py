"""The full-text index: prose, glossary, rules and methods, by any words in mid-sentence.

Every character and every pair of neighbouring characters leads to the sections it stands in; no
sentence is cut into words, so a word is found wherever it stands. The browser asks for the pairs
of what was typed, and then for the texts that have them all, to see whether they really hold it.
``site/assets/js/search.js`` reads what is written here.
"""

from __future__ import annotations

import itertools
import json
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from sunledger.publish.sections import Section, sections

PAIR_FILES = 24
"""Over how many files the pairs are shared out."""
TEXTS_PER_FILE = 8
FIRST = 0x100
"""The character that stands for the first section: a list of sections is text, so no number in an
index can be taken for a figure, and a script reads it in less room."""

_RUNS = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"[0-9]{2}")


def write_texts(site: Path, language: str, pages: Iterable[str]) -> None:
    """Index the finished ``pages`` of a language, by path and in this order, in ``find/<language>``."""
    found = [(page, section) for page in pages for section in _read(site / page)]
    _write(site / "find" / language, language, found)


def pairs(text: str) -> set[str]:
    """Give a text's characters and pairs of neighbouring ones; spaces and punctuation part them.

    Digits stand alone: no figure of a text is to be read from its index.
    """
    runs = _RUNS.findall(text.lower())
    found = set(itertools.chain.from_iterable((*run, *map("".join, itertools.pairwise(run))) for run in runs))
    return {pair for pair in found if not _FIGURE.fullmatch(pair)}


def file_of(pair: str) -> int:
    """Tell which file holds a pair: the low bytes of its UTF-16 units, added up."""
    return sum(pair.encode("utf-16-be")[1::2]) % PAIR_FILES


def _read(file: Path) -> list[Section]:
    return sections(file.read_text(encoding="utf-8"))


def _write(folder: Path, language: str, found: list[tuple[str, Section]]) -> None:
    held: list[dict[str, str]] = [{} for _ in range(PAIR_FILES)]
    titles: dict[str, str] = {}
    listed = []
    for number, (path, section) in enumerate(found):
        title = titles.setdefault(path, section.heading)
        address = path.removeprefix(f"{language}/") + (f"#{section.anchor}" if section.anchor else "")
        listed.append([address, section.heading, "" if title == section.heading else title])
        for pair in sorted(pairs(f"{section.heading} {section.text}")):
            file = held[file_of(pair)]
            file[pair] = file.get(pair, "") + chr(FIRST + number)
    files = {f"p{number}": _json(dict(sorted(pairs.items()))) for number, pairs in enumerate(held)}
    for start in range(0, len(found), TEXTS_PER_FILE):
        texts = [section.text for _, section in found[start : start + TEXTS_PER_FILE]]
        files[f"t{start // TEXTS_PER_FILE}"] = _json(texts)
    edition = f"{zlib.crc32(b''.join(files.values()), zlib.crc32(_json(listed))):08x}"
    (folder / edition).mkdir(parents=True)
    for name, content in files.items():
        (folder / edition / f"{name}.json").write_bytes(content)
    index = {"edition": edition, "pairs": PAIR_FILES, "texts": TEXTS_PER_FILE, "sections": listed}
    (folder / "index.json").write_bytes(_json(index))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
