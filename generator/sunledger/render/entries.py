"""What feeds tell: months published, corrections, questions and answers, commits to the accounts.

An entry is called by the county and what it is of, so that its id stays when the site moves, and is the same
in a unit's feed and the publisher's. Texts are those of the pages, in their publishable form.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from sunledger.render import addresses, rows_around, rows_feeds, rows_publisher
from sunledger.render.atom import Entry
from sunledger.render.contexts_changes import Change
from sunledger.render.desk import Desk
from sunledger.render.rows_oversight import Objection


class Place(NamedTuple):
    """Where links of a feed begin."""

    language: str
    base_url: str | None
    root: str
    """What leads from the feed to its language's root."""

    def to(self, address: str) -> str:
        """Give an absolute address if the site's own is known, else one relative to the feed."""
        if self.base_url is None:
            return self.root + address
        path, mark, anchor = addresses.path_of(self.language, address).partition("#")
        return addresses.absolute(self.base_url, path) + mark + anchor


def months(desk: Desk, place: Place, rows: Iterable[rows_feeds.FeedMonth], *, named: bool) -> Iterator[Entry]:
    """Make an entry of each month of a unit, with a line for each of its funds."""
    line = "<p>" + desk.words("%(fund)s：收入 %(gross)s，成本 %(cost)s，支出 %(out)s，结余 %(left)s") + "</p>"
    said = desk.words("%(month)s账目")
    for (unit, month), found in itertools.groupby(rows, key=lambda row: (row.unit, row.month)):
        funds = list(found)
        one = funds[0]
        title = Markup(said % {"month": desk.words.month(month)})
        address = addresses.notice(unit, month) if one.noticed else addresses.ledger(unit, month[:4])
        lines = [
            line % {"fund": row.name, "gross": row.gross, "cost": row.cost, "out": row.disbursed,
                    "left": row.closing}
            for row in funds
        ]  # fmt: skip
        yield Entry(
            name=f"{one.county}/{unit}/{month}",
            title=Markup("{} · {}").format(one.title, title) if named else title,
            summary=Markup("".join(lines)),  # of cells that are safe
            link=place.to(address),
            published=one.published,
            updated=one.updated,
        )


def correction(
    desk: Desk, place: Place, page: str, county: str,
    row: rows_around.Correction | rows_publisher.AnyCorrection,
) -> Entry:  # fmt: skip
    """Make an entry of a correction: what it was, what it is now, why and who decided."""
    words = desk.words
    what = Markup("{} {} {}").format(
        words.table(row.dataset), row.row_key, words.column(row.dataset, row.column_name)
    )
    values = Markup("{} → {}").format(row.old_value or "—", row.new_value or "—")
    return Entry(
        name=f"{county}/corrections/{row.correction}",
        title=Markup(words("更正：%(what)s")) % {"what": what},
        summary=Markup("<p>{}</p><p>{}</p><p>{}</p>").format(values, row.reason, row.decided_by),
        link=place.to(f"{page}#{row.correction}"),
        published=row.corrected_on,
        updated=row.corrected_on,
    )


def objection(
    desk: Desk, place: Place, page: str, county: str, row: Objection, *, named: bool = False
) -> Entry:
    """Make an entry of a question, which is anew when it is answered."""
    words = desk.words
    asked = Markup(words("%(asked)s 提出，%(due)s 前答复")) % {"asked": row.asked_on, "due": row.due_on}
    said = [Markup("{}：{}" if desk.language == "zh" else "{}: {}").format(row.status_label, asked)]
    if row.answered_on:
        answered = Markup(words("%(day)s 答复：%(answer)s"))
        said.append(answered % {"day": row.answered_on, "answer": row.answer})
    title = Markup(words("异议：%(question)s")) % {"question": row.question}
    return Entry(
        name=f"{county}/objections/{row.objection}",
        title=Markup("{} · {}").format(row.name, title) if named else title,
        summary=Markup("").join(Markup("<p>{}</p>").format(part) for part in said),
        link=place.to(f"{page}#{row.objection}"),
        published=row.asked_on,
        updated=row.answered_on or row.asked_on,
    )


def commit(desk: Desk, place: Place, page: str, change: Change) -> Entry:
    """Make an entry of a commit to the accounts, as the page of changes tells it."""
    row = change.row
    return Entry(
        name=f"commits/{row.change}",
        title=Markup(desk.words("数据变动 %(change)s")) % {"change": row.change},
        summary=Markup(desk.write("feed_change.html", change)),
        link=place.to(f"{page}#change.{row.change}"),
        published=row.changed_on,
        updated=row.changed_on,
        zone="Z",
    )
