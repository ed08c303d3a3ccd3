"""Files that are not opened, or not to their end: in Chinese and English. A name is true of a good file."""

from __future__ import annotations

Texts = tuple[str, str, str, str]

_AS_XLSX = (
    "在 Excel 或 WPS 里另存为“Excel 工作簿 (.xlsx)”。",
    "Save it in Excel or WPS as an Excel workbook (.xlsx).",
)
_AS_CSV = ("在 Excel 里另存为“CSV UTF-8”。", "Save it in Excel as “CSV UTF-8”.")
_ANEW = (
    "新建一个工作簿，只把表格的值粘贴过去。",
    "Begin a new workbook and paste only the values of the table.",
)

FILES: dict[str, Texts] = {
    "files_are_there": (
        "没有这个文件",
        "There is no such file",
        "核对文件名和目录。",
        "Look at the name and the folder.",
    ),
    "files_are_plain_files": (
        "这是链接、目录或设备，不是普通文件",
        "This is a link, folder or device, not a plain file",
        "给出文件本身。",
        "Name the file itself.",
    ),
    "files_are_small_enough": (
        "文件有 {found} 字节，上限 {expected}",
        "The file has {found} bytes; the limit is {expected}",
        *_ANEW,
    ),
    "files_hold_a_table": ("文件是空的", "The file is empty", "给出填好的表。", "Name the table filled in."),
    "files_are_of_a_known_kind": (
        "不认识这种文件",
        "Files of this kind can't be read",
        "用 .xlsx、.xls、.csv、.tsv 或 .txt。",
        "Use .xlsx, .xls, .csv, .tsv or .txt.",
    ),
    "files_are_what_their_names_say": (
        "扩展名是 {expected}，内容却是 {found}",
        "The name ends in {expected}, the content is {found}",
        *_AS_XLSX,
    ),
    "files_are_not_web_pages": (
        "这是网页（HTML 或 XML），只是扩展名像表格；银行和平台的导出常这样",
        "This is a web page (HTML or XML) named like a spreadsheet, as banks and platforms export them",
        *_AS_XLSX,
    ),
    "workbooks_are_not_encrypted": (
        "文件加了密码",
        "The file is protected by a password",
        "在 Excel 里去掉打开密码再保存。",
        "Remove the password in Excel and save.",
    ),
    "workbooks_hold_no_macros": (
        "工作簿里有宏或控件，不打开",
        "The workbook holds macros or controls and is not opened",
        *_AS_XLSX,
    ),
    "workbooks_name_nothing_outside": (
        "工作簿连着别的文件或数据源，里面的值不一定是现在的",
        "The workbook is linked to other files or sources; its values may not be current",
        *_ANEW,
    ),
    "workbooks_are_packed_honestly": (
        "压缩包异常：解开有 {found} 字节，可能是压缩炸弹",
        "The archive is odd: it unpacks to {found} bytes and may be a bomb",
        *_ANEW,
    ),
    "workbooks_declare_no_entities": (
        "工作簿的 XML 里有实体声明，不打开",
        "XML of the workbook declares entities; it is not opened",
        *_ANEW,
    ),
    "workbooks_are_whole": (
        "工作簿读不出来，可能已损坏或用了不支持的格式",
        "The workbook can't be read; it may be damaged, or in a form not supported",
        *_AS_XLSX,
    ),
    "sheets_are_small_enough": (
        "表太大：{found}，上限 {expected}",
        "The sheet is too large: {found}; the limit is {expected}",
        "删掉表格外的空行空列和多余格式，或新建一个工作簿只粘贴表格。",
        "Delete rows, columns and formats outside the table, or paste the table into a new workbook.",
    ),
    "text_has_no_nul_bytes": (
        "文件里有 NUL 字节，不是文本",
        "There are NUL bytes in the file; it is not text",
        *_AS_CSV,
    ),
    "text_is_in_a_known_encoding": (
        "文件不是 UTF-8、UTF-16 或 GB18030 编码",
        "The file is not in UTF-8, UTF-16 or GB18030",
        *_AS_CSV,
    ),
    "text_closes_its_quotes": (
        "引号没有成对，后面的格子分不清",
        "A quotation mark is not closed; where cells end can't be told",
        "补上引号，或删掉多余的。",
        "Close it, or remove it.",
    ),
    "templates_are_of_this_version": (
        "模板是 {found} 版，这个程序认 {expected} 版",
        "The template is of version {found}; this program reads {expected}",
        "用这个程序重新生成模板。",
        "Make the template again with this program.",
    ),
}
