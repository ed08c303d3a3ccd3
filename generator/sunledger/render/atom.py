"""Atom feeds (RFC 4287), written with the standard library.

Libraries were looked at: one brings a binary XML parser along, the other writes summaries of one kind only,
and both stamp the clock on a feed without entries. What is written here says when the data changed, never
when it was built.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from xml.sax.saxutils import escape

from markupsafe import Markup

NAMESPACE = "http://www.w3.org/2005/Atom"
_IDS = uuid.UUID("6d2b6d0e-6f8d-5c2e-9b57-7a2f3a1c9e40")
_IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
"""What an address may not hold as it is, beside what no text may."""
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was published, corrected, asked or changed."""

    name: str
    """What it is forever called; its id follows from it."""
    title: str
    """Safe markup; a title is shown as plain text."""
    summary: str
    """Safe markup."""
    link: str
    """Where it stands."""
    published: str
    """Day, yyyy-mm-dd."""
    updated: str
    """Day, yyyy-mm-dd."""
    zone: str = "+08:00"
    """The zone of its days: China's; a commit's day is UTC's."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language."""

    name: str
    """What it is forever called; its id follows from it."""
    language: str
    title: str
    """Safe markup, shown as plain text."""
    author: str
    """Whose accounts they are, never a person; safe markup."""
    itself: str
    """Its own address."""
    page: str
    """The page it accompanies."""
    as_of: str
    """Up to when the accounts go; its date while it has no entry."""
    entries: tuple[Entry, ...]
    """Newest first."""


def identity(name: str, language: str) -> str:
    """Make an id that depends on a name and a language alone: on no address, day or place in a list."""
    return f"urn:uuid:{uuid.uuid5(_IDS, f'{name}#{language}')}"


def written(feed: Feed) -> bytes:
    """Write a feed out."""
    stamps = [_stamp(entry.updated, entry.zone) for entry in feed.entries]
    entries = [_entry(entry, feed.language) for entry in feed.entries]
    head = (
        _text("id", identity(feed.name, feed.language)),
        _text("title", _plain(feed.title)),
        _text("updated", max(stamps, default=_stamp(feed.as_of))),
        f"<author>{_text('name', _plain(feed.author))}</author>",
        _link("self", "application/atom+xml", feed.itself),
        _link("alternate", "text/html", feed.page),
        "" if entries else "\n",
    )
    begin = f'<feed xmlns="{NAMESPACE}" xml:lang="{_LANGUAGES[feed.language]}">'
    body = f'<?xml version="1.0" encoding="utf-8"?>\n{begin}{"".join(head)}{"".join(entries)}</feed>\n'
    return body.encode("utf-8", "xmlcharrefreplace")


def _entry(entry: Entry, language: str) -> str:
    summary = escape(str(entry.summary))  # markup would escape it as markup does
    parts = (
        _text("id", identity(entry.name, language)),
        _text("title", _plain(entry.title)),
        _text("published", _stamp(entry.published, entry.zone)),
        _text("updated", _stamp(entry.updated, entry.zone)),
        _link("alternate", "text/html", entry.link),
        f'<summary type="html">{summary}</summary>' if summary else '<summary type="html" />',
    )
    return f"<entry>{''.join(parts)}</entry>\n"


def _text(name: str, text: str) -> str:
    """Write an element that holds a text."""
    return f"<{name}>{escape(str(text))}</{name}>" if text else f"<{name} />"


def _link(kind: str, form: str, address: str) -> str:
    """Write a link."""
    return f'<link rel="{kind}" type="{form}" href="{escape(str(address), _IN_QUOTES)}" />'


def _plain(markup: str) -> str:
    """Give markup as the text it shows."""
    return Markup(markup).striptags()


def _stamp(day: str, zone: str = "+08:00") -> str:
    return f"{day}T00:00:00{zone}"
