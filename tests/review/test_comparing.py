"""What a comparison finds: money by a second computation, rows, seals, findings."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from sunledger.builtin import finding
from sunledger.errors import DataFolderMissing, RevisionUnknown
from sunledger.model import Finding, Report
from sunledger.resources import load_schema
from sunledger.review.comparing import compare
from sunledger.review.model import Difference
from sunledger.review.rows import WITHHELD
from sunledger.review.sides import State, only_in
from tests.accounts import Accounts
from tests.publisher import PAYMENTS, REVENUE, STATEMENTS, Publisher
from tests.repositories import Repository
from tests.review.conftest import NAME, Changed

FIGURES = {
    "gross": "gross",
    "cost": "cost",
    "in": "transfers_in",
    "out": "transfers_out",
    "disbursed": "disbursed",
}


def _yuan(fen: int) -> str:
    return str((Decimal(fen) / 100).quantize(Decimal("0.01")))


def _money(before: Path, after: Path) -> dict[tuple[str, str], dict[str, tuple[str | None, str]]]:
    """Work both sides out from their files and give the months whose movements differ."""
    old, new = Accounts(before), Accounts(after)
    found: dict[tuple[str, str], dict[str, tuple[str | None, str]]] = {}
    for fund, months in new.months.items():
        for month, money in months.items():
            was = old.months.get(fund, {}).get(month)
            moved = {
                name: (_yuan(was[key]) if was else None, _yuan(money[key]))
                for key, name in {**FIGURES, "closing": "closing"}.items()
                if key == "closing" or money[key] != (was[key] if was else 0)
            }
            if len(moved) > 1:
                found[fund, month] = moved
    return found


def _buckets(before: Path, after: Path) -> set[tuple[str, str, str, str | None, str]]:
    """Give the buckets whose movements differ, with what is left in them."""
    old, new = Accounts(before).buckets(), Accounts(after).buckets()
    none = (None, 0, 0, 0, None)
    return {
        (*key, None if key not in old else _yuan(old[key][-1]), _yuan(new[key][-1]))
        for key in new if old.get(key, none)[1:-1] != new[key][1:-1]
    }  # fmt: skip


def _told(
    found: Difference,
) -> tuple[dict[tuple[str, str], dict[str, tuple[str | None, str]]], set[tuple[str, ...]]]:
    """Give what a comparison says of the same."""
    months = {
        (fund.fund_id, month.month): {each.figure: (each.before, each.after) for each in month.figures}
        for fund in found.funds for month in fund.months if len(month.figures) > 1
    }  # fmt: skip
    buckets = {
        (fund.fund_id, month.month, bucket.bucket, bucket.figures[-1].before, bucket.figures[-1].after)
        for fund in found.funds for month in fund.months for bucket in month.buckets
    }  # fmt: skip
    return months, buckets  # type: ignore[return-value]


def test_money_agrees_with_a_second_computation(changed: Changed) -> None:
    """Months, figures and buckets are those that plain arithmetic over both sides' files gives."""
    months, buckets = _told(changed.found)
    assert months == _money(changed.before, changed.after.data)
    assert buckets == _buckets(changed.before, changed.after.data)
    assert len(months) == 3
    assert buckets


def test_a_month_that_is_added_is_told_where_money_moved(changed: Changed, tmp_path: Path) -> None:
    """The usual request: a new month of one fund. Funds in which nothing moved are not told of, a new one is."""
    after = Publisher(tmp_path)
    shutil.copytree(changed.before, after.data)
    after.replace("lan/profile.toml", "2025-04-15", "2025-05-15")
    after.append(REVENUE, [{"entry_id": "r-apr", "fund_id": "f-ent", "month": "2025-04", "category": "service",
                            "basis": "fee", "gross": "333.33", "cost": "0.01"}])  # fmt: skip
    after.append("lan/lan-c01/transfers.csv", [{"transfer_id": "t-2", "from_fund_id": "f-a", "to_fund_id": "f-new",
                                                "moved_on": "2025-04-02", "amount": "0.50", "reason": "returned"}])  # fmt: skip
    after.append("lan/funds.csv", [{"fund_id": "f-new", "community_id": "lan-c01-b", "kind": "charity", "name": "新",
                                    "account_kind": "own", "opened_on": "2025-04-01", "opening_balance": "7.00"}])  # fmt: skip
    found, _ = compare(after.data, str(changed.before))
    months, buckets = _told(found)
    assert months == _money(changed.before, after.data)
    assert buckets == _buckets(changed.before, after.data)
    assert {
        (fund.fund_id, fund.state, fund.since, fund.until, fund.before, fund.change) for fund in found.funds
    } == {
        ("f-ent", "kept", "2025-03", "2025-04", "11645.77", "333.32"),
        ("f-a", "kept", "2025-03", "2025-04", "1544.45", "-0.50"),
        ("f-new", "added", None, "2025-04", None, "7.50"),
    }
    assert (found.counts.communities, found.counts.funds, found.counts.months) == (3, 3, 3)


