"""Which saved mapping fits a file: by its columns and values, never by the file's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leadtui.errors import NeedsChoiceError
from leadtui.matching.drift import drift
from leadtui.matching.words import is_meaningless
from leadtui.model.mapping import Mapping, folded
from leadtui.model.profile import Profile
from leadtui.model.suggestion import Drift
from leadtui.model.table import Column

_FITS: Final = 0.55
"""Of all columns of file and mapping together, so many must be the same: less is another source."""
IN_COMMON: Final = _FITS / 2
"""Of a file's columns, so many names must be known to a mapping for it to be looked at."""
_RENAMED: Final = 0.75
"""A renamed column counts less than one that kept its name."""
_EQUAL: Final = 0.02


@dataclass(frozen=True, slots=True)
class Recall:
    """A saved mapping and what happened to its layout since."""

    mapping: Mapping
    drift: Drift

    @property
    def likeness(self) -> float:
        """The columns that are the same, as a share of all there are in file or mapping; 1 is no drift at all.

        Values that are not what the layout remembers count against it: of two sources with the same headers, the
        one whose values these are is likelier.
        """
        same = len(self.drift.of("same", "moved")) + _RENAMED * len(self.drift.of("renamed"))
        return same / len(self.drift.columns) if self.drift.columns else 0.0


def recall(columns: tuple[Column, ...], profile: Profile, mappings: Iterable[Mapping]) -> Recall | None:
    """The saved mapping that a file was made for, with its drift; None when it is no known source.

    Raises:
        NeedsChoiceError: several fit equally well; the message says which.
    """
    found = fitting(columns, profile, mappings)
    if not found:
        return None
    best = found[0]
    equal = [
        other
        for other in found
        if best.likeness - other.likeness <= _EQUAL
        and (best.likeness < 1) == (other.likeness < 1)
        and len(best.drift.of("changed")) == len(other.drift.of("changed"))
    ]
    if len(equal) > 1:
        names = tuple(each.mapping.name for each in equal)
        message = f"{len(equal)} saved mappings fit this file equally well: {' and '.join(names)}"
        raise NeedsChoiceError(message, f"Say which: --saved-mapping {names[0]}", about="saved_mapping", names=names)
    return best


def fitting(columns: tuple[Column, ...], profile: Profile, mappings: Iterable[Mapping]) -> tuple[Recall, ...]:
    """Every saved mapping that the file may have been made for, the likeliest first."""
    names = {folded(column.name) for column in columns}
    found = [
        Recall(mapping, drift(profile, columns, mapping))
        for mapping in mappings
        if mapping.columns and _may_fit(names, len(columns), mapping)
    ]
    fits = [each for each in found if each.likeness >= _FITS and _is_credible(each)]
    return tuple(sorted(fits, key=lambda each: (-each.likeness, len(each.drift.of("changed")), each.mapping.name)))


def _may_fit(names: set[str], count: int, mapping: Mapping) -> bool:
    """Whether enough names are in common at all: a quick look, so that hundreds of mappings cost little."""
    known = {folded(name) for column, declared in mapping.columns.items() for name in (column, *declared.was)}
    most = max(count, len(mapping.columns))
    return len(names & known) >= IN_COMMON * most


def _is_credible(each: Recall) -> bool:
    """Made-up names (column 1, column 2 …) fit any file of that width: there the values have to."""
    made_up = all(is_meaningless(name) for name in each.mapping.columns)
    return not made_up or (each.likeness == 1 and not each.drift.of("changed"))
