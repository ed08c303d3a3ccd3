"""A field's plain form: the SQL that proves a cell, the words that describe it, the hint that mends it.

The proof is stricter than frictionless: what it passes, frictionless passes too; what it
doubts goes to frictionless, and if that has nothing to say the finding is ours
(frictionless reads ``1_000``, full-width digits and ``NaN`` as numbers; a ledger must not).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from sunledger.disclosure import repeatable
from sunledger.engine import identifier, literal, sql_type

Field = dict[str, Any]

_BLANKS = literal(" \t\u00a0\u3000")
_UNBLANKED = re.compile(r"\^?(?:[A-Za-z0-9_$()+*?{},|-]|\[[A-Za-z0-9_-]+\])+")
"""Words and patterns that are letters, digits and marks throughout, and match nothing else."""
_UNITS = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000), "百": Decimal(100)}
_SIGNS = (("minimum", ">="), ("maximum", "<="))
_BOOLEANS = dict.fromkeys(("是", "true", "1", "yes", "y"), "true") | dict.fromkeys(
    ("否", "false", "0", "no", "n"), "false"
)
_CONSTRAINTS = {"required", "enum", "pattern", "minLength", "maxLength", *(limit for limit, _ in _SIGNS)}
_OTHER_FORMS = {"format", "missingValues", "decimalChar", "groupChar", "bareNumber"}
"""What a field may say that gives its cells another form than ours; none of our schemas does."""

_CLASSES = re.compile(r"\\[bBdDsSwW]|\(\?[a-zA-Z]*i")
"""Parts of a pattern that mean less in RE2, whose classes are ASCII, than in Python, or that fold case."""
_EXCEL_EPOCH = dt.date(1899, 12, 30)


def demanded(schema: dict[str, Any]) -> list[Field]:
    """Return a schema's fields, those of its key required, which the standard says of every key."""
    key = set(schema["primaryKey"])
    return [
        {**field, "constraints": {**field.get("constraints", {}), "required": True}}
        if field["name"] in key
        else field
        for field in schema["fields"]
    ]


def proof(field: Field) -> str:
    """Return an SQL condition that is true only where the cell certainly conforms."""
    cell = identifier(field["name"])
    rules = field.get("constraints", {})
    tests = [*_form(field, cell), *_limits(field, cell, rules)]
    if rules.keys() - _CONSTRAINTS or field.keys() & _OTHER_FORMS:
        tests = ["false"]
    proven = " and ".join(tests)
    if rules.get("required"):
        return f"({cell} is not null and {proven})"
    return f"({cell} is null or ({proven}))"


def _form(field: Field, cell: str) -> list[str]:
    match field["type"]:
        case "integer":
            return [f"regexp_full_match({cell}, '-?[0-9]{{1,15}}')"]
        case "number":
            return [
                f"regexp_full_match({cell}, '-?[0-9]{{1,13}}(\\.[0-9]{{1,{field.get('decimals', 4)}}})?')"
            ]
        case "date":
            return [f"regexp_full_match({cell}, '[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}')",
                    f"try_cast({cell} as date) is not null"]  # fmt: skip
        case "yearmonth":
            return [f"regexp_full_match({cell}, '[12][0-9]{{3}}-(0[1-9]|1[0-2])')"]
        case "year":
            return [f"regexp_full_match({cell}, '[12][0-9]{{3}}')"]
        case "boolean":
            words = ({"true"} & {*field.get("trueValues", ["true"])}) | (
                {"false"} & {*field.get("falseValues", ["false"])}
            )
            return [f"{cell} in ({', '.join(map(literal, sorted(words)))})"] if words else ["false"]
        case "string":
            if _unblanked(field.get("constraints", {})):
                return []
        case _:
            return ["false"]
    return [f"{cell} = trim({cell}, {_BLANKS})", f"not contains({cell}, chr(10))"]


def _unblanked(rules: dict[str, Any]) -> bool:
    """Tell whether a text's own constraints leave no room for a blank at its ends or a second line in it."""
    written = [rules["pattern"]] if "pattern" in rules else rules.get("enum", ())
    return bool(written) and all(_UNBLANKED.fullmatch(text) for text in written)


def _limits(field: Field, cell: str, rules: dict[str, Any]) -> list[str]:
    tests = []
    if "enum" in rules:
        tests.append(f"{cell} in ({', '.join(literal(value) for value in rules['enum'])})")
    if "pattern" in rules:
        if _CLASSES.search(rules["pattern"]):
            tests.append(f"regexp_full_match({cell}, '[ -~]*')")
        tests.append(f"regexp_full_match({cell}, {literal(rules['pattern'])})")
    if "maxLength" in rules:
        tests.append(f"length({cell}) <= {rules['maxLength']}")
    if "minLength" in rules:
        tests.append(f"length({cell}) >= {rules['minLength']}")
    for key, sign in _SIGNS:
        if key in rules:
            limit = literal(rules[key]) if isinstance(rules[key], str) else rules[key]
            tests.append(f"try_cast({cell} as {sql_type(field)}) {sign} {limit}")
    return tests


