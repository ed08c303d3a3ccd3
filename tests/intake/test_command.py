"""The command as a clerk uses it: what it says, asks, writes, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sunledger.cli import clerks, main
from sunledger.intake import writing
from sunledger.intake.errors import AccountsChanged, NotWritten
from sunledger.intake.sentences import ASKED, REFUSED, TOLD
from tests.intake.conftest import Send
from tests.intake.files import entry, table, text, titles
from tests.publisher import REVENUE, STATEMENTS, Publisher, snapshot

MONTH = {
    "revenue.csv": text(table(entry(note="摊位费张三"))),
    "statements.csv": text([titles("statements"), ["f-ent", "2025-03", "￥11745.77"]]),
}
"""An entry and the bank's balance with it: together they agree."""


def run(publisher: Publisher, files: dict[str, bytes], *words: str, answers: str | None = None) -> Result:
    """Run the command on files that stand beside the accounts."""
    paths = []
    for name, raw in files.items():
        (publisher.root / name).write_bytes(raw)
        paths.append(str(publisher.root / name))
    words = ("import", *paths, "--data", str(publisher.data), *words)
    return CliRunner().invoke(main, list(words), input=answers, catch_exceptions=False)


def test_a_month_is_shown_then_written(publisher: Publisher) -> None:
    """Without --apply nothing is written; with it all files are; once more there is nothing to do."""
    before = snapshot(publisher.data)
    shown = run(publisher, MONTH)
    assert shown.exit_code == 0
    assert "data/lan/lan-c01/revenue-2025.csv  新增 1 行，修改 0 行，不变 0 行" in shown.stdout
    assert "月末余额 11645.77 → 11745.77" in shown.stdout
    assert "新增合计：收入 100.00" in shown.stdout
    assert shown.stdout.endswith("只是预览，什么也没有写入。加 --apply 写入。\n")
    assert "张三" not in shown.output
    assert snapshot(publisher.data) == before
    written = run(publisher, MONTH, "--apply", "--lang", "en")
    assert written.exit_code == 0
    assert written.stdout.endswith("Files written: 2.\n")
    changed = {name for name, content in snapshot(publisher.data).items() if before.get(name) != content}
    assert changed == {REVENUE, STATEMENTS}
    assert publisher.text(REVENUE).endswith("\nr-8,f-ent,2025-03,,,fee,100.00,0.00,,,摊位费张三\n")
    again = run(publisher, MONTH, "--apply")
    assert (again.exit_code, again.stdout) == (0, "没有要改的：2 行与已有的一致\n")


def test_a_place_is_named_as_the_spreadsheet_shows_it(publisher: Publisher) -> None:
    """Columns by their letters and headings, in the language asked for; of a file's name no number of a person."""
    rows = [["收入", "收入编号"], ["约5", "r-8"]]
    files = {"收入.csv": text(rows), "fund_months 13812345678.csv": text(rows)}
    said = run(publisher, files).stdout
    assert "收入.csv:2 [A 收入]  错误  (不显示 withheld: 2 字符 characters) 不是看得懂的金额或数" in said
    assert "第2个文件.csv  错误  fund_months 是由账目算出来的表，不能导入" in said
    assert "收入.csv:2 [A Gross]  error  " in run(publisher, files, "--lang", "en").stdout
    assert "13812345678" not in said
    twice = text(table(entry(), entry(gross="5", note="x")))
    assert "内容不同：收入、说明" in run(publisher, {"收入.csv": twice}).stdout


def test_what_the_check_finds_is_not_written(publisher: Publisher) -> None:
    """Revenue without the bank's balance does not agree: the finding names the sheet it came from, nothing is written."""
    before = snapshot(publisher.data)
    done = run(publisher, {"revenue.csv": text(table(entry(month="2024-12")))}, "--apply")
    assert done.exit_code == 1
    assert "（导入自 revenue.csv:2）" in done.stdout
    assert "什么也没有写入" in done.stdout
    assert snapshot(publisher.data) == before


def test_doubts_are_refused_unless_accepted(publisher: Publisher) -> None:
    """Where nobody can be asked, a doubtful reading ends in status 1 and names what accepts it."""
    files = {**MONTH, "revenue.csv": text(table(entry(gross="0.01万")))}
    refused = run(publisher, files, "--apply")
    assert refused.exit_code == 1
    assert "revenue.csv:2 [G 收入]  要确认  “0.01万” 读作 100.00" in refused.stdout
    assert "--accept amounts-in-wan" in refused.stdout
    assert refused.stdout.endswith("没有导入：0 处读不了，1 处要确认。什么也没有写入。\n")
    assert run(publisher, files, "--apply", "--accept", "amounts-in-wan").exit_code == 0
    assert "r-8,f-ent,2025-03,,,fee,100.00,0.00,,," in publisher.text(REVENUE)


@pytest.mark.parametrize(("answers", "status"), [("y\ny\n", 0), ("y\nn\n", 1), ("n\n", 1)])
def test_on_a_terminal_each_kind_of_doubt_is_asked(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, answers: str, status: int
) -> None:
    """Readings are asked kind by kind; one no, and nothing is written."""
    monkeypatch.setattr(clerks, "_on_a_terminal", lambda: True)
    before = snapshot(publisher.data)
    files = {**MONTH, "revenue.csv": text(table(entry(entry_id=None, gross="0.01万")))}
    done = run(publisher, files, "--apply", answers=answers)
    assert done.exit_code == status
    assert "amounts-in-wan：以上 1 处这样读，对吗？" in done.stdout
    assert (snapshot(publisher.data) == before) == (status == 1)


