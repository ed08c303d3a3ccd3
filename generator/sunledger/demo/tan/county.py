"""The county itself: subdistricts, communities, compounds, and the organisations everybody deals with."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from sunledger.demo.book import Book, yuan
from sunledger.demo.ledger import lognormal, months, spread
from sunledger.demo.names import Name, Organisations, place_names

ID = "tan"
FIRST, LAST = "2023-07", "2025-06"
MONTHS = months(FIRST, LAST)
AS_OF = dt.date(2025, 7, 15)

_SUBDISTRICTS = (
    Name("演东街道", "Yandong Subdistrict"),
    Name("演西街道", "Yanxi Subdistrict"),
    Name("演南街道", "Yannan Subdistrict"),
    Name("演北街道", "Yanbei Subdistrict"),
)
_URBAN, _COMMUNITIES = 16, 27
_URBAN_COMPOUNDS, _OTHER_COMPOUNDS = 96, 28
_URBAN_ACCOUNTS, _OTHER_ACCOUNTS = 66, 12
_BOTH_POSTS = 9
_SUPPLIERS = {
    "repair": 8,
    "road": 4,
    "drainage": 4,
    "security": 5,
    "greening": 4,
    "supermarket": 4,
    "equipment": 6,
    "social_work": 3,
}
_OPERATORS = {
    "advertising": 8,
    "charging": 6,
    "parcel": 5,
    "water": 4,
    "parking": 5,
    "canteen": 6,
    "culture": 5,
    "education": 4,
    "health": 3,
    "convenience": 4,
}


@dataclass(eq=False)
class Compound:
    """A compound; ``committee`` is set where the owners' committee keeps an account of its own."""

    id: str
    name: Name
    folder: str
    households: int
    area: int
    committee: str = ""
    both_posts: bool = False

    @property
    def fund(self) -> str:
        """Return the id of the owners' fund."""
        return f"{self.id}-owners"


@dataclass(eq=False)
class Community:
    """A community; ``company`` is set where it owns a company that runs income projects."""

    id: str
    name: Name
    folder: str
    subdistrict: str
    compounds: list[Compound] = field(default_factory=list)
    company: str = ""

    @property
    def fund(self) -> str:
        """Return the id of the enterprise fund."""
        return f"{self.id}-enterprise"


class County:
    """Everything the recipes of this county share."""

    def __init__(self, seed: str | int) -> None:
        self.seed = seed
        self.book = Book()
        self.organisations = Organisations(self.book, ID, seed)
        self.communities = _communities(self)
        self.operators = {
            trade: self.organisations.pool("operator", trade, count) for trade, count in _OPERATORS.items()
        }
        self.suppliers = {
            trade: self.organisations.pool("supplier", trade, count) for trade, count in _SUPPLIERS.items()
        }
        self.merchants = self.organisations.pool("merchant", "shop", 40)
        self.auditors = self.organisations.pool("auditor", "audit", 3)
        self.investor = self.organisations.trade("state_owned", "investment")
        self._found_committees()

    @property
    def compounds(self) -> list[Compound]:
        """Return all compounds, in the order of their ids."""
        return [compound for community in self.communities for compound in community.compounds]

    def rng(self, what: str) -> random.Random:
        """Return the generator of one part of the county, independent of every other part."""
        return random.Random(f"{self.seed}/{ID}/{what}")

    def _found_committees(self) -> None:
        rng = self.rng("committees")
        for community in self.communities[:_URBAN]:
            name = Name(
                f"演示{community.name.zh}强社服务有限公司", f"Demo {community.name.en} Services Co. Ltd"
            )
            community.company = self.organisations.named("community_company", name)
        urban = [c for community in self.communities[:_URBAN] for c in community.compounds]
        other = [c for community in self.communities[_URBAN:] for c in community.compounds]
        keeping = {c.id for c in rng.sample(urban, _URBAN_ACCOUNTS) + rng.sample(other, _OTHER_ACCOUNTS)}
        for compound in self.compounds:
            if compound.id in keeping:
                name = Name(
                    f"{compound.name.zh}业主委员会（演示）", f"{compound.name.en} Owners' Committee (demo)"
                )
                compound.committee = self.organisations.named("committee", name, code=False)
        for compound in rng.sample([c for c in self.compounds if c.committee], _BOTH_POSTS):
            compound.both_posts = True


def _communities(county: County) -> list[Community]:
    rng = county.rng("places")
    names = place_names(ID, _COMMUNITIES)
    counts = spread(rng, _URBAN_COMPOUNDS - 3 * _URBAN, [1] * _URBAN)
    counts = [3 + count for count in counts]
    counts += [
        1 + n for n in spread(rng, _OTHER_COMPOUNDS - (_COMMUNITIES - _URBAN), [1] * (_COMMUNITIES - _URBAN))
    ]
    compound_names = iter(place_names(ID, sum(counts), compounds=True, skip=_COMMUNITIES))
    communities = []
    for position, (name, count) in enumerate(zip(names, counts, strict=True)):
        ident = f"{ID}-c{position + 1:02d}"
        subdistrict = f"{ID}-d{position % len(_SUBDISTRICTS) + 1}"
        community = Community(ident, name, f"{ID}/{ident}", subdistrict)
        for number in range(1, count + 1):
            households = lognormal(rng, 520, 0.75, 60, 2400)
            area = households * rng.randint(92_00, 128_00) + rng.randint(0, 99)
            compound = Compound(
                f"{ident}-p{number:02d}", next(compound_names), community.folder, households, area
            )
            community.compounds.append(compound)
        communities.append(community)
    return communities


def write_places(county: County) -> None:
    """Write communities.csv; a unit's households and floor area include everything below it."""
    rng = county.rng("founding")
    _unit(county, ID, Name("郯演示县", "Tan Demo County"), "county", None, county.compounds, None)
    for number, name in enumerate(_SUBDISTRICTS, start=1):
        ident = f"{ID}-d{number}"
        below = [
            c
            for community in county.communities
            if community.subdistrict == ident
            for c in community.compounds
        ]
        _unit(county, ident, name, "subdistrict", ID, below, None)
    for community in county.communities:
        founded = dt.date(rng.randint(2003, 2012), rng.randint(1, 12), 1)
        _unit(
            county,
            community.id,
            community.name,
            "community",
            community.subdistrict,
            community.compounds,
            founded,
        )
        for compound in community.compounds:
            handed_over = dt.date(rng.randint(2008, 2020), rng.randint(1, 12), rng.randint(1, 28))
            _unit(county, compound.id, compound.name, "compound", community.id, [compound], handed_over)


def _unit(
    county: County,
    ident: str,
    name: Name,
    level: str,
    parent: str | None,
    below: list[Compound],
    established: dt.date | None,
) -> None:
    county.book.add(
        ID,
        "communities",
        community_id=ident,
        name=name.zh,
        name_en=name.en,
        level=level,
        parent_id=parent,
        households=sum(compound.households for compound in below),
        floor_area_m2=yuan(sum(compound.area for compound in below)),
        established_on=established,
    )
