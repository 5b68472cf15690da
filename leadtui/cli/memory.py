"""Memory where there is little of it."""

from __future__ import annotations

import resource
from typing import Final

_ARENA_MAX: Final = -8
"""`M_ARENA_MAX` of the C library's mallopt."""


def be_thrifty() -> None:
    """Under a limit of the address space (`ulimit -v`), don't let every thread reserve 64 MB of it for itself."""
    if resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY:
        return
    import ctypes  # noqa: PLC0415  seldom needed, and what is not imported starts sooner

    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_ARENA_MAX, 1)
