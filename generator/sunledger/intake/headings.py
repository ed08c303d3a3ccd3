"""Headings: which column of which dataset a cell above a table names, and the unit it states.

A column may be called by its Chinese title, its English title or its name, each with the name in brackets
behind it (``标题 (name)``) or on a line below it, as our workbooks write them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from sunledger.resources import dataset_names, derived_names, load_schema, simple_names

SERIAL = frozenset({"序号", "顺序号", "行号", "no", "no.", "#"})
"""Headings of columns that only count rows."""

_LONGEST = 100
"""Characters of the longest heading."""
_UNIT = re.compile(r"(?:[(\[](?P<bracket>[^()\[\]]+)[)\]]|/(?P<slash>[^/()]+))$")
_UNITS = {"元": "元", "人民币元": "元", "rmb": "元", "cny": "元", "yuan": "元", "¥": "元",
          "百元": "百元", "千元": "千元", "万元": "万元", "百万元": "百万元", "亿元": "亿元",
          "户": "", "人": "", "m2": "", "平方米": "", "%": "", "月": "", "个月": ""}  # fmt: skip


class Heading(NamedTuple):
    """A column that a heading names, and the unit of money that it states."""

    name: str
    unit: str = ""


def key(text: str) -> str:
    """Return text as headings are compared: without blanks, marks of duty, width or case."""
    return re.sub(r"[\s*:]+", "", unicodedata.normalize("NFKC", text)).casefold()


def heading(text: str, dataset: str) -> Heading | None:
    """Return what a heading names in a dataset, or None for a column that is not one of its."""
    if len(text) > _LONGEST:
        return None
    said = key(text)
    known = _names(dataset)
    if said in known:
        return Heading(known[said]) if known[said] else None
    if (stated := _UNIT.search(said)) and (unit := stated["bracket"] or stated["slash"]) in _UNITS:
        name = known.get(said[: stated.start()])
        return Heading(name, _UNITS[unit]) if name else None
    return None


@functools.lru_cache(maxsize=65_536)
def knows(text: str) -> bool:
    """Tell whether a text names a column of any dataset."""
    return any(heading(text, dataset) for dataset in dataset_names())


def named_dataset(text: str) -> str | None:
    """Return the dataset that a sheet's or file's name says: ``收入``, ``revenue-2025``, ``Revenue 2``."""
    datasets = _datasets()
    plain = key(text)
    for said in (plain, plain.partition("-")[0], re.sub(r"[\d年月日季度第一二三四\-_.()]+$", "", plain)):
        if said in datasets:
            return datasets[said]
    return None


def computed(text: str) -> str:
    """Return which table that is computed from the accounts a name says; blank for none."""
    said = re.sub(r"[ \d]+$", "", text)
    return said if said in (*derived_names(), *simple_names()) else ""


@functools.cache
def _datasets() -> dict[str, str]:
    names: dict[str, str] = {}
    for name in dataset_names():
        schema = load_schema(name)
        names |= {key(schema["title"]): name, key(schema["title_en"]): name, name: name}
    return names


@functools.cache
def _names(dataset: str) -> dict[str, str]:
    """Return every way to name a column of a dataset; what could be two columns leads to none."""
    found: dict[str, str] = {}
    for field in load_schema(dataset)["fields"]:
        name = field["name"]
        for title in (key(field["title"]), key(field["title_en"])):
            found[title] = "" if found.get(title, name) != name else name
            found |= {f"{title}({name})": name, f"{title}{name}": name}
    return found | {field["name"]: field["name"] for field in load_schema(dataset)["fields"]}
