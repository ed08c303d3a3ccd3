"""The communities' collective income: rooms let by tender, group buying, two workshops.

A lease is base rent plus 5 per cent of the year's turnover above 500,000 yuan, with a yearly step of
3 per cent and one to three months free of rent. Everything together comes to 1,500,000.00 yuan: rent
follows from the contracts, the share from the turnovers, and the last group-buying month closes the sum.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from sunledger.demo.accounts import Accounts
from sunledger.demo.book import yuan
from sunledger.demo.ledger import add_months, day, half_up, months, months_between, split
from sunledger.demo.names import Organisations
from sunledger.demo.shu.places import COUNTY, LAST, Places
from sunledger.demo.shu.rooms import LetRoom

TOTAL = 1_500_000_00
_THRESHOLD, _RATE, _STEP = 500_000_00, 5, 3
_RENT = 1_177_000_00
_EXCESS = 1_800_000_00
_GROUP_BUYING = (203_700_00, "2023-07", (0, 2, 4, 7, 10))
_WORKSHOPS = (30_120_36, 46_338_97, "2023-04", (3, 8))
_WHOLE_HUNDRED = 100_00


@dataclass(frozen=True)
class Lease:
    """A lease as its contract states it: monthly base rent (fen), months free, months between payments."""

    project_id: str
    contract_id: str
    fund_id: str
    room: LetRoom
    rent: int
    free: int
    every: int

    def dues(self) -> list[tuple[str, int]]:
        """Return what falls due in which month up to the last: in advance, stepped after every full year."""
        due = []
        for month in months(self.room.starts, LAST):
            passed = months_between(self.room.starts, month)
            if passed >= self.free and passed % self.every == 0:
                step = passed // 12
                fen = half_up(self.rent * self.every * (100 + _STEP) ** step, 100**step)
                due.append((month, fen))
        return due


def build(
    accounts: Accounts, places: Places, organisations: Organisations, rooms: list[LetRoom], seed: str | int
) -> None:
    """Write the projects, contracts and turnovers, and every month's income but the closing entry."""
    rng = random.Random(f"{seed}/shu/leases")
    leases = _agreed(places, rooms, rng)
    for lease in leases:
        _write_contract(accounts, lease, rng)
        for month, fen in lease.dues():
            accounts.receive(
                lease.fund_id,
                month,
                fen,
                "base_rent",
                category="rent",
                project_id=lease.project_id,
                payer_id=lease.room.merchant,
            )
    _shares(accounts, leases, rng)
    _workshops(accounts, places, organisations, rng)
    _group_buying(accounts, places, organisations, rng)


def close(accounts: Accounts, places: Places, collective: int) -> None:
    """Write the last group-buying entry, so that collective income comes to ``TOTAL``.

    ``collective`` is what has been booked so far, interest included (fen).
    """
    community = places.communities[_GROUP_BUYING[2][-1]]
    net = TOTAL - collective
    if not 500_00 <= net <= 3_500_00:
        raise ValueError(f"shu: the closing entry is out of proportion: {net} fen")
    gross = net * 5 + 13_57
    accounts.receive(
        community.enterprise,
        LAST,
        gross,
        "fee",
        cost=gross - net,
        category="group_buying",
        project_id=f"{community.id}-p-group-buying",
    )


