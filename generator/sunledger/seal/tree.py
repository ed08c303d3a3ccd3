"""The Merkle tree of RFC 6962 (and RFC 9162): a head for a list, and short proofs about it.

A leaf hashes to SHA-256(0x00 ‖ leaf), a node to SHA-256(0x01 ‖ left ‖ right); the left part of n leaves
is the largest power of two below n. Our own forty lines rather than a library: pymerkle 7.0, the
best kept, is under the GPL, which a program under the MIT licence can't depend on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

EMPTY = hashlib.sha256(b"").digest()
"""The head of no leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    """Hash what stands in a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into the node above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the head over leaf hashes (RFC 9162, 2.1.1)."""
    if not hashes:
        return EMPTY
    if len(hashes) == 1:
        return hashes[0]
    split = _split(len(hashes))
    return node_hash(root(hashes[:split]), root(hashes[split:]))


def roots(hashes: Iterable[bytes]) -> Iterator[bytes]:
    """Give the head after each leaf in turn, in one pass: what :func:`root` gives of every beginning."""
    peaks: list[bytes] = []
    for count, leaf in enumerate(hashes, 1):
        peaks.append(leaf)
        for _ in range((count & -count).bit_length() - 1):
            right = peaks.pop()
            peaks[-1] = node_hash(peaks[-1], right)
        head = peaks[-1]
        for peak in peaks[-2::-1]:
            head = node_hash(peak, head)
        yield head


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the nodes that lead from one leaf to the head, lowest first (RFC 9162, 2.1.3.1)."""
    if len(hashes) <= 1:
        return []
    split = _split(len(hashes))
    if index < split:
        return [*inclusion_proof(hashes[:split], index), root(hashes[split:])]
    return [*inclusion_proof(hashes[split:], index - split), root(hashes[:split])]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], head: bytes) -> bool:
    """Tell whether a proof leads from a leaf hash at ``index`` to the head (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, reached = index, size - 1, leaf
    for node in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            reached = node_hash(node, reached)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, node)
        at, last = at >> 1, last >> 1
    return last == 0 and reached == head


def consistency_proof(hashes: Sequence[bytes], older: int) -> list[bytes]:
    """Return the nodes that show a tree to begin with the first ``older`` leaves (RFC 9162, 2.1.4.1)."""
    return _subproof(hashes, older, whole=True) if 0 < older < len(hashes) else []


def extends(older: int, old_head: bytes, size: int, head: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether a proof shows that the tree of ``size`` continues the older one (RFC 9162, 2.1.4.2)."""
    if older == size:
        return not proof and old_head == head
    if older == 0:
        return not proof and old_head == EMPTY
    if not 0 < older < size:
        return False
    path = list(proof) if older & (older - 1) else [old_head, *proof]
    if not path:
        return False
    at, last = older - 1, size - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            before, after = node_hash(node, before), node_hash(node, after)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, node)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_head and after == head


def _subproof(hashes: Sequence[bytes], older: int, *, whole: bool) -> list[bytes]:
    if older == len(hashes):
        return [] if whole else [root(hashes)]
    split = _split(len(hashes))
    if older <= split:
        return [*_subproof(hashes[:split], older, whole=whole), root(hashes[split:])]
    return [*_subproof(hashes[split:], older - split, whole=False), root(hashes[:split])]


def _split(count: int) -> int:
    """Return the largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1
