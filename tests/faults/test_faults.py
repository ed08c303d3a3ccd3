"""Bad input, one fault at a time, through the real command line.

Each case changes the small publisher in one way and says exactly which findings follow. ``check``
and ``build`` must both refuse it with exit status 1, say it in both languages, and leave every
byte of the project as it was, the site that stands included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.cases import CASES, Case
from tests.faults.cases_approvals import ERRORS as APPROVALS
from tests.faults.cases_domain import DOMAIN
from tests.faults.cases_money import MONEY
from tests.faults.cells import CELLS, Cells
from tests.publisher import PAYMENTS, REVENUE, Publisher, places, snapshot

Place = tuple[str, str, int, str]


def _refused(publisher: Publisher) -> list[dict[str, Any]]:
    """Check and build a publisher that must be refused, and return the findings of severity error."""
    publisher.put_up_a_site()
    before = snapshot(publisher.root)
    checked, built = publisher.check("--format", "json"), publisher.build("--lang", "en")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert snapshot(publisher.root) == before
    report = json.loads(checked.stdout)
    assert report["ok"] is False
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert report["counts"]["error"] == len(errors)
    assert f"{len(errors)} errors, nothing was published" in built.stdout
    for finding in report["findings"]:
        for key in ("message_zh", "message_en", "fix_zh", "fix_en"):
            assert finding[key].strip(), key
            assert "{" not in finding[key]
    return errors


@pytest.mark.parametrize("case", [*CASES, *APPROVALS, *MONEY, *DOMAIN], ids=lambda case: case.name)
def test_a_fault_is_refused_with_exact_findings(case: Case, tmp_path: Path) -> None:
    """A fault gives exactly the findings of its case, and nothing is written."""
    publisher = Publisher.small(tmp_path)
    case.spoil(publisher)
    errors = _refused(publisher)
    assert places({"findings": errors}) == sorted(
        case.findings, key=lambda place: (place[1], place[2], place[0], place[3])
    )
    for text in case.says:
        assert any(text in finding["message_en"] + finding["fix_en"] for finding in errors), text


@pytest.mark.parametrize("cells", CELLS, ids=lambda cells: cells.name)
def test_a_bad_cell_is_refused_with_the_plain_form(cells: Cells, tmp_path: Path) -> None:
    """Every bad cell of a column gives one finding at its line, and the fix names the plain form."""
    publisher = Publisher.small(tmp_path)
    first = len(publisher.rows(cells.file)) + 2
    key = next(iter(cells.row))
    publisher.append(
        cells.file,
        [
            {**cells.row, key: f"z-{number}", cells.column: value}
            for number, (value, _, _) in enumerate(cells.values)
        ],
    )
    errors = _refused(publisher)
    assert places({"findings": errors}) == [
        (rule, f"data/{cells.file}", first + number, cells.column)
        for number, (_, rule, _) in enumerate(cells.values)
    ]
    for (value, _, fix), finding in zip(cells.values, errors, strict=True):
        assert fix in finding["fix_en"], value
        assert fix.removeprefix("write ").removeprefix("Required: ") in finding["fix_en"]


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than the limit is named with its size, and nothing of it is read."""
    publisher = Publisher.small(tmp_path)
    size = publisher.path(REVENUE).stat().st_size
    monkeypatch.setattr("sunledger.read.files.LIMIT", size - 1)
    errors = _refused(publisher)
    assert places({"findings": errors})[:1] == [("files_are_of_bearable_size", f"data/{REVENUE}", 0, "")]
    assert f"{size} bytes" in errors[0]["message_en"]


def test_an_overlong_line_is_refused(tmp_path: Path) -> None:
    """A line beyond the limit is refused at its number, wherever the text came from."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(REVENUE, "谢谢邻里", "x" * 1_100_000)
    assert places({"findings": _refused(publisher)}) == [
        ("lines_are_of_bearable_length", f"data/{REVENUE}", 8, "")
    ]


def test_a_long_cell_is_refused_by_its_limit(tmp_path: Path) -> None:
    """A cell longer than Python's own limit of a cell is a finding like any other, also in a ragged file."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(REVENUE, "谢谢邻里", "x" * 200_000)
    publisher.replace(REVENUE, "r-5,f-a,2025-02,", "r-5,f-a,2025-02")
    assert places({"findings": _refused(publisher)}) == [
        ("rows_are_as_long_as_the_header", f"data/{REVENUE}", 6, ""),
        ("cells_keep_to_their_limits", f"data/{REVENUE}", 8, "note"),
    ]


