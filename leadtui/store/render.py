"""Values as YAML text that reads back as the same values, whatever characters are in them."""

from __future__ import annotations

import re
from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from typing import Final

_LONGEST_LINE: Final = 110
# YAML: a key that is longer must be introduced by `? `.
_LONGEST_KEY: Final = 1000
_PLAIN: Final = re.compile(r"[A-Za-z][\w./%-]*(?: [\w./%()-]+)*|\d+(?:\.\d+)?%", re.ASCII)
_NOT_TEXT: Final = re.compile(r"null|true|false|yes|no|on|off|y|n|nan|inf|[0-9a-f]+e[0-9]+", re.IGNORECASE)
_SIGNED: Final = re.compile(r"[a-z_]\w*[+-]?", re.ASCII)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# What YAML does not allow unescaped, and what an editor would not show.
_UNSEEN: Final = re.compile(
    '[\\\\"\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]'
)


def inline(value: object) -> str:
    """A value on one line.

    >>> inline({"to": ["city", "zip"], "was": ["Zip: old"], "limit": 3, "code": "007", "none": None})
    '{to: [city, zip], was: ["Zip: old"], limit: 3, code: "007", none: null}'
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return text(value)
        case Lookup():
            return "{" + ", ".join(f"{key(str(name))} {inline(entry)}" for name, entry in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(inline(entry) for entry in value) + "]"
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a mapping file")


def text(value: str) -> str:
    """A text, in quotes unless everyone would read it as the same text without.

    >>> text("full permit"), text("no"), text("2020-01-01")
    ('full permit', '"no"', '"2020-01-01"')
    """
    return value if _PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value) else quoted(value)


def quoted(value: str) -> str:
    r"""A text in double quotes, what can't be seen escaped.

    >>> print(quoted('a "b"\x1b[0m'))
    "a \"b\"\x1b[0m"
    """
    return '"' + _UNSEEN.sub(_escaped, value) + '"'


def key(name: str, *, is_column: bool = False) -> str:
    """A key with its colon; names of columns are always quoted.

    >>> key("names+"), key("Zip", is_column=True)
    ('names+:', '"Zip":')
    """
    shown = quoted(name) if is_column or not (_SIGNED.fullmatch(name) or _PLAIN.fullmatch(name)) else name
    if _NOT_TEXT.fullmatch(shown):
        shown = quoted(name)
    return f"{shown}:" if len(shown) <= _LONGEST_KEY else f"? {shown} :"


def section(name: str, value: object, indent: int = 0) -> list[str]:
    """A key and its value as lines of a block: maps of maps and lists of maps one entry a line."""
    margin = " " * indent
    if isinstance(value, Lookup) and value and name in {"layout", "columns", "fields"}:
        return [f"{margin}{name}:", *entries(name, value, indent + 2)]
    if isinstance(value, list) and value and name == "steps":
        return [f"{margin}{name}:", *(f"{margin}  - {inline(step)}" for step in value)]
    return [f"{margin}{key(name)} {inline(value)}"]


def entries(table: str, value: Lookup[str, object], indent: int) -> list[str]:
    """The entries of a section, their values aligned."""
    keys = {name: key(name, is_column=table == "columns") for name in value}
    width = max((len(shown) for shown in keys.values() if len(shown) <= 32), default=0)  # noqa: PLR2004  one column of text
    lines: list[str] = []
    for name, entry in value.items():
        lines += entry_lines(keys[name].ljust(width), entry, indent)
    return lines


def entry_lines(shown_key: str, value: object, indent: int) -> list[str]:
    """One entry: on one line if that is short and no table of its own, or with a line for each of its own entries."""
    margin = " " * indent
    if shown_key.startswith("? "):
        return [f"{margin}{shown_key.rstrip(' :')}", f"{margin}: {inline(value)}"]
    line = f"{margin}{shown_key} {inline(value)}"
    if not isinstance(value, Lookup) or not value:
        return [line]
    is_table = all(isinstance(entry, Lookup) for entry in value.values())
    if len(line) <= _LONGEST_LINE and not is_table:
        return [line]
    return [
        f"{margin}{shown_key.rstrip()}",
        *(f"{margin}  {key(str(name))} {inline(entry)}" for name, entry in value.items()),
    ]


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")  # noqa: PLR2004
