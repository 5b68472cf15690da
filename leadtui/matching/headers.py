"""Whether the headers of a table belong to their values at all.

One column whose name and values disagree is a bad name. Where several do, the headers stand beside the columns they
are about (an index written without a header moves all others), or are those of another table. Only kinds that are
recognised for certain count here: a telephone number under *Website* says something, a word under *City* does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from leadtui.matching.by_name import Reading
from leadtui.matching.by_values import Values
from leadtui.matching.clue import Clue, clue
from leadtui.matching.fits import FITS, FOREIGN, PHRASES
from leadtui.matching.lexicon import Lexicon
from leadtui.matching.look import Look, Table

_NEARLY_ALL: Final = 0.8
_HARDLY_ANY: Final = 0.1
_SAYS_SO: Final = 1.5
"""A kind that weighs so much for a field is recognised for certain."""
_NAMED: Final = 0.9
"""A header so near to a name is that name."""
_FEW: Final = 5
_GAIN: Final = 3
"""So many more columns must agree one place beside."""
_MORE_THAN_ONE: Final = 2
_SEVERAL: Final = 3
_FOR_EACH: Final = 6
"""One disagreement is forgiven for so many that agree."""
_TOO_MANY: Final = 0.4
_DOUBTED: Final = 0.5
"""What names and memory of them weigh in a table whose headers are in doubt."""
_SHOWN: Final = 3
_TELLING: Final = FOREIGN | {"us_zip", "state_code"}
_DEMANDING: Final = frozenset({"email", "url", "date", "us_phone"})
"""Kinds of field whose values look like nothing else."""
_NUMBERS: Final = frozenset({"count", "integer", "decimal", "money", "identifier", "min_age_months", "max_age_months"})
_LIKE_NUMBERS: Final = frozenset({"us_zip", "us_phone", "date", "money"})
"""Kinds that a number may look like by accident."""
_SILENT: Final = Reading((), {}, {}, {}, is_silent=True)


def judged(table: Table) -> Table:
    """The table with its headers put beside their values, or with what makes them doubtful.

    Here, and only here, it counts where columns stand; in a table whose headers fit it decides nothing.
    """
    here = _agreement(table, 0)
    against = [look for look, agrees in zip(table.looks, here, strict=True) if agrees < 0]
    if len(against) < _MORE_THAN_ONE:
        return table
    shift = max((-1, 1), key=lambda places: sum(_agreement(table, places)))
    beside = _agreement(table, shift)
    found, contrary = beside.count(1), beside.count(-1)
    if found >= here.count(1) + _GAIN and contrary * _FOR_EACH <= found:
        return _shifted(table, shift)
    if len(against) < max(_SEVERAL, _TOO_MANY * (len(against) + here.count(1))):
        return table
    shown = ", ".join(f'"{look.header}" ({_what(look.values)})' for look in against[:_SHOWN])
    text = f"{len(against)} headers of this table do not fit their values: {shown}"
    return replace(table, trust=_DOUBTED, doubts=(_doubt(text),))


def _shifted(table: Table, shift: int) -> Table:
    """Each column read by the header that is about it."""
    side = "left" if shift < 0 else "right"
    text = f"the headers stand one column to the {side} of their values"
    looks = []
    for place, look in enumerate(table.looks):
        beside = _at(table.looks, place + shift)
        header, reading = (beside.header, beside.reading) if beside else ("", _SILENT)
        looks.append(replace(look, header=header, reading=reading))
    return replace(table, looks=tuple(looks), doubts=(_doubt(text),))


def _doubt(text: str) -> Clue:
    """Weighs nothing for any home more than for another, but nothing is sure beside it."""
    return clue("against", text, 0.0)


def _agreement(table: Table, shift: int) -> list[int]:
    """For each column 1, 0 or -1: its values agree with the header so many places after it, tell nothing, disagree."""
    return [
        _agrees(beside.reading, look.values, table.lexicon) if (beside := _at(table.looks, place + shift)) else 0
        for place, look in enumerate(table.looks)
    ]


def _at(looks: Sequence[Look], place: int) -> Look | None:
    return looks[place] if 0 <= place < len(looks) else None


def _agrees(reading: Reading, values: Values, lexicon: Lexicon) -> int:
    kind = _named(reading, lexicon)
    fit = FITS.get(kind or "")
    if kind is None or fit is None or values.count < _FEW:
        return 0
    if any(weight >= _SAYS_SO and values.share(each) >= _NEARLY_ALL for each, weight in fit.kinds.items()):
        return 1
    telling = _telling(values)
    is_accident = kind in _NUMBERS and telling in _LIKE_NUMBERS
    if telling is not None and not is_accident and fit.kinds.get(telling, -1) < 0:
        return -1
    is_missing = all(values.share(each) < _HARDLY_ANY for each, weight in fit.kinds.items() if weight >= 1)
    return -1 if kind in _DEMANDING and is_missing else 0


def _named(reading: Reading, lexicon: Lexicon) -> str | None:
    """The kind of value that a header promises, if all it may mean promise the same."""
    fields = {field: likeness.share for field, likeness in reading.fields.items()}
    others = {name: likeness.share for name, likeness in reading.elsewhere.items() if name in lexicon.elsewhere}
    best = max((*fields.values(), *others.values()), default=0.0)
    if best < _NAMED:
        return None
    kinds = {lexicon.kinds[field] for field, share in fields.items() if share == best}
    kinds |= {lexicon.elsewhere[name].kind for name, share in others.items() if share == best}
    return next(iter(kinds)) if len(kinds) == 1 else None


def _telling(values: Values) -> str | None:
    found = [kind for kind in _TELLING if values.share(kind) >= _NEARLY_ALL]
    return max(found, key=lambda kind: (values.share(kind), kind), default=None)


def _what(values: Values) -> str:
    """What a column holds, in a few words."""
    kind = _telling(values) or values.profile.kind
    return PHRASES.get(kind or "", "something else")
