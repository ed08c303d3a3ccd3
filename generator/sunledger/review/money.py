"""What the derived tables of both sides say of money: fund by fund, month by month, bucket by bucket.

No figure is worked out here but the difference of two that were.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sunledger.engine import Connection
from sunledger.review.model import PLACES, Bucket, Carried, Figure, Fund, FundMonth, Moved

FLOWS: tuple[Figure, ...] = ("gross", "cost", "transfers_in", "transfers_out", "disbursed")
PARTS: tuple[Figure, ...] = ("allocated", "transferred", "disbursed")

_NONE = Decimal("0.00")
_PAIRED = """
create or replace temp table {table} as
with old_rows as (select * from base.derived.{source}), new_rows as (select * from head.derived.{source})
select coalesce(new_rows.fund_id, old_rows.fund_id) as fund_id,
    coalesce(new_rows.month, old_rows.month) as month,
    {keys} {figures},
    old_rows.fund_id is null as is_new, new_rows.fund_id is null as is_gone,
    {moved} as moved,
    coalesce(new_rows.closing, 0) - coalesce(old_rows.closing, 0) as change
from old_rows full join new_rows using (fund_id, month {using})
"""
_QUIET = """
delete from temp.fund_pairs as pairs where not moved and (is_new or is_gone) and exists (
    select 1 from {other}.data.funds as funds where funds.fund_id = pairs.fund_id
) and {side}
"""

_FUNDS = """
with touched as (
    select fund_id from temp.runs group by fund_id
    having bool_or(moved or touched or change <> 0 or is_new or is_gone)
),
last_of as (
    select 'base' as side, fund_id, any_value(community_id) as community_id, any_value(kind) as kind,
        max(month) as month, arg_max(closing, month) as closing
    from base.derived.fund_months group by fund_id
    union all
    select 'head', fund_id, any_value(community_id), any_value(kind), max(month), arg_max(closing, month)
    from head.derived.fund_months group by fund_id
)
select coalesce(new_last.community_id, old_last.community_id), touched.fund_id,
    coalesce(new_last.kind, old_last.kind),
    case when old_last.side is null then 'added' when new_last.side is null then 'removed' else 'kept' end,
    old_last.month, new_last.month, old_last.closing, new_last.closing,
    coalesce(new_last.closing, 0) - coalesce(old_last.closing, 0)
from touched
left join last_of as old_last on old_last.side = 'base' and old_last.fund_id = touched.fund_id
left join last_of as new_last on new_last.side = 'head' and new_last.fund_id = touched.fund_id
order by 1, 2
"""


def compare(con: Connection) -> None:
    """Create ``temp.fund_pairs`` and ``temp.bucket_pairs``; both sides must have their derived tables.

    A month that only one side has is left out where nothing moved in it and the fund is on both sides.
    """
    con.execute(_pairing("fund_pairs", "fund_months", FLOWS, ("community_id", "kind")))
    con.execute(_pairing("bucket_pairs", "bucket_balances", PARTS, (), "bucket"))
    con.execute(_QUIET.format(other="base", side="is_new"))
    con.execute(_QUIET.format(other="head", side="is_gone"))
    con.execute(
        "create or replace temp table runs as select *, count(*) filter (moved or touched) over "
        "(partition by fund_id order by month) as run from (select pairs.*, exists (select 1 from "
        "temp.bucket_pairs as parts where parts.fund_id = pairs.fund_id and parts.month = pairs.month "
        "and parts.moved) as touched from temp.fund_pairs as pairs)"
    )


def funds(con: Connection) -> tuple[tuple[Fund, ...], int, int, int]:
    """Return the funds whose money differs; and of units, funds and months of funds how many there are."""
    buckets = _buckets(con)
    months: dict[str, list[FundMonth]] = defaultdict(list)
    pairs = ", ".join(f"old_{name}, new_{name}" for name in (*FLOWS, "closing"))
    for fund_id, month, *cells in con.execute(
        f"select fund_id, month, {pairs} from temp.runs where moved or touched order by all"
    ).fetchall():
        figures = _moved((*FLOWS, "closing"), cells, always="closing")
        months[fund_id].append(
            FundMonth(month=month, figures=figures, buckets=tuple(buckets[fund_id, month][:50]))
        )
    carried: dict[str, list[Carried]] = defaultdict(list)
    for fund_id, _, first, last, count, change in con.execute(
        "select fund_id, run, min(month), max(month), count(*), change from temp.runs "
        "where not (moved or touched or is_new or is_gone) and change <> 0 "
        "group by fund_id, run, change order by 1, 3"
    ).fetchall():
        carried[fund_id].append(Carried(first=first, last=last, months=count, change=str(change)))
    found = con.execute(_FUNDS).fetchall()
    listed, room = [], PLACES
    for community, fund_id, kind, state, since, until, before, after, change in found:
        room -= 1 + len(months[fund_id]) + len(carried[fund_id])
        if room < 0:
            break
        listed.append(
            Fund(
                community_id=community, fund_id=fund_id, kind=kind, state=state, since=since, until=until,
                before=_yuan(before), after=_yuan(after), change=str(change),
                months=tuple(months[fund_id]), carried=tuple(carried[fund_id]),
            )
        )  # fmt: skip
    return tuple(listed), len({row[0] for row in found}), len(found), sum(map(len, months.values()))


def _pairing(table: str, source: str, flows: tuple[str, ...], keys: tuple[str, ...], using: str = "") -> str:
    figures = ", ".join(
        f"old_rows.{name} as old_{name}, new_rows.{name} as new_{name}" for name in (*flows, "closing")
    )
    moved = " or ".join(f"coalesce(old_rows.{name}, 0) <> coalesce(new_rows.{name}, 0)" for name in flows)
    return _PAIRED.format(
        table=table, source=source, figures=figures, moved=f"({moved})", using=f", {using}" if using else "",
        keys="".join(
            f"coalesce(new_rows.{name}, old_rows.{name}) as {name}, "
            for name in (*keys, *filter(None, [using]))
        ),
    )  # fmt: skip


def _buckets(con: Connection) -> dict[tuple[str, str], list[Bucket]]:
    pairs = ", ".join(f"old_{name}, new_{name}" for name in (*PARTS, "closing"))
    found: dict[tuple[str, str], list[Bucket]] = defaultdict(list)
    for fund_id, month, bucket, *cells in con.execute(
        f"select fund_id, month, bucket, {pairs} from temp.bucket_pairs where moved order by all"
    ).fetchall():
        figures = _moved((*PARTS, "closing"), cells, always="closing")
        found[fund_id, month].append(Bucket(bucket=bucket, figures=figures))
    return found


def _moved(names: tuple[Figure, ...], cells: list[Decimal | None], always: str) -> tuple[Moved, ...]:
    """Pair the figures that differ; the one that is always told comes with them."""
    found = []
    for name, old, new in zip(names, cells[::2], cells[1::2], strict=True):
        change = (new or _NONE) - (old or _NONE)
        if change or name == always:
            found.append(Moved(figure=name, before=_yuan(old), after=_yuan(new), change=str(change)))
    return tuple(found)


def _yuan(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
