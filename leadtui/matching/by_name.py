"""Evidence from the header: how near it is to each name a field can have, and to names of other things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from leadtui.matching.habits import Habits
from leadtui.matching.lexicon import TYPO_LENGTH, Lexicon, Name
from leadtui.matching.scale import UNFILLED, Scale
from leadtui.matching.vocabulary import (
    AMBIGUOUS,
    GENERIC,
    OF_ORGANIZATIONS,
    ORGANIZATIONS,
    QUALIFIERS,
    RELATED,
)
from leadtui.matching.words import divided, is_meaningless, spelled_out, words_of

_OF_ORGANIZATIONS: Final = 0.96
_OF_SOMETHING: Final = 0.8
OWN_NAME: Final = 0.98
"""How near a field's own name is behind words that only say whose it is."""
_AN_ORGANIZATION: Final = 0.85
_PREFIXES: Final = {"m": "mailing", "l": "location", "p": "physical", "b": "billing", "s": "shipping", "h": "home"}
"""Letters that are put before words of an address."""
_PARTS_AT_MOST: Final = 6
"""A header with more strokes is no list of names."""
_CLAIMED_AT_LEAST: Final = 0.45
_NEAR: Final = 0.6
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
    is_ambiguous: bool = True
    """It is one word that means many things, or nothing but such words."""
    says_something: bool = False
    """It is near to what anything is called."""
    is_guessed: bool = False
    """A word was mended or completed."""


def read_header(header: str, lexicon: Lexicon, habits: Habits) -> Reading:
    """What a header says about the fields of the lexicon's target."""
    if is_meaningless(header):
        return Reading((), {}, {}, {}, is_silent=True)
    words, is_guessed = _known_words(header, lexicon, habits)
    plain = frozenset(
        word for word in habits.common if word not in lexicon.postings or word in ORGANIZATIONS | QUALIFIERS
    )
    fields: dict[str, Likeness] = {}
    elsewhere: dict[str, Likeness] = {}
    denied: dict[str, Likeness] = {}
    ways = [*_ways_to_say(words, plain, lexicon, UNFILLED if is_guessed else 1.0)]
    ways += [*_without_end(header, lexicon, habits), *_said_twice(header, lexicon, habits)]
    ways += [*_own_name(words, plain, lexicon), *_last_part(header, lexicon, habits)]
    for said, most in ways:
        scale = Scale.of(said, lexicon, plain)
        for place in {place for word in said for place in lexicon.postings.get(word, ())}:
            name = lexicon.names[place]
            share = min(most, scale.share(place))
            found = denied if name.source == "not" else fields if name.meaning in lexicon.fields else elsewhere
            best = found.get(name.meaning)
            if share >= _CLAIMED_AT_LEAST and (best is None or _rank(share, name) > _rank(best.share, best.name)):
                found[name.meaning] = Likeness(share, name)
    near = (*fields.values(), *elsewhere.values())
    return Reading(
        words,
        fields,
        elsewhere,
        denied,
        is_silent=False,
        is_ambiguous=_is_ambiguous(words, is_named=any(likeness.is_exact for likeness in near)),
        says_something=any(likeness.share >= _NEAR for likeness in near),
        is_guessed=is_guessed,
    )


def _is_ambiguous(words: tuple[str, ...], *, is_named: bool) -> bool:
    letters = [word for word in words if not word.isdigit()]
    if all(word in GENERIC for word in letters) or (len(letters) == 1 and letters[0] in AMBIGUOUS):
        return True
    # Whose status it is tells as little, unless that is a name by itself.
    return not is_named and all(word in GENERIC or word in QUALIFIERS for word in letters)


def _ways_to_say(
    words: tuple[str, ...], plain: frozenset[str], lexicon: Lexicon, most: float
) -> Iterator[tuple[tuple[str, ...], float]]:
    """The words themselves; and *organization name* for the name of whatever the table is about."""
    yield words, most
    letters = {word for word in words if not word.isdigit()}
    last = letters - ORGANIZATIONS - plain
    if not last and letters & ORGANIZATIONS:
        yield ("organization",), min(most, _AN_ORGANIZATION)
    strange = {word for word in last if word not in lexicon.weights}
    if len(strange) == 1 and last - strange == {"name"}:
        yield ("organization", "name"), min(most, _OF_SOMETHING)
    if len(last) == 1 and last <= OF_ORGANIZATIONS and "organization" not in words and not set(words) & RELATED:
        yield ("organization", *last), min(most, _OF_ORGANIZATIONS)


