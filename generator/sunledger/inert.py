"""Text of strangers within Markdown, made to mean nothing there: no link, mention, picture or HTML.

Hosts read more than Markdown: they turn ``@name``, ``#12``, ``www.…`` and ``://`` into mentions and links
even where a backslash stands before them. Those few are written full-width, so that nobody is called and
nothing is linked; everything that has a meaning in Markdown is escaped; characters that order text anew,
or that can't be seen, are shown as what they are: �.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"([\\`*_{}\[\]<>()!|~&$^])")
_LED = re.compile(r"(?i)://|\bwww\.")
_FULL = str.maketrans({"@": "＠", "#": "＃"})
_FIRST = re.compile(r"^([0-9]+(?=\.)|)([.+=-])")
"""What makes a list, a heading or a rule at the beginning of a line."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(value: str) -> str:
    """Return a text on one line, every character of which can be seen."""
    seen = "".join(
        "�" if unicodedata.category(char) in _UNSEEN and not char.isspace() else char for char in value
    )
    return " ".join(seen.split())


def text(value: str) -> str:
    """Return a text that reads the same in Markdown and does nothing there."""
    tame = _LED.sub(lambda match: match[0].replace("://", "：//").replace(".", "．"), plain(value))
    return _FIRST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", tame.translate(_FULL)))


def code(value: str) -> str:
    """Return a value as code, in which hosts link and call nobody; blank is shown as a blank."""
    tame = plain(value).replace("`", "ˋ").replace("|", "¦")
    return f"`{tame or ' '}`"
