"""The site built from ``data/``: every page stands, every link leads somewhere, figures are the rows' own."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
ID = re.compile(r'\bid="([^"]+)"')
FUND, UNIT, MONTH = "tan-c01-p01-owners", "tan-c01-p01", "2025-06"


def rows(project_root: Path, county: str, dataset: str) -> Iterator[dict[str, str]]:
    """Read the rows of a dataset below one county, in plain Python."""
    for path in sorted((project_root / "data" / county).rglob(f"{dataset}*.csv")):
        if path.stem.partition("-")[0] == dataset:
            with path.open(encoding="utf-8", newline="") as stream:
                yield from csv.DictReader(stream)


@pytest.fixture(scope="module")
def units(project_root: Path) -> list[dict[str, str]]:
    """Every county, subdistrict, community and compound of the demonstration data."""
    return [row for county in ("shu", "tan", "zi") for row in rows(project_root, county, "communities")]


def test_every_unit_has_its_page_in_both_languages(built_site: Path, units: list[dict[str, str]]) -> None:
    """A page for each unit at ``/c/<id>/`` and ``/en/c/<id>/``, which names it."""
    assert len(units) > 250
    for unit in units:
        for root in (built_site, built_site / "en"):
            page = root / "c" / unit["community_id"] / "index.html"
            assert unit["name"] in page.read_text(encoding="utf-8") or unit["name_en"]


def test_every_fund_has_its_year_ledgers_and_notices(built_site: Path, project_root: Path) -> None:
    """Each fund's unit has a ledger for every year and a notice for the last twelve months, zh and en."""
    for county in ("shu", "tan", "zi"):
        for fund in rows(project_root, county, "funds"):
            years = [str(year) for year in range(int(fund["opened_on"][:4]), 2026)]
            for root in (built_site, built_site / "en"):
                folder = root / "c" / fund["community_id"]
                for name in (*years, max("2024-07", fund["opened_on"][:7]), "2025-06"):
                    assert (folder / f"{name}.html").is_file(), (fund["fund_id"], name)


@pytest.mark.parametrize(
    "address",
    ["", "communities", "spaces", "projects", "allocations", "services", "timeliness", "claims", "checks",
     "changes", "data", "method", "about", "contribute"],
)  # fmt: skip
def test_every_promised_address_answers(built_site: Path, address: str) -> None:
    """The addresses of the architecture exist in Chinese and in English, with a heading."""
    for root in (built_site, built_site / "en"):
        page = (root / address / "index.html").read_text(encoding="utf-8")
        assert "<h1" in page


def test_every_internal_link_and_asset_resolves(built_site: Path) -> None:
    """No ``href`` or ``src`` leads to a missing file, a bare folder, a missing anchor or another origin."""
    anchors: dict[Path, frozenset[str]] = {}
    broken: dict[str, str] = {}
    known = {path for path in built_site.rglob("*") if path.is_file()}
    pages = sorted(path for path in known if path.suffix == ".html")
    text = {page: page.read_text(encoding="utf-8") for page in pages}
    for page in pages:
        anchors[page] = frozenset(ID.findall(text[page]))
    seen: set[tuple[Path, str]] = set()
    for page in pages:
        for link in set(LINK.findall(text[page])):
            if (page.parent, link) in seen and not link.startswith("#"):
                continue
            seen.add((page.parent, link))
            path, _, anchor = link.partition("#")
            from_root = built_site / unquote(path).removeprefix("/") if path.startswith("/") else None
            target = (from_root or page.parent / unquote(path)).resolve() if path else page
            if re.match(r"[a-z][a-z+.-]*:|//", link):
                broken.setdefault(link, f"{page}: another origin")
            elif from_root and page.name != "404.html":
                broken.setdefault(link, f"{page}: not relative")
            elif target not in known:
                broken.setdefault(link, f"{page}: missing")
            elif anchor and target.suffix == ".html" and anchor not in anchors[target]:
                broken.setdefault(link, f"{page}: no anchor")
    assert not broken


