"""All pages: their addresses, links and policy, the same whoever writes them."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from sunledger.crew import Crew
from sunledger.publish.assets import STYLES
from sunledger.render import Rendering, addresses
from sunledger.render.shell import DEPTHS, Shell
from sunledger.resources import dataset_names, derived_names, load_schema
from tests.publisher import Publisher
from tests.render.conftest import Made, Make, Parsed, PlainFrame

ELSEWHERE = {addresses.prose(name) for name in ("about", "contribute", "glossary", "method", "privacy")}
"""Prose pages that data pages link to."""
ANYWHERE = {"404.html", "en/404.html"}
"""Pages that a host shows at other addresses too; their links begin at the site's root."""


def test_every_page_written_is_returned(made: Made) -> None:
    """The inventory is the folder, but for the feeds beside the pages: sitemaps are made from it."""
    assert [page.path for page in made.pages] == [
        path for path in sorted(made.bytes()) if path[-4:] != ".xml"
    ]
    assert all(page.size == len(made.bytes()[page.path]) for page in made.pages)


def test_every_promised_address_answers(made: Made) -> None:
    """The addresses of the architecture are there."""
    there = {page.address for page in made.pages}
    wanted = {
        addresses.home(),
        addresses.communities(),
        addresses.data(),
        addresses.rules(),
        addresses.tables(),
        addresses.mechanisms(),
    }
    wanted |= {addresses.comparison(name) for name in addresses.COMPARISONS}
    wanted |= {addresses.county_comparison(name, "lan") for name in addresses.DETAILED}
    wanted |= {addresses.dictionary(name) for name in (*dataset_names(), *derived_names())}
    wanted |= {addresses.unit(unit) for unit in ("lan", "lan-c01", "lan-c01-a", "lan-c01-b", "wu")}
    wanted |= {addresses.ledger("lan-c01-a", "2025"), addresses.notice("lan-c01-a", "2025-03")}
    assert wanted <= there
    assert {addresses.depth(address) for address in there} <= set(DEPTHS)


def test_both_languages_have_the_same_addresses(made: Made) -> None:
    """The language switch keeps the page."""
    by_language = {
        language: {page.address for page in made.pages if page.language == language}
        for language in addresses.LANGUAGES
    }
    assert by_language["zh"] == by_language["en"]
    there = {page.path for page in made.pages}
    for page in made.pages:
        target = addresses.switch(page.language, page.address)
        other = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
        assert other in there
        assert other != page.path


def test_links_are_relative_and_lead_somewhere(made: Made, shell: Shell) -> None:
    """Links name files, so that the site works below any path and from a disk; anchors are there."""
    parsed = {page.path: made.parsed(page.path) for page in made.pages}
    ids = {
        page.path: re.findall(r'\bid="([^"]+)"', b"".join(page.mould.pieces).decode()) for page in shell.prose
    }
    ids |= {path: page.all("id") for path, page in parsed.items()}
    there = set(parsed)
    for language in addresses.LANGUAGES:
        there |= {addresses.path_of(language, address) for address in ELSEWHERE}
    there |= {
        addresses.download(name, ending)
        for name in (*dataset_names(), *derived_names())
        for ending in ("csv", "json")
    }
    described = ("datapackage.json", "csv-metadata.json", "catalog.jsonld", "schemas/accounts.json")
    there |= {f"data/{name}" for name in described}
    there |= {path for path in made.bytes() if path.endswith(".xml")}
    for path, page in parsed.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for link in page.all("href"):
            target, _, anchor = link.partition("#")
            assert ":" not in target, (path, link)
            if path in ANYWHERE and target:
                assert target.startswith("/"), (path, link)
                target = posixpath.relpath(target, posixpath.join("/", posixpath.dirname(path)))
            assert not target.startswith("/"), (path, link)
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert name in there or not link, (path, link)
            if anchor:
                assert anchor in ids[name], (path, link)


def test_nothing_inline(made: Made) -> None:
    """The Content-Security-Policy allows no script, style or handler in a page."""
    for page in made.pages:
        parsed = made.parsed(page.path)
        assert not {"script", "style", "iframe", "form"} & {tag for tag, _ in parsed.tags}, page.path
        assert not parsed.all("style"), page.path
        assert not [name for _, attrs in parsed.tags for name in attrs if name.startswith("on")], page.path


