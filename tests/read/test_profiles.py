"""Profiles: every promise is read or refused, with the line it stands on and words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sunledger.model import County, Finding
from sunledger.profile import Profile
from sunledger.read import files, profiles
from tests.publisher import SMALL, Publisher


def _load(text: str, root: Path) -> tuple[tuple[County, ...], list[Finding]]:
    publisher = Publisher(root)
    publisher.write("a/profile.toml", text)
    findings: list[Finding] = []
    return profiles.load(files.find(publisher.data, findings), findings), findings


def test_a_folder_without_a_profile_has_the_defaults(tmp_path: Path) -> None:
    """Every key has a default: a publisher of four files needs no profile."""
    publisher = Publisher(tmp_path)
    publisher.write("a/funds.csv", "x\n")
    counties = profiles.load(files.find(publisher.data, []), [])
    assert counties == (County("a", Profile.model_validate({})),)


def test_a_good_profile_is_read_whole(tmp_path: Path) -> None:
    """Dates, lists and texts come out as written."""
    counties, findings = _load(
        (SMALL / "data" / "lan" / "profile.toml").read_text(encoding="utf-8"), tmp_path
    )
    profile = counties[0].profile
    assert findings == []
    assert (profile.name, profile.demo, f"{profile.as_of}", profile.notice_months) == (
        "澜县",
        True,
        "2025-04-15",
        3,
    )
    assert [duty.fund_kind for duty in profile.duties] == ["enterprise", "owners"]
    assert profile.approvals[0].steps == ("apply", "review")


@pytest.mark.parametrize(
    ("text", "line", "key", "zh"),
    [
        ("named = 1\n", 1, "named", "不认识这一项"),
        ("\nname = 1\n", 2, "name", "应是文字"),
        ('name = ""\n', 1, "name", "应是文字"),
        ("as_of = 2025\n", 1, "as_of", "应是日期"),
        ('# x\ndemo = "ja"\n', 2, "demo", "应是 true 或 false"),
        ("disclosure_threshold = 2\n", 1, "disclosure_threshold", "不能小于 3"),
        ("disclosure_threshold = 101\n", 1, "disclosure_threshold", "不能大于 100"),
        ("notice_months = 1.5\n", 1, "notice_months", "应是整数"),
        ("[[duties]]\ndue_day = 1\n", 1, "duties.0.fund_kind", "缺少这一项"),
        ('[[duties]]\nfund_kind = "owners"\n[[duties]]\nfund_kind = "all"\n', 4, "duties.1.fund_kind", "只能是 'enterprise'"),
        ('[[tiers]]\nmatter_class = "major"\nat_least = 0.001\n', 3, "tiers.0.at_least", "小数位"),
        ('[[tiers]]\nmatter_class = "major"\nbelow = 0\n', 3, "tiers.0.below", "应大于 0"),
        ('[[approvals]]\nfund_kind = "owners"\nmatter_class = "major"\nsteps = []\n', 4, "approvals.0.steps", "不能是空列表"),
        ('[[approvals]]\nfund_kind = "owners"\nmatter_class = "major"\nsteps = ["x"]\n', 0, "profile", "没有定义的步骤"),
    ],
)  # fmt: skip
def test_a_wrong_key_is_told_in_both_languages(
    text: str, line: int, key: str, zh: str, tmp_path: Path
) -> None:
    """Key, line and what is wrong are said; the county falls back to the defaults and others are still read."""
    counties, findings = _load(text, tmp_path)
    assert [(item.rule, item.line, item.column) for item in findings] == [
        ("profiles_hold_known_keys", line, key)
    ]
    assert zh in findings[0].message_zh
    assert findings[0].message_en.startswith(f"{key}: ")
    assert not re.search(r"[{}]", findings[0].message_zh)
    assert counties[0].profile == Profile.model_validate({})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = \n", 1),
        ("\n\n[[duties]\n", 3),
        ("name = 'a'\nname = 'b'\n", 2),
        ('name = "a\n', 1),
        ("a = 1 2\n", 1),
    ],
)
def test_text_that_is_no_toml_is_told_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    """A syntax error is one finding at its line, and nothing of the file is used."""
    counties, findings = _load(text, tmp_path)
    assert [(item.rule, item.line) for item in findings] == [("profiles_can_be_read", line)]
    assert counties[0].profile == Profile.model_validate({})


def test_keys_and_values_may_hold_anything_and_are_not_repeated(tmp_path: Path) -> None:
    """A profile is public input like any other: phone numbers and names in it stay out of messages."""
    text = '"张三" = 1\n13812345678 = 2\nname = ["13812345678"]\n"a\\n::error::" = 3\n'
    _, findings = _load(text, tmp_path)
    said = "".join(
        item.message_zh + item.message_en + item.fix_zh + item.fix_en + item.column for item in findings
    )
    assert len(findings) == 4
    assert "张三" not in said
    assert "13812345678" not in said
    assert "\n" not in said


def test_a_profile_in_a_communitys_folder_is_not_read(tmp_path: Path) -> None:
    """Promises are the county's; a file of that name further down is refused."""
    publisher = Publisher(tmp_path)
    publisher.write("a/a-1/profile.toml", "demo = true\n")
    findings: list[Finding] = []
    found = files.find(publisher.data, findings)
    assert found.profiles == ()
    assert [item.rule for item in findings] == ["other_files_are_not_read"]


def test_gbk_and_conflicts_are_found_in_profiles_too(tmp_path: Path) -> None:
    """A profile goes through the same gate as the accounts."""
    publisher = Publisher(tmp_path)
    publisher.write("a/profile.toml", 'name = "澜县"\n'.encode("gbk"))
    publisher.write("b/profile.toml", "<<<<<<< HEAD\ndemo = true\n=======\n>>>>>>> x\n")
    findings: list[Finding] = []
    profiles.load(files.find(publisher.data, findings), findings)
    assert [(item.rule, item.file) for item in findings] == [
        ("files_are_not_gbk", "data/a/profile.toml"),
        *[("files_have_no_conflict_markers", "data/b/profile.toml")] * 3,
    ]
