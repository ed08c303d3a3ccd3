"""A copy of a published site, in a folder or a ZIP, as a set of named files that is read and never run.

Nothing is unpacked and no link followed. A name that leads out of the copy, a file too large and a
ZIP that holds a name twice or packs its files suspiciously tight are refused.
"""

from __future__ import annotations

import contextlib
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from sunledger.errors import SunledgerError
from sunledger.manifest import DIGEST, MANIFEST, SUMS

LARGEST = 2 << 30
"""Largest file of a copy, in bytes; it is hashed piece by piece. The database of a publisher ten times the
demonstration takes an eighth of it."""

LARGEST_READ = 256 << 20
"""Largest of those read as a whole: the manifest, and tables in CSV."""

LARGEST_SITE = 16 << 30
"""Most bytes of all files of a copy: they are hashed within minutes."""

MOST = 500_000
"""Most files of a copy."""

TIGHTEST = 500
"""A ZIP that unpacks to more than so many times its size is no archive of a site."""

_CHUNK = 1 << 20
_SPOILT = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError)
"""What unpacking a spoilt file of a ZIP raises; ``OSError`` where a flipped bit says that it is bzip2."""


class CopyRefused(SunledgerError):
    """What was named is no copy of a site that can be read safely."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path} 不能核验：{zh}", f"Can't verify {path}: {en}")


class Copy(Protocol):
    """Files by their path below the site's root."""

    name: str
    """What it is called in messages."""
    sizes: dict[str, int]
    whole: bool
    """False for a ZIP of tables whose bytes are not those that its comment gives the digest of."""

    def open(self, name: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        """Open a file for reading."""
        ...


def digest(copy: Copy, name: str) -> str:
    """Return a file's SHA-256, piece by piece, never past its stated size; blank if it can't be unpacked."""
    sha, left = sha256(), copy.sizes[name] + 1
    with contextlib.suppress(*_SPOILT), copy.open(name) as stream:
        while left > 0 and (piece := stream.read(min(_CHUNK, left))):
            sha.update(piece)
            left -= len(piece)
        return sha.hexdigest()
    return ""


def content(copy: Copy, name: str) -> bytes:
    """Return a file's bytes; none if it can't be unpacked."""
    with contextlib.suppress(*_SPOILT), copy.open(name) as stream:
        return stream.read(min(copy.sizes[name], LARGEST_READ) + 1)
    return b""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Copy]:
    """Open a folder or ZIP; raises :class:`CopyRefused` when it can't be read safely."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, ValueError, *_SPOILT) as cause:
        raise CopyRefused(path, "它不是完好的 ZIP 文件", "it is no sound ZIP file") from cause
    with archive:
        yield _Archive(path, archive)


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root, self.name, self.whole = root, root.name, True
        self.sizes: dict[str, int] = {}
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in names + [each for each in folders if (Path(folder) / each).is_symlink()]:
                path = Path(folder) / name
                facts = path.lstat()
                if not stat.S_ISREG(facts.st_mode):
                    raise CopyRefused(
                        root, "里面有不是普通文件的东西", "it holds something that is no plain file"
                    )
                self.sizes[path.relative_to(root).as_posix()] = facts.st_size
        _bounded(root, self.sizes)

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")


class _Archive:
    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._archive, self.sizes = archive, {}
        files = [item for item in archive.infolist() if not item.is_dir()]
        names = [item.filename for item in files]
        top = min(
            (name for name in names if PurePosixPath(name).name in (MANIFEST, SUMS)), key=len, default=""
        )
        self._top = top.removesuffix(PurePosixPath(top).name)
        self.name, self.whole = path.name, PurePosixPath(top).name != SUMS or _ends_well(path)
        if len(names) != len(set(names)):
            raise CopyRefused(path, "同一个文件名出现了两次", "it holds one name twice")
        if sum(item.file_size for item in files) > TIGHTEST * max(path.stat().st_size, 1):
            raise CopyRefused(path, "解开后大得不合常理", "it would unpack to an absurd size")
        for item in files:
            mode = item.external_attr >> 16
            odd = stat.S_IFMT(mode) not in {0, stat.S_IFREG} or item.flag_bits & 1 or "\\" in item.filename
            if (
                odd
                or PurePosixPath(item.filename).is_absolute()
                or ".." in PurePosixPath(item.filename).parts
            ):
                raise CopyRefused(
                    path, "里面有不是普通文件的东西", "it holds something that is no plain file"
                )
            if item.filename.startswith(self._top):
                self.sizes[item.filename.removeprefix(self._top)] = item.file_size
        _bounded(path, self.sizes)

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(self._top + name)


def _ends_well(path: Path) -> bool:
    """Tell whether a ZIP of tables ends with the SHA-256 of all the bytes before."""
    left, sha, last = path.stat().st_size - 2 * sha256().digest_size, sha256(), b""
    with path.open("rb") as stream:
        while left > 0 and (piece := stream.read(min(_CHUNK, left))):
            sha.update(piece)
            left, last = left - len(piece), piece
        said = stream.read().decode("ascii", "replace")
    return said == sha.hexdigest() and last.endswith(DIGEST.encode())


def _bounded(path: Path, sizes: dict[str, int]) -> None:
    largest = max(sizes.values(), default=0)
    largest_read = max((size for name, size in sizes.items() if name.endswith((".csv", MANIFEST))), default=0)
    if (
        len(sizes) > MOST
        or largest > LARGEST
        or largest_read > LARGEST_READ
        or sum(sizes.values()) > LARGEST_SITE
    ):
        raise CopyRefused(path, "文件太多或太大", "its files are too many or too large")
