"""What there is to do: every page that can't be taken over from the last build, shared out into jobs."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from sunledger.crew import Crew
from sunledger.kept import Kept
from sunledger.model import Download
from sunledger.render import addresses, county_notices
from sunledger.render.addresses import PageWritten
from sunledger.render.jobs import Job, Office
from sunledger.render.prints import Prints
from sunledger.render.rows import NoticePart

LEAST, MOST = 96, 400
"""How many units make a job: so many that planning its queries pays, so few that they fit in memory."""
COUNTIES = 8
"""How many counties make a job."""
OWNED = ("unit", "county")
"""The downloads that the page of their owner lists."""


def job_size(units: int, processes: int) -> int:
    """Tell how many units make a job, so that processes end together; there are two languages to share."""
    return min(max(LEAST, -(-units // max(1, processes // 2))), MOST)


class Plan:
    """The jobs of a build, and the pages that need none.

    A unit's pages and its feed are one piece in each language, how its figures were made is another; so are
    a county's pages with its card's picture, and its file of a month's notices. The pages that bring counties
    together are made every time.
    """

    def __init__(self, office: Office, kept: Kept | None, crew: Crew) -> None:
        """Plan for ``crew``; what ``kept`` has and would come out the same is taken over."""
        self.taken: list[PageWritten] = []
        """Pages taken over, once all jobs are planned."""
        self._office, self._kept, self._crew = office, kept, crew
        self._made_of: dict[tuple[str, ...], Callable[[], str]] = {}

    def always(self) -> Iterator[Job]:
        """Plan the jobs that are always done and need not know of downloads."""
        for language in addresses.LANGUAGES:
            yield Job(language, "overview", ())

    def before(self) -> Iterator[Job]:
        """Plan the other jobs that need not know of downloads."""
        desk = self._office.desk(addresses.LANGUAGES[0])
        notices = county_notices.plan(desk)
        for language in addresses.LANGUAGES:
            todo = [county for county in self._counties if not self._taken_county(language, county)]
            for start in range(0, len(todo), COUNTIES):
                yield Job(language, "county", tuple(todo[start : start + COUNTIES]))
        yield from self._of_units("working", ())
        for language in addresses.LANGUAGES:
            for (county, part), files in notices.items():
                months = [file.month for file in files if not self._taken_notices(language, file)]
                if months:
                    yield Job(language, "notices", (county, part, *months))

    def after(self, shelf: Sequence[Download]) -> Iterator[Job]:
        """Plan the jobs whose pages list the downloads on the ``shelf``, each with those it lists."""
        yield from self._of_units("units", shelf)
        counties = {*self._counties}
        listed = tuple(each for each in shelf if each.scope == "publisher" or each.owner in counties)
        for language in addresses.LANGUAGES:
            yield Job(language, "data", (), listed)

    def _of_units(self, part: str, shelf: Sequence[Download]) -> Iterator[Job]:
        owned: dict[str, list[Download]] = {}
        for each in shelf:
            if each.scope in OWNED:
                owned.setdefault(each.owner, []).append(each)
        for language in addresses.LANGUAGES:
            todo = [
                unit for unit in self._units
                if not self._taken_unit(part, language, unit, owned.get(unit, ()))
            ]  # fmt: skip
            size = job_size(len(todo), self._crew.processes)
            for start in range(0, len(todo), size):
                some = tuple(todo[start : start + size])
                listed = itertools.chain.from_iterable(owned.get(unit, ()) for unit in some)
                yield Job(language, part, some, tuple(listed))

    def prepare(self) -> None:
        """Have it found out what all pieces are made of."""
        if self._kept is not None:
            _ = self._prints

    def put_down(self, pages: Iterable[PageWritten]) -> None:
        """Put down the pieces that were made, for the next build; some have no page, and need none then."""
        if self._kept is None:
            return
        pieces: dict[tuple[str, ...], list[PageWritten]] = {name: [] for name in self._made_of}
        for page in pages:
            name = _piece(page)
            if name in pieces:
                pieces[name].append(page)
        for name, found in pieces.items():
            paths = [page.path for page in found]
            if name[0] == "units":
                paths += self._there(addresses.path_of(name[1], addresses.unit_feed(name[2])))
            elif name[0] == "county" and name[1] == addresses.LANGUAGES[0]:
                paths += self._there(addresses.card(name[2]))
            said = [dataclasses.astuple(page) for page in found]
            self._kept.put(" ".join(name), self._made_of[name](), paths, said)

    @functools.cached_property
    def _prints(self) -> Prints:
        assert self._kept is not None  # noqa: S101 - else nothing is taken over, and nothing put down
        counties = self._counties if len(self._counties) > 1 else []
        return Prints(self._crew, self._office.work_db, self._kept, counties, self._units)

    @functools.cached_property
    def _counties(self) -> list[str]:
        return self._office.desk(addresses.LANGUAGES[0]).counties()

    @functools.cached_property
    def _units(self) -> list[str]:
        return self._office.desk(addresses.LANGUAGES[0]).units()

    def _taken_unit(self, part: str, language: str, unit: str, files: Sequence[Download]) -> bool:
        def made_of() -> str:
            return self._prints.working(unit) if part == "working" else f"{self._prints.unit(unit)} {files}"

        return self._take((part, language, unit), made_of)

    def _taken_county(self, language: str, county: str) -> bool:
        """Take a county's pages over; those of the only one change with nearly every row of the accounts."""
        if len(self._counties) == 1:
            return False
        return self._take(("county", language, county), lambda: self._prints.county(county))

    def _taken_notices(self, language: str, file: NoticePart) -> bool:
        def made_of() -> str:
            units = str(file.ids).split()
            said = [str(file), *(self._prints.month(unit, file.month) for unit in units)]
            return hashlib.sha256("\0".join(said).encode()).hexdigest()

        address = addresses.notices(file.county, file.month, file.number)
        return self._take(("notices", language, address), made_of)

    def _there(self, path: str) -> list[str]:
        return [path] if self._office.has(path) else []

    def _take(self, name: tuple[str, ...], made_of: Callable[[], str]) -> bool:
        """Take over a piece, if it can be; else remember what tells what it is made of, once it is made."""
        if self._kept is None:
            return False
        piece = None if self._kept.empty else self._kept.take(" ".join(name), made_of())
        if piece is None:
            self._made_of[name] = made_of
            return False
        self.taken += [PageWritten(*page) for page in piece.said]
        return True


def _piece(page: PageWritten) -> tuple[str, ...]:
    """Name the piece that a page would belong to: a page of many counties belongs to none that is known."""
    if page.kind == "notices":
        return (page.kind, page.language, page.address)
    unit = addresses.unit_of(page.address)
    if not page.address.startswith("c/"):
        return ("county", page.language, unit)
    return ("working" if page.kind == "working" else "units", page.language, unit)
