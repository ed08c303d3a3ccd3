"""Readings that a person must confirm, by the name ``--accept`` takes: in Chinese and English."""

from __future__ import annotations

ERASE = "erase"
"""What ``--accept`` takes besides: blank cells are to erase what stands."""

ASKED: dict[str, tuple[str, str]] = {
    "amounts-in-wan": (
        "{found} 读作 {read}；以万、千计的数常常是约数",
        "{found} is read as {read}; figures in ten thousands or thousands are often rounded",
    ),
    "unit-wan": (
        "标明单位是{unit}，{found} 读作 {read} 元",
        "The unit is said to be {unit}: {found} is read as {read} yuan",
    ),
    "spaces-in-amounts": (
        "数字中间有空格，{found} 读作 {read}",
        "There are spaces between the digits: {found} is read as {read}",
    ),
    "float-noise": (
        "Excel 的算术误差，{found} 读作 {read}",
        "An error of Excel's arithmetic: {found} is read as {read}",
    ),
    "shown-otherwise": (
        "格子里存的是 {found}，显示的却不一样（格式舍去了小数、换了单位，或把数藏了起来）；按存的读作 {read}",
        "The cell holds {found} and shows something else: its format rounds, scales or hides; read as {read}",
    ),
    "percent-format": (
        "格子以百分数显示，{found} 读作 {read}%",
        "The cell is shown as a percentage: {found} is read as {read} %",
    ),
    "date-serials": (
        "{found} 像是 Excel 的日期序号，读作 {read}",
        "{found} looks like Excel's number of a day: read as {read}",
    ),
    "years-not-shown": (
        "格子只显示月和日，年份是 Excel 自己补的，{found} 读作 {read}",
        "The cell shows no year, which Excel may have filled in itself: {found} is read as {read}",
    ),
    "months-from-days": (
        "这一列是月份，格子里是某一天，{found} 读作 {read}",
        "The column holds months and the cell a day: {found} is read as {read}",
    ),
    "number-ids": (
        "编号存成了数字，前面的零可能丢了，{found} 读作 {read}",
        "The id is stored as a number and may have lost leading zeros: {found} is read as {read}",
    ),
    "numbers-as-text": (
        "文字列里存的是数字，前面的零可能丢了，{found} 读作 {read}",
        "A column of text holds a number, which may have lost leading zeros: {found} is read as {read}",
    ),
    "hidden-rows": (
        "这一行是隐藏的，里面有数据，会一起导入",
        "The row is hidden and holds data; it would be taken too",
    ),
    "struck-rows": (
        "这一行画了删除线，会照常导入",
        "The row is struck through; it would be taken as it stands",
    ),
    "hidden-columns": (
        "这一列是隐藏的，里面有数据，会一起导入",
        "The column is hidden and holds data; it would be taken too",
    ),
    "hidden-sheets": (
        "这张表是隐藏的，里面有数据，会一起导入",
        "The sheet is hidden and holds data; it would be taken too",
    ),
    "unknown-columns": (
        "表头 {found} 不是{dataset}的栏目，这一列会略去",
        "{found} is no column of {dataset_en}; the column would be left out",
    ),
    "totals-differ": (
        "合计行写的是 {found}，各行相加是 {read}",
        "The row of totals says {found}; the rows add up to {read}",
    ),
    "new-ids": (
        "没有编号，接着已有的编号给 {read}",
        "The row has no id; it would get the next one, {read}",
    ),
    "already-there": (
        "没有编号，其他各栏与已有的 {read} 相同，当作同一行",
        "The row has no id and is otherwise the same as {read}: taken for that row",
    ),
}
"""``unit``, ``found`` and ``read`` are what was found and how it is read."""
