"""What a page says to search engines of the data it offers: a schema.org ``Dataset`` as JSON-LD.

It stands in the head as a block of data, which no browser runs, so the policy of the page stays as
strict as it is. Characters that could end the block are written as JSON escapes. Where the site's own
address is not known, those of files are relative to the page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from sunledger.render import addresses
from sunledger.render.desk import Desk
from sunledger.render.rows_downloads import Download
from sunledger.render.words import Words
from sunledger.standards import LICENCE, MEDIA_TYPES

_CLOSING = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Span(NamedTuple):
    """The months of which a unit and those below it have accounts; of all units where ``unit`` is blank."""

    unit: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset in a page's words, escaped as everything the page says."""

    address: str
    """Of the page, below its language's root."""
    name: str
    description: str
    publisher: str
    """Whose accounts they are."""
    place: str
    """What they are the accounts of."""
    demo: bool
    files: Sequence[Download]
    span: Span | None = None
    """From which month to which, if there are accounts of any."""
    part_of: str = ""
    """Address, below the language's root, of the page of what it is a part of."""


def spans(desk: Desk, units: Sequence[str]) -> dict[str, Span]:
    """Read the span of some units, by their id; of the whole under a blank one."""
    return {row.unit: row for row in desk.rows("spans", Span, units=list(units))}


def block(words: Words, base_url: str | None, said: Described) -> Markup:
    """Write a dataset as the element of a page's head."""
    path = addresses.path_of(words.language, said.address)
    root = base_url or addresses.site_root(words.language, said.address)
    demo = words("演示数据 · 非真实账目")
    facts: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{_plain(said.name)} · {demo}" if said.demo else _plain(said.name),
        "description": f"{_plain(said.description)} {demo}" if said.demo else _plain(said.description),
        "license": LICENCE[1],
        "isAccessibleForFree": True,
        "inLanguage": ["zh-CN", "en"],
        "creator": {"@type": "Organization", "name": _plain(said.publisher)},
        "spatialCoverage": {"@type": "Place", "name": _plain(said.place)},
    }
    if base_url:
        facts["@id"] = facts["url"] = addresses.absolute(base_url, path)
        if said.part_of:
            whole = addresses.path_of(words.language, said.part_of)
            facts["isPartOf"] = {"@id": addresses.absolute(base_url, whole)}
    if said.span:
        facts["temporalCoverage"] = f"{said.span.first}/{said.span.last}"
    if said.files:
        facts["distribution"] = [_distribution(root, file) for file in said.files]
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _CLOSING.items():
        text = text.replace(character, escaped)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _distribution(root: str, file: Download) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "contentUrl": root + _plain(file.path),
        "encodingFormat": MEDIA_TYPES[file.form],
        "contentSize": file.size,
        "sha256": file.digest,
    }


def _plain(text: str) -> str:
    """Return escaped text as it was."""
    return Markup(text).unescape()
