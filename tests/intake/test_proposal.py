"""What an import proposes: rows matched by key, given ids and a place, never lost and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunledger.intake import Asked, Proposal, propose
from sunledger.intake.errors import DatasetUnknown, ReadingUnknown, SheetMissing
from sunledger.intake.opening import LIMIT
from tests.intake.conftest import Send
from tests.intake.files import entry, table, text, titles, workbook
from tests.publisher import PAYMENTS, REVENUE, Publisher

FILE = f"data/{REVENUE}"


def revenue(*rows: list[object]) -> dict[str, bytes]:
    """Send rows of revenue."""
    return {"revenue.csv": text(table(*rows))}


def wrong(proposal: Proposal) -> list[str]:
    """Return what is refused or asked, with row and column."""
    return [
        f"{each.rule} {each.line} {each.column}".strip()
        for each in proposal.findings
        if each.severity == "error"
    ]


def contents(proposal: Proposal) -> dict[str, list[str]]:
    """Return the lines of each file that would change, those that stand as they are left out."""
    found = {}
    for each in proposal.changes:
        old = each.ledger.raw.decode().splitlines()
        found[each.ledger.file] = [line for line in each.content.decode().splitlines() if line not in old]
    return found


def test_a_row_is_added_in_its_place(send: Send) -> None:
    """A new row goes to the file of its fund, with its amounts in full."""
    proposal = send(revenue(entry(entry_id="r-8", gross="¥1234.5")))
    assert proposal.ok
    assert contents(proposal) == {FILE: ["r-8,f-ent,2025-03,,,fee,1234.50,0.00,,,"]}
    (merged,) = proposal.changes
    assert [line for line, _ in merged.added] == [9]


def test_a_changed_cell_changes_nothing_else(send: Send, publisher: Publisher) -> None:
    """Old and new stand beside each other; every other byte of the file stays."""
    proposal = send({"revenue.csv": text([["收入编号", "收入"], ["r-3", "500.20"], ["r-1", "12345.670"]])})
    (merged,) = proposal.changes
    ((line, change),) = merged.changed
    assert (line, change.cells, merged.unchanged) == (4, {"gross": ("500.10", "500.20")}, 1)
    assert merged.content == publisher.path(REVENUE).read_bytes().replace(b"500.10", b"500.20")


def test_a_blank_cell_erases_nothing_unless_told_to(send: Send) -> None:
    """What stands is kept and that is told; ``--accept erase`` takes the blank for what is meant."""
    sent = revenue(entry(entry_id="r-1", month="2025-01", basis="base_rent", gross="12345.67"))
    kept = send(sent)
    assert kept.ok
    assert kept.changes == ()
    assert {each.column for each in kept.findings} == {"project_id", "category", "payer_id"}
    assert {each.rule for each in kept.findings} == {"blank_cells_leave_what_stands"}
    erased = send(sent, "erase")
    assert contents(erased) == {FILE: ["r-1,f-ent,2025-01,,,base_rent,12345.67,0,,,"]}


def test_a_row_without_an_id_gets_the_next_one_when_that_is_accepted(send: Send) -> None:
    """The id continues the series of the folder, in the order of the sheet; it is asked, not invented."""
    sent = revenue(entry(entry_id=None, gross="2"), entry(entry_id=None, gross="1"))
    proposal = send(sent)
    assert wrong(proposal) == ["new-ids 2 entry_id", "new-ids 3 entry_id"]
    assert sorted(proposal.open_questions) == ["new-ids"]
    assert not proposal.refusals
    assert contents(send(sent, "new-ids")) == {
        FILE: ["r-8,f-ent,2025-03,,,fee,2.00,0.00,,,", "r-9,f-ent,2025-03,,,fee,1.00,0.00,,,"]
    }


def test_a_proposed_id_is_not_one_that_comes_with_the_import(send: Send) -> None:
    """A template begins rows with the next ids; a row the clerk adds below them gets the one after."""
    proposal = send(
        revenue(entry(entry_id="r-8"), entry(entry_id="r-9"), entry(entry_id=None, gross="3")), "new-ids"
    )
    (lines,) = contents(proposal).values()
    assert [line.partition(",")[0] for line in lines] == ["r-8", "r-9", "r-10"]


def test_ids_that_other_folders_use_too_are_not_continued(send: Send, publisher: Publisher) -> None:
    """Two clerks would give the same id on the same day: a series of the folder's own is begun."""
    publisher.append("wu/revenue.csv", [{"entry_id": "r-90"}])
    proposal = send(revenue(entry(entry_id=None)), "new-ids")
    assert contents(proposal) == {FILE: ["lan-c01-r0001,f-ent,2025-03,,,fee,100.00,0.00,,,"]}


