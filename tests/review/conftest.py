"""One change to the small publisher, compared once for all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from sunledger.review.comparing import compare
from sunledger.review.model import Difference
from tests.publisher import PAYMENTS, REVENUE, Publisher
from tests.repositories import Repository
from tests.seal.conftest import seal

NAME = "qzx张三丰"
"""Stands for a person in every place of the change that must not be repeated."""


class Changed(NamedTuple):
    """A repository whose last commit is published, its work tree, and what leads from one to the other."""

    before: Path
    after: Publisher
    found: Difference


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Changed:
    """Change a sealed amount without a word, add a late row, strike one out, alter words and services."""
    root = tmp_path_factory.mktemp("review") / "project"
    publisher = Publisher.small(root)
    shutil.rmtree(publisher.data / "wu")
    publisher.replace("lan/profile.toml", "notice_months", 'sealed_from = "2025-01"\nnotice_months')
    seal(publisher, begin=True, month="2025-02")
    Repository.begin(root).commit("2025-04-01")
    shutil.copytree(publisher.data, root.parent / "before" / "data")
    publisher.replace(
        PAYMENTS,
        "d-1,f-ent,2025-02-10,subsidy,subsidy,春节补贴",
        f"d-1,f-ent,2025-02-10,relief,subsidy,{NAME}",
    )
    publisher.replace(
        REVENUE,
        "r-3,f-ent,2025-03,p-1,service,fee,500.10,0,,,",
        f"r-3,f-ent,2025-03,p-1,service,fee,700.20,0,op-1,,{NAME}",
    )
    lines = publisher.text(PAYMENTS).splitlines(keepends=True)
    publisher.write(PAYMENTS, "".join(line for line in lines if not line.startswith("d-2,")))
    publisher.append(REVENUE, [{"entry_id": "r-late", "fund_id": "f-a", "month": "2025-01", "category": "parking",
                                "basis": "fee", "gross": "0.07", "cost": "0", "note": NAME}])  # fmt: skip
    publisher.replace("lan/lan-c01/services.csv", "meals,120", "meals,3")
    publisher.replace("lan/profile.toml", "due_day = 10", "due_day = 20")
    publisher.replace("lan/profile.toml", "notice_months = 3", "notice_months = 6")
    publisher.write("lan/about.md", NAME)
    found, _ = compare(publisher.data, "HEAD")
    return Changed(root.parent / "before" / "data", publisher, found)
