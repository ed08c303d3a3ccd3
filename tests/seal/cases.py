"""Ways to tamper with sealed accounts and with the seals, and where each is found. The number is the fault's."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from tests.publisher import REVENUE, Publisher
from tests.seal.conftest import HEAD, LOG, Place

CLAIMS, SERVICES, FIXES = "lan/claims.csv", "lan/lan-c01/services.csv", "lan/lan-c01/corrections.csv"
DECISIONS, TRANSFERS = "lan/lan-c01/decisions.csv", "lan/lan-c01/transfers.csv"
LISTED = "lan/seals/rows-2025-{:02}.csv"

Change = Callable[[Publisher], None]


def by_line(name: str, change: Callable[[list[str]], object]) -> Change:
    """Change a file as a list of lines."""

    def tamper(publisher: Publisher) -> None:
        lines = publisher.text(name).splitlines()
        change(lines)
        publisher.write(name, "\n".join(lines) + "\n")

    return tamper


def swap(name: str, old: str, new: str) -> Change:
    """Replace the first of a text in a file."""
    return lambda publisher: publisher.replace(name, old, new)


def fix(*cells: str) -> Change:
    """Add a correction."""
    return lambda publisher: publisher.write(FIXES, publisher.text(FIXES) + ",".join(cells) + "\n")


def each_of(*changes: Change) -> Change:
    """Make several changes, one after the other."""

    def tamper(publisher: Publisher) -> None:
        for change in changes:
            change(publisher)

    return tamper


CHANGED: dict[str, tuple[Change, list[Place]]] = {
    "43 a snapshot is edited": (
        swap(CLAIMS, "小区超过一个,,1,", "小区超过一个,,0,"),
        [("published_claims_are_never_altered", CLAIMS, 2, "claim_id")],
    ),
    "43 a snapshot is edited, with a correction": (
        each_of(swap(CLAIMS, "小区超过一个,,1,", "小区超过一个,,0,"),
             lambda publisher: publisher.write("lan/corrections.csv", publisher.text(FIXES).splitlines()[0]
                                               + "\nx-2,claims,cl-1,value,1,0,数错,县统计,2025-04-10\n")),
        [("published_claims_are_never_altered", CLAIMS, 2, "claim_id"),
         ("published_claims_are_never_altered", "lan/corrections.csv", 2, "dataset")],
    ),
    "43 a snapshot is removed": (
        lambda publisher: publisher.path(CLAIMS).unlink(),
        [("published_claims_are_never_altered", LISTED.format(1), 2, "row_key")],
    ),
    "44 a published figure is changed": (
        swap(SERVICES, "lan-c01-a,2025-03,meals,120", "lan-c01-a,2025-03,meals,121"),
        [("sealed_rows_stay_as_they_were", SERVICES, 2, "community_id")],
    ),
    "44 a published text is changed": (
        swap(REVENUE, "谢谢邻里", "谢谢各位"),
        [("sealed_rows_stay_as_they_were", REVENUE, 8, "entry_id")],
    ),
    "44 the correction tells another old value": (
        each_of(swap(SERVICES, "meals,120", "meals,121"),
             fix("x-2", "services", "lan-c01-a/2025-03/meals", "value", "119", "121", "数错", "社区", "2025-04-10")),
        [("sealed_rows_stay_as_they_were", SERVICES, 2, "community_id")],
    ),
    "44 one column is corrected and another changed": (
        each_of(swap(REVENUE, "gift,donation,50.00,0,op-1,,谢谢邻里", "gift,donation,50.00,0,,,"),
             fix("x-2", "revenue", "r-7", "note", "谢谢邻里", "", "删去客套", "社区", "2025-04-10")),
        [("sealed_rows_stay_as_they_were", REVENUE, 8, "entry_id")],
    ),
    "44 a correction is taken away": (
        lambda publisher: publisher.path(FIXES).unlink(),
        [("sealed_rows_stay_as_they_were", REVENUE, 5, "entry_id"),
         ("sealed_rows_are_not_removed", LISTED.format(2), 2, "row_key")],
    ),
    "44 a correction is rewritten": (
        swap(FIXES, "少写一个零", "重复登记"),
        [("sealed_rows_stay_as_they_were", FIXES, 2, "correction_id")],
    ),
    "44 a published row is removed": (
        by_line(SERVICES, lambda lines: lines.pop(1)),
        [("sealed_rows_are_not_removed", LISTED.format(3), 9, "row_key")],
    ),
    "44 a row is added to a month that was reported": (
        by_line(REVENUE, lambda lines: lines.append("r-8,f-b,2025-03,,gift,fee,5.00,5.00,,,")),
        [("sealed_months_take_no_rows_silently", REVENUE, 9, "entry_id")],
    ),
    "44 a decision is slipped in afterwards": (
        each_of(swap("lan/profile.toml", '[[approvals]]', '[[steps]]\nstep = "look"\nname = "看"\nname_en = "Look"\n\n[[approvals]]'),
             by_line(DECISIONS, lambda lines: lines.append("m-1,look,2025-02-09,社区,branch_secretary,approved,,,,,,"))),
        [("sealed_months_take_no_rows_silently", DECISIONS, 4, "matter_id")],
    ),
    "45 a dataset is removed": (
        lambda publisher: publisher.path("lan/lan-c01/objections.csv").unlink(),
        [("sealed_rows_are_not_removed", LISTED.format(3), 2, "row_key")],
    ),
    "45 the whole services file is reverted to what it was before": (
        lambda publisher: publisher.write(SERVICES, "community_id,month,indicator_id,value\nlan-c01-a,2025-03,meals,12\n"),
        [("sealed_rows_stay_as_they_were", SERVICES, 2, "community_id"),
         ("sealed_rows_are_not_removed", LISTED.format(3), 8, "row_key")],
    ),
}  # fmt: skip

LOGS: dict[str, tuple[Change, list[Place]]] = {
    "46 two heads of one size": (
        by_line(HEAD, lambda lines: lines.append(lines[3].replace(lines[3][3:7], "0000"))),
        [("seals_hash_to_their_head", HEAD, 5, "")],
    ),
    "46 the head is cut off": (
        by_line(HEAD, lambda lines: lines.pop()),
        [("seals_hash_to_their_head", LOG, 14, "")],
    ),
    "46 the log is cut short": (
        by_line(LOG, lambda lines: lines.pop()),
        [("seals_hash_to_their_head", HEAD, 4, ""), ("seals_hash_to_their_head", LISTED.format(3), 14, "")],
    ),
    "46 a root is another": (
        by_line(HEAD, lambda lines: lines.__setitem__(1, "4," + "0" * 64)),
        [("seals_hash_to_their_head", HEAD, 2, "")],
    ),
    "46 two leaves change places": (
        by_line(LOG, lambda lines: lines.__setitem__(slice(14, 16), ["13" + lines[15][2:], "14" + lines[14][2:]])),
        [("seals_hash_to_their_head", HEAD, 4, ""), ("seals_hash_to_their_head", LISTED.format(3), 3, ""),
         ("seals_hash_to_their_head", LISTED.format(3), 6, "")],
    ),
    "46 a leaf is put in between": (
        by_line(LOG, lambda lines: lines.insert(2, lines[1])),
        [("seal_files_can_be_read", LOG, 3, "")],
    ),
    "46 a leaf is changed": (
        swap(LOG, ",statements,2025-01,", ",statements,2025-02,"),
        [("seals_hash_to_their_head", HEAD, 2, ""), ("seals_hash_to_their_head", HEAD, 3, ""),
         ("seals_hash_to_their_head", HEAD, 4, ""), ("seals_hash_to_their_head", LISTED.format(1), 7, "")],
    ),
    "46 a salt is changed": (
        by_line(LOG, lambda lines: lines.__setitem__(1, lines[1][:-32] + "0" * 32)),
        [("seals_hash_to_their_head", LOG, 2, "")],
    ),
    "46 a salt is taken away": (
        by_line(LOG, lambda lines: lines.__setitem__(1, lines[1][:-32])),
        [("seals_hash_to_their_head", LOG, 2, "")],
    ),
    "46 a digest is changed": (
        by_line(LISTED.format(2), lambda lines: lines.__setitem__(1, lines[1][:-32] + "0" * 32)),
        [("seals_hash_to_their_head", LISTED.format(2), 2, "")],
    ),
    "46 a listed row is taken off the list": (
        by_line(LISTED.format(3), lambda lines: lines.pop(2)),
        [("seals_hash_to_their_head", LISTED.format(3), 3, "")],
    ),
    "46 a row is put on the list": (
        by_line(LISTED.format(3), lambda lines: lines.append("17,t-2," + "0" * 32)),
        [("seals_hash_to_their_head", LISTED.format(3), 14, "")],
    ),
    "46 a list is gone": (
        lambda publisher: publisher.path(LISTED.format(2)).unlink(),
        [("seals_hash_to_their_head", LOG, line, "") for line in range(6, 14)],
    ),
    "46 the log is gone": (
        lambda publisher: publisher.path(LOG).unlink(), [("seal_files_can_be_read", LOG, 0, "")],
    ),
    "46 the heads are gone": (
        lambda publisher: publisher.path(HEAD).unlink(), [("seal_files_can_be_read", HEAD, 0, "")],
    ),
    "46 the state is lost": (
        lambda publisher: shutil.rmtree(publisher.path("lan/seals")), [("seals_are_kept", "lan/seals", 0, "")],
    ),
    "46 the promise is dropped": (
        swap("lan/profile.toml", 'sealed_from = "2025-01"\n', ""),
        [("seals_are_kept", "lan/profile.toml", 0, "")],
    ),
    "a strange file": (
        lambda publisher: publisher.write("lan/seals/revenue.csv", "a\n1\n"),
        [("seal_files_can_be_read", "lan/seals/revenue.csv", 0, "")],
    ),
    "a line out of form": (
        by_line(LISTED.format(1), lambda lines: lines.append("3,F-A,0")),
        [("seal_files_can_be_read", LISTED.format(1), 9, "")],
    ),
    "another header": (
        swap(HEAD, "size,root", "root,size"), [("seal_files_can_be_read", HEAD, 1, "")],
    ),
    "no last line end": (
        lambda publisher: publisher.write(HEAD, publisher.text(HEAD).rstrip()),
        [("seal_files_can_be_read", HEAD, 4, "")],
    ),
}  # fmt: skip
