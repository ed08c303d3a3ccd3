"""What is described and versioned as one thing: the whole publisher, and each county.

The version is computed from the data by a rule, so that the same data have the same version anywhere:

- major: the form of the columns; it rises when a column changes its name, its type or its meaning.
- minor: how many months have accounts; it rises with a new month.
- patch: how many corrections are recorded; it rises with a corrected value and never goes back to 0,
  since what was corrected stays corrected when a month is added.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.engine import Connection

FORM = 1
"""The form of the columns: raise it when a published column changes its name, its type or its meaning."""


@dataclass(frozen=True, slots=True)
class Part:
    """The whole publisher under a blank id, or a county."""

    part: str
    name: str
    name_en: str
    first: str
    """The first month with accounts; blank without any."""
    last: str
    version: str

    @property
    def package(self) -> str:
        """Return its name as a package or dataset."""
        return f"sunledger-{self.part}" if self.part else "sunledger"


def parts(con: Connection) -> tuple[Part, ...]:
    """Read the whole, and then each county."""
    rows = con.execute(
        "select counties.county_id, counties.name, coalesce(nullif(counties.name_en, ''), counties.name), "
        "coalesce(min(months.month), ''), coalesce(max(months.month), ''), "
        "list(distinct months.month) filter (months.month is not null), "
        "(select count(*) from open.corrections as corrected "
        "where split_part(corrected.file, '/', 2) = counties.county_id) "
        "from meta.counties as counties left join derived.fund_months as months using (county_id) "
        "group by counties.county_id, counties.name, counties.name_en order by counties.county_id"
    ).fetchall()
    counties = [
        Part(part, name, name_en, first, last, _version(set(months or ()), corrections))
        for part, name, name_en, first, last, months, corrections in rows
    ]
    every = {month for row in rows for month in row[5] or ()}
    whole = Part(
        part="",
        name="、".join(county.name for county in counties),
        name_en=", ".join(county.name_en for county in counties),
        first=min(every, default=""),
        last=max(every, default=""),
        version=_version(every, sum(row[6] for row in rows)),
    )
    return (whole, *counties)


def _version(months: set[str], corrections: int) -> str:
    return f"{FORM}.{len(months)}.{corrections}"
