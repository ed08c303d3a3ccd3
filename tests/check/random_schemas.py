"""Random Table Schemas of the kind this project keeps, and the cells that go into them.

Most fields say what ours say; a few say what no schema of ours does yet (other types, unique cells,
open limits), because the promise holds for whatever a Table Schema can say.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

Field = dict[str, Any]
Schema = dict[str, Any]

STANDARD = "https://datapackage.org/profiles/2.0/tableschema.json"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
TYPES = ("string", "string", "string", "integer", "number", "number", "date", "yearmonth", "year", "boolean")
RARE = ("any", "datetime", "time", "object", "array", "geopoint", "duration", "list")
WORDING = {"title": "列", "title_en": "Column", "description": "说明。", "description_en": "What it is."}
PATTERNS = {
    ID: ("a-1", "b", "room-12-x"), "^[0-9]{6}([0-9]{3}([0-9]{3})?)?$": ("371322", "371322001"),
    "^[0-9]{4}-Q[1-4]$": ("2025-Q1",), "[a-c]{1,3}|x+": ("a", "abc", "xx"), r"\d{3}": ("007", "123"), r"\w+": ("abc", "a_1", "é"),
    r"\D+": ("abc", "x-"), r"[^,;]+": ("a", "甲乙"), r"a.c": ("abc", "a甲c"), r"\S+(\s\S+)?": ("a b", "x"), r"(?i:yes|no|k)": ("YES", "No", "K", "\u212a"),
    r"x\b.*": ("x", "x y"), r"[一-龥]{1,4}": ("甲", "社区"), r"^$|a": ("a",),
}  # fmt: skip
WORDS = (
    "甲社区",
    "oak street",
    "a",
    "Zhao & co",
    "第一条,第二条",
    'the "old" hall',
    "é",
    "e\u0301",
    "𠮷野家",
    "0",
    "null",
    "-",
    "NA",
)
ODD = (
    "", " ", "  x", "x ", "\u3000", "\u00a0a", "x\ty", "\t", "a\nb", "\n", "NaN", "Infinity", "-inf", "1e5", "1_000", "１２", "٣", "1,5", "1,234.50",
    "-0", "+1", "00", "007", "0.1", "1.", ".5", "1.123456", "99999999999999", "9" * 16, "9" * 20, "1e400", "true", "True", "1", "0", "false", "FALSE", "是",
    "2025-6-1", "2025-06-31", "2023-02-29", "0999-01-01", "2025-13", "2025-00", "20250601", "2025-06", "2025", "3025", "-2025", "２０２５", "2025-06-01T00:00:00",
    "10:00:00", "P1D", "{}", "[]", "1,2", "A-1", "a--1", "-a", "a-", "a_1", "a" * 41, "𠮷" * 41, "a\u200b", "x\x85y", "x\u2028y", "\x1cx", "ſ", "K", "ｘ", "é b",
    "=1+1", "#REF!", "N/A", "null", "''", '"', '""', "\\", "\\N", "'a'", "|", ";",
)  # fmt: skip


def schema(dice: random.Random, name: str, key: str, target: str = "") -> Schema:
    """Make a schema with a key of one or two fields and, if a ``target`` is given, a reference to it."""
    fields = [_keyed(dice, key, bool(target))]
    if target:
        fields.append({"name": "target_id", "type": "string", "constraints": {"pattern": ID}})
    fields += [_field(dice, f"f{number}") for number in range(dice.choice((0, 1, 2, 3, 3, 5)))]
    keys = [key]
    if dice.random() < 0.3 and fields[-1]["type"] not in ("array", "object", "list", "geopoint"):
        keys += [name for name in (str(fields[-1]["name"]),) if name != key]
        if dice.random() < 0.8:
            fields[-1].setdefault("constraints", {})["required"] = True
    made: Schema = {
        "$schema": STANDARD,
        "name": name,
        "title": "表",
        "title_en": "Table",
        "fieldsMatch": "equal",
        "fields": fields,
        "primaryKey": keys,
    }
    if target:
        reference = {"resource": target, "fields": [f"{target}_id"]}
        made["foreignKeys"] = [{"fields": ["target_id"], "reference": reference}]
    for field in fields:
        field |= WORDING
    return made


def _keyed(dice: random.Random, name: str, varied: bool) -> Field:
    """Make the field of a key: a required id, or if it may be ``varied`` of another type or not required."""
    field: Field = {
        "name": name,
        "type": "string",
        "constraints": {"required": True, "pattern": ID, "maxLength": 40},
    }
    if varied and dice.random() < 0.3:
        field = {
            "name": name,
            "type": dice.choice(("integer", "string", "number")),
            "constraints": {"required": True},
        }
    if varied and dice.random() < 0.1:
        del field["constraints"]["required"]
    return field


def _field(dice: random.Random, name: str) -> Field:
    kind = dice.choice(TYPES) if dice.random() < 0.96 else dice.choice(RARE)
    field: Field = {"name": name, "type": kind}
    rules: dict[str, Any] = {"required": True} if dice.random() < 0.5 else {}
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]} if dice.random() < 0.7 else {}
    elif kind == "number" and dice.random() < 0.8:
        field["decimals"] = dice.randrange(1, 7)
    if kind == "string":
        rules |= _of_text(dice, field)
    elif dice.random() < 0.4:
        rules |= _of_size(dice, kind)
    if kind in TYPES and dice.random() < 0.03:
        rules["unique"] = True
    if rules:
        field["constraints"] = rules
    return field


def _of_text(dice: random.Random, field: Field) -> dict[str, Any]:
    match dice.randrange(5):
        case 0:
            values = dice.sample(("base_rent", "fee", "A", "a", "甲", "it's", "1"), dice.randrange(1, 5))
            field["categories"] = [
                {"value": value, "label": f"「{value}」", "label_en": value.title()} for value in values
            ]
            return {"enum": values}
        case 1:
            return {"pattern": dice.choice(list(PATTERNS))}
        case 2:
            return {"maxLength": dice.choice((1, 3, 12))} | ({"minLength": 2} if dice.random() < 0.3 else {})
    return {}


def _of_size(dice: random.Random, kind: str) -> dict[str, Any]:
    """Give limits of a size: the lowest, the highest or both."""
    low, high = {
        "integer": (0, 120), "number": (dice.choice((0, 0.5, 0.004)), dice.choice((99, 100.25))), "year": (2000, 2025),
        "date": ("2020-01-01", "2025-06-30"), "yearmonth": ("2020-01", "2025-06"), "datetime": ("2020-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
        "time": ("08:00:00", "18:00:00"),
    }.get(kind, (None, None))  # fmt: skip
    if low is None:
        return {}
    chosen = {"minimum": low} if dice.random() < 0.8 else {}
    return chosen | ({"maximum": high} if dice.random() < 0.3 else {})


def cell(dice: random.Random, field: Field, number: int) -> str:
    """Make a cell that most likely conforms; keys follow from the row's number."""
    rules = field.get("constraints", {})
    if field["name"].endswith("_id") and field["name"] != "target_id":
        return f"{number}" if field["type"] in {"integer", "number"} else f"r-{number}"
    if not rules.get("required") and dice.random() < 0.15:
        return ""
    if "enum" in rules:
        return str(dice.choice(rules["enum"]))
    if "pattern" in rules:
        return dice.choice(PATTERNS[rules["pattern"]])
    return _plain(dice, field["type"], field.get("decimals", 2), rules)


def _plain(dice: random.Random, kind: str, decimals: int, rules: dict[str, Any]) -> str:
    day = dt.date(2020, 1, 2) + dt.timedelta(days=dice.randrange(1900))
    match kind:
        case "integer":
            return str(dice.randrange(1, 120))
        case "number":
            return dice.choice(
                (
                    f"{dice.randrange(1, 99)}",
                    f"{dice.uniform(1, 98):.{decimals}f}",
                    f"{dice.uniform(1, 98):.1f}",
                )
            )
        case "date":
            return day.isoformat()
        case "yearmonth":
            return f"{day:%Y-%m}"
        case "year":
            return str(dice.randrange(2001, 2025))
        case "boolean":
            return dice.choice(("true", "false"))
        case "datetime":
            return f"{day}T10:00:00Z"
        case "time":
            return "10:00:00"
        case "object" | "array":
            return {"object": "{}", "array": "[]"}[kind]
    text = dice.choice(WORDS)
    return (text + "b")[: rules.get("maxLength", 99)].strip() if "maxLength" in rules else text
