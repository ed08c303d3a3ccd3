"""Notices (公示单): a unit's month on paper, a sheet of A4 for each fund."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from markupsafe import Markup

from sunledger.render import addresses, origins, qr, rows
from sunledger.render.contexts_notices import Notice, NoticeFund, NoticePage
from sunledger.render.desk import Desk
from sunledger.render.origins import Origin
from sunledger.render.press import Leaf, Setup
from sunledger.render.units import Chunk, notice_months


class Notices:
    """Fills in the notices of a chunk of units, for pages of their own and for files of a county's month."""

    def __init__(self, desk: Desk, setup: Setup, chunk: Chunk) -> None:
        self._chunk, self._words, self._language = chunk, desk.words, desk.language
        self._base = setup.base_url
        self._heads = {row.county: row.head for row in desk.seals()}
        ids = [str(unit.unit) for unit in chunk.units]
        self._digests = {
            (row.unit, row.month): row.digest for row in desk.rows("digests", rows.Digest, units=ids)
        }
        self._months = {(fund, row.month): row for fund, found in chunk.months.items() for row in found}
        self._entries = {
            (fund, month): list(entries)
            for fund, found in chunk.entries.items()
            for month, entries in itertools.groupby(found, key=lambda row: row.month)
        }

    def fill_in(self, unit: rows.Unit, month: str) -> Notice:
        """Put together what stands on the sheets of one unit's month."""
        path = addresses.path_of(self._language, addresses.notice(unit.unit, month))
        absolute = self._base + path if self._base else ""
        digest = self._digests[unit.unit, month]
        return Notice(
            unit=unit,
            crumbs=tuple(self._chunk.crumbs.get(unit.unit, ())),
            month=month,
            said=self._words.month(month),
            funds=tuple(self._sheets(unit, month)),
            digest=" ".join(digest[at : at + 4] for at in range(0, 16, 4)),
            full_digest=digest,
            qr=qr.svg(absolute) if absolute else "",
            address=absolute or path,
            head=self._heads.get(unit.county, ""),
        )

    def _sheets(self, unit: rows.Unit, month: str) -> Iterator[NoticeFund]:
        """Part each fund's month into what came in and what went out."""
        for fund in self._chunk.funds.get(unit.unit, ()):
            row = self._months.get((fund.fund, month))
            if row is not None:
                entries = self._entries.get((fund.fund, month), [])
                yield NoticeFund(
                    fund=fund,
                    row=row,
                    income=tuple(entry for entry in entries if entry.dataset == "revenue" or entry.money_in),
                    payments=tuple(
                        entry for entry in entries if entry.dataset != "revenue" and entry.money_out
                    ),
                )


def _origins(notice: Notice, edit_url: str | None) -> tuple[Origin, ...]:
    """Name where the entries of a notice stand, file by file."""
    entries = (entry for part in notice.funds for entry in (*part.income, *part.payments))
    return origins.of_entries(entries, edit_url)


def leaves(desk: Desk, setup: Setup, chunk: Chunk) -> Iterator[Leaf]:
    """Lay out the notices of a chunk of units, for the months their county keeps."""
    notices = Notices(desk, setup, chunk)
    for unit in chunk.units:
        wanted = notice_months(chunk, unit)
        for before, month, after in zip(["", *wanted], wanted, [*wanted[1:], ""], strict=False):
            address = addresses.notice(unit.unit, month)
            notice = notices.fill_in(unit, month)
            names = {"unit": unit.title, "month": notice.said}
            yield Leaf(
                address=address,
                kind="notice",
                template="notice.html",
                title=Markup(desk.words("%(unit)s %(month)s公示单")) % names,
                description=Markup(desk.words("%(unit)s %(month)s资金收支公示单，可打印张贴。")) % names,
                context=NoticePage(
                    addresses.root(address), notice, before, after, _origins(notice, setup.edit_url)
                ),
                publisher=unit.publisher,
                as_of=unit.as_of,
                demo=unit.demo,
                county=unit.county,
            )
