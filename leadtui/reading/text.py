"""Delimited text, block by block: each block by the fast lane if it can be proven, else carefully."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import polars as pl

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection
from leadtui.model.source import Source
from leadtui.model.table import LINE, LINE_COUNT, RawTable
from leadtui.reading.careful import careful
from leadtui.reading.chunks import chunks, head
from leadtui.reading.ending import bytes_of_lines, not_read
from leadtui.reading.fast import FastLane, count_lines
from leadtui.reading.gather import Gathering, first_rows
from leadtui.reading.limits import (
    BLOCK_BYTES,
    CAREFUL_BYTES,
    DAMAGED_BYTES,
    MAX_RECORD_BYTES,
    OPEN_QUOTE_BYTES,
    PREVIEW_BYTES,
    SPOOL_BYTES,
)
from leadtui.reading.mend import Bench
from leadtui.reading.opening import Opening, opening
from leadtui.reading.packed import open_bytes
from leadtui.reading.padded import without_padding
from leadtui.reading.traces import undone

_FEW: Final = 0.05
"""The share of lines that may be looked at one by one and still take hardly any time."""
_UNICODE: Final = ("utf", "ascii")
_BLANK_LINES: Final = re.compile(rb"(?:\r?\n|\r(?=[\r\n])){1000,}+")


def read_text(
    source: Source,
    detection: Detection,
    *,
    spool: Path | None,
    limit: int | None,
    on_progress: Callable[[int, int], None] | None,
) -> RawTable:
    """All rows of a text file, or the first `limit`."""
    dialect = detection.dialect
    start = opening(source, head(source, dialect.encoding, PREVIEW_BYTES), dialect)
    lanes = _Lanes(source, detection, start, spool if source.packing or source.size > SPOOL_BYTES else None)
    digest = hashlib.sha256()
    rest, skip, is_whole = b"", start.offset, False
    with closing(chunks(source, dialect.encoding, digest, BLOCK_BYTES)) as pieces:
        for chunk in pieces:
            text = rest + chunk.text[skip:]
            skip = max(0, skip - len(chunk.text))
            rest = lanes.take(text, is_last=chunk.is_last)
            is_whole = chunk.is_last
            if on_progress is not None:
                on_progress(chunk.done, source.size)
            if limit is not None and lanes.gathering.row_count > limit:
                break
    return first_rows(lanes.finish(source, detection, digest.hexdigest(), is_partial=not is_whole), limit)


def preview_text(source: Source, detection: Detection) -> RawTable:
    """The rows of the file's first part; of a whole small file, all."""
    dialect = detection.dialect
    with open_bytes(source) as file:
        piece = file.read(PREVIEW_BYTES)
        is_whole = len(piece) < PREVIEW_BYTES or not file.read(1)
    text = head(source, dialect.encoding, PREVIEW_BYTES)
    start = opening(source, text, dialect)
    lanes = _Lanes(source, detection, start, None)
    lanes.take(text[start.offset :], is_last=is_whole)
    return lanes.finish(source, detection, hashlib.sha256(piece).hexdigest(), is_partial=not is_whole)