def test_what_is_left_is_told_to_the_end(changed: Changed) -> None:
    """Every fund says what is left when the months end; months that only carry on are one line."""
    funds = {fund.fund_id: fund for fund in changed.found.funds}
    old, new = (Accounts(data).months for data in (changed.before, changed.after.data))
    assert {fund: (each.before, each.after) for fund, each in funds.items()} == {
        fund: tuple(_yuan(side[fund]["2025-03"]["closing"]) for side in (old, new))
        for fund in ("f-ent", "f-a")
    }
    assert [(each.first, each.last, each.months, each.change) for each in funds["f-a"].carried] == [
        ("2025-03", "2025-03", 1, "256.85")
    ]
    for figures in (month.figures for fund in funds.values() for month in fund.months):
        for each in figures:
            assert Decimal(each.change) == Decimal(each.after or 0) - Decimal(each.before or 0)


def test_rows_say_what_changed_in_them(changed: Changed) -> None:
    """Added, changed and removed rows, each with its place; what may not be repeated only as changed."""
    rows = {row.key: row for row in changed.found.rows}
    assert {key: (row.how, row.file.rpartition("/")[2], row.line) for key, row in rows.items()} == {
        "d-1": ("changed", "disbursements-2025.csv", 2),
        "d-2": ("removed", "disbursements-2025.csv", 3),
        "r-3": ("changed", "revenue-2025.csv", 4),
        "r-late": ("added", "revenue-2025.csv", 9),
        "lan-c01-a/2025-03/meals": ("changed", "services.csv", 2),
    }
    cells = {
        (row.key, cell.column): (cell.old, cell.new, cell.withheld)
        for row in rows.values()
        for cell in row.cells
    }
    assert cells["d-1", "bucket"] == ("subsidy", "relief", False)
    assert cells["r-3", "gross"] == ("500.10", "700.20", False)
    for place in (
        ("d-1", "description"),
        ("r-3", "payer_id"),
        ("lan-c01-a/2025-03/meals", "value"),
        ("r-late", "note"),
    ):
        assert cells[place] == (None, None, True)
    counts = changed.found.counts
    assert (counts.added, counts.changed, counts.removed, counts.files) == (1, 3, 1, 3)
    assert NAME not in changed.found.model_dump_json()


def test_a_changed_profile_is_told_key_by_key(changed: Changed) -> None:
    """Plain keys with both values, tables and texts only as changed: a promise is never changed in silence."""
    assert [(each.how, each.file) for each in changed.found.prose] == [
        ("added", "data/lan/about.md"), ("changed", "data/lan/profile.toml")]  # fmt: skip
    assert [(cell.column, cell.old, cell.new, cell.withheld) for cell in changed.found.prose[1].cells] == [
        ("notice_months", "3", "6", False), ("duties", None, None, True)]  # fmt: skip


def test_sealed_months_that_were_touched_are_told(changed: Changed) -> None:
    """A changed, a removed and a late row of sealed months, none explained; March is not sealed yet."""
    told = [(each.county_id, each.month, each.rows, each.explained) for each in changed.found.seals]
    assert told == [("lan", "2025-01", 1, False), ("lan", "2025-02", 2, False)]
    rules = {each.rule for each in changed.found.appeared}
    assert {
        "sealed_rows_stay_as_they_were",
        "sealed_rows_are_not_removed",
        "sealed_months_take_no_rows_silently",
    } <= rules
    assert (changed.found.vanished, changed.found.sealed) == ((), ())


def test_corrections_explain_a_sealed_month(changed: Changed, tmp_path: Path) -> None:
    """With a correction for each the months are touched still, and the seals hold."""
    after = Publisher(tmp_path)
    shutil.copytree(changed.before, after.data)
    after.replace("lan/lan-c01/revenue-2025.csv", "100.00,300.00", "100.00,290.00")
    after.append("lan/lan-c01/corrections.csv", [
        {"correction_id": "x-2", "dataset": "revenue", "row_key": "r-2", "column": "cost", "old_value": "300.00",
         "new_value": "290.00", "reason": "多记", "decided_by": "社区监督小组", "corrected_on": "2025-04-02"}])  # fmt: skip
    found, appeared = compare(after.data, str(changed.before))
    assert [(each.month, each.rows, each.explained) for each in found.seals] == [("2025-02", 1, True)]
    assert {each.rule for each in appeared if each.severity == "error"} == {
        "statements_agree_with_the_ledger"
    }


def _state(*found: Finding, unheld: str = "") -> State:
    return State(None, Report(found, 1, 1, "0"), True, frozenset([unheld]))


