"""A new publisher's repository: it passes and builds at once, and nothing hostile gets into it."""

from __future__ import annotations

import csv
import dataclasses
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from sunledger import __version__, pipeline
from sunledger.cli import main
from sunledger.errors import SunledgerError
from sunledger.model import BuildOptions
from sunledger.profile import Profile
from sunledger.resources import load_schema
from sunledger.review.owners import MAPPING, OWNERS, codeowners
from sunledger.starting import SCHEMES, Answers, begin
from sunledger.starting.repository import HOSTS, PLACES
from tests.publisher import snapshot

TOOLS = Path(sys.executable).parent
ANSWERS = Answers("xian", "晴县", "xian-c01", "向阳社区", "2025-07-01", "5311", 'Qing "County"')
WORDS = ("--county", "xian", "--name", "晴县", "--community-name", "向阳社区", "--opened", "2025-07-01")


def run(*words: str | Path) -> Result:
    """Run ``sunledger init``, without a terminal."""
    return CliRunner().invoke(main, ["init", *map(str, words)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a repository with a scheme."""
    place = tmp_path_factory.mktemp("new") / "accounts"
    begin(place, ANSWERS, minimal=False)
    return place


def test_it_builds_at_once(folder: Path, tmp_path: Path) -> None:
    """The check finds no error, and the community's page is there with its fund."""
    report = pipeline.build(folder / "data", BuildOptions(tmp_path / "site"))
    assert report.ok
    assert {found.rule for found in report.findings} == {"files_have_rows"}
    page = (tmp_path / "site" / "c" / "xian-c01" / "index.html").read_text(encoding="utf-8")
    assert "向阳社区创富项目资金" in page


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_passes_the_check(scheme: str, tmp_path: Path) -> None:
    """Whatever the first fund is, its registries are there; the profile promises what was answered."""
    custodian = "晴县慈善总会" if scheme == "charity" else ""
    answers = dataclasses.replace(ANSWERS, scheme=scheme, custodian=custodian, due_day=8)
    begin(tmp_path / "new", answers, minimal=False)
    assert pipeline.check(tmp_path / "new" / "data").ok
    told = tomllib.loads((tmp_path / "new/data/xian/profile.toml").read_text(encoding="utf-8"))
    assert told["duties"] == [{"fund_kind": SCHEMES[scheme].kind, "cadence": "monthly", "due_day": 8}]
    assert (told["name"], told["name_en"]) == ("晴县", 'Qing "County"')


def test_minimal_is_four_small_files(tmp_path: Path) -> None:
    """The four datasets no publisher can do without, which pass, and nothing else."""
    done = run(tmp_path / "new", "--minimal", *WORDS)
    assert done.exit_code == 0
    made = snapshot(tmp_path / "new")
    names = {name for name, held in made.items() if isinstance(held, bytes)}
    assert names == {f"data/xian/{name}.csv" for name in ("communities", "funds", "revenue", "disbursements")}
    assert sum(len(held) for held in made.values() if isinstance(held, bytes)) < 1000
    assert pipeline.check(tmp_path / "new" / "data").ok


def test_the_same_answers_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Every file is text that ends in one line end; nothing of the day or the machine is in it."""
    begin(tmp_path / "other", ANSWERS, minimal=False)
    made = snapshot(folder)
    assert snapshot(tmp_path / "other") == made
    for name, held in made.items():
        if isinstance(held, bytes):
            assert held.endswith(b"\n"), name
            assert not held.endswith(b"\n\n"), name
            assert b"\r" not in held, name
            assert str(folder.parent).encode() not in held, name
            assert not re.search(rb"@[A-Z_]+@", held), name


def test_every_dataset_has_its_schemas_columns(folder: Path) -> None:
    """The first row of each file names what the schema names, in its order."""
    tables = list((folder / "data").rglob("*.csv"))
    assert len(tables) > 10
    for path in tables:
        header = next(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        assert header == [field["name"] for field in load_schema(path.stem)["fields"]]


def test_the_profile_explains_every_key(folder: Path) -> None:
    """All that a county may promise stands there as a comment, with what it means."""
    text = (folder / "data/xian/profile.toml").read_text(encoding="utf-8")
    for name, field in Profile.model_fields.items():
        assert re.search(rf"^(# )?(\[\[?)?{name}\b", text, re.MULTILINE), name
        assert field.description


def test_what_its_host_reads_is_the_projects_own(folder: Path, project_root: Path) -> None:
    """Workflows, forms and templates are ours to the letter, without the job that tests the program."""
    ours = {
        path.relative_to(project_root).as_posix(): path
        for place in HOSTS
        for path in (project_root / place, *(project_root / place).rglob("*")) if path.is_file()
    }  # fmt: skip
    assert {".github/workflows/comment.yml", ".gitlab/issue_templates/figure.md", ".gitlab-ci.yml"} <= set(
        ours
    )
    for name, path in ours.items():
        assert (folder / name).is_file(), name
        made, held = (each.read_text(encoding="utf-8") for each in (folder / name, path))
        if name in (".github/workflows/check.yml", ".gitlab-ci.yml"):
            known, new = yaml.safe_load(held), yaml.safe_load(made)
            assert list(known.get("jobs", known)) != list(new.get("jobs", new)), name
            del known.get("jobs", known)["program"]
            assert new == known, name
            assert set(made.splitlines()) <= set(held.splitlines()), name
        else:
            assert made == held, name


def test_what_they_run_is_there(folder: Path) -> None:
    """Every make target exists here too, nothing of the program's own tests is asked for, one version is pinned."""
    makefile = (folder / "Makefile").read_text(encoding="utf-8")
    assert f"SUNLEDGER := sunledger=={__version__}\n" in makefile
    targets = set()
    for name, schema in ((".github/workflows/check.yml", "vendor.github-workflows"),
                         (".gitlab-ci.yml", "vendor.gitlab-ci")):  # fmt: skip
        done = subprocess.run(
            [TOOLS / "check-jsonschema", "--builtin-schema", schema, folder / name],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
    for name in (".github/workflows/check.yml", ".github/workflows/comment.yml",
                 ".github/workflows/publish.yml", ".gitlab-ci.yml"):  # fmt: skip
        text = (folder / name).read_text(encoding="utf-8")
        assert not re.search(r"\.ci/|make test|requirements", text), name
        assert __version__ not in text, name
        targets |= set(re.findall(r"\bmake (?:-C \S+ )?([.a-z/]+)", text))
    assert targets == {".venv/run.stamp", "site"}
    for target in targets:
        assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target


def test_its_workflows_are_sound(folder: Path) -> None:
    """The strictest persona of zizmor finds nothing."""
    words: list[str | Path] = [
        TOOLS / "zizmor",
        "--offline",
        "--quiet",
        "--no-progress",
        "--persona=auditor",
        ".github",
    ]
    found = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_its_owners_are_those_of_its_mapping(folder: Path, project_root: Path, tmp_path: Path) -> None:
    """CODEOWNERS is what ``sunledger owners`` writes; the mapping is explained as ours is, with its own ids."""
    assert (folder / OWNERS).read_text(encoding="utf-8") == codeowners(folder / "data")
    assert all(not held for held in tomllib.loads((folder / MAPPING).read_text(encoding="utf-8")).values())
    begin(tmp_path / "tan", dataclasses.replace(ANSWERS, county="tan", community="tan-c01"), minimal=False)
    comments = [
        [line for line in (root / MAPPING).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        for root in (tmp_path / "tan", project_root)
    ]
    assert comments[0] == comments[1]


def test_its_readme_is_true(folder: Path) -> None:
    """Links lead somewhere, and the commands it names exist with the version that made it."""
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (folder / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert (folder / target).exists(), target
        for place in re.findall(r"`(data/[^`<]+)`", text):
            assert (folder / place).exists(), place
        assert set(re.findall(r"sunledger ([a-z]+)", text)) <= set(main.commands)
    makefile = (folder / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"make ([a-z]+)", (folder / "README.md").read_text(encoding="utf-8"))) <= set(
        re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    )
    assert set(PLACES.values()) <= set(snapshot(folder))


def test_nothing_that_stands_is_touched(tmp_path: Path) -> None:
    """A folder with files, a file and a link are refused; an empty folder and a fresh clone are filled."""
    full, link, clone = tmp_path / "full", tmp_path / "link", tmp_path / "clone"
    full.mkdir()
    (full / "mine.txt").write_text("mine", encoding="utf-8")
    link.symlink_to(tmp_path / "elsewhere")
    for place in (full, full / "mine.txt", link):
        done = run(place, *WORDS)
        assert (done.exit_code, "不能建在" in done.stderr, len(done.stderr.splitlines())) == (2, True, 2)
    assert snapshot(full) == {"mine.txt": b"mine"}
    (clone / ".git").mkdir(parents=True)
    assert run(clone, "--minimal", *WORDS).exit_code == 0
    assert (clone / "data" / "xian").is_dir()
    assert {each.name for each in tmp_path.iterdir()} == {"full", "link", "clone"}


@pytest.mark.parametrize("name", ["con", "NUL.txt", "a\x07b", "a\nb", "com1", "a.", "a:b", "-rf", "x" * 201])
def test_folders_that_not_every_system_takes_are_refused(name: str, tmp_path: Path) -> None:
    """Devices, control characters, ends that Windows cuts; also as a folder above."""
    for place in (tmp_path / name, tmp_path / name / "below"):
        done = run(place, *WORDS)
        assert (done.exit_code, "不能建在" in done.stderr) == (2, True)
        assert "\x07" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"county": "../etc"}, "编号"),
        ({"county": "con"}, "编号"),
        ({"county": "晴县"}, "编号"),
        ({"community": "seals"}, "编号"),
        ({"community": "xian"}, "不同的编号"),
        ({"county": "x" * 17}, "编号"),
        ({"name": "晴\x00县"}, "名称"),
        ({"name": "晴\n县"}, "名称"),
        ({"name": "=HYPERLINK(1)"}, "名称"),
        ({"name": " "}, "名称"),
        ({"community_name": "张先生 13800138000"}, "通不过核对"),
        ({"opened_on": "2025-02-30"}, "日期"),
        ({"opened_on": "20250701"}, "日期"),
        ({"balance": "1,000.00"}, "金额"),
        ({"scheme": "charity"}, "--custodian"),
        ({"custodian": "总会"}, "--custodian"),
        ({"scheme": "none"}, "方案"),
    ],
)
def test_wrong_answers_are_refused(changes: dict[str, Any], told: str, tmp_path: Path) -> None:
    """With the remedy, in both languages; a number of a person is not repeated, and nothing is left behind."""
    with pytest.raises(SunledgerError, match=told) as caught:
        begin(tmp_path / "new", dataclasses.replace(ANSWERS, **changes).checked(), minimal=False)
    assert "13800138000" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_markup_in_names_stays_text(tmp_path: Path) -> None:
    """A name may hold what Markdown, TOML and CSV read as their own."""
    name = '"晴", <b>县</b> [x](y) `z` @VERSION@ \\'
    begin(tmp_path / "new", dataclasses.replace(ANSWERS, name=name), minimal=False)
    told = tomllib.loads((tmp_path / "new/data/xian/profile.toml").read_text(encoding="utf-8"))
    assert told["name"] == name
    readme = (tmp_path / "new/README.md").read_text(encoding="utf-8")
    assert r"\<b\>县\</b\> \[x\]\(y\) \`z\` @VERSION@ \\" in readme


