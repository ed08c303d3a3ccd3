"""Text as a search compares it: width, case, accents, spaces and punctuation don't count.

``site/assets/js/index.js`` folds what is typed in the same way; a test in a browser holds that.
"""

from __future__ import annotations

import unicodedata

_UMLAUTS = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))
"""Pinyin keyboards write ü as v."""


def fold(text: str) -> str:
    """Keep letters and digits alone, in half width, lower case and without accents."""
    lower = unicodedata.normalize("NFKC", text).lower().translate(_UMLAUTS)
    return "".join(char for char in unicodedata.normalize("NFD", lower) if char.isalnum())
