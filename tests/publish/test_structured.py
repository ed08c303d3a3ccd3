"""What pages tell search engines of their data: schema.org as JSON-LD, true, and no way out of its element."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from sunledger.render.rows_downloads import Download
from sunledger.render.structured import Described, Span, block
from sunledger.render.words import Words
from tests.publish.conftest import Built

BASE = "https://example.org/a&b/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script', re.IGNORECASE | re.DOTALL)


def described(site: Path, path: str) -> dict[str, Any]:
    """Return the one dataset a page describes."""
    (found,) = BLOCK.findall((site / path).read_text(encoding="utf-8"))
    facts: dict[str, Any] = json.loads(found)
    return facts


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(
    "page", ["data/index.html", "data/revenue.html", "c/lan/index.html", "c/lan-c01-a/index.html"]
)
def test_a_page_describes_its_data(page: str, language: str, small_site: Built) -> None:
    """Address, licence, months and demonstration are said, and every file with its own SHA-256."""
    facts = described(small_site.site, language + page)
    assert (facts["@context"], facts["@type"]) == ("https://schema.org/", "Dataset")
    assert facts["url"] == facts["@id"] == BASE + language + page.removesuffix("index.html")
    assert facts["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert facts["isAccessibleForFree"] is True
    assert ("Demonstration data" if language else "演示数据") in facts["name"]
    assert facts["creator"]["name"] in facts["spatialCoverage"]["name"] or page.startswith("c/lan-")
    months = [row[:7] for row in _column(small_site.site, page, "month")]
    assert facts["temporalCoverage"] == f"{min(months)}/{max(months)}"
    if page != "data/index.html":
        assert facts["isPartOf"]["@id"] == f"{BASE}{language}data/"
    assert len(facts["distribution"]) >= 2
    for file in facts["distribution"]:
        path = small_site.site / file["contentUrl"].removeprefix(BASE)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"], path


def _column(site: Path, page: str, name: str) -> list[str]:
    """Return a column of the month sums a page's dataset covers, read from what is published."""
    rows = json.loads((site / "data" / "months.json").read_text(encoding="utf-8"))
    whose = {"c/lan/index.html": "f-wu", "c/lan-c01-a/index.html": "f-wu"}.get(page, "")
    held = [row for row in rows if not whose or row["fund_id"] != whose]
    if page.startswith("c/lan-c01-a"):
        held = [row for row in held if row["community_id"] == "lan-c01-a"]
    return [row[name] for row in held]


def test_other_pages_describe_none(small_site: Built) -> None:
    """What offers no data claims none."""
    for page in ("index.html", "404.html", "claims/index.html", "method/tables.html"):
        assert "ld+json" not in (small_site.site / page).read_text(encoding="utf-8"), page


@given(
    text=st.text(st.sampled_from("甲<>&/\"'\\\u2028!-sScript]"), max_size=40),
    base=st.sampled_from([None, BASE]),
)
def test_no_name_gets_out(text: str, base: str | None) -> None:
    """Whatever a unit is called, the element ends where it should and says the name as it is."""
    for hostile in (text, f"</script><script>alert(1)</script>{text}", f"<!--<script>{text}"):
        file = Download("x", "csv", "c/x/ledger.csv", "1", "1 kB", "0" * 64, "0" * 16)
        name = escape(hostile)
        said = Described(
            "c/x/index.html", name, name, name, name, False, [file], Span("x", "2024-01", "2025-06")
        )
        written = block(Words("zh", ()), base, said)
        body = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        assert len(body) == len(written) - 44
        assert not set(body) & set("<>&\u2028")
        facts = json.loads(body)
        assert facts["name"] == facts["creator"]["name"] == facts["spatialCoverage"]["name"] == hostile
        assert facts["distribution"][0]["contentUrl"] == (base or "../../") + "c/x/ledger.csv"
