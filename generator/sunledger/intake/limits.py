"""How large a table may be that a clerk sends: beyond a year's accounts of a county, below what does harm."""

from __future__ import annotations

MOST_ROWS = 50_000
MOST_COLUMNS = 256
MOST_CELLS = 600_000
"""Of a workbook, blank formatted ones too."""
MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes of a workbook's parts, unpacked."""
MOST_OF_ONE = 8 * 1024 * 1024
"""Bytes of a part that holds no rows: styles, names, comments."""
MOST_HELD = 50_000
"""XML elements of a cell or another piece that is read at once."""
MOST_PARTS = 2000
MOST_RATIO = 200
"""Unpacked to packed size of a part; rows of a real sheet shrink to a twentieth."""
SMALL_PART = 4 * 1024 * 1024
"""A part up to this size does no harm, however well it is packed."""
MOST_MERGES = 10_000
