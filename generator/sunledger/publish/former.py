"""Files under a unit's former id: what machines fetch there goes on answering.

A page leads on to its present address; a feed, a table or a JSON can't, so it stands at both, the same
bytes. Where another unit bears the id today, the address is that unit's.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sunledger.engine import Connection

_ROOTS = ("", "en")


def write_former(con: Connection, site: Path) -> None:
    """Copy every file that is no page from a unit's folder to those of its former ids, in each language."""
    found = con.execute(
        "select community_id, former_id from open.renamings where former_id is not null "
        "and former_id not in (select community_id from open.communities) order by all"
    ).fetchall()
    for unit, former in found:
        for root in _ROOTS:
            folder = site / root / "c" / unit
            for path in sorted(folder.rglob("*")):
                target = site / root / "c" / former / path.relative_to(folder)
                if path.is_file() and path.suffix != ".html" and not target.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
