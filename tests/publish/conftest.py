"""A small site, built once: its text cells hold formulas, its amounts are negative and large."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sunledger.engine import Connection, open_readonly
from sunledger.manifest import MARK
from sunledger.publish import hand_over
from sunledger.resources import dataset_names, derived_names, load_schema
from tests.conftest import Once
from tests.publish.forms import Rows
from tests.publisher import REVENUE, Publisher, derived, snapshot

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
def small_site(once: Once) -> Built:
    """Build the small publisher, with text that a spreadsheet would run and amounts of every size."""
    root = once("small", _build)
    return Built(Publisher(root), (root / "said.txt").read_text(encoding="utf-8"))


def _build(root: Path) -> None:
    publisher = Publisher.small(root)
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
    (root / "said.txt").write_text(done.stdout, encoding="utf-8")


@pytest.fixture(scope="session")
def small_con(small_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give the engine with every table the small site was made of."""
    with derived(small_site.publisher.data, tmp_path_factory.mktemp("forms") / "scratch") as con:
        yield con


@pytest.fixture(scope="session")
def small_work(small_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give the work database that the small site was made of, as the processes of a build open it."""
    scratch = tmp_path_factory.mktemp("work") / "scratch"
    with derived(small_site.publisher.data, scratch) as con:
        hand_over(con, scratch / "work.duckdb")
        with contextlib.closing(open_readonly(scratch / "work.duckdb")) as work:
            yield work


@pytest.fixture(scope="session")
def tables(small_con: Connection) -> dict[str, Rows]:
    """Return every dataset in its publishable form and every derived table, straight from the engine."""
    found = {}
    for schema, names in (("open", dataset_names()), ("derived", derived_names())):
        for name in names:
            described = load_schema(name)
            columns = ", ".join(f'"{field["name"]}"' for field in described["fields"])
            order = ", ".join(f'"{key}"' for key in described["primaryKey"])
            found[name] = small_con.execute(
                f"select {columns} from {schema}.{name} order by {order}"
            ).fetchall()
    return found