def test_a_row_without_an_id_that_stands_already_is_that_row(send: Send) -> None:
    """Imported twice, a sheet without ids adds nothing the second time, once that reading is accepted."""
    sent = revenue(entry(entry_id=None, gross="500.1", project_id="p-1", category="service"))
    assert wrong(send(sent)) == ["already-there 2 entry_id"]
    proposal = send(sent, "already-there")
    assert proposal.ok
    assert proposal.changes == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"fund_id": "f-none"}, "rows_belong_to_a_known_unit 2"),
        ({"basis": ""}, "required_cells_are_filled 2 basis"),
        ({"gross": ""}, "required_cells_are_filled 2 gross"),
    ],
)
def test_a_new_row_must_be_whole(send: Send, cells: dict[str, str], said: str) -> None:
    """A row whose unit is not known or whose required cells are blank is refused, with its place."""
    proposal = send(revenue(entry(**cells)))
    assert wrong(proposal) == [said]
    assert ("f-none" in proposal.findings[0].message_zh) == ("fund_id" in cells)


def test_all_that_is_wrong_is_said_at_once(send: Send) -> None:
    """A cell that can't be read leaves no other row untold: what it lacks, which id it would get; none changes."""
    rows = (
        entry(entry_id="r-90", gross="约5"),
        entry(entry_id="r-91", basis=""),
        entry(entry_id=None),
        entry(entry_id="r-92"),
    )
    proposal = send(revenue(*rows))
    assert [each.split()[0] for each in wrong(proposal)] == [
        "amounts_are_plain_figures", "required_cells_are_filled", "new-ids",
    ]  # fmt: skip
    assert proposal.changes == ()


def test_a_key_of_several_columns_is_never_made_up(send: Send) -> None:
    """A statement without its month is nobody's."""
    sent = {"statements.csv": text([titles("statements"), ["f-ent", "", "5"]])}
    assert wrong(send(sent)) == ["keys_are_filled 2 month"]


def test_an_id_of_another_community_overwrites_nothing(send: Send) -> None:
    """Two clerks use one id: the entry that stands stays; within a community an entry may be put right."""
    columns = ["收入编号", "资金", "收入"]
    proposal = send({"revenue.csv": text([columns, ["rw-1", "f-ent", "5"], ["r-1", "f-a", "12345.67"]])})
    assert wrong(proposal) == ["rows_stay_with_their_community 2 entry_id"]
    (merged,) = proposal.changes
    assert [change.cells for _, change in merged.changed] == [{"fund_id": ("f-ent", "f-a")}]


def test_a_key_twice(send: Send) -> None:
    """The same row twice is one row; two rows of one id that differ are refused, naming the columns."""
    same = send(revenue(entry(), entry(gross="100.00")))
    assert contents(same) == {FILE: ["r-8,f-ent,2025-03,,,fee,100.00,0.00,,,"]}
    assert {each.rule for each in same.findings} == {"rows_are_taken_once"}
    differ = send(revenue(entry(), entry(gross="101")))
    assert wrong(differ) == ["rows_stand_once 3"]
    assert differ.findings[0].message_zh.endswith("内容不同：收入")


