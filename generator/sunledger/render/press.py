"""The press: one page's context through its template and the shell into its file."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sunledger.render import addresses, cards, glossary
from sunledger.render.addresses import PageWritten
from sunledger.render.desk import Desk
from sunledger.render.glossary import Glossary
from sunledger.render.shell import Prose
from sunledger.render.words import Messages


class Frame(Protocol):
    """What a page is poured into; :class:`sunledger.render.shell.Shell` is one."""

    def pour(
        self,
        language: str,
        depth: int,
        *,
        title: bytes,
        description: bytes,
        canonical: bytes,
        content: bytes,
        switch: bytes,
        banner: bytes,
        publisher: bytes,
        foot: bytes,
        kind: bytes,
        card: bytes,
    ) -> bytes:
        """Return a finished page; everything is UTF-8 and escaped by the caller."""
        ...


@dataclass(frozen=True, slots=True)
class Setup:
    """What every page of a build shares."""

    work_db: Path
    """The work database, opened read-only."""
    out: Path
    """The staging folder."""
    shell: Frame
    """The frame."""
    base_url: str | None
    """Absolute address of the site's root, ending in a slash; ``None`` when it isn't known."""
    revision: str | None
    """The revision of the data, as the foot of each page shows it."""
    edit_url: str | None
    """Prefix that makes a file's path an address where it can be edited."""
    messages: dict[str, Messages]
    """The catalogue of each language."""
    glossaries: dict[str, Glossary] = field(default_factory=dict)
    """The glossary of each language; prose pages mark no words."""
    compiled: Path | None = None
    """A folder that keeps compiled templates from one build to the next."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page ready for the press."""

    address: str
    """Below the language's root."""
    kind: str
    """Which kind of page; a class of the page."""
    template: str
    """The template that prints it."""
    title: str
    """Title, escaped, without the site's name."""
    description: str
    """One sentence for search engines and previews, escaped."""
    context: object
    """The template's context."""
    publisher: str
    """Whose accounts they are, escaped."""
    as_of: str
    """The date up to which the accounts go."""
    demo: bool
    """Whether the data are fictional."""
    county: str = ""
    """The county they are of; blank on pages of the whole publisher."""
    picture: str = ""
    """Path below the site's root of the picture on its card, if it has one."""
    feeds: tuple[tuple[str, str], ...] = ()
    """Feeds that accompany it: what each is called, escaped, and its address relative to the page."""
    dataset: str = ""
    """The element of its head that describes the data it offers, if it offers any."""
    anywhere: bool = False
    """Whether a host shows it at addresses other than its own: its links begin at the site's root."""


class Press:
    """Writes pages of one language."""

    def __init__(self, desk: Desk, setup: Setup) -> None:
        self.desk = desk
        self.setup = setup
        words = desk.words
        self._demo = escape(words("演示数据 · 非真实账目"))
        self._site = words("阳光账本")
        self._said = {
            "as_of": words("账目截至"),
            "revision": words("数据版本"),
            "sealed": words("封存根值"),
            "words": words("本页的名词"),
            "close": words("关上"),
        }
        self._seals = desk.seals()
        self._foot = functools.cache(self._said_of)
        self._folders: set[str] = set()

    def write(self, leaf: Leaf) -> PageWritten:
        """Render a page, pour it into the shell and write its file."""
        language, setup = self.desk.language, self.setup
        path = addresses.path_of(language, leaf.address)
        page = setup.shell.pour(
            language,
            addresses.depth(leaf.address),
            title=leaf.title.encode(),
            description=leaf.description.encode(),
            canonical=self._absolute(path).encode() if not leaf.anywhere else b"",
            content=self._content(leaf).encode(),
            switch=addresses.switch(language, leaf.address).encode(),
            banner=self._demo.encode() if leaf.demo else b"",
            publisher=leaf.publisher.encode(),
            foot=self._foot(leaf.as_of, leaf.county).encode(),
            kind=leaf.kind.encode(),
            card=(_feeds(leaf) + self._card(leaf, path) + leaf.dataset).encode(),
        )
        if leaf.anywhere:
            page = addresses.rooted(page, path, urlsplit(setup.base_url).path if setup.base_url else "/")
        digest = self._put(path, page)
        return PageWritten(path, leaf.address, language, leaf.kind, len(page), str(leaf.title), digest)

    def _content(self, leaf: Leaf) -> str:
        """Render a page's template and explain the words it marks."""
        return glossary.explained(
            self.desk.write(leaf.template, leaf.context),
            self.setup.glossaries.get(self.desk.language, {}),
            addresses.root(leaf.address),
            title=self._said["words"],
            close=self._said["close"],
        )

    def write_prose(self, page: Prose, leaf: Leaf) -> PageWritten:
        """Pour the publisher's part into a prose page and write its file."""
        body = page.pour(
            canonical=self._absolute(page.path).encode(),
            banner=self._demo.encode() if leaf.demo else b"",
            publisher=leaf.publisher.encode(),
            foot=self._foot(leaf.as_of, leaf.county).encode(),
        )
        digest = self._put(page.path, body)
        address = page.path.removeprefix("en/") if page.language == "en" else page.path
        return PageWritten(page.path, address, page.language, leaf.kind, len(body), str(leaf.title), digest)

    def _put(self, path: str, page: bytes) -> str:
        """Write a file below the staging folder and return its SHA-256.

        It is never written over one that is there, which may be linked to the site that stands.
        """
        folder, _, _ = path.rpartition("/")
        if folder not in self._folders:
            (self.setup.out / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        with (self.setup.out / path).open("xb") as file:
            file.write(page)
        return hashlib.sha256(page).hexdigest()

    def _absolute(self, path: str) -> str:
        """Return the page's address to cite, escaped; nothing where the site's own isn't known."""
        base = self.setup.base_url
        return escape(addresses.absolute(base, path)) if base else ""

    def _card(self, leaf: Leaf, path: str) -> str:
        """Return the elements of the head that make the page's card; invented accounts say so there too."""
        if not self.setup.base_url or leaf.anywhere:
            return ""
        return cards.head(
            self.desk.language,
            title=Markup("{} · {}").format(Markup(leaf.title), self._demo) if leaf.demo else leaf.title,
            description=leaf.description,
            site=self._site,
            address=self._absolute(path),
            picture=self._absolute(leaf.picture) if leaf.picture else "",
        )

    def _said_of(self, as_of: str, county: str) -> str:
        """Say up to when the accounts go and which revision of the data this is, and what is sealed."""
        facts = []
        if as_of:
            facts.append(Markup("{} {}").format(self._said["as_of"], as_of))
        if self.setup.revision:
            facts.append(Markup("{} <code>{}</code>").format(self._said["revision"], self.setup.revision))
        heads = [row.short for row in self._seals if county in ("", row.county)]
        if heads:
            codes = Markup(" ").join(Markup("<code>{}</code>").format(head) for head in heads)
            facts.append(Markup("{} {}").format(self._said["sealed"], codes))
        return Markup("<p>{}</p>").format(Markup(" · ").join(facts)) if facts else ""


def _feeds(leaf: Leaf) -> Markup:
    """Return the elements of the head by which readers find the page's feeds."""
    if not leaf.feeds:
        return Markup()
    link = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')
    return Markup("").join(link.format(Markup(title), address) for title, address in leaf.feeds)
