"""The flow: read → check → derive → render → publish. Only this module knows the order."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sunledger import resources
from sunledger.check import RECONCILED, apply_rules, conform, needs, record
from sunledger.derive import derive
from sunledger.engine import hand_over
from sunledger.model import BuildOptions, Checked, Finding, Progress, Reading, Report, Severity, quiet
from sunledger.read import read
from sunledger.resources import dataset_names

if TYPE_CHECKING:
    from sunledger.publish import Stage


def check(data: Path, *, reconcile: bool = False, progress: Progress = quiet) -> Report:
    """Read and check the accounts below ``data``; write nothing.

    With ``reconcile`` a published figure that the accounts don't bear out is an error.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sunledger-") as scratch:
        reading = read(data, Path(scratch), progress=progress)
        checked = _examine(reading, progress)
        reading.con.close()
    if reconcile:
        checked = replace(checked, findings=tuple(map(_reconciled, checked.findings)))
    return _report(reading, checked, started)


def build(data: Path, options: BuildOptions, *, progress: Progress = quiet) -> Report:
    """Check the accounts and, if there is no error, build the site and put it in place in one step.

    With an error nothing is written and the site that stands stays as it is.
    """
    from sunledger import publish

    started = time.monotonic()
    with publish.staging(options.out, data) as stage:
        reading = read(data, stage.scratch, progress=progress)
        checked = _examine(reading, progress)
        pages = 0
        if checked.ok:
            derive(reading, checked.unclean)
            record(reading.con, checked)
            pages = _make(reading, stage, options, data.absolute().parent, progress)
            stage.put_in_place()
        reading.con.close()
    return _report(reading, checked, started, pages=pages, out=options.out)


def _make(reading: Reading, stage: Stage, options: BuildOptions, project: Path, progress: Progress) -> int:
    """Render and publish into the staging folder; return the number of pages."""
    from sunledger import publish
    from sunledger.render import render
    from sunledger.render.prose import write_prose
    from sunledger.render.shell import build_shell, find_root

    progress("publish", "data")
    demo = any(county.profile.demo for county in reading.counties)
    publish.write_downloads(reading.con, stage.site, demo)
    work = stage.scratch / "work.duckdb"
    hand_over(reading.con, work)
    progress("render", "shell")
    root = find_root(project, resources.root())
    style, script = publish.gather(root)
    shell = build_shell(root, options.out.absolute().parent / "shell", style=style.name, script=script.name)
    for asset in (style, script):
        asset.write(stage.site)
    for theme in shell.assets:
        target = stage.site / theme.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(theme.source, target)
    progress("render", "pages")
    pages = render(
        work, shell.bare(), stage.site, jobs=options.jobs, base_url=options.base_url,
        revision=options.revision, edit_url=options.edit_url,
    )  # fmt: skip
    prose = write_prose(work, shell, stage.site, base_url=options.base_url, revision=options.revision)
    progress("publish", "index")
    written = sorted(page.path for page in (*pages, *prose) if page.language == "zh")
    publish.write_index(stage.site, written, options.base_url, demo)
    return len(pages) + len(prose)


def _examine(reading: Reading, progress: Progress) -> Checked:
    """Check the accounts, with no table derived that no rule reads."""
    progress("check", f"{reading.rows} rows")
    checked = conform(reading)
    progress("derive", "")
    made = derive(reading, checked.unclean, needs())
    clean = frozenset(dataset_names()) - checked.unclean if made else frozenset()
    return apply_rules(reading.con, checked, clean | made)


def _reconciled(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.ERROR) if finding.rule in RECONCILED else finding


def _report(
    reading: Reading, checked: Checked, started: float, *, pages: int = 0, out: Path | None = None
) -> Report:
    findings = tuple(sorted(set(checked.findings), key=Finding.order))
    seconds = f"{time.monotonic() - started:.3f}"
    return Report(findings, len(reading.files), reading.rows, seconds, pages, out)
