"""Merging, by properties: no row is lost, no amount changes unseen, what stays keeps its bytes."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunledger.intake.accounts import Accounts, Ledger, Record, key_of
from sunledger.intake.merge import Change, differences, merge, natural
from sunledger.intake.rows import Row
from sunledger.intake.sentences import Spot
from tests.intake.files import fields

NAMES = fields("statements")
_AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2).map(str)
_KEYS = st.tuples(st.from_regex(r"\Af-[0-9]{1,3}\Z"), st.dates().map(lambda day: f"{day:%Y-%m}"))
_ROWS = st.dictionaries(_KEYS, _AMOUNTS, max_size=12)
_FORMS = st.tuples(
    st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.booleans(), st.booleans()
)


def ledger(
    rows: dict[tuple[str, str], str], end: str, mark: str, last: bool, quotes: bool, folder: Path
) -> Ledger:
    """Write a file of statements in one of the forms a file may have, and read it as an import does."""
    lines = [",".join(NAMES), *(f'"{fund}",{month},{amount}' if quotes else f"{fund},{month},{amount}"
                                for (fund, month), amount in rows.items())]  # fmt: skip
    path = folder / "data" / "lan" / "statements.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((mark + end.join(lines) + (end if last else "")).encode())
    (found,) = Accounts(folder / "data").ledgers("statements")
    return found


def cells_of(content: bytes) -> dict[tuple[str, ...], str]:
    """Return the amounts of a file by key, read by another reader than the program's."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return {(row[0], row[1]): row[2] for row in rows[1:]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for files of one example after another."""
    return tmp_path_factory.mktemp("merge")


@given(_ROWS, _ROWS, _FORMS, st.randoms())
def test_merging_loses_and_changes_nothing_unseen(
    folder: Path, standing: dict[tuple[str, str], str], sent: dict[tuple[str, str], str],
    form: tuple[str, str, bool, bool], random: st.random_module,  # type: ignore[valid-type]
) -> None:  # fmt: skip
    """Each row that stood stands, each that was sent is there to the fen, and nothing else; in any order."""
    file = ledger(standing, *form, folder)
    made = [Row("statements", dict(zip(NAMES, (*key, amount), strict=True)), Spot("x"), ("x", 1, at))
            for at, (key, amount) in enumerate(sent.items())]  # fmt: skip
    records = {key_of("statements", record.cells): record for record in file.records}
    added = [row for row in made if key_of("statements", row.cells) not in records]
    changed = [change for row in made if (change := _change(records, row))]
    merged = merge(file, added, changed, 0)
    random.shuffle(added)  # type: ignore[attr-defined]
    assert merge(file, added, changed, 0).content == merged.content
    after = cells_of(merged.content)
    assert after.keys() == standing.keys() | sent.keys()
    assert {key: Decimal(amount) for key, amount in after.items()} == {
        key: Decimal(amount) for key, amount in (standing | sent).items()
    }
    untouched = [record.text for key, record in records.items() if key not in {each.key for each in changed}]
    lines = merged.content.decode().removeprefix("\ufeff").split(file.end)
    assert [line for line in lines if line in untouched] == untouched
    assert merged.content.startswith("\ufeff".encode()) == bool(form[1])
    if not added and not changed:
        assert merged.content == file.raw


def _change(records: dict[tuple[str, ...], Record], row: Row) -> Change | None:
    key = key_of("statements", row.cells)
    if key not in records:
        return None
    unlike = differences("statements", records[key].cells, row.cells)
    return Change(key, records[key], unlike, row) if unlike else None


@given(_ROWS.filter(lambda rows: len(rows) > 1), _ROWS)
def test_a_sorted_file_stays_sorted(
    folder: Path, standing: dict[tuple[str, str], str], sent: dict[tuple[str, str], str]
) -> None:
    """In a file in the order of its keys new rows take their places among them."""

    def rank(key: tuple[str, ...]) -> Any:
        return tuple(map(natural, key))

    ordered = {each: standing[each] for each in sorted(standing, key=rank)}
    rows = [
        Row("statements", dict(zip(NAMES, (*key, amount), strict=True)), Spot("x"), ("x", 1, 1))
        for key, amount in sent.items() if key not in ordered
    ]  # fmt: skip
    after = list(cells_of(merge(ledger(ordered, "\n", "", True, False, folder), rows, [], 0).content))
    assert after == sorted(after, key=rank)


def test_numbers_in_ids_count_as_numbers() -> None:
    """r-2 stands before r-10."""
    assert sorted(["r-10", "r-2", "q-3", "r-2-b", "r-2-a"], key=natural) == [
        "q-3",
        "r-2",
        "r-2-a",
        "r-2-b",
        "r-10",
    ]
