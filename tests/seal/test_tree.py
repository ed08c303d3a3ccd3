"""The Merkle tree agrees with RFC 6962 and proves what is so, and nothing else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunledger.seal import tree

MOST = 40
HASHES = [tree.leaf_hash(f"{number}".encode()) for number in range(MOST)]
ROOTS = [tree.root(HASHES[:size]) for size in range(MOST + 1)]

KNOWN = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
"""The leaves that Certificate Transparency's own implementations are tested with."""


def test_known_heads() -> None:
    """Heads published for Certificate Transparency's reference leaves come out."""
    hashes = [tree.leaf_hash(bytes.fromhex(leaf)) for leaf in KNOWN]
    assert tree.root([]).hex() == hashlib.sha256(b"").hexdigest()
    assert hashes[0].hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert tree.root(hashes).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_heads_in_one_pass() -> None:
    """The head after each leaf, kept in one pass, is the head over that beginning."""
    assert list(tree.roots(HASHES)) == ROOTS[1:]


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_is_included(size: int) -> None:
    """Every leaf of every size is proven, and only at its place, in its size, under its head."""
    for index in range(size):
        proof = tree.inclusion_proof(HASHES[:size], index)
        assert tree.includes(HASHES[index], index, size, proof, ROOTS[size])
        assert not tree.includes(HASHES[index - 1], index, size, proof, ROOTS[size]) or size == 1
        assert not tree.includes(HASHES[index], index, size, proof, ROOTS[size - 1])
        assert not tree.includes(HASHES[index], index, size, [*proof, ROOTS[0]], ROOTS[size])
        if proof:
            assert not tree.includes(HASHES[index], index, size, proof[:-1], ROOTS[size])
        if size > 1:
            assert not tree.includes(HASHES[index], (index + 1) % size, size, proof, ROOTS[size])
    assert not tree.includes(HASHES[0], size, size, [], ROOTS[size])
    assert not tree.includes(HASHES[0], -1, size, [], ROOTS[size])


@pytest.mark.parametrize("size", range(MOST + 1))
def test_every_beginning_is_continued(size: int) -> None:
    """Every pair of sizes is consistent, and no proof serves for another head, size or beginning."""
    for older in range(size + 1):
        proof = tree.consistency_proof(HASHES[:size], older)
        assert tree.extends(older, ROOTS[older], size, ROOTS[size], proof)
        assert (
            not tree.extends(older, ROOTS[older], size, hashlib.sha256(b"other").digest(), proof) or not older
        )
        assert not tree.extends(older, hashlib.sha256(b"other").digest(), size, ROOTS[size], proof)
        assert not tree.extends(older, ROOTS[older], size, ROOTS[size], [*proof, ROOTS[0]])
        if proof:
            assert not tree.extends(older, ROOTS[older], size, ROOTS[size], proof[:-1])
            assert (
                not tree.extends(older, ROOTS[older], size, ROOTS[size], [proof[-1], *proof[:-1]])
                or len(proof) == 1
            )
    assert not tree.extends(size + 1, ROOTS[size], size, ROOTS[size], [])


def _change(hashes: list[bytes], how: str, at: int) -> list[bytes]:
    changed = list(hashes)
    if how == "change":
        changed[at] = tree.leaf_hash(b"other")
    elif how == "delete":
        del changed[at]
    elif how == "insert":
        changed.insert(at, tree.leaf_hash(b"other"))
    else:
        changed[at], changed[at - 1] = changed[at - 1], changed[at]
    return changed


@given(
    st.integers(2, MOST), st.sampled_from(["change", "delete", "insert", "swap"]), st.integers(0, MOST - 1)
)
def test_a_changed_list_has_another_head(size: int, how: str, at: int) -> None:
    """A leaf changed, deleted, inserted or moved is not consistent with what was there, at any size."""
    at %= size
    hashes = _change(HASHES[:size], how, at)
    longer = hashes + HASHES[size:]
    assert tree.root(hashes) != ROOTS[size]
    proof = tree.consistency_proof(longer, size)
    assert not tree.extends(size, ROOTS[size], len(longer), tree.root(longer), proof)
