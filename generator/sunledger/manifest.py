"""The manifest of a finished site: every other file with its size and SHA-256, in one exact form."""

from __future__ import annotations

import json
from collections.abc import Iterable

MANIFEST = "manifest.json"
"""The file that lists a site's files; it stands in every site of ours."""

SUMS = "SHA256SUMS"
"""The manifest of a ZIP of tables, in the form of ``sha256sum``."""

DIGEST = "sha256:"
"""How the comment of such a ZIP begins; the SHA-256 of all bytes before its 64 digits ends the file."""

MARK = b'{"generator": "sunledger"'
"""How our manifest begins: other software writes files of that name too."""


def manifest_text(files: Iterable[tuple[str, int, str]]) -> str:
    """Write the manifest of files given as path, bytes and SHA-256, in the order given."""
    listed = ",\n".join(
        f'{{\n"path": {json.dumps(path, ensure_ascii=False)},\n"bytes": {size},\n'
        f'"sha256": {json.dumps(digest)}\n}}'
        for path, size, digest in files
    )
    return f'{MARK.decode()},\n"algorithm": "sha256",\n"files": [\n{listed}\n]\n}}\n'
