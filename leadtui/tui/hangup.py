"""A terminal that is gone: noticed on its own descriptor, because a signal can be lost while the screens change."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
from collections.abc import Callable
from typing import Final

_PATIENCE: Final = 6.0
"""Seconds to roll back, keep the draft and leave; then the process ends as it is, and the server rolls back."""


def watch(descriptor: int, leave: Callable[[], object], code: int) -> None:
    """Call `leave` once the terminal of a descriptor has been closed; see that the process ends, then, with `code`."""
    threading.Thread(target=_wait, args=(descriptor, leave, code), name="hangup", daemon=True).start()


def _wait(descriptor: int, leave: Callable[[], object], code: int) -> None:
    terminal = select.poll()
    terminal.register(descriptor, 0)  # a hang-up is always told
    if not any(event & (select.POLLHUP | select.POLLERR) for _, event in terminal.poll()):
        return  # not every system can be asked
    with contextlib.suppress(RuntimeError):  # the loop has ended before
        leave()
    time.sleep(_PATIENCE)
    os._exit(code)
