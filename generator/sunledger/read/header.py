"""Check a file's header by name, never by position."""

from __future__ import annotations

import csv
import difflib
import functools
from collections import Counter

from sunledger.builtin import finding
from sunledger.disclosure import shown
from sunledger.model import Finding
from sunledger.resources import load_schema

_LIMIT = 64 * 1024
"""Longest header line read, in bytes: a million columns are refused before they are split."""


def columns(first: bytes, dataset: str, file: str, findings: list[Finding]) -> tuple[str, ...] | None:
    """Return the column names in the file's order, or None after saying what is wrong."""
    return _plain(first, dataset) or _columns(first, dataset, file, findings)


@functools.lru_cache(maxsize=256)
def _plain(first: bytes, dataset: str) -> tuple[str, ...] | None:
    """Return the names if they are the dataset's, each once, unquoted: thousands of files say the same."""
    names = tuple(first.decode("utf-8").split(",")) if len(first) <= _LIMIT else ()
    known = [field["name"] for field in load_schema(dataset)["fields"]]
    return names if sorted(names) == sorted(known) else None


def _columns(first: bytes, dataset: str, file: str, findings: list[Finding]) -> tuple[str, ...] | None:
    fields = {field["name"]: field for field in load_schema(dataset)["fields"]}
    if len(first) > _LIMIT:
        findings.append(finding("headers_name_known_columns", file, 1, found=f"{len(first)} bytes"))
        return None
    try:
        names = next(csv.reader([first.decode("utf-8")], strict=True), [])
    except csv.Error:
        findings.append(finding("quotes_are_closed", file, 1))
        return None
    if len(names) == 1 and len(fields) > 1:
        for mark in ("，", ";", "\t", "|", "；", "、"):
            if mark in names[0]:
                findings.append(finding("headers_use_commas", file, 1, found="TAB" if mark == "\t" else mark))
                return None
    before = len(findings)
    titles = {name: frozenset({field["title"], field["title_en"].lower()}) for name, field in fields.items()}
    for name, times in Counter(names).items():
        if name not in fields:
            near = next((known for known, words in titles.items() if name.strip().lower() in words), None)
            near = near or next(iter(difflib.get_close_matches(name.strip().lower(), fields, 1, 0.6)), None)
            findings.append(
                finding(
                    "headers_name_known_columns", file, 1,
                    found=shown(name, frozenset(word for words in titles.values() for word in words)),
                    nearest_zh=f"，是不是 {near}？" if near else "",
                    nearest_en=f"; is it {near}?" if near else "",
                )
            )  # fmt: skip
        elif times > 1:
            findings.append(finding("headers_name_a_column_once", file, 1, name, times=times))
    findings += [
        finding("headers_name_each_column", file, 1, name,
                title_zh=field["title"], title_en=field["title_en"])
        for name, field in fields.items()
        if name not in names
    ]  # fmt: skip
    return tuple(names) if len(findings) == before else None
