"""Sheets as people lay them out: titles, totals, hidden rows, merged cells, formulas, several tables."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.biff import xls
from tests.intake.corpus import Case, new
from tests.intake.files import Row, computed, entry, fields, repacked, saved, table, text, titles, workbook

ONE, TWO = entry(), entry(entry_id="r-9", gross="250")
NEW, NEXT = new(), new(entry_id="r-9", gross="250.00")
HEAD = titles()
GROSS = HEAD.index("收入") + 1
WIDTH = len(HEAD)
SHEET = "xl/worksheets/sheet1.xml"


def cases() -> list[Case]:
    """Return a case for each way."""
    return [*_headings(), *_rows(), *_hidden(), *_merged(), *_formulas(), *_tables(), *_units(), *_old()]


def _case(
    name: str,
    sheet: Sequence[Row],
    change: Callable[[Worksheet], object] = lambda _: None,
    **more: object,
) -> Case:
    return Case(name, "a.xlsx", workbook(sheet, change), **more)  # type: ignore[arg-type]


def _total(gross: object, word: str = "合计") -> Row:
    return [word, *[None] * (GROSS - 2), gross, *[None] * (WIDTH - GROSS)]


def _headings() -> list[Case]:
    required = ["entry_id", "fund_id", "month", "basis", "gross", "cost"]
    short = [entry()[fields().index(name)] for name in required]
    spaced = ["收入 编号", " 资金*", "月　份", "依据", "收入(元)", "合理成本（元）"]
    return [
        _case("title-rows-above", [["某社区2025年6月收支表"], [], ["填报单位：某社区"], HEAD, ONE],
              lambda s: s.merge_cells("A1:K1"), rows=[NEW]),
        _case("headings-by-name", [required, short], rows=[NEW]),
        _case("headings-in-english", [["Entry id", "Fund id", "MONTH", "basis", "Gross", "Cost"], short], rows=[NEW]),
        _case("headings-with-name-in-brackets", [["收入编号 (entry_id)", "资金（fund_id）", "月份", "依据", "收入", "合理成本"], short], rows=[NEW]),
        _case("headings-spaced-and-with-units", [spaced, short], rows=[NEW]),
        _case("headings-as-our-downloads-write-them", [[f"{t}\n{n}" for t, n in zip(titles(), fields(), strict=True)], ONE], rows=[NEW]),
        _case("serial-numbers", [["序号", *HEAD], [1, *ONE]], rows=[NEW], told=["serial_numbers_are_left_out"]),
        _case("unknown-column", [[*HEAD, "经办人"], [*ONE, "张三"]], rows=[NEW], wrong=["unknown-columns 1 L"]),
        _case("unknown-column-accepted", [[*HEAD, "经办人"], [*ONE, "张三"]], rows=[NEW], told=["unknown-columns"],
              accept=frozenset({"unknown-columns"})),
        _case("unknown-column-without-data", [[*HEAD, "经办人"], ONE], rows=[NEW]),
        _case("cell-without-heading", [HEAD, [*ONE, None, "5"]], wrong=["cells_stand_below_a_heading 2 M"]),
        _case("one-heading-twice", [[*HEAD, "收入"], [*ONE, 5]], wrong=["headings_name_a_field_once 1 gross"]),
        _case("no-heading", [ONE, TWO], wrong=["sheets_have_a_heading 0"]),
        _case("headings-merged-over-two-rows", [["收入编号", "资金", "月份", "依据", "金额", None], [*[None] * 4, "收入", "合理成本"], short],
              lambda s: [s.merge_cells(f"{c}1:{c}2") for c in "ABCD"] + [s.merge_cells("E1:F1")], rows=[NEW]),
    ]  # fmt: skip


def _rows() -> list[Case]:
    left = ["totals_are_left_out"]

    def strike(sheet: Worksheet) -> None:
        sheet["G2"].font = Font(strike=True)

    key_first = [HEAD, ONE]
    return [
        _case("totals-agree", [HEAD, ONE, TWO, _total(350)], rows=[NEW, NEXT], told=left),
        _case("totals-spaced", [HEAD, ONE, TWO, _total(350, "合  计：")], rows=[NEW, NEXT], told=left),
        _case("subtotals-and-total", [HEAD, ONE, _total(100, "小计"), TWO, _total(250, "本页合计"), _total(350, "总计")],
              rows=[NEW, NEXT], told=left),
        _case("totals-among-the-rows", [HEAD, ONE, _total(100), TWO], rows=[NEW, NEXT], told=left),
        _case("totals-differ", [HEAD, ONE, TWO, _total(360)], rows=[NEW, NEXT], told=left, wrong=["totals-differ 4 gross"]),
        _case("totals-differ-accepted", [HEAD, ONE, TWO, _total(360)], rows=[NEW, NEXT], told=["totals-differ", *left],
              accept=frozenset({"totals-differ"})),
        _case("totals-of-a-month", [HEAD, ONE, ["合计", None, "2025年3月", *[None] * (GROSS - 4), 100]], rows=[NEW], told=left),
        _case("totals-as-excel-outlines-them", [HEAD, ONE, [None, "创富资金 汇总", *[None] * (GROSS - 3), 100], _total(100, "总计")], rows=[NEW], told=left),
        _case("an-entry-called-total", [HEAD, entry(entry_id=None, note="总额")], rows=[new(entry_id="", note="总额")]),
        _case("heading-sorted-among-the-rows", [ONE, HEAD, TWO], rows=[], wrong=["rows_stand_below_their_heading 1"]),
        _case("struck-through", [HEAD, ONE], strike, rows=[NEW], wrong=["struck-rows 2"]),
        _case("a-very-long-cell", [HEAD, entry(gross="(" * 20_000)], wrong=["cells_are_of_bearable_length 2 gross"]),
        _case("totals-without-a-figure", [HEAD, ONE, _total(None)], rows=[NEW], told=left),
        _case("the-word-total-in-a-note", [HEAD, entry(note="合计")], rows=[new(note="合计")]),
        _case("blank-rows", [HEAD, [], ONE, [], [], TWO], rows=[NEW, NEXT]),
        _case("signatures-below", [HEAD, ONE, [], ["制表人：张三", None, "审核：李四"], ["注：金额单位为元"]], rows=[NEW],
              told=["footers_are_left_out"]),
        _case("an-entry-that-begins-like-a-remark", [["说明", *HEAD[:-1]], ["注：补记", *ONE[:-1]]], rows=[new(note="注：补记")]),
        _case("example-row", [HEAD, ["示例 r-1", *ONE[1:]], ["例：r-1"], ONE], rows=[NEW], told=["examples_are_left_out"]),
        _case("heading-on-every-page", [HEAD, ONE, HEAD, TWO], rows=[NEW, NEXT], told=["repeated_headings_are_left_out"]),
        _case("comments", key_first, lambda s: setattr(s["G2"], "comment", Comment("张三说的", "x")), rows=[NEW],
              told=["comments_are_left_out"]),
        Case("csv-row-too-wide", "revenue.csv", text(table(entry(gross="1,234.50"))), wrong=["rows_are_as_wide_as_their_heading 2"]),
        Case("csv-row-too-wide-with-blank-end", "revenue.csv", text([HEAD, [*entry(gross="1,234.50")[:-1], ""]]),
             wrong=["rows_are_as_wide_as_their_heading 2"]),
        Case("csv-row-too-narrow", "revenue.csv", text([HEAD, ONE[:-1]]), wrong=["rows_are_as_wide_as_their_heading 2"]),
        Case("csv-quoted-amount", "revenue.csv", text(table(entry(gross='"￥1,234.50"'))), [new(gross="1234.50")]),
    ]  # fmt: skip


def _hidden() -> list[Case]:
    def hide_row(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    def hide_column(sheet: Worksheet) -> None:
        sheet.column_dimensions["H"].hidden = True

    def hide_sheet(sheet: Worksheet) -> None:
        sheet.parent.create_sheet("Sheet2")
        sheet.sheet_state = "hidden"

    rows = [HEAD, ONE, TWO]
    both = [NEW, NEXT]
    return [
        _case("hidden-row", rows, hide_row, rows=both, wrong=["hidden-rows 3"]),
        _case("hidden-row-accepted", rows, hide_row, rows=both, told=["hidden-rows"], accept=frozenset({"hidden-rows"})),
        Case("row-of-no-height", "a.xlsx", repacked(workbook(rows), {SHEET: lambda raw: raw.replace(b'<row r="3"', b'<row ht="0" r="3"')}),
             both, ["hidden-rows 3"]),
        Case("rows-hidden-by-default", "a.xlsx", repacked(workbook(rows), {SHEET: lambda raw: raw.replace(b"<sheetFormatPr", b'<sheetFormatPr zeroHeight="1"')}),
             both, ["hidden-rows 2", "hidden-rows 3"]),
        _case("hidden-column", rows, hide_column, rows=both, wrong=["hidden-columns 0 cost"]),
        _case("hidden-blank-column", rows, lambda s: setattr(s.column_dimensions["K"], "hidden", True), rows=both),
        _case("hidden-sheet", rows, hide_sheet, rows=both, wrong=["hidden-sheets 0"]),
    ]  # fmt: skip


def _merged() -> list[Case]:
    rows = [HEAD, ONE, [*TWO[: GROSS - 1], None, *TWO[GROSS:]]]
    return [
        _case("merged-amounts", rows, lambda s: s.merge_cells("G2:G3"), wrong=["data_cells_are_not_merged 2"],
              rows=[NEW, {k: v for k, v in NEXT.items() if k != "gross"}]),
        _case("merged-totals", [HEAD, ONE, _total(100)], lambda s: s.merge_cells("A3:C3"), rows=[NEW],
              told=["totals_are_left_out"]),
    ]  # fmt: skip


def _formulas() -> list[Case]:
    def formula(sheet: Worksheet) -> None:
        sheet["G2"] = "=50+50"

    def row_of_formulas(sheet: Worksheet) -> None:
        sheet["A3"], sheet["G3"] = "=A2", "=G2"

    def error(sheet: Worksheet) -> None:
        sheet["G2"] = "#REF!"
        sheet["G2"].data_type = "e"

    return [
        Case("formula-with-its-result", "a.xlsx", computed([HEAD, ONE], "G2", "=50+50", 100), [NEW],
             told=["formulas_are_taken_as_last_computed"]),
        Case("formula-with-float-noise", "a.xlsx", computed([HEAD, ONE], "G2", "=0.1+0.2", 0.1 + 0.2), [new(gross="0.30")],
             wrong=["float-noise 2 gross"], told=["formulas_are_taken_as_last_computed"]),
        Case("number-with-float-noise", "a.xlsx", repacked(workbook([HEAD, entry(gross=7)]), {SHEET: lambda raw: raw.replace(b"<v>7</v>", b"<v>0.30000000000000004</v>")}),
             [new(gross="0.30")], ["float-noise 2 gross"]),
        Case("number-as-excel-writes-it", "a.xlsx", repacked(workbook([HEAD, entry(gross=7)]), {SHEET: lambda raw: raw.replace(b"<v>7</v>", b"<v>1234.5599999999999</v>")}),
             [new(gross="1234.56")]),
        Case("formula-with-an-error", "a.xlsx", computed([HEAD, ONE], "G2", "=1/0", "#DIV/0!"), wrong=["cells_hold_no_errors 2 gross"]),
        _case("a-row-of-formulas-never-computed", [HEAD, ONE], row_of_formulas, rows=[NEW],
              wrong=["formulas_carry_their_result 3 entry_id", "formulas_carry_their_result 3 gross"]),
        _case("formula-never-computed", [HEAD, ONE], formula, wrong=["formulas_carry_their_result 2 gross"]),
        _case("error-cell", [HEAD, ONE], error, wrong=["cells_hold_no_errors 2 gross"]),
    ]  # fmt: skip


def _tables() -> list[Case]:
    payments = titles("disbursements")
    paid = entry("disbursements", payment_id="d-9", fund_id="f-a", paid_on="2025-03-05", purpose="greening",
                 description="修剪", amount="1.00")  # fmt: skip
    read = {name: value for name, value in zip(fields("disbursements"), paid, strict=True) if value}

    def several(*sheets: tuple[str, Sequence[Row]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        return saved(book)

    rows = [["x"]]
    return [
        _case("two-tables-one-below-the-other", [HEAD, ONE, [], payments, paid], wrong=["sheets_hold_one_table 4"]),
        _case("another-table-above", [payments, paid, [], HEAD, ONE], wrong=["sheets_hold_one_table 1"]),
        _case("two-tables-of-other-columns", [HEAD, ONE, [], HEAD[::-1], ONE[::-1]], wrong=["sheets_hold_one_table 4"]),
        _case("two-tables-side-by-side", [[*HEAD, None, *HEAD], [*ONE, None, *TWO]],
              wrong=[f"headings_name_a_field_once 1 {name}" for name in sorted(fields())]),
        Case("two-sheets", "b.xlsx", several(("收入", [HEAD, ONE]), ("支出", [payments, paid]), ("Sheet3", [])), [NEW, read]),
        Case("sheets-by-english-title", "b.xlsx", several(("Disbursements", [payments, paid])), [read]),
        Case("sheets-by-heading", "b.xlsx", several(("Sheet1", [HEAD, ONE]), ("Sheet2", [payments, paid])), [NEW, read]),
        Case("explanations-and-lists", "b.xlsx", several(("说明", rows), ("收入", [HEAD, ONE]), ("_lists", [["sunledger-template 1"]])), [NEW]),
        Case("a-later-template", "b.xlsx", several(("收入", [HEAD, ONE]), ("_lists", [["sunledger-template 2"]])),
             wrong=["templates_are_of_this_version 0"]),
        Case("computed-sheets", "b.xlsx", several(("fund_months", rows), ("收入", [HEAD, ONE])), [NEW],
             told=["sheets_without_entries_are_passed_over"]),
        Case("computed-file", "fund_months.csv", text([["x", "y"]]), wrong=["tables_are_entered_not_computed 0"]),
        Case("a-sheet-of-something-else", "b.xlsx", several(("Sheet1", [["姓名", "电话"], ["张三", "x"]])), wrong=["sheets_tell_their_dataset 0"]),
        Case("one-sheet-asked-for", "b.xlsx", several(("杂项", [["x"]]), ("收入", [HEAD, ONE])), [NEW], sheet="收入"),
        Case("dataset-asked-for", "b.csv", text([["收入编号", "收入"], ["r-1", "5"]]), [{"entry_id": "r-1", "gross": "5.00"}], dataset="revenue"),
        Case("key-without-column", "services.csv", text([["单位", "月份", "数值"], ["lan-c01-a", "2025-03", "5"]]),
             wrong=["headings_name_the_key 1 indicator_id"]),
    ]  # fmt: skip


def _units() -> list[Case]:
    gross, wan = HEAD.index("收入"), new(gross="12000.00")
    heads = {unit: [*HEAD[:gross], f"收入({unit})", *HEAD[gross + 1 :]] for unit in ("元", "万元", "千元")}
    row = entry(gross="1.2")
    both = ["unit-wan 3 gross", "unit-wan 3 cost"]
    return [
        _case("yuan-in-heading", [heads["元"], ONE], rows=[NEW]),
        _case("wan-in-heading", [heads["万元"], row], rows=[wan], wrong=["unit-wan 2 gross"]),
        _case("wan-in-heading-accepted", [heads["万元"], row], rows=[wan], told=["unit-wan"], accept=frozenset({"unit-wan"})),
        _case("wan-above-the-table", [["单位：万元"], HEAD, row], rows=[wan], wrong=sorted(both)),
        _case("wan-in-brackets-of-the-title", [["收支表（万元）"], HEAD, row], rows=[wan], wrong=sorted(both)),
        _case("wan-beside-the-heading", [["收支表"], [*HEAD, "单位：人民币万元"], row], rows=[wan], wrong=sorted(both)),
        _case("wan-below-the-table", [["收支表"], HEAD, row, ["注：单位为万元"]], rows=[wan], wrong=sorted(both), told=["footers_are_left_out"]),
        _case("wan-after-a-name-that-looks-like-yuan", [["填报单位：状元社区", "单位：户、万元"], HEAD, row], rows=[wan], wrong=sorted(both)),
        _case("two-units-of-which-one-is-wan", [["单位：元", "（万元）"], HEAD, row], rows=[wan], wrong=sorted(both)),
        _case("wan-in-prose-below", [HEAD, ONE, ["注：10万元以上的另行公示"]], rows=[NEW], told=["footers_are_left_out"]),
        Case("wan-in-the-name-of-the-file", "收入_万元.csv", text([["收支表", *[None] * (WIDTH - 1)], HEAD, row]), rows=[wan], wrong=sorted(both)),
        Case("amount-in-the-name-of-the-file", "收入10万元以下.csv", text([HEAD, ONE]), rows=[NEW], dataset="revenue"),
        Case("wan-in-the-name-of-the-sheet", "a.xlsx", workbook([["收支表"], HEAD, row], name="收入(万元)"), rows=[wan], wrong=sorted(both)),
        _case("yuan-in-a-cell-below-wan", [heads["万元"], entry(gross="1.2元")], wrong=["units_agree 2 gross"]),
        _case("yuan-above-the-table", [["收支表", None, "金额单位：元"], HEAD, ONE], rows=[NEW]),
        _case("units-contradict", [["单位：元"], heads["万元"], row], wrong=["units_agree 2 gross", "unit-wan 3 gross"], rows=[wan]),
        _case("thousands-beyond-the-fen", [heads["千元"], entry(gross="1.234567")], wrong=["amounts_have_few_decimals 2 gross"]),
    ]  # fmt: skip


def _old() -> list[Case]:
    old = [[*ONE[: GROSS - 1], 100.0, *ONE[GROSS:]]]
    month = fields().index("month")
    dated = [[*ONE[:month], 45717.0, *ONE[month + 1 :]]]
    later = [[*ONE[:month], 44255.0, *ONE[month + 1 :]]]

    def epoch(sheet: Worksheet) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet.cell(2, month + 1).value = dt.date(2025, 3, 1)

    first = "months_are_taken_from_first_days"
    return [
        Case("xls", "a.xls", xls([HEAD, *old]), [NEW]),
        Case("xls-date", "a.xls", xls([HEAD, *dated], days=[(1, month)]), [NEW], told=[first]),
        Case("xls-counted-from-1904", "a.xls", xls([HEAD, *later], days=[(1, month)], later_epoch=True), [NEW],
             told=["days_are_counted_from_1904", first]),
        Case("xlsx-counted-from-1904", "a.xlsx", workbook([HEAD, ONE], epoch), [NEW], told=["days_are_counted_from_1904", first]),
        Case("xls-formula", "a.xls", xls([HEAD, *old], formulas=[(1, GROSS - 1)]), [NEW], told=["formulas_are_taken_as_last_computed"]),
        Case("xls-hidden-row", "a.xls", xls([HEAD, *old], hidden=[1]), [NEW], wrong=["hidden-rows 2"]),
        Case("xls-macro-sheet", "a.xls", xls([HEAD, *old]).replace(struct.pack("<BBBB", 0, 0, 2, 1), struct.pack("<BBBB", 0, 1, 2, 1)), wrong=["workbooks_hold_no_macros 0"]),
        Case("xls-error", "a.xls", xls([HEAD, [*ONE[:GROSS - 1], "#REF!", *ONE[GROSS:]]]), wrong=["cells_hold_no_errors 2 gross"]),
    ]  # fmt: skip
