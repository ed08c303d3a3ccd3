"""What contracts, loans, partners, operators and donors promised, worked out a second time and compared to the fen.

Over the committed accounts, and for contracts also over terms drawn at random.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sunledger.engine import Connection
from tests.accounts import Accounts, Key
from tests.derive.conftest import PLAIN
from tests.publisher import Publisher, Row, derived
from tests.terms import Terms, half_up, ordinal, scaled

QUERIES = {
    "contract_dues": (4, "select contract_id, project_id, kind, due_month, fen(due), fen(received), fen(difference), fen(arrears) "
                         "from derived.contract_dues"),
    "loan_balances": (1, "select loan_id, fen(granted), fen(repaid), fen(outstanding), status, days_overdue from derived.loan_balances"),
    "partner_tiers": (2, "select community_id, tier, partners, present, jobs, fen(rent_waived), loans, fen(granted), fen(repaid), "
                         "fen(outstanding) from derived.partner_tiers"),
    "avoided_cost_years": (3, "select community_id, year, kind, spaces, fen(amount) from derived.avoided_cost_years"),
    "space_functions": (3, "select community_id, aspect, function, spaces, fen(area_m2) from derived.space_functions"),
    "restricted_gifts": (2, "select fund_id, purpose, fen(received), fen(spent), fen(kept) from derived.restricted_gifts"),
    "gift_years": (3, "select community_id, year, restriction, gifts, fen(amount), fen(in_kind) from derived.gift_years"),
}  # fmt: skip
"""Each table's key columns and the program's own figures, in whole fen."""

WORKED_OUT: dict[str, Callable[[Terms], dict[Any, Any]]] = {
    "contract_dues": Terms.dues,
    "loan_balances": Terms.loans,
    "partner_tiers": Terms.tiers,
    "avoided_cost_years": Terms.saved,
    "space_functions": Terms.functions,
    "restricted_gifts": Terms.restricted,
    "gift_years": Terms.gifts,
}


def _figures(con: Connection, table: str) -> dict[Key, Key]:
    keys, query = QUERIES[table]
    return {row[:keys]: row[keys:] for row in con.execute(query).fetchall()}


@pytest.fixture(scope="module")
def terms(project_root: Path) -> Terms:
    """Return the committed accounts' terms, worked out in plain Python."""
    return Terms(Accounts(project_root / "data"))


@pytest.fixture(scope="module")
def found(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[Key, Key]]:
    """Return the program's own figures of the committed accounts."""
    with derived(project_root / "data", tmp_path_factory.mktemp("terms") / "scratch") as con:
        return {table: _figures(con, table) for table in QUERIES}


@pytest.mark.parametrize("table", QUERIES)
def test_every_figure_is_the_same(table: str, terms: Terms, found: dict[str, dict[Key, Key]]) -> None:
    """The table and its second computation agree in every row, to the fen."""
    wanted = WORKED_OUT[table](terms)
    assert len(wanted) >= 5
    assert found[table] == wanted


def test_the_terms_in_the_accounts_are_of_every_sort(terms: Terms) -> None:
    """The committed contracts have free months, steps, thresholds and shares of all three kinds, so all are compared."""
    contracts = terms.rows["contracts"]
    for column in ("rent_free_months", "step_percent", "share_above"):
        assert any(row[column] and float(row[column]) > 0 for row in contracts), column
    assert {row["share_of"] for row in contracts} == {"", "turnover", "profit", "net_profit"}
    assert {key[2] for key in terms.dues()} == {"base_rent", "revenue_share"}


PROFILE = "as_of = 2025-07-10\n"
DAYS = ("2023-01-01", "2023-01-15", "2023-02-28", "2023-05-31", "2024-02-29", "2024-11-10")


