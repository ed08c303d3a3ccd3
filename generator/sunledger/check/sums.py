"""Hold the amounts of each column to what can be added: no total of the site may leave its exact type.

Amounts are DECIMAL(18,2), which ends at sixteen digits before the point. Signs are left out of the sum,
so that no order of the rows and no part of them can do what the whole can't.
"""

from __future__ import annotations

from collections.abc import Iterable

from sunledger.builtin import finding
from sunledger.check import plainform
from sunledger.engine import Connection, identifier
from sunledger.model import Finding
from sunledger.resources import load_schema

LIMIT = 10**14
"""Most that one column of amounts may add up to, in yuan: a hundred times below what the type holds."""


def large(fields: list[plainform.Field]) -> str:
    """Give the condition that some column of amounts adds up to too much."""
    return " or ".join(f"coalesce({_over(field)}, false)" for field in _amounts(fields)) or "false"


def reach(con: Connection, datasets: Iterable[str]) -> list[Finding]:
    """Report, for each column of amounts that adds up to too much, the row that passes the limit."""
    findings: list[Finding] = []
    for dataset in datasets:
        fields = _amounts(load_schema(dataset)["fields"])
        over = con.execute(f"select {', '.join(map(_over, fields))} from raw.{dataset}").fetchone() or ()
        findings += [
            _passing(con, dataset, field) for field, is_over in zip(fields, over, strict=True) if is_over
        ]
    return findings


def _amounts(fields: list[plainform.Field]) -> list[plainform.Field]:
    return [field for field in fields if field.get("decimals") == 2]


def _over(field: plainform.Field) -> str:
    return f"sum({_size(field)}) >= {LIMIT}"


def _size(field: plainform.Field) -> str:
    return f"abs(try_cast({identifier(field['name'])} as decimal(18, 2)))"


def _passing(con: Connection, dataset: str, field: plainform.Field) -> Finding:
    row = con.execute(
        f"select file, line from raw.{dataset} "
        f"qualify sum({_size(field)}) over (order by file, line) >= {LIMIT} order by file, line limit 1"
    ).fetchone()
    file, line = row or ("", 0)
    words = {"title_zh": field["title"], "title_en": field["title_en"], "limit": f"{LIMIT:,}"}
    return finding("sums_stay_within_reach", file, line, field["name"], **words)
