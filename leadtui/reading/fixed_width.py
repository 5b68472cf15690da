"""Text in columns of fixed width: every line cut at the same places, whole blocks at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import polars as pl

from leadtui.errors import SourceError
from leadtui.model.dialect import Detection, Dialect, Reason
from leadtui.model.issue import Issue, Severity
from leadtui.model.source import Source
from leadtui.model.table import LINE, LINE_COUNT, RAW, RawTable
from leadtui.reading.chunks import chunks, head
from leadtui.reading.columns import name_columns
from leadtui.reading.fast import count_lines
from leadtui.reading.gather import Gathering, Reject, first_rows
from leadtui.reading.gutters import RULER, find_gutters
from leadtui.reading.header import as_reason, find_header
from leadtui.reading.limits import BLOCK_BYTES, MAX_RECORD_BYTES, PREVIEW_BYTES, SPOOL_BYTES
from leadtui.reading.tall_header import names_of

_LOOKED_AT: Final = 120
_SELDOM: Final = 0.5
_SAID: Final = "as the layout says"
_RULER: Final = f"^{RULER.pattern}$"
Row = tuple["str | None", ...]


def detect_fixed(encoding: Reason, lines: Sequence[str]) -> Detection | None:
    """The dialect of a text in columns of fixed width; None when it has none."""
    found = find_gutters(lines)
    if found is None:
        return None
    reasons = [encoding, Reason("cuts", ",".join(map(str, found.cuts)), found.because, found.confidence)]
    dialect = Dialect(encoding=encoding.value, cuts=found.cuts)
    if found.ruler is not None:
        header = Reason("header_row", str(found.ruler), "it stands above a line of dashes", 0.97)
        return Detection(dialect.model_copy(update={"header_row": found.ruler}), (*reasons, header))
    result = find_header([cells_of(line.rstrip("\r\n"), found.cuts) for line in lines[:_LOOKED_AT]])
    row = None if result.place is None else result.place + 1
    update = {"header_row": row, "header_rows": result.count, "first_row": None if row else result.top + 1}
    return Detection(dialect.model_copy(update=update), (*reasons, as_reason(result, row)))


def said_fixed(encoding: Reason, layout: Dialect) -> Detection:
    """The dialect as a person or a saved mapping says it is."""
    told = layout.model_dump(include=set(Dialect.model_fields)) | {"encoding": encoding.value}
    row = str(layout.header_row or "none")
    reasons = (Reason("cuts", ",".join(map(str, layout.cuts)), _SAID, 1.0), Reason("header_row", row, _SAID, 1.0))
    return Detection(Dialect(**told), (encoding, *reasons))


def cells_of(text: str, cuts: Sequence[int]) -> Row:
    """One line's cells.

    >>> cells_of("Ada   01569", (0, 6, 12))
    ('Ada', '01569', None)
    """
    ends = [*cuts[1:], len(text)]
    return tuple(text[start:end].strip() or None for start, end in zip(cuts, ends, strict=True))


def read_fixed(
    source: Source,
    detection: Detection,
    *,
    spool: Path | None,
    limit: int | None,
    on_progress: Callable[[int, int], None] | None,
) -> RawTable:
    """All lines as rows, or the first `limit`.

    Raises:
        SourceError: a line is too long, or there is no such header row.
    """
    reader = _Reader(source, detection, spool if source.packing or source.size > SPOOL_BYTES else None)
    digest = hashlib.sha256()
    rest, is_whole = b"", False
    with closing(chunks(source, detection.dialect.encoding, digest, BLOCK_BYTES)) as pieces:
        for chunk in pieces:
            text = rest + chunk.text
            end = len(text) if chunk.is_last else max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1
            rest, is_whole = text[end:], chunk.is_last
            if len(rest) > MAX_RECORD_BYTES:
                raise SourceError(f"{source.name}: a line is longer than {MAX_RECORD_BYTES >> 20} MB")
            reader.take(text[:end])
            if on_progress is not None:
                on_progress(chunk.done, source.size)
            if limit is not None and reader.gathering.row_count > limit:
                break
    table = reader.gathering.finish(source, detection, digest.hexdigest(), is_partial=not is_whole)
    return first_rows(table, limit)


class _Reader:
    """Cuts lines and gathers what comes out."""

    def __init__(self, source: Source, detection: Detection, spool: Path | None) -> None:
        self._dialect = dialect = detection.dialect
        self._line = 1
        header = self._header(source, dialect)
        self._columns, issues = name_columns(header or [None] * len(dialect.cuts), dialect.header_row)
        self.gathering = Gathering(self._columns, header, spool)
        self.gathering.tell(issues)
        self._top = dialect.header_row + dialect.header_rows - 1 if dialect.header_row else (dialect.first_row or 1) - 1

    def take(self, text: bytes) -> None:
        """The next whole lines."""
        if not text:
            return
        lines = text.splitlines(keepends=False)
        first, self._line = self._line, self._line + count_lines(text) + (not text.endswith((b"\n", b"\r")))
        decoded = [line.decode("utf-8", "surrogateescape") for line in lines]
        bad = [place for place, line in enumerate(decoded) if "\0" in line or not _is_text(line)]
        self._refuse(bad, decoded, first)
        is_bad = set(bad)
        frame = pl.DataFrame(
            {
                "text": pl.Series(
                    ["" if place in is_bad else line for place, line in enumerate(decoded)], dtype=pl.String
                ),
                LINE: pl.int_range(first, first + len(lines), dtype=pl.Int64, eager=True),
            }
        ).filter(pl.col(LINE) > self._top, ~pl.col(LINE).is_in([first + place for place in bad]))
        self._tell_top(decoded, first)
        self._take_lines(frame)

    def _take_lines(self, frame: pl.DataFrame) -> None:
        text, cuts = pl.col("text"), self._dialect.cuts
        is_ruler = text.str.contains(_RULER)
        for line in frame.filter(is_ruler & (pl.col(LINE) != self._top + 1))[LINE]:
            self.gathering.remark("I-RULER", line, f"Line {line} is a ruler and not counted.")
        ends = [*cuts[1:], None]
        cells = [
            pl.when(cell != "").then(cell).alias(f"{RAW}{place}")
            for place, (start, end) in enumerate(zip(cuts, ends, strict=True))
            for cell in (text.str.slice(start, None if end is None else end - start).str.strip_chars(),)
        ]
        crossed = self._crossed(frame.filter(~is_ruler))
        rows = frame.filter(~is_ruler).select(
            *cells,
            LINE,
            pl.lit(1, dtype=pl.Int64).alias(LINE_COUNT),
            "text",
            pl.sum_horizontal(crossed).alias("crossed"),
        )
        filled = pl.sum_horizontal(pl.col(f"^{RAW}\\d+$").is_not_null())
        crossings = pl.col("crossed")
        is_note = (crossings > 0) & ((filled <= len(cuts) / 2) | (2 * crossings >= len(cuts) - 1))
        self.gathering.reject(
            [
                Reject(line, 1, "E-CELLS", "The line does not stand in the table's columns.", shown, 1)
                for line, shown in rows.filter(is_note).select(LINE, "text").iter_rows()
            ]
        )
        kept = rows.filter(~is_note)
        self.gathering.tell([_crossing(line, shown) for line, shown in
                             kept.filter(pl.col("crossed") > 0).select(LINE, "text").iter_rows()])  # fmt: skip
        self.gathering.add(kept.drop("text", "crossed"), int(kept["text"].str.len_bytes().sum() or 0))

    def _crossed(self, frame: pl.DataFrame) -> list[pl.Expr]:
        """Whether a value reaches over each of the borders; one that most values reach over has no gutter."""
        text = pl.col("text")
        tests = [_is_letter(text, cut - 1) & _is_letter(text, cut) for cut in self._dialect.cuts[1:]]
        shares = frame.select(test.mean().alias(str(place)) for place, test in enumerate(tests))
        usual = shares.row(0) if tests and frame.height else ()
        kept = [test for test, share in zip(tests, usual, strict=False) if (share or 0.0) <= _SELDOM]
        return kept or [pl.lit(value=False)]

    def _refuse(self, places: Sequence[int], lines: Sequence[str], first: int) -> None:
        rejects = []
        for place in places:
            if first + place <= self._top:
                continue
            code, what = ("E-NUL", "a NUL byte") if "\0" in lines[place] else ("E-ENCODING", "bytes that are no text")
            rejects.append(Reject(first + place, 1, code, f"The line holds {what}.", lines[place], 0))
        self.gathering.reject(rejects)

    def _tell_top(self, lines: Sequence[str], first: int) -> None:
        above = (self._dialect.header_row or self._dialect.first_row or 1) - 1
        if first == 1 and above:
            shown = next((line for line in lines[:above] if line.strip()), None)
            where = "Line 1 stands" if above == 1 else f"Lines 1 to {above} stand"
            self.gathering.remark("I-PREAMBLE", 1, f"{where} above the table, not counted.", shown)

    def _header(self, source: Source, dialect: Dialect) -> Row | None:
        if dialect.header_row is None:
            return None
        lines = head(source, dialect.encoding, PREVIEW_BYTES).splitlines()
        top = dialect.header_row - 1
        if top >= len(lines):
            message = f"{source.name}: there is no line {top + 1} in its first part to be the header"
            raise SourceError(message, "Choose another header row.")
        rows = [
            cells_of(line.decode("utf-8", "replace"), dialect.cuts) for line in lines[top : top + dialect.header_rows]
        ]
        return names_of(rows, len(dialect.cuts)).cells


def _is_letter(text: pl.Expr, place: int) -> pl.Expr:
    letter = text.str.slice(place, 1)
    return (letter != "") & (letter != " ")


def _is_text(line: str) -> bool:
    return line.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in line)


def _crossing(line: int, text: str) -> Issue:
    message = "A value reaches over the border of its column and is cut there."
    return Issue("W-CUT", Severity.WARN, line, None, None, text, None, message)
