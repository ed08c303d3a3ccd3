"""check: from cells and tables to findings, never exceptions.

Two passes. ``conform`` proves every cell, key and reference against the Table Schemas and makes
typed tables of the datasets that are clean. ``apply_rules`` holds the cross-table rules, one SQL
file each, against datasets and derived tables; ``record`` keeps the outcome for the pages.
"""

from sunledger.check.conformance import conform
from sunledger.check.rules import RECONCILED, apply_rules, needs, record, rules

__all__ = ["RECONCILED", "apply_rules", "conform", "needs", "record", "rules"]
