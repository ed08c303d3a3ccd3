"""What was written: every download with its rows, size and SHA-256, for the pages to show."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sunledger.model import Download
from sunledger.publish.downloads.package import sha256
from sunledger.publish.downloads.pouring import Layout


class Made(NamedTuple):
    """Files that were made together, and where what is in them stands, for the next build."""

    files: list[Download]
    layouts: dict[str, Layout]
    """By path below the site's root, of those that are worth it."""


def measured(
    site: Path, path: Path, scope: str, owner: str, rows: int, digest: str | None = None
) -> Download:
    """Measure a file that was written; its SHA-256 is worked out unless it is given."""
    name, form = path.relative_to(site).as_posix(), path.suffix.removeprefix(".")
    return Download(scope, owner, form, name, rows, path.stat().st_size, digest or sha256(path))
