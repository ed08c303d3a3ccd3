"""The checks that need no SQL: files, text, headers and cells. Their texts stand here, once.

A key is the rule's name: a true sentence about good data. ``message`` and ``fix`` are filled
with the facts of a finding. What else the site says of a check stands in ``builtin_pages``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.builtin_seals import SEALS
from sunledger.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Builtin:
    """One built-in check in both languages."""

    title_zh: str
    title_en: str
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    severity: Severity = Severity.ERROR


def _check(
    title: tuple[str, str],
    message: tuple[str, str],
    fix: tuple[str, str],
    severity: Severity = Severity.ERROR,
) -> Builtin:
    return Builtin(*title, *message, *fix, severity)


BUILTINS: dict[str, Builtin] = {
    "files_are_plain": _check(
        ("只读普通文件", "Only plain files are read"),
        ("这里是{kind_zh}，不是普通文件", "This is a {kind_en}, not a plain file"),
        ("换成普通文件再提交。", "Replace it by a plain file."),
    ),
    "files_are_of_bearable_size": _check(
        ("文件不超过上限", "Files stay below the size limit"),
        ("文件有 {size} 字节，上限 {limit} 字节", "The file has {size} bytes; the limit is {limit}"),
        (
            "账目按年份拆成几个文件，例如 revenue-2025.csv；文字写短些。",
            "Split accounts by year, as in revenue-2025.csv; shorten prose.",
        ),
    ),
    "folders_are_named_by_ids": _check(
        ("目录名是编号", "Folders are named by ids"),
        (
            "目录名只能用小写字母、数字和连字符，最多 40 个字符",
            "A folder's name may hold lower-case letters, digits and hyphens only, 40 characters at most",
        ),
        ("用单位编号作目录名，例如 data/tan/tan-c01。", "Name it by the unit's id, as in data/tan/tan-c01."),
    ),
    "files_stand_in_their_place": _check(
        ("文件放在县或社区的目录里", "Files stand in a county's or a community's folder"),
        (
            "数据文件只能放在 data/<县>/ 或 data/<县>/<社区>/",
            "Data files stand in data/<county>/ or data/<county>/<community>/",
        ),
        ("把文件移到所属的目录。", "Move the file to the folder it belongs to."),
    ),
    "files_are_named_by_datasets": _check(
        ("文件名说明是哪个数据集", "A file's name says its dataset"),
        ("文件名 {name} 不是数据集的名称{nearest_zh}", "{name} is not named by a dataset{nearest_en}"),
        (
            "文件名写数据集的英文名，可加年份，例如 revenue.csv、revenue-2025.csv。",
            "Name it by its dataset, with a year if you like: revenue.csv, revenue-2025.csv.",
        ),
    ),
    "other_files_are_not_read": _check(
        ("账目之外的文件不读也不收", "Other files are neither read nor kept"),
        (
            "这个文件不是账目，没有读取，也就查不出里面有没有个人信息",
            "This file holds no accounts; it was not read, so nobody knows what personal data it holds",
        ),
        (
            "表格请另存为 CSV UTF-8；图片、PDF、压缩包请移出 data/。",
            "Save spreadsheets as CSV UTF-8; move pictures, PDFs and archives out of data/.",
        ),
    ),
    "files_are_not_utf_16": _check(
        ("文件不是 UTF-16 编码", "Files are not in UTF-16"),
        ("文件是 UTF-16 编码（Excel 的“Unicode 文本”）", "The file is in UTF-16 （Excel's “Unicode text”）"),
        ("在 Excel 里另存为“CSV UTF-8（逗号分隔）”。", "In Excel, save as “CSV UTF-8 (comma delimited)”."),
    ),
    "files_are_not_gbk": _check(
        ("文件不是 GBK 编码", "Files are not in GBK"),
        (
            "文件不是 UTF-8，看来是 GBK/GB18030(Excel 的“CSV（逗号分隔）”)",
            "The file is not UTF-8; it looks like GBK/GB18030 (Excel's “CSV (comma delimited)”)",
        ),
        (
            "在 Excel 里另存为“CSV UTF-8（逗号分隔）”，或运行 iconv -f GB18030 -t UTF-8。",
            "In Excel, save as “CSV UTF-8 (comma delimited)”, or run iconv -f GB18030 -t UTF-8.",
        ),
    ),
    "files_are_utf_8": _check(
        ("文件是 UTF-8 编码", "Files are in UTF-8"),
        ("第 {offset} 字节不是 UTF-8", "Byte {offset} is not UTF-8"),
        ("另存为“CSV UTF-8（逗号分隔）”。", "Save as “CSV UTF-8 (comma delimited)”."),
    ),
    "text_has_no_hidden_characters": _check(
        ("文字里没有看不见的字符", "Text holds no hidden characters"),
        ("有看不见的字符 {codepoint}", "There is a hidden character {codepoint}"),
        ("删掉这个字符，重新键入。", "Delete the character and type the text again."),
    ),
    "lines_are_of_bearable_length": _check(
        ("行不超过上限", "Lines stay below the length limit"),
        ("这一行超过 {limit} 字节", "The line is longer than {limit} bytes"),
        (
            "检查是不是丢了换行，或把别的文件粘进了格子。",
            "Look for lost line ends, or a file pasted into a cell.",
        ),
    ),
    "files_hold_something": _check(
        ("文件不是空的", "Files are not empty"),
        ("文件是空的，连表头也没有", "The file is empty, without even a header"),
        ("写上表头，或删掉文件。", "Write the header, or remove the file."),
    ),
    "files_have_rows": _check(
        ("表头下面有数据", "There are rows below the header"),
        ("只有表头，没有数据", "There is a header and no row"),
        ("补上数据；真的没有就删掉文件。", "Add the rows, or remove the file if there are none."),
        Severity.WARNING,
    ),
    "files_have_no_conflict_markers": _check(
        ("没有未解决的合并冲突", "No merge conflict is left"),
        ("有没解决的 git 合并冲突标记", "There is a git conflict marker"),
        (
            "选定一边的内容，删掉 <<<<<<<、=======、>>>>>>> 三行。",
            "Choose the right side and delete the lines <<<<<<<, ======= and >>>>>>>.",
        ),
    ),
    "files_are_not_pointers": _check(
        ("文件是账目本身，不是 LFS 指针", "Files are the accounts, not LFS pointers"),
        ("这是 Git LFS 指针，不是账目", "This is a Git LFS pointer, not the accounts"),
        ("不要用 LFS 存 CSV，把原文件直接提交。", "Do not keep CSV in LFS; commit the file itself."),
    ),
    "headers_use_commas": _check(
        ("表头用英文逗号分隔", "Headers are separated by commas"),
        ("表头像是用“{found}”分隔的", "The header seems to be separated by “{found}”"),
        ("用英文逗号分隔，另存为“CSV UTF-8（逗号分隔）”。", "Separate by commas; save as “CSV UTF-8”."),
    ),
    "headers_name_each_column": _check(
        ("表头列齐每一列", "Headers name every column"),
        ("缺少列 {column}({title_zh})", "Column {column} ({title_en}) is missing"),
        (
            "在表头补上 {column}；没有内容就每行留空。",
            "Add {column} to the header; leave cells blank if unknown.",
        ),
    ),
    "headers_name_a_column_once": _check(
        ("表头里一列只出现一次", "Headers name a column once"),
        ("列 {column} 出现了 {times} 次", "Column {column} appears {times} times"),
        ("留一列，删掉其余。", "Keep one and delete the others."),
    ),
    "headers_name_known_columns": _check(
        ("表头只用认识的列名", "Headers use known names"),
        ("不认识的列 {found}{nearest_zh}", "Unknown column {found}{nearest_en}"),
        ("列名照数据字典写；多余的列删掉。", "Use the names of the data dictionary; delete extra columns."),
    ),
    "quotes_are_closed": _check(
        ("引号成对", "Quotes are closed"),
        ("从这一行开始的双引号没有配对", "A double quote opened on this line is not closed rightly"),
        (
            "补上引号；内容里的引号写两次，或用中文引号。",
            "Close it; double a quote inside a cell, or use Chinese quotes.",
        ),
    ),
    "rows_are_as_long_as_the_header": _check(
        ("每行的列数与表头一样", "Rows are as long as the header"),
        (
            "这一行有 {found} 格，表头有 {expected} 列",
            "The row has {found} cells, the header {expected} columns",
        ),
        (
            "检查有没有多写或漏写逗号；内容里的逗号用中文逗号“，”。",
            "Look for a missing or extra comma; inside text use the Chinese comma.",
        ),
    ),
    "rows_are_not_blank": _check(
        ("没有空行", "No row is blank"),
        ("这一行是空的", "The row is blank"),
        ("删掉空行。", "Delete it."),
    ),
    "required_cells_are_filled": _check(
        ("必填的格子有内容", "Required cells are filled"),
        ("{title_zh} 不能空着", "{title_en} must not be blank"),
        ("填上{title_zh}。{description_zh}", "Fill in {title_en}. {description_en}"),
    ),
    "cells_have_the_right_type": _check(
        ("格子里是规定的类型", "Cells are of the right type"),
        ("{title_zh} 写的是{found}，应该是{type_zh}", "{title_en} holds {found}; expected is {type_en}"),
        ("{hint_zh}", "{hint_en}"),
    ),
    "cells_are_in_plain_form": _check(
        ("格子里是最朴素的写法", "Cells are in plain form"),
        ("{title_zh} 写的是{found}，应该是{type_zh}", "{title_en} holds {found}; expected is {type_en}"),
        ("{hint_zh}", "{hint_en}"),
    ),
    "cells_keep_to_their_limits": _check(
        ("格子里的值在允许范围内", "Cells keep to their limits"),
        (
            "{title_zh} 写的是{found}，不符合要求：{limit_zh}",
            "{title_en} holds {found}; required is: {limit_en}",
        ),
        ("{hint_zh}", "{hint_en}"),
    ),
    "cells_pass_every_other_test": _check(
        ("其他格式检查", "Every other test of form"),
        ("文件不符合数据规范（{type}）", "The file breaks the schema ({type})"),
        ("对照数据字典检查这一处。", "Compare the place with the data dictionary."),
    ),
    "no_personal_data_is_kept": _check(
        ("账目里没有个人信息", "No personal data is kept"),
        ("这里像是有{kind_zh}，内容不在此显示", "This seems to hold {kind_en}; it is not repeated here"),
        (
            "删掉个人信息，只写事由和户数；已经提交过的，请联系维护者清除历史。",
            "Delete it and write purpose and number of households only; if it was committed before, "
            "ask a maintainer to clear the history.",
        ),
    ),
    "credit_codes_have_their_check_character": _check(
        ("统一社会信用代码校验码正确", "Credit codes have their check character"),
        ("统一社会信用代码的校验码不对", "The check character of the unified social credit code is wrong"),
        ("照营业执照重新录入 18 位代码。", "Copy the 18 characters from the licence again."),
    ),
    "keys_are_unique": _check(
        ("编号不重复", "Keys are unique"),
        ("{key} = {found} 与 {other} 重复", "{key} = {found} repeats {other}"),
        (
            "同一编号只能有一行；删掉多余的，或换一个编号。",
            "Keep one row of a key; delete the other or give it a new id.",
        ),
    ),
    "references_lead_somewhere": _check(
        ("引用的编号存在", "References lead somewhere"),
        ("{title_zh} {found} 在 {target} 里找不到", "{title_en} {found} is not in {target}"),
        ("改成已有的编号，或先在 {target} 里登记。", "Use an existing id, or add it to {target} first."),
    ),
    "needed_datasets_are_there": _check(
        ("四个基本数据集齐全", "The four basic datasets are there"),
        ("缺少 {dataset}.csv({title_zh})", "{dataset}.csv ({title_en}) is missing"),
        (
            "至少要有 communities、funds、revenue、disbursements 四个文件。",
            "At least communities, funds, revenue and disbursements are needed.",
        ),
    ),
    "units_and_funds_are_there": _check(
        ("至少有一个单位和一项资金", "There is a unit and a fund at least"),
        ("{dataset} 全部文件里一行也没有({title_zh})", "No file of {dataset} ({title_en}) has a row"),
        (
            "先登记一个单位和一项资金，才有账可公开。",
            "Enter a unit and a fund first; without them there are no accounts.",
        ),
    ),
    "sums_stay_within_reach": _check(
        ("合计不超出上限", "Sums stay within reach"),
        (
            "{title_zh} 各行绝对值之和到这一行超过 {limit} 元",
            "The amounts of {title_en}, added without their signs, pass {limit} at this row",
        ),
        (
            "一定有金额错了好几个数量级，请核对最大的金额。",
            "Some amount is wrong by orders of magnitude; look for the largest.",
        ),
    ),
    "ids_can_name_files": _check(
        ("编号可以作文件名", "Ids can name files"),
        ("编号 {found} 是 Windows 的设备名", "The id {found} names a device of Windows"),
        ("换一个编号，例如加上县的编号。", "Choose another id, such as one with the county's before it."),
    ),
    "profiles_can_be_read": _check(
        ("profile.toml 写法正确", "Profiles can be read"),
        ("profile.toml 读不懂：{detail}", "The profile can't be read: {detail}"),
        ("对照 TOML 的写法改正这一行。", "Mend the line; see the TOML format."),
    ),
    "profiles_hold_known_keys": _check(
        ("profile.toml 的每一项都有效", "Every key of a profile is valid"),
        ("{key}：{detail_zh}", "{key}: {detail_en}"),
        ("对照说明改正 {key}；不认识的键请删掉。", "Mend {key}; delete keys that are not known."),
    ),
    **{name: _check(*texts) for name, texts in SEALS.items()},
}


class _Blank(dict[str, str]):
    """Leave nothing unfilled: a missing fact becomes empty text."""

    def __missing__(self, key: str) -> str:
        return ""


def finding(rule: str, file: str, line: int = 0, column: str = "", **facts: str | int) -> Finding:
    """Make the finding of a built-in check from its facts."""
    check = BUILTINS[rule]
    filled = _Blank({"column": column} | {key: str(value) for key, value in facts.items()})
    return Finding(
        rule,
        check.severity,
        file,
        line,
        column,
        check.message_zh.format_map(filled),
        check.message_en.format_map(filled),
        check.fix_zh.format_map(filled),
        check.fix_en.format_map(filled),
    )


_IN_GENERAL = {
    "column": "<column>",
    "title_zh": "必填的格子",
    "title_en": "the required cell",
    "description_zh": "",
    "description_en": "",
    "hint_zh": "照提示改成规定的写法，例如 1234.50、2025-06-01。",
    "hint_en": "Write it in the form the finding proposes, such as 1234.50 or 2025-06-01.",
    "target": "<dataset>",
    "key": "<key>",
    "owner": "<community_id>",
}


def general(text: str) -> str:
    """Fill a text of a check with words for any case, for the page that lists the checks."""
    return text.format_map(_IN_GENERAL).strip()
