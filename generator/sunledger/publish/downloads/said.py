"""What stands beside the figures in every download: whose they are, how to cite, what columns mean.

Both languages stand in each file, the Chinese first: a download has no language of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sunledger.engine import Connection
from sunledger.publish.downloads.tables import Table
from sunledger.standards import LICENCE

DEMO = "演示数据，非真实账目。Demonstration data, fictional."
_WITHHELD = "空白的格子：没有填，或者依规不公布。Blank cells: not entered, or withheld as the rules require."
_SITE = "阳光账本"
_UNITS = {
    "yuan": "元 yuan", "m2": "m²", "percent": "%", "household": "户 households",
    "person": "人 persons", "month": "月 months", "day": "天 days",
}  # fmt: skip

_COLUMNS = (
    "表 table", "列 column", "名称", "title", "类型 type", "单位 unit", "说明", "description", "代码 codes",
)  # fmt: skip

WIDTHS = (16, 20, 20, 24, 10, 14, 48, 48, 48)
"""Widths of the dictionary's columns."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose accounts the downloads hold."""

    title: str
    as_of: str
    """Day up to which they go."""
    demo: bool
    revision: str = ""
    """Of the data, where it is known."""

    def named(self, whose: str = "") -> str:
        """Return the title of the whole, or of the part ``whose`` names."""
        return f"{whose} · {_SITE}" if whose else self.title

    def lines(self, whose: str = "") -> list[tuple[str, str]]:
        """Say it line by line, each with what it is about; ``whose`` names a part of the publisher."""
        name = self.named(whose)
        found = [
            ("账目 Accounts", name),
            ("截至 Up to", self.as_of),
            ("引用 Cite as", f"{name}，账目截至 {self.as_of}，CC BY 4.0"),
            ("许可 Licence", f"{LICENCE[2]} {LICENCE[1]}"),
            ("单位 Unit", "金额单位元。Amounts are in yuan."),
            ("空白 Blank", _WITHHELD),
        ]
        return [("注意 Note", DEMO), *found] if self.demo else found


def about(con: Connection, demo: bool, revision: str | None = None) -> About:
    """Read whose accounts they are."""
    rows = con.execute("select name, cast(as_of as varchar) from meta.counties order by county_id").fetchall()
    return About(
        "、".join(name for name, _ in rows) + f" · {_SITE}",
        max((day for _, day in rows if day), default="1980-01-01"),
        demo,
        revision or "",
    )


def dictionary(tables: Iterable[Table]) -> list[tuple[str, ...]]:
    """Explain every column of ``tables``, a row each, with a header."""
    rows: list[tuple[str, ...]] = [_COLUMNS]
    for table in tables:
        for field in table.fields:
            labels = "\n".join(
                f"{code['value']} = {code['label']} / {code['label_en']}"
                for code in field.get("categories", ())
            )
            rows.append((
                table.name, field["name"], field["title"], field["title_en"], field["type"],
                _UNITS.get(field.get("unit", ""), ""), field["description"], field["description_en"], labels,
            ))  # fmt: skip
    return rows
