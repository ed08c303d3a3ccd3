"""A clerk's month from the workbook to the website, with the mistakes that people make."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page

from sunledger.cli import main
from tests.browser.conftest import Open
from tests.conftest import Serve
from tests.publisher import Publisher, snapshot

Cells = dict[str, dict[int, dict[str, str]]]

TYPED: Cells = {
    "收入": {
        3: {"收入": "￥1,234.50", "合理成本": "１２０.00"},
        4: {"资金": "f-a 甲小区公共收益", "月份": "2025年4月", "科目": "停车", "依据": "使用费", "收入": "1.2万",
            "合理成本": "0"},
        5: {"收入编号": "合计", "收入": "13234.50", "合理成本": "120.00"},
    },
    "支出": {
        3: {"支出编号": "d-3", "资金": "f-ent 创富资金", "支付日期": "2025年4月18日", "分项": "reinvest",
            "用途": "绿化保洁", "事由": "楼道清洗", "收款方": "晨光保洁公司", "金额": "８００"},
    },
    "银行对账单": {3: {"月末余额": "11,690.27"}, 4: {"月末余额": "13594.45"}},
}  # fmt: skip
"""What the clerk types into the workbook for April, by sheet, row and heading."""


def run(*words: str | Path) -> Result:
    """Run the program as a clerk does, where nobody can be asked."""
    return CliRunner().invoke(main, [*map(str, words)], catch_exceptions=False)


def typed(book: Path, cells: Cells, begun: str = "") -> None:
    """Type into a workbook and save it, as a spreadsheet would; ``begun`` is a sheet whose rows are deleted."""
    workbook = openpyxl.load_workbook(book)
    for name, rows in cells.items():
        sheet = workbook[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row, values in rows.items():
            for heading, value in values.items():
                sheet.cell(row, columns[heading]).value = value
    if begun:
        workbook[begun].delete_rows(3, workbook[begun].max_row)
    workbook.save(book)


def refused(publisher: Publisher, book: Path, *sentences: str) -> None:
    """Import the workbook: every sentence is said, and nothing is written."""
    before = snapshot(publisher.data)
    done = run("import", book, "--data", publisher.data, "--apply", "--accept", "new-ids")
    assert done.exit_code == 1, done.output
    assert [each for each in sentences if each not in done.stdout] == [], done.stdout
    assert "什么也没有写入" in done.stdout
    assert snapshot(publisher.data) == before


def kept(publisher: Publisher) -> None:
    """Keep April in a workbook, wrongly first, and mend what is refused, until it is written."""
    book = publisher.root / "四月.xlsx"
    words = ("import", book, "--data", publisher.data, "--apply")
    made = run("template", "lan-c01", "--month", "2025-04", "--data", publisher.data, "--out", book)
    assert made.exit_code == 0, made.output
    typed(book, TYPED)
    refused(
        publisher, book,
        "四月.xlsx!支出:3 [G 收款方]  错误  (不显示 withheld: 6 字符 characters) 不是编号：编号只用小写字母、数字和连字符\n"
        "  → 填编号；找不到就看已有的账目或模板里的清单。",
        "四月.xlsx!收入:4 [G 收入]  要确认  “1.2万” 读作 12000.00；以万、千计的数常常是约数\n"
        "  → 是这样就加 --accept amounts-in-wan；不是就在原表里写清楚。",
        "四月.xlsx!收入:5  提示  合计行不是账目，略去，与各行之和相符",
        "四月.xlsx  提示  示例行，略去",
        "四月.xlsx!服务统计:3 [D 数值]  错误  “数值”必填，这一格空着",
        "  → 填上，真是零才写 0；没有这一条就删掉整行。",
        "没有导入：5 处读不了，1 处要确认。",
    )  # fmt: skip
    typed(book, {"支出": {3: {"收款方": "澜河服务公司"}}, "收入": {4: {"收入": "12,000"}}})
    refused(
        publisher, book,
        "四月.xlsx!服务统计:3 [D 数值]  错误  “数值”必填，这一格空着",
        "  → 填上，真是零才写 0；没有这一条就删掉整行。",
        "四月.xlsx!支出:3 [G 收款方]  提示  写的是名称，读作编号 op-1",
    )  # fmt: skip
    typed(book, {}, begun="服务统计")
    asked = run(*words)
    assert asked.exit_code == 1
    assert "四月.xlsx!收入:4 [A 收入编号]  要确认  没有编号，接着已有的编号给 r-9" in asked.stdout
    refused(
        publisher, book,
        "disbursements d-3 在 2025-04，资金 f-ent 的账从 2025-01 到 2025-03（导入自 四月.xlsx!支出:3）",
        "如果是新的月份，把 profile.toml 的 as_of 改到月末以后。",
    )  # fmt: skip
    publisher.replace("lan/profile.toml", "as_of = 2025-04-15", "as_of = 2025-04-30")
    refused(
        publisher, book,
        "资金 f-ent 2025-04 银行余额 11,690.27，账面 11,960.27，差 -270.00（导入自 四月.xlsx!银行对账单:3）\n"
        "  → 查漏记、重记的收支；这是第一个不符的月份，先查这个月。",
    )  # fmt: skip
    typed(book, {"银行对账单": {3: {"月末余额": "11,960.27"}}})
    done = run(*words, "--accept", "new-ids")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "已写入 3 个文件。"), done.output
    assert "新增合计：收入 13,234.50，合理成本 120.00" in done.stdout


def texts(page: Page, place: str) -> list[str]:
    """Return what the cells at a place of the page say."""
    return [text.strip() for text in page.locator(place).all_inner_texts()]


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return the small publisher without its second county, to be written to."""
    made = Publisher.small(tmp_path)
    shutil.rmtree(made.data / "wu")
    return made


