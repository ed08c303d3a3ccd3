"""What tests of all folders share: the project's root, a finished site, a server, a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from sunledger.serve import Quiet

# A busy machine is no fault of the program; and CI judges the same examples every time.
hypothesis.settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("project")

ROOT = Path(__file__).resolve().parents[1]
BUILD_SECONDS = 900

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def project_root() -> Path:
    """Return the folder that holds ``data/``, ``schemas/`` and ``Makefile``."""
    return ROOT


@pytest.fixture(scope="session")
def sunledger() -> tuple[str, ...]:
    """Return the words that start the program as a user does, ready for ``subprocess``."""
    return (str(Path(sys.executable).with_name("sunledger")),)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "shared"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def built_site(project_root: Path, sunledger: tuple[str, ...], shared_folder: Path) -> Path:
    """Build ``data/`` once for the whole run, as ``make site`` does, and return the site's folder.

    The first worker that asks builds; the others wait until it has said how it went.
    """
    site, verdict = shared_folder / "site", shared_folder / "site.verdict"
    try:
        os.close(os.open(shared_folder / "site.claimed", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        deadline = time.monotonic() + BUILD_SECONDS
        while not verdict.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    else:
        done = subprocess.run(
            [*sunledger, "build", "data", "--out", str(site)],
            cwd=project_root,
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS,
            check=False,
        )
        draft = verdict.with_suffix(".draft")
        draft.write_text("" if done.returncode == 0 else f"{done.stdout}\n{done.stderr}", encoding="utf-8")
        draft.rename(verdict)
    trouble = verdict.read_text(encoding="utf-8") if verdict.exists() else "not finished in time"
    if trouble:
        pytest.fail(f"sunledger build data: {trouble}", pytrace=False)
    return site


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port, as hosts of websites do, for as long as the context lasts."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a folder on loopback and gives its address, without a last ``/``."""
    with contextlib.ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving(folder))


@pytest.fixture(scope="session")
def chromium_path(project_root: Path) -> Path:
    """Return a Chromium that starts, found as ``make test`` finds it; fail where there is none."""
    found = subprocess.run(
        ["sh", ".ci/chromium", "--find"], cwd=project_root, capture_output=True, text=True, check=False
    )
    if found.returncode != 0:
        pytest.fail("no Chromium starts here; run: make chromium", pytrace=False)
    return Path(found.stdout.strip())