def test_findings_that_only_moved_are_no_news() -> None:
    """The same finding on another line is the same; of several alike, only those that are more are told."""
    one, two = (
        finding("other_files_are_not_read", f"{name}/lan/a.txt", line)
        for name, line in (("data", 1), ("old", 2))
    )
    other = finding("other_files_are_not_read", "data/lan/b.txt")
    assert only_in(_state(one, other), _state(two)) == [other]
    assert only_in(_state(one, two), _state(one)) == [two]
    assert only_in(_state(), _state(one)) == []
    assert only_in(_state(one), _state(unheld=one.rule)) == []


@pytest.mark.parametrize("before", [True, False], ids=["empty tables", "nothing"])
def test_errors_of_the_first_month_are_new(before: bool, tmp_path: Path) -> None:
    """A rule that had no row to look at was held all the same: what it finds now comes with the change."""
    after = Publisher.small(tmp_path / "after")
    base = tmp_path / "before" / "data"
    base.mkdir(parents=True)
    if before:
        shutil.copytree(after.data, base, dirs_exist_ok=True)
        head, _, _ = (base / STATEMENTS).read_text(encoding="utf-8").partition("\n")
        (base / STATEMENTS).write_text(f"{head}\n", encoding="utf-8")
    after.replace(STATEMENTS, "11645.77", "11646.77")
    found, appeared = compare(after.data, str(base))
    told = [each.rule for each in appeared if each.severity == "error"]
    assert told == ["statements_agree_with_the_ledger"]
    assert (found.counts.new_errors, found.head.errors) == (1, 1)


def test_a_side_with_errors_still_shows_its_rows(changed: Changed, tmp_path: Path) -> None:
    """Where cells can't be read no figure is told; rows are compared as they are written, 1.50 being 1.5."""
    after = Publisher(tmp_path)
    shutil.copytree(changed.before, after.data)
    after.replace(REVENUE, "500.10", "五百")
    after.replace(REVENUE, "800.00", "800.0")
    after.replace(REVENUE, "100.00,300.00", "100.00,299.00")
    after.replace(STATEMENTS, "11245.67", "11245.670")
    after.write(f"lan/{NAME}.md", "text")
    after.replace(STATEMENTS, "f-a,2025-01,1700.00", "f-a,2025-01")
    after.write(PAYMENTS, after.text(PAYMENTS).encode("gb18030"))
    found, _ = compare(after.data, str(changed.before))
    assert (found.base.figures, found.head.figures, found.funds) == (True, False, ())
    told = [(row.key, cell.column, cell.withheld) for row in found.rows for cell in row.cells]
    assert ("r-3", "gross", True) in told
    assert all(key != "r-4" for key, *_ in told)
    assert found.head.errors
    assert found.vanished == ()
    assert (found.head.unread, found.counts.removed) == (2, 0)
    assert [(each.month, each.rows, each.explained) for each in found.seals] == [("2025-02", 1, None)]
    assert [each.file for each in found.prose] == ["data/lan/…"]


def test_the_first_publication_has_nothing_before_it(changed: Changed, tmp_path: Path) -> None:
    """A revision without accounts is no fault: everything is new."""
    Repository.begin(tmp_path).commit("2025-01-01")
    shutil.copytree(changed.before, tmp_path / "data")
    found, _ = compare(tmp_path / "data", "HEAD")
    assert (found.base.errors, found.base.files, found.head.errors) == (0, 0, 0)
    assert {fund.fund_id: (fund.state, fund.before) for fund in found.funds} == dict.fromkeys(
        ("f-a", "f-b", "f-ent"), ("added", None)
    )
    assert found.names == ()
    assert [(each.county_id, each.before, each.after) for each in found.sealed] == [("lan", None, "2025-02")]


def test_what_is_neither_folder_nor_revision_is_refused(changed: Changed, tmp_path: Path) -> None:
    """With the remedy, and nothing is written."""
    with pytest.raises(RevisionUnknown):
        compare(changed.after.data, "nothing-of-the-kind")
    with pytest.raises((RevisionUnknown, DataFolderMissing)):
        compare(tmp_path / "absent", "HEAD")


def test_what_the_published_form_withholds_is_withheld_here() -> None:
    """Every column that ``derive/open`` may blank is free text or named among those that are never repeated."""
    here = Path(__file__).parents[2] / "generator" / "sunledger" / "derive" / "open"
    for path in here.glob("*.sql"):
        replaced = re.findall(r"replace \((.+?)\n?\)\s*from", path.read_text(encoding="utf-8"), re.S)
        columns = set(re.findall(r"(?:end|households) as (\w+)", replaced[0]))
        free = {field["name"] for field in load_schema(path.stem)["fields"] if field.get("freeText")}
        assert columns
        assert columns - free <= WITHHELD[path.stem]


def test_the_same_change_gives_the_same_words(changed: Changed) -> None:
    """Nothing of time, place or order shows in the outcome; it comes back from its JSON as it was."""
    again = Difference.model_validate_json(changed.found.model_dump_json())
    assert again == changed.found
    assert str(changed.after.root) not in changed.found.model_dump_json()
