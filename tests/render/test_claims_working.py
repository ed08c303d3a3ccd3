"""The rows listed below a claim add up to the measure it is compared with, for every measure there is."""

from __future__ import annotations

import re
from pathlib import Path

from sunledger.derive import tables
from sunledger.render.derivations.form import Part
from sunledger.render.derivations.measures import PARTS
from tests.publisher import Publisher, derived
from tests.render.conftest import Make

NAME = re.compile(r"'([a-z]+(?:-[a-z]+)*)'")
LISTED = """
with asked as (
    select {figures}, k.community_id, k.measure
    from derived.measures as k
    join (select community_id, measure, value as computed from derived.measures) as r
        on r.community_id = k.community_id and r.measure = k.measure
    join derived.lineage as l on l.community_id = k.community_id and l.distance = 0
    join meta.counties as m on m.county_id = l.county_id
    join {of} as p on {on} {join}
)
select measure, count(distinct community_id), count(*) filter (where added is distinct from value)
from (select community_id, measure, sum(added) as added from asked group by all)
join derived.measures using (community_id, measure)
group by measure order by measure
"""
"""What a part lists, were every measure of every unit claimed: how many units, and how many differ."""


def listed(part: Part) -> str:
    """Write the query for what a part lists."""
    figure = part.adds[0][1] if part.adds else "null"
    return LISTED.format(figures=f"{figure} as added", of=part.of, on=part.on, join=part.join)


def test_what_is_listed_adds_up_to_every_measure(project_root: Path, tmp_path: Path) -> None:
    """Of every unit of ``data/``, not only where a claim stands; people are told of and never added."""
    added: dict[str, int] = {}
    told: dict[str, int] = {}
    with derived(project_root / "data", tmp_path / "scratch", strict=False) as con:
        for part in PARTS:
            for measure, units, differ in con.execute(listed(part)).fetchall():
                if part.adds:
                    assert differ == 0, (part.of, measure)
                    assert measure not in added, measure
                    added[measure] = units
                else:
                    told[measure] = max(units, told.get(measure, 0))
        people = con.execute("select indicator_id from derived.indicator_families where guarded").fetchall()
        every = con.execute("select measure, count(*) from derived.measures where value <> 0 group by all")
        units_of = dict(every.fetchall())
    guarded = {"in-kind-households", "relief-households", *(name for (name,) in people)}
    assert guarded & told.keys()
    assert not guarded & added.keys()
    assert not added.keys() & told.keys()
    assert len(added) > 40
    for measure, units in units_of.items():
        assert (added | told).get(measure, 0) >= units, measure


def test_every_measure_of_the_accounts_has_its_rows_declared() -> None:
    """Those that no claim names today too."""
    query = tables()["measures"].query
    made = {*re.findall(r"'([a-z]+(?:-[a-z]+)+)'", query), *re.findall(r'as "([a-z-]+)"', query)}
    declared = {name for part in PARTS for name in NAME.findall(part.on)}
    assert made <= declared


def claimed(publisher: Publisher) -> None:
    """Claim counts of people whose months are partly kept back; and those of a unit that shows none."""
    publisher.append("lan/lan-c01/services.csv", [
        {"community_id": f"lan-c01-{unit}", "month": month, "indicator_id": "helped", "value": value}
        for unit, month, value in (("a", "2025-01", "3"), ("b", "2025-01", "2"), ("a", "2025-02", "30"))
    ])  # fmt: skip
    publisher.append("lan/claims.csv", [
        {"claim_id": f"of-{unit}", "community_id": unit, "statement": "帮扶", "value": "1", "unit": "人",
         "qualifier": "over", "source": "《县报》", "measure": "helped"}
        for unit in ("lan", "lan-c01")
    ])  # fmt: skip


def test_a_claim_about_people_tells_what_is_published_and_adds_nothing(make: Make) -> None:
    """A month below the limit is kept back below a claim too; where the total is, nothing is listed."""
    page = make(claimed, whole=True).text("working/lan/2025.html")
    top, unit = (
        page.partition(f'id="claim_checks.of-{unit}">')[2].partition("</section>")[0]
        for unit in ("lan", "lan-c01")
    )
    months = re.findall(r"帮扶人数 · (\d{4}-\d\d) · (.*?)</a>(.*?)</tr>", top)
    hidden = '<span class="withheld">不足披露下限</span>'
    assert months == [("2025-01", hidden, "</th>"), ("2025-02", hidden, "</th>"), ("2025-03", "34", "</th>")]
    assert '<dd class="n">69</dd>' in top
    assert "帮扶人数" not in unit
    assert '<dd class="n"><span class="absent">—</span></dd>' in unit