def test_tables_say_what_they_are(made: Made) -> None:
    """Tables of figures have a caption, heads have a scope, and what scrolls is reached by the keyboard."""
    for page in made.pages:
        parsed = made.parsed(page.path)
        tables = [attrs.get("class", "") for tag, attrs in parsed.tags if tag == "table"]
        captions = [tag for tag, _ in parsed.tags if tag == "caption"]
        assert len(captions) == len(tables), page.path
        assert all("scope" in attrs for tag, attrs in parsed.tags if tag == "th"), page.path
        for _, attrs in parsed.tags:
            if attrs.get("class") == "scroll":
                assert attrs["tabindex"] == "0"
                assert attrs["aria-label"]
        assert len([tag for tag, _ in parsed.tags if tag == "h1"]) == 1, page.path


def test_output_does_not_depend_on_who_writes_it(made: Made, tmp_path: Path) -> None:
    """One process and two write the same bytes, and so do templates compiled by an earlier build."""
    first = made.bytes()
    for jobs, name in ((2, "two"), (1, "again")):
        out, compiled = tmp_path / name, tmp_path / "templates"
        with Crew(jobs) as crew:
            pages = Rendering(
                made.work, PlainFrame(), out, crew=crew, base_url=None, revision="r<1>", compiled=compiled
            ).finish()
        assert Made(made.work, out, pages).bytes() == first
        assert pages == made.pages


def test_text_from_the_accounts_is_escaped(make: Make) -> None:
    """Whatever a clerk can write arrives as text, on every page, in title, list, table and attribute."""

    def room(name: str, column: str) -> int:
        schema = load_schema(Path(name).stem.partition("-")[0])
        (field,) = (field for field in schema["fields"] if field["name"] == column)
        return int(field["constraints"]["maxLength"]) - 1

    hostile = "<script>alert(1)</script>\"'&<b onclick=x>"
    columns = {
        "communities.csv": ("name", "name_en"),
        "organisations.csv": ("name",),
        "spaces.csv": ("name",),
        "projects.csv": ("name",),
        "funds.csv": ("name", "name_en"),
        "schemes.csv": ("name", "authority"),
        "indicators.csv": ("name", "unit", "definition"),
        "claims.csv": ("statement", "unit", "source"),
        "lan-c01/revenue-2025.csv": ("note",),
        "lan-c01/disbursements-2025.csv": ("description", "voucher"),
        "lan-c01/matters.csv": ("title",),
        "lan-c01/decisions.csv": ("body",),
        "lan-c01/corrections.csv": ("old_value", "new_value", "reason", "decided_by"),
        "lan-c01/objections.csv": ("question", "answer"),
    }

    def spoil(publisher: Publisher) -> None:
        for name, spoilt in columns.items():
            path = f"lan/{name}"
            rows = publisher.rows(path)
            for row in rows:
                for column in spoilt:
                    row[column] = (
                        "<b>" if column == "unit" else row[column][:1] + hostile[: room(name, column)]
                    )
            publisher.put(path, rows)
        # A correction leads to the value that stands, so another one follows.
        (last,) = publisher.rows("lan/lan-c01/corrections.csv")
        restored = {"correction_id": "x-2", "old_value": last["new_value"], "new_value": "800.00"}
        publisher.append("lan/lan-c01/corrections.csv", [last | restored])

    made = make(spoil)
    seen = 0
    for page in made.pages:
        text = made.text(page.path)
        assert "<script" not in text, page.path
        assert "<b onclick" not in text, page.path
        if page.kind != "method":
            assert "&amp;lt;" not in text, f"{page.path}: escaped twice"
        Parsed(text)
        seen += text.count("&lt;script&gt;")
    assert seen > 200


def test_styles_are_those_that_are_joined() -> None:
    """Every style sheet beside the pages is named where they are joined."""
    from sunledger import resources

    found = {path.stem for path in resources.folder("site", "assets", "css").glob("*.css")}
    assert found == set(STYLES)
