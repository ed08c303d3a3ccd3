"""42 income projects in eight fields, and their turnover of just over 3.2 million yuan in 24 months.

Typical monthly amounts at maturity and their seasons follow reference/domain.md, section 4.A.
Projects start one after another and take three months to find their customers. Rents are
what the contract says; the rest is scaled so that the total is exact to the fen.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from sunledger.demo.book import yuan
from sunledger.demo.ledger import add_months, day, half_up, last_day, months, months_between, split
from sunledger.demo.tan.county import FIRST, ID, LAST, Community, County
from sunledger.demo.tan.fields import FIELDS, Field
from sunledger.demo.tan.rooms import Room

TURNOVER = 3_218_640_57
_COST_PERCENT = 38
_STAFF, _LOCAL_STAFF = 220, 187
_SUSPENDED = "2025-03"
RATE_OF_PROFIT = 10
"""A joint venture's share, in per cent of its net profit."""

_RAMP = (45, 65, 85)


@dataclass(eq=False)
class Entry:
    """A month's income of a project, fen; ``weight`` is what a variable amount is scaled from."""

    month: str
    project: str
    category: str
    basis: str
    payer: str | None
    mode: str
    gross: int = 0
    cost: int = 0
    weight: int = 0
    note: str | None = None


@dataclass(eq=False)
class Project:
    """An income project and the terms it runs under."""

    id: str
    community: Community
    business: str
    mode: str
    start: str
    end: str = LAST
    operator: str | None = None
    room: Room | None = None
    rent: int = 0
    entries: list[Entry] = field(default_factory=list)


def draw_projects(county: County, rooms: list[Room], agree: Callable[[Project], None]) -> list[Project]:
    """Draw the projects with their rooms, terms and income; write projects, contracts and turnovers.

    ``agree`` sets the terms of a joint venture once its income is known.
    """
    rng = county.rng("projects")
    projects = _found(county, rng, rooms)
    for project in projects:
        _earn(rng, project)
    _scale(projects)
    for project in projects:
        if project.mode == "joint_venture":
            agree(project)
    staff = [1 + part for part in split(_STAFF - len(projects), [rng.randint(2, 9) for _ in projects])]
    local = split(_LOCAL_STAFF, staff)
    for project, people, residents in zip(projects, staff, local, strict=True):
        _write(county, project, people, min(people, residents))
    return projects


