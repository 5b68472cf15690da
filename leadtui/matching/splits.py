"""One column that holds several fields: a whole address, a full name, "TYPE - NUMBER"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from leadtui.matching.by_name import Likeness
from leadtui.matching.clue import Clue, clue, weakened
from leadtui.matching.from_name import from_name, like, nearest_elsewhere
from leadtui.matching.lexicon import Lexicon
from leadtui.matching.look import Look
from leadtui.matching.memory import Home

_AT_LEAST: Final = 0.5
_NOT_WHOLE: Final = -6.0
_SOME: Final = 0.25
_MANY: Final = 12
_FEW_PEOPLE: Final = 0.25
_NO_PEOPLE: Final = -2.0


@dataclass(frozen=True, slots=True)
class Splitter:
    """A way to split: what its parts are, and what the whole looks like."""

    method: str
    parts: tuple[str, ...]
    """Kinds of fields, in the splitter's order."""
    whole: dict[str, float]
    """Kind of value → what it says when all values are of it."""
    concept: str | None = None
    """What the whole is called."""
    required: tuple[str, ...] = ()
    """Parts without which it makes no sense."""
    optional: tuple[str, ...] = ()
    """Parts that stay inside another one when nobody asks for them."""
    sample: re.Pattern[str] | None = None
    """What some values must have in them; such a split is never proposed but where a person chose it before."""


SPLITTERS: Final = (
    Splitter("us_address", ("us_street", "us_unit", "city", "us_state", "us_zip"), {"us_address": 5.5},
             required=("us_street", "city"), optional=("us_unit",)),
    Splitter("us_address", ("city", "us_state", "us_zip"), {"city_state_zip": 6.5}, required=("city", "us_zip")),
    Splitter("postal_place", ("us_zip", "city"), {"zip_city": 6.5}, required=("city", "us_zip")),
    Splitter("postal_place", ("us_street", "us_zip", "city"), {"street_zip_city": 5.5},
             required=("us_street", "city", "us_zip")),
    Splitter("person_name", ("person_first", "person_last"), {"person_name": 2.5, "person_names": 2.0},
             concept="full_name", required=("person_first", "person_last")),
    Splitter("name_and_role", ("person_first", "person_last", "job_title"), {"name_and_role": 6.0},
             concept="full_name", required=("person_first", "person_last", "job_title")),
    Splitter("type_and_number", ("category", "identifier"), {"type_and_number": 4.5},
             required=("category", "identifier")),
    Splitter("us_street_unit", ("us_street", "us_unit"), {},
             sample=re.compile(r"#|\b(?:suite|ste|apt|unit|bldg|fl|floor|room|rm)\b", re.IGNORECASE)),
    Splitter("company_dba", ("company", "legal_name"), {},
             sample=re.compile(r"\bd[./]?b[./]?a\b|doing business as|\bt/a\b", re.IGNORECASE)),
)  # fmt: skip


def splits(look: Look, lexicon: Lexicon, trust: float = 1.0) -> Iterator[tuple[Home, tuple[Clue, ...]]]:
    """The splits that a column's values ask for and the target has fields for; `trust` is what the header weighs."""
    for splitter in SPLITTERS:
        if splitter.sample is not None:
            continue
        kind = max(splitter.whole, key=lambda whole: (look.values.share(whole), whole))
        share = sum(look.values.share(whole) for whole in splitter.whole)
        if share < _AT_LEAST and not _is_promised(splitter, look):
            continue
        fields = _fields(splitter, look, lexicon)
        if fields:
            weight = splitter.whole[kind] * min(1.0, share)
            by_values = (clue("values", look.values.looks_like(kind), weight),) if look.values.count else ()
            doubts = _no_people(splitter, look)
            yield (
                Home(fields, "split", splitter.method),
                (*weakened(_named(splitter, fields, look, lexicon), trust), *by_values, *doubts),
            )


def _no_people(splitter: Splitter, look: Look) -> tuple[Clue, ...]:
    """Two words may be anybody: but a list does not name the same person again and again."""
    if splitter.method != "person_name" or look.values.count < _MANY or look.values.distinct_share > _FEW_PEOPLE:
        return ()
    return (clue("against", "the same few values come again and again", _NO_PEOPLE),)


def _is_promised(splitter: Splitter, look: Look) -> bool:
    """An empty column whose name says that such wholes belong there."""
    whole = look.reading.elsewhere.get(splitter.concept or "")
    return splitter.method == "person_name" and look.values.count == 0 and whole is not None and whole.is_exact


def not_whole(method: str | None, look: Look) -> tuple[Clue, ...]:
    """What speaks against a split that was right for another file: here the values are no such wholes."""
    known = [each for each in SPLITTERS if each.method == method]
    if not known or look.values.count == 0:
        return ()
    splitter = max(known, key=lambda each: sum(look.values.share(whole) for whole in each.whole))
    if splitter.sample is not None:
        samples = look.profile.samples
        found = sum(splitter.sample.search(sample) is not None for sample in samples)
        share, told = found / len(samples), f"{found} of {len(samples)} values looked at have two parts"
    else:
        share = sum(look.values.share(whole) for whole in splitter.whole)
        told = f"only {look.values.looks_like(next(iter(splitter.whole)))}"
    enough = _AT_LEAST if splitter.sample is None else _SOME
    return (clue("against", told, _NOT_WHOLE),) if share < enough else ()


def _fields(splitter: Splitter, look: Look, lexicon: Lexicon) -> tuple[str, ...]:
    """A field of the target for each part, all of one family where several would do."""
    if splitter.method == "type_and_number":
        family = next((word for word in lexicon.families.values() if word in look.words), None)
        pool = [field for field, word in lexicon.families.items() if word == family]
    else:
        pool = list(lexicon.fields)
    found: dict[str, str] = {}
    for part in splitter.parts:
        field = next((name for name in pool if lexicon.kinds[name] == part), None)
        if field is not None and part not in splitter.optional:
            found[part] = field
    return tuple(found.values()) if all(part in found for part in splitter.required) else ()


def _named(splitter: Splitter, fields: tuple[str, ...], look: Look, lexicon: Lexicon) -> tuple[Clue, ...]:
    """What the header says: as a name of the whole, or of its best part."""
    if look.reading.is_silent:
        return ()
    whole = look.reading.elsewhere.get(splitter.concept or "")
    parts = [look.reading.fields[field] for field in fields if field in look.reading.fields]
    best = max([*([whole] if whole else []), *parts], key=_rank, default=None)
    if best is whole and whole is not None:
        other = nearest_elsewhere(look.reading, lexicon)
        if other is None or other.share <= whole.share:
            return (like(look.reading, whole, look.header),)
    field = best.name.meaning if best is not None and best is not whole else fields[0]
    return from_name(look.reading, field, lexicon, look.header)


def _rank(likeness: Likeness) -> tuple[float, str]:
    return likeness.share, likeness.name.text