def test_a_funds_figures_are_the_sums_of_its_rows(built_site: Path, project_root: Path) -> None:
    """One fund's month, added up here from its raw rows, stands on its page, in its CSV and on its notice."""
    fund = next(row for row in rows(project_root, "tan", "funds") if row["fund_id"] == FUND)
    revenue = [row for row in rows(project_root, "tan", "revenue") if row["fund_id"] == FUND]
    paid = [row for row in rows(project_root, "tan", "disbursements") if row["fund_id"] == FUND]
    moved = [
        row
        for row in rows(project_root, "tan", "transfers")
        if FUND in (row["from_fund_id"], row["to_fund_id"])
    ]
    assert not moved
    assert not [
        row for row in (*revenue, *paid) if row.get("in_kind") == "true" or row.get("basis") == "in_kind"
    ]

    def total(entries: list[dict[str, str]], column: str, when: str, until: str) -> Decimal:
        return sum((Decimal(row[column]) for row in entries if row[when][:7] <= until), Decimal(0))

    def state(until: str) -> tuple[Decimal, Decimal, Decimal]:
        return (
            total(revenue, "gross", "month", until),
            total(revenue, "cost", "month", until),
            total(paid, "amount", "paid_on", until),
        )

    before, after = state("2025-05"), state(MONTH)
    opening = Decimal(fund["opening_balance"]) + before[0] - before[1] - before[2]
    gross, cost, spent = (now - then for now, then in zip(after, before, strict=True))
    closing = opening + gross - cost - spent

    with (built_site / "data" / "fund_months.csv").open(encoding="utf-8", newline="") as stream:
        row = next(r for r in csv.DictReader(stream) if r["fund_id"] == FUND and r["month"] == MONTH)
    names = ("opening", "gross", "cost", "disbursed", "closing")
    assert [Decimal(row[name]) for name in names] == [opening, gross, cost, spent, closing]

    shown = [
        f"{opening:,.2f}",
        f"+{gross:,.2f}",
        f"\u2212{cost:,.2f}",
        f"\u2212{spent:,.2f}",
        f"{closing:,.2f}",
    ]
    for language in ("", "en"):
        for name in ("index.html", f"{MONTH}.html"):
            page = (built_site / language / "c" / UNIT / name).read_text(encoding="utf-8")
            for figure in shown:
                assert figure in page, (language, name, figure)


def test_every_table_is_a_download_in_csv_and_json(built_site: Path, project_root: Path) -> None:
    """Each dataset has rows, and it and every derived table stand as CSV and as JSON with equal rows.

    What changed from commit to commit has none where the accounts stand without their commits.
    """
    for schema in sorted((project_root / "schemas").rglob("*.json")):
        with (built_site / "data" / f"{schema.stem}.csv").open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
        objects = json.loads((built_site / "data" / f"{schema.stem}.json").read_text(encoding="utf-8"))
        assert len(lines) - 1 == len(objects), schema.stem
        if objects or not schema.stem.startswith("data_change"):
            assert lines[0] == list(objects[0]), schema.stem


def test_the_manifest_names_every_file_with_its_hash(built_site: Path) -> None:
    """What stands in the site is what the manifest lists, byte for byte."""
    listed = {
        file["path"]: file["sha256"]
        for file in json.loads((built_site / "manifest.json").read_text(encoding="utf-8"))["files"]
    }
    found = {
        path.relative_to(built_site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in built_site.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == listed


def test_demonstration_data_says_so_on_every_page(built_site: Path) -> None:
    """No page, notice or package of the demonstration data can be taken for real accounts."""
    for page in built_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "演示数据" in text or "Demonstration data" in text, page
    assert "Disallow: /" in (built_site / "robots.txt").read_text(encoding="utf-8")
    assert "演示数据" in (built_site / "data" / "datapackage.json").read_text(encoding="utf-8")
