"""How much of a header and a name is the same, by the weight of their words.

A header is measured against hundreds of names, so what is the same for all of them is counted once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leadtui.matching.lexicon import OF_A_QUALIFIER, Lexicon
from leadtui.matching.vocabulary import OF_ORGANIZATIONS, QUALIFIERS, RELATED, SECONDARY, TURNING

UNFILLED: Final = 0.97
"""The most there is when not all words are the same."""
_SECONDARY: Final = 0.35
_STRANGE: Final = 0.5
"""The weight of a word that no name has."""
_TURNED: Final = 0.55
"""What is left of a likeness when the header's last word makes it something else: phone *type*."""
_BEFORE: Final = frozenset({"address"})
"""Say whose the last word is when they stand before it: the city of an address is a city."""
_TELLING: Final = TURNING | RELATED | OF_ORGANIZATIONS


@dataclass(frozen=True, slots=True)
class Scale:
    """A header, ready to be measured against names."""

    lexicon: Lexicon
    said: frozenset[str]
    last: str
    last_letters: str | None
    """The last word that is no number."""
    surplus: dict[str, float]
    """Word → what it weighs where a name does not have it."""
    strange: dict[str, float]
    """The same beside names that say nothing by themselves: the type of something is that of anything."""
    more: frozenset[str]
    """Words that tell."""

    @classmethod
    def of(cls, words: tuple[str, ...], lexicon: Lexicon, plain: frozenset[str]) -> Scale:
        """The scale of a header; `plain` are words that tell nothing in its table."""
        surplus = {word: _surplus(word, words, lexicon, plain, is_generic=False) for word in words}
        strange = {word: _surplus(word, words, lexicon, plain, is_generic=True) for word in words}
        letters = [word for word in words if not word.isdigit()]
        more = frozenset(word for word in letters if word not in QUALIFIERS | _BEFORE and word not in plain)
        last = letters[-1] if letters else None
        return cls(lexicon, frozenset(words), words[-1] if words else "", last, surplus, strange, more)

    def share(self, place: int) -> float:
        """The weight of the words in common with the name at a place of the lexicon, of all words of both."""
        lexicon = self.lexicon
        name = lexicon.names[place].words
        if self.said == name:
            return 1.0
        common = self.said & name
        gauge = lexicon.gauges[place]
        telling = [word for word in common if not word.isdigit()]
        if not telling:
            return 0.0  # "line 2" and "AA2" have nothing in common
        if QUALIFIERS.issuperset(telling) and (not name <= self.said or self._says_more(common)):
            return 0.0  # nor have "site code" and "site name"
        shared = missing = 0.0
        for word in common:
            weight = lexicon.weights.get(word, 1.0)
            shared += weight
            missing -= weight * (OF_A_QUALIFIER if word in QUALIFIERS else 1)
        missing += gauge.weight
        lost = self.strange if gauge.is_generic else self.surplus
        surplus = sum(weight for word, weight in lost.items() if word not in common)
        share = 2 * shared / (2 * shared + max(0.0, missing) + surplus)
        turned = self.last in TURNING and self.last not in name and len(self.surplus) > 1
        return min(share * (_TURNED if turned else 1), UNFILLED)

    def _says_more(self, common: frozenset[str]) -> bool:
        """Beside what is in common it has words that tell, or ends in another word."""
        return self.last_letters not in common or not self.more <= common


def _surplus(word: str, words: tuple[str, ...], lexicon: Lexicon, plain: frozenset[str], *, is_generic: bool) -> float:
    weight = lexicon.weight(word)
    is_qualifier = word in QUALIFIERS or (word in _BEFORE and word != words[-1])
    if is_qualifier or (len(word) == 1 and not word.isdigit()):
        return weight * OF_A_QUALIFIER
    if word in SECONDARY:
        return weight * _SECONDARY
    if word in plain and word not in _TELLING:
        return weight * OF_A_QUALIFIER
    if is_generic:
        return 2 * _STRANGE
    return weight if word in lexicon.weights else _STRANGE