def test_new_registrations_and_their_entries_come_together(send: Send) -> None:
    """A fund and its first revenue in one import: the revenue finds its unit through the fund."""
    fund = {"fund_id": "f-new", "community_id": "lan-c01-b", "kind": "owners", "name": "新", "account_kind": "own",
            "opened_on": "2025-01-01", "opening_balance": "0"}  # fmt: skip
    proposal = send({
        "revenue.csv": text(table(entry(fund_id="f-new"))),
        "funds.csv": text(table(entry("funds", **fund), dataset="funds")),
    })  # fmt: skip
    assert sorted(contents(proposal)) == ["data/lan/funds.csv", FILE]


def test_files_are_made_as_the_county_names_them(send: Send, publisher: Publisher) -> None:
    """A year without a file gets one beside the others; a county that keeps one file for all keeps to it."""
    later = send(revenue(entry(month="2026-01")))
    assert list(contents(later)) == ["data/lan/lan-c01/revenue-2026.csv"]
    assert later.changes[0].content.decode().splitlines()[0].startswith("entry_id,fund_id,month")
    fund = publisher.rows("wu/funds.csv")[0]["fund_id"]
    assert list(contents(send(revenue(entry(fund_id=fund, month="2026-01"))))) == ["data/wu/revenue.csv"]
    publisher.append(
        "lan/communities.csv",
        [{"community_id": "lan-c02", "name": "二", "level": "community", "parent_id": "lan"}],
    )
    publisher.append("lan/funds.csv", [{"fund_id": "f-c", "community_id": "lan-c02"}])
    assert list(contents(send(revenue(entry(fund_id="f-c"))))) == ["data/lan/lan-c02/revenue-2025.csv"]


def test_files_that_split_in_another_way_are_not_chosen_among(send: Send, publisher: Publisher) -> None:
    """Where several files of a folder could take a row, it is refused."""
    publisher.path(REVENUE).rename(publisher.path("lan/lan-c01/revenue-a.csv"))
    assert wrong(send(revenue(entry()))) == ["rows_have_one_place 2"]


def test_accounts_that_cannot_be_read_are_not_added_to(send: Send, publisher: Publisher) -> None:
    """A file with a broken header is named, and nothing is proposed."""
    publisher.replace(REVENUE, "entry_id", "entry")
    proposal = send(revenue(entry()))
    assert [(each.rule, each.file) for each in proposal.findings] == [("accounts_can_be_added_to", FILE)]


def test_files_in_any_order_give_the_same(send: Send) -> None:
    """Neither the order of files nor that of rows changes what would be written."""
    one = {
        "b.csv": text(table(entry(entry_id="r-8"), entry(entry_id="r-10"))),
        "a.csv": text(table(entry(entry_id="r-9"))),
    }
    other = {
        "a.csv": text(table(entry(entry_id="r-10"), entry(entry_id="r-9"))),
        "b.csv": text(table(entry(entry_id="r-8"))),
    }
    made = [
        send(sent, dataset="revenue").changes[0].content for sent in (one, dict(reversed(one.items())), other)
    ]
    assert made[0] == made[1] == made[2]
    assert [line.split(b",")[0] for line in made[0].splitlines()[-3:]] == [b"r-8", b"r-9", b"r-10"]


def test_a_series_that_is_new_to_a_file_goes_to_its_end(send: Send) -> None:
    """It does not come before older entries, though its ids do in the alphabet."""
    proposal = send(revenue(entry(entry_id="a-1"), entry(entry_id="r-0")))
    lines = proposal.changes[0].content.decode().splitlines()
    assert [line.partition(",")[0] for line in lines] == [
        "entry_id",
        "r-0",
        *(f"r-{n}" for n in range(1, 8)),
        "a-1",
    ]


