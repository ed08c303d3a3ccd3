"""A community's folder is named by a unit of its county, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publisher import ACCOUNTS, PAYMENTS, Publisher, places

RULE = "folders_are_named_by_their_units"


@pytest.mark.parametrize("folder", ["lan/lan-c09", "lan/wu", "wu/lan-c01"])
def test_a_folder_of_no_unit_of_the_county_is_refused(folder: str, tmp_path: Path) -> None:
    """A unit nobody registered, and a unit of another county, keep no files here."""
    publisher = Publisher.small(tmp_path)
    publisher.path(folder).mkdir()
    publisher.path(f"{ACCOUNTS}/services.csv").rename(publisher.path(f"{folder}/services.csv"))
    report = publisher.report()
    assert (RULE, f"data/{folder}/services.csv", 0, "") in places(report)
    county, _, name = folder.partition("/")
    assert f"Folder {name} is no unit of county {county}" in [
        finding["message_en"] for finding in report["findings"]
    ]


@pytest.mark.parametrize("folder", ["lan/lan-c09", "luo"])
def test_a_text_about_no_unit_is_refused(folder: str, tmp_path: Path) -> None:
    """A text that would have no page is told, in a community's folder and in a county's."""
    publisher = Publisher.small(tmp_path)
    publisher.write(f"{folder}/about.md", "我们的小区。\n")
    assert places(publisher.report()) == [(RULE, f"data/{folder}/about.md", 0, "")]


def test_a_retired_unit_keeps_its_folder(tmp_path: Path) -> None:
    """What was entered before a unit was merged stays where it is."""
    publisher = Publisher.small(tmp_path)
    units = "lan/communities.csv"
    publisher.append(units, [{"community_id": "lan-c02", "name": "第二社区", "level": "community", "parent_id": "lan",
                              "retired_on": "2025-02-28", "successor_id": "lan-c01"}])  # fmt: skip
    publisher.append("lan/funds.csv", [{"fund_id": "f-2", "community_id": "lan-c02", "kind": "governance", "name": "资金",
                                        "account_kind": "own", "opened_on": "2025-01-01", "opening_balance": "5"}])  # fmt: skip
    publisher.append("lan/lan-c02/disbursements.csv", [
        {"payment_id": "d-9", "fund_id": "f-2", "paid_on": "2025-02-10", "purpose": "bank", "description": "手续费", "amount": "1"}
    ])  # fmt: skip
    publisher.write("lan/lan-c02/about.md", "已并入第一社区。\n")
    assert [finding for finding in publisher.report()["findings"] if finding["severity"] == "error"] == []
    assert publisher.path(PAYMENTS).exists()
