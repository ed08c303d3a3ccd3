"""A year's ledger: every entry, its totals equal to its table, each with an address of its own."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.render.conftest import Made


def figures(page: str, label: str) -> list[Decimal]:
    """Return the figures of entries' cells with a label, in the page's order."""
    found = re.findall(rf'data-l="{label}">(?:<a class="to"[^>]*>)?([−0-9,.]*)(?:</a>)?</td>', page)
    return [Decimal(cell.replace(",", "").replace("−", "-")) for cell in found if cell]


def test_totals_equal_the_table(made: Made) -> None:
    """The last row adds up the entries above it; the balance is what the last entry left."""
    page = made.text("c/lan-c01/2025.html")
    for label in ("进", "出"):
        *entries, total = figures(page, label)
        assert sum(entries) == total
    *balances, closing = figures(page, "结余")
    assert balances[-1] == closing


def test_each_month_opens_as_the_last_one_closed(made: Made) -> None:
    """From opening to closing without a gap."""
    page = made.text("c/lan-c01/2025.html")
    opened, closed = figures(page, "上月结余"), figures(page, "本月结余")
    assert opened[1:] == closed[:-1]
    assert opened[0] == Decimal("100.00")


def test_every_entry_has_an_address_and_a_source(made: Made) -> None:
    """One can link to an entry, and it says in which file and line it stands."""
    page = made.text("c/lan-c01-a/2025.html")
    for entry, line in (("r-4", 5), ("r-5", 6)):
        assert f'id="{entry}"' in page
        assert f"lan-c01/revenue-2025.csv:{line}<" in page


def test_a_payment_says_who_approved_it(made: Made) -> None:
    """The steps stand in their order with their dates, in both languages."""
    assert re.search(
        r"业委会申请 2025-\d\d-\d\d → 社区党组织审核 2025-\d\d-\d\d", made.text("c/lan-c01-a/2025.html")
    )
    assert re.search(
        r"Committee applies 2025-.* → Community reviews 2025", made.text("en/c/lan-c01-a/2025.html")
    )


def test_a_nil_return_is_an_entry(made: Made) -> None:
    """A month in which nothing came in says so with 0.00, not with a blank."""
    page = made.text("c/lan-c01-b/2025.html")
    assert "零申报</a>" in page
    assert 'data-l="进">0.00</td>' in page
