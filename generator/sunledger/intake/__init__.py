"""intake: from the spreadsheets clerks keep to the accounts, with nothing guessed in silence.

    files → sheets of cells → a table → rows read cell by cell → their place → lines of the accounts

What is certain is read and listed; what is in doubt is asked; what can't be told is refused. Before
anything is written, the accounts as they would be are checked as a whole.
"""

from __future__ import annotations

from sunledger.intake.proposal import Asked, Proposal, propose
from sunledger.intake.writing import check, write

__all__ = ["Asked", "Proposal", "check", "propose", "write"]
