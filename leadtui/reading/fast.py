"""The fast lane: Polars reads a block, and the block is proven regular before its rows are believed.

Polars pads short rows, drops stray quotes and eats lone carriage returns without a word. So a block
goes this way only if (1) every quote opens or closes a whole cell (see `quotes`); (2) no carriage return
stands alone outside quotes; (3) there is no NUL and nothing undecodable; (4) the delimiters of the block
are those between its cells plus those inside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl
from polars.exceptions import PolarsError

from leadtui.model.dialect import Dialect
from leadtui.model.table import LINE, LINE_COUNT, RAW
from leadtui.reading.quotes import Quotes, in_order

_LINE_END: Final = r"\r\n|\r|\n"
_LONE_RETURN: Final = re.compile(rb"\r(?!\n)")
_WIDEST: Final = 64
"""Times the table's width; a first line with more cells isn't given to Polars."""
_MARK: Final = "\ufeff".encode()
_LIKE_ZLIB: Final = (b"x^", b"x\x01")
_STAND_INS: Final = "\x1f\x1e\x1d\x1c\x02\x03\x04\x05\x06"
"""Signs that stand for nothing in texts, one byte each."""


def count_lines(text: bytes) -> int:
    r"""Physical lines that end in `text`: at LF, CRLF or a CR that stands alone.

    >>> count_lines(b"a\nb\r\nc\rd")
    3
    """
    feeds = text.count(b"\n")
    return feeds + text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else feeds


@dataclass(frozen=True)
class FastLane:
    """Parses blocks of whole records of one dialect and width."""

    dialect: Dialect
    width: int

    @cached_property
    def is_open(self) -> bool:
        """Whether Polars can read the dialect at all."""
        quote = self.dialect.quote or '"'
        return len(quote.encode()) == 1 and not set(quote + self.dialect.delimiter) & set("\r\n")

    @cached_property
    def _is_long(self) -> bool:
        """Whether the delimiter takes several bytes, which Polars can't read."""
        return len(self.dialect.delimiter.encode()) > 1

    def _instead(self, block: bytes) -> tuple[FastLane, bytes, str] | None:
        """The block with a byte it hasn't got for its long delimiter, the lane for that, and the byte."""
        sign = next((sign for sign in _STAND_INS if sign.encode() not in block), None)
        if sign is None:
            return None
        lane = FastLane(self.dialect.model_copy(update={"delimiter": sign}), self.width)
        return lane, block.replace(self.dialect.delimiter.encode(), sign.encode()), sign

    def _put_back(self, frame: pl.DataFrame, sign: str, block: bytes) -> pl.DataFrame:
        """The cells with their own delimiters again; only quoted ones have any."""
        if not self.dialect.quote or self.dialect.quote.encode() not in block:
            return frame
        return frame.with_columns(pl.col(pl.String).str.replace_all(sign, self.dialect.delimiter, literal=True))

    @cached_property
    def _schema(self) -> dict[str, type[pl.String]]:
        return {f"{RAW}{index}": pl.String for index in range(self.width)}

    def parse(self, block: bytes, first_line: int) -> pl.DataFrame | None:
        """The rows of a block that ends with a line end; None if it isn't proven regular."""
        if not self.is_open or b"\0" in block or not _is_utf8(block):
            return None
        if self._is_long:
            instead = self._instead(block)
            frame = instead and instead[0].parse(instead[1], first_line)
            return self._put_back(frame, instead[2], block) if instead and frame is not None else None
        has_lone_return = b"\r" in block and _LONE_RETURN.search(block) is not None
        end = "\n" if b"\n" in block else "\r"
        if block.count(self.dialect.delimiter.encode(), 0, block.find(end.encode())) > _WIDEST * self.width:
            return None  # Polars would make a name for each
        quotes = in_order(block, self.dialect.delimiter, self.dialect.quote, end, has_lone_return=has_lone_return)
        if quotes is None:
            return None
        frame = self.parse_regular(block, end)
        if frame is None or not self._is_rectangular(block, frame, quotes):
            return None
        if has_lone_return:
            line_count = count_lines(block)
        else:
            # Outside quotes a line is a row to Polars, even a blank one, so there is nothing to count.
            is_one_each = quotes.within is not None and b"\n" not in quotes.within
            line_count = frame.height if is_one_each else block.count(b"\n")
        return self._with_lines(frame, first_line, line_count, has_lone_return=has_lone_return)

    def parse_regular(self, block: bytes, end: str = "\n") -> pl.DataFrame | None:
        """The cells of a block whose quotes and characters are known to be in order."""
        if self._is_long:
            instead = self._instead(block)
            frame = instead and instead[0].parse_regular(instead[1], end)
            return self._put_back(frame, instead[2], block) if instead and frame is not None else None
        # Polars takes one mark at the start for the file's own, and some letters for those of a zlib stream.
        mark = _MARK if block.startswith((_MARK, *_LIKE_ZLIB)) else b""
        try:
            return pl.read_csv(
                mark + block if mark else block,
                has_header=False,
                schema=self._schema,
                separator=self.dialect.delimiter,
                quote_char=self.dialect.quote,
                eol_char=end,
                infer_schema=False,
            )
        except PolarsError:
            return None

    def _is_rectangular(self, block: bytes, frame: pl.DataFrame, quotes: Quotes) -> bool:
        """No row is short; longer ones make Polars fail."""
        if frame.is_empty():
            return False
        if frame.to_series(-1).null_count() == 0:
            return True  # a short row would end in a null
        delimiter = self.dialect.delimiter
        if quotes.within is not None:
            inside = quotes.within.count(delimiter.encode())
        else:
            inside = frame.select(pl.sum_horizontal(pl.all().str.count_matches(delimiter, literal=True).sum())).item()
        return block.count(delimiter.encode()) == frame.height * (self.width - 1) + inside

    def _with_lines(
        self, frame: pl.DataFrame, first_line: int, line_count: int, *, has_lone_return: bool
    ) -> pl.DataFrame | None:
        if line_count == frame.height:
            lines = pl.int_range(first_line, first_line + line_count, dtype=pl.Int64)
            return frame.with_columns(lines.alias(LINE), pl.lit(1, dtype=pl.Int64).alias(LINE_COUNT))
        end = _LINE_END if has_lone_return else "\n"
        several = frame.select(pl.all().str.contains(end, literal=not has_lone_return).any()).row(0)
        names = [name for name, has_line_ends in zip(frame.columns, several, strict=True) if has_line_ends]
        inside = pl.col(names).str.count_matches(end, literal=not has_lone_return).fill_null(0)
        frame = frame.with_columns((pl.sum_horizontal(inside).cast(pl.Int64) + 1).alias(LINE_COUNT))
        if frame[LINE_COUNT].sum() != line_count:
            return None
        starts = first_line + pl.col(LINE_COUNT).cum_sum() - pl.col(LINE_COUNT)
        return frame.with_columns(starts.alias(LINE)).select(*self._schema, LINE, LINE_COUNT)


def _is_utf8(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True