def _found(county: County, rng: random.Random, rooms: list[Room]) -> list[Project]:
    urban = [community for community in county.communities if community.company]
    dealt = [(name, nth) for name, kind in FIELDS.items() for nth in range(kind.number)]
    starts = [min(21, 22 * place // len(dealt)) for place in range(len(dealt))]
    rng.shuffle(starts)
    projects, numbers = [], dict.fromkeys((community.id for community in urban), 0)
    for place, (name, nth) in enumerate(dealt):
        kind, community = FIELDS[name], urban[place % len(urban)]
        numbers[community.id] += 1
        start = add_months(FIRST, starts[place])
        mode = kind.modes[nth % len(kind.modes)]
        project = Project(f"{community.id}-e{numbers[community.id]}", community, name, mode, start)
        if name == "culture_sport" and nth == 1:
            project.start, project.end = min(start, "2024-03"), _SUSPENDED
        project.operator = _operator(county, rng, mode, kind, community)
        project.room = _room(rng, project, kind, rooms)
        projects.append(project)
    projects.sort(key=lambda project: project.id)
    return projects


def _operator(county: County, rng: random.Random, mode: str, kind: Field, community: Community) -> str | None:
    if mode == "self_run":
        return community.company
    if mode == "joint_venture":
        return county.investor
    return rng.choice(county.merchants if kind.trade in ("shop", "retail") else county.operators[kind.trade])


def _room(rng: random.Random, project: Project, kind: Field, rooms: list[Room]) -> Room | None:
    fitting = [
        room
        for room in rooms
        if room.community is project.community
        and room.kind in kind.rooms
        and not (room.found_late or room.merged_into or room.operator)
        and room.area >= 40_00
    ]
    if not fitting:
        return None
    room = rng.choice(fitting)
    use = "let" if project.mode in ("lease", "joint_venture") else "mixed"
    room.let(project.operator, use, day(project.start, 1))
    return room


def _earn(rng: random.Random, project: Project) -> None:
    kind = FIELDS[project.business]
    size = rng.randint(85, 115)
    if project.mode == "lease":
        project.rent = half_up(kind.monthly * 3 * size, 100_00) * 100_00
    elif project.mode == "light_asset":
        project.rent = rng.randint(20, 35) * 100_00
    for month in months(project.start, project.end):
        age = months_between(project.start, month)
        if project.rent and (project.mode == "light_asset" or age % 3 == 0):
            project.entries.append(_entry(project, month, "rent", "base_rent", gross=project.rent))
        if project.mode == "lease":
            continue
        ramp = _RAMP[age] if age < len(_RAMP) else 100
        target = kind.monthly * size * ramp * kind.seasons.get(month[5:], 100) // 100_00
        variable = max(target - project.rent, target // 4)
        basis = "fee" if project.mode == "self_run" else "revenue_share"
        weight = variable * rng.randint(920, 1080) // 1000
        project.entries.append(_entry(project, month, kind.income, basis, weight=weight))


def _entry(project: Project, month: str, category: str, basis: str, gross: int = 0, weight: int = 0) -> Entry:
    payer = None if project.mode == "self_run" else project.operator
    return Entry(month, project.id, category, basis, payer, project.mode, gross, 0, weight)


def _scale(projects: list[Project]) -> None:
    """Bring variable amounts to the exact turnover and costs to their share; one start-up makes a loss."""
    entries = [entry for project in projects for entry in project.entries]
    variable = [entry for entry in entries if entry.weight]
    left = TURNOVER - sum(entry.gross for entry in entries)
    for entry, gross in zip(variable, split(left, [entry.weight for entry in variable]), strict=True):
        entry.gross = gross
    factors = {"base_rent": 30, "revenue_share": 40, "fee": 60}
    weights = [entry.gross * factors[entry.basis] for entry in entries]
    for entry, cost in zip(entries, split(TURNOVER * _COST_PERCENT // 100, weights), strict=True):
        entry.cost = cost
    canteen = next(
        project for project in projects if project.business == "canteen" and project.start > "2023-10"
    )
    canteen.entries[0].cost += 9_860_40
    canteen.entries[0].note = "成本含食堂开办支出"


def _write(county: County, project: Project, staff: int, local: int) -> None:
    kind, community = FIELDS[project.business], project.community
    county.book.add(
        ID,
        "projects",
        project_id=project.id,
        community_id=community.id,
        name=f"{community.name.zh}{kind.label}",
        name_en=f"{kind.label_en} of {community.name.en}",
        stream="enterprise",
        field=project.business,
        mode=project.mode,
        operator_id=project.operator,
        space_id=project.room.id if project.room else None,
        tender_ref=None
        if project.mode == "self_run"
        else f"演示招-{project.start[:4]}-C{project.id[5:7]}{project.id[-1]}",
        staff=staff,
        staff_local=local,
        started_on=day(project.start, 1),
        status="suspended" if project.end < LAST else "running",
    )
    if project.mode == "self_run":
        return
    shared = project.mode != "lease"
    rate = 5 if project.mode in ("light_asset", "operator") else RATE_OF_PROFIT
    contract = f"{project.id}-k1"
    county.book.add(
        ID,
        "contracts",
        contract_id=contract,
        project_id=project.id,
        operator_id=project.operator,
        signed_on=day(project.start, 1) - dt.timedelta(days=12 + staff),
        starts_on=day(project.start, 1),
        ends_on=last_day(project.end if project.end < LAST else add_months(project.start, 35)),
        base_rent=yuan(project.rent) if project.rent else None,
        rent_period=None if not project.rent else "quarter" if project.mode == "lease" else "month",
        share_rate=rate if shared else None,
        share_of=None if not shared else "turnover" if rate == 5 else "net_profit",
        document=f"公开合同-{contract}",
    )
    if shared and rate == 5:
        _write_turnovers(county, project, contract)


def _write_turnovers(county: County, project: Project, contract: str) -> None:
    for year in ("2023", "2024"):
        shares = [e.gross for e in project.entries if e.basis == "revenue_share" and e.month[:4] == year]
        if shares:
            county.book.add(
                ID, "turnovers", contract_id=contract, year=int(year), turnover=yuan(sum(shares) * 20)
            )
