"""The county `shu`: a recovery list of rooms, leases with a turnover share, a swept governance fund.

Modelled on what was published about one county; all names and every single row are invented, and the
totals agree with the published ones. Months 2022-07 to 2025-06: 36 months, twelve quarterly sweeps.
"""

from __future__ import annotations

from pathlib import Path

from sunledger.demo.accounts import Accounts
from sunledger.demo.book import Book
from sunledger.demo.ledger import day
from sunledger.demo.names import Organisations
from sunledger.demo.shu import (
    claims,
    goods,
    leases,
    oversight,
    owners,
    places,
    rooms,
    services,
    spending,
    undecided,
)
from sunledger.demo.shu.places import COUNTY, LAST


def write(out: Path, seed: str | int) -> int:
    """Write the county below ``out`` (its folder and its profile); return the number of rows."""
    book = Book()
    accounts = Accounts(book, COUNTY, LAST, day("2025-07", 15))
    organisations = Organisations(book, COUNTY, seed)
    units = places.build(accounts, organisations, seed)
    auditors = [organisations.trade("auditor", "audit") for _ in range(2)]
    let = rooms.build(book, units, organisations, seed)
    leases.build(accounts, units, organisations, let, seed)
    owners.build(accounts, units, organisations, seed)
    owners.sweep(accounts, units, seed)
    spending.govern(accounts, units, organisations, seed)
    undecided.build(accounts, units, seed)
    spending.collective(accounts, units, organisations, seed)
    for community in units.communities:
        accounts.interest(community.enterprise, 300)
    leases.close(accounts, units, accounts.net_income("enterprise"))
    spending.subdistrict(accounts, units, auditors, organisations, seed)
    goods.build(accounts, units, let, seed)
    services.build(book, units, seed)
    accounts.statements()
    oversight.post(accounts, seed)
    oversight.audit(accounts, auditors)
    oversight.correct(accounts, units, seed)
    oversight.answer(accounts, units)
    claims.claims(book, COUNTY)
    count = book.write(out)
    (out / COUNTY / "profile.toml").write_bytes(Path(__file__).with_name("profile.toml").read_bytes())
    return count
