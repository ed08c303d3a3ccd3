"""Whether a county's seals hang together: lists hash to leaves, leaves to every head ever recorded.

Nothing of the accounts is looked at here: a log that was cut short, reordered, rebuilt or told in two
versions is found by itself. Only a log rewritten from end to end passes, which is why heads are
printed and kept in other hands (see :func:`continues`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sunledger.builtin import finding
from sunledger.model import Finding
from sunledger.seal import tree
from sunledger.seal.log import Head, Log, by_leaf, list_digest, salted


def examine(log: Log, *, withheld: bool = False) -> list[Finding]:
    """Report whatever in a county's seals contradicts itself.

    With ``withheld``, as in downloads, a salt may be missing without a redaction.
    """
    return [*_lists(log), *_salts(log, withheld=withheld), *_redactions(log), *_heads(log)]


def continues(log: Log, head: Head) -> Finding | None:
    """Report a head, kept from earlier, that the log does not continue.

    The whole log is here, so its beginning is hashed anew; the proof that RFC 9162 gives to those
    who hold only the heads is made and checked beside it.
    """
    hashes = [tree.leaf_hash(leaf.content) for leaf in log.leaves]
    size = len(hashes)
    if head.size > size:
        zh, en = f"现在只有 {size} 条", f"the log has only {size} leaves"
    else:
        older, proof = tree.root(hashes[: head.size]).hex(), tree.consistency_proof(hashes, head.size)
        proven = tree.extends(head.size, bytes.fromhex(older), size, tree.root(hashes), proof)
        if proven and older.startswith(head.root):
            return None
        zh, en = f"前 {head.size} 条的根值是 {older}", f"the first {head.size} leaves have the root {older}"
    return finding("seals_continue_the_published_ones", log.place("log"), 0, "",
                   head=str(head), detail_zh=zh, detail_en=en)  # fmt: skip


def prove(log: Log) -> list[Finding]:
    """Report every leaf of which the proof of RFC 9162 does not lead to the last head.

    That the whole log hashes to its heads says as much; this is the second computation, by the
    other algorithm, which those use who hold one leaf and a head.
    """
    hashes = [tree.leaf_hash(leaf.content) for leaf in log.leaves]
    head = tree.root(hashes)
    if [item.root for item in log.heads[-1:]] != [head.hex()]:
        return []
    return [
        _broken(
            log.place("log"),
            number + 2,
            f"第 {number} 条不在根值之下",
            f"leaf {number} is not under the head",
        )
        for number, leaf in enumerate(hashes)
        if not tree.includes(leaf, number, len(hashes), tree.inclusion_proof(hashes, number), head)
    ]


def look_up(logs: dict[str, Log], heads: Sequence[Head]) -> list[Finding]:
    """Report the heads, kept from earlier, that no log continues."""
    found = [continues(logs[head.county], head) if head.county in logs else _vanished(head) for head in heads]
    return [item for item in found if item]


def continue_published(logs: dict[str, Log], site: Path) -> list[Finding]:
    """Report what a site that stands has published and the logs do not continue.

    A county whose seals vanished altogether is found here, and nowhere else on this machine.
    """
    heads = []
    for file in sorted(site.glob("data/seals/*/heads.csv")):
        last = file.read_text(encoding="utf-8", errors="replace").rstrip().rpartition("\n")[2]
        head = Head.parse(f"{file.parent.name}:{last.replace(',', ':')}")
        if head:
            heads.append(head)
    return look_up(logs, heads)


def _vanished(head: Head) -> Finding:
    return finding("seals_continue_the_published_ones", f"data/{head.county}/seals/log.csv", 0, "",
                   head=str(head), detail_zh="封存记录不在了",
                   detail_en="there are no seals any more")  # fmt: skip


def _lists(log: Log) -> Iterator[Finding]:
    """Hold every listed row to its leaf."""
    found: set[int] = set()
    for month, lines in sorted(log.lists.items()):
        for number, line, run in by_leaf(lines):
            file = log.place(f"rows-{month}")
            leaf = log.leaves[number] if number < len(log.leaves) else None
            if leaf is None or leaf.kind != "rows" or leaf.month != month or number in found:
                yield _broken(
                    file, line, f"log.csv 里没有这样的第 {number} 条", f"log.csv has no such leaf {number}"
                )
            elif len(run) != leaf.rows:
                zh = f"第 {number} 条应有 {leaf.rows} 行，现有 {len(run)} 行"
                yield _broken(file, line, zh, f"leaf {number} has {len(run)} rows instead of {leaf.rows}")
            elif list_digest(run) != leaf.digest:
                zh = f"第 {number} 条（{leaf.dataset}，{leaf.month}）的摘要不符"
                yield _broken(
                    file, line, zh, f"leaf {number} ({leaf.dataset}, {leaf.month}) has another digest"
                )
            found.add(number)
    for number, leaf in enumerate(log.leaves):
        if leaf.kind == "rows" and number not in found:
            zh = f"rows-{leaf.month}.csv 里没有第 {number} 条的行"
            yield _broken(
                log.place("log"), number + 2, zh, f"rows-{leaf.month}.csv has no rows of leaf {number}"
            )


def _salts(log: Log, *, withheld: bool) -> Iterator[Finding]:
    """Hold salts to their leaves; one that is missing needs a redaction, and salts for the rows beside it."""
    file, redacted = log.place("log"), log.redacted()
    bare = {number for number, leaf in enumerate(log.leaves) if leaf.kind == "rows" and not leaf.salt}
    for number, leaf in enumerate(log.leaves):
        if leaf.salt and (leaf.kind != "rows" or salted(leaf.salt) != leaf.salted):
            yield _broken(
                file, number + 2, f"第 {number} 条的盐值改过", f"the salt of leaf {number} was changed"
            )
    if withheld:
        return
    for leaf_number, key in sorted(log.openings):
        if leaf_number not in bare:
            zh, en = f"第 {leaf_number} 条不该有 {key} 的盐值", f"leaf {leaf_number} needs no salt for {key}"
            yield _broken(log.place("openings"), 0, zh, en)
    for number, lines in _runs(log, bare):
        known = [(number, line.split(",")[1]) for line in lines]
        if not any(item in redacted for item in known):
            yield _broken(
                file, number + 2, f"第 {number} 条的盐值不在了", f"the salt of leaf {number} is missing"
            )
            continue
        for item in known:
            if item not in log.openings and item not in redacted:
                zh, en = (
                    f"第 {number} 条 {item[1]} 的盐值不在了",
                    f"the salt of {item[1]} in leaf {number} is missing",
                )
                yield _broken(log.place("openings"), 0, zh, en)


def _redactions(log: Log) -> Iterator[Finding]:
    """Hold every redaction to its leaf, and every such leaf to its redaction."""
    for number, item in log.redactions.items():
        leaf = log.leaves[number] if number < len(log.leaves) else None
        of = log.leaves[item.of_leaf] if item.of_leaf < number < len(log.leaves) else None
        if leaf is None or leaf.kind != "redaction" or leaf.digest != item.digest or of is None:
            zh, en = f"第 {number} 条不是这样记的", f"leaf {number} does not say so"
            yield _broken(log.place("redactions"), 0, zh, en)
    for number, leaf in enumerate(log.leaves):
        if leaf.kind == "redaction" and number not in log.redactions:
            zh, en = f"第 {number} 条的遮去记录不在了", f"the redaction of leaf {number} is missing"
            yield _broken(log.place("log"), number + 2, zh, en)


def _heads(log: Log) -> Iterator[Finding]:
    """Hold the log to every head recorded beside it; two of one size are two stories told."""
    file = log.place("heads")
    roots = [tree.EMPTY, *tree.roots(tree.leaf_hash(leaf.content) for leaf in log.leaves)]
    size = 0
    for line, head in enumerate(log.heads, 2):
        if head.size <= size:
            zh, en = (
                f"大小 {head.size} 的根值排在 {size} 之后",
                f"a head of size {head.size} follows one of {size}",
            )
            yield _broken(file, line, zh, en)
        elif head.size >= len(roots):
            zh = f"log.csv 只剩 {len(log.leaves)} 条，这里记有 {head.size} 条"
            yield _broken(
                file, line, zh, f"log.csv has {len(log.leaves)} leaves, and {head.size} were recorded"
            )
        elif roots[head.size].hex() != head.root:
            zh = f"log.csv 前 {head.size} 条算不回这个根值"
            yield _broken(file, line, zh, f"the first {head.size} leaves of log.csv do not hash to this root")
        size = max(size, head.size)
    if size < len(log.leaves):
        zh, en = f"第 {size} 条之后没有根值", f"no head covers the leaves after {size}"
        yield _broken(log.place("log"), size + 2, zh, en)


def _runs(log: Log, wanted: set[int]) -> Iterator[tuple[int, Sequence[str]]]:
    months = {log.leaves[number].month for number in wanted}
    for month in sorted(months & log.lists.keys()):
        for number, _, run in by_leaf(log.lists[month]):
            if number in wanted:
                yield number, run


def _broken(file: str, line: int, zh: str, en: str) -> Finding:
    return finding("seals_hash_to_their_head", file, line, detail_zh=zh, detail_en=en)
