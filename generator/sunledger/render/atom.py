"""Atom feeds (RFC 4287), written with the standard library.

Libraries were looked at: one brings a binary XML parser along, the other writes summaries of one kind only,
and both stamp the clock on a feed without entries. What is written here says when the data changed, never
when it was built.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from markupsafe import Markup

NAMESPACE = "http://www.w3.org/2005/Atom"
_IDS = uuid.UUID("6d2b6d0e-6f8d-5c2e-9b57-7a2f3a1c9e40")
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
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": _LANGUAGES[feed.language]})
    _text(root, "id", identity(feed.name, feed.language))
    _text(root, "title", _plain(feed.title))
    stamps = [_stamp(entry.updated, entry.zone) for entry in feed.entries]
    _text(root, "updated", max(stamps, default=_stamp(feed.as_of)))
    _text(ET.SubElement(root, "author"), "name", _plain(feed.author))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.itself})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for entry in feed.entries:
        root.append(_entry(entry, feed.language))
    root[-1].tail = "\n"
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _entry(entry: Entry, language: str) -> ET.Element:
    element = ET.Element("entry")
    _text(element, "id", identity(entry.name, language))
    _text(element, "title", _plain(entry.title))
    _text(element, "published", _stamp(entry.published, entry.zone))
    _text(element, "updated", _stamp(entry.updated, entry.zone))
    ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
    _text(element, "summary", entry.summary).set("type", "html")
    element.tail = "\n"
    return element


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = str(text)  # markup would escape what the writer escapes
    return element


def _plain(markup: str) -> str:
    """Give markup as the text it shows."""
    return Markup(markup).striptags()


def _stamp(day: str, zone: str = "+08:00") -> str:
    return f"{day}T00:00:00{zone}"
