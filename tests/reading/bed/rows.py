"""Damage to one row at a random place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from tests.reading.bed.draft import Draft, Line, UnwritableError

Edit = Callable[[Draft, Random], None]


def _row(draft: Draft, by: Random) -> tuple[Line, int]:
    """A line of the table and its number among the rows."""
    count = len(draft.rows)
    if count < 1:
        raise UnwritableError
    number = by.randrange(count)
    # What was put between the lines shifts them; the row is found by its cells.
    wanted = Draft.line(draft.style, draft.rows[number]).cells
    for line in draft.lines:
        if line.cells == wanted and not line.is_damaged:
            line.is_damaged = True
            return line, number
    raise UnwritableError


def _top(draft: Draft) -> Line:
    if draft.header is None:
        raise UnwritableError
    line = draft.lines[draft.top]
    line.is_damaged = True
    return line


def _less(line: Line, by: Random) -> None:
    """A delimiter is missing."""
    if len(line.cells) < 2:
        raise UnwritableError
    place = by.randrange(len(line.cells) - 1)
    line.cells[place : place + 2] = [line.cells[place] + line.cells[place + 1]]


def _more(line: Line, by: Random) -> None:
    """A delimiter too many."""
    if len(line.cells) < 2:
        raise UnwritableError
    line.cells.insert(by.randrange(len(line.cells) + 1), "")


def _quote(line: Line, draft: Draft, by: Random, *, at_end: bool) -> None:
    place = by.randrange(len(line.cells))
    quote, cell = draft.style.quote or '"', line.cells[place]
    line.cells[place] = cell + quote if at_end else quote + cell


def _quote_inside(line: Line, draft: Draft, by: Random) -> None:
    places = [place for place, cell in enumerate(line.cells) if len(cell) > 3]
    if not places:
        raise UnwritableError
    place = by.choice(places)
    cell = line.cells[place]
    cut = by.randrange(2, len(cell) - 1)
    line.cells[place] = cell[:cut] + (draft.style.quote or '"') + cell[cut:]


def _on_row(damage: Callable[[Line, Draft, Random], None]) -> Edit:
    def edit(draft: Draft, by: Random) -> None:
        damage(_row(draft, by)[0], draft, by)

    return edit


def _on_top(damage: Callable[[Line, Draft, Random], None]) -> Edit:
    def edit(draft: Draft, by: Random) -> None:
        damage(_top(draft), draft, by)

    return edit


def _redelimited(delimiter: str) -> Edit:
    def edit(draft: Draft, by: Random) -> None:
        if len(draft.table.header) < 2 or draft.style.delimiter == delimiter:
            raise UnwritableError
        line, number = _row(draft, by)
        line.delimiter = delimiter
        line.cells = Draft.line(replace(draft.style, delimiter=delimiter), draft.rows[number]).cells

    return edit


def _other_end(end: str) -> Edit:
    def edit(draft: Draft, by: Random) -> None:
        if draft.style.end == end:
            raise UnwritableError
        _row(draft, by)[0].end = end

    return edit


def _free_delimiter(draft: Draft, by: Random) -> None:
    """A cell of free text with a delimiter lost its quotes."""
    quote = draft.style.quote
    line, number = _row(draft, by)
    for place, cell in enumerate(draft.rows[number]):
        if draft.style.delimiter in cell and not set(cell) & {quote, "\n", "\r"}:
            line.cells[place] = cell
            return
    raise UnwritableError


def _line_end_inside(draft: Draft, by: Random) -> None:
    """A cell of several lines lost its quotes."""
    line, number = _row(draft, by)
    for place, cell in enumerate(draft.rows[number]):
        if cell.count(" ") > 2 and not set(cell) & {draft.style.quote, "\n", "\r", draft.style.delimiter}:
            broken = cell.replace(" ", "\n", 2).replace("\n", " ", 1)
            line.cells[place] = broken
            draft.rows[number] = (*draft.rows[number][:place], broken, *draft.rows[number][place + 1 :])
            return
    raise UnwritableError


def _trailing(draft: Draft, by: Random) -> None:
    if len(draft.table.header) < 2:
        raise UnwritableError
    _row(draft, by)[0].cells.extend([""] * by.randint(1, 3))


def _truncated(draft: Draft, by: Random) -> None:
    """Blank cells at the end were left out."""
    line, _ = _row(draft, by)
    if line.cells[-1] or len(line.cells) < 2:
        raise UnwritableError
    line.cells.pop()


ROW_DAMAGE: Final[dict[str, Edit]] = {
    "row delimiter missing": _on_row(lambda line, _draft, by: _less(line, by)),
    "row delimiter too many": _on_row(lambda line, _draft, by: _more(line, by)),
    "row quote before": _on_row(lambda line, draft, by: _quote(line, draft, by, at_end=False)),
    "row quote after": _on_row(lambda line, draft, by: _quote(line, draft, by, at_end=True)),
    "row quote inside": _on_row(_quote_inside),
    "row semicolons": _redelimited(";"),
    "row tabs": _redelimited("\t"),
    "row pipes": _redelimited("|"),
    "row commas": _redelimited(","),
    "row blanks": _redelimited(" "),
    "row commas+blanks": _redelimited(", "),
    "row end LF": _other_end("\n"),
    "row end CR": _other_end("\r"),
    "row end doubled": _other_end("\r\n\r\n"),
    "row text unquoted": _free_delimiter,
    "row line end inside": _line_end_inside,
    "row blank cells after": _trailing,
    "row cut short": _truncated,
    "top delimiter missing": _on_top(lambda line, _draft, by: _less(line, by)),
    "top delimiter too many": _on_top(lambda line, _draft, by: _more(line, by)),
    "top quote before": _on_top(lambda line, draft, by: _quote(line, draft, by, at_end=False)),
    "top quote after": _on_top(lambda line, draft, by: _quote(line, draft, by, at_end=True)),
}
