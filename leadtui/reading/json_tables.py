"""Where in a JSON document the table is: a list of objects or lists, columns as lists, or objects by their keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

Path = tuple[str, ...]
Object = dict[str, object]

_DEPTH: Final = 4
"""How deep tables are looked for."""
_NAMES: Final = ("name", "title", "label", "field", "fieldName", "key", "id")
"""What the objects that describe columns call a column's name; the first one that all of them have."""
_ALIKE: Final = 0.5
"""Of the keys of objects that are rows of one table, so many are in each."""
_KEY: Final = "key"


def table_in(document: object) -> tuple[list[object], str | None] | None:
    """The records of the longest table in a document, and what is left out; None if there is none in it."""
    if not isinstance(document, dict):
        return None
    # Of two as long the list of lists is the table: the objects may be what describes its columns.
    found: list[tuple[Path, list[object]]] = [*_row_lists(document), *_object_lists(document, (), _DEPTH)]
    if found:
        path, records = max(found, key=lambda each: len(each[1]))
        return records, f"Only the list in “{'.'.join(path)}” is read, not what stands beside it."
    records = _columns(document) or _by_key(document)
    return (records, None) if records else None


def as_objects(rows: Sequence[list[object]], names: Sequence[str] | None = None) -> list[object]:
    """Lists as objects: named by `names`, else by the first list if it holds nothing but texts that differ.

    >>> as_objects([["a", "b"], ["1", None]])
    [{'a': '1', 'b': None}]
    """
    if names is None and _are_names(rows[0]) and len(rows) > 1:
        names, rows = [str(name) for name in rows[0]], rows[1:]
    made = names or [f"column {place + 1}" for place in range(max(map(len, rows), default=0))]
    return [{**dict(zip(made, row, strict=False)), **_surplus(row, len(made))} for row in rows]


def _surplus(row: list[object], width: int) -> Object:
    return {f"column {place + 1}": row[place] for place in range(width, len(row))}


def _object_lists(value: object, path: Path, depth: int) -> Iterator[tuple[Path, list[object]]]:
    for key, item in value.items() if isinstance(value, dict) and depth else ():
        if isinstance(item, list) and len(item) > 1 and all(isinstance(part, dict) for part in item):
            yield (*path, key), item
        yield from _object_lists(item, (*path, key), depth - 1)


def _row_lists(document: Object) -> Iterator[tuple[Path, list[object]]]:
    """Lists of lists, with the names that stand somewhere beside them."""
    for path, rows in _lists(document, (), _DEPTH):
        if len(rows) > 1 and all(isinstance(row, list) for row in rows):
            width = len(rows[0])
            if width and sum(len(row) == width for row in rows) >= _ALIKE * len(rows):
                yield path, as_objects(rows, _names_of(document, width))


def _lists(value: object, path: Path, depth: int) -> Iterator[tuple[Path, list[list[object]]]]:
    for key, item in value.items() if isinstance(value, dict) and depth else ():
        if isinstance(item, list) and item and isinstance(item[0], list):
            yield (*path, key), item
        yield from _lists(item, (*path, key), depth - 1)


def _names_of(document: object, width: int, depth: int = _DEPTH) -> list[str] | None:
    """The names of so many columns, anywhere in the document."""
    for item in document.values() if isinstance(document, dict) and depth else ():
        if isinstance(item, list) and len(item) == width:
            if _are_names(item):
                return [str(name) for name in item]
            for word in _NAMES:
                told = [part.get(word) if isinstance(part, dict) else None for part in item]
                if _are_names(told):
                    return [str(name) for name in told]
        inner = _names_of(item, width, depth - 1)
        if inner is not None:
            return inner
    return None


def _are_names(cells: Sequence[object]) -> bool:
    texts = [cell for cell in cells if type(cell) is str and cell.strip()]
    return len(texts) == len(cells) == len(set(texts)) > 0


def _columns(document: Object) -> list[object]:
    """Rows of an object that holds each column as a list, all of one length."""
    columns = {key: item for key, item in document.items() if isinstance(item, list)}
    lengths = {len(item) for item in columns.values()}
    is_table = len(columns) > 1 and len(columns) == len(document) and len(lengths) == 1 and min(lengths) > 1
    if not is_table or any(isinstance(cell, list | dict) for item in columns.values() for cell in item):
        return []
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _by_key(document: Object) -> list[object]:
    """Rows of an object whose values are objects alike; the key that names each becomes a column."""
    rows = {key: item for key, item in document.items() if isinstance(item, dict) and item}
    if len(rows) < 2 or len(rows) < len(document):  # noqa: PLR2004  a list of one is none
        return []
    common = set.intersection(*(set(item) for item in rows.values()))
    if any(len(common) < _ALIKE * len(item) for item in rows.values()):
        return []
    name = _KEY if all(_KEY not in item for item in rows.values()) else f"{_KEY} (of the object)"
    return [{name: key, **item} for key, item in rows.items()]
