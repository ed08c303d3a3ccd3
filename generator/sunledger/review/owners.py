"""CODEOWNERS, made of the folders of the accounts and of ``maintainers.toml``: who reviews what.

The mapping stands beside ``data/``, not in it: a clerk's pull request can't appoint its own reviewer. It
names accounts of the code host, people's or teams'; no e-mail addresses, which would be personal data.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from sunledger.errors import DataFolderMissing, SunledgerError
from sunledger.spelling import is_id

MAPPING, OWNERS = "maintainers.toml", "CODEOWNERS"

_OTHER = {"seals"}
HEAD = f"""\
# 由 sunledger owners 按 {MAPPING} 和 data/ 的目录生成，不要手改。
# Made by sunledger owners from {MAPPING} and the folders of data/. Don't edit it by hand.
"""
"""All there is of CODEOWNERS as long as nobody is named."""

Handle = Annotated[
    str,
    StringConstraints(
        pattern=r"^@[A-Za-z0-9](-?[A-Za-z0-9_]){0,38}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,3}$", max_length=150
    ),
]
Handles = Annotated[tuple[Handle, ...], Field(max_length=20)]


class Maintainers(BaseModel):
    """Who reviews what; without a line of its own a folder is its county's, and that everybody's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    everything: Handles = ()
    counties: dict[str, Handles] = {}
    communities: dict[str, Handles] = {}


class MaintainersUnreadable(SunledgerError):
    """The mapping is not as agreed, or names what there is not."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(
            f'{MAPPING} 有误：{zh}。审核人写代码托管网站的帐号，例如 "@name" 或 "@org/team"。',
            f'{MAPPING} is wrong: {en}. Reviewers are accounts of the code host, as in "@name" or '
            '"@org/team"',
        )


def codeowners(data: Path) -> str:
    """Return the text of CODEOWNERS for the accounts in ``data`` and the mapping beside it.

    The last line that fits a path decides, so folders stand below what they lie in. Raises
    :class:`MaintainersUnreadable`, :class:`DataFolderMissing`.
    """
    if not data.is_dir():
        raise DataFolderMissing(data)
    mapping = _mapping(data.absolute().parent / MAPPING)
    folders = _folders(data)
    _known(mapping, folders)
    lines = [_line("*", mapping.everything)] if mapping.everything else []
    for county, communities in folders.items():
        own = mapping.counties.get(county, ())
        if own:
            lines.append(_line(f"/{data.name}/{county}/", own))
        for community in communities:
            theirs = mapping.communities.get(community, ())
            if theirs:
                lines.append(_line(f"/{data.name}/{county}/{community}/", theirs))
    return HEAD + "".join(lines)


def _mapping(path: Path) -> Maintainers:
    if path.is_symlink() or not path.is_file():
        return Maintainers()
    try:
        return Maintainers.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise MaintainersUnreadable(f"读不懂（{cause}）", f"it can't be read ({cause})") from None
    except ValidationError as cause:
        places = ", ".join(".".join(map(str, error["loc"])) for error in cause.errors()[:5])
        raise MaintainersUnreadable(f"这几处不合约定：{places}", f"not as agreed at {places}") from None


def _folders(data: Path) -> dict[str, list[str]]:
    """Return counties and their communities as folders have them; names that are no ids are the check's."""
    return {county: [name for name in _ids(data / county) if name not in _OTHER] for county in _ids(data)}


def _ids(folder: Path) -> list[str]:
    return sorted(
        each.name for each in folder.iterdir()
        if each.is_dir() and not each.is_symlink() and is_id(each.name)
    )  # fmt: skip


def _known(mapping: Maintainers, folders: dict[str, list[str]]) -> None:
    """Refuse names without a folder: a misspelt one would leave its folder to others."""
    communities = {name for names in folders.values() for name in names}
    unknown = sorted((mapping.counties.keys() - folders.keys()) | (mapping.communities.keys() - communities))
    if unknown:
        names = ", ".join(unknown[:5])
        raise MaintainersUnreadable(f"data/ 里没有这些目录：{names}", f"no such folders in data/: {names}")


def _line(pattern: str, handles: tuple[str, ...]) -> str:
    return f"{pattern} {' '.join(handles)}\n"
