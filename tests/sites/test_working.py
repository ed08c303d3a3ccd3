"""From every figure a way leads to the rows it was made of, and these add up to it, to the fen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from sunledger.render.addresses import DETAILED
from sunledger.render.derivations.form import LISTED
from sunledger.resources import dataset_names, derived_names, load_schema

AMOUNT = re.compile(r"[+−]?[0-9][0-9,]*(?:\.[0-9]+)?(?: (?:%|m²)| / [0-9]+)?")
CELL = re.compile(r'<(td|dd|b|span) class="n"[^>]*>(.*?)</\1>', re.S)
HOLDER = re.compile(r"<(tr|li|dd|p)\b[^>]*>(?:(?!<\1\b).)*?</\1>", re.S)
WAY = re.compile(r'class="(?:to|src)"|href="[^"]*/(?:working-)?[0-9]{4}\.html#')
"""A figure's own link, a file and line, or the entry in its ledger."""


def text(markup: str) -> str:
    """Return the text of markup."""
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def number(said: str) -> Decimal | None:
    """Read a written figure; nothing where it is none."""
    plain = said.replace(",", "").replace("−", "-").removesuffix(" %")
    return Decimal(plain) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", plain) else None


def pages(site: Path) -> Iterator[Path]:
    """Choose pages of every kind that shows figures: all that compare, and every fifth unit with its ledgers."""
    yield site / "index.html"
    for name in (*sorted(DETAILED), "claims", "checks", "communities"):
        yield from sorted((site / name).glob("*.html"))
    for folder in sorted((site / "c").iterdir())[::5]:
        yield from sorted(folder.glob("index.html"))
        yield from sorted(folder.glob("????.html"))


def without_way(page: str) -> list[str]:
    """Return the figures of a page that stand in no row with a way to what they were made of.

    A figure is an amount, a count, a share or an area in a cell of class ``n``. Not figures are facts as they
    were recorded, of class ``n fact``: a unit's households, the members of a committee.
    """
    body = page[page.index("<main") : page.index("</main>")]
    found = []
    for holder in HOLDER.finditer(body):
        figures = [text(cell[2]) for cell in CELL.finditer(holder[0])]
        if any(AMOUNT.fullmatch(figure) for figure in figures) and not WAY.search(holder[0]):
            found.append(text(holder[0])[:90])
    return found


def test_every_figure_has_a_way_to_its_working(built_site: Path) -> None:
    """On the front page, of units, ledgers, comparisons and checks."""
    lost: dict[str, list[str]] = {}
    seen = 0
    for page in pages(built_site):
        seen += 1
        if found := without_way(page.read_text(encoding="utf-8")):
            lost[page.relative_to(built_site).as_posix()] = found
    assert seen > 100
    assert lost == {}


@pytest.fixture(scope="module")
def workings(built_site: Path) -> list[Path]:
    """Choose pages that show how figures were made: the publisher's, counties', and every seventh unit's."""
    units = sorted((built_site / "c").iterdir())[::7]
    chosen = [
        *built_site.glob("working/**/*.html"),
        *(p for unit in units for p in unit.glob("working-*.html")),
    ]
    assert len(chosen) > 150
    return chosen


def rows_of(page: str) -> Iterator[tuple[str, dict[str, Decimal | None], dict[str, list[str]], str]]:
    """Give each derived row of a page: its table, its figures, what is listed below by figure, its markup."""
    for section in page.split('<section class="working" id="')[1:]:
        table = re.split(r'[."]', section, maxsplit=1)[0]
        for row in re.split(r'(?=<table class="sum year">|<dl class="says">)', section)[1:]:
            own = row.partition('<table class="made">')[0]
            pairs = re.findall(
                r"<(?:th scope=\"row\"|dt)>(.*?)</(?:th|dt)><(?:td|dd) class=\"n\">(.*?)</(?:td|dd)>", own
            )
            figures = {
                text(name): number(text(re.sub(r'<span class="op">.*?</span>', "", value)))
                for name, value in pairs
            }
            listed: dict[str, list[str]] = defaultdict(list)
            for made in row.split('<table class="made">')[1:]:
                columns = [text(cell) for cell in re.findall(r'<th scope="col" class="n">(.*?)</th>', made)]
                for line in re.findall(r"<tr><th scope=\"row\">.*?</tr>", made, re.S):
                    for name, cell in zip(
                        columns, re.findall(r'<td class="n">(.*?)</td>', line), strict=True
                    ):
                        listed[name].append(text(cell))
            yield table, figures, listed, own


