"""What reading has found so far: rows (in memory or spooled), refused records, remarks.

Every format ends here, so that blank rows, repeated headers and footers mean the same in all of them.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from leadtui.model.dialect import Detection
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.source import Source
from leadtui.model.table import LINE, LINE_COUNT, UNREADABLE_SCHEMA, Column, RawTable
from leadtui.reading.footer import is_note, total_rows
from leadtui.reading.limits import LISTED_REMARKS
from leadtui.reading.lone_cells import FEWEST_COLUMNS, PAGE_MARK, lone_cells

SPOOL_FILE_BYTES: Final = 3 << 20
"""Text in one spool file: a block. Several files are read ahead at a time, so small ones keep memory flat."""
_SHOWN: Final = 4_000
_FOOTER_LINES: Final = 50
_TAIL: Final = 200


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that is no row."""

    line: int
    line_count: int
    code: str
    message: str
    text: str
    cell_count: int


_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
"""What stands for a byte that is no text; one sign each is shown for it."""


class Gathering:
    """Collects the parts of one table; `finish` makes the table."""

    def __init__(self, columns: Sequence[Column], header: Sequence[str | None] | None, spool: Path | None) -> None:
        self.columns = tuple(columns)
        self.row_count = 0
        self._header = header
        self._spool = Path(tempfile.mkdtemp(prefix="raw-", dir=spool)) if spool else None
        self._files: list[Path] = []
        self._frames: list[pl.DataFrame] = []
        self._held_bytes = 0
        self._issue_frames: list[pl.DataFrame] = []
        self._issues: list[Issue] = []
        self._remark_counts: Counter[str] = Counter()
        self._refused: list[tuple[int, int]] = []
        self._trailing: list[Reject] = []
        self._last_row_line = 0
        self._first_blank_since = 0

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Of raw frames of this table."""
        texts: dict[str, pl.DataType] = {column.key: pl.String() for column in self.columns}
        return texts | {LINE: pl.Int64(), LINE_COUNT: pl.Int64()}

    def add(self, frame: pl.DataFrame, size: int) -> None:
        """More rows (`size` bytes of text) in the order of the file; blank ones and repeated headers are taken out."""
        frame = self._without_pages(self._without_headers(frame))
        blank = self._blank_rows(frame)
        spans = frame.select(LINE, LINE_COUNT)[blank].rows() if len(blank) else []
        self._add_rows(_without(frame, blank), size)
        for line, count in spans:
            self.blank_lines(line, count)

    def _add_rows(self, frame: pl.DataFrame, size: int) -> None:
        if frame.is_empty():
            return
        self._last_row_line = int(frame[LINE].item(-1))
        self._first_blank_since = 0
        settled = [reject for reject in self._trailing if reject.line < self._last_row_line]
        self._trailing = [reject for reject in self._trailing if reject.line > self._last_row_line]
        self._refuse(settled)
        self.row_count += frame.height
        self._frames.append(frame)
        self._held_bytes += size
        if self._spool and self._held_bytes >= SPOOL_FILE_BYTES:
            self._write()

    def reject(self, rejects: Sequence[Reject]) -> None:
        """Records that are no rows; to be told before the rows that stand around them."""
        for each in rejects:
            if each.cell_count == 1 and len(self.columns) >= FEWEST_COLUMNS and re.match(PAGE_MARK, each.text.rstrip()):
                self._remark_page(each.line, each.text)
            else:
                self._trailing.append(each)

    def tell(self, issues: Sequence[Issue]) -> None:
        """Problems of rows; every one is kept."""
        self._issues.extend(issues)
        self._seal()

    def remark(self, code: str, line: int | None, message: str, value: str | None = None) -> None:
        """Something noticed that changes nothing; of each code the first ones are listed, then counted."""
        self._remark_counts[code] += 1
        if self._remark_counts[code] <= LISTED_REMARKS:
            self._issues.append(_info(code, line, message, value))

    def blank_lines(self, line: int, count: int = 1) -> None:
        """Lines that hold nothing; they are no records. To be told after the rows around them."""
        where = f"Line {line} is" if count == 1 else f"Lines {line} to {line + count - 1} are"
        self.remark("I-BLANK", line, f"{where} blank and not counted.")
        if line > self._last_row_line:
            self._first_blank_since = self._first_blank_since or line

    def finish(self, source: Source, detection: Detection, sha256: str, *, is_partial: bool) -> RawTable:
        """The table, with all that was noticed."""
        if not is_partial:
            self._take_out_totals()
        self._settle_footer(is_whole=not is_partial)
        for code, count in self._remark_counts.items():
            if count > LISTED_REMARKS:
                self._issues.append(_info(code, None, f"{count - LISTED_REMARKS:,} more of this kind.", None))
        self._seal(force=True)
        return RawTable(
            source=source,
            detection=detection,
            columns=self.columns,
            frame=self._frame(),
            row_count=self.row_count,
            sha256=sha256,
            unreadable=pl.DataFrame(self._refused, schema=UNREADABLE_SCHEMA, orient="row").sort(LINE),
            issues=pl.concat(self._issue_frames).sort("line", maintain_order=True, nulls_last=True),
            is_partial=is_partial,
        )

    def _frame(self) -> pl.LazyFrame:
        if self._spool and self._files:
            self._write()
            return pl.scan_ipc(self._files)
        empty = pl.DataFrame(schema=self.schema)
        return pl.concat([empty, *self._frames], rechunk=False).lazy()

    def _write(self) -> None:
        if self._spool and self._frames:
            path = self._spool / f"{len(self._files):06}.arrow"
            pl.concat(self._frames).write_ipc(path)
            self._files.append(path)
            self._frames, self._held_bytes = [], 0

    def _seal(self, *, force: bool = False) -> None:
        if force or len(self._issues) > 10_000:  # noqa: PLR2004  as a frame they take a tenth of the room
            self._issue_frames.append(issue_frame(self._issues))
            self._issues = []

    def _refuse(self, rejects: Sequence[Reject]) -> None:
        for reject in rejects:
            self._refused.append((reject.line, reject.line_count))
            self._issues.append(
                Issue(
                    code=reject.code,
                    severity=Severity.ERROR,
                    line=reject.line,
                    column=None,
                    field=None,
                    value=_short(reject.text),
                    becomes=None,
                    message=reject.message,
                    rejects=True,
                )
            )
        self._seal()

    def _take_out_totals(self) -> None:
        """Totals below the last row; those that begin a spooled file stay rows."""
        if not self._frames or len(self.columns) < FEWEST_COLUMNS:
            return
        keys = [column.key for column in self.columns]
        # A last line without its end comes alone.
        while len(self._frames) > 1 and self._frames[-1].height < _TAIL:
            last = self._frames.pop()
            self._frames[-1] = pl.concat([self._frames[-1], last])
        last = self._frames[-1]
        rows = last.tail(_TAIL).select(keys).rows()
        count = total_rows(rows)
        for line, row in zip(last[LINE].tail(count), rows[len(rows) - count :], strict=True):
            text = " ".join(cell for cell in row if cell)
            self.remark(
                "I-FOOTER", line, f"Line {line} is a total or a remark below the rows and not counted.", _short(text)
            )
        self._frames[-1] = last.head(last.height - count)
        self.row_count -= count

    def _settle_footer(self, *, is_whole: bool) -> None:
        rejects, self._trailing = self._trailing, []
        if is_whole and self.row_count and 0 < len(rejects) <= _FOOTER_LINES and self._is_footer(rejects):
            last = rejects[-1]
            where = f"line {rejects[0].line}" if len(rejects) == 1 else f"lines {rejects[0].line} to {last.line}"
            message = f"Below the table: {where}, taken for a footer and not counted."
            self._issues.append(_info("I-FOOTER", rejects[0].line, message, _short(rejects[0].text)))
        else:
            self._refuse(rejects)

    def _is_footer(self, rejects: Sequence[Reject]) -> bool:
        if len(self.columns) < FEWEST_COLUMNS or any(reject.code != "E-CELLS" for reject in rejects):
            return False
        is_apart = 0 < self._first_blank_since < rejects[0].line
        width = len(self.columns)
        return all(
            reject.cell_count < (width if is_apart else width / 2) and (is_apart or is_note(reject.text))
            for reject in rejects
        )

    def _blank_rows(self, frame: pl.DataFrame) -> pl.Series:
        # The column most often filled first: mostly nothing is left to be asked of the others.
        keys = sorted((column.key for column in self.columns), key=lambda key: frame[key].null_count())
        return rows_where(frame, keys, lambda _key: pl.col("").fill_null("").str.strip_chars() == "")

    def _without_headers(self, frame: pl.DataFrame) -> pl.DataFrame:
        if self._header is None or not any(self._header):
            return frame
        # As it stands in the file, and as it is put right.
        texts = {
            column.key: [(cell or "").lstrip("\ufeff"), column.header]
            for column, cell in zip(self.columns, self._header, strict=True)
        }
        same = rows_where(frame, list(texts), lambda key: _bare(pl.col("")).is_in(texts[key]))
        for line in frame[LINE].gather(same):
            self.remark("I-REPEATED", line, f"Line {line} repeats the header and is not counted.")
        return _without(frame, same)

    def _without_pages(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Without marks of pages; what may be a heading of a group is told, and stays a row."""
        lone = lone_cells(frame, [column.key for column in self.columns])
        for _, line, text, is_page in lone.rows():
            if is_page:
                self._remark_page(line, text)
            else:
                message = f"Line {line} has one cell only; if it heads the lines below, it is no record."
                self.remark("I-ALONE", line, message, _short(text))
        return _without(frame, lone.filter("is_page")["row"])

    def _remark_page(self, line: int, text: str) -> None:
        self.remark("I-PAGE", line, f"Line {line} is the mark of a page and not counted.", _short(text))


