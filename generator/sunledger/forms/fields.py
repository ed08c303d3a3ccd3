"""What a column asks for: its heading, its comment, and what its cells will take, in Chinese.

Every cell is text, so that no spreadsheet turns an id into a date or an amount into 15 digits. What it may
hold is a formula over that text. Formulas of validation hold no array and fit 255 characters.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sunledger.forms.lists import Choices, list_of
from sunledger.resources import load_schema

Field = dict[str, Any]

LIMITS = {"title": 32, "message": 255}
"""How long a spreadsheet lets the title and the text of a message be."""


class Demand(NamedTuple):
    """What the cells of a column take."""

    rule: dict[str, Any]
    """As XlsxWriter takes it; blank for free text."""
    prompt: str
    error: str
    strict: bool = True
    """Refuse what does not fit; otherwise only warn."""


def heading(field: Field, fields: list[Field]) -> str:
    """Return the heading of a column: its title, with its name where two columns share one."""
    alike = [each for each in fields if each["title"] == field["title"]]
    title = str(field["title"])
    return title if len(alike) == 1 else f"{title} ({field['name']})"


def required(field: Field) -> bool:
    """Tell whether every row fills the column."""
    return bool(field.get("constraints", {}).get("required"))


def comment(field: Field, demand: Demand) -> str:
    """Explain a column to who is about to fill it."""
    words = ["必填。" if required(field) else "可以空着。", str(field["description"]), demand.prompt]
    return "\n".join(word for word in words if word)


def demand(dataset: str, field: Field, choices: Choices, at: str) -> Demand:
    """Return what a column's cells take; ``at`` is its first cell, as ``C3``."""
    name = list_of(dataset, field["name"])
    if name.startswith(f"{dataset}."):
        return Demand({"list": name}, "从名单里选一个。", "请从名单里选一个，不要自己写。")
    if name and (choices.lists.get(name) or name in ("bucket", "step")):
        return _listed(name, choices, strict=name in ("boolean", "funds"))
    match field["type"]:
        case "date":
            return Demand(
                {"custom": f'=AND(LEN({at})=10,MID({at},5,1)="-",MID({at},8,1)="-",'
                           f"ISNUMBER(DATEVALUE({at})))"},
                "日期写成 2025-06-30 的样子。",
                "日期要写成 2025-06-30 的样子：四位年、两位月、两位日，中间用减号。",
            )  # fmt: skip
        case "number":
            return _number(field, at)
        case "integer":
            return Demand(
                {"custom": f'=AND(ISNUMBER(VALUE({at})),VALUE({at})>=0,ISERROR(SEARCH("e",{at})),'
                           f"INT(VALUE({at}))=VALUE({at}))"},
                "写整数，不带单位。", "这里只能写整数，例如 12，不带单位。",
            )  # fmt: skip
        case _:
            return _text(dataset, field, at)


def _listed(name: str, choices: Choices, *, strict: bool) -> Demand:
    if not choices.lists[name]:
        return Demand({}, "这里没有可选的，空着。" if name == "bucket" else "", "")
    meaning = choices.meanings.get(name, "")
    prompt = f"从名单里选。{meaning}" if meaning else "从名单里选。"
    error = {
        "yearmonth": "月份要写成 2025-06 的样子。名单里只有最近的月份；确实要补更早的，选“是”。",
        "organisations": "名单里没有这个单位。新的收款方、付款方先请县里登记，再填编号；已经登记的，选“是”。",
    }.get(name, "名单里没有这一项。确实是新的，选“是”。")  # fmt: skip
    return Demand({"list": name}, prompt, "请从名单里选一个，不要自己写。" if strict else error, strict)


def _number(field: Field, at: str) -> Demand:
    decimals = int(field.get("decimals", 4))
    least = f",VALUE({at})>=0" if "minimum" in field.get("constraints", {}) else ""
    rule = (
        f'=AND(ISNUMBER(VALUE({at})){least},ROUND(VALUE({at}),{decimals})=VALUE({at}),ISERROR(SEARCH("e",{at})),'
        f'ISERROR(FIND("%",{at})),ISERROR(FIND("/",{at})),ISERROR(FIND("-",{at},2)),ISERROR(FIND(":",{at})))'
    )
    unit = "，单位是元" if field.get("unit") == "yuan" else ""
    negative = "，不能是负数" if least else ""
    return Demand(
        {"custom": rule}, f"写数字{unit}，最多 {decimals} 位小数，例如 1234.50。",
        f"这里要写数字，例如 1234.50：最多 {decimals} 位小数{negative}，不写“元”“万”“￥”。",
    )  # fmt: skip


def _text(dataset: str, field: Field, at: str) -> Demand:
    longest = int(field.get("constraints", {}).get("maxLength", 200))
    if field["name"] in load_schema(dataset)["primaryKey"] and not field.get("freeText"):
        column = at.rstrip("0123456789")
        return Demand(
            {"custom": f'=AND(LEN({at})<={longest},EXACT({at},LOWER({at})),ISERROR(FIND(" ",{at})),'
                       f"COUNTIF({column}:{column},{at})=1)"},
            "小写字母、数字和减号，不能与别的行相同。空着也行：导入时会接着编。",
            f"编号只用小写字母、数字和减号，最多 {longest} 个字，不能与别的行相同。确实要这样写，选“是”。",
            strict=False,
        )  # fmt: skip
    if "pattern" in field.get("constraints", {}) and not field.get("freeText"):
        return Demand({}, "", "")
    kept = "不要写居民的姓名、门牌、电话、证件号、卡号。" if field.get("freeText") else ""
    return Demand({"length": longest}, f"最多 {longest} 个字。{kept}", f"最多 {longest} 个字，请写短些。")
