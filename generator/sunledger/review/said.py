"""Tell a comparison to a reviewer who reads on a telephone: what is wrong, whose money, what is sealed.

The same outline is written as text and as Markdown; a pen knows how each writes what strangers wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sunledger.report import Language
from sunledger.review import outline, words
from sunledger.review.model import (
    Carried,
    Change,
    Difference,
    Found,
    Fund,
    FundMonth,
    Moved,
    Prose,
    Row,
    SealedMonth,
)
from sunledger.review.outline import MARKDOWN, TEXT, Item, Pen, Section

SUMMARY, COMMENT = 900_000, 60_000
"""Bytes of Markdown for a job's summary and a comment; hosts take 1 MiB and 65,536 characters."""

Titles = dict[str, tuple[str, str]]
"""What each rule says of good data, in Chinese and English, by its name."""

_ALIKE = 5
"""Findings of one rule that are told one by one."""


def text(found: Difference, language: Language, titles: Titles) -> str:
    """Write a comparison for a terminal."""
    return _teller(found, language, TEXT, titles).written(words.say(language, "title"), SUMMARY)


def markdown(found: Difference, language: Language, titles: Titles, most: int = SUMMARY) -> str:
    """Write a comparison as Markdown of at most ``most`` bytes; what is left out is counted."""
    title = f"## {words.say(language, 'title')}"
    return _teller(found, language, MARKDOWN, titles).written(title, most)


def _teller(found: Difference, language: Language, pen: Pen, titles: Titles) -> _Teller:
    names: dict[tuple[str, str], str]
    names = {(each.kind, each.id): each.en if language == "en" else each.zh for each in found.names}
    return _Teller(found, language, pen, titles, names)


@dataclass(frozen=True, slots=True)
class _Teller:
    found: Difference
    language: Language
    pen: Pen
    titles: Titles
    names: dict[tuple[str, str], str]

    def written(self, title: str, most: int) -> str:
        bullet = self.pen.bullets[0]
        head = [title, "", *(f"{bullet}{line}" for line in self.headlines())]
        return outline.written(head, list(self.sections()), self.pen, most, lambda n: self.say("more", n=n))

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, **values)

    def headlines(self) -> Iterator[str]:
        """Answer first what a reviewer asks: is it right, whose money, is anything sealed touched."""
        found, counts, strong = self.found, self.found.counts, self.pen.strong
        good, errors = not found.head.errors, {"errors": found.head.errors, "new": counts.new_errors}
        yield strong(self.say("good") if good else self.say("bad", **errors))
        if found.base.errors:
            yield self.say("base_bad", errors=found.base.errors)
        for side, state in (("base", found.base), ("head", found.head)):
            if not state.figures:
                yield self.say("untold", side=self.say(side))
            if state.unread:
                yield self.say("unread", side=self.say(side), n=state.unread)
        if found.base.figures and found.head.figures:
            money = {"communities": counts.communities, "funds": counts.funds, "months": counts.months}
            yield strong(self.say("money", **money)) if counts.funds else self.say("no_money")
        yield from self.seals()
        if found.prose:
            yield strong(self.say("prose", n=len(found.prose)))
        if counts.added or counts.changed or counts.removed:
            yield self.say("rows", **counts.model_dump())
        elif not found.prose:
            read = found.base.figures and found.head.figures
            yield self.say("nothing" if read else "nothing_read")

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

    def sections(self) -> Iterator[Section]:
        """Give the sections as they matter: errors, money, rows, then what else is found."""
        found, counts = self.found, self.found.counts
        errors = [each for each in found.appeared if each.severity == "error"]
        others = [each for each in found.appeared if each.severity != "error"]
        new, old = counts.new_errors, counts.appeared - counts.new_errors
        yield self.findings("section_errors", errors, new)
        funds = [Item(self.fund(each)) for each in found.funds]
        yield Section(self.say("section_money"), funds, counts.funds - len(funds))
        yield Section(self.say("section_prose"), [Item(self.prose(each)) for each in found.prose])
        rows = [Item(self.row(each)) for each in found.rows]
        changed = counts.added + counts.changed + counts.removed
        yield Section(self.say("section_rows"), rows, changed - len(rows))
        yield self.findings("section_others", others, old)
        yield self.findings("section_vanished", list(found.vanished), counts.vanished)

    def findings(self, head: str, found: list[Found], count: int) -> Section:
        """Group findings by their rule, as they come: gravest first."""
        ordered = sorted(
            found, key=lambda each: (("error", "warning", "notice").index(each.severity), each.rule)
        )
        items = [
            self.rule(list(group))
            for _, group in groupby(ordered, key=lambda each: (each.severity, each.rule))
        ]
        return Section(self.say(head, n=count), items, count - len(found))

    def unit(self, unit: str) -> str:
        return self.named("unit", unit)

    def named(self, kind: str, id_: str) -> str:
        """Call a unit or bucket by what is published of it, and its id."""
        name = self.names.get((kind, id_))
        return f"{self.pen.text(name)} {self.pen.code(id_)}" if name else self.pen.code(id_)

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
            named = self.named("bucket", each.bucket)
            bucket = self.say("not_divided") if each.bucket == "unallocated" else named
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

    def prose(self, prose: Prose) -> list[str]:
        cells = [self.value_change("", self.pen.code(each.column), prose.how, each) for each in prose.cells]
        return [f"{self.pen.strong(self.say(prose.how))} {self.pen.code(prose.file)}", *cells]

    def cell(self, row: Row, change: Change) -> str:
        name = self.pen.text(words.column(self.language, row.dataset, change.column))
        return self.value_change(row.dataset, name, row.how, change)

    def value_change(self, dataset: str, name: str, how: str, change: Change) -> str:
        if change.withheld:
            return f"{name} {self.say('withheld' if how == 'changed' else 'filled')}"
        new = self.value(dataset, change.column, change.new)
        if how == "added":
            return f"{name} {new}"
        return f"{name} {self.value(dataset, change.column, change.old)} → {self.pen.strong(new)}"

    def value(self, dataset: str, column: str, value: str | None) -> str:
        if value is None:
            return self.say("blank")
        label = words.label(self.language, dataset, column, value)
        return label or self.pen.code(value)

    def rule(self, found: list[Found]) -> Item:
        """Say which rule is broken, how often, where first, and how it is mended where that is one way."""
        first, zh = found[0], self.language == "zh"
        title = self.titles.get(first.rule, (first.rule, first.rule))[not zh]
        severity = self.pen.strong(f"{self.say(first.severity)} · {len(found)}")
        lines = [f"{severity} {self.say('unkept', title=self.pen.text(title))} {self.pen.code(first.rule)}"]
        for each in found[:_ALIKE]:
            place = self.pen.code(each.file + (f":{each.line}" if each.line else ""))
            lines.append(f"{self.pen.text(each.message_zh if zh else each.message_en)} {place}".strip())
        if len(found) > _ALIKE:
            lines.append(self.say("more", n=len(found) - _ALIKE))
        fixes = {each.fix_zh if zh else each.fix_en for each in found} - {""}
        return Item([*lines, *(f"→ {self.pen.text(fix)}" for fix in fixes if len(fixes) == 1)], len(found))
