"""Tell a comparison to a reviewer who reads on a telephone: what is wrong, whose money, what is sealed.

The same outline is written as text and as Markdown; a pen knows how each writes what strangers wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sunledger import inert
from sunledger.report import Language
from sunledger.review import words
from sunledger.review.model import (
    Carried,
    Change,
    Difference,
    Found,
    Fund,
    FundMonth,
    Moved,
    Row,
    SealedMonth,
)

SUMMARY, COMMENT = 900_000, 60_000
"""Bytes of Markdown for a job's summary and a comment; hosts take 1 MiB and 65,536 characters."""

_LATER = 400
"""Bytes kept free for the head and the last line of each section that follows."""


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


@dataclass(slots=True)
class _Section:
    """A head, and items of one line or more; how many there are in all."""

    head: str
    items: list[list[str]] = field(default_factory=list)
    total: int = 0


def text(found: Difference, language: Language) -> str:
    """Write a comparison for a terminal."""
    return _Teller(found, language, TEXT, {}).written(SUMMARY, words.say(language, "title"))


def markdown(
    found: Difference,
    language: Language,
    most: int = SUMMARY,
    titles: dict[str, tuple[str, str]] | None = None,
) -> str:
    """Write a comparison as Markdown of at most ``most`` bytes; what is left out is counted.

    ``titles`` gives the names of rules where findings come without their messages.
    """
    title = f"## {words.say(language, 'title')}"
    return _Teller(found, language, MARKDOWN, titles or {}).written(most, title)


