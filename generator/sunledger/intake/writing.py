"""Check a proposal on a copy of the accounts, and write it: all files or none.

The copy holds what the data folder holds, links as links, so that the check sees what it would see.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sunledger import pipeline
from sunledger.intake.errors import AccountsChanged, NotWritten
from sunledger.intake.merge import Merged
from sunledger.model import Finding, Progress, Report, Severity, quiet

_NEW = 0o644


def check(data: Path, merged: Sequence[Merged], *, progress: Progress = quiet) -> Report:
    """Check the accounts as they would be.

    Of what is no error, only that of the files that change is said; a finding in an imported row says
    where the row was read.
    """
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        copy = Path(scratch, data.absolute().name)
        _copy(data.absolute(), copy)
        for each in merged:
            path = copy / each.ledger.path.relative_to(data.absolute())
            if not path.parent.is_symlink():  # the check refuses the link
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                path.write_bytes(each.content)
        report = pipeline.check(copy, progress=progress)
    files = {each.ledger.file for each in merged}
    sources = {
        (each.ledger.file, line): row.spot
        for each in merged
        for line, row in (*each.added, *((line, change.row) for line, change in each.changed))
    }
    findings = []
    for found in report.findings:
        if found.severity is not Severity.ERROR and found.file not in files:
            continue
        spot = sources.get((found.file, found.line))
        findings.append(_sourced(found, f"{spot.file}:{spot.row}") if spot else found)
    return replace(report, findings=tuple(findings))


def write(merged: Sequence[Merged]) -> None:
    """Write all files in one step; on a failure or an interrupt put back what stood.

    Raises :class:`AccountsChanged` if a file is not as it was read, :class:`NotWritten` if one can't be
    written.
    """
    for each in merged:
        if _standing(each.ledger.path) != each.ledger.raw:
            raise AccountsChanged(each.ledger.file)
    made: list[Path] = []
    drafts: list[tuple[Path, Merged]] = []
    done: list[Merged] = []
    here = ""
    try:
        for each in merged:
            here = each.ledger.file
            made += _folders(each.ledger.path.parent)
            drafts.append((_draft(each.ledger.path, each.content), each))
        for draft, each in drafts:
            here = each.ledger.file
            done.append(each)
            draft.replace(each.ledger.path)
    except (OSError, KeyboardInterrupt) as cause:
        for each in done:
            _put_back(each)
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(cause, OSError):
            raise NotWritten(here) from cause
        raise


def _sourced(finding: Finding, source: str) -> Finding:
    """Say of a finding where the row was read."""
    return replace(
        finding,
        message_zh=f"{finding.message_zh}（导入自 {source}）",
        message_en=f"{finding.message_en} (imported from {source})",
    )


def _copy(source: Path, target: Path) -> None:
    """Copy plain files, folders and links; of anything else make a link that leads nowhere."""
    target.mkdir()
    for entry in os.scandir(source):
        mode = entry.stat(follow_symlinks=False).st_mode
        to = target / entry.name
        if stat.S_ISDIR(mode):
            if entry.name != ".git":
                _copy(Path(entry.path), to)
        elif stat.S_ISREG(mode):
            shutil.copyfile(entry.path, to)
        else:
            to.symlink_to(Path("/nonexistent"))


def _standing(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _folders(folder: Path) -> Iterator[Path]:
    """Make a folder and those above it, as far as they are missing; give those that were made."""
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        if not each.exists():
            each.mkdir()
            yield each


def _draft(path: Path, content: bytes) -> Path:
    """Write content to a hidden file beside its place, down to the disk; none is left that is not whole."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _NEW
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(mode)
    except (OSError, KeyboardInterrupt):
        draft.unlink(missing_ok=True)
        raise
    return draft


def _put_back(each: Merged) -> None:
    """Put a file back as it stood; one that did not stand goes."""
    path = each.ledger.path
    if each.ledger.raw:
        if _standing(path) != each.ledger.raw:
            _draft(path, each.ledger.raw).replace(path)
    else:
        path.unlink(missing_ok=True)
