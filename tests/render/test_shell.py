"""The shell: MkDocs once, then bytes; nothing foreign, nothing inline, every link relative."""

from __future__ import annotations

import html.parser
import pickle
import posixpath
from pathlib import Path

import pytest

from sunledger import resources
from sunledger.render.shell import DEPTHS, PROSE_SLOTS, SLOTS, Shell

ROOT = resources.root()
SITE_WIDE = {"canonical": b"", "banner": b"", "publisher": b"P", "foot": b"<p>F</p>"}
# Data pages that prose may link to: these are there whatever data a publisher has.
DATA_PAGES = {
    "index.html",
    "allocations/index.html",
    "changes/index.html",
    "checks/index.html",
    "communities/index.html",
    "data/index.html",
    "method/mechanisms/index.html",
    "method/rules.html",
    "method/tables.html",
    "search/index.html",
    "timeliness/index.html",
}
# What data pages link to on the method page.
ANCHORS = {
    "allocation",
    "claims",
    "comparisons",
    "corrections",
    "decisions",
    "digest",
    "four-funds",
    "in-kind",
    "largest-remainder",
    "loss",
    "net",
    "reconciliation",
    "suppression",
    "timeliness",
}


class Page(html.parser.HTMLParser):
    """What a page refers to, carries and is allowed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[str]:
        """Return every value of an attribute, in order."""
        return [value or "" for _, attrs in self.tags for key, value in attrs.items() if key == name]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such element."""
        return [attrs for name, attrs in self.tags if name == tag]


def poured(shell: Shell, language: str = "zh", depth: int = 2, **given: bytes) -> str:
    """Pour a data page, given only what the test is about."""
    fillings = {
        "title": b"T",
        "description": b"D",
        "content": b"<h1>C</h1>",
        "switch": b"../../S.html",
        "kind": b"K",
        **SITE_WIDE,
        **given,
    }
    return shell.pour(language, depth, **fillings).decode()


def finished(shell: Shell) -> dict[str, str]:
    """Return every page by its path: all prose, and a data page of each language and depth."""
    pages = {page.path: page.pour(**SITE_WIDE).decode() for page in shell.prose}
    for language, prefix in (("zh", ""), ("en", "en/")):
        for depth in DEPTHS:
            pages[prefix + "x/" * depth + "page.html"] = poured(shell, language, depth, switch=b"#content")
    return pages


def test_every_placeholder_has_every_sentinel_once(shell: Shell) -> None:
    """A theme that loses or doubles a sentinel must not go unseen."""
    assert sorted(shell.moulds) == sorted((language, depth) for language in ("zh", "en") for depth in DEPTHS)
    still = sorted(set(SLOTS) - {"STYLE", "SCRIPT"})
    assert [sorted(mould.slots) for mould in shell.moulds.values()] == [still] * 6


def test_every_prose_page_waits_for_the_publisher_only(shell: Shell) -> None:
    """Titles, descriptions and switches of prose pages are known when it is built."""
    still = sorted(set(PROSE_SLOTS) - {"STYLE", "SCRIPT"})
    assert [sorted(page.mould.slots) for page in shell.prose] == [still] * len(shell.prose)


def test_pouring_fills_everything(shell: Shell) -> None:
    """Nothing of the mechanism is left on a finished page."""
    for path, page in finished(shell).items():
        assert "SUNLEDGER" not in page, path
    page = poured(shell, title="清泉".encode(), kind=b"unit", switch=b"../../en/c/q/index.html")
    assert "<title>清泉 · 阳光账本</title>" in page
    assert '<meta name="description" content="D">' in page
    assert '<div class="page unit" id="content">\n<h1>C</h1>\n</div>' in page
    assert 'href="../../en/c/q/index.html"' in page
    assert 'href="../../assets/s.1.css"' in page
    assert 'src="../../assets/s.1.js" defer' in page


def test_what_is_absent_leaves_nothing_behind(shell: Shell) -> None:
    """No base address, no canonical link; no demonstration, no banner and no robots."""
    bare = poured(shell)
    assert "canonical" not in bare
    assert "demo" not in bare
    assert "robots" not in bare
    demo = poured(shell, banner="演示数据".encode(), canonical=b"https://a.example/c/q/index.html")
    assert '<aside class="demo">演示数据</aside>' in demo
    assert '<meta name="robots" content="noindex">' in demo
    assert '<link rel="canonical" href="https://a.example/c/q/index.html">' in demo


def test_language_follows_the_page(shell: Shell) -> None:
    """Screen readers and search go by it."""
    for path, page in finished(shell).items():
        language = Page(page).of("html")[0]["lang"]
        assert language == ("en" if path.startswith("en/") else "zh-CN"), path


