"""What the fast path calls clean, frictionless calls valid: on random files, and on every kind of broken table.

The long form, tens of thousands of files, is ``make differential``.
"""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.check import judges
from tests.check.differential import run
from tests.check.random_schemas import ID, STANDARD, WORDING, Schema

SAMPLE = 180


def test_what_is_called_clean_is_valid_and_reads_the_same() -> None:
    """A sample of random files over random schemas: none passes that frictionless rejects or reads otherwise."""
    tally = run(SAMPLE, "sample", jobs=1)
    assert tally.unsound == []
    assert tally.clean > SAMPLE // 4
    assert tally.refused_by_both > SAMPLE // 4


TARGET: Schema = {
    "$schema": STANDARD, "name": "communities", "title": "社区", "title_en": "Communities", "fieldsMatch": "equal",
    "primaryKey": ["community_id"], "fields": [{"name": "community_id", "type": "string", "constraints": {"required": True}}],
}  # fmt: skip
ROOMS: Schema = {
    "$schema": STANDARD, "name": "rooms", "title": "房间", "title_en": "Rooms", "primaryKey": ["room_id"],
    "foreignKeys": [{"fields": ["community_id"], "reference": {"resource": "communities", "fields": ["community_id"]}}],
    "fields": [
        {"name": "room_id", "type": "string", "constraints": {"required": True, "pattern": ID, "maxLength": 8}},
        {"name": "community_id", "type": "string"},
        {"name": "kind", "type": "string", "constraints": {"enum": ["hall", "shed"]},
         "categories": [{"value": each, "label": each, "label_en": each} for each in ("hall", "shed")]},
        {"name": "area", "type": "number", "decimals": 2, "constraints": {"required": True, "minimum": 0}},
        {"name": "door", "type": "string", "constraints": {"unique": True}},
        {"name": "opened", "type": "date"},
    ],
}  # fmt: skip
for described in (TARGET, ROOMS):
    for item in described["fields"]:
        item |= WORDING

HEAD = "room_id,community_id,kind,area,door,opened\n"
GOOD = "r-1,oak,hall,12.50,,2024-02-29\n"

BROKEN: dict[str, str | bytes] = {
    "blank-label": HEAD.replace("kind", "") + GOOD, "duplicate-label": HEAD.replace("door", "kind") + GOOD,
    "missing-label": HEAD.replace(",opened", "") + GOOD.replace(",2024-02-29", ""), "extra-label": HEAD.replace("opened", "opened,note") + GOOD.replace("\n", ",x\n"),
    "incorrect-label": HEAD.replace("kind", "sort") + GOOD, "blank-row": HEAD + ",,,,,\n" + GOOD, "missing-cell": HEAD + "r-2,oak,hall,1\n" + GOOD,
    "extra-cell": HEAD + GOOD.replace("\n", ",x\n"), "type-error": HEAD + GOOD.replace("12.50", "twelve"), "constraint-error": HEAD + GOOD.replace("hall", "loft"),
    "unique-error": HEAD + GOOD.replace(",,2", ",9,2") + GOOD.replace(",,2", ",9,2").replace("r-1", "r-2"),
    "primary-key": HEAD + GOOD + GOOD, "foreign-key": HEAD + GOOD.replace("oak", "elm"),
    "encoding-error": (HEAD + GOOD.replace("oak", "橡树")).encode("gb18030"), "source-error": b"",
}  # fmt: skip
"""A table for each kind of error that frictionless finds in tables."""

VARIANTS: dict[str, list[str | bytes]] = {
    "blank-row": [HEAD + "\n" + GOOD, HEAD + GOOD + "\n\n"], "missing-cell": [HEAD + GOOD.replace(",2024-02-29", ""), HEAD + "r-2\n"],
    "type-error": [HEAD + GOOD.replace("02-29", "02-30"), HEAD + GOOD.replace("2024-02-29", "29/02/2024"), HEAD + GOOD.replace("12.50", '"1.234,5"')],
    "constraint-error": [HEAD + GOOD.replace("12.50", "-1"), HEAD + GOOD.replace("12.50", ""), HEAD + GOOD.replace("r-1", "R-1"), HEAD + GOOD.replace("r-1", "r-1234567")],
    "extra-cell": [HEAD + GOOD.replace("12.50", "12,50")], "foreign-key": [HEAD + GOOD.replace("oak", "OAK"), HEAD + GOOD.replace("oak", "oak ")],
    "encoding-error": [codecs.BOM_UTF8 + HEAD.encode() + b"r-1,\xff,hall,1,,\n"],
}  # fmt: skip
CASES = [*BROKEN.items(), *((kind, body) for kind, more in VARIANTS.items() for body in more)]


def _judged(tmp_path: Path, body: bytes) -> tuple[list[str], set[str]]:
    """Let both judge a file of rooms beside a sound file of communities; return what each says of it."""
    folder = tmp_path / "data" / "u"
    folder.mkdir(parents=True)
    target, rooms = folder / "communities.csv", folder / "rooms.csv"
    target.write_text("community_id\noak\n", encoding="utf-8")
    rooms.write_bytes(body)
    with judges.schemas(TARGET, ROOMS):
        faults, _ = judges.ours(tmp_path / "data", tmp_path / "scratch")
        return judges.theirs(rooms, ROOMS, (target, TARGET)), faults.get("data/u/rooms.csv", {"refused"})


@pytest.mark.parametrize(
    ("kind", "body"), CASES, ids=[f"{kind}-{number}" for number, (kind, _) in enumerate(CASES)]
)
def test_every_kind_of_broken_table_is_refused(kind: str, body: str | bytes, tmp_path: Path) -> None:
    """A table with each kind of error that frictionless knows of tables is called clean by neither judge."""
    theirs, ours = _judged(tmp_path, body.encode() if isinstance(body, str) else body)
    assert kind in theirs
    assert ours


def test_a_sound_table_is_passed(tmp_path: Path) -> None:
    """The table from which the broken ones are made is clean and valid, so each is refused for what was broken."""
    fields = [field for field in ROOMS["fields"] if field["name"] != "door"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ROOMS, "fields", fields)
        body = HEAD.replace(",door", "") + GOOD.replace(",,", ",")
        assert _judged(tmp_path, body.encode()) == ([], set())


KEYS = {
    "integer": ("7", "07"), "number": ("1.5", "1.50"), "string": ("a", "a"), "date": ("2024-01-01", "2024-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KEYS)
def test_equal_keys_are_one_key_however_written(kind: str, tmp_path: Path) -> None:
    """Two forms of one number are the same key to both judges; a row without a key is refused."""
    first, second = KEYS[kind]
    field = {**ROOMS["fields"][0], "type": kind, "constraints": {}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ROOMS, "fields", [field, *ROOMS["fields"][1:4]])
        head = "room_id,community_id,kind,area\n"
        theirs, ours = _judged(tmp_path, f"{head}{first},oak,hall,1\n{second},oak,hall,1\n".encode())
        assert ("primary-key" in theirs, "keys_are_unique" in ours) == (True, True)
        theirs, ours = _judged(tmp_path / "blank", f"{head}{first},oak,hall,1\n,oak,hall,1\n".encode())
        assert ("primary-key" in theirs, "required_cells_are_filled" in ours) == (True, True)