def test_what_is_listed_adds_up_to_the_figure(workings: list[Path]) -> None:
    """Read back from the finished pages and added up in Decimals: no figure of a unit, county or publisher differs.

    A figure with a withheld part, or with more parts than are listed, can't be added up from its page.
    """
    tables: dict[str, int] = defaultdict(int)
    for path in workings:
        page = path.read_text(encoding="utf-8")
        for table, figures, listed, markup in rows_of(page):
            for name, cells in listed.items():
                numbers = [number(cell) for cell in cells]
                if None in numbers or figures[name] is None or len(cells) >= LISTED:
                    continue
                assert sum(filter(None, numbers), Decimal()) == figures[name], (path, table, name, markup)
                tables[table] += 1
    assert {name for name, count in tables.items() if count > 2} >= {
        "fund_years", "bucket_years", "community_years", "spending_years", "project_years", "contract_years",
        "sweep_dues", "year_comparisons", "space_use", "service_months", "county_buckets", "project_groups",
        "county_dues", "county_months", "sweep_quarters", "flows", "publisher_years", "publisher_spending",
        "claim_checks",
    }  # fmt: skip


def test_a_sum_is_what_its_signs_say(workings: list[Path]) -> None:
    """Opening, what came, what went and what is left, from the finished pages; each made of something unless zero."""
    sums = 0
    for path in workings:
        for *_, listed, markup in rows_of(path.read_text(encoding="utf-8")):
            signed = re.findall(
                r'">([^<]*)</th><td class="n"><span class="op">(.)</span> ([−0-9,.]+)', markup
            )
            values = [(sign, number(value) or Decimal()) for _, sign, value in signed]
            assert {name for name, sign, value in signed if sign != "=" and number(value)} <= listed.keys(), (
                path
            )
            if values:
                total = sum(
                    (-value if sign == "−" else value for sign, value in values if sign != "="), Decimal()
                )
                assert [value for sign, value in values if sign == "="] == [total], (path, markup)
                sums += 1
    assert sums > 300


def test_a_row_of_the_accounts_names_its_line(workings: list[Path], project_root: Path) -> None:
    """The file is there, and the line holds what the page says of a payment: its day and its amount."""
    seen = 0
    line = re.compile(
        r'<tr><th scope="row"><a [^>]*>(\d{4}-\d\d-\d\d) · (?:(?!</tr>).)*?<span class="src">'
        r'(data/[^:<]*disbursements[^:<]*):(\d+)</span>(?:(?!</tr>).)*<td class="n">([0-9,.]+)</td></tr>'
    )
    for path in workings:
        for day, file, number_of, amount in line.findall(path.read_text(encoding="utf-8")):
            stands = (project_root / file).read_text(encoding="utf-8").splitlines()[int(number_of) - 1]
            assert day in stands
            assert number(amount) in {number(cell) for cell in stands.split(",")}
            seen += 1
    assert seen > 100


@pytest.mark.parametrize("root", ["", "en"])
def test_headings_say_words(built_site: Path, root: str) -> None:
    """A heading never shows a code that has a label, such as a kind of project."""
    codes = {
        code["value"] for name in (*dataset_names(), *derived_names())
        for field in load_schema(name)["fields"] for code in field.get("categories", ())
    }  # fmt: skip
    seen = 0
    for path in (built_site / root / "working").rglob("*.html"):
        for heading in re.findall(r"<h[23]>(.*?)(?:<small>|</h[23]>)", path.read_text(encoding="utf-8")):
            seen += 1
            assert text(heading) not in codes, path
    assert seen > 100