def _without_end(header: str, lexicon: Lexicon, habits: Habits) -> Iterator[tuple[tuple[str, ...], float]]:
    """What stands before that in which the headers of the table end, if it says something by itself."""
    said = words_of(header)
    before = habits.without_end(said) if habits.ends else said
    if len(before) < len(said):
        words = tuple(dict.fromkeys(part for word in before for part in divided(word, lexicon.known)))
        if not _is_ambiguous(words, is_named=frozenset(words) in lexicon.meanings):
            yield words, UNFILLED
        elif len(said) - len(before) > 1:  # what ends in one word may be a kind of that: status code, type code
            yield words, _OF_SOMETHING


def _said_twice(header: str, lexicon: Lexicon, habits: Habits) -> Iterator[tuple[tuple[str, ...], float]]:
    """The parts of *Fonction / Position* and *City/town/village*, where all that mean something mean the same."""
    parts = header.split("/")
    if not 1 < len(parts) <= _PARTS_AT_MOST:
        return
    said = [_known_words(part, lexicon, habits)[0] for part in parts]
    meant = {words: found for words in said if words and (found := lexicon.meanings.get(frozenset(words)))}
    times = sum(words in meant for words in said)
    if len(frozenset().union(*meant.values())) == 1:
        yield next(iter(meant)), 1.0 if times == len(parts) else UNFILLED


def _own_name(
    words: tuple[str, ...], plain: frozenset[str], lexicon: Lexicon
) -> Iterator[tuple[tuple[str, ...], float]]:
    """A field's own name behind words that only say whose it is: *Provider county*, beside *Local authority*."""
    rest = tuple(word for word in words if word not in QUALIFIERS and word not in plain)
    if len(rest) < len(words) and frozenset(rest) in lexicon.own and not _is_ambiguous(rest, is_named=False):
        yield rest, OWN_NAME


def _last_part(header: str, lexicon: Lexicon, habits: Habits) -> Iterator[tuple[tuple[str, ...], float]]:
    """What stands behind the last colon, if that means something by itself: *Most recent full: Inspection date*."""
    before, colon, last = header.rpartition(":")
    if not (before and colon):
        return
    words = _known_words(last, lexicon, habits)[0]
    if frozenset(words) in lexicon.meanings and not _is_ambiguous(words, is_named=False):
        yield words, UNFILLED


def _rank(share: float, name: Name) -> tuple[float, bool, bool, int, str]:
    # Of equals the field's own name, then one the target gives, then the shortest; the text, so that no order decides.
    is_target = name.source == "target"
    return share, is_target, is_target and name.place == 0, -len(name.text), name.text


def _known_words(header: str, lexicon: Lexicon, habits: Habits) -> tuple[tuple[str, ...], bool]:
    """The header's words, and whether one of them was mended or completed."""
    found: list[str] = []
    is_guessed = False
    said = words_of(header)
    for place, word in enumerate(said):
        is_cut = len(header) == habits.cut and place == len(said) - 1
        if word in lexicon.weights or word.isdigit():
            found.append(word)
        elif is_cut and (whole := _completed(word, lexicon)):
            found.append(whole)
            is_guessed = True
        elif parts := _parts(word, lexicon, habits):
            found += parts
        else:
            mended = _mended(word, lexicon)
            found.append(mended or word)
            is_guessed |= mended is not None
    return tuple(dict.fromkeys(found)), is_guessed


def _parts(word: str, lexicon: Lexicon, habits: Habits) -> tuple[str, ...]:
    """The known words that a word is made of, if it is."""
    parts = divided(word, lexicon.known)
    return parts if parts != (word,) else _without_prefix(word, lexicon, habits)


def _without_prefix(word: str, lexicon: Lexicon, habits: Habits) -> tuple[str, ...]:
    """What stands after letters that the table puts before its words; the letters may tell two of them apart."""
    for place in range(1, len(word)):
        rest = spelled_out(word[place:])
        if word[:place] in habits.prefixes and rest[0] in lexicon.postings:
            return (_PREFIXES.get(word[:place], word[:place]), *rest)
    return ()


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
