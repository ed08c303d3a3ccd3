"""What differs beside the tables: a county's profile, key by key, and prose, of which only that it differs.

A profile holds the promises that the checks hold a county to (days, thresholds, steps, seals): a change to
one is a change to the rules, and a reviewer must not overlook it.
"""

from __future__ import annotations

import tomllib
from typing import Any

from sunledger.disclosure import repeatable
from sunledger.engine import Connection
from sunledger.profile import Profile
from sunledger.review.model import PROSE, Change, Prose

_DIFFERING = """
select case when old_texts.file is null then 'added' when new_texts.file is null then 'removed'
    else 'changed' end,
    coalesce(new_texts.file, old_texts.file), old_texts.body, new_texts.body
from (select *, split_part(file, '/', 1) as top from base.meta.texts) as old_texts
full join (select *, split_part(file, '/', 1) as top from head.meta.texts) as new_texts
    on substr(old_texts.file, len(old_texts.top) + 1) = substr(new_texts.file, len(new_texts.top) + 1)
where old_texts.body is distinct from new_texts.body
order by 2
"""


def compare(con: Connection) -> list[Prose]:
    """Return every profile and prose file that differs; both sides must be attached."""
    return [
        Prose(how=how, file=_path(file), cells=_keys(old, new) if file.endswith("/profile.toml") else ())
        for how, file, old, new in con.execute(_DIFFERING).fetchall()
    ][:PROSE]


def _path(file: str) -> str:
    return "/".join(part if repeatable(part) else "…" for part in file.split("/"))[:200]


def _keys(old: str | None, new: str | None) -> tuple[Change, ...]:
    """Give the keys of a profile that differ; unknown ones are the check's."""
    before, after = (_read(body) for body in (old, new))
    names = [name for name in Profile.model_fields if before.get(name) != after.get(name)]
    return tuple(_change(name, before.get(name), after.get(name)) for name in names)


def _read(body: str | None) -> dict[str, Any]:
    try:
        return tomllib.loads(body or "")
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _change(name: str, old: object, new: object) -> Change:
    values = [None if value is None else str(value) for value in (old, new)]
    plain = not any(isinstance(value, list | dict) for value in (old, new))
    if plain and all(repeatable(value) for value in values if value):
        return Change(column=name, old=values[0], new=values[1])
    return Change(column=name, old=None, new=None, withheld=True)
