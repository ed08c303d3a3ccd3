"""Terms and promises worked out a second time, in whole fen and plain Python, beside ``tests/accounts.py``.

What contracts make due, what is left of loans, what partners bring, what operators saved, what functions
rooms serve and what donors' gifts must be kept for. Dates are compared as text, money is integers.
"""

from __future__ import annotations

from collections import defaultdict

from tests.accounts import Accounts, Key, Rows, after, fen, last_day

SPANS = {"": 1, "month": 1, "quarter": 3, "year": 12}
SHARED = {"turnover": "turnover", "profit": "profit", "net_profit": "net_profit"}


def half_up(numerator: int, denominator: int) -> int:
    """Divide whole numbers and round half away from nought."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def scaled(percent: str) -> int:
    """Turn a percentage of up to four decimals into ten-thousandths of a per cent."""
    whole, _, part = percent.partition(".")
    return int(whole) * 10_000 + int((part + "0000")[:4])


def ordinal(day: str) -> int:
    """Count the days up to a day, so that two days can be compared."""
    year, month, number = (int(part) for part in day.split("-"))
    leaps = year // 4 - year // 100 + year // 400
    before = sum(int(last_day(f"{year}-{earlier:02}")[8:]) for earlier in range(1, month))
    return 365 * year + leaps + before + number - (1 if _leap(year) else 0)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def later(month: str, count: int) -> str:
    """Give the month ``count`` months after."""
    for _ in range(count):
        month = after(month)
    return month


class Terms:
    """Everything of a data folder that is agreed or promised rather than booked."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts, self.rows = accounts, accounts.rows
        self.projects = {row["project_id"]: row for row in self.rows["projects"]}
        self.partners = {row["partner_id"]: row for row in self.rows["partners"]}
        self.spaces = {row["space_id"]: row for row in self.rows["spaces"]}
        self.entries = {row["entry_id"]: row for row in self.rows["revenue"]}

    def dues(self) -> dict[Key, tuple[int, int, int, int]]:
        """Work out what each contract makes due, what came in for it, and what is still owed."""
        paid: dict[Key, int] = defaultdict(int)
        for row in self.rows["revenue"]:
            paid[row["project_id"], row["basis"], row["month"]] += fen(row["gross"])
        found: dict[Key, tuple[int, int, int, int]] = {}
        for contract in self.rows["contracts"]:
            for kind, dues in (
                ("base_rent", self._rents(contract)),
                ("revenue_share", self._shares(contract)),
            ):
                owed = 0
                for month, (due, until) in sorted(dues.items()):
                    received, at = 0, month if kind == "base_rent" else _year_begin(month)
                    while at < until:
                        received += paid[contract["project_id"], kind, at]
                        at = after(at)
                    owed += due - received
                    found[contract["contract_id"], contract["project_id"], kind, month] = (
                        due, received, received - due, max(owed, 0),
                    )  # fmt: skip
        return found

    def _last(self, contract: dict[str, str]) -> str:
        project = self.projects[contract["project_id"]]
        return self.accounts.last[self.accounts.county[project["community_id"]]]

    def _rents(self, contract: dict[str, str]) -> dict[str, tuple[int, str]]:
        """List the rents by the month they fall due, with the month after the period."""
        if not contract["base_rent"] or not fen(contract["base_rent"]):
            return {}
        span, free = SPANS[contract["rent_period"]], int(contract["rent_free_months"] or 0)
        step = scaled(contract["step_percent"] or "0")
        until = min(contract["ends_on"], self.projects[contract["project_id"]]["ended_on"] or "9999-12-31")
        rent, month, index, found = fen(contract["base_rent"]), contract["starts_on"][:7], 0, {}
        by_days = contract["proration"] == "by_days"
        while month <= self._last(contract):
            if (f"{month}-01" if by_days else _begins(contract, index)) > until:
                break
            if index and index % 12 < span and index // 12 != (index - span) // 12:
                rent = half_up(rent * (1_000_000 + step), 1_000_000)
            part, whole = _charged(contract, month, index, span, free, until)
            found[month] = (half_up(rent * part, whole), later(month, span))
            month, index = later(month, span), index + span
        return found

    def _shares(self, contract: dict[str, str]) -> dict[str, tuple[int, str]]:
        """List the shares by the month they are settled, with the month after."""
        rate, above = scaled(contract["share_rate"] or "0"), fen(contract["share_above"] or "0")
        found = {}
        for row in self.rows["turnovers"]:
            reported = row[SHARED[contract["share_of"]]] if contract["share_of"] else ""
            if row["contract_id"] != contract["contract_id"] or not reported or not rate:
                continue
            due = max(0, fen(reported) - _threshold(contract, row["year"], above)) * rate
            month = f"{int(row['year']) + 1}-01" if above else f"{row['year']}-12"
            if month <= self._last(contract):
                found[month] = (half_up(due, 1_000_000), after(month))
        return found

    def loans(self) -> dict[Key, tuple[int, int, int, str, int]]:
        """Work out what is left of each loan on its county's as-of day."""
        found: dict[Key, tuple[int, int, int, str, int]] = {}
        for loan in self.rows["loans"]:
            as_of = self.accounts.as_of[loan["_county"]]
            repaid = sum(
                fen(row["amount"])
                for row in self.rows["loan_repayments"]
                if row["loan_id"] == loan["loan_id"] and row["repaid_on"] <= as_of
            )
            left = fen(loan["amount"]) - repaid
            over = max(0, ordinal(as_of) - ordinal(loan["due_on"])) if left > 0 else 0
            status = "repaid" if left <= 0 else "overdue" if over else "running"
            found[(loan["loan_id"],)] = (fen(loan["amount"]), repaid, left, status, over)
        return found

    def tiers(self) -> dict[Key, tuple[int, ...]]:
        """Add up partners by unit and tier."""
        loans = self.loans()
        found: dict[Key, list[int]] = defaultdict(lambda: [0] * 8)
        for row in self.rows["partners"]:
            as_of = self.accounts.as_of[row["_county"]]
            here = row["joined_on"] <= as_of <= (row["left_on"] or as_of)
            own = [
                loans[(loan["loan_id"],)]
                for loan in self.rows["loans"]
                if loan["partner_id"] == row["partner_id"]
            ]
            parts = [1, int(here), int(row["jobs"] or 0) * here, fen(row["rent_waived"] or "0"), len(own),
                     *(sum(int(loan[place]) for loan in own) for place in range(3))]  # fmt: skip
            for unit in self.accounts.units(row["community_id"]):
                sums = found[unit, row["tier"]]
                sums[:] = [total + part for total, part in zip(sums, parts, strict=True)]
        return {key: tuple(sums) for key, sums in found.items()}

    def saved(self) -> dict[Key, tuple[int, int]]:
        """Add up what operators bore by unit, year and kind."""
        rooms: dict[Key, set[str]] = defaultdict(set)
        sums: dict[Key, int] = defaultdict(int)
        for row in self.rows["avoided_costs"]:
            for unit in self.accounts.units(self.spaces[row["space_id"]]["community_id"]):
                rooms[unit, int(row["year"]), row["kind"]].add(row["space_id"])
                sums[unit, int(row["year"]), row["kind"]] += fen(row["amount"])
        return {key: (len(rooms[key]), total) for key, total in sums.items()}

    def functions(self) -> dict[Key, tuple[int, int]]:
        """Count the rooms in use and their area by unit, aspect and function."""
        events: dict[str, Rows] = defaultdict(list)
        for row in self.rows["space_events"]:
            events[row["space_id"]].append(row)
        found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
        for space in self.spaces.values():
            day = last_day(self.accounts.last[self.accounts.county[space["community_id"]]])
            past = [
                (row["event"], row["event_on"]) for row in events[space["space_id"]] if row["event_on"] <= day
            ]
            begun = max((on for event, on in past if event == "activated"), default=space["activated_on"])
            left = max((on for event, on in past if event == "vacated"), default="")
            gone = any(event in ("merged", "retired") for event, _ in past)
            if space["aspect"] and begun and begun <= day and left < begun and not gone:
                for unit in self.accounts.units(space["community_id"]):
                    sums = found[unit, space["aspect"], space["function"] or "—"]
                    sums[:] = [sums[0] + 1, sums[1] + fen(space["area_m2"])]
        return {key: (rooms, area) for key, (rooms, area) in found.items()}

    def restricted(self) -> dict[Key, tuple[int, int, int]]:
        """Work out what restricted gifts came in by fund and purpose, what was spent on it, what is kept."""
        came: dict[Key, list[tuple[str, int]]] = defaultdict(list)
        for row in self.rows["gift_terms"]:
            entry = self.entries[row["entry_id"]]
            if row["restriction"] == "restricted" and row["purpose"] and entry["basis"] != "in_kind":
                came[entry["fund_id"], row["purpose"]].append(
                    (entry["month"], fen(entry["gross"]) - fen(entry["cost"]))
                )
        found = {}
        for (fund, purpose), gifts in came.items():
            received, since = sum(amount for _, amount in gifts), min(month for month, _ in gifts)
            spent = sum(
                fen(row["amount"])
                for row in self.rows["disbursements"]
                if (row["fund_id"], row["purpose"]) == (fund, purpose)
                and row["paid_on"][:7] >= since and row["in_kind"] != "true"
            )  # fmt: skip
            found[fund, purpose] = (received, spent, max(0, received - spent))
        return found

    def gifts(self) -> dict[Key, tuple[int, int, int]]:
        """Count gifts by unit, year and restriction; money and goods apart."""
        terms = {row["entry_id"]: row["restriction"] for row in self.rows["gift_terms"]}
        found: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
        for row in self.rows["revenue"]:
            if row["basis"] in ("donation", "in_kind"):
                money = row["basis"] == "donation"
                fund = self.accounts.funds[row["fund_id"]]
                for unit in self.accounts.units(fund["community_id"]):
                    sums = found[unit, int(row["month"][:4]), terms.get(row["entry_id"], "unknown")]
                    sums[0] += 1
                    sums[1 if money else 2] += fen(row["gross"]) - (fen(row["cost"]) if money else 0)
        return {key: tuple(sums) for key, sums in found.items()}  # type: ignore[misc]


