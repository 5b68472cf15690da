"""What a saved layout remembers of a column's values, and whether a file's values are still such.

A few words for each column, written in the mapping file where a person can read and change them: how filled
it was, what its values were recognised as, the shape of a register's numbers, a short list of values that
came again and again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from leadtui.matching.clue import Clue, clue
from leadtui.matching.fits import PHRASES
from leadtui.matching.look import Look
from leadtui.model.mapping import Layout, Mapping, Seen, folded
from leadtui.model.profile import ColumnProfile, Profile
from leadtui.model.target import FieldType

_NEARLY_ALL: Final = 0.9
_HALF: Final = 0.5
_SOME: Final = 0.2
_FEW: Final = 5
_ENOUGH: Final = 20
"""So many values show what is usual."""
_LIST: Final = 6
_TIMES: Final = 4
"""A value of a list comes so often on average."""
_LONGEST: Final = 40
_LONGEST_NAME: Final = 200
_COUNTED: Final = frozenset({FieldType.INTEGER, FieldType.NUMERIC, FieldType.BOOLEAN})
_TELLING: Final = frozenset({
    "email", "url", "us_phone", "us_zip", "postal_code", "us_state", "country", "us_address", "us_street", "date",
    "labelled_date", "time", "schedule", "ages", "yes_no", "money", "coordinate", "uuid", "type_and_number",
    "name_and_role",
})  # fmt: skip
"""Kinds that are recognised for certain, so that they can be held against next year's; most texts are `words`."""
_UNLISTED: Final = frozenset({"date", "time", "labelled_date", "person_name", "person_names", "email"})
"""Kinds of which no value is kept: it is another one next month, or somebody's own."""
_AGREES: Final = 2.0
_DIFFERS: Final = -3.0


def remember(mapping: Mapping, profile: Profile, confirmed: Collection[str]) -> Mapping:
    """The mapping with what its columns hold now: those just `confirmed`, and those it knew nothing about.

    Where nothing was confirmed it stays as it is, so that loading a known file changes no mapping.
    """
    if mapping.layout is None or not confirmed:
        return mapping
    former = mapping.layout.seen
    seen = {}
    for each in profile.columns:
        name = each.column.name
        if name in former and name not in confirmed:
            seen[name] = former[name]
        elif name in mapping.columns and len(name) <= _LONGEST_NAME and (found := seen_of(each, mapping)) != Seen():
            seen[name] = found
    layout = Layout(**{**mapping.layout.model_dump(exclude={"seen"}), "seen": seen})
    return mapping.model_copy(update={"layout": layout})


def seen_of(profile: ColumnProfile, mapping: Mapping) -> Seen:
    """What is worth remembering of one column."""
    fields = mapping.columns[profile.column.name].to
    types = {mapping.target.fields[field].type for field in fields}
    best = next((kin for kin in profile.kinds if kin.share >= _NEARLY_ALL and kin.kind in _TELLING), None)
    kind = best.kind if best else None
    unlisted = any(kin.kind in _UNLISTED for kin in profile.kinds if kin.share >= _HALF)
    is_shaped = fields and not types & _COUNTED and kind is None and _has_one_shape(profile)
    return Seen(
        filled=round(profile.filled_share, 3),
        kind=kind,
        of=round(best.share, 3) if best else 1.0,
        like=profile.top_pattern if is_shaped else None,
        only=_list(profile) if fields and not unlisted else (),
    )


def difference(seen: Seen, look: Look) -> str | None:
    """Why the values are no longer what they were, in plain words; None if they may be."""
    values, profile = look.values, look.profile
    if profile.filled_count < _FEW:
        return None
    if seen.filled == 0 and profile.filled_share >= _SOME:
        return f"it was empty when it was confirmed, now {_percent(profile.filled_share)} are filled"
    share = values.share(seen.kind or "")
    if seen.kind in _TELLING and seen.of >= _NEARLY_ALL and share < _HALF and values.count >= _FEW:
        looked = f"{_percent(seen.of)} of its values looked like {PHRASES.get(seen.kind, seen.kind)}"
        return f"{looked}, now {_percent(share)} of {values.count:,}"
    if seen.like is not None and profile.top_pattern != seen.like and _has_one_shape(profile):
        return f"its values looked like {seen.like}, now like {profile.top_pattern}"
    if seen.only and profile.samples and not _folded(seen.only) & _folded(profile.samples):
        return f"it held {', '.join(seen.only)}; now none of these, but {', '.join(profile.samples[:_LIST])}"
    return None


def agreement(seen: Seen, look: Look) -> tuple[Clue, ...]:
    """What the values say about a column being the one that was seen under another name."""
    if look.profile.filled_count < _FEW or seen.filled == 0:
        return ()
    against = difference(seen, look)
    if against is not None:
        return (clue("against", against, _DIFFERS),)
    if seen.only:
        return (clue("values", f"values agree: {', '.join(seen.only)}, as before", _AGREES),)
    if seen.like is not None and look.profile.top_pattern == seen.like:
        return (clue("values", f"values agree: {seen.like}, as before", _AGREES),)
    if seen.kind in _TELLING:
        share = look.values.share(seen.kind)
        text = f"values agree {_percent(share)}: {look.values.looks_like(seen.kind)}, {_percent(seen.of)} did before"
        return (clue("values", text, _AGREES * share),)
    return ()


def _has_one_shape(profile: ColumnProfile) -> bool:
    """Nearly all of many values have one shape, and digits in it."""
    shape = profile.top_pattern
    is_shape = "9" in shape and 1 < len(shape) <= _LONGEST
    return is_shape and profile.top_pattern_share >= _NEARLY_ALL and profile.filled_count >= _ENOUGH


def _list(profile: ColumnProfile) -> tuple[str, ...]:
    """The few values of a column that has no others, sorted; without digits, which are mostly somebody's or a date."""
    values = profile.samples
    is_list = (
        0 < profile.distinct_count <= _LIST
        and profile.distinct_count == len(values)
        and profile.filled_count >= max(_ENOUGH, _TIMES * profile.distinct_count)
        and all(len(value) <= _LONGEST and not any(map(str.isdigit, value)) for value in values)
    )
    return tuple(sorted(values)) if is_list else ()


def _folded(values: Collection[str]) -> set[str]:
    return set(map(folded, values))


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"
