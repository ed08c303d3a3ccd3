"""CODEOWNERS follows the folders and the mapping; what could let a stranger in is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sunledger.cli import main
from sunledger.errors import DataFolderMissing
from sunledger.review.owners import MaintainersUnreadable, codeowners

MAPPING = """
everything = ["@county/stewards"]

[counties]
lan = ["@county/lan-finance", "@li-si"]

[communities]
lan-c02 = ["@street/c02"]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder of two counties, with seals, a link and a folder that is no id."""
    data = tmp_path / "data"
    for name in ("lan/lan-c01", "lan/lan-c02", "lan/seals", "wu", "lan/Not An Id", "lan/-x"):
        (data / name).mkdir(parents=True)
    (data / "lan" / "lan-c03").symlink_to(data / "wu")
    return data


def _put(data: Path, text: str) -> None:
    (data.parent / "maintainers.toml").write_text(text, encoding="utf-8")


def test_the_last_line_that_fits_is_the_nearest(data: Path) -> None:
    """Everything, then each county, then its communities; a folder without a line is its county's."""
    _put(data, MAPPING)
    lines = codeowners(data).splitlines()
    assert lines[2:] == [
        "* @county/stewards",
        "/data/lan/ @county/lan-finance @li-si",
        "/data/lan/lan-c02/ @street/c02",
    ]
    assert all(line.startswith("#") for line in lines[:2])


def test_nobody_is_named_where_nobody_is(data: Path) -> None:
    """Without a mapping, or an empty one, there is only the heading."""
    bare = codeowners(data)
    _put(data, "everything = []\n[counties]\n[communities]\n")
    assert codeowners(data) == bare
    assert all(line.startswith("#") for line in bare.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        'everything = ["li-si"]', 'everything = ["@li si"]', 'everything = ["@li\\n* @evil"]', 'everything = ["@"]',
        'everything = ["li@example.org"]', 'everything = "@li"', 'everything = ["@a/../b"]', 'everything = ["@a#b"]',
        'everything = ["@李四"]', 'owners = []', '[counties]\nnowhere = ["@a"]', '[communities]\nlan-c09 = ["@a"]',
        '[communities]\nlan-c03 = ["@a"]', '[communities]\nseals = ["@a"]', 'everything = [', '\ud800',
        f'everything = ["@{"a" * 60}"]', 'everything = [1]',
    ],
)  # fmt: skip
def test_a_mapping_that_is_not_as_agreed_is_refused(data: Path, text: str) -> None:
    """Handles that are none, e-mail addresses, other keys, folders there are not, what is no TOML."""
    (data.parent / "maintainers.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(MaintainersUnreadable) as refused:
        codeowners(data)
    assert "maintainers.toml" in str(refused.value)


def test_the_command_writes_where_it_is_told(data: Path) -> None:
    """To the terminal, or to the file named; without accounts it says so."""
    _put(data, MAPPING)
    shown = CliRunner().invoke(main, ["owners", str(data)], catch_exceptions=False)
    assert (shown.exit_code, shown.stdout) == (0, codeowners(data))
    out = data.parent / "CODEOWNERS"
    written = CliRunner().invoke(main, ["owners", str(data), "--out", str(out)], catch_exceptions=False)
    assert (written.exit_code, written.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == shown.stdout
    nowhere = CliRunner().invoke(main, ["owners", str(data), "--out", str(out.parent / "none" / "x")])
    assert (nowhere.exit_code, nowhere.stderr.count("sunledger: ")) == (2, 2)
    with pytest.raises(DataFolderMissing):
        codeowners(data / "absent")
