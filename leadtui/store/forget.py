"""What is remembered of a header or a mapping, and forgetting it, trace by trace; each can be reverted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from leadtui.errors import UsageError
from leadtui.model.mapping import Mapping
from leadtui.review import without
from leadtui.store import search
from leadtui.store.effective import Effective, effective
from leadtui.store.mistake import Place
from leadtui.store.render import inline
from leadtui.store.save import save
from leadtui.store.shape import column_shape
from leadtui.store.shelf import remove
from leadtui.store.synonym import folded
from leadtui.store.teach import Synonym, synonyms, unteach


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that is remembered, in one mapping file."""

    kind: Literal["synonym", "column", "former name", "mapping"]
    mapping: str
    what: str
    """The header, or the name of the mapping."""
    says: str
    """What is remembered of it: the field, the decision."""
    place: Place


def traces(header: str | None, mapping: str | None) -> tuple[Trace, ...]:
    """Everything remembered of a header, in one mapping or in all; without a header, the mapping itself.

    Raises:
        UsageError: there is no such mapping.
    """
    if header is None:
        assert mapping is not None  # noqa: S101  a caller names at least one of them
        path = search.find(mapping)
        return (Trace("mapping", mapping, mapping, "everything decided in it", Place(path, 1)),)
    known = [Trace("synonym", each.mapping, each.word, each.field, each.place) for each in synonyms(header)]
    found = (*known, *_columns(header))
    if mapping is not None:
        search.find(mapping)
    return tuple(each for each in found if mapping in {None, each.mapping})


def forget(trace: Trace) -> int:
    """Forget one of `traces`; the new version of the file or, of a mapping, the version that is kept.

    Raises:
        UsageError: the file cannot be changed.
    """
    match trace.kind:
        case "synonym":
            return unteach(Synonym(trace.mapping, trace.says, trace.what, trace.place))
        case "mapping":
            return remove(trace.mapping)
        case _:
            before = effective(trace.mapping).mapping
            save(_without(before, trace))
            return effective(trace.mapping).mapping.version


def _columns(header: str) -> Iterator[Trace]:
    for name in search.names():
        try:
            found = effective(name)
        except UsageError:
            continue  # a mapping with mistakes is not used, so it remembers nothing
        yield from _of_source(found, header)


def _of_source(found: Effective, header: str) -> Iterator[Trace]:
    wanted = folded(header)
    for column, declared in found.document.columns.items():
        place = found.tree.at(("columns", column)).place
        if folded(column) == wanted:
            says = inline(column_shape(declared))
            yield Trace("column", found.name, column, says, place)
        for former in declared.was:
            if folded(former) == wanted:
                yield Trace("former name", found.name, former, f"what {column} was called", place)


def _without(mapping: Mapping, trace: Trace) -> Mapping:
    if trace.kind == "column":
        columns = {name: declared for name, declared in mapping.columns.items() if name != trace.what}
        return mapping.model_copy(update={"columns": columns, "steps": without(mapping.steps, trace.what)})
    columns = {
        name: declared.model_copy(update={"was": tuple(word for word in declared.was if word != trace.what)})
        for name, declared in mapping.columns.items()
    }
    return mapping.model_copy(update={"columns": columns})
