"""Damaged and doctored files: whatever is done to their bytes, they are read or refused, never a crash or silence."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.intake.biff import xls
from tests.intake.corpus import Case, read
from tests.intake.corpus_files import PLAIN, ROWS, SHEET
from tests.intake.files import repacked, text
from tests.publisher import SMALL

EACH = 60
"""Damaged copies of each file."""
ODD = [
    b"0",
    b"-1",
    b"99999999999",
    b"A1",
    b"XFD1048576",
    b"",
    b"s",
    b"b",
    b"d",
    b"e",
    b"inlineStr",
    b"1e999",
    b"nan",
]
"""What is put in the place of an attribute or a text of XML."""

Damage = Callable[[bytes, random.Random], bytes]


def struck(raw: bytes, chance: random.Random) -> bytes:
    """Change, cut out or repeat a few bytes."""
    content = bytearray(raw)
    for _ in range(chance.choice([1, 3, 9])):
        at = chance.randrange(len(content) - 40)
        match chance.randrange(3):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randrange(1, 30)]
            case _:
                content[at:at] = content[at : at + chance.randrange(1, 30)]
    return bytes(content)


def doctored(raw: bytes, chance: random.Random) -> bytes:
    """Put odd values into the XML of a sheet."""

    def odd(xml: bytes) -> bytes:
        spots = list(re.finditer(rb'(?<==")[^"]*|(?<=>)[^<]+', xml))
        for spot in sorted(chance.sample(spots, chance.choice([1, 2, 4])), key=lambda spot: -spot.start()):
            xml = xml[: spot.start()] + chance.choice(ODD) + xml[spot.end() :]
        return xml

    return repacked(raw, {SHEET: odd})


@pytest.mark.parametrize(
    ("file", "raw", "damage"),
    [
        ("revenue.xls", xls(ROWS, formulas=[(1, 6)], hidden=[3]), struck),
        ("revenue.xlsx", PLAIN, struck),
        ("revenue.xlsx", PLAIN, doctored),
        ("revenue.csv", text(ROWS, encoding="gb18030"), struck),
    ],
)  # fmt: skip
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, file: str, raw: bytes, damage: Damage) -> None:
    """There are rows, or it is said why there are none."""
    assert zipfile.is_zipfile(BytesIO(raw)) == file.endswith("xlsx")
    chance = random.Random(file + damage.__name__)
    for number in range(EACH):
        rows, wrong, told, _ = read(Case(f"{number}", file, damage(raw, chance)), tmp_path, SMALL / "data")
        assert rows or wrong or told, number
