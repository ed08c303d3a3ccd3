"""The comment below a pull request: whose it is by the host's own word, and what it says by our own program.

The artifact is a stranger's (see :mod:`sunledger.review.parcel`) and has no say in where it is posted. That
follows from the event that started the workflow and from the host's list of open pull requests alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from sunledger import pipeline
from sunledger.errors import SunledgerError
from sunledger.report import Language
from sunledger.review import parcel, said, words
from sunledger.review.comparing import published_names

MARKER = "<!-- sunledger difference -->"
"""The first line of our comment, by which the next one finds it."""

_LIMIT = 8 * 1024 * 1024
_Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40,64}$")]
_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", max_length=200)]
_Address = Annotated[
    str,
    StringConstraints(
        pattern=r"^https://[A-Za-z0-9.:-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/actions/runs/[0-9]{1,20}$"
    ),
]
_Number = Annotated[int, Field(gt=0, lt=10**9)]


class _Facts(BaseModel):
    """A part of what the host says; the rest of it is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Repository(_Facts):
    full_name: _Name


class _Head(_Facts):
    sha: _Sha
    repo: _Repository | None = None


class _Base(_Facts):
    repo: _Repository


class _Pull(_Facts):
    number: _Number
    state: str
    head: _Head
    base: _Base


class _Numbered(_Facts):
    number: _Number


class _Run(_Facts):
    event: str
    head_sha: _Sha
    head_repository: _Repository
    html_url: _Address
    pull_requests: tuple[_Numbered, ...] = ()


class _Event(_Facts):
    workflow_run: _Run
    repository: _Repository


class EventUnreadable(SunledgerError):
    """The event or the list of pull requests is not what the host sends."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"看不懂{what}。--event 是 workflow_run 事件的文件，--pulls 是 GitHub 列出的合并请求。",
            f"Can't read {what}. --event is the file of a workflow_run event, --pulls the pull requests as "
            "GitHub lists them",
        )


class PullRequestUnclear(SunledgerError):
    """More than one pull request could be meant."""

    def __init__(self) -> None:
        super().__init__(
            "同一个提交有几个合并请求，不知道该写在哪一个下面。请关掉多余的。",
            "Several pull requests have this commit; close those that are not needed",
        )


def number(event: Path, pulls: Path) -> int | None:
    """Return the open pull request that a run belongs to; ``None`` if its commit is no longer any's newest.

    Raises :class:`EventUnreadable`, :class:`PullRequestUnclear`.
    """
    said, listed = _event(event), _pulls(pulls)
    run = said.workflow_run
    known = {each.number for each in run.pull_requests}
    meant = [
        pull.number for pull in listed
        if pull.state == "open" and pull.head.sha == run.head_sha and pull.base.repo == said.repository
        and pull.head.repo == run.head_repository and (not known or pull.number in known)
    ]  # fmt: skip
    if run.event != "pull_request" or not meant:
        return None
    if len(set(meant)) > 1:
        raise PullRequestUnclear
    return meant[0]


def body(artifact: Path, event: Path, data: Path, language: Language) -> str:
    """Write the comment: from the artifact its figures, from ``data``, which is published, the names.

    Raises :class:`sunledger.review.parcel.ParcelRefused`, :class:`EventUnreadable`.
    """
    found = parcel.opened(artifact)
    run = _event(event).workflow_run.html_url
    named = found.model_copy(update={"names": published_names(data, found)})
    told = said.markdown(named, language, pipeline.rule_titles(), said.COMMENT)
    link = f"[{words.say(language, 'run')}]({run})"
    return f"{MARKER}\n{told}\n{words.say(language, 'from_run', run=link)}\n"


def _event(path: Path) -> _Event:
    try:
        return _Event.model_validate_json(_read(path))
    except ValidationError:
        raise EventUnreadable(path.name) from None


def _pulls(path: Path) -> list[_Pull]:
    try:
        return TypeAdapter(list[_Pull]).validate_json(_read(path))
    except ValidationError:
        raise EventUnreadable(path.name) from None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LIMIT + 1)
    except OSError:
        raise EventUnreadable(path.name) from None
    if len(raw) > _LIMIT:
        raise EventUnreadable(path.name)
    return raw
