"""Facts that every description of the data states alike, whatever standard it is written by."""

from __future__ import annotations

LICENCE = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0")
"""The licence of the data: its SPDX id, its address, its title."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
"""The registered media type of each form of download."""