def test_every_finding_is_reported(tmp_path: Path) -> None:
    """Not the first error only, not the first ten: each of three hundred has its line."""
    publisher = Publisher.small(tmp_path)
    publisher.append(
        PAYMENTS,
        [
            {"payment_id": f"z-{n}", "fund_id": "f-a", "paid_on": "2025-02-01", "purpose": "bank",
             "description": "费", "amount": "1,00"}
            for n in range(300)
        ],
    )  # fmt: skip
    assert [place[2] for place in places({"findings": _refused(publisher)})] == list(range(4, 304))


def test_a_missing_data_folder_is_the_projects_fault(tmp_path: Path) -> None:
    """Without ``data/``, with a file or a symlink in its place, both commands end in status 2 with a remedy."""
    publisher = Publisher(tmp_path)
    before = snapshot(tmp_path)
    for run in (publisher.check, publisher.build):
        done = run()
        assert done.exit_code == 2
        assert "sunledger check data" in done.stderr
        assert not done.stdout
    assert snapshot(tmp_path) == before
    publisher.data.write_text("not a folder", encoding="utf-8")
    assert publisher.check().exit_code == 2
    publisher.data.unlink()
    (tmp_path / "elsewhere").mkdir()
    publisher.data.symlink_to("elsewhere")
    assert publisher.check().exit_code == 2


def test_an_empty_data_folder_lacks_the_four_basic_datasets(tmp_path: Path) -> None:
    """An empty ``data/`` is wrong data, not a wrong project: four findings, exit status 1."""
    publisher = Publisher(tmp_path)
    publisher.data.mkdir()
    errors = _refused(publisher)
    assert places({"findings": errors}) == [("needed_datasets_are_there", "data", 0, "")] * 4
    assert [finding["message_en"].split(".csv")[0] for finding in errors] == [
        "communities", "disbursements", "funds", "revenue",
    ]  # fmt: skip


def test_a_month_without_a_posting_is_a_warning(tmp_path: Path) -> None:
    """A month past its day without a posting is named at its fund's row, and holds nothing up."""
    publisher = Publisher.small(tmp_path)
    publisher.replace("lan/lan-c01/postings.csv", "f-b,2025-02,2025-03-07,,\n", "")
    report = publisher.report()
    assert report["ok"] is True
    assert places(report) == [("every_month_is_posted", "data/lan/funds.csv", 4, "")]
    assert report["findings"][0]["severity"] == "warning"
    assert "2025-03-10" in report["findings"][0]["message_zh"]


def test_a_month_without_an_entry_is_a_warning(tmp_path: Path) -> None:
    """Where no duty tells whether a month was posted, a month without entry or nil return is named."""
    publisher = Publisher.small(tmp_path)
    publisher.append(
        "wu/revenue.csv",
        [
            {
                "entry_id": "rw-3",
                "fund_id": "f-wu",
                "month": "2025-03",
                "basis": "nil",
                "gross": "0",
                "cost": "0",
            }
        ],
    )
    report = publisher.report()
    assert report["ok"] is True
    assert places(report) == [("every_month_has_an_entry", "data/wu/funds.csv", 2, "")]
    assert "2025-02" in report["findings"][0]["message_en"]


def test_a_claim_that_names_no_measure_is_a_warning(tmp_path: Path) -> None:
    """A misspelt measure would pass as "can't be compared"; it is named, and the claim is published as it is."""
    publisher = Publisher.small(tmp_path)
    publisher.replace("lan/claims.csv", ",compounds", ",compound")
    report = publisher.report()
    assert report["ok"] is True
    assert places(report) == [("claims_name_a_known_measure", "data/lan/claims.csv", 2, "measure")]


