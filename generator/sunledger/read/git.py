"""Ask git what it keeps of a folder, reading only.

A repository's own settings may name programs to run and places to fetch from. None is run and nothing
is fetched: what could start one is set aside on the command line, every transport is refused, and what
the environment says of other repositories is left out. Which folders git trusts (``safe.directory``)
stays the machine's own affair.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import re
import subprocess
import tempfile
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

_SETTINGS = (
    "core.fsmonitor=", "core.hooksPath=/dev/null", "core.pager=cat", "core.alternateRefsCommand=",
    "protocol.allow=never", "log.showSignature=false", "log.diffMerges=first-parent", "gpg.program=false",
    "submodule.recurse=false",
)  # fmt: skip
_LOG = (
    "log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative",
    "-O/dev/null", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes", "--no-decorate",
    "--no-color", "--ignore-submodules=none", "--format=%H %ct %P",
)  # fmt: skip
_PATCHES = (
    "log", "--first-parent", "-m", "--patch", "--unified=0", "--inter-hunk-context=0", "--text",
    "--diff-algorithm=myers", "--no-indent-heuristic", "--no-prefix", "--no-renames", "--no-relative",
    "-O/dev/null", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes", "--no-decorate",
    "--no-color", "--ignore-submodules=all", "--format=%x00%H %ct %P",
)  # fmt: skip
_HEAD = re.compile(r"([0-9a-f]{40,64}) (-?[0-9]+) ?(.*)")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_PLAIN = {"100644", "100755"}
_ABSENT = "000000"


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a commit changed: its path below the folder, and its content before and after."""

    path: str
    old: str | None
    """Name of the content; blank where it can't be read, ``None`` where there was no file."""
    new: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed something in the folder; nothing of who made it or what they wrote."""

    name: str
    day: str
    """Day of the commit in UTC, as yyyy-mm-dd."""
    files: tuple[Touched, ...]


class Hunk(NamedTuple):
    """Lines of a file that a commit put in place of others."""

    taken: int
    """How many it took away."""
    new: int
    """The first it put there; where it put none, the line they stood after."""
    added: int
    """How many it put there."""


@dataclass(frozen=True, slots=True)
class Log:
    """The newest commits that changed a folder, newest first."""

    commits: tuple[Commit, ...]
    cut_on: str = ""
    """Day before which the copy at hand knows nothing (a shallow clone); blank if it is whole."""


def log(folder: Path, most: int) -> Log | None:
    """Return the newest commits of the main line that changed ``folder``, at most ``most``.

    ``None`` if git isn't there, the folder lies in no work tree or git won't read it. What isn't committed
    is not looked at. The day at which a shallow clone ends shows everything as added, so it is left out.
    """
    place = _run(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    facts = place.decode("utf-8", "replace").split("\n") if place else []
    if facts[:1] != ["true"] or len(facts) < 3:
        return None
    said = _run(folder, *_LOG, f"--max-count={most}", "HEAD", "--", ".")
    if not said:
        return None
    found = list(_commits(said.decode("utf-8", "replace"), facts[2]))
    shallow = facts[1] == "true"
    cut_on = next((commit.day for commit, parents in found if shallow and not parents), "")
    return Log(tuple(commit for commit, parents in found if parents or not shallow), cut_on)


def committed(folder: Path) -> dict[str, str]:
    """Return the name of the committed content of each file below the folder, by its path below it."""
    return {path: name for path, name in tree(folder, "HEAD", ".").items() if name}


def commit(folder: Path, revision: str) -> str | None:
    """Return the full name of the commit that a revision stands for; ``None`` if there is none here."""
    said = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return said.decode("ascii", "replace").strip() if said else None


def tree(folder: Path, revision: str, path: str) -> dict[str, str]:
    """Return the name of the content of each file below a path of a revision, by its path below ``folder``.

    What is no plain file (a link, a submodule) is there with a blank name.
    """
    said = _run(folder, "ls-tree", "-r", "-z", revision, "--", path)
    found = {}
    for cell in (said or b"").decode("utf-8", "surrogateescape").split("\0"):
        facts, tab, name = cell.partition("\t")
        mode, _, rest = facts.partition(" ")
        if tab:
            found[name] = rest.removeprefix("blob ") if mode in _PLAIN else ""
    return found


def hunks(folder: Path, most: int) -> Generator[tuple[Commit, str, list[Hunk]]]:
    """Give which lines of which file below ``folder`` the newest commits put there, newest first.

    Of what a commit wrote only the places are kept. The day at which a shallow clone ends, which shows
    everything as added, is left out.
    """
    place = _run(folder, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if not place:
        return
    shallow, prefix = place.decode("utf-8", "replace").split("\n")[:2]
    with subprocess.Popen(
        _words(*_PATCHES, f"--max-count={most}", "HEAD", "--", "."), cwd=folder, env=_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as git:  # fmt: skip
        try:
            if git.stdout is not None:
                yield from _patched(git.stdout, prefix, shallow == "true")
        finally:
            git.kill()


def _patched(stream: IO[bytes], prefix: str, shallow: bool) -> Iterator[tuple[Commit, str, list[Hunk]]]:
    """Part patches into files and hunks; what stands in the lines is read past."""
    commit: Commit | None = None
    path, found = "", list[Hunk]()
    for line in stream:
        hunk = _HUNK.match(line)
        if hunk:
            taken, added = (1 if said is None else int(said) for said in (hunk[1], hunk[3]))
            found.append(Hunk(taken, int(hunk[2]), added))
            _pass(stream, taken + added)
            continue
        if line.startswith((b"\0", b"diff --git ")) and commit and found:
            yield commit, path, found
        if line.startswith(b"\0"):
            head = _HEAD.fullmatch(line[1:].decode("utf-8", "replace").rstrip("\n"))
            commit = _commit(head, []) if head and (head[3] or not shallow) else None
            found = []
        elif line.startswith(b"diff --git "):
            found = []
        elif line.startswith(b"+++ "):
            path = line[4:].decode("utf-8", "replace").rstrip("\n\t").removeprefix(prefix)
    if commit and found:
        yield commit, path, found


def _pass(stream: IO[bytes], lines: int) -> None:
    """Read past the lines of a hunk."""
    for line in itertools.islice(stream, lines):
        if line.startswith(b"\\"):
            _pass(stream, 1)


def contents(folder: Path, names: Sequence[str], limit: int) -> Iterator[bytes | None]:
    """Give the content of each name in turn; ``None`` where it isn't at hand or is over the limit."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{name}\n" for name in names).encode())
        asked.seek(0)
        with subprocess.Popen(
            _words("cat-file", "--batch"), cwd=folder, env=_environment(), stdin=asked,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as git:  # fmt: skip
            for _ in names:
                head = git.stdout.readline().split() if git.stdout else []
                if git.stdout is None or len(head) != 3:
                    yield None
                    continue
                content = _taken(git.stdout, int(head[2]), limit)
                git.stdout.read(1)
                yield content if head[1] == b"blob" else None


def _taken(stream: IO[bytes], size: int, limit: int) -> bytes | None:
    """Read a content, or read past it piece by piece."""
    if size <= limit:
        return stream.read(size)
    while size > 0:
        size -= len(stream.read(min(size, 1 << 20))) or size
    return None


def _commits(said: str, prefix: str) -> Iterator[tuple[Commit, str]]:
    """Part the log into commits, each with its parents."""
    head: re.Match[str] | None = None
    files: list[Touched] = []
    cells = iter(said.split("\0"))
    for cell in cells:
        text = cell.lstrip("\n")
        if text.startswith(":"):
            files.append(_touched(text, next(cells, "").removeprefix(prefix)))
        elif begun := _HEAD.fullmatch(text.rstrip("\n")):
            if head:
                yield _commit(head, files), head[3]
            head, files = begun, []
    if head:
        yield _commit(head, files), head[3]


def _commit(head: re.Match[str], files: list[Touched]) -> Commit:
    day = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(head[2]))
    return Commit(head[1], f"{day:%Y-%m-%d}", tuple(files))


def _touched(facts: str, path: str) -> Touched:
    old_mode, new_mode, old, new, _ = facts.removeprefix(":").split(" ")
    return Touched(path, _content(old_mode, old), _content(new_mode, new))


def _content(mode: str, name: str) -> str | None:
    return None if mode == _ABSENT else name if mode in _PLAIN else ""


def _run(folder: Path, *words: str) -> bytes | None:
    try:
        done = subprocess.run(
            _words(*words), cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True,
            check=False,
        )  # fmt: skip
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _words(*words: str) -> list[str]:
    return ["git", "--no-pager", *(word for setting in _SETTINGS for word in ("-c", setting)), *words]


def _environment() -> dict[str, str]:
    """Give git the machine's settings, without what names another repository or reports elsewhere."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG_") or name == "GIT_CEILING_DIRECTORIES"
    }
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "",
        "LC_ALL": "C",
    }
