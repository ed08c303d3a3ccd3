"""The frame of the site: what MkDocs-Material builds once, and every data page is poured into.

MkDocs builds the prose pages and one placeholder page per language and depth. A placeholder's
finished HTML is split at its sentinels (``SUNLEDGER-TITLE`` and so on); pouring a data page
joins the pieces with the page's own bytes. So a site of a hundred thousand pages passes through
MkDocs as eighteen. The seam is finished HTML: any builder that keeps ASCII words can take
MkDocs' place.

Boundary: nothing here knows what a page says. Escaping is the caller's; styles and scripts are
named by the caller; assets are named here and copied by the publish stage.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import hashlib
import importlib.metadata
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sunledger
from sunledger.errors import ShellFailed
from sunledger.render.addresses import LANGUAGES, path_of

DEPTHS = (0, 1, 2)
"""How many folders below its language's root a page may lie."""
SLOTS = (
    "BANNER",
    "CANONICAL",
    "CONTENT",
    "DESCRIPTION",
    "FOOT",
    "KIND",
    "PUBLISHER",
    "SCRIPT",
    "STYLE",
    "SWITCH",
    "TITLE",
)
"""The sentinels of a placeholder, each there once: ``SUNLEDGER-`` and one of these words."""
PROSE_SLOTS = ("BANNER", "CANONICAL", "FOOT", "PUBLISHER", "SCRIPT", "STYLE")
"""The sentinels of a prose page, each there once."""

_SENTINEL = re.compile(r"SUNLEDGER-([A-Z]+)")
_PLACEHOLDERS = {
    (language, depth): path_of(language, ("", "shell/", "shell/deep/")[depth] + "index.html")
    for language in LANGUAGES
    for depth in DEPTHS
}
# A folder's address, which a web server answers with index.html and a disk does not.
_FOLDER_LINK = re.compile(r'(href="(?![a-z]+:|//)(?:[^"#?]*/)?)((?<=/)(?:#[^"]*)?")')
_ALIGNED = re.compile(r'(<t[dh]) align="right"')
_ASSET_LINK = re.compile(r'(?:href|src)="(?:\.\.?/)*(assets/(?!SUNLEDGER-)[^"]+)"')
_MARGINS = re.compile(r"\s*\n\s*")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BUILDERS = ("mkdocs", "mkdocs-material", "jinja2", "markdown")
_SOURCES = ("mkdocs.yml", "site/pages", "site/theme")


@dataclasses.dataclass(frozen=True, slots=True)
class Mould:
    """A page with places to fill: literal bytes and slot names by turns, a literal first and last."""

    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]

    def pour(self, fillings: dict[str, bytes]) -> bytes:
        """Return the page, its slots filled; a slot without a filling is a ``KeyError``."""
        page = [b""] * (len(self.pieces) + len(self.slots))
        page[0::2] = self.pieces
        page[1::2] = [fillings[slot] for slot in self.slots]
        return b"".join(page)


@dataclasses.dataclass(frozen=True, slots=True)
class Prose:
    """A prose page, finished but for what depends on the publisher."""

    path: str
    """Where it goes below the site's root, such as ``en/method/index.html``."""
    language: str
    mould: Mould

    def pour(self, *, canonical: bytes, banner: bytes, publisher: bytes, foot: bytes) -> bytes:
        """Return the finished page; see :meth:`Shell.pour` for the arguments."""
        return self.mould.pour(_site_wide(canonical, banner, publisher, foot))


