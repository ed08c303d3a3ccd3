"""Building the shell: kept while nothing changed, the same bytes anywhere, a sentence when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sunledger import resources
from sunledger.errors import ShellFailed
from sunledger.render import shell as shell_module
from sunledger.render.shell import Shell, build_shell, find_root

ROOT = resources.root()


def test_second_call_does_not_import_mkdocs(tmp_path: Path) -> None:
    """MkDocs costs a third of a second to import; an unchanged shell does without."""
    program = (
        "import sys; from pathlib import Path; from sunledger import resources;"
        "from sunledger.render.shell import build_shell;"
        f"build_shell(resources.root(), Path({str(tmp_path)!r}));"
        "print('mkdocs' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [run.stdout for run in said] == ["True\n", "False\n"]
    assert [run.stderr for run in said] == ["", ""]


def test_same_sources_same_bytes(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock, no folder, no environment is in the result, and the environment is left alone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "no number")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    before = dict(os.environ)
    again = build_shell(ROOT, tmp_path / "deep" / "er", style="s.1.css", script="s.1.js")
    assert dict(os.environ) == before
    assert again.moulds == shell.moulds
    assert again.prose == shell.prose
    assert [(a.path, a.source.read_bytes()) for a in again.assets] == [
        (a.path, a.source.read_bytes()) for a in shell.assets
    ]


def test_folders_may_be_relative(project: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs takes relative folders from its settings file; we take them from where one stands."""
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")
    built = build_shell(Path(".."), Path("work"), style="s.1.css", script="s.1.js")
    assert built.moulds == shell.moulds
    assert all(asset.source.is_relative_to(project / "elsewhere" / "work") for asset in built.assets)


def test_a_changed_page_is_built_anew(project: Path) -> None:
    """Results are kept under the hash of their sources, and only the last ones."""
    work = project / "build" / "shell"
    first = build_shell(project, work)
    page = project / "site" / "pages" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n另有一句。\n", encoding="utf-8")
    second = build_shell(project, work)
    assert first.moulds == second.moulds
    changed = {page.path for page in set(second.prose) - set(first.prose)}
    assert changed == {"about/index.html"}
    assert len(list(work.iterdir())) == 1
    assert all(asset.source.is_file() for asset in second.assets)


def test_a_dead_link_stops_the_build(project: Path) -> None:
    """The message says which page and which link; nothing half-made is kept."""
    page = project / "site" / "pages" / "about.md"
    page.write_text("---\ntitle: 关\ndescription: 关\n---\n# 关 {#a}\n\n[无](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(ShellFailed, match=r"about\.md.*nowhere\.md"):
        build_shell(project, project / "build" / "shell")
    assert not (project / "build" / "shell").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("site/theme/partials/footer.html", "SUNLEDGER-FOOT", "", "FOOT"),
        ("site/theme/partials/header.html", "SUNLEDGER-BANNER", "SUNLEDGER-BANNER" * 2, "BANNER"),
        ("mkdocs.yml", "assets/icon.svg", "assets/lost.svg", "lost"),
        ("site/theme/main.html", "{% block config %}", "{% block con", "block"),
        ("mkdocs.yml", "docs_dir:", "docs_dirs:", "docs_dirs"),
    ],
)
def test_a_broken_theme_is_a_sentence(project: Path, file: str, old: str, new: str, named: str) -> None:
    """Whoever changes the theme learns what is wrong, not where Python was."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ShellFailed, match=named):
        build_shell(project, project / "build" / "shell")


def test_missing_sources_are_named(tmp_path: Path) -> None:
    """A project without its site sources learns which one is missing."""
    with pytest.raises(ShellFailed, match=r"mkdocs\.yml"):
        build_shell(tmp_path, tmp_path / "work")


def test_a_publisher_may_bring_their_own_site(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All three sources or none: a half-replaced site would mix two themes."""
    assert find_root(project, ROOT) == project
    assert find_root(tmp_path_factory.mktemp("empty"), ROOT) == ROOT


def test_mkdocs_never_empties_the_sources() -> None:
    """``site/`` is source; MkDocs empties its ``site_dir``, whose default is ``site``."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    assert [line.split("#")[0].strip() for line in settings if line.startswith("site_dir:")] == [
        "site_dir: build/shell"
    ]
    gitignore = Path(shell_module.__file__).parents[3] / ".gitignore"
    if gitignore.is_file():
        ignored = set(gitignore.read_text(encoding="utf-8").splitlines())
        assert not ignored & {"/site", "/site/", "site", "site/"}
