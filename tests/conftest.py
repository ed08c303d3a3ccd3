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

from sunledger.serving.folder import Quiet

# A busy machine is no fault of the program; and CI judges the same examples every time.
hypothesis.settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("project")

ROOT = Path(__file__).resolve().parents[1]
BUILD_SECONDS = 900

Serve = Callable[[Path], str]
Once = Callable[[str, Callable[[Path], None]], Path]


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
def once(shared_folder: Path) -> Once:
    """Return a function that has a folder made once for the whole run: look at it, don't change it.

    The first worker that asks makes it; the others wait until it has said how it went.
    """

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        folder, verdict = shared_folder / name, shared_folder / f"{name}.verdict"
        try:
            os.close(os.open(shared_folder / f"{name}.claimed", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            deadline = time.monotonic() + BUILD_SECONDS
            while not verdict.exists() and time.monotonic() < deadline:
                time.sleep(0.1)
        else:
            draft = verdict.with_suffix(".draft")
            draft.write_text("not finished", encoding="utf-8")
            try:
                make(folder)
                draft.write_text("", encoding="utf-8")
            finally:
                draft.rename(verdict)
        trouble = verdict.read_text(encoding="utf-8") if verdict.exists() else "not finished in time"
        if trouble:
            pytest.fail(f"{name}: {trouble}", pytrace=False)
        return folder

    return make_once


@pytest.fixture(scope="session")
def built_site(project_root: Path, sunledger: tuple[str, ...], once: Once) -> Path:
    """Build ``data/`` once for the whole run, as ``make site`` does, and return the site's folder."""

    def build(site: Path) -> None:
        done = subprocess.run(
            [*sunledger, "build", "data", "--out", str(site)],
            cwd=project_root,
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"sunledger build data: {done.stdout}\n{done.stderr}"

    return once("site", build)


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
