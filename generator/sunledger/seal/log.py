"""A county's seals as files: what each holds, read strictly and written in one form.

``log.csv`` has one row per leaf of the Merkle tree: the rows of one dataset and month that were sealed
together, or a redaction. ``rows-<month>.csv`` lists each leaf's rows by key with a salted digest;
``heads.csv`` the head after each sealing; ``redactions.csv`` what was taken out for a legal reason;
``openings.csv`` the salts of single rows where a leaf's own salt may no longer be known.

Salts are outside what is hashed into the tree, so that they can be withdrawn and everything else
still be proven.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sunledger.builtin import finding
from sunledger.model import Finding, SealFile

COLUMNS = {
    "log": "leaf,kind,dataset,month,rows,digest,salted,salt",
    "rows": "leaf,row_key,digest",
    "heads": "size,root",
    "redactions": "leaf,of_leaf,row_key,decided_by,redacted_on,reason",
    "openings": "leaf,row_key,salt",
}
_NUMBER, _KEY = "(?:0|[1-9][0-9]{0,8})", "[a-z0-9_/-]{1,160}"
_MONTH = "[12][0-9]{3}-(?:0[1-9]|1[0-2])"
_FORMS = {
    "log": rf"{_NUMBER},(?:rows|redaction),[a-z_]{{1,40}},{_MONTH},{_NUMBER},[0-9a-f]{{64}},"
    "(?:[0-9a-f]{16})?,(?:[0-9a-f]{32})?",
    "rows": f"{_NUMBER},{_KEY},[0-9a-f]{{32}}",
    "heads": f"{_NUMBER},[0-9a-f]{{64}}",
    "redactions": f"{_NUMBER},{_NUMBER},{_KEY},[^\n]+,[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}},[^\n]+",
    "openings": f"{_NUMBER},{_KEY},[0-9a-f]{{32}}",
}
_NAME = re.compile(rf"(log|heads|redactions|openings|rows-({_MONTH}))\.csv")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a county's log: how many leaves it had, and the root over them.

    Kept from a page's foot it may be short, the root's first 16 digits or more.
    """

    county: str
    size: int
    root: str

    def __str__(self) -> str:
        """Write it as it is printed on paper: ``tan:240:<64 hex digits>``."""
        return f"{self.county}:{self.size}:{self.root}"

    @classmethod
    def parse(cls, text: str) -> Head | None:
        """Read a head as printed; None when it is none."""
        form = re.fullmatch(rf"([a-z0-9-]{{1,40}}):({_NUMBER}):([0-9a-f]{{16,64}})", text.strip())
        return cls(form[1], int(form[2]), form[3]) if form else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf: rows of a dataset sealed together, or a redaction of a row sealed before."""

    kind: str
    dataset: str
    month: str
    rows: int
    digest: str
    salted: str = ""
    """Beginning of the salt's SHA-256, to tell a changed salt from changed rows; blank for a redaction."""
    salt: str = ""
    """Blank once a row of the leaf was redacted, and in downloads that withhold one."""

    @property
    def content(self) -> bytes:
        """Return what is hashed into the tree."""
        return f"{self.kind},{self.dataset},{self.month},{self.rows},{self.digest},{self.salted}".encode()


@dataclass(frozen=True, slots=True)
class Redaction:
    """A row taken out of a leaf: by whom, when and on what legal ground, never what it held."""

    of_leaf: int
    row_key: str
    decided_by: str
    redacted_on: str
    reason: str

    @property
    def digest(self) -> str:
        """Return the digest that its leaf carries."""
        cells = (str(self.of_leaf), self.row_key, self.decided_by, self.redacted_on, self.reason)
        return hashlib.sha256("\n".join(cells).encode()).hexdigest()


@dataclass(slots=True)
class Log:
    """A county's seals. ``lists`` gives each month's rows as the lines of its file, without the header."""

    county: str
    folder: str
    leaves: list[Leaf]
    lists: dict[str, list[str]]
    heads: list[Head]
    redactions: dict[int, Redaction]
    openings: dict[tuple[int, str], str]

    def place(self, name: str) -> str:
        """Return a file's name as messages give it."""
        return f"{self.folder}/{name}.csv"

    def redacted(self) -> set[tuple[int, str]]:
        """Return what was redacted, as leaf and key."""
        return {(item.of_leaf, item.row_key) for item in self.redactions.values()}

    def texts(self) -> dict[str, str]:
        """Write every file."""
        found = {"log.csv": _table("log", (
            f"{number},{leaf.content.decode()},{leaf.salt}" for number, leaf in enumerate(self.leaves)
        ))}  # fmt: skip
        for month, lines in self.lists.items():
            found[f"rows-{month}.csv"] = _table("rows", lines)
        found["heads.csv"] = _table("heads", (f"{head.size},{head.root}" for head in self.heads))
        if self.redactions:
            found["redactions.csv"] = _table("redactions", (
                _line([number, item.of_leaf, item.row_key, item.decided_by, item.redacted_on, item.reason])
                for number, item in sorted(self.redactions.items())
            ))  # fmt: skip
        if self.openings:
            found["openings.csv"] = _table("openings", (
                f"{number},{key},{salt}" for (number, key), salt in sorted(self.openings.items())
            ))  # fmt: skip
        return found


