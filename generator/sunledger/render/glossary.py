"""The glossary where its words are used: a page's own words, explained at its foot.

There is one glossary, the prose page of that name; nothing is defined anywhere else. A template
marks a word by the macro ``term``; what it marks leads to the entry at the foot, which the style
sheet shows as a slip at the edge of the screen while it is the target. What closes the slip leads
back to the mark before the word's first use, which takes no room and so moves nothing.

A word's id begins with ``w.`` and its mark's with ``u.``: ids of the accounts hold no full stop.
"""

from __future__ import annotations

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
_USE = re.compile(r'<a class="term" href="#w\.([\w-]+)">')


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
    used = dict.fromkeys(_USE.findall(content))
    if not used:
        return content
    unknown = sorted(used.keys() - entries.keys())
    if unknown:
        raise ShellFailed(f"glossary.md: {', '.join(unknown)}")
    met: set[str] = set()

    def marked(found: re.Match[str]) -> str:
        if found[1] in met:
            return found[0]
        met.add(found[1])
        return f'<span class="back" id="u.{found[1]}"></span>{found[0]}'

    shown = [
        f'<div id="w.{name}"><dt><a href="{root}{addresses.prose("glossary")}#{name}">'
        f"{entries[name].term}</a></dt><dd>{entries[name].definition.replace(ROOT, root)}</dd>"
        f'<dd class="shut"><a href="#u.{name}">{close}</a></dd></div>'
        for name in used
    ]
    return (
        f'{_USE.sub(marked, content)}\n<section class="words screen">\n<h2>{title}</h2>\n<dl>\n'
        + "\n".join(shown)
        + "\n</dl>\n</section>"
    )
