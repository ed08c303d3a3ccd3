"""Addresses that last: retired units keep their pages, missing ones are answered, links unfold into cards."""

from __future__ import annotations

import html
import re
import struct
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sunledger.crew import Crew
from sunledger.render import Rendering, addresses, png
from sunledger.render.shell import Shell
from tests.publisher import Publisher
from tests.render.conftest import Made, Make, work_database

PROSE = ("about", "contribute", "glossary", "method", "privacy")
BASE = "https://book.example/accounts/"
CARD = re.compile(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)" content="([^"]*)">')


def merge(publisher: Publisher) -> None:
    """Retire a compound in favour of another."""
    rows = publisher.rows("lan/communities.csv")
    rows.append(
        {
            "community_id": "lan-c01-c",
            "name": "丙小区",
            "name_en": "Compound C",
            "level": "compound",
            "parent_id": "lan-c01",
            "retired_on": "2024-12-31",
            "successor_id": "lan-c01-a",
        }
    )
    publisher.put("lan/communities.csv", rows)


@pytest.fixture(scope="module")
def merged(make: Make) -> Made:
    """Return the small publisher after a merger."""
    return make(merge, whole=True)


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory, shell: Shell) -> Path:
    """Render the small publisher into its real frame, with an address; return its folder."""
    root = tmp_path_factory.mktemp("framed")
    publisher = Publisher.small(root)
    work, out = work_database(publisher.data, root / "scratch"), root / "out"
    Rendering(work, shell.bare(), out, crew=Crew(1), base_url=BASE.rstrip("/"), revision=None).finish()
    return out


def card(folder: Path, path: str) -> dict[str, str]:
    """Return the facts of a page's card."""
    return {name: html.unescape(said) for name, said in CARD.findall((folder / path).read_text("utf-8"))}


@pytest.mark.parametrize(
    ("root", "said"), [("", "已于 2024-12-31 撤并"), ("en/", "dissolved or merged on 2024-12-31")]
)
def test_a_retired_units_address_keeps_answering(merged: Made, root: str, said: str) -> None:
    """Its page stands in both languages, says when it went, and leads to the unit that carries on."""
    page = merged.text(f"{root}c/lan-c01-c/index.html")
    assert said in page
    assert 'href="../../c/lan-c01-a/index.html"' in page


def test_the_successor_names_whom_it_follows(merged: Made, made: Made) -> None:
    """From today's page one click to the accounts of before; a unit that follows nobody says nothing."""
    said = merged.text("c/lan-c01-a/index.html")
    assert "承接了撤并单位的账目" in said
    assert 'href="../../c/lan-c01-c/index.html">丙小区</a> （2024-12-31 撤并）' in said
    assert "承接了撤并单位的账目" not in made.text("c/lan-c01-a/index.html")


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_missing_address_is_answered_from_any_depth(framed: Path, root: str) -> None:
    """Every link of the page begins at the site's root, leads to a file, and counties are among them."""
    page = (framed / f"{root}404.html").read_text("utf-8")
    links = re.findall(r'(?:href|src)="([^"#]+)"', page)
    assert f"/accounts/{root}c/lan/index.html" in links
    for link in links:
        assert link.startswith(urlsplit(BASE).path), link
        name = link.removeprefix(urlsplit(BASE).path)
        prose = name.removeprefix("en/") in {addresses.prose(page) for page in PROSE}
        assert (framed / name).is_file() or name.startswith("assets/") or prose, link
    assert re.findall(r' data-(?:root|index)="([^"]*)"', page) == [f"/accounts/{root}", "/accounts/find/"]
    assert "canonical" not in page
    assert card(framed, f"{root}404.html") == {}


def test_without_an_address_the_site_is_taken_to_stand_at_the_top() -> None:
    """Relative links begin at the base; others, anchors and empty ones stay."""
    page = b'<a href="../c/x.html#y"></a><a href="#z"></a><img src="data:,"><a href="https://a.example/"></a><a href="">'
    assert addresses.rooted(page, "en/404.html", "/") == page.replace(b"../c/x", b"/c/x")
    field = addresses.rooted(b'<div data-root="" data-index="../find/">', "en/404.html", "/")
    assert field == b'<div data-root="/en/" data-index="/find/">'


def test_every_page_names_its_address(framed: Path) -> None:
    """The canonical link is the address to cite, a folder by its name; the card says the same."""
    for path, address in (
        ("c/lan-c01-a/index.html", "c/lan-c01-a/"),
        ("en/c/lan-c01-a/2025.html", "en/c/lan-c01-a/2025.html"),
    ):
        page = (framed / path).read_text("utf-8")
        assert f'<link rel="canonical" href="{BASE}{address}">' in page
        assert card(framed, path)["og:url"] == BASE + address


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("index.html", "card.png"),
        ("c/lan/index.html", "c/lan/card.png"),
        ("en/c/lan-c01-b/index.html", "c/lan/card.png"),
    ],
)
def test_cards_have_title_sentence_and_picture(framed: Path, path: str, picture: str) -> None:
    """The page's own title and description, that the accounts are invented, and a picture that is there."""
    page, said = (framed / path).read_text("utf-8"), card(framed, path)
    title, invented = said["og:title"].split(" · ", 1)
    assert f"<title>{title} · " in page
    assert invented == (
        "Demonstration data · not real accounts" if path.startswith("en/") else "演示数据 · 非真实账目"
    )
    assert f'<meta name="description" content="{html.escape(said["og:description"])}">' in page
    assert said["og:image"] == BASE + picture
    assert said["twitter:card"] == "summary_large_image"
    width, height = struct.unpack(">II", (framed / picture).read_bytes()[16:24])
    assert (str(width), str(height)) == (said["og:image:width"], said["og:image:height"])