def list_digest(lines: Iterable[str]) -> str:
    """Hash a leaf's list: its lines without the leaf's number."""
    return hashlib.sha256("".join(line.partition(",")[2] + "\n" for line in lines).encode()).hexdigest()


def salted(salt: str) -> str:
    """Return the beginning of a salt's hash, as a leaf carries it."""
    return hashlib.sha256(salt.encode()).hexdigest()[:16]


def row_salt(salt: str, row_key: str) -> str:
    """Return the salt of one row, which tells nothing of its leaf's or of other rows'."""
    return hashlib.sha256(f"{salt}\n{row_key}".encode()).hexdigest()[:32]


def parse(county: str, folder: str, files: Sequence[SealFile], findings: list[Finding]) -> Log | None:
    """Read a county's seal files; None, with findings, when one of them is not in form."""
    bodies: dict[str, list[str]] = {}
    lists: dict[str, list[str]] = {}
    before = len(findings)
    for file in files:
        name = _NAME.fullmatch(file.name)
        if not name:
            findings.append(_unread(file.file, 0, "不认识的文件", "not a file of the seals"))
        elif name[2]:
            lists[name[2]] = _body("rows", file, findings)
        else:
            bodies[name[1]] = _body(name[1], file, findings)
    findings += [
        _unread(f"{folder}/{name}.csv", 0, "文件不在了", "it is missing")
        for name in ("log", "heads")
        if not any(file.name == f"{name}.csv" for file in files)
    ]
    if len(findings) > before:
        return None
    log = [line.split(",") for line in bodies["log"]]
    redactions = list(csv.reader(bodies.get("redactions", [])))
    for kind, numbers in (("log", [cells[0] for cells in log]),
                          ("redactions", [cells[0] for cells in redactions])):  # fmt: skip
        said = [int(number) for number in numbers]
        right = list(range(len(log))) if kind == "log" else sorted(set(said))
        line = next((at for at, (one, two) in enumerate(zip(said, right, strict=False), 2) if one != two), 0)
        if line or len(said) != len(right) or any(len(cells) != 6 for cells in redactions):
            findings.append(
                _unread(f"{folder}/{kind}.csv", line, "编号不连续", "its numbers don't follow on")
            )
            return None
    return Log(
        county, folder,
        [Leaf(kind, dataset, month, int(rows), *rest) for _, kind, dataset, month, rows, *rest in log],
        lists,
        [Head(county, int(size), root) for size, root in (line.split(",") for line in bodies["heads"])],
        {int(number): Redaction(int(leaf), *rest) for number, leaf, *rest in redactions},
        {
            (int(leaf), key): salt
            for leaf, key, salt in (line.split(",") for line in bodies.get("openings", []))
        },
    )  # fmt: skip


def by_leaf(lines: Sequence[str]) -> Iterable[tuple[int, int, list[str]]]:
    """Part a month's list into runs of one leaf: its number, the line it begins on, its lines."""
    at = 2
    for number, found in itertools.groupby(lines, key=lambda line: line.partition(",")[0]):
        run = list(found)
        yield int(number), at, run
        at += len(run)


def _body(kind: str, file: SealFile, findings: list[Finding]) -> list[str]:
    """Return the lines below the header, every one of them in form."""
    first, _, rest = file.text.partition("\n")
    if first != COLUMNS[kind]:
        findings.append(_unread(file.file, 1, f"表头应是 {COLUMNS[kind]}", f"the header is {COLUMNS[kind]}"))
        return []
    if re.fullmatch(f"(?:{_FORMS[kind]}\n)*", rest):
        return rest.split("\n")[:-1]
    form = re.compile(_FORMS[kind])
    lines = rest.split("\n")
    wrong = [at for at, line in enumerate(lines, 2) if not form.fullmatch(line)]
    if not lines[-1]:
        wrong.pop()
    findings += [
        _unread(file.file, at, "这一行不合格式", "the line is not in form")
        for at in wrong or [len(lines) + 1]
    ]
    return []


def _unread(file: str, line: int, zh: str, en: str) -> Finding:
    return finding("seal_files_can_be_read", file, line, detail_zh=zh, detail_en=en)


def _table(kind: str, lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in (COLUMNS[kind], *lines))


def _line(cells: Sequence[str | int]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
