"""starting: a new publisher's repository, which passes its check and builds at once.

``answers`` holds what the publisher was asked, ``names`` what ids, names and folders may be called, ``data``
the accounts to begin with, ``repository`` the files around them (``files/``), ``folder`` puts all of it in
place in one step, or nothing.
"""

from __future__ import annotations

from pathlib import Path

from sunledger.starting import data, folder, repository
from sunledger.starting.answers import REGISTERED, SCHEMES, Answers
from sunledger.starting.names import AnswerRefused

__all__ = ["SCHEMES", "Answers", "begin"]


def begin(place: Path, answers: Answers, *, minimal: bool) -> tuple[str, ...]:
    """Make the folder ``place`` and return the files in it, by path below it.

    ``minimal`` leaves it at the four datasets that no publisher can do without. Raises what
    :mod:`sunledger.starting.folder` says of a folder that is not empty, and of answers that don't pass.
    """
    if minimal and answers.scheme in REGISTERED:
        raise AnswerRefused(
            f"方案 {answers.scheme} 还要登记分配办法或慈善组织，四个文件放不下。去掉 --minimal，或选 owners",
            f"The scheme {answers.scheme} needs more than four files; leave --minimal away, or choose owners",
        )
    files = data.files(answers, minimal=minimal)
    if not minimal:
        files |= repository.files(answers)
    folder.put(place, files)
    return tuple(sorted(files))