def test_a_month_from_the_workbook_to_the_page(publisher: Publisher, visit: Open, serve: Serve) -> None:
    """Refused with the sentence that helps, mended, written, checked, built: the pages say what was typed."""
    kept(publisher)
    checked, built = publisher.check(), publisher.build()
    assert (checked.exit_code, "没有错误；提醒 0 条，提示 0 条" in checked.stdout) == (0, True), (
        checked.output
    )
    assert built.exit_code == 0, built.output
    page, address = visit().new_page(), serve(publisher.site)

    page.goto(f"{address}/c/lan-c01/")
    assert page.locator("#f-ent .sheet .when").inner_text() == "2025年4月"
    assert texts(page, "#f-ent .sheet td") == ["11,645.77", "+1,234.50", "−120.00", "−800.00", "11,960.27"]
    assert "✓ 与 2025-04-30 银行对账单一致（11,960.27）" in page.locator("#f-ent .sheet .ok").inner_text()
    page.goto(f"{address}/c/lan-c01/2025.html")
    day, what, *figures = texts(page, "#r-8 td")
    assert (day, what.splitlines()[0], figures) == (
        "",
        "服务收入 · 便民食堂",
        ["1,234.50", "120.00", "12,760.27"],
    )
    day, what, *figures = texts(page, "#d-3 td")
    assert (day, what.splitlines()[0], figures) == (
        "04-18",
        "绿化保洁 · 楼道清洗",
        ["", "800.00", "11,960.27"],
    )
    assert texts(page, "[id='f-ent.2025-04'] .closing > *") == [
        "本月结余 ✓ 银行 11,960.27，一致",
        "11,960.27",
    ]

    page.goto(f"{address}/c/lan-c01-a/")
    assert texts(page, "#f-a .sheet td") == ["1,544.45", "+12,000.00", "0.00", "0.00", "13,544.45"]
    with_b = "✓ 与 2025-04-30 银行对账单一致（13,594.45）"  # the account holds compound B's sub-ledger too
    assert with_b in page.locator("#f-a .sheet .ok").inner_text()
    page.goto(f"{address}/c/lan-c01-a/2025.html")
    day, what, *figures = texts(page, "#r-9 td")
    assert (day, what.splitlines()[0], figures) == ("", "停车", ["12,000.00", "", "13,544.45"])
