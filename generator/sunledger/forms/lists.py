"""What can be chosen from a list: labels of codes, and the community's own projects, payees and the like.

A reference is shown as its id with its name behind it. Gifts whose givers did not agree to be named put
nobody on a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sunledger.accounts import Accounts, Row
from sunledger.forms.request import Asked, moved
from sunledger.resources import load_schema

MONTHS = 13
_FEW = 200
"""With no more organisations than this in the county all of them are listed, after the community's own."""
_MATTERS = 60

Places = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Lists by name; which list a column takes; what ids without names of their own mean."""

    lists: dict[str, list[str]]
    named: dict[str, dict[str, str]] = field(default_factory=dict)
    """By list, the cell of each id: the id with its name."""
    meanings: dict[str, str] = field(default_factory=dict)
    """By list, what its ids mean, for lists whose ids stand alone."""

    def cell(self, dataset: str, column: str, value: str) -> str:
        """Write a value as its list shows it, or as it is."""
        for each in load_schema(dataset)["fields"]:
            if each["name"] == column:
                for category in each.get("categories", ()):
                    if category["value"] == value:
                        return str(category["label"])
                if each["type"] == "boolean" and value:
                    return "是" if value == "true" else "否"
        return self.named.get(list_of(dataset, column), {}).get(value, value)


def list_of(dataset: str, column: str) -> str:
    """Return the name of the list that a column takes; blank for none."""
    for each in load_schema(dataset)["fields"]:
        if each["name"] == column:
            if each.get("categories"):
                return f"{dataset}.{column}"
            if each["type"] in ("boolean", "yearmonth"):
                return str(each["type"])
    if column in ("bucket", "step", "period"):
        return column
    for link in load_schema(dataset).get("foreignKeys", ()):
        if link["fields"] == [column]:
            target = str(link["reference"].get("resource") or dataset)
            return {"communities": "units"}.get(target, target) if target != "revenue" else ""
    return ""


def choices(accounts: Accounts, asked: Asked) -> Choices:
    """Gather every list that a sheet of these funds may need."""
    funds = asked.fund_ids
    projects = accounts.rows(
        "projects", "list_contains(?, community_id)", [[unit["community_id"] for unit in asked.units]]
    )
    around = [
        row for row in accounts.rows("funds") if _county(row) == asked.county or row["fund_id"] in funds
    ]
    own = set(funds) | {
        row["fund_id"] for row in around if row["community_id"] in {u["community_id"] for u in asked.units}
    }
    matters = accounts.rows("matters", "list_contains(?, fund_id)", [funds])[-_MATTERS:]
    named = {
        "funds": _named([*asked.funds, *(row for row in around if row["fund_id"] in own)], "fund_id"),
        "units": _named(asked.units, "community_id"),
        "projects": _named([row for row in projects if _running(row, asked.month)], "project_id"),
        "organisations": _named(_organisations(accounts, asked, projects), "organisation_id"),
        "matters": _named(reversed(matters), "matter_id", "title"),
        "indicators": _named(
            [row for row in accounts.rows("indicators", "kind = 'count'") if _county(row) == asked.county],
            "indicator_id",
        ),
    }  # fmt: skip
    schemes = {fund["scheme_id"] for fund in asked.funds if fund["scheme_id"]}
    buckets = {
        row["bucket"]: row["name"]
        for row in accounts.rows("schemes", "list_contains(?, scheme_id)", [sorted(schemes)])
    }
    steps = {step.step: step.name for step in asked.profile.steps}
    plain = {
        "bucket": list(buckets),
        "step": list(steps),
        "boolean": ["是", "否"],
        "yearmonth": [moved(asked.month, -by) for by in range(MONTHS)],
        "period": [quarter(moved(asked.month, -by)) for by in (0, 3, 6, 9)],
    }
    meanings = {"bucket": _meant(buckets), "step": _meant(steps)}
    return Choices({name: list(cells.values()) for name, cells in named.items()} | plain, named, meanings)


def quarter(month: str) -> str:
    """Return the quarter a month lies in: ``2025-Q2``."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def _organisations(accounts: Accounts, asked: Asked, projects: list[Row]) -> list[Row]:
    """Return the organisations that the community deals with, and the county's others if they are few."""
    ids = [row["project_id"] for row in projects]
    own = {row["operator_id"] for row in projects}
    own |= {row["operator_id"] for row in accounts.rows("contracts", "list_contains(?, project_id)", [ids])}
    own |= {
        row["payee_id"]
        for row in accounts.rows("disbursements", "list_contains(?, fund_id)", [asked.fund_ids])
    }
    own |= {fund["custodian_id"] for fund in asked.funds}
    gifts = accounts.rows("revenue", "payer_id is not null and basis in ('donation', 'in_kind')")
    unnamed = {row["payer_id"] for row in gifts if row["consent_publish"] != "true"}
    paying = accounts.rows("revenue", "payer_id is not null and list_contains(?, fund_id)", [asked.fund_ids])
    own |= {row["payer_id"] for row in paying} - unnamed
    everyone = [row for row in accounts.rows("organisations") if _county(row) == asked.county]
    known = [row for row in everyone if row["organisation_id"] in own]
    others = [row for row in everyone if row["organisation_id"] not in own | unnamed]
    return known + (others if len(everyone) <= _FEW else [])


def _named(rows: Iterable[Row], key: str, name: str = "name") -> dict[str, str]:
    return {row[key]: f"{row[key]} {' '.join(row[name].split())}" for row in rows}


def _meant(names: dict[str, str]) -> str:
    return "；".join(f"{key} {name}" for key, name in names.items())


def _running(project: Row, month: str) -> bool:
    """Tell whether a project may bring income of the month or of the year before it."""
    return not project["ended_on"] or project["ended_on"][:7] >= moved(month, 1 - MONTHS)


def _county(row: Row) -> str:
    return row["file"].split("/")[1]
