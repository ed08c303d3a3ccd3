"""What was written: every download with its rows, size and SHA-256, for the pages to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sunledger.engine import Connection
from sunledger.publish.downloads.package import sha256

_MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Download:
    """One file that can be downloaded."""

    scope: str
    """``publisher``, ``county``, ``unit`` or ``fund``."""
    owner: str
    """Whose: a county's, unit's or fund's id; a table's name among those of the whole publisher, or blank."""
    form: str
    """``csv``, ``json``, ``xlsx``, ``parquet``, ``sqlite`` or ``zip``."""
    path: str
    """Below the root of the site."""
    rows: int
    size: int
    sha256: str


def measured(site: Path, path: Path, scope: str, owner: str, rows: int) -> Download:
    """Measure a file that was written."""
    name = path.relative_to(site).as_posix()
    return Download(
        scope, owner, path.suffix.removeprefix("."), name, rows, path.stat().st_size, sha256(path)
    )


def record(con: Connection, downloads: Iterable[Download]) -> None:
    """Put them down in ``meta.downloads``, in the order they are listed."""
    rows = [
        (number, each.scope, each.owner, each.form, each.path, each.rows, each.size, each.sha256)
        for number, each in enumerate(downloads, 1)
    ]
    for start in range(0, len(rows), _MOST_AT_ONCE):
        _insert(con, rows[start : start + _MOST_AT_ONCE])


def _insert(con: Connection, rows: Sequence[tuple[object, ...]]) -> None:
    con.execute(
        f"insert into meta.downloads values {', '.join(['(?, ?, ?, ?, ?, ?, ?, ?)'] * len(rows))}",
        [cell for row in rows for cell in row],
    )
