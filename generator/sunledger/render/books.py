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


def query(desk: Desk, links: Links, months: Iterable[str]) -> str:
    """Write the query for funds' months, as :class:`sunledger.render.rows.BookMonth` has them.

    ``months`` are those that funds may have. The query is given the units, the addresses of their
    notices as the list ``notices``, whether it is to say things in English and the ``first`` month.
    """
    notice = at(addresses.notice("{}", "{}"), "funds.community_id", "month")
    return f"""
with lines as (select *, row_number() over () as nth from ({desk.sub_query("entries")})),
written as (
  select
    fund, month, string_agg({_entry(desk, links)}, chr(10) order by nth) as entries,
    arg_min(file, nth) as file, arg_min(line, nth) as line, list(distinct commit) as commits
  from lines
  group by fund, month
),
months as (
  select
    months.* exclude (entries), written.* exclude (fund, month),
    funds.account_kind = 'subledger' as subledger, {notice} as notice
  from ({desk.sub_query("fund_months")}) as months
  join open.funds on funds.fund_id = months.fund
  left join written using (fund, month)
)
select fund, left(month, 4) as year, month, {_month(desk, links, months)} as printed, commits
from months
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
        "fund": "fund", "month": "month", "opening": "opening", "closing": "closing", "entries": "entries",
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
        columns["place"] = "file || '#L' || line"
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
