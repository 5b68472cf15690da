"""The tables of leadtui's own, as Alembic migrations inside the package.

`REVISIONS` repeats the chain of `versions/` so that a start of the program need not load Alembic to
see whether a database is up to date; a test compares the two.
"""

from __future__ import annotations

from typing import Final

SCHEMA: Final = "leadtui"
VERSION_TABLE: Final = "migration"
REVISIONS: Final = ("0001", "0002", "0003")
"""Oldest first."""
