"""Git repositories made by tests: nobody's settings but their own, and clocks that stand still."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Qzx Name", "GIT_AUTHOR_EMAIL": "qzx@example.org",
    "GIT_COMMITTER_NAME": "Qzx Name", "GIT_COMMITTER_EMAIL": "qzx@example.org",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder that git keeps."""

    root: Path

    @classmethod
    def begin(cls, root: Path) -> Repository:
        """Make the folder a repository, with nothing committed."""
        repository = cls(root)
        repository.git("init", "--quiet", "--initial-branch=main")
        return repository

    def git(self, *words: str, day: str = "2025-01-01") -> str:
        """Run git here, as nobody, at noon of a day."""
        done = subprocess.run(
            ["git", *words], cwd=self.root, capture_output=True, text=True, check=True,
            env={**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **NOBODY,
                 "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"},
        )  # fmt: skip
        return done.stdout

    def commit(self, day: str, *, message: str = "qzx message") -> str:
        """Commit everything that stands in the folder, and return the commit's name."""
        self.git("add", "--all", day=day)
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", day=day)
        return self.git("rev-parse", "HEAD").strip()

    def shallow(self, root: Path, depth: int) -> Repository:
        """Clone the newest commits only."""
        self.git("clone", "--quiet", f"--depth={depth}", f"file://{self.root}", str(root))
        return Repository(root)
