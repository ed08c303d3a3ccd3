"""seal: a published month is closed, so that nothing in it can be altered without a word.

Rows are hashed as they were first published, under a salt, into an append-only Merkle log kept in
``data/<county>/seals/``. ``examine`` holds the accounts against it at every check; ``close`` seals what
is due; ``redact`` takes out what the law wants out; ``write_public`` puts the log among the downloads;
``bundle`` verifies a site or a ZIP of it with nothing else at hand.

We do not sign. A head is printed on every page and every notice: whoever keeps one can prove that
the log it stands for was continued and not rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sunledger.builtin import finding
from sunledger.engine import Connection
from sunledger.manifest import MANIFEST, SUMS
from sunledger.model import REDACTED_ROWS, Finding, Reading, SealFile
from sunledger.seal import chains, comparison, integrity, rows
from sunledger.seal.closing import (
    FOLDER,
    NotYetDue,
    Salts,
    close,
    empty,
    last_due,
    random_salt,
    redact,
    write,
)
from sunledger.seal.integrity import continue_published, look_up, prove
from sunledger.seal.log import Head, Log, Redaction, parse
from sunledger.seal.public import write_public
from sunledger.seal.rows import UNSEALED

__all__ = [
    "FOLDER", "UNSEALED", "Examined", "Head", "Log", "NotYetDue", "Redaction", "Salts", "close", "compare",
    "continue_published", "empty", "examine", "examine_copy", "is_copy", "last_due", "look_up", "prepare",
    "prove", "random_salt", "redacted", "write", "write_public",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examined:
    """The logs that could be read, by county, and what is wrong."""

    logs: dict[str, Log]
    findings: tuple[Finding, ...]
    sound: tuple[str, ...] = ()
    """The counties whose logs hang together; the others prove nothing."""


def examine(reading: Reading, *, beginning: bool = False) -> Examined:
    """See whether every county's seals hang together; :func:`compare` holds the accounts against them.

    With ``beginning`` a county may promise seals and have none yet. Leaves ``meta.seals`` (one row per
    county with a log) for the pages, and ``meta.redacted_rows``.
    """
    findings: list[Finding] = []
    logs: dict[str, Log] = {}
    sound: list[str] = []
    for county in reading.counties:
        files = [file for file in reading.seals if file.county == county.county_id]
        folder = f"{_data(reading)}/{county.county_id}/{FOLDER}"
        promised = county.profile.sealed_from
        if not files and promised and not beginning:
            findings.append(_lost(folder, f"profile.toml 写明从 {promised} 起封存，封存记录却不在了",
                                  f"profile.toml promises seals from {promised}, and there are "
                                  f"none"))  # fmt: skip
        if files and not promised:
            findings.append(_lost(f"{_data(reading)}/{county.county_id}/profile.toml",
                                  "有封存记录，profile.toml 却没有 sealed_from",
                                  "there are seals, and profile.toml has no sealed_from"))  # fmt: skip
        log = parse(county.county_id, folder, files, findings) if files else None
        if log:
            broken = integrity.examine(log)
            findings += broken
            logs[county.county_id] = log
            if not broken:
                sound.append(county.county_id)
    _show(reading.con, logs)
    return Examined(logs, tuple(findings), tuple(sound))


def compare(
    con: Connection, examined: Examined, unclean: frozenset[str], *, alone: bool = False
) -> list[Finding]:
    """Hold the accounts row by row against the logs that hang together.

    ``data.<dataset>`` must stand for every dataset not in ``unclean``. With ``alone`` nobody else holds the
    rules of corrections. Leaves tables of the comparison for :func:`write_public` to use and to drop.
    """
    if not examined.sound or unclean & set(rows.datasets()):
        return []
    comparison.load(con, [examined.logs[county] for county in examined.sound])
    prepare(con)
    findings = list(comparison.examine(con))
    return [*findings, *chains.examine(con)] if alone else findings


def prepare(con: Connection) -> None:
    """Create the tables of rows that can be sealed, which ``examine`` and ``close`` work on."""
    rows.create_due(con)
    rows.create_forms(con, "meta.seal_forms", "data")


def redacted(reading: Reading, county: str, dataset: str, redaction: Redaction) -> Reading:
    """Return the reading with a redaction added to a county's seals, as if its files said so.

    Nothing is written; a log that can't be read is left as it is, for ``examine`` to say why.
    """
    own = [file for file in reading.seals if file.county == county]
    folder = f"{_data(reading)}/{county}/{FOLDER}"
    log = parse(county, folder, own, [])
    if log is None:
        return reading
    redact(log, dataset, redaction)
    files = tuple(SealFile(county, name, f"{folder}/{name}", text) for name, text in log.texts().items())
    return replace(reading, seals=(*(file for file in reading.seals if file.county != county), *files))


def is_copy(path: Path) -> bool:
    """Tell a copy of a site or of its tables from accounts: it has a manifest or a front page."""
    return path.is_dir() and any((path / name).is_file() for name in (MANIFEST, SUMS, "index.html"))


def examine_copy(path: Path, scratch: Path) -> tuple[dict[str, Log], list[Finding], int, int]:
    """Verify a copy of a site: give its logs, what is wrong, how many files there are and rows proven."""
    from sunledger.seal import bundle, copies

    with copies.opened(path) as copy:
        logs, findings, proven = bundle.examine(copy, scratch)
        return logs, findings, len(copy.sizes), proven


def _show(con: Connection, logs: dict[str, Log]) -> None:
    """Create ``meta.seals``, each county's head and last sealed month, and ``meta.redacted_rows``."""
    con.execute(
        "create or replace table meta.seals (county_id varchar, size integer, root varchar, last_month "
        "varchar)"
    )
    for county, log in logs.items():
        if log.heads:
            head = log.heads[-1]
            month = max((leaf.month for leaf in log.leaves), default="")
            con.execute("insert into meta.seals values (?, ?, ?, ?)", [county, head.size, head.root, month])
    con.execute(f"create or replace table meta.redacted_rows ({REDACTED_ROWS})")
    for log in logs.values():
        for item in log.redactions.values():
            of = log.leaves[item.of_leaf : item.of_leaf + 1]
            con.execute(
                "insert into meta.redacted_rows select unnest(?), ?", [[x.dataset for x in of], item.row_key]
            )


def _data(reading: Reading) -> str:
    return next((source.file.split("/")[0] for source in reading.files), "data")


def _lost(file: str, zh: str, en: str) -> Finding:
    return finding("seals_are_kept", file, 0, detail_zh=zh, detail_en=en)
