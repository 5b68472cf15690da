"""Columns that came in place of others: one divided into several, or several joined into one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leadtui.matching.by_values import from_values
from leadtui.matching.clue import confidence
from leadtui.matching.lexicon import Lexicon
from leadtui.matching.look import Look
from leadtui.matching.splits import splits
from leadtui.model.mapping import Mapping
from leadtui.model.suggestion import ColumnDrift, Evidence

_NAMED: Final = 0.8
_VETO: Final = -2.0
_LIKELY: Final = 0.5
_SEVERAL: Final = 2


def taken_over(came: list[Look], gone: list[str], mapping: Mapping, lexicon: Lexicon) -> dict[str, ColumnDrift]:
    """The new columns that took over what columns which are gone used to fill, by name."""
    found: dict[str, ColumnDrift] = {}
    for was in gone:
        fields = mapping.columns[was].to
        parts = dict(_parts([look for look in came if look.profile.column.name not in found], fields, lexicon))
        if len(fields) >= _SEVERAL and len(parts) >= _SEVERAL:
            found |= {look.profile.column.name: _part(look, field, was, fields) for field, look in parts.items()}
    alone = {mapping.columns[was].to[0]: was for was in gone if len(mapping.columns[was].to) == 1}
    for look in came:
        if look.profile.column.name not in found and (whole := _whole(look, alone, lexicon)):
            found[look.profile.column.name] = whole
    return found


def is_taken(look: Look, was: str, taken: dict[str, ColumnDrift], mapping: Mapping) -> bool:
    """Whether a column is no mere new name of another, because one of them takes part in such a change."""
    filled = {field for change in taken.values() if change.kind == "joined" for field in change.to}
    replaced = {change.was for change in taken.values()}
    return look.profile.column.name in taken or was in replaced or bool(filled & set(mapping.columns[was].to))


def _parts(came: list[Look], fields: tuple[str, ...], lexicon: Lexicon) -> Iterator[tuple[str, Look]]:
    """Each field with the new column that is called like it and holds such values."""
    used: set[Look] = set()
    for field in fields:
        named = [
            look
            for look in came
            if look not in used
            and field in look.reading.fields
            and look.reading.fields[field].share >= _NAMED
            and sum(clue.weight for clue in from_values(lexicon.kinds.get(field), look.values)) > _VETO
        ]
        best = max(named, key=lambda look: (look.reading.fields[field].share, look.header), default=None)
        if best is not None:
            used.add(best)
            yield field, best


def _part(look: Look, field: str, was: str, fields: tuple[str, ...]) -> ColumnDrift:
    text = f'"{look.header}" is a name of {field}; "{was}", which is gone, filled {", ".join(fields)}'
    share = look.reading.fields[field].share
    return ColumnDrift("split", look.profile.column.name, was, share, (Evidence("name", text),), to=(field,))


def _whole(look: Look, alone: dict[str, str], lexicon: Lexicon) -> ColumnDrift | None:
    """A new column whose values are a whole, of which several parts are gone."""
    for home, clues in splits(look, lexicon):
        parts = [alone[field] for field in home.fields if field in alone]
        if len(parts) >= _SEVERAL and confidence(clues) >= _LIKELY:
            text = f"it fills what {', '.join(parts)} filled, which are gone"
            evidence = (Evidence("neighbours", text), *(clue.evidence for clue in clues))
            name, sure = look.profile.column.name, confidence(clues)
            return ColumnDrift("joined", name, None, sure, evidence, to=home.fields, method=home.method)
    return None
