"""Standard output that can't be written to: a full disk behind it, a terminal that is gone."""

from __future__ import annotations

import os
import sys
from typing import Final

_WRITERS: Final = {("click.utils", "echo")}
"""Module and function that write there for all of us."""


def is_lost(error: BaseException) -> bool:
    """Whether a failure is that of writing to standard output."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        return True  # what could not be written is still waiting
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    frame = place.tb_frame if place else None
    return frame is not None and (frame.f_globals.get("__name__"), frame.f_code.co_name) in _WRITERS


def give_up() -> None:
    """Let what is still to be written there go nowhere, so that nothing fails on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
