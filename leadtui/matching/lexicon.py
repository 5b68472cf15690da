"""Every name a target's fields can have, and every name that means something else, ready to be looked up.

A field has its own name, the names its mapping file gives it, and those of the concept it stands for.
Concepts that no field stands for are homes elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from leadtui.matching.knowledge import Concept, concepts
from leadtui.matching.vocabulary import AMBIGUOUS, GENERIC, ORGANIZATIONS, PLAIN_WORDS, QUALIFIERS
from leadtui.matching.words import words_of
from leadtui.model.target import Field, FieldType, Target

Source = Literal["target", "world", "not"]
_KIND_OF_TYPE: Final = {
    FieldType.DATE: "date",
    FieldType.TIMESTAMP: "date",
    FieldType.INTEGER: "integer",
    FieldType.NUMERIC: "decimal",
    FieldType.BOOLEAN: "yes_no",
}
OF_A_QUALIFIER: Final = 0.2
"""What is left of a word's weight when it only says whose the thing is."""
TYPO_LENGTH: Final = 5
"""A shorter word is too easily another one."""
_PLAIN: Final = 0.6
"""The weight of a word that no name has, but everybody knows; of an ambiguous word at most."""
# Two words in common are no accident; one may be.
_LINKS_AT_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Name:
    """One name for a meaning."""

    text: str
    """As written."""
    words: frozenset[str]
    meaning: str
    """A field of the target, or a concept."""
    source: Source
    """Where it stands: in the target, in the general vocabulary, or among what a field is not."""
    place: int = 0
    """Among the names of its meaning; the field's own name is the first, and the first are the best."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """What a name weighs, known before any header is seen."""

    weight: float
    """Of its words; those that only say whose it is weigh little."""
    is_generic: bool
    """It consists of words that mean many things."""

    @classmethod
    def of(cls, name: Name, weights: dict[str, float]) -> Gauge:
        """The gauge of a name."""
        weight = sum(weights.get(word, 1.0) * (OF_A_QUALIFIER if word in QUALIFIERS else 1) for word in name.words)
        return cls(weight, name.words <= GENERIC)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names of a target and of the rest of the world."""

    fields: dict[str, Field]
    kinds: dict[str, str | None]
    """Field → what its values are, as declared, or as its concept or type says."""
    concepts: dict[str, str]
    """Field → the concept it stands for."""
    elsewhere: dict[str, Concept]
    """Concepts that no field stands for."""
    names: tuple[Name, ...]
    gauges: tuple[Gauge, ...]
    """Of the names, in their order."""
    postings: dict[str, tuple[int, ...]]
    """Word → the names it is in."""
    meanings: dict[frozenset[str], frozenset[str]]
    """Words of a name → all that they are a name of."""
    own: frozenset[frozenset[str]]
    """The words of the fields' own names."""
    known: frozenset[str]
    """The words that compounds are made of."""
    weights: dict[str, float]
    """Word → how much it tells, 0 to 1."""
    families: dict[str, str]
    """Field → the first word it shares with other fields, such as `license`."""
    long_words: tuple[str, ...]
    """The words a typing mistake can be told from."""
    by_letters: dict[str, str]
    """The letters of a long word in alphabetical order → the word, for letters that changed places."""

    @property
    def overflows(self) -> dict[str, str]:
        """Field → the field that takes a second value of it."""
        return {name: field.overflow for name, field in self.fields.items() if field.overflow}

    def of_kind(self, kind: str) -> str | None:
        """The first field whose values are of a kind."""
        return next((field for field, known in self.kinds.items() if known == kind), None)

    def weight(self, word: str) -> float:
        """How much a word tells; one that no name has tells a lot about something else."""
        return self.weights.get(word, 1.0)


def lexicon_of(target: Target) -> Lexicon:
    """The lexicon of a target; made once for equal targets."""
    content = tuple(
        (name, field.kind, field.type, field.names, field.not_names, field.overflow)
        for name, field in target.fields.items()
    )
    return _lexicon(content)


_Content = tuple[tuple[str, str | None, FieldType, tuple[str, ...], tuple[str, ...], str | None], ...]


