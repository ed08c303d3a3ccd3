"""A small publisher for tests, copied from ``sites/small`` and changed at will, and ways to run it.

Its accounts are in ``tests/sites/small/data``: one county with a community and two compounds that use
every dataset, and a second county of four files and no profile.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sunledger import pipeline
from sunledger.check import apply_rules, conform
from sunledger.cli import main
from sunledger.derive import derive
from sunledger.derive import tables as derived_tables
from sunledger.engine import Connection, beside
from sunledger.manifest import MARK
from sunledger.read import read
from sunledger.resources import dataset_names, load_schema

SMALL = Path(__file__).parent / "sites" / "small"
ACCOUNTS = "lan/lan-c01"
REVENUE = f"{ACCOUNTS}/revenue-2025.csv"
PAYMENTS = f"{ACCOUNTS}/disbursements-2025.csv"
STATEMENTS = f"{ACCOUNTS}/statements.csv"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A project folder with ``data/`` in it, to be changed and run."""

    root: Path

    @classmethod
    def small(cls, root: Path) -> Publisher:
        """Copy the small publisher below ``root``."""
        shutil.copytree(SMALL / "data", root / "data")
        return cls(root)

    @property
    def data(self) -> Path:
        """Return the data folder."""
        return self.root / "data"

    @property
    def site(self) -> Path:
        """Return the folder a build writes to."""
        return self.root / "build" / "site"

    def path(self, name: str) -> Path:
        """Return a file below ``data/``."""
        return self.data / name

    def text(self, name: str) -> str:
        """Return a file's text."""
        return self.path(name).read_bytes().decode("utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file below ``data/``, with the folders above it."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file, which must be there."""
        text = self.text(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def append(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows to a file, which is made if need be; columns that are not given are blank."""
        columns = [field["name"] for field in load_schema(Path(name).stem.partition("-")[0])["fields"]]
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        if not self.path(name).exists():
            writer.writeheader()
            self.write(name, "")
        writer.writerows(rows)
        self.write(name, self.text(name) + out.getvalue())

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return a file's rows."""
        return list(csv.DictReader(io.StringIO(self.text(name), newline="")))

    def put(self, name: str, rows: Iterable[Row]) -> None:
        """Write a file anew from rows."""
        self.path(name).unlink(missing_ok=True)
        self.append(name, rows)

    def check(self, *options: str) -> Result:
        """Run ``sunledger check`` on the data."""
        return CliRunner().invoke(main, ["check", str(self.data), *options], catch_exceptions=False)

    def build(self, *options: str) -> Result:
        """Run ``sunledger build`` on the data into ``site``, in one process."""
        words = ["build", str(self.data), "--out", str(self.site), "--jobs", "1", *options]
        return CliRunner().invoke(main, words, catch_exceptions=False)

    def report(self) -> dict[str, Any]:
        """Run a check and return its JSON report, without the seconds it took."""
        body: dict[str, Any] = json.loads(self.check("--format", "json").stdout)
        body.pop("seconds")
        return body

    def put_up_a_site(self) -> None:
        """Put up a site as an earlier build left it: a page and a manifest that tells it is ours."""
        (self.site / "c").mkdir(parents=True)
        (self.site / "c" / "index.html").write_text("<p>old", encoding="utf-8")
        (self.site / "manifest.json").write_bytes(MARK + b"}\n")


@contextlib.contextmanager
def looked_at_once() -> Iterator[None]:
    """Let a build after a check of the same data take what that read and found: nothing has changed in between."""
    seen: dict[str, Any] = {}
    really_read, really_examine = read, pipeline._examine

    def take(*args: Any, **options: Any) -> Any:
        if "read" not in seen:
            seen["read"] = really_read(*args, **options)
        return replace(seen["read"], con=beside(seen["read"].con))  # for whoever takes it to close

    def examine(*args: Any, **options: Any) -> Any:
        if "found" not in seen:
            seen["found"] = really_examine(*args, **options)
        return seen["found"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "read", take)
        patch.setattr(pipeline, "_examine", examine)
        yield
    if "read" in seen:
        seen["read"].con.close()


def places(report: dict[str, Any]) -> list[tuple[str, str, int, str]]:
    """Return rule, file, line and column of all findings of a JSON report, in its order."""
    return [(f["rule"], f["file"], f["line"], f["column"]) for f in report["findings"]]


def snapshot(folder: Path) -> dict[str, bytes | str]:
    """Return all that stands in a folder: files with their bytes, everything else by its kind."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = "link"
        elif path.is_dir():
            found[name] = "folder"
        else:
            found[name] = path.read_bytes() if path.is_file() else "other"
    return found


@contextlib.contextmanager
def derived(data: Path, scratch: Path, *, strict: bool = True) -> Iterator[Connection]:
    """Read, check and derive clean data, and give the connection with all tables; ``strict`` holds the rules too."""
    scratch.mkdir()
    reading = read(data, scratch)
    checked = conform(reading)
    made = derive(reading, checked.unclean)
    if strict:
        checked = apply_rules(reading.con, checked, (frozenset(dataset_names()) - checked.unclean) | made)
    assert [finding for finding in checked.findings if finding.severity == "error"] == []
    yield reading.con
    reading.con.close()
    shutil.rmtree(scratch)


def all_tables(con: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every derived table."""
    return {
        name: con.execute(f"select * from derived.{name} order by all").fetchall()
        for name in derived_tables()
    }
