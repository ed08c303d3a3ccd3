"""Read each county's profile.toml into its model; a broken one is a finding, not a crash."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sunledger.builtin import finding
from sunledger.disclosure import repeatable, shown
from sunledger.model import County, Finding
from sunledger.profile import Profile
from sunledger.read import text
from sunledger.read.files import PROSE_LIMIT, Candidate, Found, content

_WORDS = {
    "extra_forbidden": "不认识这一项",
    "missing": "缺少这一项",
    "literal_error": "只能是 {expected} 之一",
    "date_": "应是日期，例如 2025-06-30",
    "int_": "应是整数",
    "decimal_": "应是数，小数位不超过规定",
    "bool_": "应是 true 或 false",
    "string_": "应是文字，长度和写法合规定",
    "tuple_": "应是列表",
    "model_": "应是一节设置",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "应大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "too_short": "不能是空列表",
}
"""What pydantic's types of error mean; the first whose beginning fits is taken."""

_LINE = re.compile(r"line (\d+)")


def load(found: Found, findings: list[Finding]) -> tuple[County, ...]:
    """Return every county in name order; one without a readable profile gets the defaults."""
    by_county = {candidate.county: candidate for candidate in found.profiles}
    return tuple(
        County(
            county,
            _profile(by_county[county], findings) if county in by_county else Profile.model_validate({}),
        )
        for county in found.counties
    )


def _profile(candidate: Candidate, findings: list[Finding]) -> Profile:
    raw = content(candidate.path, candidate.file, findings, PROSE_LIMIT)
    body = text.clean(raw, candidate.file, findings) if raw is not None else None
    if body is not None:
        try:
            return Profile.model_validate(tomllib.loads(body.decode("utf-8"), parse_float=Decimal))
        except RecursionError:
            detail = "嵌套太深 · it is nested too deeply"
            findings.append(finding("profiles_can_be_read", candidate.file, detail=detail))
        except tomllib.TOMLDecodeError as fault:
            place = _LINE.search(str(fault))
            line = int(place[1]) if place else 0
            findings.append(
                finding("profiles_can_be_read", candidate.file, line, detail=_sentence(str(fault)))
            )
        except ValidationError as fault:
            for error in fault.errors(include_url=False, include_input=False):
                location = ".".join(str(part) for part in error["loc"]) or "profile"
                key = location if repeatable(location) else shown(location)
                line, says = _line_of(body, error["loc"]), _says(error)
                findings.append(
                    finding("profiles_hold_known_keys", candidate.file, line, key, key=key, **says)
                )
    return Profile.model_validate({})


def _sentence(message: str) -> str:
    """Return what the TOML reader says, without the keys it quotes: they may be anything."""
    return re.sub(r"\((?!at ).*?\)", "…", message.splitlines()[0])[:120]


def _says(error: ErrorDetails) -> dict[str, str]:
    """Say what is wrong with a key, in Chinese by the type of the error and in pydantic's words."""
    facts = error.get("ctx", {})
    own = str(facts["error"]) if error["type"] == "value_error" else error["msg"]
    zh = next((words for start, words in _WORDS.items() if error["type"].startswith(start)), "")
    return {"detail_zh": zh.format_map(facts) or own, "detail_en": own}


def _line_of(body: bytes, location: tuple[int | str, ...]) -> int:
    """Find the line of a key: the n-th ``[[table]]`` of the path, then the key below it."""
    line, lines = 0, body.decode("utf-8").splitlines()
    names = [part for part in location if isinstance(part, str)]
    index = next((part for part in location if isinstance(part, int)), 0)
    seen = -1
    for number, content_line in enumerate(lines, 1):
        stripped = content_line.strip()
        if names and re.fullmatch(rf"\[\[\s*{re.escape(names[0])}\s*\]\]", stripped):
            seen += 1
            if seen == index:
                line = number
        elif (
            names
            and re.match(rf"{re.escape(names[-1])}\s*=", stripped)
            and (len(names) == 1 or seen == index)
        ):
            return number
    return line
