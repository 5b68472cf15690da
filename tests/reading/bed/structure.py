"""Damage to the structure of a file: headers, titles, footers, other tables, blank lines and columns."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from tests.reading.bed.draft import Draft, Line, UnwritableError
from tests.reading.bed.tables import tables

Edit = Callable[[Draft, Random], None]


def _blank(draft: Draft) -> Line:
    return Line([""], draft.style.delimiter, draft.style.end)


def _no_header(draft: Draft, _by: Random) -> None:
    del draft.lines[draft.top]
    draft.header = None


def _header_only(draft: Draft, _by: Random) -> None:
    del draft.lines[draft.top + 1 :]
    draft.rows = []


def _one_row(draft: Draft, _by: Random) -> None:
    del draft.lines[draft.top + 2 :]
    del draft.rows[1:]


def _wrapped_header(draft: Draft, _by: Random) -> None:
    """Names of several words go on in the next row."""
    names = [name.split(" ") for name in draft.table.header]
    if max(map(len, names)) == 1:
        raise UnwritableError
    upper = ["" if len(name) == 1 else name[0] for name in names]
    lower = [" ".join(name[-1:] if len(name) == 1 else name[1:]) for name in names]
    draft.lines[draft.top : draft.top + 1] = [draft.other(upper), draft.other(lower)]


def _group_row(draft: Draft, _by: Random) -> None:
    """A row above the names says what some of them are about."""
    width = len(draft.table.header)
    if width < 4:
        raise UnwritableError
    cells = [""] * width
    cells[0], cells[width // 2] = "General", "Details"
    draft.lines.insert(draft.top, draft.other(cells))


def _units_row(draft: Draft, by: Random) -> None:
    width = len(draft.table.header)
    if width < 3:
        raise UnwritableError
    cells = [by.choice(["", "(kg)", "[m]", "(USD)", "(%)"]) for _ in range(width)]
    cells[by.randrange(width)] = "(kg)"
    draft.lines.insert(draft.top + 1, draft.other(cells))


def _repeated_header(draft: Draft, by: Random) -> None:
    place = by.randrange(draft.top + 2, len(draft.lines))
    draft.lines.insert(place, draft.other(draft.table.header))


def _title(draft: Draft, _by: Random) -> None:
    draft.lines.insert(0, draft.other(["Report of all entries in March 2024"]))
    draft.top += 1


def _titles(draft: Draft, _by: Random) -> None:
    texts = ["Office of Records", "Created: 2024-03-01 by the clerk", "Only for use inside the house", ""]
    draft.lines[:0] = [draft.other([text]) for text in texts]
    draft.top += len(texts)


def _padded_title(draft: Draft, _by: Random) -> None:
    width = len(draft.table.header)
    draft.lines.insert(0, draft.other(["Report of all entries", *[""] * (width - 1)]))
    draft.top += 1


def _facts_above(draft: Draft, _by: Random) -> None:
    facts = [["Source", "Town office"], ["Date", "2024-03-01"], ["Version", "3"]]
    if len(draft.table.header) < 4:
        raise UnwritableError
    draft.lines[:0] = [*(draft.other(fact) for fact in facts), _blank(draft)]
    draft.top += 4


def _total(draft: Draft, _by: Random) -> None:
    width = len(draft.table.header)
    if width < 3:
        raise UnwritableError
    draft.lines.append(draft.other([f"Total: {len(draft.rows)}", *[""] * (width - 1)]))


def _total_cells(draft: Draft, _by: Random) -> None:
    width = len(draft.table.header)
    if width < 3:
        raise UnwritableError
    draft.lines.append(draft.other(["Total", *[""] * (width - 2), str(len(draft.rows))]))


def _note(draft: Draft, _by: Random) -> None:
    if len(draft.table.header) < 3:
        raise UnwritableError
    draft.lines += [_blank(draft), draft.other(["Source: Town office. Figures may change without notice."])]


def _notes(draft: Draft, _by: Random) -> None:
    if len(draft.table.header) < 3:
        raise UnwritableError
    texts = ["* some entries were estimated", "Prepared by the records office", "End of report"]
    draft.lines += [_blank(draft), *(draft.other([text]) for text in texts)]


def _next_table(narrower: int, *, is_apart: bool) -> Edit:
    """Another table below, as wide as this one or narrower or wider."""

    def edit(draft: Draft, by: Random) -> None:
        width = len(draft.table.header)
        rivals = [t for t in tables(by.randrange(1000), 12) if _fits(len(t.header) - width, -narrower)]
        rivals = [t for t in rivals if t.name != draft.table.name and len(t.header) > 1]
        if not rivals or width < 2:
            raise UnwritableError
        rival = by.choice(rivals)
        more = [draft.other(cells) for cells in (rival.header, *rival.rows)]
        draft.lines += [*([_blank(draft)] if is_apart else []), *more]

    return edit


def _fits(difference: int, wanted: int) -> bool:
    return (difference > 0) - (difference < 0) == wanted


def _blank_lines(draft: Draft, by: Random) -> None:
    for _ in range(3):
        draft.lines.insert(by.randrange(draft.top + 1, len(draft.lines)), _blank(draft))


def _blank_rows(draft: Draft, by: Random) -> None:
    width = len(draft.table.header)
    if width < 2:
        raise UnwritableError
    for _ in range(3):
        draft.lines.insert(by.randrange(draft.top + 1, len(draft.lines)), draft.other([""] * width))


def _blank_column(place: int) -> Edit:
    def edit(draft: Draft, _by: Random) -> None:
        if len(draft.table.header) < 2:
            raise UnwritableError
        at = len(draft.table.header) if place < 0 else place
        for line in draft.lines:
            line.cells.insert(at, "")
        draft.rows = [(*row[:at], "", *row[at:]) for row in draft.rows]
        draft.header = draft.header and (*draft.header[:at], "", *draft.header[at:])

    return edit


def _blank_top(draft: Draft, _by: Random) -> None:
    draft.lines[:0] = [_blank(draft), _blank(draft)]
    draft.top += 2


def _last_end(count: int) -> Edit:
    def edit(draft: Draft, _by: Random) -> None:
        draft.lines[-1].end = draft.style.end * count

    return edit


def _mixed_ends(draft: Draft, by: Random) -> None:
    for line in draft.lines:
        line.end = by.choice(["\r\n", "\n"])


STRUCTURE_DAMAGE: Final[dict[str, Edit]] = {
    "header none": _no_header,
    "header only": _header_only,
    "header wrapped": _wrapped_header,
    "header groups": _group_row,
    "header units": _units_row,
    "header again inside": _repeated_header,
    "one row": _one_row,
    "title": _title,
    "titles": _titles,
    "title padded": _padded_title,
    "facts above": _facts_above,
    "footer total": _total,
    "footer total cells": _total_cells,
    "footer note": _note,
    "footer notes": _notes,
    "table below narrower": _next_table(1, is_apart=True),
    "table below wider": _next_table(-1, is_apart=True),
    "table below equal": _next_table(0, is_apart=True),
    "table adjoining narrower": _next_table(1, is_apart=False),
    "table adjoining wider": _next_table(-1, is_apart=False),
    "blank lines": _blank_lines,
    "blank rows": _blank_rows,
    "blank column first": _blank_column(0),
    "blank column last": _blank_column(-1),
    "blank lines on top": _blank_top,
    "no last end": _last_end(0),
    "two last ends": _last_end(2),
    "ends mixed": _mixed_ends,
}
