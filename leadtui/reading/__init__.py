"""Bytes → text columns: find the file, detect how it is written down, read it, nothing lost in silence.

Every cell stays text. An empty cell is NULL, an empty quoted cell (`""`) is the empty text; both count
as blank from profiling on. Line numbers are physical: a quoted cell over three lines counts three.
"""

from leadtui.reading.detect import detect
from leadtui.reading.find import find
from leadtui.reading.keep import keep
from leadtui.reading.preview import preview
from leadtui.reading.raw_records import raw_records
from leadtui.reading.read import read
from leadtui.reading.workbook import sheets

__all__ = ["detect", "find", "keep", "preview", "raw_records", "read", "sheets"]
