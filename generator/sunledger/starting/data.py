"""The accounts to begin with: a county, a community, a fund, and the datasets with their headings."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from sunledger.profile import Profile
from sunledger.resources import load_schema
from sunledger.starting.answers import SCHEMES, Answers

Files = dict[str, str]
"""Texts by path."""

COUNTY = ("communities", "contracts", "funds", "organisations", "projects", "schemes")
"""What a county registers for all its communities."""
COMMUNITY = ("corrections", "decisions", "disbursements", "matters", "postings", "revenue", "statements")
"""What a community's clerk keeps."""
BASIC = ("communities", "funds", "revenue", "disbursements")


def files(answers: Answers, *, minimal: bool) -> Files:
    """Return the files below ``data/``: the basic ones in the county's folder, or all, with the profile."""
    rows = _rows(answers)
    county = f"data/{answers.county}"
    if minimal:
        return {f"{county}/{name}.csv": table(name, rows.get(name, [])) for name in BASIC}
    made = {f"{county}/{name}.csv": table(name, rows.get(name, [])) for name in COUNTY}
    folder = f"{county}/{answers.community}"
    made |= {f"{folder}/{name}.csv": table(name, rows.get(name, [])) for name in COMMUNITY}
    return made | {f"{county}/profile.toml": profile(answers)}


def table(dataset: str, rows: list[dict[str, str]]) -> str:
    """Write a dataset as CSV, its columns in the schema's order."""
    out = io.StringIO()
    columns = [field["name"] for field in load_schema(dataset)["fields"]]
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def profile(answers: Answers) -> str:
    """Write the county's profile: what was answered, then every further key with what it means."""
    kind = SCHEMES[answers.scheme].kind
    schema = Profile.model_json_schema()
    names = {"name": answers.name} | ({"name_en": answers.name_en} if answers.name_en else {})
    duty = {"fund_kind": kind, "cadence": "monthly", "due_day": answers.due_day}
    lines = [
        "# 县档案：本县承诺了什么、按什么步骤决定、各项界限在哪里。以 # 开头的，程序不读。",
        "# What the county promised and by which steps it decides. Lines beginning with # are not read.",
        *(f"{key} = {_toml(value)}" for key, value in names.items()),
        "",
        "# 还可以写的：去掉行首的 #，换成本县的。",
        "# Further keys: take away the # and write the county's own.",
        *(_explained(key, facts) for key, facts in schema["properties"].items()
          if not _parts(schema, facts) and key not in names),
        "",
        "[[duties]]",
        *(f"{key} = {_toml(value)}" for key, value in duty.items()),
    ]  # fmt: skip
    for name, facts in schema["properties"].items():
        if parts := _parts(schema, facts):
            lines += ["", f"# {facts['description']}",
                      f"# [[{name}]]" if facts.get("type") == "array" else f"# [{name}]"]  # fmt: skip
            lines += [_explained(key, each) for key, each in parts.items()]
    return "\n".join(lines) + "\n"


def _explained(key: str, facts: dict[str, Any]) -> str:
    """Explain a key of the profile as a comment, with a value of its form."""
    kinds = [facts, facts.get("items", {}), *facts.get("anyOf", ())]
    one_of: list[str] = next((kind["enum"] for kind in kinds if "enum" in kind), [])
    form = next((kind["type"] for kind in kinds if kind.get("type") not in (None, "null")), "string")
    date = any(kind.get("format") == "date" for kind in kinds)
    plain = {"integer": 10, "number": 0, "boolean": False, "string": "…"}.get(form, "…")
    value = facts.get("default") or (one_of[0] if one_of else plain)
    written = "2025-06-30" if date else f"[{_toml(value)}]" if form == "array" else _toml(value)
    told = f"（{'、'.join(one_of)}）" if one_of else ""
    return f"# {key} = {written}  # {facts['description']}{told}"


def _toml(value: object) -> str:
    """Write a value; a JSON text is a TOML text, and amounts come as texts."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _parts(schema: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a section, nothing for a key that stands alone."""
    for place in (facts.get("items", {}), *facts.get("anyOf", [])):
        if "$ref" in place:
            found: dict[str, Any] = schema["$defs"][place["$ref"].rsplit("/", 1)[1]]["properties"]
            return found
    return {}


def _rows(answers: Answers) -> dict[str, list[dict[str, str]]]:
    scheme = SCHEMES[answers.scheme]
    fund = {
        "fund_id": answers.fund_id, "community_id": answers.community, "kind": scheme.kind,
        "name": f"{answers.community_name}{scheme.fund}", "account_kind": "own",
        "opened_on": answers.opened_on, "opening_balance": answers.balance,
    }  # fmt: skip
    found = {
        "communities": [
            {"community_id": answers.county, "name": answers.name, "name_en": answers.name_en,
             "level": "county"},
            {"community_id": answers.community, "name": answers.community_name, "level": "community",
             "parent_id": answers.county},
        ],
        "funds": [fund],
    }  # fmt: skip
    if scheme.buckets:
        name = f"{answers.county}-5311"
        fund["scheme_id"] = name
        found["schemes"] = [
            {"scheme_id": name, "bucket": bucket, "name": zh, "name_en": en, "percent": percent,
             "base": "net_income", "position": str(position), "valid_from": answers.opened_on,
             "authority": f"{answers.name}的分配办法（改成文件名称和条款）"}
            for position, (bucket, zh, en, percent) in enumerate(scheme.buckets, 1)
        ]  # fmt: skip
    if answers.custodian:
        keeper = f"{answers.county}-o001"
        found["organisations"] = [{"organisation_id": keeper, "name": answers.custodian, "kind": "charity"}]
        fund["custodian_id"] = keeper
    return found
