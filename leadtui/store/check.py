"""Every mistake in a merged mapping: unknown keys, wrong types, fields that do not exist; each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from leadtui.model.mapping import MappingDocument
from leadtui.model.target import Target
from leadtui.store.document import Placed, plain
from leadtui.store.known import keys_at, operations
from leadtui.store.merge import base_of
from leadtui.store.mistake import Mistake, nearest
from leadtui.store.secret import is_secret_key

_FORMAT: Final = "1"
_OF_TARGET: Final = ("target", "load", "drift", "fields")
# Where a name of a field may stand, beside `columns.*.to`.
_STEP_FIELDS: Final = {"out", "field", "overflow"}


def mistakes(tree: Placed) -> Iterator[Mistake]:
    """All of them; none when the models will take it."""
    content = plain(tree)
    assert isinstance(content, dict)  # noqa: S101  a document is a map, checked when it was read
    of_target = {key: content[key] for key in _OF_TARGET if key in content}
    yield from _of_model(tree, Target, of_target)
    rest = {key: value for key, value in content.items() if key not in {*_OF_TARGET, "format"}}
    yield from _of_model(tree, MappingDocument, {"format": 1, "target": "-", **rest})
    yield from _of_fields(tree, content)


def mistakes_of_format(tree: Placed) -> Iterator[Mistake]:
    """Whether one file is of a format that this version reads; each file of a chain says so for itself."""
    entries = tree.value if isinstance(tree.value, dict) else {}
    written = plain(entries["format"]) if "format" in entries else None
    if written is None:
        yield Mistake(tree.place, "format", "missing; the first line of a mapping file is `format: 1`")
    elif written != _FORMAT:
        message = f"{written!r} is not known to this version of leadtui, which reads format {_FORMAT}"
        yield Mistake(tree.at(("format",)).place, "format", message)


def _of_model(tree: Placed, model: type[Target | MappingDocument], content: dict[str, Any]) -> Iterator[Mistake]:
    try:
        model.model_validate(content)
    except ValidationError as error:
        for details in error.errors(include_url=False, include_context=False):
            yield _mistake(tree, details)


def _mistake(tree: Placed, details: ErrorDetails) -> Mistake:
    place, op = _place_of(tree, details["loc"])
    entry = tree.at(place)
    key = ".".join(str(part) for part in place)
    match details["type"]:
        case "extra_forbidden":
            return Mistake(entry.place, key, _unknown(place, op))
        case "missing":
            wanted = str(details["loc"][-1])
            return Mistake(
                entry.place, key if key.endswith(wanted) else ".".join(filter(None, (key, wanted))), "missing"
            )
        case "union_tag_invalid" | "union_tag_not_found":
            op = str(plain(entry.at(("op",))))
            return Mistake(entry.place, f"{key}.op", f"unknown operation{nearest(op, operations())}")
        case _:
            given = details["input"]
            shown = f" (it is {given!r})" if isinstance(given, str) and given not in details["msg"] else ""
            return Mistake(entry.place, key, details["msg"].removeprefix("Value error, ") + shown)


def _place_of(tree: Placed, loc: tuple[int | str, ...]) -> tuple[tuple[str | int, ...], str | None]:
    # pydantic's location has the tag of a union in it, which is no key of the document.
    place: list[str | int] = []
    op = None
    for part in loc:
        here = tree.at(tuple(place)).value
        known = part in here if isinstance(here, dict) else isinstance(part, int) and isinstance(here, tuple)
        if known:
            place.append(part)
        elif isinstance(part, str) and part in operations():
            op = part
    return tuple(place), op


def _unknown(place: tuple[str | int, ...], op: str | None) -> str:
    key = str(place[-1])
    if is_secret_key(key):
        return "mapping files hold no secrets: keep passwords in ~/.pgpass or the environment"
    above = tuple(str(part) for part in place[:-1])
    return f"unknown key{nearest(base_of(key, above), keys_at(place[:-1], op))}"


def _of_fields(tree: Placed, content: dict[str, Any]) -> Iterator[Mistake]:
    fields = content.get("fields")
    known = list(fields) if isinstance(fields, dict) else []
    for keys, name in _used_fields(content):
        if name not in known:
            message = f"there is no field {name!r}{nearest(name, known)}"
            yield Mistake(tree.at(keys).place, ".".join(map(str, keys)), message)


def _used_fields(content: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    columns = content.get("columns")
    for column, entry in columns.items() if isinstance(columns, dict) else ():
        if isinstance(entry, dict):
            for name in _words(entry.get("to")):
                yield ("columns", column, "to"), name
    steps = content.get("steps")
    for number, step in enumerate(steps) if isinstance(steps, list) else ():
        if isinstance(step, dict):
            for key in sorted(_STEP_FIELDS & set(step)):
                for name in _words(step[key]):
                    yield ("steps", number, key), name


def _words(value: object) -> list[str]:
    words = value if isinstance(value, list) else [value]
    return [word for word in words if isinstance(word, str)]
