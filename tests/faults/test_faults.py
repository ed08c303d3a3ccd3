"""Every case of every fault, through the real command line: exactly its findings, and nothing is written.

An error is refused by ``check`` and by ``build`` with exit status 1, in both languages, and every byte of the
project stays as it was, the site that stands included. A warning holds nothing up. What must be borne gives no
finding at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.folders import Case, cases
from tests.publisher import PAYMENTS, REVENUE, Publisher, looked_at_once, places, snapshot

LOOKED_AT_TWICE = {
    case.fault: case for case in reversed(cases()) if case.fault[:2] in {"06", "22", "35", "52", "54"}
}
"""A cell, a rule, personal data, a file and a profile whose build reads and examines the data for itself."""


def _refused(publisher: Publisher, *options: str) -> list[dict[str, Any]]:
    """Check and build a publisher that must be refused; return all findings."""
    publisher.put_up_a_site()
    before = snapshot(publisher.root)
    checked, built = publisher.check("--format", "json", *options), publisher.build("--lang", "en")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert snapshot(publisher.root) == before
    report = json.loads(checked.stdout)
    assert report["ok"] is False
    assert f"{report['counts']['error']} errors, nothing was published" in built.stdout
    return list(report["findings"])


def _of(severity: str, findings: list[dict[str, Any]]) -> tuple[tuple[str, str, int, str], ...]:
    return tuple(places({"findings": [each for each in findings if each["severity"] == severity]}))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_case_gives_exactly_its_findings(case: Case, tmp_path: Path) -> None:
    """Rule, file, line, column and severity of every finding are the case's, and its words are said."""
    publisher = Publisher.small(tmp_path)
    case.spoil(publisher)
    if case.errors and not case.reconcile:
        twice = LOOKED_AT_TWICE.get(case.fault) is case
        with contextlib.nullcontext() if twice else looked_at_once():
            findings = _refused(publisher)
    else:
        before = snapshot(tmp_path)
        options = ("--reconcile",) if case.reconcile else ()
        done = publisher.check("--format", "json", *options)
        assert done.exit_code == (1 if case.errors else 0)
        assert snapshot(tmp_path) == before
        findings = json.loads(done.stdout)["findings"]
    assert _of("error", findings) == case.errors
    assert _of("warning", findings) == case.warnings
    assert _of("notice", findings) == case.notices
    for finding in findings:
        for key in ("message_zh", "message_en", "fix_zh", "fix_en"):
            assert finding[key].strip(), key
            assert "{" not in finding[key]
    said = [finding["message_en"] + finding["fix_en"] for finding in findings]
    for words in case.says:
        assert any(words in each for each in said), words
    for words, finding in zip(case.mends, findings, strict=bool(case.mends)):
        assert words in finding["fix_en"]


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than the limit is named with its size, and nothing of it is read."""
    publisher = Publisher.small(tmp_path)
    size = publisher.path(REVENUE).stat().st_size
    monkeypatch.setattr("sunledger.read.files.LIMIT", size - 1)
    errors = _refused(publisher)
    assert _of("error", errors)[:1] == (("files_are_of_bearable_size", f"data/{REVENUE}", 0, ""),)
    assert f"{size} bytes" in errors[0]["message_en"]


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
    assert [place[2] for place in _of("error", _refused(publisher))] == list(range(4, 304))


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
    assert _of("error", errors) == (("needed_datasets_are_there", "data", 0, ""),) * 4
    assert [finding["message_en"].split(".csv")[0] for finding in errors] == [
        "communities", "disbursements", "funds", "revenue",
    ]  # fmt: skip


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
