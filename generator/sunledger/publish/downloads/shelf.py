"""What was written: every download with its rows, size and SHA-256, for the pages to show."""

from __future__ import annotations

from pathlib import Path

from sunledger.model import Download
from sunledger.publish.downloads.package import sha256


def measured(site: Path, path: Path, scope: str, owner: str, rows: int) -> Download:
    """Measure a file that was written."""
    name = path.relative_to(site).as_posix()
    return Download(
        scope, owner, path.suffix.removeprefix("."), name, rows, path.stat().st_size, sha256(path)
    )
