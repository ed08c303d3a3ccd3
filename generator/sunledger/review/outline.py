"""Heads, sections and items, put together until the room is used up; what is left out is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sunledger import inert

_LATER = 200
"""Bytes kept free for the head and the last line of each section."""

_LENGTHS = (10_000, 12, 5, 2)
"""How many lines an item may have: as few as it takes for more items to find room."""

More = Callable[[int], str]
"""Says how many are left out."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How a form is written: text of others, ids and values, what is to stand out, heads and lists."""

    text: Callable[[str], str]
    code: Callable[[str], str]
    strong: Callable[[str], str]
    head: str
    bullets: tuple[str, str]


TEXT = Pen(inert.plain, inert.plain, str, "", ("  ", "      "))
MARKDOWN = Pen(inert.text, inert.code, "**{}**".format, "### ", ("- ", "  - "))


@dataclass(frozen=True, slots=True)
class Item:
    """A line and those below it; ``weight`` is how many things it tells of."""

    lines: list[str]
    weight: int = 1


@dataclass(slots=True)
class Section:
    """A head and items; ``rest`` is how many more things there are that nothing is known of here."""

    head: str
    items: list[Item] = field(default_factory=list)
    rest: int = 0


def written(head: list[str], sections: list[Section], pen: Pen, most: int, more: More) -> str:
    """Write it all in at most ``most`` bytes: a section may use half of the room there is, the last all."""
    told = [section for section in sections if section.items]
    lines = [*head, ""]
    room = most - _size(lines) - sum(_LATER + len(section.head.encode()) for section in told)
    for number, section in enumerate(told, 1):
        blocks = _fitting(section, pen, room if number == len(told) else room // 2, more)
        room -= sum(map(_size, blocks))
        left = section.rest + sum(item.weight for item in section.items[len(blocks) :])
        lines += [f"{pen.head}{section.head}", ""]
        lines += [line for block in blocks for line in block]
        lines += [pen.bullets[0] + more(left), ""] if left else [""]
    return "\n".join(lines)


def _fitting(section: Section, pen: Pen, room: int, more: More) -> list[list[str]]:
    """Return the first items that find room, shortened only if not all do."""
    blocks: list[list[str]] = []
    for length in _LENGTHS:
        blocks = [_block(item.lines, pen, length, more) for item in section.items]
        if sum(map(_size, blocks)) <= room:
            return blocks
    kept = []
    for block in blocks:
        room -= _size(block)
        if room < 0:
            break
        kept.append(block)
    return kept


def _block(lines: list[str], pen: Pen, length: int, more: More) -> list[str]:
    bullet, under = pen.bullets
    shown, left = lines[1 : length + 1], len(lines) - 1 - length
    below = [*shown[:-1], more(left + 1)] if left > 0 else shown
    return [bullet + lines[0], *(under + line for line in below)]


def _size(lines: list[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