def _year_begin(month: str) -> str:
    """Give the first month whose shares settle a due: of the same year, or February for one due in January."""
    return f"{month[:4]}-01" if month[5:] == "12" else f"{int(month[:4]) - 1}-02"


def _begins(contract: dict[str, str], index: int) -> str:
    """Give the day on which a month of a contract begins; where the month has no such day, the day after its last."""
    month, day = later(contract["starts_on"][:7], index), contract["starts_on"][8:]
    return f"{month}-{day}" if f"{month}-{day}" <= last_day(month) else f"{after(month)}-01"


def _charged(
    contract: dict[str, str], month: str, index: int, span: int, free: int, until: str
) -> tuple[int, int]:
    """Say what part of a rent period is charged, of how much: months, or days where the contract says so."""
    end = later(month, span)
    if contract["proration"] == "by_days":
        first = contract["starts_on"]
        free_until = later(first[:7], free)
        begin = f"{free_until}-{min(int(first[8:]), int(last_day(free_until)[8:])):02}"
        start, stop = ordinal(f"{month}-01"), ordinal(f"{end}-01")
        days = min(stop, ordinal(until) + 1) - max(start, ordinal(begin))
        return max(0, days), stop - start
    charged = [number for number in range(index, index + span) if number >= free]
    if contract["proration"] == "by_months":
        charged = [number for number in charged if _begins(contract, number) <= until]
    return len(charged), span


def _threshold(contract: dict[str, str], year: str, above: int) -> int:
    """Shrink a threshold in a part year, where the contract says so."""
    begin, end = max(contract["starts_on"], f"{year}-01-01"), min(contract["ends_on"], f"{year}-12-31")
    if contract["proration"] == "by_days":
        whole = 366 if _leap(int(year)) else 365
        return half_up(above * (ordinal(end) - ordinal(begin) + 1), whole)
    if contract["proration"] == "by_months":
        return half_up(above * (int(end[5:7]) - int(begin[5:7]) + 1), 12)
    return above
