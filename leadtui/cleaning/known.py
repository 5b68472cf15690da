"""Names that a mapping may use, and the nearest one when it uses another."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from leadtui.errors import UsageError


def known(name: str, names: Iterable[str], what: str) -> str:
    """`name`, if it is one of `names`.

    Raises:
        UsageError: it is not; the hint is the nearest that is.

    >>> known("us_phone", ["us_phone"], "cleaner")
    'us_phone'
    """
    names = list(names)
    if name in names:
        return name
    near = get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(sorted(names))}."
    raise UsageError(f"There is no {what} {name!r}", hint)
