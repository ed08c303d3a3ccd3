"""What a workflow left is opened as if anyone had made it."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sunledger.review import parcel
from sunledger.review.parcel import ParcelRefused, opened
from tests.review.conftest import Changed
from tests.review.test_said import EVIL, NOTHING

GOOD: dict[str, Any] = json.loads(NOTHING.model_dump_json())


def _zip(*members: tuple[zipfile.ZipInfo | str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, body in members:
            archive.writestr(name, body)
    return out.getvalue()


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(parcel.NAME)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _encrypted() -> bytes:
    raw = bytearray(_zip((parcel.NAME, b"{}")))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(mark) + at] |= 1
    return bytes(raw)


def _json(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


HOSTILE: dict[str, bytes] = {
    "no JSON": b"figures",
    "empty": b"",
    "another key": _json(number=7),
    "another form": _json(form=2),
    "a key left out": json.dumps({key: GOOD[key] for key in GOOD if key != "rows"}).encode(),
    "NaN": _json().replace(b'"added": 0', b'"added": NaN'),
    "a float": _json().replace(b'"added": 0', b'"added": 0.5'),
    "a text for a number": _json().replace(b'"added": 0', b'"added": "0"'),
    "a huge number": _json().replace(b'"added": 0', b'"added": ' + b"9" * 5000),
    "below zero": _json().replace(b'"added": 0', b'"added": -1'),
    "nested deeply": b"[" * 100_000,
    "nested within": _json().replace(b'"rows": []', b'"rows": ' + b"[" * 50_000 + b"]" * 50_000),
    "no UTF-8": _json().replace(b'"rows"', b'"r\xffws"'),
    "a sentence for an id": _json(sealed=[{"county_id": EVIL, "before": None, "after": None}]),
    "a sentence for a figure": _json(funds=[{"community_id": "a", "fund_id": "b", "kind": "owners", "state": "kept",
                                             "since": None, "until": None, "before": EVIL, "after": None,
                                             "change": "0.00", "months": [], "carried": []}]),
    "too many": _json(sealed=[{"county_id": "a", "before": None, "after": None}] * 2001),
    "a path that leads out": _zip(("../" + parcel.NAME, _json())),
    "an absolute path": _zip(("/tmp/" + parcel.NAME, _json())),  # noqa: S108 - refused unopened
    "another name": _zip(("evil.sh", _json())),
    "two files": _zip((parcel.NAME, _json()), ("evil.sh", b"")),
    "no files": _zip(),
    "a link": _zip((_link(), b"/etc/passwd")),
    "a bomb": _zip((parcel.NAME, b"[" + b" " * 50_000_000)),
    "a broken archive": _zip((parcel.NAME, _json()))[:-30],
    "a false checksum": _zip((parcel.NAME, _json()), packed=zipfile.ZIP_STORED).replace(b'"form": 1', b'"form": 2'),
    "encrypted": _encrypted(),
    "too large": b" " * (parcel.LIMIT + 1),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_our_workflow_would_not_make_is_refused(tmp_path: Path, what: str) -> None:
    """With one sentence that repeats nothing of it; nothing is written."""
    path = tmp_path / "artifact"
    path.write_bytes(HOSTILE[what])
    with pytest.raises(ParcelRefused) as refused:
        opened(path)
    assert len(str(refused.value)) < 400
    assert "octocat" not in str(refused.value)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_or_folder_is_no_artifact(tmp_path: Path) -> None:
    """Whatever it leads to."""
    (tmp_path / "real").write_bytes(_json())
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for path in (tmp_path / "link", tmp_path, tmp_path / "absent"):
        with pytest.raises(ParcelRefused):
            opened(path)


@pytest.mark.parametrize("packed", [True, False], ids=["zipped", "bare"])
def test_our_own_comes_through(changed: Changed, tmp_path: Path, packed: bool) -> None:
    """Figures, ids and codes stay; sentences and names, which a stranger could have written, do not."""
    body = changed.found.model_dump_json().encode()
    path = tmp_path / "artifact.zip"
    path.write_bytes(_zip((parcel.NAME, body)) if packed else body)
    found = opened(path)
    assert (found.funds, found.seals, found.counts) == (
        changed.found.funds,
        changed.found.seals,
        changed.found.counts,
    )
    assert found.names == ()
    assert [row.cells for row in found.rows] == [row.cells for row in changed.found.rows]
    assert {each.message_zh + each.fix_en + each.column for each in found.appeared} == {""}
    assert [(each.rule, each.file, each.line) for each in found.appeared] == [
        (each.rule, each.file, each.line) for each in changed.found.appeared
    ]


def test_cells_are_judged_anew(tmp_path: Path) -> None:
    """A sentence, a person's number or a cell that is never repeated is withheld, whatever the artifact says."""
    cells = [("gross", "1.00", "张三丰"), ("cost", "13800138000", None), ("note", None, "a"), ("payer_id", "a", "b"),
             ("month", None, "2025-01"), ("nonsense", "1", "2")]  # fmt: skip
    row = {"how": "changed", "dataset": "revenue", "key": "张三丰", "file": "data/../张三丰", "line": 1, "fund_id": "x y",
           "month": None, "cells": [{"column": c, "old": o, "new": n, "withheld": False} for c, o, n in cells]}  # fmt: skip
    path = tmp_path / "artifact"
    keys = [
        {"column": c, "old": None, "new": n, "withheld": False}
        for c, n in (("name", "张三丰"), ("nonsense", "1"), ("as_of", "2025-01-01"))
    ]
    prose = {"how": "changed", "file": "张三丰/profile.toml", "cells": keys}
    path.write_bytes(_json(rows=[row, {**row, "dataset": "unheard_of"}], prose=[prose]))
    (told,), (text,) = opened(path).rows, opened(path).prose
    assert (text.file, [(cell.column, cell.new) for cell in text.cells]) == (
        "…",
        [("name", None), ("as_of", "2025-01-01")],
    )
    assert (told.key, told.file, told.fund_id) == ("…", "…", None)
    assert {cell.column: (cell.new, cell.withheld) for cell in told.cells} == {
        "gross": (None, True), "cost": (None, True), "note": (None, True), "payer_id": (None, True),
        "month": ("2025-01", False),
    }  # fmt: skip
