"""What a header weighs for or against a field."""

from __future__ import annotations

import re
from typing import Final

from leadtui.matching.by_name import Likeness, Reading
from leadtui.matching.clue import Clue, clue
from leadtui.matching.lexicon import Lexicon
from leadtui.matching.vocabulary import FOR_ANOTHER_PURPOSE, RELATED, SECONDARY

EXACT: Final = 7.0
_OWN: Final = 0.3
"""What the field's very own name weighs more than another one."""
_PLACE: Final = 0.01
_PLACES: Final = 50
"""A name farther back in the list of a field's names weighs a little less: it settles ties."""
WORLD: Final = 6.0
AMBIGUOUS: Final = 3.5
_AMBIGUOUS_NEAR: Final = 2.5
_NAMED_OTHERWISE: Final = 1.0
_UNLIKE: Final = -1.5
_STEPS: Final = ((0.45, -1.2), (0.5, -0.6), (0.6, 0.6), (0.7, 1.8), (0.8, 3.0), (0.9, 4.2), (0.97, 5.2))
"""Likeness → weight; straight lines between."""
_DENIED: Final = -8.0
_DENIED_AT_LEAST: Final = 0.85
_ELSEWHERE: Final = -7.0
_VAGUE: Final = 0.1
_RELATED: Final = -3.0
_SECONDARY: Final = -1.0
_NEARER: Final = 0.03
_COUNTED: Final = re.compile(
    r"\W*(?:the |total )?(?:number|no\.?|num\.?|#) of (?:[\w-]+ ){0,3}\w*[^\W\d_s]s\b|\W*(?:nombre d|anzahl )",
    re.IGNORECASE,
)
"""Of several things, or in languages with a word of their own for it."""
_COUNTS: Final = -4.5


def from_name(reading: Reading, field: str | None, lexicon: Lexicon, header: str) -> tuple[Clue, ...]:
    """What the header says about a field; about one that it is no name of when None."""
    if reading.is_silent:
        return ()
    likeness = reading.fields.get(field) if field else None
    clues = [like(reading, likeness, header)] if likeness or not _is_vague(reading, lexicon) else []
    clues += _denied(reading, field, likeness, header) if field else []
    clues += _elsewhere(reading, likeness, lexicon, header)
    clues += _turned(reading, likeness)
    if field and lexicon.kinds.get(field) == "identifier" and _COUNTED.match(header):
        clues.append(clue("against", f'"{header}" says how many', _COUNTS))
    return tuple(clues)


def like(reading: Reading, likeness: Likeness | None, header: str) -> Clue:
    """What it says that a header is so near to a name."""
    if likeness is None:
        return clue("name", f'"{header}" is none of its names', _UNLIKE)
    weight = weight_of(likeness)
    name = likeness.name
    if likeness.is_exact and reading.is_ambiguous:
        return clue("name", f'"{header}" is one of its names, but means many things', min(weight, AMBIGUOUS))
    if likeness.is_exact:
        said = "is one of its names" if name.source == "target" else f'means "{name.text}"'
        return clue("name", f'"{header}" {said}', weight)
    near = f'"{header}" is {"near" if weight > 0 else "not much like"} "{name.text}"'
    # Where it is the name of one field, another one with more words is not meant.
    is_named = any(other.is_exact for other in reading.fields.values())
    most = (_NAMED_OTHERWISE if is_named else _AMBIGUOUS_NEAR) if reading.is_ambiguous else weight
    return clue("name", near, min(weight, most))


def weight_of(likeness: Likeness) -> float:
    """What a likeness weighs.

    >>> from leadtui.matching.lexicon import Name
    >>> weight_of(Likeness(1.0, Name("zip", frozenset({"zip"}), "zip", "target")))
    7.3
    """
    if likeness.is_exact:
        name = likeness.name
        if name.source != "target":
            return WORLD
        return EXACT - min(name.place, _PLACES) * _PLACE if name.place else EXACT + _OWN
    lower = _STEPS[0]
    for upper in _STEPS[1:]:
        if likeness.share <= upper[0]:
            part = (likeness.share - lower[0]) / (upper[0] - lower[0])
            return lower[1] + part * (upper[1] - lower[1])
        lower = upper
    return lower[1]


def nearest_elsewhere(reading: Reading, lexicon: Lexicon) -> Likeness | None:
    """The thing no field is for which the header is nearest to."""
    found = [likeness for name, likeness in reading.elsewhere.items() if name in lexicon.elsewhere]
    return max(found, key=lambda likeness: (likeness.share, likeness.name.meaning), default=None)


def _denied(reading: Reading, field: str, likeness: Likeness | None, header: str) -> list[Clue]:
    denied = reading.denied.get(field)
    share = likeness.share if likeness else 0.0
    if denied is None or denied.share < _DENIED_AT_LEAST or denied.share < share:
        return []
    return [clue("against", f'"{header}" is known not to be {field} ("{denied.name.text}")', _DENIED * denied.share**4)]


def _elsewhere(reading: Reading, likeness: Likeness | None, lexicon: Lexicon, header: str) -> list[Clue]:
    other = nearest_elsewhere(reading, lexicon)
    if other is None:
        return []
    share = likeness.share if likeness else 0.0
    if reading.is_ambiguous and not other.is_exact:
        return []  # a status is not a lead status because these words are alike
    if other.share < share + _NEARER and not (other.is_exact and share < 1):
        return []
    weight = _ELSEWHERE if other.is_exact else -max(0.0, weight_of(other))
    if lexicon.elsewhere[other.name.meaning].is_vague:
        weight *= _VAGUE
    text = f'"{header}" means "{other.name.text}", which no field is for'
    return [clue("against", text, weight)] if weight else []


def _is_vague(reading: Reading, lexicon: Lexicon) -> bool:
    other = nearest_elsewhere(reading, lexicon)
    return other is not None and other.is_exact and lexicon.elsewhere[other.name.meaning].is_vague


def _turned(reading: Reading, likeness: Likeness | None) -> list[Clue]:
    """Words that say it is somebody else's, or not the main one."""
    said = set(reading.words) - (likeness.name.words if likeness else frozenset())
    clues = []
    if related := sorted(said & RELATED):
        clues.append(clue("against", f'"{related[0]}": it belongs to somebody else', _RELATED))
    if second := sorted(said & SECONDARY | set(reading.words) & FOR_ANOTHER_PURPOSE):
        clues.append(clue("against", f'"{second[0]}": not the main one', _SECONDARY))
    return clues
