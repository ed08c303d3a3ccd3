"""Show that the same commit gives the same bytes: ``make reproduce``.

Builds the site twice, each time in another time zone, locale, hash seed and number of jobs, and compares
every file. With ``--site`` it compares a published copy with what is built here: a site in a folder or a
ZIP, or one of the ZIPs of tables that can be downloaded from it. Every file that differs is named; exit
status 1 if there is any, 2 where nothing can be compared. A site built for an address or with a revision
on its pages needs the same ``--base-url``, ``--edit-url`` and ``--revision``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = (
    ("1", {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    ("3", {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
)
"""Jobs and environment of the two builds."""
MANIFEST, PACKAGE = "manifest.json", "datapackage.json"

Sums = dict[str, str]


class NotComparable(Exception):
    """What was given is no site of ours, and no ZIP of its tables."""


def main(words: Sequence[str] | None = None) -> int:
    """Build, compare, say what differs; return the exit status."""
    options = _options(words)
    extra = [
        word
        for name in ("base_url", "edit_url", "revision")
        if (value := getattr(options, name))
        for word in ("--" + name.replace("_", "-"), value)
    ]
    with tempfile.TemporaryDirectory(prefix="reproduce-") as scratch:
        sites = [_build(options.data, Path(scratch, str(number)), extra, *setting)
                 for number, setting in enumerate(SETTINGS)]  # fmt: skip
        wrong = _say("两次构建 · two builds", sums(sites[0]), sums(sites[1]))
        if options.site:
            try:
                theirs = sums(options.site)
                mine = sums(counterpart(sites[0], options.site))
            except (NotComparable, OSError, zipfile.BadZipFile) as error:
                print(f"不能比较 · can't be compared: {options.site}: {error}", file=sys.stderr)
                return 2
            wrong += _say(f"本次构建与 · this build and {options.site}", mine, theirs)
    return 1 if wrong else 0


def sums(target: Path) -> Sums:
    """Hash every file of a folder or ZIP anew; what a manifest says of them is not believed."""
    return {name: _digest(stream) for name, stream in _files(target)}


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(1 << 18):
        digest.update(piece)
    return digest.hexdigest()


def differences(mine: Sums, theirs: Sums) -> list[str]:
    """Name every file that only one side has, or whose bytes differ."""
    said = {(True, False): "只在前者 · only in the first", (False, True): "只在后者 · only in the second"}
    return [
        f"{said.get((name in mine, name in theirs), '不同 · differs')}: {name}"
        for name in sorted(mine.keys() | theirs.keys())
        if mine.get(name) != theirs.get(name)
    ]


def counterpart(site: Path, published: Path) -> Path:
    """Return what was built here that a published copy is to be compared with: the site, or one of its ZIPs."""
    names = {name for name, _ in _files(published)}
    if MANIFEST in names:
        return site
    if PACKAGE not in names:
        raise NotComparable(f"{MANIFEST}, {PACKAGE} ∉")
    described = next(json.load(stream) for name, stream in _files(published) if name == PACKAGE)
    county = str(described["name"]).removeprefix("sunledger").removeprefix("-")
    return site / "c" / county / "tables.zip" if county else site / "data" / "sunledger.zip"


def _files(target: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Give every file of a folder, or of a ZIP, whose names may all begin with one folder."""
    if target.is_dir():
        for path in sorted(target.rglob("*")):
            if path.is_file():
                with path.open("rb") as stream:
                    yield path.relative_to(target).as_posix(), stream
        return
    with zipfile.ZipFile(target) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        above = min(
            (n.removesuffix(MANIFEST) for n in names if n.endswith(f"/{MANIFEST}")), key=len, default=""
        )
        for name in sorted(names):
            with archive.open(name) as stream:
                yield name.removeprefix(above), cast("BinaryIO", stream)


def _build(data: Path, folder: Path, extra: Sequence[str], jobs: str, setting: dict[str, str]) -> Path:
    site = folder / "site"
    print(f"… {' '.join(f'{key}={value}' for key, value in setting.items())} --jobs {jobs}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "sunledger", "build", str(data), "--out", str(site), "--jobs", jobs, *extra],
        env={**os.environ, **setting}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        sys.exit(done.returncode)
    return site


def _say(what: str, mine: Sums, theirs: Sums) -> int:
    wrong = differences(mine, theirs)
    verdict = (
        f"{len(wrong)} 个文件不同 · files differ" if wrong else "每个字节都相同 · the same, byte for byte"
    )
    print("\n".join([f"{what}: {len(mine)} 个文件 · files, {verdict}", *wrong]), flush=True)
    return len(wrong)


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=ROOT / "data")
    parser.add_argument(
        "--site", type=Path, help="a published site, in a folder or a ZIP, or a ZIP of tables"
    )
    for name in ("--base-url", "--edit-url", "--revision"):
        parser.add_argument(name, default="")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
