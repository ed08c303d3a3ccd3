"""The units of the sample: three subdistricts, 60 communities, 33 with a charity fund."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sunledger.demo.accounts import Accounts, Fund
from sunledger.demo.book import yuan
from sunledger.demo.ledger import add_months, day, lognormal
from sunledger.demo.names import Name, Organisations, place_names

COUNTY, POOL = "zi", "zi-pool"
FIRST, LAST = "2023-07", "2025-06"
WEN, CHENG, QI = "zi-c08", "zi-c26", "zi-c47"
_COMMUNITIES, _FUNDS = 60, 33
_SUBDISTRICTS = (("东", "East"), ("中", "Central"), ("西", "West"))
_COMPOUNDS = 2


@dataclass(frozen=True)
class Community:
    """A community; ``opened`` is its fund's first month, blank without a fund."""

    id: str
    name: Name
    body: str
    households: int
    opened: str

    @property
    def folder(self) -> str:
        """Return the folder of its clerk's files."""
        return f"{COUNTY}/{self.id}"

    @property
    def fund(self) -> str:
        """Return the id of its charity fund."""
        return f"{self.id}-fund"


@dataclass(frozen=True)
class Places:
    """The communities, and the charity that holds the account of all their funds."""

    communities: tuple[Community, ...]
    charity: str

    @property
    def funded(self) -> list[Community]:
        """Return the communities that have a fund."""
        return [community for community in self.communities if community.opened]


def build(accounts: Accounts, organisations: Organisations, seed: str | int) -> Places:
    """Invent the units and open the pool and its sub-ledgers; return them."""
    rng = random.Random(f"{seed}/zi/places")
    charity = organisations.named(
        "charity", Name("淄演示市社区慈善基金会", "Zi Demonstration Community Foundation")
    )
    ids = [f"zi-c{number:02d}" for number in range(1, _COMMUNITIES + 1)]
    others = [unit for unit in ids if unit not in (WEN, CHENG, QI)]
    funded = {WEN, CHENG, QI, *rng.sample(others, _FUNDS - 3)}
    communities = []
    for unit, name in zip(ids, place_names(COUNTY, _COMMUNITIES), strict=True):
        opened = ""
        if unit in (WEN, CHENG, QI):
            opened = FIRST
        elif unit in funded:
            opened = add_months(FIRST, rng.choice((0, 0, 0, 2, 4, 6, 8, 9, 11, 12, 14, 17)))
        body = organisations.named(
            "committee", Name(f"{name.zh}居民委员会", f"{name.en} Residents' Committee"), code=False
        )
        communities.append(Community(unit, name, body, lognormal(rng, 1_900, 0.4, 700, 4_600), opened))
    places = Places(tuple(communities), charity)
    _register(accounts, places, rng)
    _open_funds(accounts, places, rng)
    return places


def _register(accounts: Accounts, places: Places, rng: random.Random) -> None:
    def add(unit: str, name: Name, level: str, parent: str | None, households: int, year: int) -> None:
        accounts.book.add(
            COUNTY,
            "communities",
            community_id=unit,
            name=name.zh,
            name_en=name.en,
            level=level,
            parent_id=parent,
            households=households,
            established_on=day(f"{year}-{rng.randint(1, 12):02d}", rng.randint(1, 28)),
            floor_area_m2=yuan(households * rng.randint(88_00, 118_00)) if level == "compound" else None,
        )

    everything = places.communities
    add(
        COUNTY,
        Name("淄演示市", "Zi Demonstration City"),
        "county",
        None,
        sum(c.households for c in everything),
        1950,
    )
    size = _COMMUNITIES // len(_SUBDISTRICTS)
    spare = iter(place_names(COUNTY, 3 * _COMPOUNDS, compounds=True, skip=_COMMUNITIES))
    for number, (zh, en) in enumerate(_SUBDISTRICTS):
        subdistrict, below = f"zi-s{number + 1:02d}", everything[number * size : (number + 1) * size]
        add(
            subdistrict,
            Name(f"淄演{zh}街道", f"Ziyan {en} Subdistrict"),
            "subdistrict",
            COUNTY,
            sum(c.households for c in below),
            2001,
        )
        for community in below:
            add(
                community.id,
                community.name,
                "community",
                subdistrict,
                community.households,
                rng.randint(2001, 2014),
            )
            if community.id in (WEN, CHENG, QI):
                parts = [
                    community.households * 55 // 100,
                    community.households - community.households * 55 // 100,
                ]
                for place, homes in enumerate(parts, start=1):
                    add(
                        f"{community.id}-x{place:02d}",
                        next(spare),
                        "compound",
                        community.id,
                        homes,
                        rng.randint(1998, 2016),
                    )


def _open_funds(accounts: Accounts, places: Places, rng: random.Random) -> None:
    """Open the charity's account and a sub-ledger per community: no fund has an account of its own."""
    accounts.open(
        Fund(
            POOL,
            COUNTY,
            COUNTY,
            "charity",
            Name("社区发展基金专项账户", "Community development fund account"),
            FIRST,
        ),
        custodian_id=places.charity,
        opening=30_000_00,
        committee_size=7,
    )
    for community in places.funded:
        name = community.name
        accounts.open(
            Fund(
                community.fund,
                community.folder,
                community.id,
                "charity",
                Name(f"{name.zh}发展基金", f"{name.en} development fund"),
                community.opened,
                POOL,
            ),
            custodian_id=places.charity,
            committee_size={WEN: 7, QI: 5}.get(community.id, rng.choice((3, 3, 3, 3, 5))),
        )
