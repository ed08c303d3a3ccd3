"""The privacy guard finds what it must, lets look-alikes pass, and never repeats a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunledger.check.privacy import guard, kinds, worth_a_look
from sunledger.read import read
from sunledger.resources import dataset_names, load_schema
from tests.publisher import Publisher

# Numbers made for this test: the area code 000000 is nobody's, the check characters are right.
RESIDENT = "000000199001010018"
STANDARD = "11010519491231002X"
"""The example of the standard itself, GB 11643."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("联系 13800138000", "mobile"),
        ("联系 +86 138 0013 8000", "mobile"),
        ("联系 １３８００１３８０００", "mobile"),
        ("电话 13800138000 2025-04-01 前", "mobile"),
        ("138-0013-8000", "mobile"),
        (f"身份证 {RESIDENT}", "resident_id"),
        (f"身份证 {STANDARD}", "resident_id"),
        (f"身份证 {STANDARD.lower()}", "resident_id"),
        ("身份证 000000 19900101 0018", "resident_id"),
        ("身份证 " + RESIDENT.translate(str.maketrans("0123456789", "０１２３４５６７８９")), "resident_id"),
        ("老证 110105491231002", "resident_id"),
        ("卡号 6222 0200 0000 0001 230", "bank_card"),
        ("3号楼2单元301室漏水", "flat"),
        ("12栋1502室", "flat"),
        ("3号楼2单元张某某因白血病", "address"),
        ("3号楼2单元张某某因白血病", "illness"),
        ("资助白血病患者家庭", "illness"),
        ("5号楼王女士", "address"),
    ],
)
def test_personal_data_is_found(text: str, kind: str) -> None:
    """Identity, phone and card numbers in any disguise, flats, addresses with persons, illnesses."""
    assert kind in set(kinds(text))


@pytest.mark.parametrize(
    "text",
    [
        "3号楼单元门禁维修",
        "2号楼和5号楼化粪池清掏",
        "91000000MA0000000T",
        "凭证 2025-06-0012",
        STANDARD.replace("X", "1"),
        "合同 202506010000000012",
        "tan-c01-p01-2025-06-0001",
        "一笔180元车位费重复录入",
        "居民健康讲座：预防糖尿病",
        "困难家庭慰问",
        "社区201活动室",
        "电话 0539-1234567",
    ],
)
def test_look_alikes_pass(text: str) -> None:
    """Works on a building, codes of organisations, vouchers, contracts and ids are no personal data."""
    assert list(kinds(text)) == []


@pytest.mark.parametrize("text", ["13800138000", "3号楼2单元301室"])
def test_every_text_of_every_dataset_is_read(text: str, tmp_path: Path) -> None:
    """In whichever one cell of a row it stands, the row is worth a look and the cell is named."""
    publisher = Publisher.small(tmp_path)
    wanted = []
    for dataset in dataset_names():
        fields = [
            field["name"]
            for field in load_schema(dataset)["fields"]
            if field["type"] == "string" and "categories" not in field
        ]
        texts = [name for name in fields if not name.endswith("sha256") and name != "uscc"]
        publisher.put(f"lan/lan-c01/{dataset}-9.csv", [{name: text} for name in texts])
        wanted += [(f"data/lan/lan-c01/{dataset}-9.csv", line, name) for line, name in enumerate(texts, 2)]
    (tmp_path / "scratch").mkdir()
    reading = read(publisher.data, tmp_path / "scratch")
    looked_at = " union all ".join(
        f"select file, line from raw.{dataset} where {worth_a_look(load_schema(dataset)['fields'])}"
        for dataset in dataset_names()
    )
    rows = set(reading.con.execute(looked_at).fetchall())
    assert rows >= {(file, line) for file, line, _ in wanted}
    assert len(rows) < len(wanted) + 10
    assert sorted((f.file, f.line, f.column) for f in guard(reading, dataset_names())) == sorted(wanted)
    reading.con.close()
