"""Write every data page: jobs over a pool of processes, each a chunk of units or an overview.

Workers open the work database themselves and write their own files; only small results
travel. What is written does not depend on the number of jobs or the order they finish in.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sunledger import engine, resources
from sunledger.render import (
    addresses,
    comparisons,
    county_notices,
    dictionary,
    feeds,
    glossary,
    ledgers,
    lookups,
    mechanisms,
    moved,
    notices,
    overview,
    pictures,
    units,
    words,
    working,
)
from sunledger.render.addresses import PageWritten
from sunledger.render.desk import Desk
from sunledger.render.press import Frame, Leaf, Press, Setup

CHUNKS = 64
"""Into how many jobs a language's units are parted, within these bounds: few enough that each job's
queries pay, many enough that processes end together, small enough to fit in memory."""
LEAST, MOST = 24, 400
PICTURED = ("overview", "county")
"""The parts that have a picture on their card."""
WORKED = 150
"""Of how many units one job shows how figures were made: it asks many questions, whose planning pays."""
FEEDS = 4000
"""Of how many units the feeds are written in one job."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker does in one go, in one language."""

    setup: Setup
    language: str
    part: str
    """``overview``, ``county``, ``notices``, ``units``, ``working`` or ``feeds``."""
    ids: tuple[str, ...]
    """Units, a county, or a county and which part of its notices."""


def render(
    work_db: Path,
    shell: Frame,
    out: Path,
    *,
    jobs: int,
    base_url: str | None,
    revision: str | None,
    edit_url: str | None = None,
    prose: Path | None = None,
    executor: Executor | None = None,
) -> tuple[PageWritten, ...]:
    """Write all data pages in both languages below ``out``; return them sorted by path.

    ``work_db`` is a file of :func:`sunledger.engine.hand_over`. ``base_url`` is the site's
    absolute address; without it pages carry no canonical link and notices no QR code.
    ``edit_url`` is what makes a file's path an address to edit it at. ``prose`` is
    the folder whose glossary explains words, the program's own if not given. With an ``executor``
    (any of :mod:`concurrent.futures`) the jobs go there; with ``jobs=1`` they run here.
    """
    texts = prose or resources.folder("site", "pages")
    setup = Setup(
        work_db=work_db,
        out=out,
        shell=shell,
        base_url=base_url.rstrip("/") + "/" if base_url else None,
        revision=revision,
        edit_url=edit_url,
        messages={language: words.read_messages(language) for language in addresses.LANGUAGES},
        glossaries={language: glossary.read(texts, language) for language in addresses.LANGUAGES},
    )
    plan = list(_plan(setup))
    if executor is not None:
        done = _gather(executor, plan)
    elif jobs == 1 or len(plan) == 1:
        done = [write(job) for job in plan]
    else:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
            done = _gather(pool, plan)
    pages = [*itertools.chain.from_iterable(done)]
    pages += [_mechanisms(setup, language, pages) for language in addresses.LANGUAGES]
    pages += [page for language in addresses.LANGUAGES for page in _moved(setup, language, pages)]
    return tuple(sorted(pages, key=lambda page: page.path))


def _gather(executor: Executor, plan: list[Job]) -> list[list[PageWritten]]:
    """Run the jobs; on the first failure cancel what has not begun and raise it."""
    futures = [executor.submit(write, job) for job in plan]
    try:
        return [future.result() for future in futures]
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def _plan(setup: Setup) -> Iterator[Job]:
    """Share the pages out: the long comparisons first, then the units chunk by chunk."""
    first = addresses.LANGUAGES[0]
    desk = Desk(setup.work_db, first, setup.messages[first])
    try:
        notice_parts = county_notices.plan(desk)
    finally:
        desk.close()
    con = engine.open_readonly(setup.work_db)
    try:
        counties = [
            row[0] for row in con.execute("select county_id from meta.counties order by all").fetchall()
        ]
        ids = [
            row[0]
            for row in con.execute(
                "select community_id from open.communities join derived.lineage using (community_id) "
                "where distance = 0 order by county_id, community_id"
            ).fetchall()
        ]
    finally:
        con.close()
    for language in addresses.LANGUAGES:
        yield Job(setup, language, "overview", ())
        for county in counties:
            yield Job(setup, language, "county", (county,))
        for part in notice_parts:
            yield Job(setup, language, "notices", part)
        size = min(max(LEAST, len(ids) // CHUNKS), MOST)
        for start in range(0, len(ids), size):
            yield Job(setup, language, "units", tuple(ids[start : start + size]))
        for start in range(0, len(ids), WORKED):
            yield Job(setup, language, "working", tuple(ids[start : start + WORKED]))
        for start in range(0, len(ids), FEEDS):
            yield Job(setup, language, "feeds", tuple(ids[start : start + FEEDS]))


def write(job: Job) -> list[PageWritten]:
    """Do one job: lay out its pages, or feeds, and write their files; return the pages."""
    desk = Desk(job.setup.work_db, job.language, job.setup.messages[job.language])
    try:
        if job.part == "feeds":
            feeds.write_units(desk, job.setup, job.ids)
            return []
        if job.part == "overview":
            feeds.write_publisher(desk, job.setup)
        press = Press(desk, job.setup)
        pages = [press.write(leaf) for leaf in _leaves(desk, job)]
        _write_picture(desk, job)
        return pages
    finally:
        desk.close()


def _mechanisms(setup: Setup, language: str, pages: list[PageWritten]) -> PageWritten:
    """Write the page that links to others, once they are there to be linked to."""
    desk = Desk(setup.work_db, language, setup.messages[language])
    try:
        return Press(desk, setup).write(mechanisms.leaf(desk, setup.out, pages))
    finally:
        desk.close()


def _moved(setup: Setup, language: str, pages: list[PageWritten]) -> list[PageWritten]:
    """Write what leads from former ids to pages, once these are there."""
    desk = Desk(setup.work_db, language, setup.messages[language])
    try:
        return list(moved.write(desk, setup, pages))
    finally:
        desk.close()


def _write_picture(desk: Desk, job: Job) -> None:
    """Draw the picture on the cards of the whole site or of a county: once, only where there are cards."""
    setup = job.setup
    if setup.base_url is None or job.language != addresses.LANGUAGES[0] or job.part not in PICTURED:
        return
    for county in job.ids or ("",):
        months = [c.last_month for c in overview.Publisher(desk).counties if county in ("", c.county)]
        if months:
            target = setup.out / addresses.card(county)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(pictures.draw(desk, county, max(months)))


def _leaves(desk: Desk, job: Job) -> Iterable[Leaf]:
    """Lay out the pages of a job."""
    if job.part == "overview":
        yield from overview.leaves(desk)
        yield from comparisons.leaves(desk, job.setup)
        yield from working.publisher_leaves(desk, job.setup)
        yield from dictionary.leaves(desk, job.setup)
        yield from lookups.leaves(desk)
    elif job.part == "county":
        yield from comparisons.county_leaves(desk, job.ids[0])
        yield from working.county_leaves(desk, job.setup, job.ids[0])
    elif job.part == "working":
        yield from working.unit_leaves(desk, job.setup, list(job.ids))
    elif job.part == "notices":
        yield from county_notices.leaves(desk, job.setup, job.ids[0], int(job.ids[1]))
    else:
        chunk = units.gather(desk, list(job.ids))
        yield from units.UnitPages(desk, job.setup, chunk).leaves()
        yield from ledgers.leaves(desk, job.setup, chunk)
        yield from notices.leaves(desk, job.setup, chunk)
