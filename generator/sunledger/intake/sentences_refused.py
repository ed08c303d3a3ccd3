"""What an import refuses, and how to mend it: in Chinese and English. A name is true of a good file."""

from __future__ import annotations

from sunledger.intake.sentences_refused_files import FILES

Texts = tuple[str, str, str, str]

_ROWS: dict[str, Texts] = {
    "sheets_have_a_heading": (
        "没有找到表头：前 40 行里没有一行写着这些栏目的名称",
        "No heading was found: none of the first 40 rows names the columns",
        "第一行写栏目名称，或用 sunledger template 生成的模板。",
        "Write the columns' names into the first row, or use the workbook that sunledger template makes.",
    ),
    "sheets_tell_their_dataset": (
        "看不出这是哪一种账{near_zh}",
        "It can't be told which dataset this is{near_en}",
        "表名或文件名写明，例如 收入 或 revenue-2025.csv，或加 --dataset。",
        "Say it in the name of the sheet or file, as in revenue-2025.csv, or add --dataset.",
    ),
    "rows_stand_below_their_heading": (
        "这一行像是账目，却在表头上面",
        "The row looks like an entry and stands above the heading",
        "把表头移到最上面；排序时不要连表头一起排。",
        "Move the heading to the top; leave it out when rows are sorted.",
    ),
    "sheets_hold_one_table": (
        "同一张表里有两个表格，第二个从这里开始",
        "There are two tables on one sheet; the second begins here",
        "每个表格放到自己的工作表里。",
        "Move each table to a sheet of its own.",
    ),
    "tables_are_entered_not_computed": (
        "{found} 是由账目算出来的表，不能导入",
        "{found} is computed from the accounts and can't be imported",
        "导入收入、支出等账目本身。",
        "Import the accounts themselves: revenue, disbursements and so on.",
    ),
    "headings_name_a_field_once": (
        "栏目“{field}”在表头里出现了两次",
        "The column “{field}” stands twice in the heading",
        "只留一列；两个并排的表格分到两张表。",
        "Keep one; put tables that stand side by side on sheets of their own.",
    ),
    "headings_name_the_key": (
        "表头里没有“{field}”，不知道每行是哪一条",
        "The heading lacks “{field}”, so nobody knows which entry a row is",
        "加上这一列。",
        "Add the column.",
    ),
    "cells_stand_below_a_heading": (
        "这一格有内容，上面没有表头；一行可能错了位",
        "The cell has no heading above it; the row may be out of step",
        "补上表头，或看看前面的格子里是不是多了分隔符（如 1,234.50 没有加引号）。",
        "Add a heading, or look for a separator too many, such as an unquoted 1,234.50.",
    ),
    "rows_are_as_wide_as_their_heading": (
        "这一行有 {found} 格，表头有 {expected} 格，后面的值会错位",
        "The row has {found} cells and the heading {expected}; values would be out of step",
        "看看有没有多出或少了分隔符；金额写 1234.50，不带逗号。",
        "Look for a separator too many or too few; write amounts without commas, like 1234.50.",
    ),
    "data_cells_are_not_merged": (
        "数据里有合并单元格（{found}），不知道值属于哪几行",
        "Cells are merged among the data ({found}); whose value it is can't be told",
        "取消合并，每格写上自己的值。",
        "Unmerge them and write each cell's own value.",
    ),
    "units_agree": (
        "表上写的单位是{found}，表头写的是{expected}",
        "The sheet says its unit is {found}, the heading says {expected}",
        "改成一致，最好都用元。",
        "Make them agree, yuan at best.",
    ),
    "formulas_carry_their_result": (
        "公式的结果没有存在文件里",
        "The formula's result is not in the file",
        "用 Excel 或 WPS 打开，重新计算后保存；或者粘贴为数值。",
        "Open it in Excel or WPS, compute and save; or paste the values.",
    ),
    "cells_hold_no_errors": (
        "这一格是错误值 {found}",
        "The cell holds the error {found}",
        "改好公式，或填上正确的值。",
        "Mend the formula, or enter the value.",
    ),
    "cells_are_not_formulas": (
        "文字以 = + - @ 开头，电子表格会当作公式来运行",
        "The text begins with = + - or @, which a spreadsheet would run as a formula",
        "去掉开头的符号，用文字写。",
        "Take the sign away and write it in words.",
    ),
    "cells_hold_no_hidden_characters": (
        "格子里有看不见的字符 {found}",
        "There is a hidden character in the cell, {found}",
        "删掉重新键入。",
        "Delete it and type the text again.",
    ),
    "cells_are_of_bearable_length": (
        "这一格有 {found} 个字符，上限 {expected}",
        "The cell has {found} characters; the limit is {expected}",
        "写短些，或看看是不是粘贴错了。",
        "Shorten it, or look whether something was pasted by mistake.",
    ),
    "cells_hold_one_line": (
        "格子里有换行",
        "The cell holds a line break",
        "写成一行。",
        "Write it in one line.",
    ),
    "required_cells_are_filled": (
        "“{field}”必填，这一格空着",
        "“{field}” is required and the cell is blank",
        "填上，真是零才写 0；没有这一条就删掉整行。",
        "Fill it in, with 0 only where it is nought; where there is no such entry, delete the row.",
    ),
    "keys_are_filled": (
        "“{field}”空着，不知道这一行是哪一条",
        "“{field}” is blank, so nobody knows which entry the row is",
        "填上。",
        "Fill it in.",
    ),
    "rows_stand_once": (
        "与 {other} 编号相同，内容不同：{columns}",
        "Has the key of {other} and differs from it: {columns_en}",
        "两条账用两个编号；同一条账只留正确的一行。",
        "Give two entries two ids, or keep the right one of the two rows.",
    ),
    "rows_stay_with_their_community": (
        "这个编号已是 {found} 里别的社区的一条账；照导入会把那一条改掉",
        "An entry of another community in {found} has this id; it would be overwritten",
        "换一个没有用过的编号，或把编号空着由程序接着编。",
        "Use an id that is not taken, or leave it blank to get the next one.",
    ),
    "rows_belong_to_a_known_unit": (
        "不知道这一行归哪个社区：没有找到 {found}",
        "Which community the row belongs to can't be told: {found} is not known",
        "核对编号；新的资金、项目先登记。",
        "Look at the id; enter new funds and projects first.",
    ),
    "rows_have_one_place": (
        "{found} 里有几个{dataset}文件，不知道这一行放进哪一个",
        "There are several files of {dataset_en} in {found}; which one takes the row can't be told",
        "文件按年份命名，例如 revenue-2025.csv。",
        "Name the files by year, as in revenue-2025.csv.",
    ),
    "registries_have_one_county": (
        "{dataset}由全县共用，账目里有几个县，不知道这一行加到哪个县",
        "{dataset_en} are shared by a county and there are several; which one takes the row can't be told",
        "编号照本县已有的编号续写。",
        "Give it an id that continues those of its county.",
    ),
    "accounts_can_be_added_to": (
        "已有的账目文件读不了：{found}",
        "The accounts that stand can't be read: {found}",
        "先运行 sunledger check，改好已有的错误。",
        "Run sunledger check and mend what is wrong first.",
    ),
}

