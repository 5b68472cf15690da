"""JSON as records: one object per line, an array of objects, objects one after the other, or a list inside one.

Everything is read piece by piece but the last, which has to be seen whole. Numbers keep the digits they
were written with.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from leadtui.errors import SourceError
from leadtui.model.source import Source
from leadtui.reading import limits
from leadtui.reading.json_tables import as_objects, table_in
from leadtui.reading.utf8 import open_utf8

_MARK: Final = b"\xef\xbb\xbf"
_PIECE: Final = 1 << 20
_BETWEEN: Final = re.compile(r"[\s,]*")
_DEPTH: Final = 16
"""How deep objects are taken apart; what lies deeper stays JSON."""
Path = tuple[str, ...]
Cells = dict[Path, "str | None"]


class _Digits(str):
    """A number as written."""

    __slots__ = ()


def _object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object that keeps both values of a key that comes twice."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        name, count = key, 1
        while name in found:
            count += 1
            name = f"{key} ({count})"
        found[name] = value
    return found


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object_of, parse_int=_Digits, parse_float=_Digits, parse_constant=_Digits
)


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One value that should be an object."""

    number: int
    """From 1."""
    text: bytes
    """As it stands in the file (of a line) or written anew."""
    cells: Cells | None
    """The texts by their paths of keys; None when it is no object."""


def json_records(source: Source) -> Iterator[JsonRecord]:
    """The records of a file.

    Raises:
        SourceError: what is not one object per line is damaged, or a record is too long.
    """
    match _layout(source):
        case "lines":
            yield from _lines(source)
            return
        case "array":
            values = _of_array(_values(source, is_array=True))
        case "document":
            values = iter(_document(source)[0])
    for number, value in enumerate(values, start=1):
        yield JsonRecord(number, _written(value).encode("utf-8", "surrogatepass"), _cells(value))


def _of_array(values: Iterator[object]) -> Iterator[object]:
    """The values of an array; of an array of lists, objects by the names in its first list."""
    first = next(values, None)
    if not isinstance(first, list):
        yield from chain(() if first is None else (first,), values)
        return
    second = next(values, None)
    if not isinstance(second, list):
        yield from chain((first,), () if second is None else (second,), values)
        return
    begun = as_objects([first, second])
    names = [str(name) for name in begun[0]] if isinstance(begun[0], dict) else []
    yield from begun
    for value in values:
        yield as_objects([value], names)[0] if isinstance(value, list) else value


def list_inside(source: Source) -> str | None:
    """Where in one big object the list of records was found, in words; None when there was nothing to look for."""
    return _document(source)[1] if _layout(source) == "document" else None


def _layout(source: Source) -> Literal["lines", "array", "document"]:
    with open_utf8(source) as file:
        start = file.read(_PIECE).removeprefix(_MARK).lstrip()
    if start.startswith(b"["):
        return "array"
    first, _, rest = start.partition(b"\n")
    is_line = first.rstrip().endswith(b"}") or _object(first) is not None
    return "lines" if is_line and rest.strip() else "document"


def _lines(source: Source) -> Iterator[JsonRecord]:
    number = 0
    with open_utf8(source) as file:
        while line := file.readline(limits.MAX_RECORD_BYTES):
            if len(line) >= limits.MAX_RECORD_BYTES:
                size = limits.MAX_RECORD_BYTES >> 20
                raise SourceError(f"{source.name}: record {number + 1:,} is longer than {size} MB")
            text = line.removeprefix(_MARK) if number == 0 else line
            if text.strip():
                number += 1
                yield JsonRecord(number, line, _object(text))


def _values(source: Source, *, is_array: bool) -> Iterator[object]:
    """The values of an array, or values that follow each other, with no more in memory than one of them."""
    with open_utf8(source) as file:
        text, place, number, is_last = "", 0, 1, False
        decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        is_open = not is_array
        wanted = _PIECE
        while True:
            place = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
            if not is_open and text[place : place + 1] == "[":
                is_open, place = True, place + 1
                continue
            if is_array and is_open and text[place : place + 1] == "]":
                _refuse_more(source, text[place + 1 :])
                return
            try:
                value, end = _DECODER.raw_decode(text, place)
            except (ValueError, RecursionError) as error:
                if is_last and not is_array and place == len(text):
                    return
                if is_last or len(text) - place > limits.MAX_RECORD_BYTES:
                    raise _damaged(source, number, error) from None
            else:
                if end < len(text) or is_last:
                    yield value
                    number, place, wanted = number + 1, end, _PIECE
                    continue
            piece = file.read(wanted)
            wanted, is_last = 2 * wanted, not piece
            try:
                text, place = text[place:] + decode(piece, final=is_last), 0
            except UnicodeDecodeError:
                raise SourceError(f"{source.name}: the JSON is not UTF-8 (after record {number - 1:,})") from None


def _refuse_more(source: Source, rest: str) -> None:
    if rest.strip():
        raise SourceError(f"{source.name}: the JSON is damaged: something stands after the end of its array")


def _damaged(source: Source, number: int, error: Exception) -> SourceError:
    what = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
    return SourceError(
        f"{source.name}: the JSON is damaged in record {number:,}: {what}", "Was it downloaded completely?"
    )


def _document(source: Source) -> tuple[list[object], str | None]:
    """Objects over several lines; or the table inside, when there is one object with one in it."""
    found: list[object] = []
    size = 0
    for value in _values(source, is_array=False):
        found.append(value)
        size += len(_written(value))
        if size > limits.MAX_DOCUMENT_BYTES:
            raise SourceError(f"{source.name}: too much JSON to be held at once", "Write one object per line.")
    return (table_in(found[0]) if len(found) == 1 else None) or (found, None)


def _object(text: bytes) -> Cells | None:
    try:
        return _cells(_DECODER.decode(text.decode()))
    except (ValueError, RecursionError):
        return None


def _cells(value: object) -> Cells | None:
    if not isinstance(value, dict):
        return None
    try:
        cells = dict(_flat(value, ()))
    except RecursionError:
        return None
    # Half a surrogate pair can be written in JSON, but is no text.
    texts = (*cells.values(), *(key for path in cells for key in path))
    return cells if all(not text or text.isprintable() or _is_text(text) for text in texts) else None


def _flat(value: dict[str, object], path: Path) -> Iterator[tuple[Path, str | None]]:
    """The leaves of an object; lists are leaves, and so is what lies too deep."""
    for key, item in value.items():
        here = (*path, key)
        if isinstance(item, dict) and item and len(here) < _DEPTH:
            yield from _flat(item, here)
        else:
            yield here, _cell(item)


def _is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text) and "\0" not in text


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    return _written(value)


def _written(value: object) -> str:
    """A value as JSON again, numbers with their own digits."""
    match value:
        case _Digits():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {_written(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
