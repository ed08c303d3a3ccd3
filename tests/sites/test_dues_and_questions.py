"""The demonstration site: what is due, swept, asked and audited stands on its pages as in its downloads."""

from __future__ import annotations

import csv
import gzip
import re
import statistics
from decimal import Decimal
from pathlib import Path

import pytest


def derived(built_site: Path, table: str) -> list[dict[str, str]]:
    """Read a derived table as the site offers it for download."""
    with (built_site / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def money(text: str) -> str:
    """Write an amount as pages do."""
    return f"{Decimal(text):,.2f}"


def page(built_site: Path, address: str) -> str:
    """Read a page."""
    return (built_site / address).read_text(encoding="utf-8")


_WAY = re.compile(r'<a class="to" href="[^"]*">([^<]*)</a>')
"""A figure that leads to how it was made."""


@pytest.mark.parametrize("root", ["", "en/"])
def test_contract_years_stand_on_their_units_pages(built_site: Path, root: str) -> None:
    """Due, received and owed of every contract with a due, on the page of the unit it belongs to."""
    rows = [row for row in derived(built_site, "contract_years") if row["due"]]
    assert len(rows) > 1000
    pages: dict[str, str] = {}
    for row in rows[::7]:
        unit = row["community_id"]
        text = pages.setdefault(unit, page(built_site, f"{root}c/{unit}/index.html"))
        assert f'id="contract.{row["contract_id"]}"' in text
        cells = [f'<td class="n">{money(row[name])}</td>' for name in ("due", "received", "arrears")]
        assert "".join(cells) in _WAY.sub(r"\1", text), row


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_contract_stands_on_its_countys_page(built_site: Path, root: str) -> None:
    """The county's page of projects leads to each contract on its unit's page."""
    rows = derived(built_site, "contract_years")
    for county in ("shu", "tan"):
        text = page(built_site, f"{root}projects/{county}.html")
        for row in rows:
            if row["county_id"] == county:
                link = f'c/{row["community_id"]}/index.html#contract.{row["contract_id"]}"'
                assert link in text


@pytest.mark.parametrize("root", ["", "en/"])
def test_sweeps_stand_on_their_funds(built_site: Path, root: str) -> None:
    """Every quarter on its fund's page; those that fell short on the county's part, with their days."""
    for row in derived(built_site, "sweep_dues")[::5]:
        text = page(built_site, f"{root}c/{row['community_id']}/index.html")
        section = text[text.index(f'id="{row["fund_id"]}"') :].partition("</section>")[0]
        line = section[section.index(f'<th scope="row">{row["period"]}<small class="n">') :].partition(
            "</tr>"
        )[0]
        cells = [f'<td class="n">{money(row[name])}</td>' for name in ("due", "swept", "remaining")]
        assert _WAY.sub(r"\1", line).endswith("".join(cells)), row
        assert row["due_on"] in line
    text = page(built_site, f"{root}timeliness/index.html")
    short = [row for row in derived(built_site, "sweep_dues") if row["status"] not in ("on_time", "nothing")]
    assert {row["days_overdue"] for row in short} == {"5", "34"}
    for row in short:
        assert money(row["remaining"]) in text
        assert f"c/{row['community_id']}/index.html" in text


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_flag_is_asked_twice(built_site: Path, root: str) -> None:
    """On the checks page and on the unit's own, with a link to the entry to look at first."""
    flags = derived(built_site, "red_flags")
    assert flags
    checks = page(built_site, f"{root}checks/index.html")
    for row in flags:
        assert row["dataset"] == "disbursements"
        link = f'c/{row["community_id"]}/{row["from_date"][:4]}.html#{row["row_key"]}"'
        assert link in checks
        own = page(built_site, f"{root}c/{row['community_id']}/index.html")
        assert link in own[own.index('id="questions"') :]
        assert money(row["amount"]) in own
    for row in derived(built_site, "red_flag_counts"):
        section = checks[checks.index(f'id="flag.{row["flag"]}"') :].partition("</section>")[0]
        assert row["question_en" if root else "question_zh"].replace("'", "&#39;") in section
        assert f'<td class="n">{row["not_applicable"]}</td>' in section


@pytest.mark.parametrize("root", ["", "en/"])
def test_audits_clocks_and_targets_stand_where_they_belong(built_site: Path, root: str) -> None:
    """Each audit with its reach, each question with its day, each target with what was reached."""
    checks = page(built_site, f"{root}checks/index.html")
    for row in derived(built_site, "audit_reach"):
        line = checks[checks.index(f'<li id="{row["audit_id"]}"') :].partition("</li>")[0]
        assert row["funds_in_reach"] in line
        assert row["funds_covered"] in line
        for fund in row["missed"].split(", ") if row["scope"] == "all" and row["missed"] else ():
            assert f'#{fund}"' in line
    changes = page(built_site, f"{root}changes/index.html")
    for row in derived(built_site, "objection_clocks"):
        line = changes[changes.index(f'<li id="{row["objection_id"]}"') :].partition("</li>")[0]
        assert row["due_on"] in line
        assert row["answered_on"] in line
        assert (row["days_late"] == "0") == ('class="gap"' not in line)
    spaces = page(built_site, f"{root}spaces/index.html")
    for row in derived(built_site, "space_targets"):
        section = spaces[spaces.index(f'id="{row["county_id"]}"') :].partition("</section>")[0]
        assert f"{row['reached']} %" in section
        assert row["by_date"] in section


def test_a_unit_page_stays_light(built_site: Path) -> None:
    """Half of the units' pages weigh less than 25 KB on the wire, in either language."""
    for root in (built_site, built_site / "en"):
        sizes = [
            len(gzip.compress(path.read_bytes(), 6)) for path in sorted((root / "c").glob("*/index.html"))
        ]
        assert len(sizes) > 250
        assert statistics.median(sizes) < 25_000