_CELLS: dict[str, Texts] = {
    "amounts_are_plain_figures": (
        "{found} 不是看得懂的金额或数",
        "{found} is not a figure that can be read",
        "写成 1234.50 这样；空着表示没有填，零要写 0。",
        "Write it like 1234.50; a blank cell says nothing was entered, nought is written 0.",
    ),
    "amounts_group_digits_by_three": (
        "{found} 的逗号位置不对，说不准是多少",
        "The commas in {found} are misplaced; what it means can't be told",
        "去掉逗号重写，例如 1234.50。",
        "Write it without commas, like 1234.50.",
    ),
    "amounts_are_not_scientific": (
        "{found} 是科学计数法，后面的数字已经丢了",
        "{found} is in scientific notation; its last digits are lost",
        "把这一列设为文本，重新填完整的数。",
        "Format the column as text and enter the whole figure again.",
    ),
    "amounts_have_few_decimals": (
        "{found} 超过 {decimals} 位小数，不会替你四舍五入",
        "{found} has more than {decimals} decimals; nothing is rounded for you",
        "按凭证上的数填写。",
        "Enter the figure of the voucher.",
    ),
    "amounts_are_in_yuan": (
        "{found} 不是人民币",
        "{found} is not in yuan",
        "换算成人民币，填实际入账的数。",
        "Enter what was booked in yuan.",
    ),
    "amounts_have_few_digits": (
        "{found} 位数太多，Excel 只存 15 位有效数字",
        "{found} has too many digits; Excel keeps 15",
        "核对金额，设为文本后重填。",
        "Look at the amount; format the cell as text and enter it again.",
    ),
    "dates_are_plain_days": (
        "{found} 不是看得懂的日期",
        "{found} is not a date that can be read",
        "写成 2025-06-30，年份四位、写在最前。",
        "Write it like 2025-06-30, the year first and in four digits.",
    ),
    "dates_carry_no_time": (
        "{found} 带着时刻",
        "{found} carries a time of day",
        "只写日期，例如 2025-06-30。",
        "Write the day alone, like 2025-06-30.",
    ),
    "months_are_plain_months": (
        "{found} 不是看得懂的月份",
        "{found} is not a month that can be read",
        "写成 2025-06；2025.1 分不清是 1 月还是 10 月。",
        "Write it like 2025-06; 2025.1 may be January or October.",
    ),
    "years_are_plain_years": (
        "{found} 不是看得懂的年份",
        "{found} is not a year that can be read",
        "写成 2025。",
        "Write it like 2025.",
    ),
    "answers_are_yes_or_no": (
        "{found} 不是 {expected}",
        "{found} is not {expected}",
        "照规定的写法填。",
        "Write it as it is asked for.",
    ),
    "codes_are_in_the_list": (
        "{found} 不在可选的值里：{expected}",
        "{found} is not in the list: {expected}",
        "从这些值里选一个。",
        "Choose one of them.",
    ),
    "ids_have_their_form": (
        "{found} 不是编号：编号只用小写字母、数字和连字符",
        "{found} is not an id: lower-case letters, digits and hyphens",
        "填编号；找不到就看已有的账目或模板里的清单。",
        "Enter the id; the accounts and the lists of the template have them.",
    ),
    "ids_are_not_mangled": (
        "编号被 Excel 改成了 {found}，原来的编号认不出来了",
        "Excel has turned the id into {found}; what it was can't be told",
        "把这一列设为文本，重新填编号。",
        "Format the column as text and enter the ids again.",
    ),
    "names_mean_one_thing": (
        "这个名称可能是 {expected}，说不准",
        "The name may mean {expected}",
        "填编号。",
        "Enter the id.",
    ),
    "texts_are_not_dates": (
        "文字栏里是日期 {found}，可能是 Excel 改的（如 3-1 变成 3 月 1 日）",
        "A column of text holds the date {found}, which Excel may have made of something like 3-1",
        "把这一列设为文本，重新填。",
        "Format the column as text and enter it again.",
    ),
    "cells_have_their_form": (
        "{found} 不合规定的格式 {expected}",
        "{found} does not have the form {expected}",
        "照规定的格式填。",
        "Write it in the form asked for.",
    ),
}

REFUSED: dict[str, Texts] = FILES | _ROWS | _CELLS
