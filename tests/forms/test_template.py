"""The workbook for clerks, read back as a spreadsheet would."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from sunledger.cli import main
from sunledger.errors import SunledgerError
from sunledger.forms import Template, template
from sunledger.forms.workbook import MARK, sheet_name
from sunledger.resources import dataset_names, load_schema
from tests.publisher import PAYMENTS, REVENUE, STATEMENTS, Publisher

TODAY = "2025-05-20"
HIDDEN_NUMBER = "13800138000"


def opened(made: Template) -> Any:
    """Open a workbook as a spreadsheet does."""
    return openpyxl.load_workbook(io.BytesIO(made.content))


def rows(book: Any, dataset: str) -> list[dict[str, str]]:
    """Return the rows of a sheet below its example, by column."""
    names = [field["name"] for field in load_schema(dataset)["fields"]]
    lines = book[load_schema(dataset)["title"]].iter_rows(min_row=3, values_only=True)
    return [{name: cell or "" for name, cell in zip(names, line, strict=False)} for line in lines]


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    """Make a small publisher with income that comes again, a fixed rent, and cells that must not travel."""
    made = Publisher.small(tmp_path_factory.mktemp("clerk"))
    made.replace("lan/contracts.csv", "12345.67,year,,", "500.10,month,,3.5")
    made.replace("lan/contracts.csv", "2025-12-31", "2026-12-31")
    made.append(REVENUE, [
        {"entry_id": "r-8", "fund_id": "f-ent", "month": "2025-03", "project_id": "p-1", "category": "rent",
         "basis": "base_rent", "gross": "500.10", "cost": "0", "payer_id": "op-1"},
        {"entry_id": "r-9", "fund_id": "f-a", "month": "2025-03", "category": "site", "basis": "fee",
         "gross": "1", "cost": "0", "note": HIDDEN_NUMBER},
        {"entry_id": "r-10", "fund_id": "f-a", "month": "2025-03", "project_id": "p-2", "category": "parking",
         "basis": "fee", "gross": "1", "cost": "0"},
    ])  # fmt: skip
    made.append(PAYMENTS, [
        {"payment_id": f"d-{number}", "fund_id": "f-a", "paid_on": day, "purpose": "greening",
         "description": "保洁", "payee_id": "op-1", "amount": "90.00"}
        for number, day in ((3, "2025-02-27"), (4, "2025-03-27"))
    ])  # fmt: skip
    return made


@pytest.fixture(scope="module")
def made(publisher: Publisher) -> Template:
    """Make the workbook of April for all funds of the community."""
    return template(publisher.data, ("lan-c01", "f-ent"), "2025-04", TODAY)


@pytest.fixture(scope="module")
def book(made: Template) -> Any:
    """Open it."""
    return opened(made)


def test_every_sheet_carries_its_headings_and_their_comments(book: Any) -> None:
    """A guide, a sheet for each dataset named by its title, the lists hidden and last; as import expects."""
    titles = {load_schema(name)["title"]: name for name in dataset_names()}
    assert book.sheetnames[0] == "说明"
    assert book.sheetnames[-1] == "_lists"
    assert book["_lists"].sheet_state == "hidden"
    assert book["_lists"]["A1"].value == MARK
    assert [titles[name] for name in book.sheetnames[1:-1]] == [
        "revenue", "disbursements", "statements", "matters", "decisions", "transfers", "services", "postings",
        "objections", "corrections",
    ]  # fmt: skip
    for name in book.sheetnames[1:-1]:
        sheet, fields = book[name], load_schema(titles[name])["fields"]
        assert [cell.value for cell in sheet[1]] == [field["title"] for field in fields]
        for cell, field in zip(sheet[1], fields, strict=True):
            assert field["description"] in cell.comment.text
            assert ("必填" in cell.comment.text) is bool(field.get("constraints", {}).get("required"))
        assert sheet["A2"].value.startswith("示例")
        assert sheet.freeze_panes == "B3"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"


def test_every_cell_is_text(book: Any) -> None:
    """Begun cells, examples and the columns below them: no figure, no date, no formula."""
    for sheet in book.worksheets[1:-1]:
        for line in sheet.iter_rows(min_row=2):
            for cell in line:
                assert cell.number_format == "@"
                assert cell.data_type in ("s", "n")  # openpyxl's kind of an empty cell is n
                assert cell.value is None or isinstance(cell.value, str)
        assert sheet.column_dimensions["A"].width >= 10


def test_cells_take_what_their_column_takes(book: Any) -> None:
    """Lists where there are any, else rules over the text; every message is Chinese and short enough."""
    listed: dict[tuple[str, str], Any] = {}
    custom: dict[tuple[str, str], Any] = {}
    for sheet in book.worksheets[1:-1]:
        titles = [cell.value for cell in sheet[1]]
        for rule in sheet.data_validations.dataValidation:
            first = str(rule.sqref).split(":")[0]
            column = titles[openpyxl.utils.cell.coordinate_to_tuple(first)[1] - 1]
            assert first.endswith("3")
            assert len(rule.error) <= 255
            assert len(rule.prompt) <= 255
            assert len(rule.formula1) <= 255
            assert any("\u4e00" <= char <= "\u9fff" for char in rule.error)
            (listed if rule.type == "list" else custom)[sheet.title, column] = rule
    lists = {key: values(book, rule.formula1) for key, rule in listed.items()}
    assert lists["收入", "资金"] == ["f-ent 创富资金", "f-a 甲小区公共收益", "f-b 乙小区公共收益"]
    assert lists["收入", "依据"][0] == "保底租金"
    assert lists["收入", "项目"] == ["p-1 便民食堂", "p-2 地面车位"]
    assert lists["收入", "月份"][:2] == ["2025-04", "2025-03"]
    assert lists["支出", "分项"] == ["reinvest", "subsidy", "governance", "relief"]
    assert "再投资" in listed["支出", "分项"].prompt
    assert "op-1 澜河服务公司" in lists["支出", "收款方"]
    assert lists["支出", "事项"] == ["m-1 更换门禁"]
    assert lists["决策步骤", "步骤"] == ["apply", "review"]
    assert lists["支出", "实物"] == ["是", "否"]
    assert listed["收入", "资金"].errorStyle in (None, "stop")
    assert listed["支出", "收款方"].errorStyle == "warning"
    assert "VALUE(G3)" in custom["收入", "收入"].formula1
    assert "DATEVALUE(C3)" in custom["支出", "支付日期"].formula1


def values(book: Any, source: str) -> list[str]:
    """Return the values that a list of choices refers to."""
    return [cell.value for (cell,) in book["_lists"][source.partition("!")[2].replace("$", "")]]


def test_what_comes_again_is_begun(book: Any) -> None:
    """Names and kinds are filled in, a fixed rent is, other amounts are blank; ids go on; what ended is left out."""
    begun = rows(book, "revenue")
    assert [
        (row["entry_id"], row["project_id"], row["basis"], row["gross"], row["cost"]) for row in begun
    ] == [
        ("r-11", "p-1 便民食堂", "保底租金", "500.10", ""),
        ("r-12", "p-1 便民食堂", "使用费", "", ""),
    ]
    assert {row["month"] for row in begun} == {"2025-04"}
    (paid,) = rows(book, "disbursements")
    assert (paid["payment_id"], paid["payee_id"], paid["description"]) == ("d-5", "op-1 澜河服务公司", "保洁")
    assert (paid["paid_on"], paid["amount"]) == ("", "")
    assert [(row["fund_id"][:5], row["month"], row["closing_balance"]) for row in rows(book, "statements")] == [
        ("f-ent", "2025-04", ""), ("f-a 甲", "2025-04", ""),
    ]  # fmt: skip
    assert {(row["indicator_id"], row["value"]) for row in rows(book, "services")} == {
        ("meals 助餐", ""), ("helped 帮扶人数", ""),
    }  # fmt: skip
    assert rows(book, "postings") == []  # March was posted; April's notice comes after its accounts


def test_nothing_of_a_person_is_carried(made: Template, book: Any) -> None:
    """A row that the guard found something in is not carried over, and no cell of it is anywhere."""
    texts = [str(cell.value) for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert not [text for text in texts if HIDDEN_NUMBER in text]
    assert not [row for row in rows(book, "revenue") if row["category"] == "场地"]
    assert HIDDEN_NUMBER.encode() not in made.content


def test_the_guide_tells_what_to_do(book: Any) -> None:
    """Whose funds, every sheet by name, the way to import, and what must not be written."""
    said = "\n".join(str(cell.value) for (cell,) in book["说明"].iter_rows(max_col=1) if cell.value)
    assert "第一社区 2025年4月" in said
    for name in book.sheetnames[1:-1]:
        assert f"“{name}”表" in said
    for words in (
        "sunledger import",
        "--apply",
        "零申报",
        "身份证号",
        "f-a 甲小区公共收益",
        "截至 2025-04-15",
    ):
        assert words in said


def test_the_same_accounts_give_the_same_bytes(publisher: Publisher, made: Template) -> None:
    """No clock shows: neither in the file nor in how it is packed."""
    again = template(publisher.data, ("lan-c01", "f-ent"), "2025-04", "2026-01-01")
    assert again.content == made.content
    assert opened(again).properties.created == dt.datetime(2025, 4, 1)  # noqa: DTZ001


def test_the_month_is_the_next_to_be_kept(publisher: Publisher) -> None:
    """Without a month: the first in which one of the funds was not kept: no money, no balance, no notice."""
    assert template(publisher.data, ("f-ent",), None, TODAY).month == "2025-04"
    assert template(publisher.data, ("f-wu",), None, TODAY).month == "2025-02"
    assert template(publisher.data, ("f-wu",), None, TODAY).name == "wu-2025-02.xlsx"


def test_a_rent_rises_by_its_contract(publisher: Publisher) -> None:
    """After a year the step is added, half up to the fen; the guide says when the county's day must be moved on."""
    later = opened(template(publisher.data, ("f-ent",), "2026-02", "2026-03-01"))
    assert [row["gross"] for row in rows(later, "revenue")] == ["517.60"]
    assert "账目截至 2025-04-15" in "\n".join(str(line[0].value) for line in later["说明"])


