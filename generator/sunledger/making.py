"""The site, made from the tables: render and publish, from the work database alone, into a staging folder."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from sunledger import publish, resources
from sunledger.crew import Crew
from sunledger.engine import open_readonly
from sunledger.kept import Kept, program
from sunledger.model import BuildOptions, Progress, Reading
from sunledger.publish import Stage
from sunledger.render import Rendering
from sunledger.render.addresses import LANGUAGES
from sunledger.render.prose import write_prose
from sunledger.render.shell import build_shell, find_root

TEXTS = ("prose", "method")
"""Kinds of pages whose texts are searched."""

WRITERS = ("sunledger.publish", "sunledger.render.jobs")
"""What the processes of a build work with."""

UNLISTED = ("missing", "moved", "working")
"""Kinds of pages that no sitemap lists."""


def make(
    reading: Reading, stage: Stage, crew: Crew, options: BuildOptions, project: Path, progress: Progress
) -> tuple[int, Kept, dict[str, str]]:
    """Render and publish into the staging folder, from the work database alone.

    Return the number of pages, and what the next build is to know: the pieces and every file's SHA-256.
    """
    progress("render", "shell")
    root, work = find_root(project, resources.root()), stage.scratch / "work.duckdb"
    style, script = publish.gather(root)
    beside = options.out.absolute().parent
    shell = build_shell(root, beside / "shell", style=style.name, script=script.name)
    made_by = repr((program(), shell.moulds, shell.prose, replace(options, jobs=1, out=Path())))
    record = beside / "kept" / f"{options.out.name}.sqlite"
    kept = Kept(record, options.out, stage.site, hashlib.sha256(made_by.encode()).hexdigest())
    demo = any(county.profile.demo for county in reading.counties)
    publish.hand_over(reading.con, work)
    reading.con.close()
    rendering = Rendering(
        work, shell.bare(), stage.site, crew=crew, base_url=options.base_url,
        revision=options.revision, edit_url=options.edit_url, prose=root / "site" / "pages",
        compiled=beside / "templates", kept=kept, progress=progress,
    )  # fmt: skip
    with contextlib.closing(open_readonly(work)) as con:
        units = publish.read_units(con)
    find = stage.site / "find"
    kept.have("finder", units, find.name, lambda: publish.write_finder(units, find))
    prose = write_prose(work, shell, stage.site, base_url=options.base_url, revision=options.revision)
    for asset in (style, script):
        asset.write(stage.site)
    for theme in shell.assets:
        target = stage.site / theme.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(theme.source, target)
    downloading = publish.Downloading(
        work, stage.site, demo, crew, options.base_url, options.revision, kept, progress
    )
    rendering.begin()
    shelf = downloading.finish()
    pages = rendering.finish(shelf)
    crew.end()
    progress("publish", "index")
    with contextlib.closing(open_readonly(work)) as con:
        publish.write_former(con, stage.site)
    for language in LANGUAGES:
        texts = [
            (page.path, page.sha256)
            for page in (*prose, *pages) if page.kind in TEXTS and page.language == language
        ]  # fmt: skip
        kept.have(f"texts {language}", texts, f"{find.name}/{language}", partial(
            publish.write_texts, stage.site, language, [path for path, _ in texts]
        ))  # fmt: skip
    written = sorted(
        page.path for page in (*pages, *prose) if page.language == "zh" and page.kind not in UNLISTED
    )
    known = {**kept.digests, **{file.path: file.sha256 for file in shelf}}
    known |= {page.path: page.sha256 for page in (*pages, *prose)}
    digests = publish.write_index(stage.site, written, options.base_url, demo, known)
    return len(pages) + len(prose), kept, digests
