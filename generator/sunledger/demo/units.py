"""Many plain communities, to see how the pipeline grows: one account each, nothing else.

A unit has eight projects, and every month eight revenue rows and four payments. What it holds
depends on the seed, its own number and the number of months alone, so a larger run contains a
smaller one. Units come in counties of at most a thousand, and no more than one unit is held in
memory: county files are written as the units go by. Amounts are integer fen until they are text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from sunledger.demo.ledger import add_months, day, months
from sunledger.resources import load_schema

LAST_MONTH = "2025-06"
UNITS_IN_COUNTY = 1000
_AS_OF = "2025-07-15"
_REGISTRY = ("communities", "funds", "organisations", "projects")
_SUPPLIERS = ("Repairs", "Cleaning", "Greening", "Security")
_OPENING = 20_000
# Eight times the least net income covers the four largest payments, so no month ends below its opening.
_LEAST_GROSS, _LEAST_PAID, _SPREAD_BITS = 300_00, 100_00, 14
_PROJECTS = (
    ("parking", "parking", "Parking"),
    ("lift_ads", "advertising", "Lift advertising"),
    ("charging", "charging", "Charging"),
    ("parcel", "site", "Parcel lockers"),
    ("shopfront", "rent", "Shop front"),
    ("water", "service", "Drinking water"),
    ("outdoor_ads", "advertising", "Gate advertising"),
    ("common_rooms", "site", "Common rooms"),
)
_PURPOSES = ("lighting_access", "greening", "drainage", "cctv")
_PROFILE = """\
name = "{county}演示县"
name_en = "Demo County {county}"
demo = true
as_of = {as_of}
notice_months = 1
"""


def write(out: Path, units: int, months_count: int, seed: str | int) -> int:
    """Write all units below ``out``; return how many rows there are."""
    span = months(add_months(LAST_MONTH, 1 - months_count), LAST_MONTH)
    rows = 0
    for first in range(1, units + 1, UNITS_IN_COUNTY):
        county = f"u{(first - 1) // UNITS_IN_COUNTY + 1:03d}"
        rows += _write_county(
            out / county, county, range(first, min(first + UNITS_IN_COUNTY, units + 1)), span, seed
        )
    return rows


def _write_county(folder: Path, county: str, numbers: range, span: list[str], seed: str | int) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    profile = _PROFILE.format(county=county, as_of=_AS_OF)
    (folder / "profile.toml").write_text(profile, encoding="utf-8", newline="\n")
    with ExitStack() as stack:
        files = {name: stack.enter_context(_open(folder / f"{name}.csv", name)) for name in _REGISTRY}
        rows = _write_head(files, county)
        for number in numbers:
            rows += _write_unit(folder, files, county, number, span, seed)
    return rows


def _open(path: Path, dataset: str) -> TextIO:
    file = path.open("w", encoding="utf-8", newline="\n")
    file.write(",".join(field["name"] for field in load_schema(dataset)["fields"]) + "\n")
    return file


def _line(dataset: str, **cells: str) -> str:
    """Put cells into the order of the dataset's schema; a cell may be a format to fill in later."""
    return ",".join(cells.get(field["name"], "") for field in load_schema(dataset)["fields"]) + "\n"


def _write_head(files: dict[str, TextIO], county: str) -> int:
    name, name_en = f"{county}演示县", f"Demo County {county}"
    files["communities"].write(
        _line("communities", community_id=county, name=name, name_en=name_en, level="county")
    )
    for number, trade in enumerate(_SUPPLIERS, start=1):
        files["organisations"].write(
            _line(
                "organisations", organisation_id=f"{county}-o{number}", name=f"Demo {trade}", kind="supplier"
            )
        )
    return 1 + len(_SUPPLIERS)


def _write_unit(
    folder: Path, files: dict[str, TextIO], county: str, number: int, span: list[str], seed: str | int
) -> int:
    unit = f"{county}-c{number:06d}"
    rng = random.Random(f"{seed}/unit/{number}/{len(span)}")
    started = day(span[0], 1).isoformat()
    files["communities"].write(
        _line(
            "communities",
            community_id=unit,
            name=f"演示{number}号社区",
            name_en=f"Demo Community {number}",
            level="community",
            parent_id=county,
            households=str(300 + rng.getrandbits(11)),
        )
    )
    files["funds"].write(
        _line(
            "funds",
            fund_id=f"{unit}-f",
            community_id=unit,
            kind="owners",
            name=f"演示{number}号社区公共收益账户",
            name_en=f"Owners' account {number}",
            account_kind="own",
            opened_on=started,
            opening_balance=f"{_OPENING}.00",
        )
    )
    for place, (category, _, label) in enumerate(_PROJECTS, start=1):
        files["projects"].write(
            _line(
                "projects",
                project_id=f"{unit}-i{place}",
                community_id=unit,
                name=label,
                stream="common_parts",
                category=category,
                mode="self_run",
                started_on=started,
                status="running",
            )
        )
    target = folder / unit
    target.mkdir(exist_ok=True)
    with _open(target / "revenue.csv", "revenue") as file:
        file.writelines(_revenue(rng, unit, span))
    with _open(target / "disbursements.csv", "disbursements") as file:
        file.writelines(_payments(rng, county, unit, span))
    return 2 + len(_PROJECTS) + len(span) * (len(_PROJECTS) + len(_PURPOSES))


def _revenue(rng: random.Random, unit: str, span: list[str]) -> Iterator[str]:
    line = _line(
        "revenue",
        entry_id=f"{unit}-r{{number}}",
        fund_id=f"{unit}-f",
        month="{month}",
        project_id=f"{unit}-i{{place}}",
        category="{income}",
        basis="fee",
        gross="{gross}.{gross_fen:02d}",
        cost="{cost}.{cost_fen:02d}",
    ).format
    number = 0
    for month in span:
        for place, (_, income, _) in enumerate(_PROJECTS, start=1):
            number += 1
            gross, gross_fen = divmod(_LEAST_GROSS + rng.getrandbits(_SPREAD_BITS), 100)
            cost, cost_fen = divmod((gross * 100 + gross_fen) // 5, 100)
            yield line(
                number=number,
                month=month,
                place=place,
                income=income,
                gross=gross,
                gross_fen=gross_fen,
                cost=cost,
                cost_fen=cost_fen,
            )


def _payments(rng: random.Random, county: str, unit: str, span: list[str]) -> Iterator[str]:
    line = _line(
        "disbursements",
        payment_id=f"{unit}-d{{number}}",
        fund_id=f"{unit}-f",
        paid_on="{month}-{day:02d}",
        purpose="{purpose}",
        description="Demo payment",
        payee_id=f"{county}-o{{place}}",
        amount="{yuan}.{fen:02d}",
    ).format
    number = 0
    for month in span:
        for place, purpose in enumerate(_PURPOSES, start=1):
            number += 1
            yuan, fen = divmod(_LEAST_PAID + rng.getrandbits(_SPREAD_BITS), 100)
            yield line(
                number=number, month=month, day=place * 6, purpose=purpose, place=place, yuan=yuan, fen=fen
            )
