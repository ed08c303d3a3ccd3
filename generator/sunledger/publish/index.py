"""What lists the finished files: sitemaps for search engines, and a manifest of hashes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from sunledger.manifest import MANIFEST, manifest_text

_PER_SITEMAP = 5_000
_LANGUAGES = {"": "zh-CN", "en/": "en"}


def write_index(
    site: Path, paths: Sequence[str], base_url: str | None, demo: bool, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Write sitemaps (only with a ``base_url``), ``robots.txt``, ``.nojekyll`` and the manifest.

    ``paths`` are the Chinese pages' paths below the root; English ones stand below ``en/``.
    The manifest comes last: it names every other file with size and SHA-256, which are returned by path;
    those ``known`` are not computed again.
    """
    (site / ".nojekyll").write_bytes(b"")
    robots = ["User-agent: *", "Disallow: /" if demo else "Allow: /"]
    if base_url:
        base = base_url.rstrip("/") + "/"
        names = _sitemaps(site, paths, base)
        robots += [f"Sitemap: {base}{name}" for name in names]
    (site / "robots.txt").write_text("\n".join(robots) + "\n", encoding="utf-8")
    return _manifest(site, known or {})


def _sitemaps(site: Path, paths: Sequence[str], base: str) -> list[str]:
    """Write small sitemaps, each page with its address in both languages, and an index over them."""
    names = []
    for number, start in enumerate(range(0, len(paths), _PER_SITEMAP), 1):
        lines = ['<?xml version="1.0" encoding="UTF-8"?>',
                 '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
                 'xmlns:xhtml="http://www.w3.org/1999/xhtml">']  # fmt: skip
        for path in paths[start : start + _PER_SITEMAP]:
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{language}" '
                f"href={quoteattr(_address(base, prefix + path))}/>"
                for prefix, language in _LANGUAGES.items()
            )
            lines += [
                f"<url><loc>{escape(_address(base, prefix + path))}</loc>{links}</url>"
                for prefix in _LANGUAGES
            ]
        name = f"sitemap-{number:04}.xml"
        (site / name).write_text("\n".join([*lines, "</urlset>", ""]), encoding="utf-8")
        names.append(name)
    entries = "".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names)
    (site / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</sitemapindex>\n",
        encoding="utf-8",
    )
    return ["sitemap.xml"]


def _address(base: str, path: str) -> str:
    return base + quote(path.removesuffix("index.html"))


def _manifest(site: Path, known: Mapping[str, str]) -> dict[str, str]:
    files, start = [], len(f"{site}/")
    for folder, _, names in os.walk(site):
        for name in names:
            file = f"{folder}/{name}"
            path = file[start:]
            digest = known.get(path)
            if digest is None:
                with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - thousands of files
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
            files.append((path, os.stat(file).st_size, digest))  # noqa: PTH116
    files.sort()
    (site / MANIFEST).write_text(manifest_text(files), encoding="utf-8")
    return {path: digest for path, _, digest in files}
