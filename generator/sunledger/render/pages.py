"""Write every data page: jobs over a pool of processes, each a chunk of units or an overview.

Workers open the work database themselves and write their own files; only small results
travel. What is written does not depend on the number of jobs or the order they finish in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from sunledger import resources
from sunledger.crew import Crew
from sunledger.kept import Kept
from sunledger.model import Download, Progress, quiet
from sunledger.render import addresses, glossary, words
from sunledger.render.addresses import PageWritten
from sunledger.render.jobs import Job, Office, write
from sunledger.render.plan import Plan
from sunledger.render.press import Frame, Setup


class Rendering:
    """All data pages of a site, in both languages, in the making."""

    def __init__(
        self, work_db: Path, shell: Frame, out: Path, *, crew: Crew, base_url: str | None,
        revision: str | None, edit_url: str | None = None, prose: Path | None = None,
        compiled: Path | None = None, kept: Kept | None = None, progress: Progress = quiet,
    ) -> None:  # fmt: skip
        """Have ``crew`` write pages below ``out``, first those that are always made.

        ``work_db`` is a file of :func:`sunledger.engine.hand_over`. ``base_url`` is the site's
        absolute address; without it pages carry no canonical link and notices no QR code.
        ``edit_url`` is what makes a file's path an address to edit it at. ``prose`` is
        the folder whose glossary explains words, the program's own if not given. A folder ``compiled``
        keeps compiled templates for later; ``kept`` has the pages of the last build, of which those that
        would come out the same are taken over.
        """
        texts = prose or resources.folder("site", "pages")
        self._crew, self._progress = crew, progress
        self._setup = Setup(
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
        self._office = Office(self._setup)
        self._plan, self._begun = Plan(self._office, kept, crew), False
        with self._ending():
            if kept is not None and not kept.empty:
                self._plan.prepare()
            self._waiting = self._done(self._plan.always())

    def begin(self) -> None:
        """Have the pages made that list no downloads, once it is known which can be taken over."""
        with self._ending():
            self._begun = True
            self._waiting += self._done(self._plan.before())

    def finish(self, shelf: Sequence[Download] = ()) -> tuple[PageWritten, ...]:
        """Have the rest made, which lists the downloads on the ``shelf``; return all pages by path."""
        if not self._begun:
            self.begin()
        with self._ending():
            waiting = [*self._waiting, *self._done(self._plan.after(shelf))]
            advance = self._progress("render", "pages", len(waiting))
            for each in waiting:
                each.add_done_callback(lambda _: advance(1))
            self._plan.prepare()
            made = [page for each in waiting for page in each.result()]
            self._plan.put_down(made)
            pages = [*self._plan.taken, *made]
            for language in addresses.LANGUAGES:
                pages += self._office.write_last(language, pages)
        self._office.close()
        return tuple(sorted(pages, key=lambda page: page.path))

    def _done(self, jobs: Iterator[Job]) -> list[Future[list[PageWritten]]]:
        """Have jobs done as they come."""
        if self._crew.alone:
            return [self._crew.do(self._office.write, job) for job in jobs]
        return [self._crew.do(write, self._setup, job) for job in jobs]

    @contextlib.contextmanager
    def _ending(self) -> Iterator[None]:
        """Close the office when something fails."""
        try:
            yield
        except BaseException:
            self._office.close()
            raise
