"""Rows about the files that can be downloaded, as the query gives them: in safe text, sizes said."""

from __future__ import annotations

from typing import NamedTuple


class Download(NamedTuple):
    """One file: whose, in which form, where, how much, and its SHA-256."""

    owner: str
    """A table, a unit or a county; blank for files of the whole publisher."""
    form: str
    path: str
    """Below the root of the site."""
    rows: str
    size: str
    digest: str
    short: str
    """The first digits of the digest."""
