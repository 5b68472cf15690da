"""What a simple CHECK says, read from the one form in which Postgres writes it down; anything else says nothing."""

from __future__ import annotations

import re
from typing import Final

from leadtui.model.live import Range

_LONGEST: Final = 20_000
_CAST: Final = r"(?:::[a-z ]+(?:\(\d+\))?(?:\[\])?)?"
_TEXT: Final = rf"'(?P<text>(?:[^']|'')*)'{_CAST}"
_NUMBER: Final = rf"\(?'?(?P<number>-?\d+(?:\.\d+)?)'?{_CAST}\)?{_CAST}"
_ITEM: Final = re.compile(rf"\s*(?:{_TEXT}|{_NUMBER})\s*(?:,|$)")
_ANY: Final = re.compile(
    rf"(?P<column>.+?){_CAST} = ANY \(\(?ARRAY\[(?P<items>.*?)\]{_CAST}(?:\){_CAST})?\)", re.DOTALL
)
_EQUAL: Final = re.compile(rf"(?P<column>.+?){_CAST} = {_TEXT}", re.DOTALL)
_COMPARED: Final = re.compile(rf"(?P<column>.+?){_CAST} (?P<operator>[<>]=?) {_NUMBER}")


def values_of(check: str, column: str) -> tuple[str, ...]:
    """The values a CHECK allows in a column, if that is all it says.

    >>> values_of("CHECK ((status = ANY (ARRAY['new'::text, 'won''t'::text])))", "status")
    ('new', "won't")
    >>> values_of("CHECK (((x)::text = ANY ((ARRAY['a'::character varying, 'b]'::bpchar])::text[])))", "x")
    ('a', 'b]')
    >>> values_of("CHECK ((length(status) > 2))", "status")
    ()
    """
    said = _said(check)
    equal = _EQUAL.fullmatch(said)
    if equal and _is(equal["column"], column):
        return (equal["text"].replace("''", "'"),)
    listed = _ANY.fullmatch(
        said.replace("(ARRAY[", "ARRAY[", 1).replace("])::", "]::", 1) if "((ARRAY[" in said else said
    )
    if listed is None or not _is(listed["column"], column):
        return ()
    return _items(listed["items"])


def ranges_of(check: str, column: str) -> tuple[Range, ...]:
    """The comparisons with numbers that a CHECK demands of a column, if that is all it says.

    >>> ranges_of("CHECK (((seats >= 1) AND (seats <= 500)))", "seats")
    (Range(operator='>=', number='1'), Range(operator='<=', number='500'))
    >>> ranges_of("CHECK (((seats >= 1) OR (seats IS NULL)))", "seats")
    ()
    """
    found = []
    for part in _said(check).split(" AND "):
        compared = _COMPARED.fullmatch(_bare(part))
        if compared is None or not _is(compared["column"], column):
            return ()
        found.append(Range(compared["operator"], compared["number"]))
    return tuple(found)


def _said(check: str) -> str:
    """What stands between CHECK and the end."""
    text = check[:_LONGEST].removeprefix("CHECK ").removesuffix(" NOT VALID")
    return _bare(text)


def _bare(text: str) -> str:
    """Without the brackets around all of it."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and _closes_at_end(text):
        text = text[1:-1].strip()
    return text


def _closes_at_end(text: str) -> bool:
    depth, is_quoted = 0, False
    for place, character in enumerate(text):
        is_quoted ^= character == "'"
        depth += 0 if is_quoted else {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return place == len(text) - 1
    return False


def _is(written: str, column: str) -> bool:
    bare = _bare(written)
    return bare in {"VALUE", column, '"' + column.replace('"', '""') + '"'}


def _items(text: str) -> tuple[str, ...]:
    found, place = [], 0
    while place < len(text):
        item = _ITEM.match(text, place)
        if item is None or item.end() == place:
            return ()
        found.append(item["text"].replace("''", "'") if item["text"] is not None else item["number"])
        place = item.end()
    return tuple(found)
