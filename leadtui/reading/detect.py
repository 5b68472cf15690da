"""How a file is written down, found by looking at its first part; every decision with its reason.

What a person says about a file is taken as said, what a saved mapping remembers as long as it fits;
only a byte-order mark is stronger, because it is part of the file.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect, Reason
from leadtui.model.mapping import Layout
from leadtui.model.source import Format, Source
from leadtui.reading.access import told
from leadtui.reading.cells import Form, Splitter, splitter_of
from leadtui.reading.chunks import head
from leadtui.reading.delimiter import find_marks
from leadtui.reading.encoding import find_encoding
from leadtui.reading.fixed_width import detect_fixed, said_fixed
from leadtui.reading.header import as_reason, find_header, usual_width
from leadtui.reading.heading import heading
from leadtui.reading.known_header import is_known_header
from leadtui.reading.limits import PREVIEW_BYTES
from leadtui.reading.records import Record, records
from leadtui.reading.reshape import reshaped
from leadtui.reading.workbook import detect_workbook

_RECORDS: Final = 120
_TOP: Final = 12
"""Records among which the header stands, as a rule."""
_SAID: Final = "as the layout says"


def detect(source: Source, *, layout: Dialect | None = None, names: Collection[str] = ()) -> Detection:
    """The dialect of a file; a remembered layout holds only where its column `names` stand in its header row.

    Raises:
        SourceError: the file is gone, a workbook can't be opened, a sheet or an encoding doesn't exist.
    """
    with told(source):
        return _detect(source, layout, names)


def _detect(source: Source, layout: Dialect | None, names: Collection[str]) -> Detection:
    if source.format.has_sheets:
        return detect_workbook(source, layout, names)
    if source.format is not Format.CSV:
        because = f"{source.format.value} files name their columns"
        return Detection(Dialect(header_row=None), (Reason("header_row", "none", because, 1.0),))
    return _detect_text(source, layout, names)


def _detect_text(source: Source, layout: Dialect | None, names: Collection[str]) -> Detection:
    encoding = find_encoding(source)
    if layout is not None:
        encoding = _said_encoding(layout, encoding)
    lines = text_lines(head(source, encoding.value, PREVIEW_BYTES))
    if layout is not None and layout.cuts:
        return said_fixed(encoding, layout)
    if layout is not None and _fits(layout, lines, names):
        told = layout.model_dump(include=set(Dialect.model_fields)) | {"encoding": encoding.value}
        return Detection(Dialect(**told), (encoding, *_said(layout)))
    if (fixed := detect_fixed(encoding, lines)) is not None:
        return fixed
    marks = find_marks(lines)
    dialect = Dialect(
        encoding=encoding.value,
        delimiter=marks.delimiter.value,
        quote=_or_none(marks.quote.value),
        escape=_or_none(marks.escape.value),
    )
    header, reasons = _header(lines, dialect)
    return Detection(header, (encoding, marks.delimiter, marks.quote, marks.escape, *reasons))


def _or_none(value: str) -> str | None:
    return None if value == "none" else value


def _said(layout: Dialect) -> tuple[Reason, ...]:
    return (
        Reason("delimiter", layout.delimiter, _SAID, 1.0),
        Reason("quote", layout.quote or "none", _SAID, 1.0),
        Reason("header_row", str(layout.header_row or "none"), _SAID, 1.0),
    )


def _is_remembered(layout: Dialect) -> bool:
    """Whether a mapping remembers it; else a person has just said it."""
    return isinstance(layout, Layout) and layout.columns is not None


def _is_proven(found: Reason, remembered: codecs.CodecInfo) -> bool:
    """Whether this file shows that it is not encoded as the one before: what is no UTF-8, or plainly is, or is wide."""
    if codecs.lookup(found.value) == remembered or "ASCII" in found.because:
        return False
    return remembered.name == "utf-8" or found.value.startswith(("utf-8", "utf-16", "utf-32"))


def _fits(layout: Dialect, lines: Sequence[str], names: Collection[str]) -> bool:
    """Whether the file still looks as a mapping remembers it; what a person just said always does."""
    if not isinstance(layout, Layout) or layout.columns is None:
        return True
    top = (layout.header_row or layout.first_row or 1) - 1
    if top >= len(lines):
        return False
    found = heading(lines, top, layout)
    # Columns come and go, so about as many will do.
    if abs(found.width - layout.columns) > max(1, layout.columns // 4):
        return False
    return not names or found.cells is None or is_known_header(found.cells, names)


def text_lines(text: bytes) -> list[str]:
    """Physical lines with their ends; undecodable bytes are replaced."""
    return [line.decode("utf-8", "replace") for line in text.splitlines(keepends=True)]


def _header(lines: Sequence[str], dialect: Dialect) -> tuple[Dialect, tuple[Reason, ...]]:
    """The dialect with its header, and why."""
    by = splitter_of(dialect)
    found: list[Record] = list(islice(records(lines, by), _RECORDS))
    rows = [record.cells.values for record in found]
    width = usual_width(rows)
    rows[:_TOP] = [_as_wide(lines, record, by, width) for record in found[:_TOP]]
    result = find_header(rows)
    above = result.top - 1
    if result.place is None and above >= 0 and not found[above].is_blank:
        # What stands right above rows without a header may be one, divided in its own way.
        rows[above] = _as_wide(lines, found[above], by, width, in_order=True)
        result = find_header(rows)
    line = None if result.place is None else found[result.place].line
    reasons = [as_reason(result, line)]
    if result.count > 1:
        reasons.append(Reason("header_rows", str(result.count), result.because, result.confidence))
    first = found[result.top].line if line is None and result.top else None
    if first is not None:
        because = "the lines above it are narrower than the table"
        reasons.append(Reason("first_row", str(first), because, result.confidence))
    update = {"header_row": line, "header_rows": result.count, "first_row": first}
    return dialect.model_copy(update=update), tuple(reasons)


def _as_wide(
    lines: Sequence[str], record: Record, by: Splitter, width: int, *, in_order: bool = False
) -> tuple[str | None, ...]:
    """A record's cells; if it isn't as wide as the table, those of a header with a stray quote or another delimiter."""
    is_odd = in_order or record.cells.form is not Form.PLAIN
    if len(record.cells.values) == width or width <= 1 or record.is_blank or not is_odd:
        return record.cells.values
    other = next(reshaped(lines[record.line - 1], by, width), None)
    return other.cells.values if other else record.cells.values


def _said_encoding(layout: Dialect, found: Reason) -> Reason:
    try:
        codec = codecs.lookup(layout.encoding)
    except LookupError:
        raise SourceError(f"there is no encoding called {layout.encoding!r}", "Use utf-8, cp1252, utf-16 …") from None
    if not codec._is_text_encoding:  # noqa: SLF001  nothing public tells base64 from latin-1
        raise SourceError(f"{layout.encoding!r} is no encoding of text", "Use utf-8, cp1252, utf-16 …")
    if "mark" in found.because and found.confidence == 1.0 and codecs.lookup(found.value) != codec:
        return found
    if _is_remembered(layout) and _is_proven(found, codec):
        return found
    return Reason("encoding", layout.encoding, _SAID, 1.0)