def test_without_an_address_there_are_no_cards(made: Made) -> None:
    """Relative addresses unfold nowhere, so nothing is promised and no picture drawn."""
    assert not [path for path in made.bytes() if path.endswith(".png")]


def test_a_picture_is_what_was_drawn() -> None:
    """Size, palette and every pixel, read back as the format says; what lies outside is cut off."""
    canvas = png.Canvas(4, 3, ("#ffffff", "#a92c19"))
    canvas.fill(2, 1, 9, 9, 1)
    canvas.fill(-2, -2, 3, 3, 1)
    canvas.fill(3, 0, 0, 1, 1)
    body = canvas.to_bytes()
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(body):
        (size,) = struct.unpack(">I", body[at : at + 4])
        name, content = body[at + 4 : at + 8], body[at + 8 : at + 8 + size]
        assert struct.unpack(">I", body[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + content)
        chunks[name], at = content, at + 12 + size
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (4, 3, 8, 3, 0, 0, 0)
    assert chunks[b"PLTE"].hex() == "ffffffa92c19"
    assert zlib.decompress(chunks[b"IDAT"]).hex(" ", 5) == "0001000000 0000000101 0000000101"


def renumber(publisher: Publisher) -> None:
    """Let the county have had another id, and a compound two others, one of them with the same name."""
    row = {"community_id": "lan", "renamed_on": "2020-01-01", "former_name": "澜县", "former_id": "old"}
    again = {
        "community_id": "lan-c01-a",
        "renamed_on": "2021-01-01",
        "former_name": "梅园",
        "former_id": "lan-x",
    }
    publisher.append("lan/renamings.csv", [{**each, "authority": "<省>批复"} for each in (row, again)])


@pytest.fixture(scope="module")
def renumbered(make: Make) -> Made:
    """Return the small publisher with an address, after renumberings."""
    return make(renumber, base_url=BASE, whole=True)


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("c/lan-c02-a", "c/lan-c01-a"),
        ("c/lan-x", "c/lan-c01-a"),
        ("c/old", "c/lan"),
        ("notices/old", "notices/lan"),
    ],
)
def test_every_address_under_a_former_id_leads_on(
    renumbered: Made, root: str, former: str, present: str
) -> None:
    """Year by year and month by month: refreshed at once, linked in words, canonical and kept out of indexes."""
    standing = {path.name for path in (renumbered.out / root / present).glob("*.html")}
    assert {path.name for path in (renumbered.out / root / former).iterdir()} == standing
    assert "index.html" in standing
    for name in standing:
        page = renumbered.text(f"{root}{former}/{name}")
        link = f"../{present.split('/')[1]}/{name}"
        assert f'<meta http-equiv="refresh" content="0; url={link}">' in page
        assert f'<a href="{link}">' in page
        assert (
            f'<link rel="canonical" href="{BASE}{root}{present}/{name.removesuffix("index.html")}">' in page
        )
        assert '<meta name="robots" content="noindex">' in page
        assert f'<html lang="{"en" if root else "zh-CN"}">' in page
        assert "<script" not in page
        assert len(page.encode()) < 1_500


def test_a_renumbered_countys_comparisons_lead_on(renumbered: Made) -> None:
    """The county's rows of each comparison and its list of units, in both languages."""
    for root in ("", "en/"):
        for name in (*addresses.DETAILED, "communities"):
            assert 'url=lan.html"' in renumbered.text(f"{root}{name}/old.html")


def test_what_leads_on_is_of_a_kind_of_its_own(renumbered: Made, made: Made) -> None:
    """No other page says where it went; pages that stand are never written over."""
    moved = {page.path for page in renumbered.pages if page.kind == "moved"}
    refreshed = {path for path, body in renumbered.bytes().items() if b'http-equiv="refresh"' in body}
    assert moved == refreshed
    assert {page.path for page in made.pages if page.kind != "moved"} == {
        page.path for page in renumbered.pages if page.kind != "moved"
    }
    assert len({page.path for page in renumbered.pages}) == len(renumbered.pages)


@pytest.mark.parametrize(
    ("root", "said"),
    [
        (
            "",
            [
                "2024年3月以前叫兰园，编号 lan-c02-a",
                "2021年1月以前叫梅园，编号 lan-x",
                "依据：&lt;省&gt;批复",
            ],
        ),
        ("en/", ['Formerly <span lang="zh-CN">兰园</span>, until March 2024, id lan-c02-a']),
    ],
)
def test_a_page_says_what_the_unit_was_called(renumbered: Made, root: str, said: list[str]) -> None:
    """The newest first, with the decision; a county that changed its id alone keeps its name."""
    page = renumbered.text(f"{root}c/lan-c01-a/index.html")
    places = [page.index(each) for each in said]
    assert places == sorted(places)
    county = renumbered.text(f"{root}c/lan/index.html")
    assert ("Id until January 2020: old" if root else "2020年1月以前编号为 old") in county
    assert "澜县以前" not in county


@pytest.mark.parametrize(
    ("address", "unit"),
    [
        ("c/lan/index.html", "lan"),
        ("c/lan-c01/2025-03.html", "lan-c01"),
        ("notices/lan/2025-03-2.html", "lan"),
        ("spaces/lan.html", "lan"),
        ("communities/index.html", ""),
        ("data/lan.html", ""),
        ("claims/index.html", ""),
        ("index.html", ""),
    ],
)
def test_an_address_names_its_unit(address: str, unit: str) -> None:
    """By its folder, or by the file's name where a county has a page of its own; others name none."""
    assert addresses.unit_of(address) == unit
    if unit:
        assert addresses.under(address, unit, "old-1") == address.replace(unit, "old-1", 1)
