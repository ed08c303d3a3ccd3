"""Warnings about money and rooms, and what comes near a fault and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.cases import Case
from tests.faults.cases_domain import DOMAIN_BORNE, DOMAIN_WARNED
from tests.faults.cases_money import BORNE, WARNED
from tests.publisher import Publisher, places


@pytest.mark.parametrize("case", [*WARNED, *DOMAIN_WARNED], ids=lambda case: case.name)
def test_a_warning_is_given_and_nothing_is_refused(case: Case, tmp_path: Path) -> None:
    """Each case gives exactly its warnings, with their facts, and no error."""
    publisher = Publisher.small(tmp_path)
    case.spoil(publisher)
    report = publisher.report()
    assert places(report) == case.findings
    assert {finding["severity"] for finding in report["findings"]} == {"warning"}
    for text in case.says:
        assert any(text in finding["message_en"] for finding in report["findings"]), text


@pytest.mark.parametrize("case", [*BORNE, *DOMAIN_BORNE], ids=lambda case: case.name)
def test_what_comes_near_a_fault_is_borne(case: Case, tmp_path: Path) -> None:
    """No rule about contracts, funds, loans, sweeps or rooms minds it; late postings of a new fund may be told."""
    publisher = Publisher.small(tmp_path)
    case.spoil(publisher)
    found = {place for place in places(publisher.report()) if not place[0].startswith("every_month_")}
    assert found == set()
