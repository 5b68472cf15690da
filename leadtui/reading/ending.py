"""Where the reading of a text file ends before the file does: another table, or a last row that was chosen."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from leadtui.model.issue import Issue, Severity
from leadtui.reading.fast import count_lines

_LINE_END: Final = re.compile(rb"\r\n|\n|\r")


def bytes_of_lines(text: bytes, count: int) -> int | None:
    r"""The bytes of the first `count` lines; None if the text has no more than these.

    >>> bytes_of_lines(b"a\nb\nc", 2), bytes_of_lines(b"a\nb\n", 2)
    (4, None)
    """
    if count <= 0:
        return 0 if text else None
    if count_lines(text) < count:
        return None
    end = next(islice(_LINE_END.finditer(text), count - 1, count)).end()
    return end if end < len(text) else None


def not_read(first: int, last: int, *, is_table: bool) -> Issue:
    """What is said about the lines that were passed over."""
    if is_table:
        message = (
            f"Lines {first} to {last} hold another table, which is not read. "
            f"To read it instead, choose line {first} as the header row."
        )
        return Issue("W-TABLE", Severity.WARN, first, None, None, None, None, message)
    message = f"Lines {first} to {last} stand below the last row, as the layout says, and are not read."
    return Issue("I-FOOTER", Severity.INFO, first, None, None, None, None, message)
