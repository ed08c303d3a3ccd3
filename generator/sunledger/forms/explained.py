"""The first sheet: what to do, step by step, for who knows spreadsheets and nothing of this program."""

from __future__ import annotations

import datetime as dt

from sunledger.accounts import Row
from sunledger.forms.lists import Choices
from sunledger.forms.request import Asked, moved
from sunledger.resources import load_schema

Line = tuple[str, str]
"""A style (``title``, ``head``, ``text``) and what is said."""

_SHEETS = {
    "revenue": "{month} 每收一笔钱写一行。哪笔资金整月没有收入，也写一行：依据选“零申报”，收入和合理成本"
    "写 0。",
    "disbursements": "{month} 每付一笔钱写一行。有分配方案的资金写明出自哪个分项；要审批的，写明是哪个事项。",
    "statements": "照银行对账单抄 {month} 月末的余额，一分不差。",
    "matters": "这个月新决定的事，一件一行；花钱之前先在这里写。没有就空着这张表。",
    "decisions": "每件事每走一步写一行：哪天、哪个机构、结果。没有就空着这张表。",
    "transfers": "钱从一笔资金划到另一笔，写一行。没有就空着这张表。",
    "gift_terms": "这个月收到的捐赠，有没有约定用途，一笔一行；收入编号照“收入”表抄。",
    "services": "照 {month} 的服务台账填数。少于披露下限的也如实填，网站会自己隐去。",
    "postings": "{before} 的公示单哪天贴出、贴到哪天。{month} 的公示单要等这张表导入、网站更新以后才能打印，"
    "下个月再填。",
    "objections": "居民提出的疑问和答复，一条一行，不写提问人是谁。没有就空着这张表。",
    "corrections": "改了已经公布的数字，在这里写明原来是多少、改成多少、为什么。没有就空着这张表。",
}


def lines(asked: Asked, rows: dict[str, list[Row]], choices: Choices) -> list[Line]:
    """Return what the sheet says, from top to bottom."""
    month = f"{asked.month[:4]}年{int(asked.month[5:])}月"
    before = moved(asked.month, -1)
    before = f"{before[:4]}年{int(before[5:])}月"
    said: list[Line] = [("title", f"{asked.home['name']} {month}账目"), ("head", "记哪些资金")]
    said += [("text", choices.named["funds"][fund["fund_id"]]) for fund in asked.funds]
    said += [("head", "怎么填")]
    for number, step in enumerate((*_STEPS_BEFORE, *_sheets(rows, month, before), *_STEPS_AFTER), 1):
        said.append(("text", f"{number}. {step}"))
    said += [("head", "要留意的"), *(("text", note) for note in _NOTES)]
    last = dt.date.fromisoformat(f"{moved(asked.month, 1)}-01") - dt.timedelta(1)
    if asked.profile.as_of and asked.profile.as_of < last:
        as_of = f"县档案 profile.toml 写着账目截至 {asked.profile.as_of}"
        said.append(("text", f"{as_of}，导入以前，请县里把 as_of 改成 {last} 或以后。"))
    return said


_STEPS_BEFORE = (
    "下面每个标签是一张表，第一行是栏目名；把鼠标停在栏目名上，会显示这一栏写什么。红底的栏目每行都要填，浅色的可以空着。",
    "第二行灰字是示例，只给您看写法，不用删，导入时会自动略去。从第三行写起。",
    "浅黄的行是替您起的头，上个月有、这个月多半还有的：补上空着的格子；这个月没有的，整行删掉。",
)
_STEPS_AFTER = (
    "填完存盘，格式不要改（.xlsx）。然后在账目的文件夹里运行 sunledger import 加这个文件的名字：它先把读到的"
    "内容给您看，什么也不改；看着都对，再加 --apply 写进账目。不用命令的，把文件交给县里的管理员。",
)
_NOTES = (
    "编号空着也行，导入时会接着上一笔编。要自己编的，用小写字母、数字和减号，全站不能重复。",
    "金额写 1234.50，不写“元”“万”。负数前面写减号。格子左上角有绿色小三角不要紧：按文字保存，一分也不会"
    "丢。",
    "日期写 2025-06-30，月份写 2025-06。有下拉箭头的格子从名单里选。",
    "从别处复制的，用“选择性粘贴—数值”，不然会把下拉名单和提醒盖掉。",
    "不要改标签名和第一行的栏目名；列的次序可以变，用不着的列可以空着。",
    "不要写居民的姓名、门牌、电话、身份证号、银行卡号，也不要写欠费名单。发给居民的钱只写户数。",
    "名单里没有的新项目、新合同、新收款单位，先请县里登记。",
)  # fmt: skip


def _sheets(rows: dict[str, list[Row]], month: str, before: str) -> list[str]:
    """Say of each sheet what goes into it, and how many rows are begun."""
    said = []
    for dataset, begun in rows.items():
        title = load_schema(dataset)["title"]
        count = f"（已起头 {len(begun)} 行）" if begun else ""
        said.append(f"“{title}”表{count}：{_SHEETS[dataset].format(month=month, before=before)}")
    return said
