"""Addresses that last: under a unit's former id every address of its pages leads on to the present one.

These pages are tiny documents of their own, without the frame: they refresh at once, and say in words
and with a link where to go. They work from a disk and without a script, and stand in no sitemap and
no index.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from sunledger.render import addresses, rows_around
from sunledger.render.addresses import PageWritten
from sunledger.render.contexts import MovedPage
from sunledger.render.desk import Desk, grouped
from sunledger.render.press import Setup


def write(desk: Desk, setup: Setup, pages: Sequence[PageWritten]) -> Iterator[PageWritten]:
    """Write, in the desk's language, what leads from former ids to ``pages``; none is written over."""
    former = grouped(desk.rows("former_ids", rows_around.FormerId))
    standing = {page.path for page in pages} if former else set()
    for page in pages if former else ():
        if page.language == desk.language:
            for unit in former.get(addresses.unit_of(page.address), ()):
                address = addresses.under(page.address, unit.unit, unit.former_id)
                if addresses.path_of(desk.language, address) not in standing:
                    yield _write(desk, setup, page, unit, address)


def _write(
    desk: Desk, setup: Setup, page: PageWritten, unit: rows_around.FormerId, address: str
) -> PageWritten:
    """Write one page at its former address."""
    path = addresses.path_of(desk.language, address)
    link = posixpath.relpath(page.path, posixpath.dirname(path))
    base = setup.base_url
    canonical = escape(addresses.absolute(base, page.path)) if base else link
    context = MovedPage(unit, link, canonical, Markup(page.title))
    content = desk.write("moved.html", context).encode()
    file = setup.out / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(content)
    digest = hashlib.sha256(content).hexdigest()
    return PageWritten(path, address, desk.language, "moved", len(content), page.title, digest)
