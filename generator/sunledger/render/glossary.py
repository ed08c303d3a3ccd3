"""The glossary where its words are used: a page's own words, explained at its foot.

There is one glossary, the prose page of that name; nothing is defined anywhere else. A template
marks a word by the macro ``term``; what it marks leads to the entry at the foot, which the style
sheet shows as a slip at the edge of the screen while it is the target. What closes the slip leads
back to the mark before the word's first use, which takes no room and so moves nothing.

A word's id begins with ``w.`` and its mark's with ``u.``: ids of the accounts hold no full stop.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from markupsafe import Markup

from sunledger.errors import ShellFailed
from sunledger.render import addresses

_ENTRY = re.compile(r'<dt id="([\w-]+)">(.*?)</dt>\s*<dd>(.*?)</dd>', re.DOTALL)
_OTHER_LANGUAGE = re.compile(r"\s*<em lang=.*?</em>", re.DOTALL)
_PROSE_LINK = re.compile(r'href="(\w+)\.md(#[\w-]+)?"')
_USE = '<a class="term" href="#w.'
"""How the macro ``term`` marks a word; its id follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and its sentence, in one language."""

    term: Markup
    """The word, without its translation."""
    definition: Markup
    """What it means; links name prose pages from the language's root, after :data:`ROOT`."""


ROOT = "@/"
"""What a definition's links begin with until the page is known that shows it."""

Glossary = dict[str, Entry]


def read(prose: Path, language: str) -> Glossary:
    """Read the glossary of a language from the folder of prose, in the page's order, by id."""
    page = prose / addresses.path_of(language, "glossary.md")
    html = Markdown(extensions=["attr_list", "def_list"], output_format="html").convert(
        page.read_text(encoding="utf-8")
    )
    return {
        name: Entry(
            Markup(_OTHER_LANGUAGE.sub("", term).strip()),
            Markup(_PROSE_LINK.sub(rf'href="{ROOT}\1/index.html\2"', definition)),
        )
        for name, term, definition in _ENTRY.findall(html)
    }


def explained(content: str, entries: Glossary, root: str, *, title: str, close: str) -> str:
    """Return a page's content with the words it marks explained at its end, in order of first use.

    ``root`` leads from the page to its language's root; ``title`` is what the words are called
    together, ``close`` what takes a slip away. Raises :class:`ShellFailed` for an unknown word.
    """
    before, *uses = content.split(_USE)
    if not uses:
        return content
    used: dict[str, None] = {}
    parts = [before]
    for use in uses:
        name, _, _ = use.partition('"')
        if name not in used:
            used[name] = None
            parts.append(f'<span class="back" id="u.{name}"></span>')
        parts += (_USE, use)
    unknown = sorted(used.keys() - entries.keys())
    if unknown:
        raise ShellFailed(f"glossary.md: {', '.join(unknown)}")
    shown = "\n".join(_shown(name, entries[name], root, close) for name in used)
    parts.append(f'\n<section class="words screen">\n<h2>{title}</h2>\n<dl>\n{shown}\n</dl>\n</section>')
    return "".join(parts)


@functools.lru_cache(maxsize=1024)
def _shown(name: str, entry: Entry, root: str, close: str) -> str:
    """Write a word with its sentence, as the foot of pages that reach the root by ``root`` has it."""
    return (
        f'<div id="w.{name}"><dt><a href="{root}{addresses.prose("glossary")}#{name}">'
        f"{entry.term}</a></dt><dd>{entry.definition.replace(ROOT, root)}</dd>"
        f'<dd class="shut"><a href="#u.{name}">{close}</a></dd></div>'
    )