@dataclass(slots=True)
class _Teller:
    found: Difference
    language: Language
    pen: Pen
    titles: dict[str, tuple[str, str]]

    def written(self, most: int, title: str) -> str:
        """Put heads and items together until the room is used up."""
        bullet, under = self.pen.bullets
        lines = [title, "", *(f"{bullet}{line}" for line in self.headlines()), ""]
        sections = [section for section in self.sections() if section.items]
        room = most - sum(len(line.encode()) + 1 for line in lines) - _LATER * len(sections)
        for section in sections:
            lines += [f"{self.pen.head}{section.head}", ""]
            told = 0
            for item in section.items:
                block = [bullet + item[0], *(under + line for line in item[1:])]
                size = sum(len(line.encode()) + 1 for line in block)
                if size > room:
                    break
                room -= size
                told += 1
                lines += block
            if section.total > told:
                lines.append(bullet + self.say("more", n=section.total - told))
            lines.append("")
        return "\n".join(lines)

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, **values)

    def headlines(self) -> Iterator[str]:
        """Answer first what a reviewer asks: is it right, whose money, is anything sealed touched."""
        found, counts, strong = self.found, self.found.counts, self.pen.strong
        new = sum(each.severity == "error" for each in found.appeared)
        good = not found.head.errors
        yield strong(self.say("good") if good else self.say("bad", errors=found.head.errors, new=new))
        if found.base.errors:
            yield self.say("base_bad", errors=found.base.errors)
        for side, state in (("base", found.base), ("head", found.head)):
            if not state.figures:
                yield self.say("untold", side=self.say(side))
        if found.base.figures and found.head.figures:
            money = {"communities": counts.communities, "funds": counts.funds, "months": counts.months}
            yield strong(self.say("money", **money)) if counts.funds else self.say("no_money")
        yield from self.seals()
        if counts.added or counts.changed or counts.removed:
            yield self.say("rows", **counts.model_dump())
        else:
            yield self.say("nothing")

    def seals(self) -> Iterator[str]:
        """Say of the sealed months first what has no explanation."""
        if not self.found.seals:
            yield self.say("unsealed")
        for key, explained in (("sealed_badly", False), ("sealed_unknown", None), ("sealed_well", True)):
            months = [each for each in self.found.seals if each.explained is explained]
            if months:
                said = self.say("comma").join(map(self.sealed, months[:12]))
                more = f" … {self.say('more', n=len(months) - 12)}" if len(months) > 12 else ""
                line = self.say(key, months=said + more)
                yield line if explained else self.pen.strong(line)
        for each in self.found.sealed[:12]:
            before, after = (month or self.say("no_seals") for month in (each.before, each.after))
            yield self.say("new_seal", county=self.unit(each.county_id), before=before, after=after)

    def sealed(self, each: SealedMonth) -> str:
        return f"{self.unit(each.county_id)} {each.month}"

    def sections(self) -> Iterator[_Section]:
        """Give the sections in the order in which they matter."""
        found, counts = self.found, self.found.counts
        appeared = [self.finding(each) for each in found.appeared]
        yield _Section(self.say("section_appeared", n=counts.appeared), appeared, counts.appeared)
        yield _Section(self.say("section_money"), [self.fund(each) for each in found.funds], counts.funds)
        changed = counts.added + counts.changed + counts.removed
        yield _Section(self.say("section_rows"), [self.row(each) for each in found.rows], changed)
        vanished = [self.finding(each)[:1] for each in found.vanished]
        yield _Section(self.say("section_vanished", n=counts.vanished), vanished, counts.vanished)

    def unit(self, unit: str) -> str:
        """Name a unit by what is published of it, and its id."""
        names = {
            name.community_id: name.en if self.language == "en" else name.zh for name in self.found.names
        }
        name = names.get(unit)
        return f"{self.pen.text(name)} {self.pen.code(unit)}" if name else self.pen.code(unit)

    def fund(self, fund: Fund) -> list[str]:
        kind = words.label(self.language, "funds", "kind", fund.kind) or fund.kind
        state = {"added": "added_fund", "removed": "removed_fund"}.get(fund.state)
        told = f"{self.say('open')}{self.say(state)}{self.say('close')}" if state else ""
        before, after = (words.amount(each, self.language) for each in (fund.before, fund.after))
        dates = [fund.until] if fund.since == fund.until else [fund.since, fund.until]
        ends = " → ".join(self.say("end_of", month=month) for month in dates if month)
        head = (
            f"{self.unit(fund.community_id)} · {kind} {self.pen.code(fund.fund_id)}{told}{self.say('colon')}"
            f"{self.say('left')} {before} → {self.pen.strong(after)}{self.say('open')}"
            f"{words.change(fund.change)}{self.say('comma')}{ends}{self.say('close')}"
        )
        later = [(each.month, line) for each in fund.months for line in self.month(each)]
        later += [(each.first, self.carried(each)) for each in fund.carried]
        return [head, *(line for _, line in sorted(later, key=lambda pair: pair[0]))]

    def month(self, month: FundMonth) -> Iterator[str]:
        yield f"{self.pen.strong(month.month)}{self.say('colon')}{self.moved(month.figures)}"
        for each in month.buckets:
            bucket = self.say("not_divided") if each.bucket == "unallocated" else self.pen.code(each.bucket)
            yield f"{month.month} {self.say('bucket')} {bucket}{self.say('colon')}{self.moved(each.figures)}"

    def carried(self, each: Carried) -> str:
        return self.say(
            "carried", first=each.first, last=each.last, n=each.months, change=words.change(each.change)
        )

    def moved(self, figures: tuple[Moved, ...]) -> str:
        said = []
        for each in figures:
            before, after = (words.amount(value, self.language) for value in (each.before, each.after))
            name = words.figure(self.language, each.figure)
            said.append(
                f"{name} {before} → {after}{self.say('open')}{words.change(each.change)}{self.say('close')}"
            )
        return self.say("stop").join(said)

    def row(self, row: Row) -> list[str]:
        cells = self.say("stop").join(self.cell(row, change) for change in row.cells)
        name = self.pen.text(words.dataset(self.language, row.dataset))
        place = f"{self.pen.code(row.file)} {self.say('line', n=row.line)}"
        what = f"{self.pen.strong(self.say(row.how))} {name} {self.pen.code(row.key)}"
        lines = [f"{what}{self.say('open')}{place}{self.say('close')}"]
        return [*lines, cells] if row.how != "removed" and cells else lines

    def cell(self, row: Row, change: Change) -> str:
        name = self.pen.text(words.column(self.language, row.dataset, change.column))
        if change.withheld:
            return f"{name} {self.say('withheld' if row.how == 'changed' else 'filled')}"
        new = self.value(row.dataset, change.column, change.new)
        if row.how == "added":
            return f"{name} {new}"
        return f"{name} {self.value(row.dataset, change.column, change.old)} → {self.pen.strong(new)}"

    def value(self, dataset: str, column: str, value: str | None) -> str:
        if value is None:
            return self.say("blank")
        label = words.label(self.language, dataset, column, value)
        return label or self.pen.code(value)

    def finding(self, found: Found) -> list[str]:
        place = found.file + (f":{found.line}" if found.line else "")
        message, fix = found.message_zh, found.fix_zh
        if self.language == "en":
            message, fix = found.message_en, found.fix_en
        message = message or self.titles.get(found.rule, (found.rule, found.rule))[self.language == "en"]
        head = f"{self.pen.strong(self.say(found.severity))} {self.pen.text(message)} {self.pen.code(place)}"
        return [f"{head} {self.pen.code(found.rule)}", *([f"→ {self.pen.text(fix)}"] if fix else [])]