def _agreed(places: Places, rooms: list[LetRoom], rng: random.Random) -> list[Lease]:
    """Set the rents by area at one price level, the highest at which all rent stays within ``_RENT``."""
    rates = [rng.randint(82, 118) for _ in rooms]
    free = [rng.randint(1, 3) for _ in rooms]

    def at(price: int) -> list[Lease]:
        """Return the leases at a monthly price per square metre, in tenths of a fen."""
        leases = []
        for number, room in enumerate(rooms):
            quarterly = number % 9 == 4
            rent = (
                max(1, half_up(room.area * price * rates[number], 100_000) // _WHOLE_HUNDRED) * _WHOLE_HUNDRED
            )
            leases.append(
                Lease(
                    f"{COUNTY}-p-lease-{number + 1:02d}",
                    f"{COUNTY}-k-lease-{number + 1:02d}",
                    places.communities[room.community].enterprise,
                    room,
                    rent,
                    3 if quarterly else free[number],
                    3 if quarterly else 1,
                )
            )
        return leases

    price = 6_000
    while sum(fen for lease in at(price + 5) for _, fen in lease.dues()) <= _RENT:
        price += 5
    return at(price)


def _write_contract(accounts: Accounts, lease: Lease, rng: random.Random) -> None:
    room, starts = lease.room, day(lease.room.starts, 1)
    years = rng.randint(3, 5)
    staff = rng.randint(2, 9)
    signed = starts - dt.timedelta(days=rng.randint(8, 30))
    accounts.book.add(
        COUNTY,
        "projects",
        project_id=lease.project_id,
        community_id=lease.fund_id.removesuffix("-ent"),
        name=f"{room.label}租赁",
        name_en=f"Lease: {room.label_en}",
        stream="enterprise",
        field=room.field,
        mode="lease",
        operator_id=room.merchant,
        space_id=room.space_id,
        tender_ref=f"沭演招〔{signed.year}〕{int(lease.project_id[-2:]):03d}号",
        staff=staff,
        staff_local=rng.randint(1, staff),
        started_on=starts,
        status="running",
    )
    accounts.book.add(
        COUNTY,
        "contracts",
        contract_id=lease.contract_id,
        project_id=lease.project_id,
        operator_id=room.merchant,
        signed_on=signed,
        starts_on=starts,
        ends_on=day(add_months(room.starts, 12 * years - 1), 31),
        base_rent=yuan(lease.rent * lease.every),
        rent_period="quarter" if lease.every == 3 else "month",
        rent_free_months=lease.free,
        step_percent=_STEP,
        share_rate=_RATE,
        share_of="turnover",
        share_above=yuan(_THRESHOLD),
        proration="none",
        document=f"{room.label}租赁合同（公开版）",
    )


def _shares(accounts: Accounts, leases: list[Lease], rng: random.Random) -> None:
    """Report every merchant's turnover; nine pass the threshold, and the share is due the January after."""
    above = {(lease.contract_id, 2024) for lease in leases[0:18:2]}
    above |= {(lease.contract_id, 2023) for lease in leases[0:6:2]}
    # One turnover stands on the threshold, where nothing is due; one makes a share of 15,617.28 yuan.
    fixed = {(leases[1].contract_id, 2024): _THRESHOLD, (leases[0].contract_id, 2024): 812_345_60}
    drawn = sorted(above - fixed.keys())
    rest = _EXCESS - (812_345_60 - _THRESHOLD)
    excess = dict(zip(drawn, split(rest, [rng.randint(40, 260) for _ in drawn]), strict=True))
    for lease in leases:
        starts = lease.room.starts
        for year in range(int(starts[:4]), 2025):
            key = (lease.contract_id, year)
            open_months = 12 if int(starts[:4]) < year else 13 - int(starts[5:])
            turnover = fixed.get(key) or (
                _THRESHOLD + excess[key]
                if key in excess
                else rng.randint(11_000_00, 38_000_00) * open_months + rng.randint(0, 99)
            )
            accounts.book.add(
                COUNTY, "turnovers", contract_id=lease.contract_id, year=year, turnover=yuan(turnover)
            )
            due = half_up(max(0, turnover - _THRESHOLD) * _RATE, 100)
            if due:
                accounts.receive(
                    lease.fund_id,
                    f"{year + 1}-01",
                    due,
                    "revenue_share",
                    category="rent",
                    project_id=lease.project_id,
                    payer_id=lease.room.merchant,
                    note=f"{year}年营业额超过50万元部分的5%",
                )


def _workshops(accounts: Accounts, places: Places, organisations: Organisations, rng: random.Random) -> None:
    net, gross, first, where = _WORKSHOPS
    entries = [(number, month) for number in where for month in months(first, LAST)]
    weights = [rng.randint(60, 140) for _ in entries]
    parts = zip(entries, split(gross, weights), split(gross - net, weights), strict=True)
    buyer = organisations.trade("merchant", "workshop")
    for number in where:
        community = places.communities[number]
        accounts.book.add(
            COUNTY,
            "projects",
            project_id=f"{community.id}-p-workshop",
            community_id=community.id,
            name=f"{community.name.zh}邻里工坊",
            name_en=f"{community.name.en} workshop",
            stream="enterprise",
            field="workshop",
            mode="self_run",
            operator_id=community.body,
            staff=14,
            staff_local=13,
            started_on=day(first, 6),
            status="running",
        )
    for (number, month), part, cost in parts:
        community = places.communities[number]
        accounts.receive(
            community.enterprise,
            month,
            part,
            "fee",
            cost=cost,
            category="service",
            project_id=f"{community.id}-p-workshop",
            payer_id=buyer,
        )


def _group_buying(
    accounts: Accounts, places: Places, organisations: Organisations, rng: random.Random
) -> None:
    """Book sales as gross and buying and delivery as cost, in every month but the closing one."""
    target, first, where = _GROUP_BUYING
    supplier = organisations.trade("supplier", "group_buying")
    months_open = months(first, LAST)
    season = {"01": 150, "02": 70, "06": 110, "09": 130, "12": 120}
    entries = [(number, month) for number in where for month in months_open]
    weights = [
        (55 + 3 * position) * season.get(month[5:], 100) * rng.randint(85, 115)
        for position, (_, month) in ((months_open.index(entry[1]), entry) for entry in entries)
    ]
    for number in where:
        community = places.communities[number]
        accounts.book.add(
            COUNTY,
            "projects",
            project_id=f"{community.id}-p-group-buying",
            community_id=community.id,
            name=f"{community.name.zh}优选团购",
            name_en=f"{community.name.en} group buying",
            stream="online",
            field="group_buying",
            mode="self_run",
            operator_id=supplier,
            staff=2,
            staff_local=2,
            started_on=day(first, 1),
            status="running",
        )
    for (number, month), net in list(zip(entries, split(target, weights), strict=True))[:-1]:
        community = places.communities[number]
        gross = half_up(net * rng.randint(4_880, 5_160), 1_000)
        accounts.receive(
            community.enterprise,
            month,
            gross,
            "fee",
            cost=gross - net,
            category="group_buying",
            project_id=f"{community.id}-p-group-buying",
        )
