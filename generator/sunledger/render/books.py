"""The months of year ledgers as they are printed: a query whose answers are finished markup."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from sunledger.engine import literal
from sunledger.render import addresses
from sunledger.render.commits import SHORT
from sunledger.render.derivations.form import at
from sunledger.render.derivations.printing import Links
from sunledger.render.desk import Desk
from sunledger.render.words import escaped

_SAME = ("entry", "label", "detail", "other", "bucket", "voucher", "steps", "file", "below", "line",
         "money_in", "money_out", "balance")  # fmt: skip
"""What a row of the query ``entries`` calls as its template does."""

_DAYS = "{days}"
ENTRIES, PLACE = "<entries>", "<place>"
"""Where a month's entries belong in what is printed around them, and where the first of them stands: nothing
that is printed of the accounts holds such a tag."""


def entries(desk: Desk, links: Links) -> str:
    """Write the query for entries as :class:`sunledger.render.rows.BookEntry` has them, in order.

    The query is given the units and the ``first`` month.
    """
    place = "file || '#L' || line" if links.edit else "''"
    return (
        f"select fund, month, {_entry(desk, links)} as printed, {place} as place, commit "
        f"from ({desk.sub_query('entries')})"
    )


def months(desk: Desk, links: Links, having: Iterable[str]) -> str:
    """Write the query for funds' months around their entries, as :class:`sunledger.render.rows.BookMonth` has
    them, in order.

    ``having`` are the months that funds may have. The query is given the units and the addresses of their
    notices as the list ``notices``.
    """
    notice = at(addresses.notice("{}", "{}"), "funds.community_id", "months.month")
    return f"""
select fund, left(month, 4) as year, month, {_month(desk, links, having)} as printed
from (
  select months.*, funds.account_kind = 'subledger' as subledger, {notice} as notice
  from ({desk.sub_query("fund_months")}) as months
  join open.funds on funds.fund_id = months.fund
)
order by fund, month
"""


def _entry(desk: Desk, links: Links) -> str:
    """Write what prints an entry."""
    columns = {name: name for name in _SAME} | {
        "day": "substr(entered_on, 6)",
        "in_kind": f"case when in_kind then {literal(_in_kind(desk))} end",
        "commit": f"left(commit, {SHORT})",
    }
    return desk.poured("made/entry.html", columns, {"edit": links.edit})


def _in_kind(desk: Desk) -> str:
    """Say that an entry is in kind, with the word explained."""
    return str(desk.macro("term", "in-kind", Markup(desk.words("实物，不动用账户"))))


def _month(desk: Desk, links: Links, months: Iterable[str]) -> str:
    """Write what prints a month around its entries."""
    said = ", ".join(f"{literal(m)}: {literal(escaped(desk.words.month(m)))}" for m in sorted(months))
    columns = {
        "fund": "fund", "month": "month", "opening": "opening", "closing": "closing",
        "entries": f"case when entries > 0 then {literal(ENTRIES)} end",
        "said": f"map {{{said}}}[month]",
        "status": "status_label",
        "sign": _sign(desk),
        "posted_on": "posted_on",
        "notice": "case when notice in (from these_notices) then notice end",
        "agreed": "case when agrees then statement end",
        "statement": "statement", "difference": "difference",
        "subledger": "case when subledger then 'yes' end",
    }  # fmt: skip
    known = {"root": links.root, "edit": links.edit, "contribute": addresses.prose("contribute")}
    if links.edit:
        columns["place"] = f"case when entries > 0 then {literal(PLACE)} end"
    else:
        known["place"] = ""
    return desk.poured("made/month.html", columns, known)


def _sign(desk: Desk) -> str:
    """Write what prints the sign of a month's posting, as pages print it that are not poured."""
    cases = []
    for status, label in desk.words.codes("timeliness", "status").items():
        written = literal(desk.macro("sign", status, label))
        if status == "late":
            late = literal(desk.macro("sign", status, label, _DAYS))
            written = f"coalesce(replace({late}, {literal(_DAYS)}, cast(days_late as varchar)), {written})"
        cases.append(f"when {literal(status)} then {written}")
    return f"case status {' '.join(cases)} end"
