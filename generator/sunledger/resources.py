"""Where the program's own files stand: schemas, templates, theme, prose, locale.

In a checkout they are the top-level folders ``schemas/`` and ``site/``; in a wheel
they are carried inside the package under ``_bundled/``. SQL stands beside the stage
that runs it, in both.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from sunledger.errors import ResourceMissing

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"


@functools.cache
def root() -> Path:
    """Return the folder that holds ``schemas/``, ``site/`` and ``mkdocs.yml``."""
    for candidate in (_BUNDLED, _PACKAGE.parents[1]):
        if (candidate / "schemas").is_dir() and (candidate / "site").is_dir():
            return candidate
    raise ResourceMissing("schemas/, site/")


def folder(*parts: str) -> Path:
    """Return a folder or file below the root, refusing what is not there."""
    path = root().joinpath(*parts)
    if not path.exists():
        raise ResourceMissing("/".join(parts))
    return path


@functools.cache
def dataset_names() -> tuple[str, ...]:
    """Return the names of all datasets, in a stable order."""
    return tuple(sorted(path.stem for path in folder("schemas").glob("*.json")))


@functools.cache
def derived_names() -> tuple[str, ...]:
    """Return the names of all derived tables that have a schema, in a stable order."""
    return tuple(sorted(path.stem for path in folder("schemas", "derived").glob("*.json")))


@functools.cache
def simple_names() -> tuple[str, ...]:
    """Return the names of the flat tables that most people want, which need no other table to be read."""
    return tuple(sorted(path.stem for path in folder("schemas", "simple").glob("*.json")))


@functools.cache
def load_schema(name: str) -> dict[str, Any]:
    """Return the Table Schema of a dataset, a derived or a flat table, as written."""
    for path in (root() / "schemas" / part / f"{name}.json" for part in ("", "derived", "simple")):
        if path.is_file():
            schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return schema
    raise ResourceMissing(f"schemas/{name}.json")
