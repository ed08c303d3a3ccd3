"""What lists the finished files: the manifest, the sitemaps, the word to robots."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as Tree

from sunledger.manifest import MARK
from sunledger.publish import write_index
from tests.publish.conftest import Built

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "https://example.org/a&b/"


def test_the_manifest_holds_every_file(small_site: Built) -> None:
    """Each file but the manifest itself is listed once, in order, with its size and SHA-256."""
    raw = (small_site.site / "manifest.json").read_bytes()
    assert raw.startswith(MARK)
    files = json.loads(raw)["files"]
    listed = [item["path"] for item in files]
    there = sorted(
        path.relative_to(small_site.site).as_posix() for path in small_site.site.rglob("*") if path.is_file()
    )
    assert listed == [name for name in there if name != "manifest.json"]
    for item in files:
        content = (small_site.site / item["path"]).read_bytes()
        assert (item["bytes"], item["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_files_of_notices_are_listed_once_and_former_addresses_never(small_site: Built) -> None:
    """All notices of a month stand in the map beside the others; what leads on to another page doesn't."""
    text = (small_site.site / "sitemap-0001.xml").read_text(encoding="utf-8")
    assert text.count("/notices/lan/2025-03.html</loc>") == 2, "Chinese and English"
    assert (small_site.site / "c" / "lan-c02-a" / "2025-03.html").is_file()
    assert "lan-c02-a" not in text
    searched = "".join(
        file.read_text(encoding="utf-8") for file in (small_site.site / "find").glob("??/*/*.json")
    )
    assert "这个网址换了编号" not in searched
    assert "全部公示单" not in searched


def test_the_sitemaps_lead_to_pages_that_exist(small_site: Built) -> None:
    """Both languages of every page are listed with each other as alternates, below the public address."""
    index = Tree.fromstring((small_site.site / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 -- our own file
    maps = [element.text or "" for element in index.iter(f"{SITEMAP}loc")]
    assert maps == [f"{BASE}sitemap-0001.xml"]
    pages = Tree.fromstring((small_site.site / "sitemap-0001.xml").read_text(encoding="utf-8"))  # noqa: S314 -- the same
    places = [element.text or "" for element in pages.iter(f"{SITEMAP}loc")]
    assert len(places) == len(set(places)) > 20
    for place in (*places, *(link.attrib["href"] for link in pages.iter(f"{XHTML}link"))):
        assert place.startswith(BASE)
        path = unquote(place.removeprefix(BASE))
        page = small_site.site / (f"{path}index.html" if path.endswith("/") or not path else path)
        assert page.is_file(), place
    for element in pages.iter(f"{SITEMAP}url"):
        assert [link.attrib["hreflang"] for link in element.iter(f"{XHTML}link")] == ["zh-CN", "en"]


def test_robots_stay_away_from_a_demonstration(small_site: Built) -> None:
    """Invented accounts are not to be indexed; the sitemap is named all the same."""
    lines = (small_site.site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["User-agent: *", "Disallow: /", f"Sitemap: {BASE}sitemap.xml"]


def test_without_an_address_there_is_no_sitemap(tmp_path: Path) -> None:
    """Sitemaps need absolute addresses; a site of unknown address has none, and real data may be indexed."""
    (tmp_path / "index.html").write_text("x", encoding="utf-8")
    write_index(tmp_path, ["index.html"], None, demo=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".nojekyll",
        "index.html",
        "manifest.json",
        "robots.txt",
    ]
    assert (tmp_path / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


def test_large_sites_have_several_sitemaps(tmp_path: Path) -> None:
    """Five thousand pages fill a sitemap; odd characters of a path are quoted and escaped."""
    write_index(
        tmp_path,
        [f"c/{number:05}/index.html" for number in range(5001)] + ["c/a&b 号.html"],
        BASE,
        demo=False,
    )
    assert sorted(path.name for path in tmp_path.glob("sitemap*")) == [
        "sitemap-0001.xml", "sitemap-0002.xml", "sitemap.xml",
    ]  # fmt: skip
    last = Tree.fromstring((tmp_path / "sitemap-0002.xml").read_text(encoding="utf-8"))  # noqa: S314 -- our own file
    assert [element.text for element in last.iter(f"{SITEMAP}loc")] == [
        f"{BASE}c/05000/", f"{BASE}en/c/05000/", f"{BASE}c/a%26b%20%E5%8F%B7.html", f"{BASE}en/c/a%26b%20%E5%8F%B7.html",
    ]  # fmt: skip
