"""What is published with a remark, and what only looks like a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.cases import Case
from tests.faults.cases_approvals import REMARKS, SOUND
from tests.publisher import Publisher, places


@pytest.mark.parametrize("case", REMARKS, ids=lambda case: case.name)
def test_a_remark_holds_nothing_up(case: Case, tmp_path: Path) -> None:
    """A warning or notice is found at its place, says what it must, and the accounts are still in order."""
    publisher = Publisher.small(tmp_path)
    case.spoil(publisher)
    report = publisher.report()
    assert report["ok"] is True
    assert places(report) == case.findings
    for text in case.says:
        assert any(text in finding["message_en"] for finding in report["findings"]), report["findings"]


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_sound_accounts_near_a_fault_pass(case: Case, tmp_path: Path) -> None:
    """At the edge of a rule, on its good side, nothing is found."""
    publisher = Publisher.small(tmp_path)
    case.spoil(publisher)
    assert publisher.report()["findings"] == case.findings


def test_a_claim_that_differs_is_an_error_in_a_reconciliation(tmp_path: Path) -> None:
    """With ``--reconcile`` the same difference stops: exit status 1, severity error, one finding."""
    publisher = Publisher.small(tmp_path)
    publisher.replace("lan/claims.csv", ",1,个,", ",2,个,")
    assert publisher.check().exit_code == 0
    strict = publisher.check("--reconcile", "--lang", "en")
    assert strict.exit_code == 1
    assert "error  Claim cl-1 (over 2); the accounts give 2" in strict.stdout
    publisher.replace("lan/claims.csv", ",2,个,", ",1,个,")
    assert publisher.check("--reconcile").exit_code == 0
