"""A small site, built once: its text cells hold formulas, its amounts are negative and large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sunledger.manifest import MARK
from tests.publisher import REVENUE, Publisher, snapshot

FORMULAS = ("=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "＝1+1", "a=b", "'=1", '"quoted", text')


@dataclass(frozen=True, slots=True)
class Built:
    """A publisher and what its build said."""

    publisher: Publisher
    said: str

    @property
    def site(self) -> Path:
        """Return the finished site."""
        return self.publisher.site


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the small publisher, with text that a spreadsheet would run and amounts of every size."""
    publisher = Publisher.small(tmp_path_factory.mktemp("small"))
    publisher.append(REVENUE, [
        {"entry_id": f"w-{number}", "fund_id": "f-b", "month": "2025-03", "basis": "fee", "gross": "0", "cost": "0",
         "note": text}
        for number, text in enumerate(FORMULAS)
    ])  # fmt: skip
    publisher.append("wu/revenue.csv", [
        {"entry_id": "rw-2", "fund_id": "f-wu", "month": "2025-01", "basis": "fee", "gross": "9007199254740.93",
         "cost": "0"},
        {"entry_id": "rw-3", "fund_id": "f-wu", "month": "2025-01", "basis": "fee", "gross": "-12.50", "cost": "0.10"},
    ])  # fmt: skip
    publisher.put_up_a_site()
    before = snapshot(publisher.site)
    done = publisher.build("--base-url", "https://example.org/a&b/", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert before["manifest.json"] == MARK + b"}\n"
    assert snapshot(publisher.site)["manifest.json"] != before["manifest.json"]
    return Built(publisher, done.stdout)
