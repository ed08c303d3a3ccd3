"""Notices (公示单): a unit's month on paper, a sheet of A4 for each fund."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from markupsafe import Markup

from sunledger.render import addresses, origins, qr, rows
from sunledger.render.contexts import NoticeFund, NoticePage
from sunledger.render.desk import Desk
from sunledger.render.press import Leaf, Setup
from sunledger.render.units import Chunk, notice_months


def leaves(desk: Desk, setup: Setup, chunk: Chunk) -> Iterator[Leaf]:
    """Lay out the notices of a chunk of units, for the months their county keeps."""
    heads = {row.county: row.head for row in desk.seals()}
    ids = [str(unit.unit) for unit in chunk.units]
    digests = {(row.unit, row.month): row.digest for row in desk.rows("digests", rows.Digest, units=ids)}
    for unit in chunk.units:
        funds = chunk.funds.get(unit.unit, ())
        wanted = notice_months(chunk, unit)
        months = {fund.fund: {row.month: row for row in chunk.months.get(fund.fund, ())} for fund in funds}
        entries = {
            fund.fund: {
                month: list(found)
                for month, found in itertools.groupby(
                    chunk.entries.get(fund.fund, ()), key=lambda row: row.month
                )
            }
            for fund in funds
        }
        for before, month, after in zip(["", *wanted], wanted, [*wanted[1:], ""], strict=False):
            address = addresses.notice(unit.unit, month)
            path = addresses.path_of(desk.language, address)
            absolute = setup.base_url + path if setup.base_url else ""
            said = desk.words.month(month)
            digest = digests[unit.unit, month]
            yield Leaf(
                address=address,
                kind="notice",
                template="notice.html",
                title=Markup(desk.words("%(unit)s %(month)s公示单")) % {"unit": unit.title, "month": said},
                description=Markup(desk.words("%(unit)s %(month)s资金收支公示单，可打印张贴。"))
                % {"unit": unit.title, "month": said},
                context=NoticePage(
                    root=addresses.root(address),
                    unit=unit,
                    crumbs=tuple(chunk.crumbs.get(unit.unit, ())),
                    month=month,
                    said=said,
                    funds=tuple(
                        _sheet(fund, months[fund.fund][month], entries[fund.fund].get(month, []))
                        for fund in funds
                        if month in months[fund.fund]
                    ),
                    digest=" ".join(digest[at : at + 4] for at in range(0, 16, 4)),
                    full_digest=digest,
                    qr=qr.svg(absolute) if absolute else "",
                    address=absolute or path,
                    before=before,
                    after=after,
                    head=heads.get(unit.county, ""),
                    origins=origins.of_entries(
                        (entry for fund in funds for entry in entries[fund.fund].get(month, ())),
                        setup.edit_url,
                    ),
                ),
                publisher=unit.publisher,
                as_of=unit.as_of,
                demo=unit.demo,
                county=unit.county,
            )


def _sheet(fund: rows.Fund, row: rows.FundMonth, entries: list[rows.Entry]) -> NoticeFund:
    """Part a fund's month into what came in and what went out."""
    return NoticeFund(
        fund=fund,
        row=row,
        income=tuple(entry for entry in entries if entry.dataset == "revenue" or entry.money_in),
        payments=tuple(entry for entry in entries if entry.dataset != "revenue" and entry.money_out),
    )