def expected(field: Field) -> dict[str, str]:
    """Describe the type a cell should have, as ``type_zh`` and ``type_en``."""
    decimals = field.get("decimals", 4)
    words = {
        "integer": ("整数，例如 120", "a whole number like 120"),
        "number": (
            f"最多 {decimals} 位小数的数，不带千分号和单位，例如 1234.50",
            f"a plain number with at most {decimals} decimals, no separators or units, like 1234.50",
        ),
        "date": ("日期，例如 2025-06-01", "a date like 2025-06-01"),
        "yearmonth": ("月份，例如 2025-06", "a month like 2025-06"),
        "year": ("年份，例如 2025", "a year like 2025"),
        "boolean": ("true 或 false", "true or false"),
    }
    zh, en = words.get(
        field["type"], ("首尾没有空格的一行文字", "one line of text without spaces at its ends")
    )
    return {"type_zh": zh, "type_en": en}


def limits(field: Field) -> dict[str, str]:
    """Describe a field's constraints, as ``limit_zh`` and ``limit_en``."""
    rules = field.get("constraints", {})
    zh, en = [], []
    if "enum" in rules:
        zh.append("取值之一：" + "、".join(f"{c['value']}({c['label']})" for c in field["categories"]))
        en.append("one of " + ", ".join(rules["enum"]))
    if str(rules.get("pattern", "")).startswith("^[a-z0-9]+(-"):
        zh.append("编号只用小写字母、数字和连字符")
        en.append("lower-case letters, digits and hyphens")
    elif "pattern" in rules:
        zh.append(f"格式 {rules['pattern']}")
        en.append(f"the form {rules['pattern']}")
    if "maxLength" in rules:
        zh.append(f"最多 {rules['maxLength']} 个字符")
        en.append(f"at most {rules['maxLength']} characters")
    if "minimum" in rules:
        zh.append(f"不小于 {rules['minimum']}")
        en.append(f"not below {rules['minimum']}")
    return {"limit_zh": ",".join(zh) or "见数据字典", "limit_en": ", ".join(en) or "see the data dictionary"}


def hint(field: Field, value: str, required: dict[str, str]) -> dict[str, str]:
    """Propose the plain form of a value, as ``hint_zh`` and ``hint_en``; else say what is ``required``.

    Nothing is proposed that would be refused again, or that repeats what must not be shown.
    """
    plain = _suggest(field, unicodedata.normalize("NFKC", value).strip())
    if field["type"] in {"number", "integer"} and not repeatable(value):
        plain = None
    if plain is not None and plain != value and _keeps(field, plain):
        return {
            "hint_zh": f"如果是这个意思，请写成 {plain}。",
            "hint_en": f"If that is what is meant, write {plain}.",
        }
    zh, en = required.values()
    return {"hint_zh": f"要求：{zh}。", "hint_en": f"Required: {en}."}


def _keeps(field: Field, plain: str) -> bool:
    minimum = field.get("constraints", {}).get("minimum")
    if isinstance(minimum, str):
        return plain >= minimum  # days and months are written so that text is in their order
    return minimum is None or Decimal(plain) >= Decimal(str(minimum))


def _suggest(field: Field, value: str) -> str | None:
    match field["type"]:
        case "number" | "integer":
            return _number(value, int(field.get("decimals", 0)))
        case "date":
            return _date(value)
        case "yearmonth":
            parts = re.fullmatch(r"([12]\d{3})\D{1,2}(\d{1,2})\D?", value)
            return f"{parts[1]}-{int(parts[2]):02}" if parts and 1 <= int(parts[2]) <= 12 else None
        case "boolean":
            return _BOOLEANS.get(value.lower())
    for category in field.get("categories", ()):
        if value.casefold() in {str(category[key]).casefold() for key in ("value", "label", "label_en")}:
            return str(category["value"])
    return None


def _number(value: str, decimals: int) -> str | None:
    text = re.sub(r"[,\s_¥￥$元]|RMB|CNY", "", value.replace("\u2212", "-").replace("−", "-"))
    if wrapped := re.fullmatch(r"\((.+)\)", text):
        text = "-" + wrapped[1]
    scale = _UNITS.get(text[-1:], Decimal(1))
    try:
        number = Decimal(text.rstrip("万亿千百")) * scale
    except InvalidOperation:
        return None
    if (
        not number.is_finite()
        or abs(number) >= Decimal(10) ** 13
        or number != number.quantize(Decimal(1).scaleb(-decimals))
    ):
        return None
    return f"{number.quantize(Decimal(1).scaleb(-decimals)):f}"


def _date(value: str) -> str | None:
    if re.fullmatch(r"[34]\d{4}", value):
        return (_EXCEL_EPOCH + dt.timedelta(days=int(value))).isoformat()
    parts = re.fullmatch(r"([12]\d{3})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?", value)
    if not parts:
        return None
    try:
        return dt.date(int(parts[1]), int(parts[2]), int(parts[3])).isoformat()
    except ValueError:
        return None
