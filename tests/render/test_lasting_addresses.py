"""Addresses that last: retired units keep their pages, missing ones are answered, links unfold into cards."""

from __future__ import annotations

import html
import re
import struct
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sunledger.render import addresses, pages, png
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
    return make(merge)


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory, shell: Shell) -> Path:
    """Render the small publisher into its real frame, with an address; return its folder."""
    root = tmp_path_factory.mktemp("framed")
    publisher = Publisher.small(root)
    work, out = work_database(publisher.data, root / "scratch"), root / "out"
    pages.render(work, shell.bare(), out, jobs=1, base_url=BASE.rstrip("/"), revision=None)
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
