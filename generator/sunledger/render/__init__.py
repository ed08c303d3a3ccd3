"""Render: tables, derived tables and findings become pages. ``render`` is the one verb.

Pages are fragments from templates, poured into the shell by a pool of processes.
No figure is computed here; texts are escaped by column as rows leave the database.
"""

from sunledger.render.addresses import PageWritten
from sunledger.render.crew import Crew
from sunledger.render.pages import Rendering

__all__ = ["Crew", "PageWritten", "Rendering"]
