"""Arithmetic of an account book, in integer fen: months, shares, balances, approvals.

What a recipe writes must agree with the derived tables to the fen, so the same rules stand
here a second time, in Python, and an independent check compares them with the SQL:
losses are carried forward (high-water mark), remainders go to the largest fraction.
A fund's income can be spent from the month after it came in, never earlier.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sunledger.demo.book import Book, yuan

Date = dt.date


def months(first: str, last: str) -> list[str]:
    """Return every month from ``first`` to ``last``, both included, as ``yyyy-mm``."""
    start, end = _ordinal(first), _ordinal(last)
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def add_months(month: str, count: int) -> str:
    """Return the month ``count`` months later (earlier when negative)."""
    ordinal = _ordinal(month) + count
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def months_between(earlier: str, later: str) -> int:
    """Return how many months ``later`` is after ``earlier``."""
    return _ordinal(later) - _ordinal(earlier)


def day(month: str, number: int) -> Date:
    """Return a day of a month, clamped to its length."""
    year, part = int(month[:4]), int(month[5:])
    return Date(year, part, min(number, calendar.monthrange(year, part)[1]))


def last_day(month: str) -> Date:
    """Return the last day of a month."""
    return day(month, 31)


def month_of(date: Date) -> str:
    """Return the month a date falls in."""
    return f"{date.year:04d}-{date.month:02d}"


def quarter_of(month: str) -> str:
    """Return the quarter of a month, like ``2025-Q1``."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def half_up(numerator: int, denominator: int) -> int:
    """Divide and round half away from zero, in integers."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def share(fen: int, percent: int) -> int:
    """Return so many per cent of an amount, half up."""
    return half_up(fen * percent, 100)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole number by weights, exactly.

    Floor each part; the units left over go by largest remainder, ties by position.
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def spread(rng: random.Random, total: int, weights: Sequence[int]) -> list[int]:
    """Divide a count at random: ``split`` after each weight has been varied by up to ±40 per cent."""
    return split(total, [weight * rng.randint(600, 1400) for weight in weights])


def lognormal(rng: random.Random, median: int, sigma: float, low: int, high: int) -> int:
    """Draw a whole number around a median, within bounds (fen, households, hundredths of a square metre)."""
    return max(low, min(high, int(rng.lognormvariate(math.log(median), sigma))))


def quarterly_interest(balance: int, month: str) -> int:
    """Return a quarter's interest at 0.2 per cent a year, credited in March, June, September and December."""
    return half_up(balance * 5, 10_000) if balance > 0 and month[5:] in ("03", "06", "09", "12") else 0


class SchemeVersion(NamedTuple):
    """The buckets of an allocation scheme with their whole percentages, from one day to another."""

    valid_from: Date
    valid_to: Date | None
    percents: dict[str, int]


@dataclass
class FundLedger:
    """One fund's running book: what came in by month, what was paid on which day and from which bucket."""

    opened: str
    opening: int = 0
    scheme: Sequence[SchemeVersion] = ()
    _net: dict[str, int] = field(default_factory=dict)
    _moves: list[tuple[Date, int, str]] = field(default_factory=list)

    def receive(self, month: str, net: int) -> None:
        """Add income less cost (fen) of a month."""
        self._net[month] = self._net.get(month, 0) + net

    def pay(self, on: Date, fen: int, bucket: str = "") -> None:
        """Take a payment or an outgoing transfer."""
        self._moves.append((on, -fen, bucket))

    def take(self, on: Date, fen: int) -> None:
        """Take in a transfer; it stays outside the buckets."""
        self._moves.append((on, fen, ""))

    def closing(self, month: str) -> int:
        """Return the balance at a month's end."""
        end = last_day(month)
        return (
            self.opening
            + sum(net for m, net in self._net.items() if m <= month)
            + sum(fen for on, fen, _ in self._moves if on <= end)
        )

    def allocated(self, month: str) -> dict[str, int]:
        """Return what a month adds to each bucket: the rise of cumulative net income's high-water mark."""
        total, mark, rise = 0, 0, 0
        for m in months(self.opened, month):
            total += self._net.get(m, 0)
            rise = max(0, total - mark)
            mark += rise
        percents = self._percents(month)
        return dict(zip(percents, split(rise, list(percents.values())), strict=True)) if percents else {}

    def available(self, on: Date, bucket: str = "") -> int:
        """Return what can still be paid on a day so that neither bucket nor fund is overdrawn then or later.

        Income and allocation count from the first day of the following month; a transfer in from its day.
        """
        free = self._lowest(on, [(fen, when) for fen, when in self._income_days()], None)
        if bucket:
            rises = [
                (self.allocated(m).get(bucket, 0), day(add_months(m, 1), 1))
                for m in sorted(self._net)
                if self._percents(m)
            ]
            free = min(free, self._lowest(on, rises, bucket))
        return max(0, free)

    def _income_days(self) -> list[tuple[int, Date]]:
        opening = [(self.opening, day(self.opened, 1))]
        return opening + [(net, day(add_months(m, 1), 1)) for m, net in sorted(self._net.items())]

    def _lowest(self, on: Date, rises: list[tuple[int, Date]], bucket: str | None) -> int:
        moves = [(when, fen) for when, fen, name in self._moves if bucket is None or name == bucket]
        entries = sorted([(when, fen) for fen, when in rises] + moves)
        balance = sum(fen for when, fen in entries if when <= on)
        lowest = balance
        for when, fen in entries:
            if when > on:
                balance += fen
                lowest = min(lowest, balance)
        return lowest

    def _percents(self, month: str) -> dict[str, int]:
        end = last_day(month)
        for version in self.scheme:
            if version.valid_from <= end and (version.valid_to is None or end <= version.valid_to):
                return version.percents
        return {}


