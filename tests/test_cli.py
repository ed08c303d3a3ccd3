"""The command line: what it accepts, what it says, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sunledger import __version__
from sunledger.cli import main
from tests.publisher import SMALL, STATEMENTS, Publisher


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(words), catch_exceptions=False)
    return done.exit_code, done.output


def test_the_version_is_the_packages() -> None:
    """``--version`` names the program and its version."""
    assert _run("--version") == (0, f"sunledger, version {__version__}\n")


@pytest.mark.parametrize("command", ["check", "build", "demo"])
def test_every_option_is_explained(command: str) -> None:
    """``-h`` gives every command a sentence, and every option of it a word."""
    status, said = _run(command, "-h")
    assert status == 0
    assert all(
        parameter.help for parameter in main.commands[command].params if parameter.param_type_name == "option"
    )
    assert said.startswith("Usage: ")


@pytest.mark.parametrize(
    "words",
    [("check", "--format", "xml"), ("build", "--jobs", "0"), ("demo",), ("audit",), ("check", "a", "b")],
)
def test_a_wrong_command_ends_in_status_two(words: tuple[str, ...]) -> None:
    """Unknown commands, options and values are the user's fault, told on the error stream with the usage."""
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert done.stdout == ""


def test_every_form_comes_in_both_languages(tmp_path: Path) -> None:
    """Text, annotations and Markdown follow ``--lang``; JSON holds both languages whatever was asked for."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(STATEMENTS, "11245.67", "11245.68")
    for form in ("text", "github", "markdown"):
        zh, en = (publisher.check("--format", form, "--lang", language) for language in ("zh", "en"))
        assert (zh.exit_code, en.exit_code) == (1, 1)
        assert "银行余额" in zh.stdout
        assert "books 11,245.67" in en.stdout.replace("\\", "")
        assert "银行余额" not in en.stdout
    finding = publisher.report()["findings"][0]
    assert "银行余额" in finding["message_zh"]
    assert "books 11,245.67" in finding["message_en"]


def test_a_clean_check_writes_nothing_but_its_report(tmp_path: Path) -> None:
    """In a pipe there is no progress; the data folder may lie anywhere and be called anything."""
    publisher = Publisher.small(tmp_path / "some project")
    moved = publisher.data.rename(publisher.root / "账目 accounts")
    done = CliRunner().invoke(main, ["check", str(moved), "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert json.loads(done.stdout)["ok"] is True
    assert [path.name for path in publisher.root.iterdir()] == ["账目 accounts"]


def test_findings_name_files_from_the_data_folders_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places are the same whether the folder is given as a path, as a relative path or not at all."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(STATEMENTS, "11245.67", "x")
    monkeypatch.chdir(tmp_path)
    said = [
        _run("check", *words)[1].split("  ")[0]
        for words in ((), ("data",), ("./data/",), (str(publisher.data),))
    ]
    assert said == [f"data/{STATEMENTS}:3 [closing_balance]"] * 4


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}])
def test_chinese_comes_out_in_any_locale(locale: dict[str, str], project_root: Path, tmp_path: Path) -> None:
    """A machine without a language still prints the findings, as UTF-8."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(STATEMENTS, "11245.67", "五百")
    done = subprocess.run(
        [sys.executable, "-m", "sunledger", "check", str(publisher.data)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(project_root / "generator"), **locale},
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "错误" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_the_small_publisher_passes_from_the_command_line() -> None:
    """The same publisher that faults are made of ends in status 0."""
    assert _run("check", str(SMALL / "data"))[0] == 0
