"""Compare two states of the accounts: rows, money, seals, findings, and who they belong to."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sunledger import pipeline
from sunledger.engine import Connection, connect, literal
from sunledger.model import Finding, Progress, Severity, quiet
from sunledger.review import money, prose, rows
from sunledger.review.model import (
    FINDINGS,
    PLACES,
    Counts,
    Difference,
    Found,
    Fund,
    Name,
    NewSeal,
    SealedMonth,
    Side,
)
from sunledger.review.sides import State, has, only_in, opened

_SEALS = (
    "sealed_rows_stay_as_they_were",
    "sealed_rows_are_not_removed",
    "sealed_months_take_no_rows_silently",
    "published_claims_are_never_altered",
)
"""The checks that speak of rows in sealed months, each at its row's place or, of removed rows, its leaf's."""

_NAMED = f"""
select 'unit' as kind, community_id as id, left(name, 200), left(name_en, 200)
from base.data.communities
where name is not null and community_id in (select unnest($1))
union all
select 'bucket', bucket, left(any_value(name), 200), left(any_value(name_en), 200)
from base.data.schemes
where bucket in (select unnest($2))
group by bucket
having count(distinct name) = 1
order by all
limit {PLACES}
"""


def compare(
    data: Path, base: str, head: str | None = None, *, progress: Progress = quiet
) -> tuple[Difference, list[Finding]]:
    """Tell what leads from ``base`` to ``head``; return it, and the findings that appear, all of them.

    Each is a folder of accounts or a revision of what git keeps of ``data``; without ``head`` the files as
    they stand. Raises :class:`sunledger.errors.RevisionUnknown`.
    """
    with (
        tempfile.TemporaryDirectory(prefix="sunledger-") as scratch,
        opened(data, base, head, Path(scratch), progress) as (con, before, after),
    ):
        tally = rows.compare(con)
        funds: tuple[Fund, ...] = ()
        communities, fund_count, months = 0, 0, 0
        if before.figures and after.figures:
            money.compare(con)
            funds, communities, fund_count, months = money.funds(con)
        seals, sealed = _seals(con, after), _newly(con)
        appeared = only_in(after, before)
        vanished = only_in(before, after)
        counts = Counts(
            communities=communities, funds=fund_count, months=months,
            files=tally.files, added=tally.added, changed=tally.changed, removed=tally.removed,
            appeared=len(appeared),
            new_errors=sum(each.severity is Severity.ERROR for each in appeared), vanished=len(vanished),
        )  # fmt: skip
        told = Difference(
            form=1, base=_side(con, "base", before), head=_side(con, "head", after),
            counts=counts, names=(), funds=funds,
            seals=seals, sealed=sealed, prose=tuple(prose.compare(con)), rows=rows.listed(con),
            appeared=tuple(map(_found, appeared[:FINDINGS])),
            vanished=tuple(map(_found, vanished[:FINDINGS])),
        )  # fmt: skip
        told = told.model_copy(update={"names": _names(con, told)})
    return told, appeared


def _side(con: Connection, name: str, state: State) -> Side:
    report = state.report
    unread = con.execute(f"select count(*) from {name}.meta.unread").fetchone()
    errors, warnings, notices = (report.count(severity) for severity in Severity)
    return Side(
        commit=state.commit, files=report.files, rows=report.rows, errors=errors, warnings=warnings,
        notices=notices, figures=state.figures, unread=unread[0] if unread else 0,
    )  # fmt: skip


def _found(finding: Finding) -> Found:
    cut = {name: getattr(finding, name)[:1000] for name in ("message_zh", "message_en", "fix_zh", "fix_en")}
    return Found(
        rule=finding.rule, severity=finding.severity.value, file=finding.file[:200], line=finding.line,
        column=finding.column[:200], **cut,
    )  # fmt: skip


def published_names(data: Path, found: Difference) -> tuple[Name, ...]:
    """Name what a comparison speaks of by what accounts that are published say of it."""
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        work = Path(scratch) / "work.duckdb"
        pipeline.lay_open(data, work, frozenset())
        con = connect(Path(scratch))
        con.execute(f"attach {literal(str(work))} as base (read_only)")
        names = _names(con, found)
        con.close()
    return names


def _names(con: Connection, found: Difference) -> tuple[Name, ...]:
    """Name units and buckets by what is published of them already: a new name is still to be reviewed.

    A bucket that schemes name differently keeps its id.
    """
    units = {each.county_id for each in found.seals} | {each.county_id for each in found.sealed}
    units |= {fund.community_id for fund in found.funds}
    buckets = {each.bucket for fund in found.funds for month in fund.months for each in month.buckets}
    rows = con.execute(_NAMED, [sorted(units), sorted(buckets)]).fetchall()
    return tuple(Name(kind=kind, id=id_, zh=zh, en=en or zh) for kind, id_, zh, en in rows)


def _newly(con: Connection) -> tuple[NewSeal, ...]:
    """Tell which counties' seals end with another month than before."""
    found = con.execute(
        "select county_id, old_seals.last_month, new_seals.last_month from base.meta.seals as old_seals "
        "full join head.meta.seals as new_seals using (county_id) "
        f"where old_seals.last_month is distinct from new_seals.last_month order by 1 limit {PLACES}"
    ).fetchall()
    return tuple(NewSeal(county_id=c, before=old or None, after=new or None) for c, old, new in found)


def _seals(con: Connection, after: State) -> tuple[SealedMonth, ...]:
    """Tell which sealed months had rows touched, and whether the check of the seals let it pass."""
    if not has(con, "base", "meta", "seal_rows"):
        return ()
    held = has(con, "head", "meta", "seal_late")
    accused = {(found.file, found.line) for found in after.report.findings if found.rule in _SEALS}
    touched = con.execute(
        "select sealed.county_id, sealed.month, sealed.leaf, rows.file, rows.line from temp.rows as rows "
        "join base.meta.seal_forms as forms on forms.dataset = rows.dataset and forms.row_key = rows.row_key "
        "join base.meta.seal_rows as sealed on sealed.dataset = forms.dataset "
        "and sealed.row_key = forms.listed_key where rows.open and rows.how <> 'added'"
        + (" union all select split_part(late.file, '/', 2), late.month, null, late.file, late.line "
           "from temp.rows as rows join head.meta.seal_late as late using (dataset, row_key) "
           "where rows.how = 'added'" if held else "")
    ).fetchall()  # fmt: skip
    bad_leaves = {
        (county, leaf)
        for county, leaf, file, line in (
            con.execute("select county_id, leaf, file, line from head.meta.seal_rows").fetchall()
            if held and accused else ()
        )
        if (file, line) in accused
    }  # fmt: skip
    months: dict[tuple[str, str], list[bool]] = {}
    for county, month, leaf, file, line in touched:
        wrong = (file, line) in accused if file else (county, leaf) in bad_leaves
        months.setdefault((county, month), []).append(wrong)
    return tuple(
        SealedMonth(county_id=county, month=month, rows=len(wrongs),
                    explained=not any(wrongs) if held else None)
        for (county, month), wrongs in sorted(months.items())[:PLACES]
    )  # fmt: skip
