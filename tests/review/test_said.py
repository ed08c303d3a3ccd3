"""How a comparison reads: first what is wrong, whose money, what is sealed; nothing of a stranger does anything."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from click.testing import CliRunner
from markdown import markdown as as_html

from sunledger import pipeline
from sunledger.builtin import finding
from sunledger.cli import main
from sunledger.review import comparing, said, words
from sunledger.review.model import Counts, Difference, Found, Name, NewSeal, Row, Side
from tests.review.conftest import NAME, Changed

TITLES = pipeline.rule_titles()
LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")
SIDE = Side(commit=None, files=1, rows=1, errors=0, warnings=0, notices=0, figures=True, unread=0)
NOTHING = Difference(
    form=1, base=SIDE, head=SIDE, names=(), funds=(), seals=(), sealed=(), prose=(), rows=(), appeared=(), vanished=(),
    counts=Counts(communities=0, funds=0, months=0, files=0, added=0, changed=0, removed=0, appeared=0, new_errors=0, vanished=0),
)  # fmt: skip
EVIL = "@octocat <img src=x onerror=alert(1)> [a](javascript:x) `b` #1 https://evil.example \u202e\n\n# h"


def test_a_reviewer_reads_first_what_matters(changed: Changed) -> None:
    """Errors, money and sealed months stand in the first lines, before anything in detail."""
    told = said.markdown(changed.found, "zh", TITLES)
    head = [line for line in told.splitlines() if line][:6]
    assert head[0] == "## 账目改动"
    assert re.fullmatch(r"- \*\*核对有 \d+ 个错误，改好才能合并；其中 \d+ 个是这次带来的。\*\*", head[1])
    assert head[2] == "- **2 个单位的 2 笔资金、4 个资金月份的钱有变动。**"
    assert head[3] == "- **动了封存的月份，缺更正记录：澜县 `lan` 2025-01，澜县 `lan` 2025-02。**"
    assert head[4].startswith("- **还改了县档案或文字（2 个文件）")
    assert head[5] == "- 改了 3 个文件：加 1 行，改 3 行，删 1 行。"
    assert (
        "- 甲小区 `lan-c01-a` · 业主公共收益 `f-a`：结余 1,544.45 → **1,801.30**（+256.85，2025-03 末）"
        in told
    )
    assert "  - **2025-01**：收入 800.00 → 800.07（+0.07）；本月结余 1,700.00 → 1,700.07（+0.07）" in told
    assert "  - 2025-03 至 2025-03 共 1 个月，收支不变，结余都变 +256.85" in told
    assert "  - `notice_months` `3` → **`6`**" in told
    assert "  - 2025-02 分项 普惠补贴 `subsidy`：支出 1,000.00 → 0.00（−1,000.00）；本月结余 " in told
    assert "- **改** 支出 `d-1`（`data/lan/lan-c01/disbursements-2025.csv` 第 2 行）" in told
    assert "  - 分项 `subsidy` → **`relief`**；事由 改了（不在这里显示）" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_forms_and_languages_tell_all(changed: Changed, language: Literal["zh", "en"]) -> None:
    """Text and Markdown hold the same figures; English holds no Chinese but names of units without another."""
    text, marked = said.text(changed.found, language, TITLES), said.markdown(changed.found, language, TITLES)
    amounts = re.findall(r"[−+]?[\d,]+\.\d\d", text)
    assert amounts
    assert amounts == re.findall(r"[−+]?[\d,]+\.\d\d", marked.replace("\\", ""))
    assert NAME not in text + marked
    if language == "en":
        assert re.findall("[一-鿿]+", text) == []
        assert "left 1,544.45 → 1,801.30 (+256.85, end of 2025-03)" in text


def test_nothing_is_said_to_be_nothing() -> None:
    """A change that touches no account says so."""
    assert said.text(NOTHING, "zh", {}).split() == [
        "账目改动", "核对没有错误。", "没有一笔钱变动。", "没有动过封存的月份。", "账目没有改动。"]  # fmt: skip


def test_what_strangers_wrote_does_nothing() -> None:
    """Names, keys, places, cells and messages make no element, link, mention or line of their own."""
    row = Row(how="added", dataset="revenue", key=EVIL, file=EVIL, line=1, fund_id=None, month=None, cells=())
    evil = Found(rule="x", severity="error", file=EVIL, line=1, column=EVIL, message_zh=EVIL, message_en=EVIL,
                    fix_zh=EVIL, fix_en=EVIL)  # fmt: skip
    counts = NOTHING.counts.model_copy(update={"added": 1, "appeared": 1, "new_errors": 1})
    found = NOTHING.model_copy(update={
        "counts": counts, "rows": (row,), "appeared": (evil,), "sealed": (NewSeal(county_id="lan", before=None, after=None),), "names": (Name(kind="unit", id="lan", zh=EVIL, en=EVIL),)})  # fmt: skip
    told = said.markdown(found, "zh", {})
    html = as_html(told)
    assert set(re.findall(r"<(\w+)", html)) == {"h2", "h3", "ul", "li", "strong", "code"}
    assert len(re.findall(r"<h\d>", html)) == 3
    outside = re.sub(r"`[^`\n]*`", "", told)
    assert "@" not in outside
    assert "://" not in outside
    assert "\u202e" not in told + said.text(found, "zh", {})


@pytest.mark.parametrize("most", [3_000, said.COMMENT])
def test_a_huge_change_is_cut_and_counted(most: int) -> None:
    """However many rows, the Markdown keeps below its limit and says how many it leaves out."""
    rows = tuple(
        Row(how="added", dataset="revenue", key=f"r-{n}", file="data/a/b/revenue.csv", line=n, fund_id=None,
            month=None, cells=()) for n in range(1000)
    )  # fmt: skip
    counts = NOTHING.counts.model_copy(update={"added": 123_456})
    told = said.markdown(NOTHING.model_copy(update={"rows": rows, "counts": counts}), "zh", {}, most)
    assert len(told.encode()) <= most
    listed = told.count("收入")
    assert listed > 10
    assert f"- 另有 {123_456 - listed} 项没有列出" in told


def test_warnings_stand_below_money_and_are_grouped() -> None:
    """Three hundred of a rule are five lines and a count, after what matters more."""
    warning = Found(rule="every_month_is_posted", severity="warning", file="data/a/funds.csv", line=1, column="x",
                    message_zh="没有公示", message_en="not posted", fix_zh="补一行", fix_en="add a row")  # fmt: skip
    error = warning.model_copy(update={"rule": "keys_are_unique", "severity": "error"})
    row = Row(
        how="removed", dataset="revenue", key="r-1", file="f", line=1, fund_id=None, month=None, cells=()
    )
    counts = NOTHING.counts.model_copy(update={"removed": 1, "appeared": 701, "new_errors": 1})
    found = NOTHING.model_copy(
        update={"counts": counts, "rows": (row,), "appeared": (error, *[warning] * 300)}
    )
    told = said.text(found, "zh", {"every_month_is_posted": ("每月公示", "every month is posted")})
    heads = ["新出现的错误（1）", "改了哪些行", "新出现的提醒和提示（700）"]
    assert [line for line in told.splitlines() if line in heads] == heads
    assert "  提醒 · 300 没有做到：每月公示 every_month_is_posted" in told.splitlines()
    assert told.count("没有公示 data/a/funds.csv:1") == 6
    assert "      另有 295 项没有列出" in told
    assert told.rstrip().endswith("另有 400 项没有列出")


def test_every_sentence_has_both_languages() -> None:
    """And the same places to fill in."""
    for key, (zh, en) in words.SAID.items():
        assert zh, key
        assert en, key
        assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en)), key
        assert not re.search("[一-鿿]", en), key


def test_the_command_ends_as_the_check_does(changed: Changed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 1 where the accounts have errors; each form is written; what is no revision is refused."""
    data = ("--data", str(changed.after.data))
    refused = CliRunner().invoke(main, ["diff", "nope", *data], catch_exceptions=False)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "nope" in refused.stderr
    appeared = [finding("other_files_are_not_read", "data/lan/a.txt")]
    outcomes = iter([changed.found] * 3 + [NOTHING])
    monkeypatch.setattr(comparing, "compare", lambda *_, **__: (next(outcomes), appeared))
    told = {}
    for form, status in (("json", 1), ("github", 1), ("markdown", 1), ("text", 0)):
        done = CliRunner().invoke(main, ["diff", "main", *data, "--format", form], catch_exceptions=False)
        assert done.exit_code == status
        told[form] = done.stdout
    assert Difference.model_validate_json(told["json"]) == changed.found
    assert told["github"].startswith("::error file=data/lan/a.txt,line=1,title=other_files_are_not_read::")
    assert told["markdown"] == said.markdown(changed.found, "zh", TITLES)
    assert told["text"] == said.text(NOTHING, "zh", TITLES)