def test_a_small_fund_gets_a_small_workbook(publisher: Publisher) -> None:
    """A county of four files has no steps, sweeps, projects or statistics: no sheet asks for them."""
    found = opened(template(publisher.data, ("f-wu",), "2025-02", TODAY))
    assert found.sheetnames == ["说明", "收入", "支出", "银行对账单", "公示", "_lists"]
    assert rows(found, "postings") == [
        {"fund_id": "f-wu 治理基金", "month": "2025-01", "posted_on": "", "posted_until": "", "place": ""}
    ]


@pytest.mark.parametrize(
    ("funds", "month", "told"),
    [
        (("f-enf",), None, "是不是 f-ent"),
        (("创富资金",), None, "是不是 f-ent"),
        (("../etc",), None, "没有编号为"),
        ((HIDDEN_NUMBER,), None, "不显示"),
        (("f-ent", "f-wu"), None, "分属几个社区"),
        (("f-ent",), "2025-06", "不能做 2025-06 的表"),
        (("f-ent",), "2024-12", "从 2025-01 开始"),
        (("f-ent",), "2025年4月", "--month 2025-04"),
        (("f-ent",), "2025-13", "看不懂月份"),
        (("f-ent",), "", "看不懂月份"),
    ],
)
def test_wrong_funds_and_months_are_told_with_the_remedy(
    publisher: Publisher, funds: tuple[str, ...], month: str | None, told: str
) -> None:
    """In both languages, with what is nearest; a long number is not repeated."""
    with pytest.raises(SunledgerError, match=told) as caught:
        template(publisher.data, funds, month, TODAY)
    assert HIDDEN_NUMBER not in str(caught.value)
    assert caught.value.en


