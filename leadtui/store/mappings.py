"""Saved mappings, as the other rooms see them: names in, models out.

A mapping is looked for in `./mappings`, the user's folder and the program's own, in this order. With
`extends` it is the mapping of a source; without, it is general: a target.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from leadtui.errors import NeedsChoiceError, UsageError
from leadtui.model.mapping import Mapping
from leadtui.model.target import Target
from leadtui.store import search
from leadtui.store.effective import Effective, effective
from leadtui.store.mention import mentioned


def names() -> tuple[str, ...]:
    """The names of all mappings, general ones included, sorted."""
    return search.names()


def load(name: str) -> Mapping:
    """The effective mapping of a source: its file over all that it extends.

    Raises:
        UsageError: there is none of that name, it is general, or it has mistakes; all are named.
    """
    found = effective(name)
    if found.is_general:
        raise UsageError(f"{name} is a general mapping: it says what the target is, and nothing about a file's columns")
    return found.mapping


def any_mapping(name: str) -> Mapping:
    """The effective mapping of that name, general ones included: those say nothing about columns.

    Raises:
        UsageError: there is none of that name, or it has mistakes; all are named.
    """
    return effective(name).mapping


def load_target(name_or_table: str) -> Target:
    """The target of a mapping, or the target that fills a table (`public.leads`).

    Raises:
        UsageError: there is none, several mappings claim the table, or there are mistakes.
    """
    if search.is_name(name_or_table):
        return effective(name_or_table).target
    found = [general for general in _generals() if general.target.table == name_or_table]
    if not found:
        known = ", ".join(_tables()) or "none"
        hint = f"Known: {known}. For another table: leadtui target from-table TABLE"
        raise UsageError(f"No mapping has the target {name_or_table!r}", hint)
    if len(found) > 1:
        several = ", ".join(general.name for general in found)
        raise UsageError(f"{name_or_table} is the target of several mappings: {several}", "Say which one by its name.")
    return found[0].target


def only_target() -> Target:
    """The target of the one general mapping there is.

    Raises:
        UsageError: there is none, or it has mistakes.
        NeedsChoiceError: there are several.
    """
    found = _generals()
    asked, hint = "Which table shall the file fill? Targets known", "Say it: --table NAME"
    if not found:
        raise UsageError(f"{asked}: none", hint)
    if len(found) > 1:
        tables = ", ".join(general.target.table for general in found)
        names = tuple(general.name for general in found)
        raise NeedsChoiceError(f"{asked}: {tables}", hint, about="table", names=names)
    return found[0].target


def all_sources(
    *,
    mentioning: Collection[str] | None = None,
    at_least: float = 0.0,
    on_mistake: Callable[[str, UsageError], None] | None = None,
) -> tuple[Mapping, ...]:
    """Every source's effective mapping, by name.

    Args:
        mentioning: only those whose files mention enough of these columns: a look at a text costs a hundredth of
            understanding it, and there may be hundreds.
        at_least: how many of them, as a share.
        on_mistake: is told the name and the mistakes of a mapping that cannot be used, which is then left
            out; without it the first such mapping raises.
    """
    found = []
    for name in search.names() if mentioning is None else mentioned(mentioning, at_least):
        try:
            mapping = effective(name)
        except UsageError as error:
            if on_mistake is None:
                raise
            on_mistake(name, error)
        else:
            if not mapping.is_general:
                found.append(mapping.mapping)
    return tuple(found)


def _generals() -> list[Effective]:
    return [found for found in map(effective, search.names()) if found.is_general]


def _tables() -> list[str]:
    return [general.target.table for general in _generals()]
