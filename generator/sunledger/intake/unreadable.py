"""What a reader raises when a file can't be read further; the one who opens it makes a finding of that."""

from __future__ import annotations


class Unreadable(Exception):
    """A file, or a sheet of it, is refused by a rule of :data:`sunledger.intake.sentences.REFUSED`."""

    def __init__(self, rule: str, *, sheet: str = "", row: int = 0, **facts: object) -> None:
        super().__init__(rule)
        self.rule, self.sheet, self.row, self.facts = rule, sheet, row, facts
