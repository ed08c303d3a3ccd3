"""Two clerks of one county work at once: git merges what is apart and shows what is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

from sunledger.intake import Asked, propose, write
from tests.intake.files import entry, table, text
from tests.publisher import Publisher
from tests.repositories import Repository


def test_branches_of_two_communities_merge_and_of_one_conflict(tmp_path: Path) -> None:
    """The same month of two communities merges by itself; of one community, git shows both rows as a conflict."""
    publisher = Publisher.small(tmp_path)
    publisher.append(
        "lan/communities.csv",
        [{"community_id": "lan-c02", "name": "二", "level": "community", "parent_id": "lan"}],
    )
    publisher.append("lan/funds.csv", [{"fund_id": "f-c", "community_id": "lan-c02"}])
    publisher.append(
        "lan/lan-c02/revenue-2025.csv", [{"entry_id": "r-50", "fund_id": "f-c", "month": "2025-02"}]
    )
    repository = Repository.begin(tmp_path)
    repository.commit("2025-03-01")
    for branch, fund, gross in (("one", "f-ent", "100"), ("two", "f-c", "200"), ("three", "f-ent", "300")):
        repository.git("checkout", "--quiet", "-b", branch, "main")
        sent = tmp_path.parent / f"{tmp_path.name}-{branch}.csv"
        sent.write_bytes(text(table(entry(entry_id=None, fund_id=fund, gross=gross))))
        proposal = propose(publisher.data, Asked((sent,), "revenue", accepted=frozenset({"new-ids"})))
        assert proposal.ok
        write(proposal.changes)
        repository.commit("2025-04-05")
    repository.git("checkout", "--quiet", "one")
    repository.git("merge", "--quiet", "--no-edit", "two")
    ids = {
        row["entry_id"]
        for name in ("lan-c01", "lan-c02")
        for row in publisher.rows(f"lan/{name}/revenue-2025.csv")
    }
    assert {"lan-c01-r0001", "lan-c02-r0001"} <= ids
    merged = subprocess.run(
        ["git", "merge", "--quiet", "three"], cwd=tmp_path, capture_output=True, check=False
    )
    assert merged.returncode == 1
    shown = publisher.text("lan/lan-c01/revenue-2025.csv")
    assert "<<<<<<<" in shown
    assert "100.00" in shown
    assert "300.00" in shown
