"""Contributors' Markdown as harmless markup: Markdown first, then a sanitiser that knows few tags.

Raw HTML in the text is treated as the hostile thing it may be: what is not on the short list
vanishes, links lead to the web or within the site, and nothing is loaded from elsewhere.
"""

from __future__ import annotations

import nh3
from markdown import Markdown
from markupsafe import Markup

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_DEMOTED = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


def from_markdown(text: str) -> Markup:
    """Return a contributor's Markdown as safe markup; headings begin at the third level."""
    if not text.strip():
        return Markup()
    html = Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(text)
    for heading, level in _DEMOTED.items():
        html = html.replace(f"<{heading}>", f"<{level}>").replace(f"</{heading}>", f"</{level}>")
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    return Markup(cleaned)
