"""Tell what is no plain file: links, pipes, devices, repositories within the accounts.

Everything is told from the folder's own entries; nothing is opened or followed.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from sunledger.builtin import finding
from sunledger.model import Finding

_KINDS = (
    (stat.S_ISLNK, "符号链接", "symbolic link"),
    (stat.S_ISDIR, "目录", "folder"),
    (stat.S_ISFIFO, "命名管道", "named pipe"),
    (stat.S_ISREG, "硬链接", "hard link"),
)
_PATH = re.compile(r"^[ \t]*path[ \t]*=[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


def not_plain(file: str, mode: int) -> Finding:
    """Say what stands in the place of a plain file; of a plain one, that it has other names too."""
    zh, en = next(((zh, en) for test, zh, en in _KINDS if test(mode)), ("设备或套接字", "device or socket"))
    return finding("files_are_plain", file, kind_zh=zh, kind_en=en)


def repository(folder: str) -> Finding:
    """Say that a folder is a git repository of its own, whose files this one does not keep."""
    return finding("files_are_plain", folder, kind_zh="git 子模块", kind_en="git submodule")


def submodules(data: Path) -> list[Finding]:
    """Find the submodules below ``data`` that ``.gitmodules`` beside it names, checked out or not."""
    listing = data.parent / ".gitmodules"
    if listing.is_symlink() or not listing.is_file():
        return []
    paths = _PATH.findall(listing.read_bytes().decode("utf-8", "replace"))
    inside = sorted({path for path in paths if path.strip('"').split("/")[0] == data.name})
    missing = [path for path in inside if not (data.parent / path / ".git").exists()]
    return [repository(path) for path in missing if path.isprintable()]