class _Lanes:
    """Sends text down the lanes and gathers what comes out."""

    def __init__(self, source: Source, detection: Detection, start: Opening, spool: Path | None) -> None:
        self.gathering = Gathering(start.columns, start.header, spool)
        self._source = source
        self._lane = FastLane(detection.dialect, len(start.columns))
        self._bench = Bench(start.columns, start.habits)
        self._escape = (detection.dialect.escape or "").encode()
        self._line = start.line
        self._end = None if detection.dialect.last_row is None else detection.dialect.last_row + 1
        """The line where reading ends."""
        self._is_next_table = False
        """Reading ends because another table begins."""
        self._is_damaged = False
        """A few lines of the last piece were no regular records, so Polars alone won't read the next one either."""
        self._ends_in_cells = False
        """Line ends inside quoted cells were seen, so the last one of a block may be such a one."""
        self._tell_opening(detection, start)

    def finish(self, source: Source, detection: Detection, sha256: str, *, is_partial: bool) -> RawTable:
        """The table, with all that was noticed."""
        if self._end is not None and self._line > self._end:
            self.gathering.tell([not_read(self._end, self._line - 1, is_table=self._is_next_table)])
        return self.gathering.finish(source, detection, sha256, is_partial=is_partial)

    def take(self, text: bytes, *, is_last: bool) -> bytes:
        """Read the whole records of `text`; what is left is the beginning of one."""
        stop = bytes_of_lines(text, self._end - self._line) if self._end is not None else None
        if stop is not None:
            rest = self._take(text[:stop], is_last=True) if stop else b""
            return rest + self._pass_over(text[stop:], is_last=is_last)
        return self._take(text, is_last=is_last)

    def _take(self, text: bytes, *, is_last: bool) -> bytes:
        place, least = 0, DAMAGED_BYTES if self._is_damaged else CAREFUL_BYTES
        size = least if self._is_damaged else len(text)
        while place < len(text):
            place += self._blank(text, place)
            end = min(place + size, len(text))
            cut = len(text) if is_last and end == len(text) else _last_line_end(text, place, end)
            used = self._fast(text, place, cut) if cut > place and not self._is_damaged else 0
            if used == 0 and end == len(text) and not is_last and self._is_in_cell(text, place, cut):
                break
            if used == 0 and cut > place and end - place > least:
                size = least  # so that few rows go the slow way
                continue
            if used == 0 and cut > place:
                used = self._careful(text[place:cut], is_last=is_last and cut == len(text))
                size = least = DAMAGED_BYTES if self._is_damaged else CAREFUL_BYTES
            if self._is_next_table:
                return self._pass_over(text[place + used :], is_last=is_last)
            if used == 0:
                if end == len(text):
                    break
                # One record, or what looks like one, is longer than this.
                size = least = 2 * (end - place)
            place += used
            self._bench.allowance.earn(used)
        if len(text) - place > MAX_RECORD_BYTES:
            limit = f"{MAX_RECORD_BYTES >> 20} MB"
            raise SourceError(f"{self._source.name}: the record on line {self._line:,} is longer than {limit}")
        return text[place:]

    def _pass_over(self, text: bytes, *, is_last: bool) -> bytes:
        """Count lines that are not read; an unfinished one is left."""
        end = len(text) if is_last else _last_line_end(text, 0, len(text))
        self._line += count_lines(text[:end]) + (is_last and bool(text) and not text.endswith((b"\n", b"\r")))
        return text[end:]

    def _blank(self, text: bytes, place: int) -> int:
        """The bytes of a long run of blank lines; short ones go with the records around them."""
        run = _BLANK_LINES.match(text, place)
        if run is None:
            return 0
        count = count_lines(run[0])
        self.gathering.blank_lines(self._line, count)
        self._line += count
        return len(run[0])

    def _fast(self, text: bytes, place: int, cut: int) -> int:
        """How many bytes the fast lane took."""
        used = 0 if self._ends_in_cells else self._fast_block(text[place:cut])
        if used == 0 and (even := self._even_cut(text, place, cut)) > place:
            used = self._fast_block(text[place:even])
            self._ends_in_cells = self._ends_in_cells or used > 0
        return used

    def _is_in_cell(self, text: bytes, place: int, cut: int) -> bool:
        """Whether all of `text` may be the beginning of one record with a long cell."""
        quote = (self._lane.dialect.quote or "").encode()
        if not quote or len(text) - place >= OPEN_QUOTE_BYTES or text.count(quote, place, cut) % 2 == 0:
            return False
        return not self._even_cut(text, place, cut)

    def _fast_block(self, block: bytes) -> int:
        if self._escape and self._escape in block:
            return 0
        frame = self._lane.parse(block if block.endswith((b"\n", b"\r")) else block + b"\n", self._line)
        if frame is None:
            return 0
        self._line = sum(frame.select(LINE, LINE_COUNT).row(-1))
        self._add(frame, block)
        return len(block)

    def _add(self, frame: pl.DataFrame, text: bytes) -> None:
        """Rows, and the text they were read from."""
        columns, dialect = self.gathering.columns, self._lane.dialect
        frame, padded = without_padding(frame, [column.key for column in columns], dialect.delimiter)
        frame, traces = undone(frame, text, columns, dialect)
        self.gathering.tell([*padded, *traces])
        self.gathering.add(frame, len(text))

    def _even_cut(self, text: bytes, place: int, cut: int) -> int:
        """The last line end with an even number of quotes before it; nothing if `cut` was tried and is it."""
        quote = (self._lane.dialect.quote or "").encode()
        count = text.count(quote, place, cut) if quote else 0
        if count % 2 == 0:
            return cut if self._ends_in_cells else 0
        while (last := text.rfind(quote, place, cut)) >= 0:
            before = text.rfind(b"\n", place, last) + 1
            # Only what lies between is counted, or a cell of many lines would take for ever.
            count -= text.count(quote, max(before, place), cut)
            cut = before
            if cut <= place or count % 2 == 0:
                return cut
        return 0

    def _careful(self, piece: bytes, *, is_last: bool) -> int:
        found = careful(piece, self._lane, self._bench, self._line, is_last=is_last)
        gathering = self.gathering
        gathering.reject(found.rejects)
        gathering.tell(found.issues)
        for line, count in found.surplus:
            gathering.remark(
                "I-EXTRA", line, f"Line {line} has blank cells too many at its end ({count}); they are dropped."
            )
        self._add(found.frame, piece[: found.consumed])
        if found.next_table is not None:
            self._end, self._is_next_table = found.next_table, True
        for line, count in found.blank:
            gathering.blank_lines(line, count)
        line_count = count_lines(piece[: found.consumed])
        self._line += line_count
        self._is_damaged = 0 < found.odd_count <= _FEW * line_count
        return found.consumed

    def _tell_opening(self, detection: Detection, start: Opening) -> None:
        gathering, dialect = self.gathering, detection.dialect
        top = dialect.header_row or dialect.first_row
        if start.preamble and top is not None:
            above = "Line 1 stands" if top == 2 else f"Lines 1 to {top - 1} stand"  # noqa: PLR2004  one line above
            what = "table" if dialect.header_row is None else "header"
            first = next((line for line in start.preamble.splitlines() if line.strip()), None)
            gathering.remark("I-PREAMBLE", 1, f"{above} above the {what}, not counted.", first)
        if not dialect.encoding.lower().replace("_", "-").startswith(_UNICODE):
            because = next((reason.because for reason in detection.reasons if reason.setting == "encoding"), "")
            gathering.remark("I-ENCODING", None, f"Decoded as {dialect.encoding}: {because}.")
        gathering.tell(start.issues)


def _last_line_end(text: bytes, start: int, end: int) -> int:
    """The place after the last line end, 0 if there is none."""
    feed = text.rfind(b"\n", start, end) + 1
    # A carriage return at the very end may be the first half of CRLF.
    carriage = text.rfind(b"\r", start, min(end, len(text) - 1)) + 1
    return feed or carriage + (carriage > 0 and text.startswith(b"\n", carriage))
