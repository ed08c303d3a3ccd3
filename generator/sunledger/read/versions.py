"""Take two versions of a file apart into rows, and tell in which rows they differ.

A version need not keep today's rules: its columns may be others, its amounts wrong. It must be rows of its
dataset, each with its key and as many cells as the header; what isn't is nothing that could be counted.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunledger.read import text
from sunledger.resources import load_schema


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file: its columns and its records."""

    names: tuple[str, ...]
    records: list[str] | list[list[str]]
    """Lines as they stand where no cell is quoted, cells where one is."""

    @classmethod
    def parse(cls, raw: bytes | None, dataset: str) -> Version | None:
        """Take a version apart; ``None`` where it can't be read as rows of its dataset."""
        body = text.clean(raw, "", []) if raw else None
        if body is None:
            return None
        first, _, rest = body.decode("utf-8").partition("\n")
        try:
            names = tuple(next(csv.reader([first], strict=True), ()))
            records = list(csv.reader(io.StringIO(rest, newline=""), strict=True)) if '"' in rest else None
        except csv.Error:
            return None
        if len(set(names)) < len(names) or not set(load_schema(dataset)["primaryKey"]) <= set(names):
            return None
        if records is not None:
            kept = [record for record in records if record]
            return cls(names, kept) if all(len(record) == len(names) for record in kept) else None
        lines = [line for line in rest.split("\n") if line]
        commas = len(names) - 1
        return cls(names, lines) if all(line.count(",") == commas for line in lines) else None


NO_FILE = Version((), [])
"""Where there was no file, or is none any more."""


def differing(old: Version, new: Version) -> tuple[Iterator[list[str]], Iterator[list[str]]]:
    """Give the rows of both versions, without those that stand in both as the same line."""
    before, after = _lines(old), _lines(new)
    if old.names != new.names or before is None or after is None:
        return _cells(old.records), _cells(new.records)
    return _cells((before - after).elements()), _cells((after - before).elements())


def _lines(version: Version) -> Counter[str] | None:
    lines = [record for record in version.records if isinstance(record, str)]
    return Counter(lines) if len(lines) == len(version.records) else None


def _cells(records: Iterable[str | list[str]]) -> Iterator[list[str]]:
    for record in records:
        yield record.split(",") if isinstance(record, str) else record
