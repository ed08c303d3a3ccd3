"""The county `zi`: a sample of 60 communities, 33 of them with a charity fund of realistic size.

Modelled on what was published about one city; all names and every single row are invented. The city's
own totals can't be computed from a sample and say so. Months 2023-07 to 2025-06.
"""

from __future__ import annotations

from pathlib import Path

from sunledger.demo.accounts import Accounts
from sunledger.demo.book import Book
from sunledger.demo.ledger import day
from sunledger.demo.names import Organisations
from sunledger.demo.zi import claims, gifts, oversight, places, rooms, saved, spending
from sunledger.demo.zi.market import Projects
from sunledger.demo.zi.places import COUNTY, LAST


def write(out: Path, seed: str | int) -> int:
    """Write the county below ``out`` (its folder and its profile); return the number of rows."""
    book = Book()
    accounts = Accounts(book, COUNTY, LAST, day("2025-07", 15))
    organisations = Organisations(book, COUNTY, seed)
    units = places.build(accounts, organisations, seed)
    auditor = organisations.trade("auditor", "audit")
    operated = rooms.build(book, units, organisations, seed)
    saved.build(book, operated, seed)
    Projects(accounts, units, organisations, seed).build(operated)
    gifts.build(accounts, units, organisations, seed)
    for community in units.funded:
        accounts.nil_returns(community.fund, "本月没有捐赠和收入到账")
    spending.build(accounts, units, organisations, auditor, seed)
    accounts.statements()
    oversight.post(accounts, units, seed)
    oversight.audit(accounts, auditor)
    oversight.correct(accounts, seed)
    oversight.answer(accounts, units)
    oversight.count(book, units, seed)
    claims.claims(book)
    count = book.write(out)
    (out / COUNTY / "profile.toml").write_bytes(Path(__file__).with_name("profile.toml").read_bytes())
    return count
