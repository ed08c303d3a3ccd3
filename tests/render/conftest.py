"""A small publisher rendered into a plain frame, for tests that read its pages."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from sunledger import resources
from sunledger.check import apply_rules, conform, record
from sunledger.crew import Crew
from sunledger.derive import derive
from sunledger.engine import hand_over
from sunledger.read import read, read_history
from sunledger.render import PageWritten, Rendering, addresses, plan, working
from sunledger.render import pages as rendering
from sunledger.render.shell import Shell, build_shell
from sunledger.resources import dataset_names
from tests.conftest import Once
from tests.publisher import Publisher

VOID = frozenset({"br", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect"})


class PlainFrame:
    """A frame with nothing in it, so that what a test finds is the page's own."""

    def pour(self, language: str, depth: int, **parts: bytes) -> bytes:
        """Join the parts; ``depth`` is a comment, so that a test may look at it."""
        return (
            b'<!doctype html><html lang="%s"><head><title>%s</title><meta name="description" content="%s">'
            b'<link rel="canonical" href="%s"></head><body class="%s"><!--%d--><aside>%s</aside>'
            b'<a class="tongue" href="%s" lang="%s">.</a><header>%s</header><main>%s</main>'
            b"<footer>%s</footer></body></html>"
        ) % (
            b"zh-CN" if language == "zh" else b"en",
            parts["title"],
            parts["description"],
            parts["canonical"],
            parts["kind"],
            depth,
            parts["banner"],
            parts["switch"],
            b"en" if language == "zh" else b"zh-CN",
            parts["publisher"],
            parts["content"],
            parts["foot"],
        )


class Parsed(HTMLParser):
    """Tags with their attributes, and texts with the language they stand in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert [tag for tag, _ in self._open] == [], "not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; its language is its own or the one around it."""
        found = {name: value or "" for name, value in attrs}
        language = found.get("lang") or (self._open[-1][1] if self._open else "")
        self.tags.append((tag, found))
        self.texts += [(language, found[name]) for name in ("title", "aria-label", "data-l") if name in found]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag without content."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, which must be the innermost."""
        assert self._open, tag
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if data.strip():
            self.texts.append((self._open[-1][1] if self._open else "", data))

    def all(self, name: str) -> list[str]:
        """Return all values of an attribute."""
        return [attrs[name] for _, attrs in self.tags if name in attrs]

    def text(self) -> str:
        """Return the visible text, runs of space as one."""
        return re.sub(r"\s+", " ", " ".join(text for _, text in self.texts))


@dataclass(frozen=True)
class Made:
    """A rendered publisher."""

    work: Path
    out: Path
    pages: tuple[PageWritten, ...]

    def text(self, path: str) -> str:
        """Return a page's HTML."""
        return (self.out / path).read_text(encoding="utf-8")

    def parsed(self, path: str) -> Parsed:
        """Return a page, parsed."""
        return Parsed(self.text(path))

    def bytes(self) -> dict[str, bytes]:
        """Return every file with its content."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }


Make = Callable[..., Made]


def work_database(data: Path, scratch: Path) -> Path:
    """Read, check and derive clean data into a work database."""
    scratch.mkdir(parents=True)
    reading = read(data, scratch)
    checked = conform(reading)
    read_history(reading, data, scratch)
    made = derive(reading, checked.unclean)
    checked = apply_rules(reading.con, checked, (frozenset(dataset_names()) - checked.unclean) | made)
    assert checked.ok, checked.findings
    record(reading.con, checked)
    work = scratch / "work.duckdb"
    hand_over(reading.con, work)
    reading.con.close()
    return work


def _rendered(
    root: Path,
    change: Callable[[Publisher], None] = lambda _: None,
    *,
    base_url: str | None = None,
    edit_url: str | None = None,
    whole: bool = True,
) -> Made:
    publisher = Publisher.small(root)
    change(publisher)
    work, out = work_database(publisher.data, root / "scratch"), root / "out"
    with pytest.MonkeyPatch.context() as patch:
        if not whole:
            one = SimpleNamespace(**{**vars(addresses), "LANGUAGES": addresses.LANGUAGES[:1]})
            for module in (plan, rendering):
                patch.setattr(module, "addresses", one)
            for leaves in ("unit_leaves", "county_leaves", "publisher_leaves"):
                patch.setattr(working, leaves, lambda *_: ())
        pages = Rendering(
            work, PlainFrame(), out, crew=Crew(1), base_url=base_url, revision="r<1>", edit_url=edit_url
        ).finish()
    return Made(work, out, pages)


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that renders a publisher, changed by ``change`` before it is read.

    Pages come in Chinese and without workings, unless the ``whole`` is asked for.
    """

    def build(
        change: Callable[[Publisher], None] = lambda _: None,
        *,
        base_url: str | None = None,
        edit_url: str | None = None,
        whole: bool = False,
    ) -> Made:
        root = tmp_path_factory.mktemp("publisher")
        return _rendered(root, change, base_url=base_url, edit_url=edit_url, whole=whole)

    return build


@pytest.fixture(scope="session")
def made(once: Once) -> Made:
    """Return the small publisher, rendered as it stands."""

    def make(root: Path) -> None:
        (root / "made.pickle").write_bytes(pickle.dumps(_rendered(root)))

    made: Made = pickle.loads((once("made", make) / "made.pickle").read_bytes())  # noqa: S301 -- our own
    return made


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Build the shell once for all tests that only look at it."""
    return build_shell(resources.root(), tmp_path_factory.mktemp("shell"), style="s.1.css", script="s.1.js")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Lay out a publisher's own site sources, to be changed."""
    shutil.copy(resources.root() / "mkdocs.yml", tmp_path)
    shutil.copytree(resources.root() / "site" / "pages", tmp_path / "site" / "pages")
    shutil.copytree(resources.root() / "site" / "theme", tmp_path / "site" / "theme")
    return tmp_path
