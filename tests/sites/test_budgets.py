"""What a page weighs on its way to a phone, counted over the finished files."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path

import pytest

OWN = 25_000
ANY_UNIT = 60_000
FIRST_VIEW = 150_000
LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script src|img src)="([^"]+)"')


def weigh(path: Path) -> int:
    """Count a file's bytes as a server sends them."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def loaded(page: Path) -> set[Path]:
    """Return what a browser fetches for the first view of a page, the page itself aside."""
    return {(page.parent / link).resolve() for link in LOADED.findall(page.read_text(encoding="utf-8"))}


A_SHEET = 1_500
PRINT_FILE = 300 * A_SHEET


@pytest.fixture(scope="module")
def units(built_site: Path) -> dict[Path, int]:
    """Weigh the page of every county, subdistrict, community and compound, in both languages."""
    return {page: weigh(page) for page in built_site.glob("**/c/*/index.html")}


def test_a_communitys_page_is_light(units: dict[Path, int]) -> None:
    """At the median below 25 KB, and not one above 60 KB."""
    assert len(units) > 500
    assert statistics.median(units.values()) < OWN
    assert max(units.values()) < ANY_UNIT


def test_the_first_view_is_light(units: dict[Path, int]) -> None:
    """With everything it loads below 150 KB: style, script and icon, and nothing else."""
    heaviest = max(units, key=units.__getitem__)
    files = loaded(heaviest)
    assert {file.suffix for file in files} == {".css", ".js", ".svg"}
    assert units[heaviest] + sum(map(weigh, files)) < FIRST_VIEW


def test_how_figures_were_made_is_light(built_site: Path) -> None:
    """The largest as well, of a whole county's year, down to every fund."""
    pages = [*built_site.glob("working/**/*.html"), *built_site.glob("c/*/working-*.html")]
    assert len(pages) > 700
    largest = sorted(pages, key=lambda page: page.stat().st_size)[-5:]
    assert max(map(weigh, largest)) < ANY_UNIT


def test_a_file_of_notices_weighs_what_its_sheets_do(built_site: Path) -> None:
    """It is for a printer, not a phone: a sheet's bytes for each sheet, and no more than a part may hold."""
    files = list(built_site.glob("**/notices/*/????-??*.html"))
    assert len(files) > 60
    for file in files:
        count = file.read_text(encoding="utf-8").count('<article class="notice"')
        assert weigh(file) < min(A_SHEET * max(count, 10), PRINT_FILE), file
