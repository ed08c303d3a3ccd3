"""What differs between two states of the accounts: the outcome of a comparison, and its one JSON form.

Figures are text of an exact number of yuan with two decimals, as the derived tables give them; months
``yyyy-mm``. The same models take the JSON back from a workflow that a stranger could have changed, so
that every text has a form and a length, every list an end, and no key is unknown.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sunledger.spelling import ID

ROWS, FINDINGS, PLACES, PROSE = 1000, 500, 2000, 200
"""How many rows, findings, months of funds and texts one comparison lists; counts go on."""

Id = Annotated[str, StringConstraints(pattern=ID, max_length=40)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Month = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
Yuan = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,16}\.[0-9]{2}$")]
Cell = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(max_length=1000)]
Count = Annotated[int, Field(ge=0, le=10**9)]
Figure = Literal[
    "gross", "cost", "transfers_in", "transfers_out", "disbursed", "closing", "allocated", "transferred"
]
FundKind = Literal["enterprise", "owners", "governance", "charity"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Side(_Strict):
    """One of the two states: what was read, and whether its figures could be worked out."""

    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40,64}$")] | None
    """The commit, where it came out of git."""
    files: Count
    rows: Count
    errors: Count
    warnings: Count
    notices: Count
    figures: bool
    unread: Count
    """Tables of which rows are missing, since they can't be read."""


class Moved(_Strict):
    """One figure of a fund's month or bucket before and after; ``None`` where there was none."""

    figure: Figure
    before: Yuan | None
    after: Yuan | None
    change: Yuan
    """After less before, where a figure that was not there counts as zero."""


class Bucket(_Strict):
    """A bucket whose movements of a month differ."""

    bucket: Id
    figures: tuple[Moved, ...] = Field(max_length=8)


class FundMonth(_Strict):
    """A month of a fund in which money moved otherwise than before."""

    month: Month
    figures: tuple[Moved, ...] = Field(max_length=8)
    buckets: tuple[Bucket, ...] = Field(max_length=50)


class Carried(_Strict):
    """Months that follow: their own movements are as before, what is left differs by one amount."""

    first: Month
    last: Month
    months: Count
    change: Yuan


class Fund(_Strict):
    """A fund whose money differs; ``before`` and ``after`` are what is left when each side's months end."""

    community_id: Id
    fund_id: Id
    kind: FundKind
    state: Literal["added", "removed", "kept"]
    since: Month | None
    until: Month | None
    before: Yuan | None
    after: Yuan | None
    change: Yuan
    months: tuple[FundMonth, ...] = Field(max_length=PLACES)
    carried: tuple[Carried, ...] = Field(max_length=PLACES)


class Change(_Strict):
    """A cell before and after, or that it changed where the values are not to be repeated."""

    column: Word
    old: Cell | None
    new: Cell | None
    withheld: bool = False


class Row(_Strict):
    """A row that was added, changed or removed; ``line`` is that of the new file, of the old if removed."""

    how: Literal["added", "changed", "removed"]
    dataset: Word
    key: Cell
    file: Cell
    line: Count
    fund_id: Cell | None
    month: Month | None
    cells: tuple[Change, ...] = Field(max_length=80)


class Prose(_Strict):
    """A profile or a text that differs; ``cells`` are the keys of a profile."""

    how: Literal["added", "changed", "removed"]
    file: Cell
    cells: tuple[Change, ...] = Field(max_length=80)


class SealedMonth(_Strict):
    """A sealed month of which rows were touched, and whether corrections explain them all.

    ``explained`` is ``None`` where the seals could not be held against the accounts.
    """

    county_id: Id
    month: Month
    rows: Count
    explained: bool | None


class NewSeal(_Strict):
    """A county whose seals go further than before."""

    county_id: Id
    before: Month | None
    after: Month | None


class Found(_Strict):
    """A finding that only one side has; the texts are blank where a stranger could have written them."""

    rule: Word
    severity: Literal["error", "warning", "notice"]
    file: Cell
    line: Count
    column: Cell
    message_zh: Text
    message_en: Text
    fix_zh: Text
    fix_en: Text


class Name(_Strict):
    """What a unit or bucket of the comparison is called, on the side that is published already."""

    kind: Literal["unit", "bucket"]
    id: Id
    zh: Cell
    en: Cell


class Counts(_Strict):
    """How many there are of each, listed or not."""

    communities: Count
    funds: Count
    months: Count
    files: Count
    added: Count
    changed: Count
    removed: Count
    appeared: Count
    new_errors: Count
    """How many of those that appear are errors."""
    vanished: Count


class Difference(_Strict):
    """What a change to the accounts means."""

    form: Literal[1]
    """Raised when this JSON changes its form."""
    base: Side
    head: Side
    counts: Counts
    names: tuple[Name, ...] = Field(max_length=PLACES)
    funds: tuple[Fund, ...] = Field(max_length=PLACES)
    seals: tuple[SealedMonth, ...] = Field(max_length=PLACES)
    sealed: tuple[NewSeal, ...] = Field(max_length=PLACES)
    prose: tuple[Prose, ...] = Field(max_length=PROSE)
    rows: tuple[Row, ...] = Field(max_length=ROWS)
    appeared: tuple[Found, ...] = Field(max_length=FINDINGS)
    vanished: tuple[Found, ...] = Field(max_length=FINDINGS)