def test_a_header_without_rows_and_a_strange_file_are_warnings(tmp_path: Path) -> None:
    """An empty table is published with a remark, and so is a spreadsheet nobody can read."""
    publisher = Publisher.small(tmp_path)
    header = publisher.text("lan/lan-c01/objections.csv").splitlines()[0]
    publisher.write("lan/lan-c01/objections.csv", header + "\n")
    publisher.write("lan/lan-c01/账.xlsx", b"PK")
    publisher.write("lan/README.md", "about")
    publisher.write("lan/.DS_Store", b"\0")
    report = publisher.report()
    assert report["ok"] is True
    assert places(report) == [
        ("files_have_rows", "data/lan/lan-c01/objections.csv", 1, ""),
        ("other_files_are_not_read", "data/lan/lan-c01/账.xlsx", 0, ""),
    ]


PERSONS = ("13812345678", "１３８１２３４５６７８", "138-1234-5678", "138 1234 5678", "(138)12345678", "1381234 5678",
           "37132219800101123X", "３７１３２２１９８００１０１１２３Ｘ", "371322 19800101 1234", "6222021234567890123",
           "张三", "张三 13812345678", "zhang@example.com", "万千")  # fmt: skip
"""What must never be repeated, wherever it was written by mistake."""


def _secrets(value: str) -> list[str]:
    digits = "".join(char for char in value if char.isdigit())
    return [value, *([digits] if digits else []), "张三", "12345678", "１２３４５６７８"]


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_findings_never_repeat_a_person(form: str, tmp_path: Path) -> None:
    """A phone, an id number, a bank card, a name or an address in a wrong cell appears in no output."""
    publisher = Publisher.small(tmp_path)
    good: dict[str, str] = {
        "payment_id": "", "fund_id": "f-a", "paid_on": "2025-02-01", "purpose": "bank", "description": "费",
        "amount": "1.00", "households": "20", "payee_id": "op-1", "in_kind": "",
    }  # fmt: skip
    columns = ("paid_on", "purpose", "fund_id", "households", "amount", "in_kind", "voucher_sha256")
    rows = [
        {**good, "payment_id": f"z-{column[:2]}-{number}", column: value}
        for number, value in enumerate(PERSONS)
        for column in columns
        # Eleven plain digits are an amount and a count as good as any.
        if not (column in {"amount", "households"} and value == "13812345678")
    ]
    rows += [{**good, "payment_id": value} for value in PERSONS for _ in range(2)]
    publisher.append(PAYMENTS, rows)
    publisher.replace("lan/schemes.csv", "scheme_id", "张三13812345678")
    publisher.replace("lan/profile.toml", "notice_months", "13812345678")
    output = publisher.check("--format", form, "--lang", "zh").stdout
    output += publisher.check("--format", form, "--lang", "en").stdout
    for value in PERSONS:
        for secret in _secrets(value):
            assert secret not in output, secret


SPOILERS: dict[str, Callable[[Publisher], None]] = {
    "fifo": lambda p: os.mkfifo(p.path("lan/lan-c01/revenue-2026.csv")),
    "gbk": lambda p: p.write(REVENUE, p.text(REVENUE).encode("gb18030")),
    "profile": lambda p: p.write("lan/profile.toml", "name = \n"),
}


@pytest.mark.parametrize("name", SPOILERS)
def test_the_installed_program_refuses_too(name: str, tmp_path: Path, project_root: Path) -> None:
    """The program a user starts, run in the project's folder as the README says, behaves the same."""
    publisher = Publisher.small(tmp_path)
    SPOILERS[name](publisher)
    publisher.put_up_a_site()
    before = snapshot(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(project_root / "generator")}
    for words in (["check", "--lang", "en"], ["build", "--lang", "en"]):
        done = subprocess.run(
            [sys.executable, "-m", "sunledger", *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        assert "1 errors, nothing was published" in done.stdout
        assert done.stderr == ""
    assert snapshot(tmp_path) == before
