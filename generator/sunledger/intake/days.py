"""Days, months and years, in the forms that spreadsheets and people give them.

What could be two days is refused: a year of two digits, a day before its month, a day without a year.
"""

from __future__ import annotations

import datetime as dt
import re

from sunledger.intake.grid import Cell, Kind, plain
from sunledger.intake.reading import Reading, fault
from sunledger.intake.shapes import shows_its_year

_EPOCHS = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
_SERIAL = re.compile(r"[2-7][0-9]{4}")
"""Days from 1954 to 2119, counted from 1900."""
_DAY = re.compile(r"([12][0-9]{3})(?P<mark>[-/.])([0-9]{1,2})(?P=mark)([0-9]{1,2})")
_SAID = re.compile(r"([12][0-9]{3})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]")
_COMPACT = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(r"([12][0-9]{3})(?:[-/.]|年)([0-9]{1,2})(月?)(份?)")
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(:00)?(\.0+)?$")


def day(cell: Cell, *, later_epoch: bool = False) -> Reading:
    """Read a date."""
    if cell.kind in (Kind.BOOLEAN, Kind.ERROR):
        return fault("dates_are_plain_days")
    said = _MIDNIGHT.sub("", plain(cell.text))
    if re.search(r"[0-9]:[0-9]", said):
        return fault("dates_carry_no_time")
    if _SERIAL.fullmatch(said) and cell.kind is not Kind.DATE:
        value = (_EPOCHS[later_epoch] + dt.timedelta(days=int(said))).isoformat()
        return Reading(value, doubt="date-serials", facts={"read": value})
    parts = _COMPACT.fullmatch(said) or _SAID.fullmatch(said) or _DAY.fullmatch(said)
    if not parts:
        return fault("dates_are_plain_days")
    numbers = [int(each) for each in parts.groups() if each.isdigit()]
    try:
        value = dt.date(*numbers).isoformat()
    except ValueError:
        return fault("dates_are_plain_days")
    if cell.kind is Kind.DATE and not shows_its_year(cell.shape):
        return Reading(value, doubt="years-not-shown", facts={"read": value})
    return Reading(value)


def month(cell: Cell, *, later_epoch: bool = False) -> Reading:
    """Read a month; Excel turns ``2025-06`` into the first day of the month, which is read back."""
    said = plain(cell.text)
    parts = _MONTH.fullmatch(said) if cell.kind in (Kind.TEXT, Kind.NUMBER) else None
    compact = re.fullmatch(r"([12][0-9]{3})([0-9]{2})", said)
    if compact and 1 <= int(compact[2]) <= 12:
        return Reading(f"{compact[1]}-{compact[2]}")
    if re.fullmatch(r"[12][0-9]{3}\.1", said) or (cell.kind is Kind.NUMBER and parts and parts[2] == "10"):
        return fault("months_are_plain_months")
    if parts and 1 <= int(parts[2]) <= 12:
        return Reading(f"{parts[1]}-{int(parts[2]):02}")
    whole = day(cell, later_epoch=later_epoch)
    if not whole.value:
        return whole if whole.fault == "dates_carry_no_time" else fault("months_are_plain_months")
    facts: dict[str, object] = {"read": whole.value[:7]}
    if whole.doubt:
        return Reading(whole.value[:7], doubt=whole.doubt, facts=facts)
    if whole.value.endswith("-01"):
        return Reading(whole.value[:7], note="months_are_taken_from_first_days", facts=facts)
    return Reading(whole.value[:7], doubt="months-from-days", facts=facts)


def year(cell: Cell) -> Reading:
    """Read a year."""
    parts = re.fullmatch(r"([12][0-9]{3})年?(度)?", plain(cell.text))
    if not parts or cell.kind not in (Kind.TEXT, Kind.NUMBER):
        return fault("years_are_plain_years")
    return Reading(parts[1])
