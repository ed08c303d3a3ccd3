"""Cards that messengers unfold from a link: title, one sentence, and a picture.

They need absolute addresses, so there are cards only where the site's is known.
"""

from __future__ import annotations

from markupsafe import Markup

WIDTH, HEIGHT = 1200, 630
"""Pixels of a card's picture, as messengers ask for wide ones."""

_LOCALES = {"zh": "zh_CN", "en": "en_GB"}


def head(
    language: str, *, title: str, description: str, site: str, address: str, picture: str = ""
) -> Markup:
    """Return the elements of a page's head that make its card; all texts are escaped already.

    ``address`` and ``picture`` are absolute; without a picture the card is a small one.
    """
    facts = {
        "og:type": "website",
        "og:site_name": site,
        "og:locale": _LOCALES[language],
        "og:title": title,
        "og:description": description,
        "og:url": address,
    }
    if picture:
        facts |= {"og:image": picture, "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT)}
    said = "".join(f'<meta property="{name}" content="{value}">' for name, value in facts.items())
    size = "summary_large_image" if picture else "summary"
    return Markup(f'{said}<meta name="twitter:card" content="{size}">')
