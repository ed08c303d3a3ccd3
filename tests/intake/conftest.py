"""A publisher to import into, and a way to send it files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sunledger.intake import Asked, Proposal, propose
from tests.publisher import Publisher

Send = Callable[..., Proposal]


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return a copy of the small publisher."""
    return Publisher.small(tmp_path / "p")


@pytest.fixture
def send(publisher: Publisher, tmp_path: Path) -> Send:
    """Return a function that proposes files, given by name and content, in the order given."""

    def sent(files: dict[str, bytes], *accept: str, **more: str) -> Proposal:
        folder = tmp_path / "sent"
        folder.mkdir(exist_ok=True)
        for name, raw in files.items():
            (folder / name).write_bytes(raw)
        paths = tuple(folder / name for name in files)
        return propose(publisher.data, Asked(paths, accepted=frozenset(accept), **more))

    return sent
