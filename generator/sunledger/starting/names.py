"""What ids, names and folders may be called: they become folders, addresses, lines of CSV and of Markdown."""

from __future__ import annotations

from pathlib import Path

from sunledger.disclosure import shown
from sunledger.errors import SunledgerError
from sunledger.spelling import DEVICES, FORMULA, is_id

_TAKEN = {"seals"}
"""A folder of this name in a county's holds what was sealed."""
_NO_FILE = set('<>:"|?*\\')


class AnswerRefused(SunledgerError):
    """An answer can't be taken; the message says what can."""


class PlaceRefused(SunledgerError):
    """The folder can't be made there."""

    def __init__(self, place: Path, zh: str, en: str) -> None:
        said = "".join(char if char.isprintable() else "�" for char in str(place))[:200]
        super().__init__(f"不能建在 {said}：{zh}", f"Can't make {said}: {en}")


def an_id(text: str, longest: int) -> str:
    """Return an id, or raise :class:`AnswerRefused`."""
    if not is_id(text) or len(text) > longest or DEVICES.fullmatch(text) or text in _TAKEN:
        raise AnswerRefused(
            f"编号 {shown(text)} 不能用：只用小写字母、数字和减号，最多 {longest} 个字，例如 tan 或 tan-c01；"
            "con、nul、com1、seals 这类名称留作别用",
            f"The id {shown(text)} can't be used: lower-case letters, digits and hyphens, at most {longest}, "
            "like tan or tan-c01; names such as con, nul, com1 and seals are taken",
        )
    return text


def a_name(text: str, longest: int = 80) -> str:
    """Return a name as people read it, blanks at its ends cut, or raise :class:`AnswerRefused`."""
    said = text.strip()
    if not 0 < len(said) <= longest or not said.isprintable() or said.startswith(FORMULA):
        raise AnswerRefused(
            f"名称不能用：写 1 到 {longest} 个字，一行，不能有看不见的字符，不能以 = + - @ 开头",
            f"The name can't be used: 1 to {longest} characters on one line, none of them invisible, not "
            "beginning with = + - @",
        )
    return said


def a_place(place: Path) -> Path:
    """Return where the folder is to be, or raise :class:`PlaceRefused` for a name not every system takes."""
    for part in (each for each in (place, *place.parents) if not each.exists()):
        name = part.name
        if not name or name in (".", ".."):
            continue
        if not name.isprintable() or set(name) & _NO_FILE or len(name.encode()) > 200:
            zh, en = (
                "名称里有不能用的字符，或者太长",
                "its name has characters that can't be used, or is too long",
            )
            raise PlaceRefused(place, f"{zh}。换一个简单的名称", f"{en}; choose a plain name")
        if DEVICES.fullmatch(name) or name != name.rstrip(". ") or name.startswith(("-", " ")):
            raise PlaceRefused(
                place, "Windows 上不能有这样的名称。换一个", "Windows can't have such a name; choose another"
            )
    return place
