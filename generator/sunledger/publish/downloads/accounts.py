"""The JSON of one unit or fund as models, and the JSON Schema made from them.

A unit's is ``c/<unit>/accounts.json``, a fund's ``c/<unit>/funds/<fund>.json``; both have one form.

The models say what the file promises; the file itself is written from the engine's own text
(``places``), and a test holds every file to the models and to the published schema. Amounts are strings
of yuan with two decimals, since a number in JSON is floating point to most who read it. What a column is
comes from its Table Schema.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, create_model

from sunledger.profile import FundKind
from sunledger.publish.downloads import tables
from sunledger.publish.downloads.package import public_fields

SCHEMA = "data/schemas/accounts.json"
"""Where the JSON Schema stands, below the root of the site."""

PARTS = (
    tables.Table("ledger", "simple"), tables.Table("months", "simple"), tables.Table("allocations", "derived")
)  # fmt: skip
"""What a unit's files hold, the entries first."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
Amount = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Path = Annotated[str, StringConstraints(pattern=r"^(\.\./[a-z0-9_-]+/)?(funds/)?[a-z0-9_-]+\.json$")]
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(_Strict):
    """A community, a compound, or what stands above them."""

    id: Id = Field(description="编号 · id")
    name: str = Field(description="名称 · name")
    name_en: str | None = Field(description="英文名称 · name in English")


class Fund(_Strict):
    """A fund of the unit, or of one below it."""

    fund_id: Id = Field(description="资金编号 · id of the fund")
    community_id: Id = Field(description="哪个单位的资金 · the unit whose fund it is")
    kind: FundKind = Field(description="哪一类资金 · kind of fund")
    name: str = Field(description="名称 · name")
    name_en: str | None = Field(description="英文名称 · name in English")
    accounts: Path = Field(
        description="这笔资金自己的 JSON，从本文件算起 · JSON of this fund alone, from where this file is"
    )


class Head(_Strict):
    """What stands before the tables."""

    schema_: str = Field(alias="$schema", description="本文件的 JSON Schema · the JSON Schema of this file")
    unit: Unit = Field(description="谁的账目 · whose accounts")
    as_of: Day = Field(description="账目截至哪天 · day up to which they go")
    demo: StrictBool = Field(description="是否演示数据 · whether they are fictional")
    licence: str = Field(description="许可 · licence of the data")
    currency: Literal["CNY"] = Field(
        description="金额是字符串，单位元，两位小数 · amounts are strings of yuan with two decimals"
    )
    funds: list[Fund] = Field(description="资金 · its funds and those of the units below it")


def accounts() -> type[BaseModel]:
    """Return the model of a unit's file: its head, and each table as names of columns and rows."""
    parts: dict[str, Any] = {
        table.name: (_table(table), Field(description=_both(table.schema, "description"))) for table in PARTS
    }
    return create_model("Accounts", __base__=Head, __doc__="一个单位的账目 · Accounts of a unit.", **parts)


def schema_text(base_url: str | None) -> str:
    """Write the JSON Schema of a unit's file."""
    made = accounts().model_json_schema(by_alias=True)
    address = {"$id": f"{base_url.rstrip('/')}/{SCHEMA}"} if base_url else {}
    return json.dumps({"$schema": _DRAFT, **address, **made}, ensure_ascii=False, indent=1) + "\n"


def _table(table: tables.Table) -> type[BaseModel]:
    columns: Any = tuple[tuple(Literal[field["name"]] for field in table.fields)]  # type: ignore[misc]
    row: Any = tuple[tuple(_cell(field) for field in public_fields(table.schema))]  # type: ignore[misc]
    rows: Any = list[row]
    parts: dict[str, Any] = {"columns": (columns, ...), "rows": (rows, ...)}
    said = _both(table.schema, "title")
    return create_model(table.name.capitalize(), __base__=_Strict, __doc__=said, **parts)


def _cell(field: tables.Field) -> Any:
    """Return the type of a cell, which may be null unless the column is required."""
    rules = field.get("constraints", {})
    kind: Any = str
    if field.get("unit") == "yuan":
        kind = Amount
    elif field["type"] == "number":
        kind = float
    elif field["type"] in ("integer", "year"):
        kind = StrictInt
    elif field["type"] == "boolean":
        kind = StrictBool
    elif field["type"] == "date":
        kind = Day
    elif field["type"] == "yearmonth":
        kind = Month
    elif "enum" in rules:
        kind = Literal[tuple(rules["enum"])]
    elif "pattern" in rules:
        kind = Annotated[str, StringConstraints(pattern=rules["pattern"])]
    return Annotated[
        kind if rules.get("required") else kind | None,
        Field(title=_both(field, "title"), description=_both(field, "description")),
    ]


def _both(facts: dict[str, Any], key: str) -> str:
    return f"{facts[key]} · {facts[f'{key}_en']}"