def run(*words: str | Path) -> Result:
    """Run ``sunledger template``."""
    return CliRunner().invoke(main, ["template", *map(str, words)])


def test_no_file_is_written_over(publisher: Publisher, tmp_path: Path) -> None:
    """A workbook that stands may have been filled in; other wrong places are refused too."""
    out = tmp_path / "四月.xlsx"
    words = ("f-ent", "--month", "2025-04", "--data", publisher.data, "--out")
    first = run(*words, out)
    assert (first.exit_code, f"sunledger import {out}" in first.stdout) == (0, True)
    out.write_bytes(b"filled in")
    for place, told in (
        (out, "没有动它"),
        (tmp_path / "a.xls", ".xlsx"),
        (tmp_path / "no" / "a.xlsx", "写不进去"),
    ):
        done = run(*words, place)
        assert (done.exit_code, told in done.stderr) == (2, True)
    assert out.read_bytes() == b"filled in"


def test_sheets_bear_names_that_spreadsheets_take() -> None:
    """Every dataset's title is a name for a sheet, and no two are alike."""
    names = [sheet_name(name) for name in dataset_names()]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_broken_file_elsewhere_does_not_stand_in_the_way(tmp_path: Path) -> None:
    """A neighbour's wrong cell leaves the clerk's workbook as it is; only that row is not taken from."""
    broken = Publisher.small(tmp_path)
    broken.replace(STATEMENTS, "11245.67", "x")
    broken.replace("wu/revenue.csv", "10.00", "十元")
    assert [
        row["entry_id"]
        for row in rows(opened(template(broken.data, ("f-ent",), "2025-04", TODAY)), "revenue")
    ] == ["r-8"]
