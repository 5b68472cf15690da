"""How a file is written down, found by looking at its first part; every decision with its reason.

What a person says about a file is taken as said, what a saved mapping remembers as long as it fits;
only a byte-order mark is stronger, because it is part of the file.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from itertools import islice
from typing import Final

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect, Reason
from leadtui.model.mapping import Layout
from leadtui.model.source import Format, Source
from leadtui.reading.access import told
from leadtui.reading.cells import splitter
from leadtui.reading.chunks import head
from leadtui.reading.delimiter import find_delimiter
from leadtui.reading.encoding import find_encoding
from leadtui.reading.header import as_reason, find_header
from leadtui.reading.limits import PREVIEW_BYTES
from leadtui.reading.records import Record, records
from leadtui.reading.workbook import detect_workbook

_RECORDS: Final = 120
_SAID: Final = "as the layout says"


def detect(source: Source, *, layout: Dialect | None = None) -> Detection:
    """The dialect of a file.

    Raises:
        SourceError: the file is gone, a workbook can't be opened, a sheet or an encoding doesn't exist.
    """
    with told(source):
        return _detect(source, layout)


def _detect(source: Source, layout: Dialect | None) -> Detection:
    if source.format is Format.EXCEL:
        return detect_workbook(source, layout)
    if source.format is not Format.CSV:
        because = f"{source.format.value} files name their columns"
        return Detection(Dialect(header_row=None), (Reason("header_row", "none", because, 1.0),))
    return _detect_text(source, layout)


def _detect_text(source: Source, layout: Dialect | None) -> Detection:
    encoding = find_encoding(source)
    if layout is not None:
        encoding = _said_encoding(layout, encoding)
    lines = text_lines(head(source, encoding.value, PREVIEW_BYTES))
    if layout is not None and _fits(layout, lines):
        delimiter = Reason("delimiter", layout.delimiter, _SAID, 1.0)
        quote = Reason("quote", layout.quote or "none", _SAID, 1.0)
        header = Reason("header_row", str(layout.header_row or "none"), _SAID, 1.0)
    else:
        delimiter, quote = find_delimiter(lines)
        header = _header(lines, delimiter.value, None if quote.value == "none" else quote.value)
    dialect = Dialect(
        encoding=encoding.value,
        delimiter=delimiter.value,
        quote=None if quote.value == "none" else quote.value,
        header_row=None if header.value == "none" else int(header.value),
    )
    return Detection(dialect, (encoding, delimiter, quote, header))


def _fits(layout: Dialect, lines: Sequence[str]) -> bool:
    """Whether the file still looks as a mapping remembers it; what a person just said always does."""
    if not isinstance(layout, Layout) or layout.columns is None:
        return True
    top = (layout.header_row or 1) - 1
    first = next(records(lines[top:], splitter(layout.delimiter, layout.quote)), None)
    # Columns come and go, so about as many will do.
    return first is not None and abs(len(first.cells.values) - layout.columns) <= max(1, layout.columns // 4)


def text_lines(text: bytes) -> list[str]:
    """Physical lines with their ends; undecodable bytes are replaced."""
    return [line.decode("utf-8", "replace") for line in text.splitlines(keepends=True)]


def _header(lines: Sequence[str], delimiter: str, quote: str | None) -> Reason:
    found: list[Record] = list(islice(records(lines, splitter(delimiter, quote)), _RECORDS))
    result = find_header([record.cells.values for record in found])
    return as_reason(result, None if result.place is None else found[result.place].line)


def _said_encoding(layout: Dialect, found: Reason) -> Reason:
    try:
        codec = codecs.lookup(layout.encoding)
    except LookupError:
        raise SourceError(f"there is no encoding called {layout.encoding!r}", "Use utf-8, cp1252, utf-16 …") from None
    if not codec._is_text_encoding:  # noqa: SLF001  nothing public tells base64 from latin-1
        raise SourceError(f"{layout.encoding!r} is no encoding of text", "Use utf-8, cp1252, utf-16 …")
    if "mark" in found.because and found.confidence == 1.0 and codecs.lookup(found.value) != codec:
        return found
    return Reason("encoding", layout.encoding, _SAID, 1.0)
