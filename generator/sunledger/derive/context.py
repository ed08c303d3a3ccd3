"""The facts around the accounts that SQL needs as tables: counties, promises, months, files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sunledger.engine import Connection, fill, literal
from sunledger.model import PAST_TABLES, REDACTED_ROWS, County, Reading

LEDGER_MONTHS = 600
"""The longest ledger, in months; a fund opened earlier is an error, and its first months are not derived."""

LONGEST_BREAK = 12
"""How many months may pass between two entries that end a county's accounts when its profile does not."""

_TABLES = {
    "counties": "county_id varchar, name varchar, name_en varchar, demo boolean, as_of date, "
    "first_month varchar, last_month varchar, notice_months integer, disclosure_threshold integer, "
    "smallest_committee integer, as_of_given boolean",
    "duties": "county_id varchar, fund_kind varchar, cadence varchar, due_day integer, posting_days integer, "
    "basis varchar, basis_en varchar",
    "tiers": "county_id varchar, matter_class varchar, at_least decimal(18, 2), below decimal(18, 2)",
    "steps": "county_id varchar, step varchar, position integer, name varchar, name_en varchar",
    "approvals": "county_id varchar, fund_kind varchar, matter_class varchar, position integer, step varchar",
    "sweeps": "county_id varchar, from_kind varchar, into_kind varchar, due_day integer, "
    "reserve decimal(18, 2)",
    "tender_streams": "county_id varchar, stream varchar",
    "targets": "county_id varchar, measure varchar, percent decimal(18, 1), by_date date, basis varchar",
    "loan_ranges": "county_id varchar, at_least decimal(18, 2), at_most decimal(18, 2)",
    "months": "county_id varchar, month varchar, ordinal integer",
    "profiles": "county_id varchar, toml varchar",
    "abouts": "community_id varchar, file varchar, markdown varchar",
    "files": "file varchar, dataset varchar, rows bigint, bytes bigint, sha256 varchar",
}


def create(reading: Reading) -> None:
    """Create the tables of schema ``meta`` from the counties' profiles and the files that were read.

    What an earlier call made is left as it is.
    """
    con = reading.con
    if con.execute("from duckdb_tables() where schema_name = 'meta' and table_name = 'counties'").fetchone():
        return
    # Who has examined seals has left their heads here already; without them the tables are empty.
    con.execute(
        "create table if not exists meta.seals "
        "(county_id varchar, size integer, root varchar, last_month varchar)"
    )
    con.execute(f"create table if not exists meta.redacted_rows ({REDACTED_ROWS})")
    for name, columns in _TABLES.items():
        con.execute(f"create table meta.{name} ({columns})")
    entered = {} if all(county.profile.as_of for county in reading.counties) else _entered(con)
    rows: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for county in reading.counties:
        rows["counties"].append(_county(con, county, entered.get(county.county_id, [])))
        for name, found in _promises(county).items():
            rows[name] += found
    for name, found in rows.items():
        fill(con, f"meta.{name}", found)
    fill(con, "meta.profiles", [(county.county_id, county.profile.toml()) for county in reading.counties])
    fill(con, "meta.abouts", [(a.community_id, a.file, a.markdown) for a in reading.abouts])
    fill(con, "meta.files", [(f.file, f.dataset, f.rows, f.size, f.sha256) for f in reading.files])
    con.execute(
        "insert into meta.months select county_id, strftime(day, '%Y-%m'), row_number() over "
        "(partition by county_id order by day) from meta.counties, "
        "unnest(generate_series(cast(first_month || '-01' as date), cast(last_month || '-01' as date), "
        "interval 1 month)) as series(day) order by all"
    )


def filled(con: Connection) -> frozenset[str]:
    """Return the names of the tables around the accounts that have rows."""
    names = (*_TABLES, *PAST_TABLES)
    each = " union all ".join(f"select {literal(name)} where exists (from meta.{name})" for name in names)
    return frozenset(name for (name,) in con.execute(each).fetchall())