@dataclasses.dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme that pages refer to."""

    path: str
    """Where it goes below the site's root."""
    source: Path
    """Where it lies now."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shell:
    """The frame of all pages. Workers that only pour data pages want it :meth:`bare`."""

    moulds: dict[tuple[str, int], Mould]
    prose: tuple[Prose, ...]
    assets: tuple[Asset, ...]

    def pour(
        self,
        language: str,
        depth: int,
        *,
        title: bytes,
        description: bytes,
        canonical: bytes,
        content: bytes,
        switch: bytes,
        banner: bytes,
        publisher: bytes,
        foot: bytes,
        kind: bytes,
        card: bytes = b"",
    ) -> bytes:
        """Return a finished data page.

        Everything is UTF-8 and escaped by the caller. ``depth`` counts folders below the
        language's root (``/c/x/`` and ``/en/c/x/`` are both 2). ``title`` goes without the
        site's name; ``canonical`` is an absolute address or empty; ``switch`` is the relative
        address of the page in the other language; ``banner`` is the text that says the data
        are fictional, or empty (a page with a banner also asks not to be indexed);
        ``foot`` is markup of blocks; ``kind`` is a class or classes of the page; ``card`` is
        markup of more elements of the head.
        """
        fillings = _site_wide(canonical, banner, publisher, foot)
        fillings["CANONICAL"] += card
        fillings["TITLE"] = title
        fillings["DESCRIPTION"] = description
        fillings["CONTENT"] = content
        fillings["SWITCH"] = switch
        fillings["KIND"] = kind
        return self.moulds[language, depth].pour(fillings)

    def bare(self) -> Shell:
        """Return the shell without prose and assets, small enough to send to every worker."""
        return dataclasses.replace(self, prose=(), assets=())


def build_shell(
    root: Path, work: Path, *, style: str = "sunledger.css", script: str = "sunledger.js"
) -> Shell:
    """Build the shell and the prose pages, or take them from the last time.

    ``root`` holds ``mkdocs.yml``, ``site/pages`` and ``site/theme``; ``work`` is a folder of
    our own (``build/shell``) in which results are kept under the hash of all they are made of,
    so that nothing imports MkDocs while nothing has changed. ``style`` and ``script`` are the
    names of the site's own files below ``assets/``. Raises :class:`ShellFailed`.
    """
    root, work = root.absolute(), work.absolute()
    for name in _SOURCES:
        if not (root / name).exists():
            raise ShellFailed(f"没有 · missing: {root / name}")
    kept = work / _fingerprint(root)
    if not (kept / "shell.json").is_file():
        try:
            _make(root, work, kept)
        except BaseException:
            with contextlib.suppress(OSError):
                work.rmdir()  # only if nothing is kept there
            raise
    pages: dict[str, str] = json.loads((kept / "shell.json").read_text(encoding="utf-8"))
    named = {"STYLE": style, "SCRIPT": script}
    placeholders = set(_PLACEHOLDERS.values())
    return Shell(
        moulds={key: _mould(pages[path], named) for key, path in _PLACEHOLDERS.items()},
        prose=tuple(
            Prose(path, "en" if path.startswith("en/") else "zh", _mould(page, named))
            for path, page in pages.items()
            if path not in placeholders
        ),
        assets=tuple(Asset(path, kept / path) for path in _assets(pages)),
    )


def find_root(project: Path, bundled: Path) -> Path:
    """Return the publisher's own site sources if the project has them all, else the program's."""
    return project if all((project / name).exists() for name in _SOURCES) else bundled


def _site_wide(canonical: bytes, banner: bytes, publisher: bytes, foot: bytes) -> dict[str, bytes]:
    """Return the fillings that prose and data pages share."""
    head = b'<link rel="canonical" href="%s">' % canonical if canonical else b""
    if banner:
        head += b'<meta name="robots" content="noindex">'
        banner = b'<aside class="demo">%s</aside>' % banner
    return {"CANONICAL": head, "BANNER": banner, "PUBLISHER": publisher, "FOOT": foot}


def _mould(page: str, named: dict[str, str]) -> Mould:
    """Split a page at its sentinels, after filling those that are the same all over the site."""
    parts = _SENTINEL.split(_SENTINEL.sub(lambda found: named.get(found[1], found[0]), page))
    return Mould(tuple(part.encode() for part in parts[0::2]), tuple(parts[1::2]))


def _fingerprint(root: Path) -> str:
    """Return the SHA-256 of everything the shell is made of."""
    digest = hashlib.sha256()
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _BUILDERS]
    for fact in (sunledger.__version__, *versions):
        digest.update(fact.encode() + b"\0")
    files = [Path(__file__)]
    for name in _SOURCES:
        files += sorted(path for path in (root / name, *(root / name).rglob("*")) if path.is_file())
    for path in files:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        digest.update(f"{name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make(root: Path, work: Path, kept: Path) -> None:
    """Build with MkDocs and keep what the site needs in the folder ``kept``, in one step.

    Builds side by side may make the same folder; the first to finish wins, and the others'
    equal result is dropped.
    """
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix=".making-") as making:
        built, result = Path(making, "mkdocs"), Path(making, "kept")
        _run_mkdocs(root, built)
        pages = {
            path.relative_to(built).as_posix(): _tidy(path.read_text("utf-8"))
            for path in sorted(built.rglob("*.html"))
        }
        _verify(pages, built)
        for path in _PLACEHOLDERS.values():
            pages[path] = _MARGINS.sub("\n", pages[path].strip())
        for name in _assets(pages):
            target = result / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(built / name, target)
        result.mkdir(exist_ok=True)
        (result / "shell.json").write_text(json.dumps(pages, ensure_ascii=False, indent=0), encoding="utf-8")
        try:
            result.rename(kept)
        except OSError:
            if not (kept / "shell.json").is_file():
                raise
    for older in work.iterdir():
        if older != kept and _FINGERPRINT.fullmatch(older.name):
            shutil.rmtree(older, ignore_errors=True)


def _tidy(page: str) -> str:
    """Name files, not folders; align columns by a class: the attribute is obsolete, a style refused."""
    return _ALIGNED.sub(r'\1 class="n"', _FOLDER_LINK.sub(r"\1index.html\2", page))


def _verify(pages: dict[str, str], built: Path) -> None:
    """Refuse a theme that lost a page or an asset, or lost or doubled a sentinel."""
    for path in (*_PLACEHOLDERS.values(), *_assets(pages)):
        if not (built / path).is_file():
            raise ShellFailed(f"没有 · missing: {path}")
    placeholders = set(_PLACEHOLDERS.values())
    for path, page in pages.items():
        expected = SLOTS if path in placeholders else PROSE_SLOTS
        found = tuple(sorted(_SENTINEL.findall(page)))
        if found != expected:
            raise ShellFailed(f"{path}: SUNLEDGER-… {', '.join(found)} ≠ {', '.join(expected)}")


def _assets(pages: dict[str, str]) -> list[str]:
    """Return the theme's files that pages refer to."""
    return sorted({name for page in pages.values() for name in _ASSET_LINK.findall(page)})


def _run_mkdocs(root: Path, built: Path) -> None:
    """Build prose and placeholders into ``built``; the only place that knows MkDocs."""
    complaints: list[str] = []
    with _quiet_mkdocs(complaints):
        import jinja2
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        try:
            build(load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(built), strict=True))
        except (MkDocsException, jinja2.TemplateError, OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno in _FULL:
                raise
            raise ShellFailed("\n".join(complaints) or str(error)) from error


@contextlib.contextmanager
def _quiet_mkdocs(complaints: list[str]) -> Iterator[None]:
    """Collect what MkDocs complains about; keep its banner, its clock and its log lines out."""

    class Collect(logging.Handler):
        """Keep the words of a log record."""

        def emit(self, record: logging.LogRecord) -> None:
            """Add them to the complaints."""
            complaints.append(record.getMessage())

    settings = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    before = {name: os.environ.get(name) for name in settings}
    logger, collect = logging.getLogger("mkdocs"), Collect(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collect)
    os.environ.update(settings)
    try:
        yield
    finally:
        logger.removeHandler(collect)
        logger.propagate = propagate
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