def test_line_ends_quotes_and_marks_stay(send: Send, publisher: Publisher) -> None:
    """A file with CRLF, a byte order mark, needless quotes and no last line end keeps them where it stays."""
    old = (
        publisher.text(PAYMENTS).replace("\n", "\r\n").replace("春节补贴", '"春节补贴"').removesuffix("\r\n")
    )
    publisher.write(PAYMENTS, "\ufeff" + old)
    paid = entry("disbursements", payment_id="d-3", fund_id="f-a", paid_on="2025-03-05", purpose="greening",
                 description="a,b", amount="1")  # fmt: skip
    proposal = send({"支出.xlsx": workbook(table(paid, dataset="disbursements"), name="支出")})
    added = 'd-3,f-a,2025-03-05,,greening,"a,b",,,1.00,,,,'
    assert proposal.changes[0].content.decode() == f"\ufeff{old}\r\n{added}\r\n"


def test_names_of_several_things_are_not_chosen_among(send: Send, publisher: Publisher) -> None:
    """A payee of a name that two organisations share is asked for by its id."""
    publisher.append("lan/organisations.csv", [{"organisation_id": "op-2", "name": "澜河服务公司"}])
    proposal = send(revenue(entry(payer_id="澜河服务公司")))
    assert wrong(proposal) == ["names_mean_one_thing 2 payer_id"]
    assert "op-1、op-2" in proposal.findings[0].message_zh


def test_a_registry_of_several_counties_is_not_guessed(send: Send) -> None:
    """A new organisation whose id tells no county is refused; one that continues a county's ids is not."""
    names = titles("organisations")
    refused = send({"organisations.csv": text([names, ["new", "新", "", "经营方", "", ""]])})
    assert wrong(refused) == ["registries_have_one_county 2"]
    added = send({"organisations.csv": text([names, ["op-9", "新", "", "operator", "", ""]])})
    assert list(contents(added)) == ["data/lan/organisations.csv"]


def test_files_that_are_not_there_or_too_large(tmp_path: Path, publisher: Publisher) -> None:
    """Neither is read."""
    with (tmp_path / "large.csv").open("wb") as stream:
        stream.truncate(LIMIT + 1)
    proposal = propose(publisher.data, Asked((tmp_path / "large.csv", tmp_path / "none.csv")))
    assert wrong(proposal) == ["files_are_small_enough 0", "files_are_there 0"]


def test_mixed_line_ends_stay_as_they_are(send: Send, publisher: Publisher) -> None:
    """Line ends that differ within a file, and a last line without one, are nobody's business but their own."""
    lines = publisher.text(REVENUE).splitlines()
    publisher.write(REVENUE, "\n".join(lines[:3]) + "\r\n" + "\n".join(lines[3:]))
    before = publisher.text(REVENUE)
    changed = send({"revenue.csv": text([["收入编号", "收入"], ["r-3", "500.20"]])})
    assert changed.changes[0].content.decode() == before.replace("500.10", "500.20")
    added = send(revenue(entry()))
    assert added.changes[0].content.decode() == before + "\nr-8,f-ent,2025-03,,,fee,100.00,0.00,,,\n"


@pytest.mark.parametrize("broken", ['"r-7', 'r-7"x'])
def test_quotes_that_are_not_closed_are_not_written_over(
    send: Send, publisher: Publisher, broken: str
) -> None:
    """A file whose rows can't be told apart loses none of them."""
    publisher.replace(REVENUE, "r-7", broken)
    assert wrong(send(revenue(entry()))) == ["accounts_can_be_added_to 0"]


def test_a_wrong_command_is_an_error_of_its_own(send: Send) -> None:
    """Datasets, answers and sheets that there are not are the command's fault."""
    with pytest.raises(DatasetUnknown, match="没有这个数据集"):
        send(revenue(entry()), dataset="income")
    with pytest.raises(ReadingUnknown, match="amounts-in-wan"):
        send(revenue(entry()), "everything")
    with pytest.raises(SheetMissing):
        send({"a.xlsx": workbook(table(entry()))}, sheet="其他")