@st.composite
def contracts(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Draw contracts of all sorts of terms, turnovers, and money that comes in or does not."""
    tables: dict[str, list[Row]] = {name: [] for name in ("projects", "contracts", "turnovers", "revenue")}
    for number in range(draw(st.integers(1, 5))):
        project, contract = f"p-{number}", f"k-{number}"
        start = draw(st.sampled_from(DAYS))
        ends = draw(st.sampled_from(("2024-11-10", "2025-02-14", "2025-06-30", "2027-12-31")))
        tables["projects"].append({
            **PLAIN["projects"], "project_id": project, "community_id": "x", "started_on": start,
            "ended_on": draw(st.sampled_from(("", "2025-03-20"))),
        })  # fmt: skip
        tables["contracts"].append({
            "contract_id": contract, "project_id": project, "operator_id": "o", "starts_on": start, "ends_on": ends,
            "base_rent": draw(st.sampled_from(("", "0", "0.01", "1000.00", "3333.33"))),
            "rent_period": draw(st.sampled_from(("month", "quarter", "year"))),
            "rent_free_months": draw(st.sampled_from(("", "0", "1", "2", "13"))),
            "step_percent": draw(st.sampled_from(("", "3", "2.5", "0.3333"))),
            "share_rate": draw(st.sampled_from(("", "5", "12.5", "0.0001"))),
            "share_of": draw(st.sampled_from(("turnover", "profit", "net_profit"))),
            "share_above": draw(st.sampled_from(("", "0", "500000", "99999.99"))),
            "proration": draw(st.sampled_from(("", "none", "by_days", "by_months"))),
        })  # fmt: skip
        for year in ("2023", "2024"):
            if year >= start[:4] and draw(st.booleans()):
                amounts = st.sampled_from(("", "0", "-1000.00", "100000.01", "812345.60"))
                tables["turnovers"].append({
                    "contract_id": contract, "year": year, "turnover": draw(st.sampled_from(("0", "500000.10", "812345.60"))),
                    "profit": draw(amounts), "net_profit": draw(amounts),
                })  # fmt: skip
        for turn in range(draw(st.integers(0, 4))):
            tables["revenue"].append({
                **PLAIN["revenue"], "entry_id": f"r-{number}-{turn}", "fund_id": "f", "project_id": project,
                "month": draw(st.sampled_from(("2023-01", "2023-12", "2024-01", "2024-02", "2025-01", "2025-06"))),
                "basis": draw(st.sampled_from(("base_rent", "revenue_share", "fee"))),
                "gross": draw(st.sampled_from(("1000.00", "15617.28", "-5.00", "0.01"))),
            })  # fmt: skip
    return tables


@settings(
    max_examples=12,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(drawn=contracts())
def test_dues_of_random_contracts_are_the_same(drawn: dict[str, list[Row]]) -> None:
    """Steps, free months, part periods, thresholds and shares of any combination agree to the fen."""
    with tempfile.TemporaryDirectory() as folder:
        publisher = Publisher(Path(folder))
        publisher.write("x/profile.toml", PROFILE)
        given_rows = {
            "communities": [{**PLAIN["communities"], "community_id": "x"}],
            "organisations": [{**PLAIN["organisations"], "organisation_id": "o"}],
            "funds": [{**PLAIN["funds"], "fund_id": "f", "opened_on": "2023-01-01"}],
            "disbursements": [],
            **drawn,
        }
        for dataset, rows in given_rows.items():
            publisher.put(f"x/{dataset}.csv", rows)
        with derived(publisher.data, Path(folder) / "scratch", strict=False) as con:
            found = _figures(con, "contract_dues")
        assert found == Terms(Accounts(publisher.data)).dues()


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [("2024-02-28", "2024-03-01", 2), ("2023-02-28", "2023-03-01", 1), ("2023-12-31", "2024-01-01", 1),
     ("2024-12-31", "2025-01-01", 1), ("2024-01-01", "2025-01-01", 366)],
)  # fmt: skip
def test_days_are_counted(earlier: str, later: str, days: int) -> None:
    """The second computation's own calendar knows leap years."""
    assert ordinal(later) - ordinal(earlier) == days


def test_rounding_and_percentages() -> None:
    """Half goes away from nought; percentages keep four decimals."""
    assert (half_up(5, 10), half_up(-5, 10), half_up(4, 10), half_up(15, 10)) == (1, -1, 0, 2)
    assert (scaled("5"), scaled("0.3333"), scaled("12.5")) == (50_000, 3_333, 125_000)
