"""What the page of the rules says of each built-in check, as the SQL rules say it in their headers.

Why it is made, an example that passes and one that fails, and what it does not look at; each in
Chinese and English. Titles, messages and remedies stand in ``builtin``.
"""

from __future__ import annotations

from typing import NamedTuple

from sunledger.builtin_seal_pages import SEAL_PAGES

Text = tuple[str, str]
"""Chinese, English."""


class Page(NamedTuple):
    """The explanation of one built-in check."""

    why: Text
    passes: Text
    fails: Text
    excludes: Text


NOTHING: Text = ("无。", "None.")

PAGES: dict[str, Page] = {
    "files_are_plain": Page(
        ("链接和管道会把目录以外的东西带进来，换一台机器读到的就不是同一份账。",
         "A link or a pipe brings in what is outside the folder, and another machine would read other "
         "accounts."),
        ("revenue.csv 是一个普通文件。", "revenue.csv is a plain file."),
        ("revenue.csv 是指向别处的符号链接。", "revenue.csv is a symbolic link to another place."),
        ("名称以点开头的普通文件和目录，它们不读。",
         "Plain files and folders whose names start with a dot, which are not read."),
    ),
    "files_are_of_bearable_size": Page(
        ("一个过大的文件会占满内存，谁也打不开；多半也不是账目。",
         "An outsized file fills the memory and opens nowhere; mostly it is no account at all."),
        ("一年的收入，几兆字节。", "A year's revenue of a few megabytes."),
        ("一个 300 MB 的 CSV 文件。", "A CSV file of 300 MB."),
        ("一个县所有文件合起来有多大。", "The size of all files of a county together."),
    ),
    "folders_are_named_by_ids": Page(
        ("目录名说明账归哪个单位，也用在网址里，所以只用编号的写法。",
         "A folder's name says whose accounts are in it and stands in addresses, so it is written like "
         "an id."),
        ("目录 data/tan/tan-c01。", "The folder data/tan/tan-c01."),
        ("目录 data/tan/Tan C01。", "The folder data/tan/Tan C01."),
        ("编号是否登记过，由另一条规则看。", "Whether the id is registered, which another rule looks at."),
    ),
    "files_stand_in_their_place": Page(
        ("文件所在的目录决定账归谁管；放高了或放深了，就不知道是谁的。",
         "The folder decides whose accounts they are; too high or too deep, and nobody can tell."),
        ("data/tan/tan-c01/revenue.csv。", "data/tan/tan-c01/revenue.csv."),
        ("data/revenue.csv，或 data/tan/tan-c01/2025/revenue.csv。",
         "data/revenue.csv, or data/tan/tan-c01/2025/revenue.csv."),
        ("README 一类的 Markdown 文件。", "Markdown files such as a README."),
    ),
    "files_are_named_by_datasets": Page(
        ("程序按文件名认数据集；名字写错，整份账就读不到。",
         "The name tells the dataset; misspell it and a whole file of accounts goes unread."),
        ("revenue-2025.csv。", "revenue-2025.csv."),
        ("revenues.csv，多了一个 s。", "revenues.csv, with an s too many."),
        ("年份是否与里面的账一致。", "Whether the year is that of the rows in it."),
    ),
    "other_files_are_not_read": Page(
        ("电子表格、图片和压缩包里的数进不了账，里面有没有个人信息也查不出；留在公开的仓库里，谁都能下载。",
         "Figures in spreadsheets, pictures and archives reach no ledger, and nobody can tell what personal "
         "data they hold; in a public repository anyone may download them."),
        ("目录里只有 CSV、profile.toml 和 about.md。",
         "A folder holds CSV files, profile.toml and about.md only."),
        ("目录里还有 revenue.xlsx。", "There is a revenue.xlsx as well."),
        ("名称以点开头的文件。", "Files whose names start with a dot."),
    ),
    "files_are_not_utf_16": Page(
        ("UTF-16 的文件用文本工具看不出改了哪一行，也容易丢字。",
         "In UTF-16 nobody can see with plain tools which line was changed, and characters get lost."),
        ("另存为“CSV UTF-8（逗号分隔）”的文件。", "A file saved as “CSV UTF-8 (comma delimited)”."),
        ("在 Excel 里另存为“Unicode 文本”的文件。", "A file saved in Excel as “Unicode text”."),
        ("别的编码，由另外两条看。", "Other encodings, which two more checks look at."),
    ),
    "files_are_not_gbk": Page(
        ("GBK 当 UTF-8 读，汉字就成了乱码；猜着转换又可能转错。",
         "GBK read as UTF-8 garbles every name, and a guessed conversion may be wrong."),
        ("另存为“CSV UTF-8（逗号分隔）”的文件。", "A file saved as “CSV UTF-8 (comma delimited)”."),
        ("在中文 Excel 里另存为“CSV（逗号分隔）”的文件。",
         "A file saved in a Chinese Excel as “CSV (comma delimited)”."),
        ("只有英文和数字的文件，两种编码写出来一样。",
         "Files of letters and digits only, which are the same in both."),
    ),
    "files_are_utf_8": Page(
        ("编码不对，读出来的字就不是写进去的字。",
         "In another encoding the text that is read is not the text that was written."),
        ("整个文件是 UTF-8，开头有没有 BOM 都可以。",
         "The whole file is in UTF-8, with or without a mark at its start."),
        ("两个文件粘在一起，后半截是别的编码。", "Two files were joined, the second in another encoding."),
        ("整个文件是 GBK 或 UTF-16，由另外两条看。",
         "Files wholly in GBK or UTF-16, which two more checks name."),
    ),
    "text_has_no_hidden_characters": Page(
        ("看不见的字符使两个看上去一样的编号不相等，还能把显示的顺序颠倒过来骗人。",
         "With a hidden character two ids look equal and are not, and text can be shown in a misleading "
         "order."),
        ("编号 f-a。", "The id f-a."),
        ("编号 f-a 后面跟着一个零宽空格 U+200B。", "The id f-a followed by a zero-width space, U+200B."),
        ("看得见的空格，由“最朴素的写法”一条看。",
         "Visible spaces, which the check of plain forms looks at."),
    ),
    "lines_are_of_bearable_length": Page(
        ("一行长得离谱，不是丢了换行，就是把整个文件粘进了一格。",
         "A line beyond all measure has lost its line ends or holds a file pasted into a cell."),
        ("一行几百个字符。", "A line of a few hundred characters."),
        ("一行超过一百万字节。", "A line of more than a million bytes."),
        ("一格里的文字多长，由各列的限制看。", "The length of a cell, which its column limits."),
    ),
    "files_hold_something": Page(
        ("空文件多半是没有保存成；当作“没有账”会误导人。",
         "An empty file mostly was not saved; taken for no accounts it would mislead."),
        ("有表头和数据的文件。", "A file with a header and rows."),
        ("0 字节的 revenue.csv。", "A revenue.csv of 0 bytes."),
        ("只有表头的文件，由另一条提醒。", "Files with a header only, of which another check warns."),
    ),
    "files_have_rows": Page(
        ("只有表头的文件看不出是真的没有，还是忘了填。",
         "A header alone does not tell whether there is nothing or it was forgotten."),
        ("表头下面有一行数据。", "There is one row below the header."),
        ("只有一行表头。", "There is a header and nothing else."),
        ("完全空白的文件，由另一条看。", "Files without anything, which another check looks at."),
    ),
    "files_have_no_conflict_markers": Page(
        ("两个人改了同一处而没有选定，留下的两份账只能有一份是真的。",
         "Two people changed one place and nobody chose; of the two accounts left one alone can be true."),
        ("合并以后只留一边的行。", "After the merge the rows of one side are left."),
        ("文件里还有一行 <<<<<<< HEAD。", "A line <<<<<<< HEAD is still in the file."),
        ("选定的一边对不对。", "Whether the right side was chosen."),
    ),
    "files_are_not_pointers": Page(
        ("指针只说账在哪里，不是账；读的人什么也看不到。",
         "A pointer says where the accounts are and holds none; readers would see nothing."),
        ("文件开头是表头。", "The file begins with its header."),
        ("文件开头是 version https://git-lfs.github.com/spec/v1。",
         "The file begins with version https://git-lfs.github.com/spec/v1."),
        ("凭证扫描件，它们不在 data 目录里。", "Scanned vouchers, which are not kept below data."),
    ),
    "headers_use_commas": Page(
        ("分隔符不对，整行会当成一格。", "With another separator a whole row reads as one cell."),
        ("entry_id,fund_id,month", "entry_id,fund_id,month"),
        ("entry_id;fund_id;month", "entry_id;fund_id;month"),
        ("表头以下各行，由“列数与表头一样”看。",
         "The rows below, which are compared with the header's length."),
    ),
    "headers_name_each_column": Page(
        ("缺一列，就少了规范要求的一项；留空和没有这一列是两回事。",
         "A missing column leaves out what the schema asks; a blank cell and no column are two things."),
        ("revenue.csv 的表头有 cost 列，没有成本的行写 0。",
         "The header of revenue.csv has cost, and rows without cost say 0."),
        ("revenue.csv 的表头没有 cost。", "The header of revenue.csv lacks cost."),
        ("列的次序，可以随意。", "The order of the columns, which is free."),
    ),
    "headers_name_a_column_once": Page(
        ("同名的两列各写一个数，不知道该信哪个。",
         "Two columns of one name give two figures, and nobody knows which holds."),
        ("表头里 gross、cost 各一列。", "The header has gross once and cost once."),
        ("表头里 cost 出现两次。", "The header has cost twice."),
        NOTHING,
    ),
    "headers_name_known_columns": Page(
        ("列名写错，那一列的数就悄悄不算了。",
         "Under a misspelt name a column's figures would silently not count."),
        ("列名 gross。", "A column named gross."),
        ("列名 gros，或写成中文的“收入”。", "A column named gros, or a name in Chinese."),
        NOTHING,
    ),
    "quotes_are_closed": Page(
        ("引号不成对，后面许多行会并成一格。", "After an open quote many rows run together into one cell."),
        ("备注写 \"他说\"\"好\"\"\"，里面的引号写两次。",
         "A note is written \"said \"\"yes\"\"\", its inner quotes doubled."),
        ("备注以双引号开头，没有结尾。", "A note begins with a double quote and never ends."),
        ("中文引号，可以随意用。", "Curly quotes, which are free."),
    ),
    "rows_are_as_long_as_the_header": Page(
        ("多一个或少一个逗号，后面的数就错了一列。",
         "With a comma more or less every figure behind it stands one column off."),
        ("表头 11 列，这一行 11 格。", "A header of 11 columns and a row of 11 cells."),
        ("金额写成 1,234.50，多出一格。", "An amount written 1,234.50, which makes one cell more."),
        ("格数对而内容错了位的行，由类型检查看。",
         "Rows of the right length whose cells are shifted, which the tests of type look at."),
    ),
    "rows_are_not_blank": Page(
        ("空行看不出是多余的，还是有一笔没有填。",
         "A blank row does not tell whether it is left over or was never filled in."),
        ("每一行都有内容。", "Every row holds something."),
        ("两笔收入之间有一行只有逗号。", "Between two entries stands a row of commas only."),
        NOTHING,
    ),
    "required_cells_are_filled": Page(
        ("空着不等于零；缺了日期、金额或资金，这一笔就放不到账里。",
         "Blank is not zero; without its date, amount or fund an entry has no place in the ledger."),
        ("没有成本的收入，cost 写 0。", "Revenue without cost says 0 as its cost."),
        ("cost 空着。", "The cost is blank."),
        ("可以空着的列，数据字典里有写。", "Columns that may be blank, as the data dictionary says."),
    ),
    "cells_have_the_right_type": Page(
        ("写法不统一，程序和人都可能读成别的数、别的日子。",
         "Where forms differ, people and programs read other amounts and other days."),
        ("金额 1234.50，日期 2025-06-01，月份 2025-06。",
         "An amount of 1234.50, a date of 2025-06-01, a month of 2025-06."),
        ("金额 1.2万，日期 2025/6/1，月份 25-06。",
         "An amount of 1.2k, a date of 2025/6/1, a month of 25-06."),
        ("数写得对不对。", "Whether a figure is the right one."),
    ),
    "cells_are_in_plain_form": Page(
        ("同一个值只有一种写法，比较、查找和签名才不会出岔子。",
         "One value has one form, so that comparing, searching and signing can't go astray."),
        ("备注“谢谢邻里”，前后没有空格。", "A note without spaces at its ends."),
        ("备注前面多一个空格，或一格里有两行。", "A note with a space before it, or two lines in a cell."),
        ("字里面的空格。", "Spaces within a text."),
    ),
    "cells_keep_to_their_limits": Page(
        ("选项、编号和长度有限制，写错的类别就不会自成一类。",
         "Choices, ids and lengths are limited, so that a misspelt category does not become one of its own."),
        ("资金种类写 owners。", "A fund's kind is owners."),
        ("资金种类写 owner，少一个 s。", "A fund's kind is owner, without its s."),
        ("选得对不对。", "Whether the choice is the right one."),
    ),
    "cells_pass_every_other_test": Page(
        ("规范里还有少见的要求；凡是不符合的都要说出来，不能放过。",
         "The schemas may ask for more than the checks named here; whatever breaks them is told and "
         "never passed."),
        ("每一格都符合数据字典。", "Every cell is as the data dictionary says."),
        ("规范里新加了一种限制，有一格不符合。",
         "A cell breaks a constraint that was newly added to a schema."),
        ("上面各条已经说出的问题。", "What the other checks have told already."),
    ),
    "no_personal_data_is_kept": Page(
        ("个人信息一旦公开就收不回来；公布事由和户数，已经够监督用。",
         "Personal data once public can't be taken back; purpose and number of households are enough "
         "for oversight."),
        ("用途写“慰问困难家庭 3 户”。", "The purpose says that three families were visited."),
        ("用途写了楼号、房号和病名，或备注里有手机号。",
         "The purpose gives a flat and an illness, or a note gives a mobile number."),
        ("单独出现的姓名；单位的统一社会信用代码。",
         "Names that stand alone; credit codes of organisations."),
    ),
    "credit_codes_have_their_check_character": Page(
        ("最后一位由前面各位算出，录错一位马上看得出来。",
         "The last character follows from those before it, so one slip shows at once."),
        ("照营业执照录入，校验码对得上。",
         "The code is copied from the licence and its last character agrees."),
        ("其中两位录颠倒了。", "Two of its characters changed places."),
        ("这个代码是不是这个单位的。", "Whether the code is that of the organisation."),
    ),
    "keys_are_unique": Page(
        ("同一编号有两行，就不知道哪一行算数，或者同一笔记了两次。",
         "With two rows of one key nobody knows which counts, or one entry was made twice."),
        ("收入编号 r-4 和 r-5 各一行。", "There is one row of r-4 and one of r-5."),
        ("收入编号 r-4 有两行，哪怕在两个文件里。", "There are two rows of r-4, be it in two files."),
        ("编号不同、内容相同的两行。", "Two rows of the same content under different keys."),
    ),
    "references_lead_somewhere": Page(
        ("引用的编号找不到，这一笔就不知道属于哪笔资金、哪个项目。",
         "Where a reference leads nowhere, an entry belongs to no fund and no project."),
        ("收入的 fund_id 写 f-a，funds.csv 里有 f-a。", "Revenue names fund f-a, and funds.csv has f-a."),
        ("收入的 fund_id 写 f-x，没有登记。", "Revenue names fund f-x, which is not registered."),
        ("引用的是不是对的那一个。", "Whether it is the right one that is named."),
    ),
    "needed_datasets_are_there": Page(
        ("没有单位、资金、收入和支出，就没有一本账可看。",
         "Without units, funds, revenue and disbursements there is no ledger to show."),
        ("四个文件都有。", "All four files are there."),
        ("没有 disbursements.csv。", "There is no disbursements.csv."),
        ("其余数据集，没有就不显示。",
         "All other datasets, whose sections are left out when they are missing."),
    ),
    "units_and_funds_are_there": Page(
        ("没有单位和资金，就没有账可公开；多半是文件存空了。",
         "Without a unit and a fund there are no accounts; most likely a file was saved empty."),
        ("communities.csv 和 funds.csv 各有一行。", "communities.csv and funds.csv have a row each."),
        ("每个 funds.csv 都只有表头。", "Every funds.csv has a header only."),
        ("其他数据集有没有行。", "Whether other datasets have rows."),
    ),
    "sums_stay_within_reach": Page(
        ("一个多按了几位的金额会让合计超出能准确计算的范围；先说出来，胜过算错。",
         "An amount with some digits too many takes sums beyond what can be kept exact; better told than "
         "miscounted."),
        ("各笔收入合计几千万元。", "Revenue of some ten millions in all."),
        ("一笔收入写成 9999999999999.99 元，出现很多次。", "Many rows of 9999999999999.99 yuan."),
        ("上限以内的金额是否合理。", "Whether an amount within the limit is reasonable."),
    ),
    "ids_can_name_files": Page(
        ("编号用在网址和文件名里；CON、NUL 这样的名称在 Windows 上打不开，下载了也存不下。",
         "Ids stand in addresses and file names; names like CON or NUL can't be opened or saved on Windows."),
        ("单位编号 tan-con。", "A unit's id is tan-con."),
        ("单位编号 con。", "A unit's id is con."),
        ("不作网页地址的编号。", "Ids that name no page."),
    ),
    "profiles_can_be_read": Page(
        ("县档案写着公示义务和门槛，读不懂就不知道该按什么查。",
         "The profile holds duties and thresholds; unread, nobody knows what to check against."),
        ("demo = true", "demo = true"),
        ("demo = 是，没有加引号。", "demo = yes, which TOML does not know."),
        ("没有档案的县，它按缺省值处理。", "Counties without a profile, which take the defaults."),
    ),
    "profiles_hold_known_keys": Page(
        ("键名写错，承诺就悄悄消失了；值超出范围，查出来的也不对。",
         "Under a misspelt key a promise would vanish, and a value out of range misleads every check."),
        ("due_day = 10", "due_day = 10"),
        ("due_day = 32，或写成 dueday。", "due_day = 32, or the key dueday."),
        ("承诺本身合不合规定。", "Whether the promise itself is lawful."),
    ),
    **{name: Page(*texts) for name, texts in SEAL_PAGES.items()},
}  # fmt: skip
"""By name of the check."""
