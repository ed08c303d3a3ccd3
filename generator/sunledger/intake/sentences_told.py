"""What an import does without asking, and tells: in Chinese and English, with what to do otherwise."""

from __future__ import annotations

Texts = tuple[str, str, str, str]

_SEE = ("若不对，改原表再导入。", "If that is wrong, mend the file and import it again.")

TOLD: dict[str, Texts] = {
    "formulas_are_taken_as_last_computed": (
        "公式，取文件里存着的结果 {found}",
        "A formula: its result as stored in the file is taken, {found}",
        "若数据改过，在 Excel 里重新计算并保存。",
        "If figures have changed since, compute and save again in Excel.",
    ),
    "totals_are_left_out": (
        "合计行不是账目，略去{agrees_zh}",
        "A row of totals is no entry and is left out{agrees_en}",
        *_SEE,
    ),
    "examples_are_left_out": ("示例行，略去", "An example row, left out", *_SEE),
    "footers_are_left_out": (
        "表下的签字或说明，略去",
        "Signatures or remarks below the table, left out",
        *_SEE,
    ),
    "repeated_headings_are_left_out": ("重复的表头，略去", "The heading once more, left out", *_SEE),
    "serial_numbers_are_left_out": ("序号列，略去", "A column of serial numbers, left out", *_SEE),
    "sheets_without_entries_are_passed_over": (
        "这张表不是记账员填的账目，没有读",
        "The sheet holds no entries that clerks keep; it was not read",
        "要读它，用 --sheet 和 --dataset 指明。",
        "To have it read, name it by --sheet and --dataset.",
    ),
    "tables_without_rows_change_nothing": (
        "表头下面没有账目",
        "There is no entry below the heading",
        "填好再导入；本来就没有就不必导入。",
        "Fill it in and import it again, or leave it if there is nothing.",
    ),
    "comments_are_left_out": (
        "有 {count} 个批注，没有导入",
        "{count} comments are not imported",
        "需要公开的写进说明栏。",
        "Write what is to be public into the column for notes.",
    ),
    "months_are_taken_from_first_days": (
        "Excel 把月份存成了日期，{found} 读作 {read}",
        "Excel has stored the month as a date: {found} is read as {read}",
        *_SEE,
    ),
    "names_are_read_as_ids": (
        "写的是名称，读作编号 {read}",
        "A name, read as the id {read}",
        *_SEE,
    ),
    "days_are_counted_from_1904": (
        "工作簿从 1904 年起计日（旧 Mac 格式），已按此读日期",
        "The workbook counts days from 1904, as on old Macs; dates are read so",
        *_SEE,
    ),
    "rows_are_taken_once": (
        "与 {other} 完全相同，只取一次",
        "The same as {other}; taken once",
        *_SEE,
    ),
    "blank_cells_leave_what_stands": (
        "空着，保留已有的值",
        "Blank: the value that stands is kept",
        "要清空已有的值，加 --accept erase。",
        "To have values erased, add --accept erase.",
    ),
}