def first_rows(table: RawTable, limit: int | None) -> RawTable:
    """The table cut to `limit` rows, with what was noticed up to the last of them."""
    if limit is None or table.row_count <= limit:
        return table
    frame = table.frame.head(limit)
    last = frame.select(pl.col(LINE).max()).collect().item() or 0
    return replace(
        table,
        frame=frame,
        row_count=limit,
        unreadable=table.unreadable.filter(pl.col(LINE) <= last),
        issues=table.issues.filter(pl.col("line").is_null() | (pl.col("line") <= last)),
        is_partial=True,
    )


def rows_where(frame: pl.DataFrame, keys: Sequence[str], test: Callable[[str], pl.Expr]) -> pl.Series:
    """Indexes of the rows where the test of `pl.col("")` holds in each of these columns.

    Most columns are never looked at: each is asked only about the rows that passed the ones before.
    """
    found: pl.Series | None = None
    for key in keys:
        values = frame[key] if found is None else frame[key].gather(found)
        hits = values.to_frame("").select(pl.arg_where(test(key))).to_series()
        found = hits if found is None else found.gather(hits)
        if found.is_empty():
            break
    return found if found is not None else pl.Series(dtype=pl.UInt32)


def _bare(text: pl.Expr) -> pl.Expr:
    return text.fill_null("").str.strip_chars_start("\ufeff")


def _without(frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    if rows.is_empty():
        return frame
    return frame.filter(~pl.int_range(pl.len(), dtype=pl.UInt32).is_in(rows.implode()))


def _info(code: str, line: int | None, message: str, value: str | None) -> Issue:
    return Issue(code, Severity.INFO, line, None, None, None if value is None else _short(value), None, message)


def _short(text: str) -> str:
    # What can't be kept as text can't be kept in an issue either; the bytes stay in the rejects file.
    text = _NO_TEXT.sub("\ufffd", text).replace("\0", "␀").rstrip("\r\n")
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