def test_json_holds_all(publisher: Publisher) -> None:
    """Readings, changes with old and new, the check's findings; free text only by its length."""
    done = run(publisher, {**MONTH, "fund_months.csv": text([["x"]])}, "--format", "json")
    assert done.exit_code == 1
    body = json.loads(done.stdout)
    assert not body["ok"]
    assert [each["rule"] for each in body["readings"]] == ["tables_are_entered_not_computed"]
    body = json.loads(run(publisher, MONTH, "--format", "json", "--apply").stdout)
    assert (body["ok"], body["written"], body["check"], body["questions"]) == (True, 2, [], [])
    added, changed = body["files"][0]["added"], body["files"][1]["changed"]
    assert added[0]["cells"]["gross"] == "100.00"
    assert "5" in added[0]["cells"]["note"]
    assert "张三" not in done.output + json.dumps(body, ensure_ascii=False)
    assert changed == [
        {"line": 4, "key": ["f-ent", "2025-03"], "cells": {"closing_balance": ["11645.77", "11745.77"]}}
    ]


@pytest.mark.parametrize("words", [("--dataset", "income"), ("--accept", "all"), ("--sheet", "x")])
def test_a_wrong_word_ends_in_status_two(publisher: Publisher, words: tuple[str, ...]) -> None:
    """With one sentence in each language, on the error stream."""
    done = run(publisher, MONTH, *words)
    assert done.exit_code == 2
    assert done.stderr.count("sunledger: ") == 2


def test_links_folders_and_names_of_persons(publisher: Publisher) -> None:
    """Nothing but a plain file is opened, and a file's name that could be a person's is not repeated."""
    (publisher.root / "张三.csv").symlink_to(publisher.path(REVENUE))
    (publisher.root / "folder.csv").mkdir()
    words = ["import", *(str(publisher.root / name) for name in ("张三.csv", "folder.csv", "李四.csv"))]
    done = CliRunner().invoke(main, [*words, "--data", str(publisher.data)])
    assert done.exit_code == 1
    assert done.stdout.count("[files_are_plain_files]") == 2
    assert "第1个文件.csv" in done.stdout
    assert "第3个文件.csv  错误  没有这个文件" in done.stdout
    assert "张三" not in done.output
    assert "李四" not in done.output


def test_a_folder_that_is_a_link_is_not_written_through(publisher: Publisher, tmp_path: Path) -> None:
    """A community's folder that leads elsewhere is refused by the check; nothing is written behind it."""
    (tmp_path / "elsewhere").mkdir()
    publisher.append(
        "lan/communities.csv",
        [{"community_id": "lan-c02", "name": "二", "level": "community", "parent_id": "lan"}],
    )
    publisher.append("lan/funds.csv", [{"fund_id": "f-c", "community_id": "lan-c02"}])
    (publisher.data / "lan" / "lan-c02").symlink_to(tmp_path / "elsewhere")
    done = run(publisher, {"revenue.csv": text(table(entry(fund_id="f-c")))}, "--apply")
    assert done.exit_code == 1
    assert "[files_are_plain]" in done.stdout
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_failure_midway_puts_back_what_stood(
    send: Send, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files or none: when the last can't be put in place, those before it are as they were."""
    later = text([titles("revenue"), entry(entry_id="r-20", month="2026-01")])
    merged = send({**MONTH, "later.csv": later}).changes
    assert len(merged) == 3
    before = snapshot(publisher.data)
    real, calls = Path.replace, []

    def fail(path: Path, target: Path) -> Path:
        calls.append(target.name)
        if len(calls) == len(merged):
            raise OSError("no space")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(NotWritten, match="恢复原样"):
        writing.write(merged)
    assert len(calls) > len(merged), "files were put back"
    assert snapshot(publisher.data) == before


def test_an_interrupt_midway_puts_back_what_stood(
    send: Send, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses Ctrl+C between two files finds neither changed, and nothing beside them."""
    merged = send(MONTH).changes
    before = snapshot(publisher.data)
    real, calls = Path.replace, []

    def interrupt(path: Path, target: Path) -> Path:
        calls.append(target.name)
        if len(calls) == len(merged) == 2:
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        writing.write(merged)
    assert snapshot(publisher.data) == before


def test_a_full_disk_leaves_no_half_of_a_file(
    send: Send, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that can't be written to its end is taken away again, its draft too."""
    merged = send(MONTH).changes
    before = snapshot(publisher.data)

    def full(_: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten):
        writing.write(merged)
    assert snapshot(publisher.data) == before


def test_accounts_changed_meanwhile_are_left_alone(send: Send, publisher: Publisher) -> None:
    """Who wrote in between loses nothing."""
    proposal = send(MONTH)
    publisher.append(REVENUE, [{"entry_id": "r-99"}])
    before = snapshot(publisher.data)
    with pytest.raises(AccountsChanged):
        writing.write(proposal.changes)
    assert snapshot(publisher.data) == before


def test_every_sentence_is_whole_in_both_languages() -> None:
    """Texts that are filled name the same facts in both languages, and no name stands for two things."""
    for kinds in (ASKED, REFUSED, TOLD):
        for name, texts in kinds.items():
            zh, en = texts[0], texts[1]
            assert all(texts), name
            facts = [
                {part.split("}")[0].removesuffix("_zh").removesuffix("_en") for part in each.split("{")[1:]}
                for each in (zh, en)
            ]
            assert facts[0] == facts[1], name
    assert not (ASKED.keys() & REFUSED.keys() | REFUSED.keys() & TOLD.keys())
