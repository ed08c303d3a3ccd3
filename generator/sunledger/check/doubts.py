"""One reading of a dataset tells what is worth asking of it: its cells, its sums, what may be personal.

Nearly every dataset raises no doubt, and a statement costs more than the rows of a small publisher. So each
check gives a condition here that holds whenever it could find something, and looks closer only where it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sunledger.check import plainform, privacy, sums
from sunledger.check.counts import answers
from sunledger.engine import literal
from sunledger.model import Reading
from sunledger.resources import load_schema


class Doubts(NamedTuple):
    """Whether some cell is not proven, some sum is too large, some text may be personal."""

    cells: bool
    sums: bool
    texts: bool


def raised(reading: Reading) -> dict[str, Doubts]:
    """Return the doubts about each dataset that has a row at all, by name."""
    filled = sorted({source.dataset for source in reading.files if source.rows})
    selects = [
        f"select {literal(dataset)}, {', '.join(_signs(dataset))} from raw.{dataset}" for dataset in filled
    ]
    return {dataset: Doubts(*map(bool, signs)) for dataset, *signs in answers(reading.con, selects)}


def _signs(dataset: str) -> Iterator[str]:
    """Give the conditions in the order of :class:`Doubts`."""
    fields = plainform.demanded(load_schema(dataset))
    yield f"count(*) filter (where not ({' and '.join(map(plainform.proof, fields))}))"
    yield sums.large(fields)
    yield f"count(*) filter (where {privacy.worth_a_look(fields)})"
