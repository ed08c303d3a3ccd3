"""Build beside the site that stands, then change places with it in one step.

A build that fails or is killed leaves the old site as it was. Two builds of one site do not run
at once. A folder that is not a site of ours is never replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sunledger.errors import OutputRefused
from sunledger.manifest import MANIFEST, MARK

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}
_AT_FDCWD = -100
_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """A site in the making: ``site`` becomes ``out``; ``scratch`` is thrown away."""

    out: Path
    scratch: Path
    site: Path

    def put_in_place(self) -> None:
        """Exchange the finished site with the one that stands, in one step where the system can."""
        if not self.out.exists():
            self.site.rename(self.out)
        elif not _exchange(self.site, self.out):
            # The window between two renames is the best a system without exchange can do.
            self.out.rename(self.scratch / "old")
            self.site.rename(self.out)


@contextlib.contextmanager
def staging(out: Path, data: Path) -> Iterator[Stage]:
    """Give a staging folder on the same disk as ``out``, and clear it away afterwards.

    Raises :class:`OutputRefused` when ``out`` can't be a site: it holds other files, lies in the
    data folder or above it, another build is at work, or the disk is full.
    """
    out = out.absolute()
    _refuse(out, data.absolute())
    with _parent(out), _lock(out):
        _sweep(out)
        scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".making", dir=out.parent))
        try:
            site = scratch / "site"
            site.mkdir()
            yield Stage(out, scratch, site)
        except (OSError, duckdb.IOException, duckdb.TransactionException) as cause:
            if isinstance(cause, OSError) and cause.errno not in _UNWRITABLE:
                raise
            if isinstance(cause, duckdb.TransactionException) and "Could not write" not in str(cause):
                raise
            raise OutputRefused(
                out, "写不进去，磁盘可能满了", "it can't be written; the disk may be full"
            ) from cause
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _refuse(out: Path, data: Path) -> None:
    resolved, source = out.resolve(), data.resolve()
    if resolved == source or resolved in source.parents or source in resolved.parents:
        raise OutputRefused(out, "它与数据目录重叠", "it overlaps the data folder")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise OutputRefused(out, "它不是目录", "it is not a folder")
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out):
        raise OutputRefused(
            out,
            "里面有别的文件，不能替换。请换一个目录或先清空",
            "it holds other files; choose another or empty it",
        )


def _is_ours(out: Path) -> bool:
    try:
        with (out / MANIFEST).open("rb") as stream:
            return stream.read(len(MARK)) == MARK
    except OSError:
        return False


@contextlib.contextmanager
def _parent(out: Path) -> Iterator[None]:
    """Make the folders above ``out``; take away again those that stay empty."""
    above = list(itertools.takewhile(lambda folder: not folder.exists(), out.parents))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise OutputRefused(out, "所在目录不能写", "its parent folder can't be written to") from cause
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            for folder in above:
                folder.rmdir()


@contextlib.contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Hold the lock file beside ``out``; it is removed before it is let go."""
    path = out.parent / f".{out.name}.lock"
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        except OSError as cause:
            raise OutputRefused(out, "所在目录不能写", "its parent folder can't be written to") from cause
        with os.fdopen(handle, "w"):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as cause:
                raise OutputRefused(out, "另一个构建正在进行", "another build is at work") from cause
            if not _same_file(handle, path):
                continue  # the build before removed it between our opening and our locking
            try:
                yield
            finally:
                path.unlink(missing_ok=True)
            return


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _sweep(out: Path) -> None:
    """Remove what a killed build of this site left behind; the lock says no build is at work."""
    ours = re.compile(re.escape(f".{out.name}-") + r"[a-z0-9_]{8}\.making")
    for left in out.parent.iterdir():
        if ours.fullmatch(left.name):
            shutil.rmtree(left, ignore_errors=True)


def _exchange(new: Path, old: Path) -> bool:
    """Swap two folders atomically with renameat2(2); False where the system lacks it."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if call(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(fault, os.strerror(fault), str(old))