def test_without_a_terminal_all_that_is_missing_is_named(tmp_path: Path) -> None:
    """Nobody is asked in a pipe; what four files can't hold is told."""
    done = run(tmp_path / "new", "--name", "晴县")
    assert (done.exit_code, "还缺 --county --community-name --opened" in done.stderr) == (2, True)
    done = run(tmp_path / "new", "--minimal", "--scheme", "5311", *WORDS)
    assert (done.exit_code, "去掉 --minimal" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_at_a_terminal_each_answer_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, with what may be taken for granted; an answer that won't do is asked for again."""
    monkeypatch.setattr("sunledger.cli.starting._terminal", lambda: True)
    said = "charity\nCON\nxian\n晴县\n\n\n向阳社区\n晴县慈善总会\n2025-7-1\n2025-07-01\n12.50\n\n"
    done = CliRunner().invoke(main, ["init", str(tmp_path / "new")], input=said)
    assert done.exit_code == 0, done.output
    funds = (tmp_path / "new/data/xian/funds.csv").read_text(encoding="utf-8")
    assert (
        "xian-c01-charity,xian-c01,charity,向阳社区慈善社区基金,,own,,xian-o001,,,,2025-07-01,12.50" in funds
    )
    assert "编号 “CON” 不能用" in done.output
    assert "日期要写成 2025-07-01" in done.output