@lru_cache(maxsize=16)
def _lexicon(content: _Content) -> Lexicon:
    fields = {
        name: Field(kind=kind, type=of_type, names=names, not_names=not_names, overflow=overflow)
        for name, kind, of_type, names, not_names, overflow in content
    }
    stands_for = _links(fields)
    by_name = {concept.name: concept for concept in concepts()}
    linked = set(stands_for.values())
    elsewhere = {name: concept for name, concept in by_name.items() if name not in linked}
    names = (*_of_fields(fields), *_of_concepts(fields, stands_for, by_name), *_elsewhere(fields, elsewhere.values()))
    postings: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for word in name.words:
            postings[word].append(place)
    weights = _weights(names)
    long_words = tuple(sorted(word for word in postings if len(word) >= TYPO_LENGTH))
    return Lexicon(
        fields=fields,
        kinds={
            name: field.kind or _kind_of_concept(stands_for.get(name), by_name) or _KIND_OF_TYPE.get(field.type)
            for name, field in fields.items()
        },
        concepts=stands_for,
        elsewhere=elsewhere,
        names=names,
        gauges=tuple(Gauge.of(name, weights) for name in names),
        postings={word: tuple(places) for word, places in postings.items()},
        meanings=_meanings(names),
        own=frozenset(frozenset(words_of(field)) for field in fields),
        known=frozenset(postings) | ORGANIZATIONS,
        weights=weights,
        families=_families(fields),
        long_words=long_words,
        by_letters={"".join(sorted(word)): word for word in reversed(long_words)},
    )


def _kind_of_concept(name: str | None, by_name: dict[str, Concept]) -> str | None:
    return by_name[name].kind if name else None


def _links(fields: dict[str, Field]) -> dict[str, str]:
    """Which concept each field stands for: by its own name or, failing that, by several of its synonyms."""
    meanings: dict[frozenset[str], list[str]] = defaultdict(list)
    kinds = {concept.name: concept.kind for concept in concepts()}
    for concept in concepts():
        for word in concept.words:
            meanings[frozenset(words_of(word))].append(concept.name)
    found: dict[str, str] = {}
    for name, field in fields.items():
        own = meanings.get(frozenset(words_of(name)), [])
        shared = Counter(
            concept for word in set(field.names) for concept in meanings.get(frozenset(words_of(word)), ())
        )
        several = [concept for concept, count in shared.most_common(1) if count >= _LINKS_AT_LEAST]
        for candidate in (*own, *several):
            if field.kind is None or kinds[candidate] in {None, field.kind}:
                found[name] = candidate
                break
    return found


def _of_fields(fields: dict[str, Field]) -> Iterable[Name]:
    for name, field in fields.items():
        for place, text in enumerate((name, *field.names)):
            yield Name(text, frozenset(words_of(text)), name, "target", place)
        for text in field.not_names:
            yield Name(text, frozenset(words_of(text)), name, "not")


def _of_concepts(fields: dict[str, Field], links: dict[str, str], by_name: dict[str, Concept]) -> Iterable[Name]:
    claimed = {frozenset(words_of(text)) for name, field in fields.items() for text in (name, *field.names)}
    for field, concept in links.items():
        for place, text in enumerate(by_name[concept].words):
            words = frozenset(words_of(text))
            if words not in claimed:  # what the target says about a name outweighs what the world says
                yield Name(text, words, field, "world", place)


def _elsewhere(fields: dict[str, Field], others: Iterable[Concept]) -> Iterable[Name]:
    claimed = {frozenset(words_of(text)) for name, field in fields.items() for text in (name, *field.names)}
    for concept in others:
        for text in concept.words:
            words = frozenset(words_of(text))
            if words not in claimed:
                yield Name(text, words, concept.name, "world")


def _meanings(names: tuple[Name, ...]) -> dict[frozenset[str], frozenset[str]]:
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for name in names:
        if name.source != "not":
            found[name.words].add(name.meaning)
    return {words: frozenset(meanings) for words, meanings in found.items()}


def _weights(names: tuple[Name, ...]) -> dict[str, float]:
    meanings: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in name.words:
            meanings[word].add(name.meaning)
    count = len({name.meaning for name in names})
    weights = {word: math.log1p(count / len(found)) / math.log1p(count) for word, found in meanings.items()}
    for word in PLAIN_WORDS:
        weights.setdefault(word, _PLAIN)
    for word in AMBIGUOUS & weights.keys():
        weights[word] = min(weights[word], _PLAIN)
    return weights


def _families(fields: dict[str, Field]) -> dict[str, str]:
    firsts = {name: words_of(name)[0] for name in fields if len(words_of(name)) > 1}
    counts = Counter(firsts.values())
    return {name: first for name, first in firsts.items() if counts[first] > 1}
