"""Every table in one SQLite file, with keys, indexes and views; Datasette opens it at once.

SQLite knows no decimals, and its sums of them are floating point. So money is an INTEGER of fen in the
tables, in columns named ``…_fen``: sums, differences and comparisons of it are exact. The views, which are
for reading, give the same columns in yuan, as numbers a reader can sort and filter: one division of a
whole number by 100, which shows all 15 digits of any amount that may be entered. Figures that are not money
(m², percent, counts with decimals) are REAL, which shows their up to 15 digits as published. Dates and
months are ISO text, truth values 0 and 1.

``dictionary`` explains every column, ``codes`` every code, ``about`` whose accounts they are, ``counties``
each county's name and last day. The flat tables are views here, made from the others.

Everything is brought together in a draft: a new one, or a copy of the file of the last build with what has
changed. VACUUM then copies the draft, page after page, without a trace of how it came about: the same rows
give the same bytes. Another version of the SQLite library may lay them out in another way, and writes its
number into bytes 96 to 99.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sunledger.engine import Connection, identifier
from sunledger.publish.downloads.database_amending import Blocks, amend, like_ours
from sunledger.publish.downloads.database_form import DICTIONARY, definition, indexes, views
from sunledger.publish.downloads.database_rows import explain, fill
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Table

_PRAGMAS = ("page_size = 32768", "journal_mode = off", "synchronous = off", "foreign_keys = off")
"""In pages as large as these a draft is sooner written."""
_FINISH = ("schema_version = 1", "page_size = 4096")
"""What would come out as the draft has it."""
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
"""What SQLite says where the disk takes no more."""


def write_database(
    con: Connection, tables: tuple[Table, ...], about: About, path: Path, blocks: Blocks | None = None,
    old: tuple[Path, Blocks] | None = None,
) -> None:  # fmt: skip
    """Write ``tables`` into a new SQLite file at ``path``; nothing else is left beside it.

    ``blocks`` are those of every table but the flat ones. Where there is an ``old`` file, with the blocks it
    was written from, what both have is copied; a file that is not as it was left is as good as none.
    """
    if blocks is not None and old is not None:
        with contextlib.suppress(OSError, sqlite3.DatabaseError):
            if _amended(con, tables, about, path, blocks, old):
                return
    try:
        with _drafted(path) as draft, _opened(draft) as base:
            _write(con, base, tables, about)
            _finish(base, draft, path)
    except sqlite3.OperationalError as cause:
        if cause.sqlite_errorcode & 0xFF in _DISK:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from cause
        raise


@contextlib.contextmanager
def _drafted(path: Path) -> Iterator[Path]:
    """Give the path of a draft, which is gone in the end with all that SQLite puts beside it."""
    with TemporaryDirectory(dir=path.parent, prefix=".database-") as scratch:
        yield Path(scratch) / "draft.sqlite"


@contextlib.contextmanager
def _opened(draft: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as base:
        for pragma in _PRAGMAS:
            base.execute(f"pragma {pragma}")
        base.execute("begin")
        yield base


def _finish(base: sqlite3.Connection, draft: Path, path: Path) -> None:
    """Have a draft copied, and put the copy in place."""
    base.execute("commit")
    for pragma in _FINISH:
        base.execute(f"pragma {pragma}")
    copy = draft.with_name("copy.sqlite")
    base.execute("vacuum into ?", [str(copy)])
    copy.replace(path)


def _write(con: Connection, base: sqlite3.Connection, tables: tuple[Table, ...], about: About) -> None:
    """Write everything: rows in the order of their keys, then the indexes."""
    for statement in DICTIONARY:
        base.execute(statement)
    explain(con, base, tables, about)
    for table in _held(tables):
        place = identifier(table.name)
        base.execute(definition(table, place))
        fill(con, base, table, place)
        for statement in indexes(table):
            base.execute(statement)
    for statement in views():
        base.execute(statement)


def _amended(
    con: Connection, tables: tuple[Table, ...], about: About, path: Path, blocks: Blocks,
    old: tuple[Path, Blocks],
) -> bool:  # fmt: skip
    """Write the file from the old one; return whether that came out right."""
    file, was = old
    with _drafted(path) as draft:
        shutil.copyfile(file, draft)
        if not like_ours(draft, _held(tables)):
            return False
        with _opened(draft) as base:
            explain(con, base, tables, about)
            right = amend(con, base, _held(tables), was, blocks)
            if right:
                _finish(base, draft, path)
    return right


def _held(tables: tuple[Table, ...]) -> list[Table]:
    """Return the tables that are held as such; the flat ones are views."""
    return [table for table in tables if table.source != "simple"]
