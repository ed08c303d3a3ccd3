"""What pages show of terms and promises beside the accounts: partners, loans, costs avoided, functions.

Texts in rows are safe markup; templates print these fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows_terms


@dataclass(frozen=True, slots=True)
class Agreed:
    """A county's sums on a comparison page."""

    partners: tuple[rows_terms.PartnerTier, ...] = ()
    """Partners, tier by tier."""
    avoided: tuple[rows_terms.AvoidedYear, ...] = ()
    """Costs that operators bore, newest year first; no income."""
    aspects: tuple[rows_terms.Aspect, ...] = ()
    """Functions of rooms, aspect by aspect."""


NOTHING_AGREED = Agreed()


@dataclass(frozen=True, slots=True)
class AgreedRows:
    """A county's single rows."""

    partners: tuple[rows_terms.Partner, ...] = ()
    """Partner by partner."""
    loans: tuple[rows_terms.Loan, ...] = ()
    """Loan by loan."""
    avoided: tuple[rows_terms.Avoided, ...] = ()
    """Costs that operators bore, room by room."""


NO_ROWS = AgreedRows()
