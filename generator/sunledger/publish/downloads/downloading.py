"""Have every download written, or taken over from the last build, by the processes of a crew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from sunledger import engine
from sunledger.crew import Crew
from sunledger.engine import Connection
from sunledger.kept import Kept
from sunledger.model import Download, Progress, quiet
from sunledger.publish.downloads import places, whole
from sunledger.publish.downloads.accounts import PARTS, SCHEMA, schema_text
from sunledger.publish.downloads.blocks import cut
from sunledger.publish.downloads.catalogue import write_catalogue
from sunledger.publish.downloads.csvw import write_csvw
from sunledger.publish.downloads.package import NAME, descriptor, resource
from sunledger.publish.downloads.parts import parts
from sunledger.publish.downloads.reuse import Reuse
from sunledger.publish.downloads.said import about
from sunledger.publish.downloads.shelf import Made
from sunledger.publish.downloads.tables import all_tables

R = TypeVar("R")


class Downloading:
    """All downloads of a site, in the making."""

    def __init__(
        self, work_db: Path, site: Path, demo: bool, crew: Crew, base_url: str | None = None,
        revision: str | None = None, kept: Kept | None = None, progress: Progress = quiet,
    ) -> None:  # fmt: skip
        """Have ``crew`` write every download below ``site``, which stands in the folder of ``work_db``.

        ``demo`` marks the data as fictional in each file. ``base_url`` is the site's absolute address, for
        the catalogue, and ``revision`` that of the data, for those who build anew; both where they are
        known. Files that ``kept`` has from the last build are taken over where they would come out the same.
        """
        self._work_db, self._site, self._crew, self._base_url = work_db, site, crew, base_url
        self._progress = progress
        self._waiting: list[Future[Any]] = []
        (site / "data").mkdir(parents=True, exist_ok=True)
        self._con = engine.open_readonly(work_db)
        try:
            self._said, self._parts = about(self._con, demo, revision), parts(self._con)
            self._salt = kept.salt if kept is not None else ""
            several = len(self._parts) > 2
            cuts = [self._do(cut, table, self._salt, several) for table in all_tables()]
            self._reuse = Reuse(kept, self._said, [each.result() for each in cuts])
            tables = self._reuse.tables
            flat = [rows for rows in tables if rows.table.source == "simple"]
            self._of_all = [
                self._have("simple", self._reuse.made_of(flat), whole.write_simple, flat),
                self._have("sqlite", self._reuse.made_of(tables), whole.write_sqlite, tables),
            ]
            self._of_tables = [
                self._have(f"table {rows.table.name}", self._reuse.made_of([rows]), whole.write_table, rows)
                for rows in tables
            ]
            self._of_counties, self._of_units = [*self._counties()], self._units()
        except BaseException:
            self._con.close()
            raise

    def finish(self) -> tuple[Download, ...]:
        """Wait for all files, and describe them; return them in the order they are listed."""
        advance = self._progress("publish", "data", len(self._waiting))
        for each in self._waiting:
            each.add_done_callback(lambda _: advance(1))
        try:
            folder, (_, *counties) = self._site / "data", self._parts
            made = [each() for each in self._of_tables]
            of_tables = [file for each in made for file in each.files]
            found = {file.owner: file for file in of_tables if file.form == "csv"}
            described = [
                resource(table, folder / f"{table.name}.csv", found[table.name].sha256)
                for table in all_tables()
            ]
            text = descriptor(self._said, self._parts[0], counties, described)
            (folder / NAME).write_text(text, encoding="utf-8")
            before = self._reuse.before(["zip"])
            archive = whole.write_zip(self._con, self._site, self._said, text, made, before)
            self._reuse.put("zip", "", archive)
            of_all = [file for each in self._of_all for file in each().files]
            of_places = [*(file for each in self._of_counties for file in each().files), *self._of_units()]
        finally:
            self._con.close()
        shelf = (*of_all, *archive.files, *of_tables, *of_places)
        (self._site / SCHEMA).parent.mkdir(exist_ok=True)
        (self._site / SCHEMA).write_text(schema_text(self._base_url), encoding="utf-8")
        write_csvw(folder, all_tables(), self._said, self._parts[0])
        write_catalogue(self._site, self._said, self._parts, shelf, self._base_url)
        return shelf

    def _counties(self) -> Iterator[Callable[[], Made]]:
        for county in self._parts[1:]:
            rows = self._reuse.county(county.part)
            made_of = self._reuse.made_of(rows, county)
            yield self._have(f"county {county.part}", made_of, places.write_county, county, rows)

    def _units(self) -> Callable[[], list[Download]]:
        """Have the files of units written, some units at a time."""
        units = places.units(self._con, self._parts[1:])
        names = places.names(self._con, units)
        made_of = {
            unit.unit: self._reuse.made_of_funds(unit.funds, (unit, [names[fund] for fund in unit.funds]))
            for unit in units
        }
        done = {unit.unit: self._reuse.take(f"files {unit.unit}", made_of[unit.unit]) for unit in units}
        todo = [unit for unit in units if done[unit.unit] is None]
        rows = [rows for rows in self._reuse.tables if rows.table in PARTS]
        waiting = []
        for chunk in places.chunks(self._con, todo, self._crew.processes):
            before = self._reuse.before(f"files {unit.unit}" for unit in chunk)
            given = (self._site, self._said, chunk, rows, self._salt, before)
            waiting.append((chunk, self._do(places.write_units, *given)))

        def files() -> list[Download]:
            for chunk, each in waiting:
                for unit, own in zip(chunk, each.result(), strict=True):
                    self._reuse.put(f"files {unit.unit}", made_of[unit.unit], own, places.beside(unit))
                    done[unit.unit] = own
            return [file for unit in units if (made := done[unit.unit]) for file in made.files]

        return files

    def _have(self, name: str, made_of: str, work: Callable[..., Made], *what: Any) -> Callable[[], Made]:
        """Take over the files of a piece, or have them written; what is returned waits for them."""
        taken = self._reuse.take(name, made_of)
        if taken is not None:
            return lambda: taken
        waiting = self._do(work, self._site, self._said, *what, self._reuse.before([name]))

        def made() -> Made:
            done = waiting.result()
            self._reuse.put(name, made_of, done)
            return done

        return made

    def _do(self, work: Callable[..., R], *what: Any) -> Future[R]:
        """Have a piece of work done, with a connection of its own."""
        if self._crew.alone:
            doing = self._crew.do(_on_cursor, self._con, work, *what)
        else:
            doing = self._crew.do(_elsewhere, self._work_db, work, *what)
        self._waiting.append(doing)
        return doing


_held: dict[Path, Connection] = {}
"""The connection of a process of the crew, by its work database; it closes with the process."""


def _elsewhere(work_db: Path, work: Callable[..., R], *what: Any) -> R:
    """Do a piece of work in a process of the crew."""
    if work_db not in _held:
        _held[work_db] = engine.open_readonly(work_db)
    return _on_cursor(_held[work_db], work, *what)


def _on_cursor(con: Connection, work: Callable[..., R], *what: Any) -> R:
    with con.cursor() as own:
        return work(own, *what)
