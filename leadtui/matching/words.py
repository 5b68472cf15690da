"""Headers as words: `LocZip`, `ADDR_LINE_1` and `Teléfono Móvil (2)` in one plain form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from leadtui.matching.knowledge import spellings
from leadtui.matching.vocabulary import FILLERS, MEANINGLESS

_LONGEST: Final = 200
_CAMEL: Final = re.compile(
    r"(?<=[a-z][a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\b[A-Z][a-z])(?=[A-Z][a-z])|(?<=[a-z][A-Z][a-z])(?=[A-Z][a-z])"
)
_NUMBER_SIGN: Final = re.compile(r"\bn[°º]|#(?=\s*$)", re.IGNORECASE)
# C.P. and D.B.A. are one word each.
_INITIALS: Final = re.compile(r"\b(?:[^\W\d_]\. ?){2,}(?![^\W\d_])")
# As name and not as code, where a table has both: County (name).
_AS_NAME: Final = re.compile(r"(?<=\w)\s*\((?:name|text|label|description)\)\s*$", re.IGNORECASE)
_PARTS: Final = re.compile(r"[^\W\d_]+|\d+")
_MADE_UP: Final = re.compile(MEANINGLESS, re.IGNORECASE)
_YES_NO: Final = ("y", "n")
# Salesforce marks the fields that a customer added: `capacity__c`.
_CUSTOM: Final = re.compile(r"[a-z]_+c$", re.IGNORECASE)
_UNITS: Final = frozenset({"month", "year", "week", "day"})
"""May stand behind a *to* that says where something ends: age to (months)."""
# Dynamics puts before such a field who made it: `cr4f1_capacity`, always `cr` and a few hexadecimal digits.
_MADE_BY: Final = re.compile(r"^cr[0-9a-f]{2,4}_(?=[a-z])")
_SHORTEST_PART: Final = 3
_PARTS_AT_MOST: Final = 3
_SHORT_PARTS: Final = frozenset({"id", "no", "nr", "nm", "cd", "dt"})
"""May end a compound: custno, facid, expdt."""
_LINKS: Final = ("", "s", "es", "n", "en")
"""What stands between the parts of a compound."""
_NO_PLURALS: Final = ("ss", "us", "is", "gps")


@lru_cache(maxsize=8192)
def words_of(header: str) -> tuple[str, ...]:
    """The words of a header in order: split, lower case, without accents, abbreviations spelled out, singular.

    >>> words_of("LocZip"), words_of("ADDR_LINE_1"), words_of("Teléfonos"), words_of("E-mail address")
    (('location', 'postcode'), ('address', 'line', '1'), ('phone',), ('email', 'address'))
    """
    raw = raw_words(header)
    if len(raw) > len(_YES_NO) and raw[-len(_YES_NO) :] == _YES_NO:
        raw = raw[: -len(_YES_NO)]  # Ages_Zero_Three_Y_N: only how it is answered
    elif len(raw) > 1 and _CUSTOM.search(header):
        raw = raw[:-1]
    said = [word for part in raw for word in spelled_out(part)]
    last = max((place for place, word in enumerate(said) if word not in _UNITS and not word.isdigit()), default=0)
    plain = tuple(
        _joined(
            [word for place, word in enumerate(said) if word not in FILLERS or (word == "to" and place == last > 0)]
        )
    )
    return plain or tuple(said)


def spelled_out(word: str) -> tuple[str, ...]:
    """The plain words that a word stands for.

    >>> spelled_out("tel"), spelled_out("hausnummer"), spelled_out("spaces")
    (('phone',), ('house', 'number'), ('space',))
    """
    known = spellings().words
    return known.get(word) or known.get(singular(word)) or (singular(word),)


def _joined(words: list[str]) -> list[str]:
    """Pairs that are one word, as that word: first, name → firstname."""
    pairs = spellings().phrases
    found: list[str] = []
    for word in words:
        pair = pairs.get((found[-1], word)) if found else None
        if pair is None:
            found.append(word)
        else:
            found[-1] = pair
    return found


def raw_words(header: str) -> tuple[str, ...]:
    """The words as they stand there, split and folded."""
    cut = _MADE_BY.sub("", _AS_NAME.sub("", header[:_LONGEST]))
    numbered = _NUMBER_SIGN.sub(" number ", _INITIALS.sub(lambda found: f"{re.sub(r'[. ]', '', found[0])} ", cut))
    text = numbered if cut.isupper() else _CAMEL.sub(" ", numbered)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    # Joined by a hyphen they are one word for everyone: e-mail, pre-school.
    plain = re.sub(r"\b(e|pre|on)[-_ ](?=(?:mail|school|k\b|line))", r"\1", plain.casefold())
    return tuple(_PARTS.findall(plain))


def singular(word: str) -> str:
    """The word without the `s` of a plural.

    >>> singular("spaces"), singular("address"), singular("agencies")
    ('space', 'address', 'agency')
    """
    if len(word) <= _SHORTEST_PART or not word.endswith("s") or word.endswith(_NO_PLURALS):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > len("ies") + 1 else word[:-1]


def is_meaningless(header: str) -> bool:
    """Whether the header says nothing: blank, or made up by a program.

    >>> is_meaningless(" "), is_meaningless("Unnamed: 3"), is_meaningless("column_7"), is_meaningless("Column Name")
    (True, True, True, False)
    """
    return _MADE_UP.fullmatch(header.strip()) is not None


def divided(word: str, known: Collection[str]) -> tuple[str, ...]:
    """A word made of known words, as these; otherwise the word alone.

    >>> divided("companyname", {"company", "name"}), divided("county", {"count", "company"})
    (('company', 'name'), ('county',))
    >>> divided("vereinsname", {"association", "name"})
    ('association', 'name')
    """
    if word in known or len(word) < 2 * _SHORTEST_PART - 1:
        return (word,)
    parts = _divide(word, known, _PARTS_AT_MOST) or (word,)
    return tuple(_joined([plain for part in parts for plain in spelled_out(part) if plain not in FILLERS])) or (word,)


def _divide(word: str, known: Collection[str], parts: int) -> tuple[str, ...]:
    if _is_known(word, known):
        return (word,)
    if parts == 1:
        return ()
    for cut in range(len(word) - _SHORTEST_PART + 1, _SHORTEST_PART - 1, -1):
        if _is_known(word[:cut], known) and word[:cut] not in _SHORT_PARTS:
            for link in _LINKS:
                rest = word[cut + len(link) :]
                if word.startswith(link, cut) and (found := _divide(rest, known, parts - 1) if rest else ()):
                    return (word[:cut], *found)
    return ()


def _is_known(word: str, known: Collection[str]) -> bool:
    return word in _SHORT_PARTS or (len(word) >= _SHORTEST_PART and (word in known or word in spellings().words))
