"""What machines fetch under a unit's former id goes on answering."""

from __future__ import annotations

from pathlib import Path

from tests.publish.conftest import Built
from tests.publisher import snapshot


def _files(folder: Path) -> dict[str, bytes | str]:
    return {
        name: raw for name, raw in snapshot(folder).items() if not name.endswith(".html") and raw != "folder"
    }


def test_feeds_and_data_answer_under_former_ids(small_site: Built) -> None:
    """Feeds in both languages, tables, JSON of the unit and its funds, and what describes them, the same bytes."""
    for root in ("c", "en/c"):
        now, former = (
            _files(small_site.site / root / "lan-c01-a"),
            _files(small_site.site / root / "lan-c02-a"),
        )
        assert now == former
        assert "feed.xml" in now
    names = _files(small_site.site / "c" / "lan-c02-a").keys()
    assert {"ledger.csv", "accounts.json", "accounts.xlsx", "datapackage.json", "funds/f-a.json"} <= names
