"""All notices of a county's month in one file: the same sheets as on the notices' own pages, each once."""

from __future__ import annotations

import re

import pytest

from sunledger.render import county_notices
from tests.render.conftest import Made, Make

ARTICLE = re.compile(r'<article class="notice" id="([^"]+)">\n(.*?)</article>', re.DOTALL)
BACK = re.compile(r'<span class="back" id="[^"]+"></span>')
"""Stands before the first use of a word on a page, which on the county's file may be another sheet's."""
HEADING = re.compile(r"(</?h)([1-3])")
MONTH = "2025-03"


def sheets(page: str) -> dict[str, str]:
    """Return each sheet by its fund, its headings counted from the sheet's own; no fund may come twice."""
    found = ARTICLE.findall(BACK.sub("", page))
    levels = {fund: min(int(level) for _, level in HEADING.findall(body)) for fund, body in found}
    assert len(levels) == len(found)
    return {
        fund: HEADING.sub(lambda tag, top=levels[fund]: f"{tag[1]}{int(tag[2]) - top}", body)  # type: ignore[misc]
        for fund, body in found
    }


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_sheets_are_those_of_the_notices(make: Make, root: str) -> None:
    """Figures, entries, code, digest and seals: letter for letter what stands on each unit's own notice."""
    full = make(base_url="https://accounts.example/lan", whole=root != "")
    own: dict[str, str] = {}
    for path in sorted((full.out / root / "c").glob(f"lan*/{MONTH}.html")):
        own |= sheets(path.read_text(encoding="utf-8"))
    assert len(own) > 2
    assert sheets(full.text(f"{root}notices/lan/{MONTH}.html")) == own
    assert all(f"c/{unit}/{MONTH}.html" in "".join(own.values()) for unit in ("lan-c01", "lan-c01-a"))


def test_the_contents_lead_to_every_unit(made: Made) -> None:
    """One heading of the first level, a line for each unit, and nothing of it on paper."""
    page = made.text(f"notices/lan/{MONTH}.html")
    assert page.count("<h1") == 1
    screen, mark, paper = page.partition("<article")
    assert '<div class="screen">' in screen
    contents = screen[screen.index('<nav class="sheets"') :]
    links = re.findall(r'href="#([^"]+)"', contents)
    assert set(links) <= set(re.findall(r'<article class="notice" id="([^"]+)"', mark + paper))
    units = {
        page.address
        for page in made.pages
        if page.kind == "notice" and page.address.startswith("c/lan") and MONTH in page.address
    }
    assert len(links) == len(set(links)) == len(units)


def test_each_month_kept_has_its_file_and_the_list_names_them(made: Made) -> None:
    """As long as the single notices are kept, newest first; the county's own pages and each notice lead there."""
    files = sorted(path for path in made.bytes() if path.startswith("notices/lan/2"))
    assert files == [f"notices/lan/2025-0{month}.html" for month in (1, 2, 3)]
    listed = made.text("notices/lan/index.html")
    assert re.findall(r'href="\.\./\.\./(notices/lan/2[^"]+)"', listed) == files[::-1]
    assert 'href="../../notices/lan/2025-03.html"' in made.text("c/lan/index.html")
    assert 'href="../notices/lan/index.html"' in made.text("timeliness/lan.html")
    assert 'href="../../notices/lan/2025-02.html"' in made.text("c/lan-c01-a/2025-02.html")


def test_a_large_county_is_shared_out(make: Make, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts hold every sheet once, in the same order, and lead to one another."""
    monkeypatch.setattr(county_notices, "SHEETS", 1)
    parted = make()
    whole, sharing = list(sheets(made.text(f"notices/lan/{MONTH}.html"))), []
    names = sorted(path for path in parted.bytes() if path.startswith(f"notices/lan/{MONTH}"))
    assert f"notices/lan/{MONTH}.html" in names
    assert f"notices/lan/{MONTH}-2.html" in names
    for number in range(1, len(names) + 1):
        page = parted.text(f"notices/lan/{MONTH}{f'-{number}' if number > 1 else ''}.html")
        sharing += list(sheets(page))
        assert f'<b aria-current="page">{number}</b>' in page
        links = re.findall(rf'href="\.\./\.\./(notices/lan/{MONTH}[^"]*)"', page)
        assert len(links) == len(names) - 1
        assert set(links) < set(names)
    assert sharing == whole
    assert re.findall(
        rf'href="\.\./\.\./notices/lan/{MONTH}[^"]*"', parted.text("notices/lan/index.html")
    ) == [
        f'href="../../notices/lan/{MONTH}{f"-{number}" if number > 1 else ""}.html"'
        for number in range(1, len(names) + 1)
    ]


def test_without_notices_there_is_nothing_to_print(make: Make) -> None:
    """A county that keeps no notices has neither files nor a list, and nothing leads there."""
    made = make(
        lambda publisher: publisher.replace("lan/profile.toml", "notice_months = 3", "notice_months = 0")
    )
    assert not [path for path in made.bytes() if "notices/lan/" in path]
    for page in ("c/lan/index.html", "timeliness/lan.html"):
        assert "notices/lan" not in made.text(page)
