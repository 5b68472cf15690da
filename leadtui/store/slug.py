"""What a mapping may be called: a short lower-case name that is safe as a file name on every system.

The name is also the value of `source` in every row, so it is refused rather than repaired.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from leadtui.errors import UsageError

_LONGEST: Final = 64
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
# Names that open a device instead of a file where a shared folder is a Windows disk.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)


def check_name(name: str) -> str:
    """The name itself; a `UsageError` when it cannot be the name of a mapping.

    >>> check_name("tx-hhsc")
    'tx-hhsc'
    """
    if _SLUG.fullmatch(name) and len(name) <= _LONGEST and name not in _DEVICES:
        return name
    shown = repr(name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…")
    raise UsageError(
        f"{shown} cannot be the name of a mapping: lower-case letters, digits, - and _ only, at most {_LONGEST}",
        f"A name that works: {suggest_name(name)}",
    )


def suggest_name(text: str) -> str:
    """A name made from any text, such as a file's stem.

    >>> suggest_name("Nevada Liste (März)"), suggest_name("con"), suggest_name("///")
    ('nevada-liste-marz', 'con-1', 'source')
    """
    plain = unicodedata.normalize("NFKD", text[: 4 * _LONGEST]).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:_LONGEST].strip("-_") or "source"
    return f"{slug}-1" if slug in _DEVICES else slug
