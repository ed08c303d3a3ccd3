"""The names claims use: one that exists is known although its figure is withheld, and nobody else may take it."""

from __future__ import annotations

import re
from pathlib import Path

from sunledger.check import rules
from sunledger.derive import tables
from tests.publisher import Publisher, derived, places

CLAIMS, INDICATORS, SERVICES = "lan/claims.csv", "lan/indicators.csv", "lan/lan-c01/services.csv"
CLAIM = {"statement": "帮扶三十四人", "value": "34", "unit": "人", "qualifier": "exact", "source": "《县报》"}


def test_a_measure_that_is_withheld_is_known(tmp_path: Path) -> None:
    """A count below the threshold gives no figure to compare with, and is no misspelt measure for that."""
    publisher = Publisher.small(tmp_path)
    publisher.append(INDICATORS, [
        {"indicator_id": "share", "name": "占比", "unit": "%", "kind": "ratio", "numerator_id": "helped",
         "denominator_id": "reached", "aggregate": "none", "counts_people": "false", "definition": "占比"},
        {"indicator_id": "reached", "name": "走访", "unit": "人", "kind": "count", "aggregate": "sum",
         "counts_people": "true", "definition": "走访人数"},
    ])  # fmt: skip
    publisher.append(SERVICES, [
        {"community_id": f"lan-c01-{unit}", "month": "2025-03", "indicator_id": "reached", "value": "40"} for unit in "ab"
    ])  # fmt: skip
    publisher.append(CLAIMS, [
        {**CLAIM, "claim_id": f"cl-{unit}-{measure}", "community_id": unit, "measure": measure, "unit": of}
        for unit in ("lan-c01", "lan-c01-a") for measure, of in (("helped", "人"), ("share", "%"))
    ])  # fmt: skip
    assert publisher.report()["findings"] == []
    publisher.replace(CLAIMS, ",helped\n", ",helpd\n")
    assert places(publisher.report()) == [("claims_name_a_known_measure", f"data/{CLAIMS}", 3, "measure")]


def test_an_indicator_takes_no_measure_of_the_accounts(tmp_path: Path) -> None:
    """An indicator that would be added into a figure of the accounts is refused where it is defined."""
    publisher = Publisher.small(tmp_path)
    for old, new in (("meals", "compounds"), ("helped", "scheme-relief-percent")):
        publisher.replace(INDICATORS, f"{old},", f"{new},")
        publisher.write(SERVICES, publisher.text(SERVICES).replace(f",{old},", f",{new},"))
    report = publisher.report()
    rule = "indicators_leave_our_measures_alone"
    assert places(report)[:2] == [(rule, f"data/{INDICATORS}", line, "indicator_id") for line in (2, 3)]
    assert "a measure of the name compounds" in report["findings"][0]["message_en"]


def test_every_measure_of_the_accounts_is_kept_for_them(tmp_path: Path) -> None:
    """The names the rule keeps are those that the query of the measures gives, neither more nor fewer."""
    query = tables()["measures"].query
    kept = set(
        re.findall(r"'([a-z-]+)'", rules()["indicators_leave_our_measures_alone"].query.partition(" in (")[2])
    )
    made = {*re.findall(r"'([a-z]+(?:-[a-z]+)+)'", query), *re.findall(r'as "([a-z-]+)"', query)}
    assert kept == made | {"communities", "compounds"}
    with derived(Publisher.small(tmp_path).data, tmp_path / "scratch") as con:
        found = {name for (name,) in con.execute("select distinct measure from derived.measures").fetchall()}
    others = {
        "meals",
        "helped",
        *(f"scheme-{each}-percent" for each in ("reinvest", "subsidy", "governance", "relief")),
    }
    assert {"communities", "spaces-listed", "collective-income"} <= found
    assert found <= kept | others
