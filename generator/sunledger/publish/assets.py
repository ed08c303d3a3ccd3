"""Styles and script of the site: our own files, joined and named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

STYLES = (
    "tokens", "frame", "prose", "pages", "tables", "charts", "books", "workings", "method",
    "notice", "lookups", "words", "print",
)  # fmt: skip
"""Style sheets in the order in which they are joined."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file made for the site's ``assets/`` folder; the name holds a hash of the content."""

    name: str
    content: bytes

    def write(self, site: Path) -> None:
        """Write the file below the site's root."""
        target = site / "assets" / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.content)


def gather(root: Path) -> tuple[Made, Made]:
    """Return the style sheet and the script made from ``root``'s ``site/assets``."""
    assets = root / "site" / "assets"
    styles = [assets / "css" / f"{name}.css" for name in STYLES]
    scripts = sorted((assets / "js").glob("*.js"))
    return _made("sunledger", ".css", styles), _made("sunledger", ".js", scripts)


def _made(stem: str, ending: str, sources: list[Path]) -> Made:
    content = b"\n".join(source.read_bytes() for source in sources if source.is_file())
    return Made(f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{ending}", content)
