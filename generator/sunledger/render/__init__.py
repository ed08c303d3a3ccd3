"""Render: tables, derived tables and findings become pages.

``Rendering`` is what is being made of them. Pages are fragments from templates, poured into the shell.
No figure is computed here; texts are escaped by column as rows leave the database.
"""

from sunledger.render.addresses import PageWritten
from sunledger.render.pages import Rendering

__all__ = ["PageWritten", "Rendering"]
