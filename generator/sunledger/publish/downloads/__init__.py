"""The data as downloads, each what the tables hold, by type and value.

``data/<table>.csv``, ``.json``, ``.xlsx`` and ``.parquet`` for every dataset in its publishable form and
every derived table; the two flat tables, which most people want, share one workbook, ``data/simple.xlsx``;
``data/sunledger.sqlite`` and ``data/sunledger.zip`` hold all of it, ``data/datapackage.json`` describes the
CSV files, ``data/csv-metadata.json`` does so for the Web of tables, and ``data/catalog.jsonld`` lists files
by DCAT-AP. Every unit and county has its own (``places``), a unit's JSON with a schema at
``data/schemas/accounts.json``. Whoever writes them says which there are.

``tables`` says what is published; ``plain``, ``workbook``, ``database`` and ``archive`` (with ``package``)
are the forms; ``said`` is what stands beside the figures in each of them; ``whole`` and ``places`` are the
pieces of work, which the processes of a crew do, and ``downloading`` has them done. ``blocks`` cuts tables
so that ``pouring`` can write a file from what stood in the last build's and what has changed; ``reuse``
knows what need not be written at all.
"""

from sunledger.publish.downloads.downloading import Downloading
from sunledger.publish.downloads.tables import hand_over

__all__ = ["Downloading", "hand_over"]
