"""Evidence from the header: how near it is to each name a field can have, and to names of other things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from leadtui.matching.lexicon import TYPO_LENGTH, Lexicon, Name
from leadtui.matching.vocabulary import AMBIGUOUS, GENERIC, QUALIFIERS, SECONDARY, TURNING
from leadtui.matching.words import divided, is_meaningless, words_of

_QUALIFIER: Final = 0.2
"""What is left of a word's weight when it only says whose the thing is."""
_SECONDARY: Final = 0.35
_STRANGE: Final = 0.9
"""The weight of a word that no name has."""
_TURNED: Final = 0.55
"""What is left of a likeness when the header's last word makes it something else: phone *type*."""
_BEFORE: Final = frozenset({"address"})
"""Say whose the last word is when they stand before it: the city of an address is a city."""
_UNFILLED: Final = 0.97
_CLAIMED_AT_LEAST: Final = 0.45
_TYPO: Final = 86
_CUT_LENGTH: Final = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a header is to a meaning."""

    share: float
    """0 to 1; 1 when the words are the same."""
    name: Name
    """The nearest name."""

    @property
    def is_exact(self) -> bool:
        """The header has the same words."""
        return self.share == 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a header says."""

    words: tuple[str, ...]
    fields: dict[str, Likeness]
    """Fields it may be a name of."""
    elsewhere: dict[str, Likeness]
    """Concepts without a field it may be a name of."""
    denied: dict[str, Likeness]
    """Fields it is known not to be a name of."""
    is_silent: bool
    """There is no header, or one that a program made up."""

    @property
    def is_ambiguous(self) -> bool:
        """The header is one word that means many things, or nothing but such words."""
        words = [word for word in self.words if not word.isdigit()]
        return all(word in GENERIC for word in words) or (len(words) == 1 and words[0] in AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Cut:
    """A length that headers were cut off at (10 in shape files), when the table shows that they were."""

    length: int | None = None

    @classmethod
    def of(cls, headers: Iterable[str]) -> Cut:
        """Headers are cut when several have the greatest length, which is one that programs cut at."""
        lengths = sorted((len(header) for header in headers), reverse=True)
        several = len(lengths) > 1 and lengths[0] == lengths[1]
        return cls(lengths[0] if several and lengths[0] in {8, 10, 12, 16, 20, 24, 30, 31, 32} else None)


def read_header(header: str, lexicon: Lexicon, cut: Cut) -> Reading:
    """What a header says about the fields of the lexicon's target."""
    if is_meaningless(header):
        return Reading((), {}, {}, {}, is_silent=True)
    words, is_guessed = _known_words(header, lexicon, is_cut=cut.length is not None and len(header) == cut.length)
    most = _UNFILLED if is_guessed else 1.0
    fields: dict[str, Likeness] = {}
    elsewhere: dict[str, Likeness] = {}
    denied: dict[str, Likeness] = {}
    for place in {place for word in words for place in lexicon.postings.get(word, ())}:
        name = lexicon.names[place]
        share = min(most, _share(words, name.words, lexicon))
        found = denied if name.source == "not" else fields if name.meaning in lexicon.fields else elsewhere
        best = found.get(name.meaning)
        if share >= _CLAIMED_AT_LEAST and (best is None or _rank(share, name) > _rank(best.share, best.name)):
            found[name.meaning] = Likeness(share, name)
    return Reading(words, fields, elsewhere, denied, is_silent=False)


def _rank(share: float, name: Name) -> tuple[float, bool, int, str]:
    # Of equals the target's own name, then the shortest; the text itself, so that no order decides.
    return share, name.source == "target", -len(name.text), name.text


def _known_words(header: str, lexicon: Lexicon, *, is_cut: bool) -> tuple[tuple[str, ...], bool]:
    """The header's words, and whether one of them was mended or completed."""
    found: list[str] = []
    is_guessed = False
    said = words_of(header)
    for place, word in enumerate(said):
        if word in lexicon.weights or word.isdigit():
            found.append(word)
        elif is_cut and place == len(said) - 1 and (whole := _completed(word, lexicon)):
            found.append(whole)
            is_guessed = True
        else:
            parts = divided(word, lexicon.postings)
            mended = _mended(word, lexicon) if parts == (word,) else None
            found += (mended,) if mended else parts
            is_guessed |= mended is not None
    return tuple(dict.fromkeys(found)), is_guessed


def _completed(word: str, lexicon: Lexicon) -> str | None:
    """The known word that was cut off, if there is only one that tells anything."""
    if len(word) < _CUT_LENGTH:
        return None
    whole = [known for known in lexicon.postings if known.startswith(word)]
    return max(whole, key=lambda known: (len(lexicon.postings[known]), known), default=None)


def _mended(word: str, lexicon: Lexicon) -> str | None:
    """The known word that was probably meant."""
    if len(word) < TYPO_LENGTH:
        return None
    turned = lexicon.by_letters.get("".join(sorted(word)))
    if turned is not None:
        return turned
    near = process.extractOne(word, lexicon.long_words, scorer=fuzz.ratio, score_cutoff=_TYPO)
    return near[0] if near else None


def _share(header: tuple[str, ...], name: frozenset[str], lexicon: Lexicon) -> float:
    """The weight of the words in common, of all words of both."""
    said = set(header)
    if said == name:
        return 1.0
    common = said & name
    shared = sum(lexicon.weight(word) for word in common)
    missing = sum(lexicon.weight(word) * (_QUALIFIER if word in QUALIFIERS else 1) for word in name - said)
    surplus = sum(_surplus(word, header, lexicon) for word in said - name)
    telling = {word for word in common if not word.isdigit()}
    if not telling or (telling <= QUALIFIERS and said - common):
        return 0.0  # "line 2" and "AA2", "site code" and "site name" have nothing in common
    share = 2 * shared / (2 * shared + missing + surplus)
    last = header[-1]
    turned = last in TURNING and last not in name and len(header) > 1
    return min(share * (_TURNED if turned else 1), _UNFILLED)


def _surplus(word: str, header: tuple[str, ...], lexicon: Lexicon) -> float:
    is_qualifier = word in QUALIFIERS or (word in _BEFORE and word != header[-1])
    if is_qualifier or (len(word) == 1 and not word.isdigit()):
        return lexicon.weight(word) * _QUALIFIER
    if word in SECONDARY:
        return lexicon.weight(word) * _SECONDARY
    return lexicon.weight(word) if word in lexicon.weights else _STRANGE
