"""Every kind of damage: to the style of a whole file, to its structure, to one row at a random place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from tests.reading.bed.draft import Draft, Style
from tests.reading.bed.rows import ROW_DAMAGE
from tests.reading.bed.structure import STRUCTURE_DAMAGE


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage."""

    kind: str
    restyle: Callable[[Style], Style] | None = None
    edit: Callable[[Draft, Random], None] | None = None


def _style(**changes: Any) -> Callable[[Style], Style]:
    return lambda style: replace(style, **changes)


_DELIMITERS: Final = {
    "semicolon": ";", "tab": "\t", "pipe": "|", "colon": ":", "blank": " ", "comma+blank": ", ", "caret": "^",
    "tilde": "~", "broken bar": "¦", "hash": "#", "at": "@", "bang": "!", "unit separator": "\x1f", "star": "*",
    "pipes": "||", "colons": "::", "pipe-tilde": "|~|", "blank-pipe-blank": " | ", "semicolon+blank": "; ",
    "carets": "^^", "tabs": "\t\t",
}  # fmt: skip
_STYLES: Final = {
    "clean": _style(),
    **{f"delimiter {name}": _style(delimiter=sign) for name, sign in _DELIMITERS.items()},
    "quote apostrophe": _style(quote="'"),
    "quote apostrophe always": _style(quote="'", always=True),
    "quote always": _style(always=True),
    "quote backtick": _style(quote="`", always=True),
    "quote none": _style(quote=None),
    "escape backslash": _style(escape="\\"),
    "escape backslash always": _style(escape="\\", always=True),
    "escape backslash unquoted": _style(escape="\\", quote=None),
    "escape none": _style(escape=""),
    "ends LF": _style(end="\n"),
    "ends CR": _style(end="\r"),
    "encoding utf-8 mark": _style(mark=True),
    "encoding utf-16 mark": _style(encoding="utf-16"),
    "encoding utf-16-le": _style(encoding="utf-16-le"),
    "encoding utf-16-be": _style(encoding="utf-16-be"),
    "encoding utf-32 mark": _style(encoding="utf-32"),
    "encoding cp1252": _style(encoding="cp1252"),
    "encoding latin-1": _style(encoding="latin-1"),
}
DAMAGES: Final[tuple[Damage, ...]] = (
    *(Damage(kind, restyle=change) for kind, change in _STYLES.items()),
    *(Damage(kind, edit=edit) for kind, edit in STRUCTURE_DAMAGE.items()),
    *(Damage(kind, edit=edit) for kind, edit in ROW_DAMAGE.items()),
)