def test_every_prose_page_has_its_counterpart(shell: Shell) -> None:
    """Chinese first and English complete; the switch leads to the same page."""
    paths = {page.path for page in shell.prose}
    assert {path for path in paths if not path.startswith("en/")} == {
        path.removeprefix("en/") for path in paths if path.startswith("en/")
    }
    for page in shell.prose:
        (switch,) = (
            attrs for attrs in Page(page.pour(**SITE_WIDE).decode()).of("a") if attrs.get("class") == "tongue"
        )
        other = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), switch["href"] or ""))
        assert other == (page.path.removeprefix("en/") if page.language == "en" else f"en/{page.path}")


def test_links_are_relative_and_lead_somewhere(shell: Shell) -> None:
    """The site works below any path and from a disk, so links name files and stay within."""
    pages = finished(shell)
    there = pages.keys() | {asset.path for asset in shell.assets} | {"assets/s.1.css", "assets/s.1.js"}
    there |= DATA_PAGES | {f"en/{path}" for path in DATA_PAGES}
    for path, text in pages.items():
        page = Page(text)
        for link in page.all("href") + page.all("src"):
            target, _, anchor = link.partition("#")
            assert not target.startswith("/"), (path, link)
            assert ":" not in target, (path, link)
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert name in there, (path, link)
            if anchor and name in pages:
                assert anchor in Page(pages[name]).all("id"), (path, link)


def test_headings_have_ids_of_their_own(shell: Shell) -> None:
    """An address once published keeps answering: no heading's id depends on its place."""
    for page in shell.prose:
        parsed = Page(page.pour(**SITE_WIDE).decode())
        ids = parsed.all("id")
        assert len(ids) == len(set(ids)), page.path
        for tag in ("h1", "h2", "h3"):
            assert all((attrs.get("id") or "_").strip("_0123456789") for attrs in parsed.of(tag)), page.path


@pytest.mark.parametrize("path", ["method/index.html", "en/method/index.html"])
def test_method_has_the_anchors_data_pages_link_to(shell: Shell, path: str) -> None:
    """From any figure it is one click to how it was made."""
    (page,) = (page for page in shell.prose if page.path == path)
    assert not ANCHORS.difference(Page(page.pour(**SITE_WIDE).decode()).all("id"))


def test_nothing_inline_and_nothing_foreign(shell: Shell) -> None:
    """The policy stands before anything it governs, and nothing on the page breaks it."""
    for path, text in finished(shell).items():
        page = Page(text)
        names = [tag for tag, _ in page.tags]
        assert "style" not in names, path
        assert "base" not in names, path
        assert not page.all("style"), path
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")], path
        assert [attrs["src"] for attrs in page.of("script") if attrs.get("src")], path
        assert all(attrs.get("src") for attrs in page.of("script")), path
        policies = [at for at, (_, attrs) in enumerate(page.tags) if "http-equiv" in attrs]
        assert len(policies) == 1, path
        assert policies[0] < min(names.index("link"), names.index("script")), path
        policy = page.tags[policies[0]][1]["content"] or ""
        assert policy.startswith("default-src 'none';"), path
        assert "unsafe" not in policy, path
        assert "http" not in policy, path
        assert not [attrs for attrs in page.of("link") if attrs.get("rel") == "alternate"], path
        assert "generator" not in page.all("name"), path


def test_the_frame_is_light(shell: Shell) -> None:
    """A phone on a slow line pays for the frame on every page."""
    frame = len(poured(shell, banner="演示数据 · 非真实账目".encode()).encode())
    assert frame < 4_000
    assert len(pickle.dumps(shell.bare())) < 32_000


def test_assets_are_those_that_pages_refer_to(shell: Shell) -> None:
    """No font, script or worker of the theme comes along; data pages don't load its stylesheet."""
    names = [asset.path for asset in shell.assets]
    assert names == sorted(names)
    assert {Path(name).suffix for name in names} == {".css", ".svg"}
    for asset in shell.assets:
        assert asset.source.is_file()
    assert [attrs["href"] for attrs in Page(poured(shell)).of("link")] == [
        "../../assets/icon.svg",
        "../../assets/s.1.css",
    ]


def test_skip_link_comes_first(shell: Shell) -> None:
    """A keyboard passes the header in one step, on data pages and on prose."""
    for path, text in finished(shell).items():
        page = Page(text)
        first = page.of("a")[0]
        assert first["class"] == "md-skip", path
        assert (first["href"] or "").removeprefix("#") in page.all("id"), path
