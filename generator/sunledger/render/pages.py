"""Write every data page: jobs over a pool of processes, each a chunk of units or an overview.

Workers open the work database themselves and write their own files; only small results
travel. What is written does not depend on the number of jobs or the order they finish in.
"""

from __future__ import annotations

import itertools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sunledger import resources
from sunledger.kept import Kept
from sunledger.model import Advance, Progress, quiet
from sunledger.render import addresses, glossary, words
from sunledger.render.addresses import PageWritten
from sunledger.render.jobs import Job, Office
from sunledger.render.plan import Plan
from sunledger.render.press import Frame, Setup


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
    compiled: Path | None = None,
    kept: Kept | None = None,
    progress: Progress = quiet,
) -> tuple[PageWritten, ...]:
    """Write all data pages in both languages below ``out``; return them sorted by path.

    ``work_db`` is a file of :func:`sunledger.engine.hand_over`. ``base_url`` is the site's
    absolute address; without it pages carry no canonical link and notices no QR code.
    ``edit_url`` is what makes a file's path an address to edit it at. ``prose`` is
    the folder whose glossary explains words, the program's own if not given. ``jobs`` processes
    work at a time; one is this process itself. A folder ``compiled`` keeps compiled templates for later;
    ``kept`` has the pages of the last build, of which those that would come out the same are taken over.
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
        compiled=compiled,
    )
    office = Office(setup)
    try:
        progress("render", "changes")
        plan = Plan(office, kept, jobs)
        todo = plan.jobs
        advance = progress("render", "pages", len(todo))
        if jobs == 1:
            done = [_counted(office, job, advance) for job in todo]
        else:
            done = _share_out(setup, todo, jobs, advance)
        pages = [*plan.taken, *itertools.chain.from_iterable(done)]
        plan.put_down(itertools.chain.from_iterable(done))
        for language in addresses.LANGUAGES:
            pages += office.write_last(language, pages)
    finally:
        office.close()
    return tuple(sorted(pages, key=lambda page: page.path))


def _counted(office: Office, job: Job, advance: Advance) -> list[PageWritten]:
    pages = office.write(job)
    advance(1)
    return pages


def _share_out(setup: Setup, plan: list[Job], jobs: int, advance: Advance) -> list[list[PageWritten]]:
    """Do the jobs in a pool of processes; on the first failure cancel what has not begun and raise it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_open, initargs=(setup,)) as pool:
        futures = [pool.submit(_write, job) for job in plan]
        for future in futures:
            future.add_done_callback(lambda _: advance(1))
        try:
            return [future.result() for future in futures]
        except BaseException:
            for future in futures:
                future.cancel()
            raise


_office: Office


def _open(setup: Setup) -> None:
    """Open the office of a process of the pool; it closes with the process."""
    global _office
    _office = Office(setup)


def _write(job: Job) -> list[PageWritten]:
    return _office.write(job)
