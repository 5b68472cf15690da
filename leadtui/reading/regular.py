"""Which lines of a piece are a regular record by themselves: found by Polars, whole columns of lines at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, overload

import polars as pl

from leadtui.reading.cells import LINE_ENDS
from leadtui.reading.fast import FastLane

LONE_RETURN: Final = re.compile(rb"\r(?!\n)")


class Texts(Sequence[str]):
    """Lines as text with their ends, decoded when they are looked at: most never are."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """A line, or some."""
        if isinstance(place, slice):
            return [line.decode("utf-8", "surrogateescape") for line in self._lines[place]]
        return self._lines[place].decode("utf-8", "surrogateescape")

    def __len__(self) -> int:
        """How many."""
        return len(self._lines)


@dataclass(frozen=True)
class Lines:
    """The lines of a piece, and what they are."""

    piece: bytes
    raw: list[bytes]
    """With their ends."""
    bare: pl.Series
    """Without them; null where there are bytes that are no text."""
    is_regular: pl.Series
    is_blank: pl.Series
    has_lone_return: bool
    """A carriage return ends a line somewhere, or stands in one."""

    @cached_property
    def texts(self) -> Texts:
        """As text, ends included."""
        return Texts(self.raw)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each line begins in the piece; the last number is where it ends."""
        return list(accumulate(map(len, self.raw), initial=0))

    def joined(self, places: Sequence[int]) -> bytes:
        """Some lines (in order), line ends included, the last one's too."""
        if self.has_lone_return:
            return ("\n".join(self.bare.gather(pl.Series(places, dtype=pl.UInt32)).to_list()) + "\n").encode()
        view, offsets, runs = memoryview(self.piece), self.offsets, list[memoryview]()
        start = stop = places[0]
        for place in places:
            if place != stop:
                runs.append(view[offsets[start] : offsets[stop]])
                start = place
            stop = place + 1
        text = b"".join([*runs, view[offsets[start] : offsets[stop]]])
        return text if text.endswith(b"\n") else text + b"\n"


def classified(piece: bytes, lane: FastLane) -> Lines:
    """The lines of a piece of whole lines."""
    raw = piece.splitlines(keepends=True)
    has_lone_return = b"\r" in piece and LONE_RETURN.search(piece) is not None
    bare = _bare(piece, raw, has_lone_return=has_lone_return)
    regular, blank = _looked_at(bare, lane, has_nul=b"\0" in piece)
    return Lines(piece, raw, bare, regular, blank, has_lone_return)


def _bare(piece: bytes, raw: Sequence[bytes], *, has_lone_return: bool) -> pl.Series:
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return pl.Series([_decoded(line) for line in raw], dtype=pl.String).str.strip_chars_end(LINE_ENDS)
    if has_lone_return:
        return pl.Series([line.decode() for line in raw], dtype=pl.String).str.strip_chars_end(LINE_ENDS)
    lines = pl.Series([text.removesuffix("\n")], dtype=pl.String).str.split("\n").explode()
    return lines.str.strip_suffix("\r") if "\r" in text else lines


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _looked_at(bare: pl.Series, lane: FastLane, *, has_nul: bool) -> tuple[pl.Series, pl.Series]:
    """Which lines are a regular record, and which are blank."""
    delimiter, quote, escape = lane.dialect.delimiter, lane.dialect.quote, lane.dialect.escape
    cell_count = bare.str.count_matches(delimiter, literal=True) + 1
    is_special = _contains(bare, quote) | _contains(bare, escape)
    is_regular = ~is_special & (cell_count == lane.width)
    if has_nul:
        is_regular &= ~_contains(bare, "\0")
    is_regular = is_regular.fill_null(value=False)
    if quote is not None and is_special.any():
        places = is_special.fill_null(value=False).arg_true()
        is_tidy = _is_tidy(bare.gather(places), lane)
        is_regular = is_regular.scatter(places.filter(is_tidy), True)  # noqa: FBT003  Polars has it so
    # Only what has a single cell can be blank, but for delimiters that are blank themselves.
    suspects = pl.repeat(value=True, n=len(bare), eager=True) if delimiter.isspace() else cell_count == 1
    suspects = suspects.fill_null(value=False).arg_true()
    is_blank = pl.repeat(value=False, n=len(bare), eager=True)
    if len(suspects):
        is_blank = is_blank.scatter(suspects.filter(bare.gather(suspects).str.strip_chars() == ""), True)  # noqa: FBT003
    return is_regular & ~is_blank, is_blank


def _contains(bare: pl.Series, sign: str | None) -> pl.Series:
    if sign is None:
        return pl.repeat(value=False, n=len(bare), eager=True)
    return bare.str.contains(sign, literal=True)


def _is_tidy(bare: pl.Series, lane: FastLane) -> pl.Series:
    """Of lines with quotes or escapes: which are a record of the table's width with its quotes in order."""
    text = pl.col("bare")
    q, delimiter = pl.escape_regex(lane.dialect.quote or ""), pl.escape_regex(lane.dialect.delimiter)
    quoted = f"{q}(?:[^{q}]|{q}{q})*{q}"
    cell = f"(?:{quoted}|[^{q}{delimiter}]*)"
    is_tidy = text.str.contains(f"^{cell}(?:{delimiter}{cell})*$") & ~text.str.contains("\0", literal=True)
    if lane.dialect.escape is not None:
        is_tidy &= ~text.str.contains(lane.dialect.escape, literal=True)
    cell_count = text.str.replace_all(quoted, "").str.count_matches(delimiter) + 1
    found = bare.to_frame("bare").select((is_tidy & (cell_count == lane.width)).alias("tidy"))
    return found.to_series()
