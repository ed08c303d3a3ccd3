"""The four forms of a report: complete, in one order, and safe to show wherever they are shown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sunledger import report
from sunledger.model import Finding, Report, Severity
from sunledger.report import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def _finding(
    line: int = 1, *, rule: str = "keys_are_unique", severity: Severity = Severity.ERROR, file: str = "data/a/revenue.csv",
    column: str = "entry_id", message: str = "重复", message_en: str = "It repeats", fix: str = "改正", fix_en: str = "Mend it",
) -> Finding:  # fmt: skip
    return Finding(rule, severity, file, line, column, message, message_en, fix, fix_en)


def _report(*findings: Finding) -> Report:
    return Report(tuple(sorted(findings, key=Finding.order)), 2, 30, "0.125")


MANY = _report(
    *(_finding(line) for line in range(2, 27)),
    *(_finding(line, severity=Severity.WARNING, rule="every_month_is_posted") for line in range(11)),
    _finding(7, severity=Severity.NOTICE, rule="a_notice", file="data/b/funds.csv", column=""),
)


def test_json_holds_every_finding_and_nothing_else() -> None:
    """One object with counts and all findings in order, Chinese as it is written."""
    body = json.loads(report.as_json(MANY))
    assert {key: body[key] for key in ("ok", "counts", "files", "rows", "seconds")} == {
        "ok": False, "counts": {"error": 25, "warning": 11, "notice": 1}, "files": 2, "rows": 30, "seconds": 0.125,
    }  # fmt: skip
    assert list(body) == ["ok", "counts", "files", "rows", "seconds", "findings"]
    assert [item["line"] for item in body["findings"]] == [*range(2, 27), *range(11), 7]
    assert body["findings"][0] == {
        "rule": "keys_are_unique", "severity": "error", "file": "data/a/revenue.csv", "line": 2, "column": "entry_id",
        "message_zh": "重复", "message_en": "It repeats", "fix_zh": "改正", "fix_en": "Mend it",
    }  # fmt: skip
    assert "重复" in report.as_json(MANY)


def test_json_is_safe_inside_any_line_of_text() -> None:
    """Quotes, line ends and controls in a text are escaped; what is parsed is what was found."""
    odd = 'a "b"\n\\ \x1b </script>'
    assert json.loads(report.as_json(_report(_finding(message_en=odd))))["findings"][0]["message_en"] == odd


def test_text_groups_equal_findings_and_counts_them() -> None:
    """Of many alike the first three are written out, and every other line is named."""
    lines = report.text(MANY, "en").splitlines()
    assert lines[:5] == [
        "data/a/revenue.csv:2 [entry_id]  error  It repeats",
        "data/a/revenue.csv:3 [entry_id]  error  It repeats",
        "data/a/revenue.csv:4 [entry_id]  error  It repeats",
        "  22 more of the same, on lines " + ", ".join(str(line) for line in range(5, 27)),
        "  → Mend it  [keys_are_unique]",
    ]
    assert lines[-3:] == [
        "data/b/funds.csv:7  notice  It repeats",
        "  → Mend it  [a_notice]",
        "2 files, 30 rows read: 25 errors, nothing was published; 11 warnings, 1 notices (0.125 s)",
    ]


def test_text_gives_each_finding_its_own_remedy() -> None:
    """Where the remedies differ, each stands below its finding; one is never given for another."""
    found = _report(_finding(2, fix_en="write 5.00"), _finding(3, fix_en="write 6.00"))
    assert report.text(found, "en").splitlines()[:-1] == [
        "data/a/revenue.csv:2 [entry_id]  error  It repeats",
        "  → write 5.00",
        "data/a/revenue.csv:3 [entry_id]  error  It repeats",
        "  → write 6.00",
        "  [keys_are_unique]",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_report_says_so(language: Language) -> None:
    """Without findings the text is one sentence, in the language asked for."""
    said = report.text(_report(), language)
    assert said.count("\n") == 1
    assert {"zh": "没有错误", "en": "no errors"}[language] in said
    assert report.github(_report(), language) == said
    assert json.loads(report.as_json(_report()))["ok"] is True


def test_warnings_alone_are_no_failure() -> None:
    """A report with warnings only is in order."""
    found = _report(_finding(severity=Severity.WARNING), _finding(severity=Severity.NOTICE))
    assert found.ok
    assert "no errors; 1 warnings, 1 notices" in report.text(found, "en")


def test_github_shows_ten_of_a_kind_and_says_what_is_left() -> None:
    """Annotations stop at the ten GitHub shows; a notice names the rest, and the summary has them all."""
    lines = report.github(MANY, "en").splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert lines[0] == "::error file=data/a/revenue.csv,line=2,title=keys_are_unique::It repeats → Mend it"
    assert "::notice title=error::15 more in the summary" in lines
    assert "::notice title=warning::1 more in the summary" in lines
    assert "::notice file=data/b/funds.csv,line=7,title=a_notice::It repeats → Mend it" in lines
    assert report.markdown(MANY, "en").count("\n| data/") == 37


def test_one_kind_never_hides_another() -> None:
    """Of thirty errors in one column and one elsewhere, both kinds are among the ten that are shown."""
    found = _report(*(_finding(line) for line in range(30)), _finding(99, rule="quotes_are_closed"))
    lines = report.github(found, "en").splitlines()
    assert [line.rpartition("title=")[2].partition("::")[0] for line in lines[:3]] == [
        "keys_are_unique", "quotes_are_closed", "keys_are_unique"]  # fmt: skip
    assert sum(line.startswith("::error ") for line in lines) == 10


def test_github_commands_can_not_be_injected() -> None:
    """Line ends, percent signs, colons and commas from the data stay text of one command."""
    found = _report(
        _finding(
            0,
            file="data/a,line=9::x\n::error::y%.csv",
            message_en="50%\r\n::set-env name=A::b",
            fix_en="a:b,c",
        )
    )
    said = report.github(found, "en")
    assert said.splitlines()[0] == (
        "::error file=data/a%2Cline=9%3A%3Ax%0A%3A%3Aerror%3A%3Ay%25.csv,line=1,title=keys_are_unique"
        "::50%25%0D%0A::set-env name=A::b → a:b,c"
    )
    assert sum(line.startswith("::") for line in said.splitlines()) == 1


def test_gitlab_shows_each_finding_at_its_place() -> None:
    """A Code Quality report: the five things GitLab asks for, a fingerprint of its own for each, line 1 for a whole file."""
    found = _report(_finding(line=0), _finding(line=3), _finding(line=3, message_en="another"))
    told = json.loads(report.gitlab(found, "en"))
    assert [set(each) for each in told] == [
        {"description", "check_name", "severity", "fingerprint", "location"}
    ] * 3
    assert [each["location"]["lines"]["begin"] for each in told] == [1, 3, 3]
    assert {each["severity"] for each in told} == {"critical"}
    assert len({each["fingerprint"] for each in told}) == 3
    assert json.loads(report.gitlab(found, "en")) == told


def test_markdown_escapes_what_the_data_says() -> None:
    """Markup, tables, links and HTML from the data are shown, never rendered."""
    found = _report(
        _finding(
            file="data/a|b.csv", message_en="<img src=x> [a](b) `c` *d* \n| e |", fix_en="# f ~~g~~ &amp;"
        )
    )
    row = next(line for line in report.markdown(found, "en").splitlines() if line.startswith("| data"))
    assert row == (
        r"| data/a\|b.csv:1 \[entry\_id\] | \<img src=x\> \[a\]\(b\) \`c\` \*d\* \| e \| | ＃ f \~\~g\~\~ \&amp; |"
    )
    assert len(re.findall(r"(?<!\\)\|", row)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_stays_below_what_github_takes(language: Language) -> None:
    """A hundred thousand findings give a summary below one MiB that says how many it leaves out."""
    found = [
        _finding(line, message="很长的说明" * 20, message_en="long text " * 20) for line in range(20_000)
    ]
    more = [_finding(line, rule="references_lead_somewhere") for line in range(20_000)]
    said = report.markdown(Report(tuple(found + more), 1, 40_000, "1.0"), language)
    assert 500_000 < len(said.encode()) < 1024 * 1024
    left = [
        int(number) for number in re.findall({"zh": r"另有 (\d+) 条", "en": r"(\d+) more"}[language], said)
    ]
    rows = said.count("\n| data/")
    assert len(left) == 2
    assert rows + sum(left) == 40_000


def test_every_form_keeps_one_order() -> None:
    """However findings arrive, a report made of them reads the same."""
    findings = [
        _finding(line, rule=rule, severity=severity, file=file)
        for line in (1, 2)
        for rule in ("a", "b")
        for severity in Severity
        for file in ("data/x.csv", "data/y.csv")
    ]
    one, two = _report(*findings), _report(*reversed(findings))
    for language in LANGUAGES:
        assert report.text(one, language) == report.text(two, language)
        assert report.markdown(one, language) == report.markdown(two, language)
        assert report.github(one, language) == report.github(two, language)
    assert report.as_json(one) == report.as_json(two)


def test_markdown_puts_errors_first() -> None:
    """The tables of rules that stop publication come before those that only warn."""
    found = _report(
        _finding(rule="z_error"),
        _finding(rule="a_warning", severity=Severity.WARNING),
        _finding(rule="b_error"),
    )
    heads = re.findall(r"^### (\w+) · `(\w+)`", report.markdown(found, "en"), re.MULTILINE)
    assert heads == [("error", "b_error"), ("error", "z_error"), ("warning", "a_warning")]


def test_both_languages_speak_of_the_same_places() -> None:
    """Chinese and English differ in words only."""
    places = [
        [line.split("  ")[0] for line in report.text(MANY, language).splitlines() if line.startswith("data/")]
        for language in LANGUAGES
    ]
    assert places[0] == places[1]
    assert Path(places[0][0].split(":")[0]) == Path("data/a/revenue.csv")
