"""The units of the county: one subdistrict, its communities and their compounds, and who acts for them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sunledger.demo.accounts import Accounts, Fund
from sunledger.demo.book import yuan
from sunledger.demo.ledger import day, lognormal
from sunledger.demo.names import Name, Organisations, place_names

COUNTY = "shu"
SUBDISTRICT = "shu-s01"
FIRST, LAST = "2022-07", "2025-06"
_PER_COMMUNITY = (3, 3, 2, 4, 3, 3, 2, 3, 3, 4, 2, 3, 3, 2)
_LATE = {
    "shu-c04-x04": "2023-01",
    "shu-c09-x03": "2023-01",
    "shu-c10-x04": "2023-07",
    "shu-c13-x03": "2023-07",
}
_RENAMED = (
    ("shu-c03-x02", "2024-03-01", "桃汀新村", None, "沭演街道办事处关于桃汀新村更名的批复"),
    ("shu-c12-x03", "2023-07-01", "北门二村", "shu-c11-x03", "沭演街道社区边界调整方案"),
)
"""Unit, day, former name, former id if that changed too, by which decision."""


@dataclass(frozen=True)
class Compound:
    """A compound: homes, exclusive floor area in hundredths of m², first month of its accounts."""

    id: str
    name: Name
    community: Community
    households: int
    area: int
    opened: str
    committee: str

    @property
    def owners(self) -> str:
        """Return the id of the owners' fund."""
        return f"{self.id}-own"

    @property
    def governance(self) -> str:
        """Return the id of the compound's sub-ledger in the governance fund."""
        return f"{self.id}-gov"


@dataclass(frozen=True)
class Community:
    """A community and the organisation that keeps its collective income."""

    id: str
    name: Name
    body: str

    @property
    def body_name(self) -> str:
        """Return the name of its residents' committee."""
        return f"{self.name.zh}居民委员会"

    @property
    def folder(self) -> str:
        """Return the folder of its clerk's files."""
        return f"{COUNTY}/{self.id}"

    @property
    def enterprise(self) -> str:
        """Return the id of the community's collective-income fund."""
        return f"{self.id}-ent"


@dataclass(frozen=True)
class Places:
    """Everything the other recipes ask about the county's units."""

    communities: tuple[Community, ...]
    compounds: tuple[Compound, ...]
    subdistrict: Name
    office: str

    def compounds_of(self, community: Community) -> list[Compound]:
        """Return the compounds of a community."""
        return [compound for compound in self.compounds if compound.community.id == community.id]


def build(accounts: Accounts, organisations: Organisations, seed: str | int) -> Places:
    """Invent the units and open their funds; return them."""
    rng = random.Random(f"{seed}/shu/places")
    subdistrict = Name("沭演街道", "Shuyan Subdistrict")
    office = organisations.named(
        "public_body", Name("沭演街道社区治理服务中心", "Shuyan Subdistrict Governance Centre")
    )
    communities = [
        Community(
            f"shu-c{number:02d}",
            name,
            organisations.named(
                "committee", Name(f"{name.zh}居民委员会", f"{name.en} Residents' Committee"), code=False
            ),
        )
        for number, name in enumerate(place_names(COUNTY, len(_PER_COMMUNITY)), start=1)
    ]
    names = iter(place_names(COUNTY, sum(_PER_COMMUNITY), compounds=True, skip=len(_PER_COMMUNITY)))
    compounds = []
    for community, count in zip(communities, _PER_COMMUNITY, strict=True):
        for number in range(1, count + 1):
            name, unit = next(names), f"{community.id}-x{number:02d}"
            households = lognormal(rng, 520, 0.55, 90, 1800)
            compounds.append(
                Compound(
                    unit,
                    name,
                    community,
                    households,
                    households * rng.randint(92_00, 128_00) + rng.randint(0, 99),
                    _LATE.get(unit, FIRST),
                    organisations.named(
                        "committee", Name(f"{name.zh}业主委员会", f"{name.en} Owners' Committee"), code=False
                    ),
                )
            )
    places = Places(tuple(communities), tuple(compounds), subdistrict, office)
    _register(accounts, places, rng)
    _rename(accounts)
    _open_funds(accounts, places, rng)
    return places


def _register(accounts: Accounts, places: Places, rng: random.Random) -> None:
    """Write the register of units; a unit's homes and area are the sums of what lies below."""

    def add(unit: str, name: Name, level: str, parent: str | None, below: list[Compound], year: int) -> None:
        accounts.book.add(
            COUNTY,
            "communities",
            community_id=unit,
            name=name.zh,
            name_en=name.en,
            level=level,
            parent_id=parent,
            households=sum(c.households for c in below),
            floor_area_m2=yuan(sum(c.area for c in below)),
            established_on=day(f"{year}-{rng.randint(1, 12):02d}", rng.randint(1, 28)),
        )

    everything = list(places.compounds)
    add(COUNTY, Name("沭演示县", "Shu Demonstration County"), "county", None, everything, 1949)
    add(SUBDISTRICT, places.subdistrict, "subdistrict", COUNTY, everything, 2001)
    for community in places.communities:
        below = places.compounds_of(community)
        add(community.id, community.name, "community", SUBDISTRICT, below, rng.randint(2002, 2012))
        for compound in below:
            year = rng.randint(2003, 2020) if compound.opened == FIRST else 2022
            add(compound.id, compound.name, "compound", community.id, [compound], year)


def _rename(accounts: Accounts) -> None:
    """Tell of a compound that took another name, and of one that came over from the next community."""
    for unit, renamed, name, former, authority in _RENAMED:
        accounts.book.add(
            COUNTY,
            "renamings",
            community_id=unit,
            renamed_on=renamed,
            former_name=name,
            former_id=former,
            authority=authority,
        )


def _open_funds(accounts: Accounts, places: Places, rng: random.Random) -> None:
    """Open the governance account with a sub-ledger per compound, the owners' and the collective funds."""
    root = f"{SUBDISTRICT}-gov"
    accounts.open(
        Fund(
            root,
            COUNTY,
            SUBDISTRICT,
            "governance",
            Name("沭演街道社区治理发展基金专户", "Shuyan community governance fund account"),
            FIRST,
        ),
        custodian_id=places.office,
        opening=80_000_00,
    )
    for community in places.communities:
        name = community.name
        accounts.open(
            Fund(
                community.enterprise,
                community.folder,
                community.id,
                "enterprise",
                Name(f"{name.zh}集体收益资金", f"{name.en} collective income fund"),
                FIRST,
            ),
            custodian_id=community.body,
            opening=rng.randint(3_000_00, 26_000_00),
        )
    for compound in places.compounds:
        name, resolution = compound.name, f"{compound.id}-m-join"
        accounts.open(
            Fund(
                compound.owners,
                compound.community.folder,
                compound.id,
                "owners",
                Name(f"{name.zh}业主公共收益账户", f"{name.en} owners' income account"),
                compound.opened,
            ),
            custodian_id=compound.committee,
            opening=lognormal(rng, 11_000_00, 0.6, 4_000_00, 40_000_00),
            resolution_id=resolution,
        )
        accounts.open(
            Fund(
                compound.governance,
                compound.community.folder,
                compound.id,
                "governance",
                Name(f"{name.zh}治理发展基金子台账", f"{name.en} governance sub-ledger"),
                compound.opened,
                root,
            ),
            custodian_id=places.office,
            resolution_id=resolution,
        )
