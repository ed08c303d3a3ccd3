"""Cells of every kind: amounts, months, days, ids, codes, words; each in a file of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.corpus import Case, new
from tests.intake.files import entry, fields, table, text, titles, workbook

# column, what is written in text, what it is read as
TAKEN = [
    ("gross", "￥1 234.50".replace(" ", ""), "1234.50"),
    ("gross", "¥1234.5", "1234.50"),
    ("gross", "1234.5元", "1234.50"),
    ("gross", "人民币1234.50元", "1234.50"),
    ("gross", "  1234.50 ", "1234.50"),
    ("gross", "\u30001234.50\u00a0", "1234.50"),
    ("gross", "１２３４．５０", "1234.50"),
    ("gross", "(1234.50)", "-1234.50"),
    ("gross", "（1234.50）", "-1234.50"),
    ("gross", "1234.50-", "-1234.50"),
    ("gross", "-¥1234.50", "-1234.50"),
    ("gross", "¥-1234.50", "-1234.50"),
    ("gross", "−1234.50", "-1234.50"),
    ("gross", "1234.5000", "1234.50"),
    ("gross", "0", "0.00"),
    ("gross", ".5", "0.50"),
    ("gross", "12.", "12.00"),
    ("gross", "9999999999999.99", "9999999999999.99"),
    ("month", "2025年3月", "2025-03"),
    ("month", "2025年3月份", "2025-03"),
    ("month", "2025-3", "2025-03"),
    ("month", "2025/03", "2025-03"),
    ("month", "202503", "2025-03"),
    ("month", "2025.10", "2025-10"),
    ("month", "2025.3", "2025-03"),
    ("month", "2025/3/1", "2025-03"),
    ("basis", "使用费", "fee"),
    ("basis", "FEE", "fee"),
    ("basis", "零申报", "nil"),
    ("consent_publish", "是", "true"),
    ("consent_publish", "TRUE", "true"),
    ("consent_publish", "否", "false"),
    ("fund_id", "创富资金", "f-ent"),
    ("fund_id", "f-ent 创富资金", "f-ent"),
    ("fund_id", "创富资金（f-ent）", "f-ent"),
    ("fund_id", "ｆ－ｅｎｔ", "f-ent"),
    ("note", "摊位费", "摊位费"),
    ("note", "'=1+1", "=1+1"),
]

# column, what is written in text, the rule that refuses it
REFUSED = [
    ("gross", "1.234.50", "amounts_group_digits_by_three"),
    ("gross", "约1200", "amounts_are_plain_figures"),
    ("gross", "1200左右", "amounts_are_plain_figures"),
    ("gross", "1200+300", "amounts_are_plain_figures"),
    ("gross", "壹万元", "amounts_are_plain_figures"),
    ("gross", "-", "amounts_are_plain_figures"),
    ("gross", "(-5)", "amounts_are_plain_figures"),
    ("gross", "12.345", "amounts_have_few_decimals"),
    ("gross", "1.23457E+11", "amounts_are_not_scientific"),
    ("gross", "$1234.50", "amounts_are_in_yuan"),
    ("gross", "1234.50美元", "amounts_are_in_yuan"),
    ("gross", "50%", "amounts_are_plain_figures"),
    ("gross", "99999999999999", "amounts_have_few_digits"),
    ("gross", "1234①", "amounts_are_plain_figures"),
    ("gross", "10²", "amounts_are_plain_figures"),
    ("gross", "⑴", "amounts_are_plain_figures"),
    ("gross", "#######", "cells_hold_no_errors"),
    ("gross", "#REF!", "cells_hold_no_errors"),
    ("month", "3月", "months_are_plain_months"),
    ("month", "2025.1", "months_are_plain_months"),
    ("month", "2025-13", "months_are_plain_months"),
    ("month", "Mar-25", "months_are_plain_months"),
    ("month", "25-3", "months_are_plain_months"),
    ("entry_id", "1.23E+11", "ids_are_not_mangled"),
    ("entry_id", "3月1日", "ids_are_not_mangled"),
    ("entry_id", "2025/3/1", "ids_are_not_mangled"),
    ("entry_id", "R-8", "ids_have_their_form"),
    ("fund_id", "创富基金", "ids_have_their_form"),
    ("fund_id", "f-a 创富资金", "ids_have_their_form"),
    ("basis", "使用", "codes_are_in_the_list"),
    ("consent_publish", "同意", "answers_are_yes_or_no"),
    ("note", "=cmd|'/c calc'!A0", "cells_are_not_formulas"),
    ("note", "@SUM(A1)", "cells_are_not_formulas"),
    ("note", "＝1+1", "cells_are_not_formulas"),
    ("note", "摊位\u200b费", "cells_hold_no_hidden_characters"),
]

# column, what is written in text, what is asked, what it is read as
ASKED = [
    ("gross", "1.2万", "amounts-in-wan", "12000.00"),
    ("gross", "1.2万元", "amounts-in-wan", "12000.00"),
    ("gross", "1 234.50", "spaces-in-amounts", "1234.50"),
    ("month", "2025-03-15", "months-from-days", "2025-03"),
    ("month", "45717", "date-serials", "2025-03"),
]

# column, value of the cell, its format, what it is read as or what refuses or asks it
STORED: list[tuple[str, Any, str, str]] = [
    ("gross", 1234.5, "General", "1234.50"),
    ("gross", 1234, '"¥"#,##0.00', "1234.00"),
    ("gross", 0.1 + 0.7, "0.00", "float-noise"),
    ("gross", 0.125, "0.00", "amounts_have_few_decimals"),
    ("gross", 1 / 3, "0.00", "amounts_have_few_decimals"),
    ("gross", 1e16, "General", "amounts_are_not_scientific"),
    ("gross", 12345678901234567, "General", "amounts_are_not_scientific"),
    ("gross", 5, "[$$-409]#,##0.00", "amounts_are_in_yuan"),
    ("gross", 5, "[$￥-804]#,##0.00", "5.00"),
    ("gross", 5, "$#,##0.00", "amounts_are_in_yuan"),
    ("gross", 5, '0.00"港元"', "amounts_are_in_yuan"),
    ("gross", 1.2, '0.00"万"', "shown-otherwise"),
    ("gross", 1234.56, "#,##0", "shown-otherwise"),
    ("gross", 1234567, "#,##0,", "shown-otherwise"),
    ("gross", 0.5, "0%", "shown-otherwise"),
    ("gross", -3, "0;0", "shown-otherwise"),
    ("gross", 6, ";;;", "shown-otherwise"),
    ("gross", 1234.5, '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "1234.50"),
    ("gross", -7, "#,##0.00_);[Red]#,##0.00", "-7.00"),
    ("gross", 0, '#,##0.00;-#,##0.00;"-"', "0.00"),
    ("gross", True, "General", "amounts_are_plain_figures"),
    ("gross", dt.date(2025, 3, 1), "yyyy-mm-dd", "amounts_are_plain_figures"),
    ("gross", "￥1,234.50", "@", "1234.50"),
    ("gross", "１，２３４．５０", "@", "1234.50"),
    ("gross", "1,2345", "@", "amounts_group_digits_by_three"),
    ("gross", "0,123", "@", "amounts_group_digits_by_three"),
    ("gross", "1.234,50", "@", "amounts_group_digits_by_three"),
    ("gross", "12,34.50", "@", "amounts_group_digits_by_three"),
    ("month", dt.date(2025, 3, 1), "yyyy-mm", "2025-03"),
    ("month", dt.date(2025, 3, 15), "yyyy-mm-dd", "months-from-days"),
    ("month", dt.date(2025, 3, 2), 'm"月"d"日"', "years-not-shown"),
    ("month", dt.datetime(2025, 3, 1, 9, 30), "yyyy-mm-dd", "dates_carry_no_time"),  # noqa: DTZ001 - cells know no zone
    ("month", 202503, "General", "2025-03"),
    ("month", 2025.1, "General", "months_are_plain_months"),
    ("month", 45717, "General", "date-serials"),
    ("entry_id", 8, "General", "number-ids"),
    ("entry_id", dt.date(2025, 3, 1), "mm-dd", "ids_are_not_mangled"),
    ("entry_id", 1.23e20, "General", "ids_are_not_mangled"),
    ("note", 7, "General", "numbers-as-text"),
    ("note", dt.date(2025, 3, 1), "mm-dd", "texts_are_not_dates"),
    ("note", "第一行\n第二行", "@", "cells_hold_one_line"),
    ("note", "_x000D_", "@", "cells_hold_no_hidden_characters"),
    ("consent_publish", True, "General", "true"),
]

# days of payments: what is written, what it is read as or what refuses or asks it
DAYS = [
    ("2025-03-05", "2025-03-05"), ("2025/3/5", "2025-03-05"), ("2025.3.5", "2025-03-05"),
    ("2025年3月5日", "2025-03-05"), ("20250305", "2025-03-05"), ("2025-03-05 00:00:00", "2025-03-05"),
    ("２０２５－０３－０５", "2025-03-05"), ("45721", "date-serials"),
    ("2025-3-1①", "dates_are_plain_days"),
    ("2025-02-30", "dates_are_plain_days"), ("3/5/2025", "dates_are_plain_days"),
    ("25-3-5", "dates_are_plain_days"), ("3月5日", "dates_are_plain_days"),
    ("2025-03/05", "dates_are_plain_days"), ("2025-03-05 08:00", "dates_carry_no_time"),
]  # fmt: skip

# percentages of a scheme: the cell, its format, what it is read as or what asks it
PERCENTS: list[tuple[Any, str, str]] = [
    ("50", "@", "50"), ("50%", "@", "50"), (50, "General", "50"), (0.5, "0%", "percent-format"), ("12.50", "@", "12.5"),
]  # fmt: skip

_SCHEME = {"scheme_id": "s-1", "bucket": "reinvest", "name": "再投资", "base": "net_income", "position": "1",
           "valid_from": "2025-01-01", "authority": "县办法"}  # fmt: skip
_PAID = {
    "payment_id": "d-9",
    "fund_id": "f-a",
    "purpose": "greening",
    "description": "修剪",
    "amount": "1.00",
}


def cases() -> list[Case]:
    """Return a case for each cell."""
    return [*_texts(), *_stored(), *_days(), *_percents(), *_others()]


def _texts() -> list[Case]:
    found = []
    for number, (column, written, value) in enumerate(TAKEN):
        raw = text(table(entry(**{column: written})))
        told = {"2025/3/1": "months_are_taken_from_first_days", "创富资金": "names_are_read_as_ids"}.get(
            written
        )
        found.append(
            Case(
                f"taken-{number}-{column}",
                "revenue.csv",
                raw,
                [new(**{column: value})],
                told=[told] if told else [],
            )
        )
    for number, (column, written, rule) in enumerate(REFUSED):
        raw = text(table(entry(**{column: written})))
        found.append(Case(f"refused-{number}-{column}", "revenue.csv", raw, wrong=[f"{rule} 2 {column}"]))
    for number, (column, written, kind, value) in enumerate(ASKED):
        raw, row = text(table(entry(**{column: written}))), new(**{column: value})
        found.append(
            Case(f"asked-{number}-{column}", "revenue.csv", raw, [row], wrong=[f"{kind} 2 {column}"])
        )
        found.append(
            Case(
                f"accepted-{number}-{column}",
                "revenue.csv",
                raw,
                [row],
                told=[kind],
                accept=frozenset({kind}),
            )
        )
    return found


def _stored() -> list[Case]:
    found = []
    read = {("gross", 0.1 + 0.7): "0.80", ("month", dt.date(2025, 3, 15)): "2025-03",
            ("gross", 1.2): "1.20", ("gross", 1234.56): "1234.56", ("gross", 1234567): "1234567.00",
            ("gross", 0.5): "0.50", ("gross", -3): "-3.00", ("gross", 6): "6.00",
            ("month", dt.date(2025, 3, 2)): "2025-03", ("month", 45717): "2025-03", ("entry_id", 8): "8", ("note", 7): "7"}  # fmt: skip
    for number, (column, value, shape, outcome) in enumerate(STORED):

        def change(sheet: Worksheet, at: int = fields().index(column) + 1, shape: str = shape) -> None:
            sheet.cell(2, at).number_format = shape

        raw = workbook([titles(), entry(**{column: value})], change)
        name = f"stored-{number}-{column}"
        if "_" in outcome:
            found.append(Case(name, "a.xlsx", raw, wrong=[f"{outcome} 2 {column}"]))
        elif "-" in outcome and (column, value) in read:
            row = new(**{column: read[column, value]})
            found.append(Case(name, "a.xlsx", raw, [row], wrong=[f"{outcome} 2 {column}"]))
        else:
            told = ["months_are_taken_from_first_days"] if value == dt.date(2025, 3, 1) else []
            found.append(Case(name, "a.xlsx", raw, [new(**{column: outcome})], told=told))
    return found


def _days() -> list[Case]:
    found = []
    for number, (written, outcome) in enumerate(DAYS):
        cells = _PAID | {"paid_on": written}
        raw = text(table(entry("disbursements", **cells), dataset="disbursements"))
        rows = [] if "_" in outcome else [_PAID | {"paid_on": "2025-03-05"}]
        wrong = [f"{outcome} 2 paid_on"] if not outcome.startswith("2025") else []
        found.append(Case(f"day-{number}", "支出.csv", raw, rows, wrong))
    return found


def _percents() -> list[Case]:
    found = []
    at = fields("schemes").index("percent") + 1
    for number, (value, shape, outcome) in enumerate(PERCENTS):

        def change(sheet: Worksheet, shape: str = shape) -> None:
            sheet.cell(2, at).number_format = shape

        raw = workbook(
            table(entry("schemes", **_SCHEME, percent=value), dataset="schemes"), change, "分配方案"
        )
        asked = outcome == "percent-format"
        row = _SCHEME | {"percent": "50" if asked else outcome}
        found.append(
            Case(f"percent-{number}", "a.xlsx", raw, [row], [f"{outcome} 2 percent"] if asked else [])
        )
    return found


def _others() -> list[Case]:
    """Cells of columns that revenue does not have: years, quarters, whole numbers with their counter."""

    def turnover(year: object) -> bytes:
        return workbook([["合同编号", "年份", "营业额"], ["k-1", year, "5"]], name="年营业额和利润")

    def transfer(period: str) -> bytes:
        return text([["划转编号", "所属季度"], ["t-1", period]])

    def paid(households: str) -> bytes:
        return text([["支出编号", "惠及户数"], ["d-1", households]])

    read = {"contract_id": "k-1", "year": "2025", "turnover": "5.00"}
    return [
        Case("year", "a.xlsx", turnover(2025), [read]),
        Case("year-in-words", "a.xlsx", turnover("2025年度"), [read]),
        Case("year-of-two-digits", "a.xlsx", turnover("25年"), wrong=["years_are_plain_years 2 year"]),
        Case("quarter", "transfers.csv", transfer("2025-Q1"), [{"transfer_id": "t-1", "period": "2025-Q1"}]),
        Case("quarter-in-words", "transfers.csv", transfer("一季度"), wrong=["cells_have_their_form 2 period"]),
        Case("households", "支出.csv", paid("１２０ 户"), [{"payment_id": "d-1", "households": "120"}]),
        Case("half-a-household", "支出.csv", paid("0.5"), wrong=["amounts_have_few_decimals 2 households"]),
        Case("households-in-wan", "支出.csv", paid("1.2万"), wrong=["amounts_are_plain_figures 2 households"]),
    ]  # fmt: skip
