"""read: from files to raw cells in the engine, each knowing its file and line.

Whatever is wrong with a file as a file (kind, size, encoding, header, quoting) becomes a
finding here; what is wrong with a cell is the check stage's.
"""

from __future__ import annotations

from pathlib import Path

from sunledger.engine import connect
from sunledger.errors import DataFolderMissing
from sunledger.model import PAST_TABLES, About, Finding, Progress, Reading, SealFile, quiet
from sunledger.read import files, profiles, staging, text
from sunledger.read.history import look_back, read_history
from sunledger.read.revisions import take_out

__all__ = ["look_back", "read", "read_history", "take_out"]

_LITTLE = 16_000_000
"""Bytes below which a statement is done before a second thread of the engine is of use to it."""


def read(
    data: Path,
    scratch: Path,
    *,
    memory_limit: str = "1GB",
    threads: int | None = None,
    progress: Progress = quiet,
) -> Reading:
    """Read every data file below ``data`` into a fresh connection; what git knows of them is not read.

    ``scratch`` is an existing empty folder for staging and spilling. ``threads`` follow from how much there
    is to read, if not given. Raises
    :class:`DataFolderMissing` when there is nothing to read from.
    """
    if not data.is_dir() or data.is_symlink():
        raise DataFolderMissing(data)
    data = data.absolute()
    findings: list[Finding] = []
    found = files.find(data, findings)
    advance = progress("read", "files", len(found.tables))
    counties = profiles.load(found, findings)
    abouts = tuple(about for candidate in found.abouts if (about := _about(candidate, findings)))
    notes = tuple(note for each in (*found.notes, *found.profiles) if (note := _about(each, [])))
    seals = tuple(seal for candidate in found.seals if (seal := _seal(candidate, findings)))
    if threads is None and found.size < _LITTLE:
        threads = 1
    con = connect(scratch, memory_limit=memory_limit, threads=threads)
    for name, columns in PAST_TABLES.items():
        con.execute(f"create table meta.{name} ({columns})")
    sources, suspects = staging.load(con, found.tables, scratch, findings, advance)
    return Reading(data.parent, con, counties, sources, suspects, abouts, notes, tuple(findings), seals)


def _about(candidate: files.Candidate, findings: list[Finding]) -> About | None:
    """Read prose or a profile: plain text here, made into markup where it is shown, if it is."""
    raw = files.content(candidate.path, candidate.file, findings, files.PROSE_LIMIT)
    body = text.clean(raw, candidate.file, findings) if raw is not None else None
    return About(candidate.folder, candidate.file, body.decode("utf-8")) if body is not None else None


def _seal(candidate: files.Candidate, findings: list[Finding]) -> SealFile | None:
    """Read a file of a county's seals as text; the seal stage knows what it means."""
    raw = files.content(candidate.path, candidate.file, findings)
    body = text.clean(raw, candidate.file, findings) if raw is not None else None
    if body is None:
        return None
    return SealFile(candidate.county, candidate.path.name, candidate.file, body.decode("utf-8"))