def _entered(con: Connection) -> dict[str, list[str]]:
    """Return the months with an entry, in order, by county: one reading of the accounts for all counties."""
    rows = con.execute(
        "select split_part(file, '/', 2), list(distinct month order by month) from ("
        "select distinct file, month from data.revenue union all "
        "select distinct file, strftime(paid_on, '%Y-%m') from data.disbursements union all "
        "select distinct file, month from data.statements) where month is not null group by all"
    ).fetchall()
    return dict(rows)


def _county(con: Connection, county: County, entered: Sequence[str]) -> tuple[Any, ...]:
    profile = county.profile
    opened = con.execute(
        "select strftime(min(opened_on), '%Y-%m') from data.funds where split_part(file, '/', 2) = ?",
        [county.county_id],
    ).fetchone()
    named = con.execute(
        "select name, name_en from data.communities where split_part(file, '/', 2) = ? "
        "order by community_id <> ?, parent_id is not null, community_id limit 1",
        [county.county_id, county.county_id],
    ).fetchone()
    first = opened[0] if opened else None
    as_of = profile.as_of or _last_day(_latest(entered, first))
    last_month = _last_whole_month(as_of)
    first_month = max(min(first or last_month, last_month), _moved(last_month, 1 - LEDGER_MONTHS))
    name, name_en = named or (county.county_id, None)
    return (
        county.county_id, profile.name or name, profile.name_en or name_en, profile.demo, as_of, first_month,
        last_month, profile.notice_months, profile.disclosure_threshold, profile.smallest_committee,
        profile.as_of is not None,
    )  # fmt: skip


def _promises(county: County) -> dict[str, list[tuple[Any, ...]]]:
    """Return what a county's profile promises, as rows by table."""
    profile, own = county.profile, county.county_id
    loans = profile.partner_loans
    return {
        "duties": [
            (own, d.fund_kind, d.cadence, d.due_day, d.posting_days, d.basis, d.basis_en)
            for d in profile.duties
        ],
        "tiers": [(own, t.matter_class, t.at_least, t.below) for t in profile.tiers],
        "steps": [(own, s.step, n, s.name, s.name_en) for n, s in enumerate(profile.steps, 1)],
        "approvals": [
            (own, a.fund_kind, a.matter_class, n, step)
            for a in profile.approvals
            for n, step in enumerate(a.steps, 1)
        ],
        "sweeps": [(own, s.from_kind, s.into_kind, s.due_day, s.reserve) for s in profile.sweeps],
        "tender_streams": [(own, stream) for stream in profile.tender_required],
        "targets": [(own, t.measure, t.percent, t.by, t.basis) for t in profile.targets],
        "loan_ranges": [(own, loans.at_least, loans.at_most)] if loans else [],
    }


def _latest(months: Sequence[str], first: str | None) -> str:
    """Return the last month with an entry, where no profile says when the accounts end.

    Entries from before the first fund opened do not count, nor those after a break of more than a year:
    one mistyped date must not stretch the calendar, and is found by the rules as lying outside of it.
    """
    counted = [month for month in months if not first or month >= first]
    latest = counted[0] if counted else first or "2000-01"
    for month in counted:
        if month > _moved(latest, LONGEST_BREAK):
            break
        latest = month
    return latest


def _moved(month: str, by: int) -> str:
    """Return the month that lies ``by`` months after one, or before it."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _last_day(month: str) -> dt.date:
    year, number = int(month[:4]), int(month[5:])
    return dt.date(year + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)


def _last_whole_month(as_of: dt.date) -> str:
    """Return the last month that had ended by ``as_of``."""
    tomorrow = as_of + dt.timedelta(days=1)
    ended = tomorrow.replace(day=1) - dt.timedelta(days=1)
    return f"{ended:%Y-%m}"
