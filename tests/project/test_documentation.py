"""The documentation is true: its commands, files and links exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from sunledger.cli import main
from sunledger.cli.reference import reference, texts
from sunledger.cli.reference_words import ZH

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "COMMANDS.md"]


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest, project_root: Path) -> str:
    """Return the text of each document."""
    text: str = (project_root / request.param).read_text(encoding="utf-8")
    return text


def _targets(project_root: Path) -> set[str]:
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))


def _code(document: str) -> str:
    """Return what stands in code, in lines and in blocks."""
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", document, flags=re.MULTILINE | re.DOTALL))


def test_make_targets_exist(project_root: Path, document: str) -> None:
    """Every ``make …`` a reader may type is a target."""
    named = set(re.findall(r"\bmake ([a-z]+)", _code(document)))
    assert named - _targets(project_root) == set()


def test_make_help_lists_every_target(project_root: Path) -> None:
    """``make help`` leaves out none but the steps that ``make test`` takes by itself."""
    helped = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=project_root, capture_output=True, text=True, check=True
    )
    assert _targets(project_root) - {"chromium", "pytest"} == set(
        re.findall(r"^  make ([a-z]+)", helped.stdout, re.M)
    )


def test_links_lead_somewhere(project_root: Path, document: str) -> None:
    """Every link to a file of the repository finds it, every link to a heading its heading."""
    headings = {
        "#" + re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", document, flags=re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", document):
        if target.startswith("#"):
            assert target in headings, target
        elif not target.startswith("https://"):
            assert (project_root / target).exists(), target


def test_named_files_exist(project_root: Path, document: str) -> None:
    """Every path in code that begins in a folder of the repository is there; <…> stands for a name."""
    roots = "schemas|site|generator|tests|requirements|\\.github|\\.ci"
    for path in re.findall(rf"(?:(?<=[` ])|(?<=^))((?:{roots})/[^\s`]*)", _code(document)):
        assert (project_root / path.partition("<")[0]).exists(), path


def test_readme_opens_with_two_commands(project_root: Path) -> None:
    """A newcomer finds both commands on the first screen."""
    opening = (project_root / "README.md").read_text(encoding="utf-8").splitlines()[:20]
    assert [line.split("#")[0].strip() for line in opening if line.startswith("make ")] == [
        "make site",
        "make test",
    ]


def test_readme_tells_the_command_line_as_it_is(project_root: Path, sunledger: tuple[str, ...]) -> None:
    """The commands and options in the README are those the program's own help lists."""
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    synopsis = dict(re.findall(r"^sunledger ([a-z]+) +(.+(?:\n  .+)*)$", readme, flags=re.MULTILINE))
    listed = _help(sunledger)
    assert set(re.findall(r"^  ([a-z]+)", listed.partition("Commands:")[2], re.M)) == set(synopsis)
    for command, options in synopsis.items():
        told = set(re.findall(r"--[a-z-]+", options))
        assert (
            set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", _help(sunledger, command), re.M)) - {"--help"} == told
        )


def test_the_reference_is_the_programs_own(project_root: Path) -> None:
    """COMMANDS.md is what the commands say of themselves, and every sentence of it has its Chinese."""
    assert (project_root / "COMMANDS.md").read_text(encoding="utf-8") == reference(main), "make reference"
    assert [text for text in texts(main) if text not in ZH] == []
    assert [text for text in texts(main) if not text] == []


@pytest.mark.parametrize("language", ["", "en/"], ids=["zh", "en"])
def test_ways_have_as_many_steps_as_they_say(project_root: Path, language: str) -> None:
    """The table of the three ways counts the steps below it, and CONTRIBUTING.md has as many."""
    page = (project_root / "site" / "pages" / f"{language}contribute.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^\| [^|]*?\[.+?\]\(#(\w+)\)[^|]*\|.*?\| (\d+)", page, flags=re.MULTILINE))
    sections = dict(re.findall(r"^### .+? \{#(\w+)\}\n(.+?)(?=^##)", page, flags=re.MULTILINE | re.DOTALL))
    assert said == {name: str(len(_steps(text))) for name, text in sections.items()}
    assert set(said) == {"web", "sheet", "git"}
    guide = (project_root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| .+? \| (\d+) 步 \|", guide, flags=re.MULTILINE) == list(said.values())
    told = re.findall(r"^#### .+?\((\d+) 步\)\n(.+?)(?=^###|^在)", guide, flags=re.MULTILINE | re.DOTALL)
    assert [(steps, len(_steps(text))) for steps, text in told] == [
        (each, int(each)) for each in said.values()
    ]


def _steps(text: str) -> list[str]:
    """Return the numbered lines of a text, which must count from 1."""
    numbers = re.findall(r"^(\d+)\. ", text, flags=re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return numbers


def _help(sunledger: tuple[str, ...], *command: str) -> str:
    done = subprocess.run([*sunledger, *command, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def test_changelog_tells_of_this_version(project_root: Path) -> None:
    """The newest entry of the changelog is the version of the package."""
    changelog = (project_root / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.search(
        r'^version = "(.+)"$', (project_root / "pyproject.toml").read_text(encoding="utf-8"), re.M
    )
    newest = re.search(r"^## (\S+)", changelog, re.M)
    assert version
    assert newest
    assert newest[1] == version[1]
    package = (project_root / "generator/sunledger/__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{version[1]}"' in package