class Vote(NamedTuple):
    """An owners' assembly's count of people and of exclusive area (hundredths of m²)."""

    heads_eligible: int
    heads_voting: int
    heads_for: int
    area_eligible: int
    area_voting: int
    area_for: int


def vote(rng: random.Random, heads: int, area: int, passed: bool = True) -> Vote:
    """Count a vote under Civil Code article 278: at least 2/3 take part, and of those at least 3/4 agree.

    When it must fail, the area passes and the heads do not, the case most often counted wrongly.
    """
    heads_voting = heads * rng.randint(70, 88) // 100 + 1
    area_voting = area * rng.randint(70, 88) // 100 + 1
    heads_for = heads_voting * (rng.randint(780, 940) if passed else rng.randint(680, 745)) // 1000
    area_for = area_voting * rng.randint(780, 940) // 1000
    return Vote(heads, heads_voting, heads_for, area, area_voting, area_for)


class Step(NamedTuple):
    """One step of deciding: its id in the profile, who decided, in which office, with what result."""

    step: str
    body: str
    chair_role: str | None = None
    outcome: str = "approved"
    vote: Vote | None = None


def tier(fen: int, general_from: int = 5_000_00, major_from: int = 50_000_00) -> str:
    """Return the class of a matter of this amount (fen)."""
    return "minor" if fen < general_from else "general" if fen < major_from else "major"


def ceiling(fen: int, limits: Sequence[int] = (5_000_00, 50_000_00)) -> int:
    """Return what was approved for a payment: up to the next ten yuan, but never into the next class."""
    rounded = -(-fen // 10_00) * 10_00
    return fen if any(fen < limit <= rounded for limit in limits) else rounded


def step_dates(rng: random.Random, count: int, end: Date, lead: int | None = None) -> list[Date]:
    """Return ``count`` ascending dates before ``end``, the first 3 to 21 days before it (or ``lead``)."""
    days = max(lead or rng.randint(3, 21), count)
    offsets = sorted(rng.sample(range(1, days), count - 1), reverse=True) if count > 1 else []
    return [end - dt.timedelta(days=offset) for offset in [days, *offsets]]


def write_matter(
    book: Book,
    folder: str,
    *,
    matter_id: str,
    fund_id: str,
    title: str,
    klass: str,
    fen: int | None,
    outcome: str,
    steps: Sequence[Step],
    dates: Sequence[Date],
) -> None:
    """Write a matter and the steps that decided it."""
    book.add(
        folder,
        "matters",
        matter_id=matter_id,
        fund_id=fund_id,
        title=title,
        amount=None if fen is None else yuan(fen),
        outcome=outcome,
        **{"class": klass},
    )
    for step, on in zip(steps, dates, strict=True):
        count = step.vote
        book.add(
            folder,
            "decisions",
            matter_id=matter_id,
            step=step.step,
            decided_on=on,
            body=step.body,
            chair_role=step.chair_role,
            outcome=step.outcome,
            heads_eligible=count and count.heads_eligible,
            heads_voting=count and count.heads_voting,
            heads_for=count and count.heads_for,
            area_eligible=count and yuan(count.area_eligible),
            area_voting=count and yuan(count.area_voting),
            area_for=count and yuan(count.area_for),
        )
