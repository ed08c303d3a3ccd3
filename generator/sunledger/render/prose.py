"""Finish the prose pages: what MkDocs built, with the publisher's name, banner and foot poured in."""

from __future__ import annotations

from pathlib import Path

from sunledger.render import addresses
from sunledger.render.addresses import PageWritten
from sunledger.render.desk import Desk
from sunledger.render.overview import Publisher
from sunledger.render.press import Press, Setup
from sunledger.render.shell import Shell
from sunledger.render.words import read_messages


def write_prose(
    work_db: Path, shell: Shell, out: Path, *, base_url: str | None, revision: str | None
) -> tuple[PageWritten, ...]:
    """Write the shell's prose pages below ``out`` in both languages; return them sorted by path."""
    messages = {language: read_messages(language) for language in addresses.LANGUAGES}
    base = base_url.rstrip("/") + "/" if base_url else None
    setup = Setup(work_db, out, shell, base, revision, None, messages)
    written = []
    for language in addresses.LANGUAGES:
        desk = Desk(work_db, language, messages[language])
        try:
            press, publisher = Press(desk, setup), Publisher(desk)
            pages = [page for page in shell.prose if page.language == language]
            written += [
                press.write_prose(page, publisher.leaf(page.path, "prose", "", "", "", None))
                for page in pages
            ]
        finally:
            desk.close()
    return tuple(sorted(written, key=lambda page: page.path))
