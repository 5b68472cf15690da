"""Evidence from the values: which kinds they are recognised as, and whether a field wants such values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from leadtui.matching.clue import Clue, clue
from leadtui.matching.fits import CONCEPT_FITS, FITS, FOREIGN, PHRASES, Fit
from leadtui.matching.vocabulary import NULL_WORDS
from leadtui.model.profile import ColumnProfile

_RAMP: Final = (0.35, 0.9)
"""Below the first share a kind says nothing, from the second it says all it can."""
_WORTH: Final = 1.0
_FOREIGN_SHARE: Final = 0.8
_FOREIGN_WEIGHT: Final = -3.0
_FEW: Final = 5
"""With fewer values than this, what is not there means less."""
_LONGEST_STATE_CODE: Final = 3
"""New York may be a town, NY is none."""
_CLEARLY: Final = -1.0
_ENOUGH: Final = 12
"""So many values show whether they repeat."""


@dataclass(frozen=True, slots=True)
class Values:
    """A column's values, with cells that stand for nothing (`NA`, `_`) left out."""

    count: int
    """How many there are."""
    shares: dict[str, float]
    """Kind → share of them."""
    distinct_share: float
    profile: ColumnProfile
    foreign: str | None = None
    """The kind that gives nearly all values away, if there is one."""

    @classmethod
    def of(cls, profile: ColumnProfile) -> Values:
        """What matching needs to know of a profile."""
        absent = _share_of_null_words(profile)
        left = max(1e-9, 1 - absent)
        count = round(profile.filled_count * left)
        null_kinds = {"word", "identifier"} if absent else set()
        shares = {
            kin.kind: min(1.0, max(0.0, kin.share - (absent if kin.kind in null_kinds else 0)) / left)
            for kin in profile.kinds
        }
        if profile.max_length <= _LONGEST_STATE_CODE and "us_state" in shares:
            shares["state_code"] = shares["us_state"]
        distinct_share = profile.distinct_count / profile.filled_count if profile.filled_count else 0.0
        found = [kind for kind in FOREIGN if shares.get(kind, 0.0) >= _FOREIGN_SHARE]
        foreign = max(found, key=lambda kind: (shares[kind], kind), default=None)
        return cls(count, shares, distinct_share, profile, foreign)

    def share(self, kind: str) -> float:
        """Of the values that are of a kind."""
        return self.shares.get(kind, 0.0)

    def telling(self) -> str | None:
        """The kind that gives nearly all values away, if there is one."""
        return self.foreign

    def looks_like(self, kind: str) -> str:
        """In plain words, with counts."""
        share = self.share(kind)
        counted = "all" if share >= 1 else f"{100 * share:.3g}% of"
        return f"{counted} {self.count:,} values look like {PHRASES.get(kind, kind)}"


def _share_of_null_words(profile: ColumnProfile) -> float:
    """The share of the commonest value when it stands for nothing; its pattern tells how common it is."""
    if not profile.samples or profile.samples[0].casefold() not in NULL_WORDS:
        return 0.0
    pattern = "".join("A" if letter.isupper() else "a" if letter.islower() else letter for letter in profile.samples[0])
    folded = "".join(
        letter for place, letter in enumerate(pattern) if letter not in "Aa" or pattern[place - 1 : place] != letter
    )
    return profile.top_pattern_share if folded == profile.top_pattern else 0.0


def from_concept(concept: str | None, values: Values) -> tuple[Clue, ...]:
    """What the values say about a field that stands for a concept, beside what its kind says."""
    fit = CONCEPT_FITS.get(concept or "")
    if fit is None or values.count == 0:
        return ()
    _, weight = best = max(
        ((kind, values.share(kind) * most) for kind, most in fit.items()), key=lambda each: abs(each[1])
    )
    return (clue("values", values.looks_like(best[0]), weight),) if abs(weight) >= _WORTH else ()


def from_values(kind: str | None, values: Values) -> tuple[Clue, ...]:
    """What the values say about a field whose own values are of a kind."""
    fit = FITS.get(kind or "")
    if values.count == 0 or fit is None:
        return ()
    best, weight = _best(fit, values)
    clues = [clue("values", values.looks_like(best), weight)] if best and abs(weight) >= 0.1 else []  # noqa: PLR2004
    worst, misgiving = _best(fit, values, by=-1)
    if worst and worst != best and misgiving <= _CLEARLY:
        clues.append(clue("against", values.looks_like(worst), misgiving))
    clues += _against(fit, values)
    clues += _repeated(fit, values)
    return tuple(clues)


def _best(fit: Fit, values: Values, by: int = 1) -> tuple[str | None, float]:
    """The kind that speaks loudest for the field; against it where `by` is -1."""
    low, high = _RAMP
    weights = {
        kind: weight * min(1.0, max(0.0, (values.share(kind) - low) / (high - low)))
        for kind, weight in fit.kinds.items()
        if values.share(kind) > low
    }
    if not weights:
        return None, 0.0
    best = max(weights, key=lambda kind: (by * weights[kind], kind))
    return best, weights[best]


def _against(fit: Fit, values: Values) -> list[Clue]:
    fitting = max((values.share(known) for known in fit.kinds), default=0.0)
    trust = min(1.0, values.count / _FEW)
    found = []
    if fitting < 0.5:  # noqa: PLR2004  more misfits than fits
        weight = fit.misfit * trust * (0.5 - fitting) / 0.5
        found.append(clue("against", f"only {100 * fitting:.3g}% of {values.count:,} values fit", weight))
    foreign = values.telling()
    if foreign is not None and foreign not in fit.kinds:
        found.append(clue("against", values.looks_like(foreign), _FOREIGN_WEIGHT * trust))
    if fit.lengths is not None and not _overlap(fit.lengths, values.profile):
        lengths = f"{values.profile.min_length} to {values.profile.max_length} characters"
        found.append(clue("against", f"the values have {lengths}", -4.0 * trust))
    return found


def _overlap(lengths: tuple[int, int], profile: ColumnProfile) -> bool:
    return profile.max_length >= lengths[0] and profile.min_length <= lengths[1]


def _repeated(fit: Fit, values: Values) -> list[Clue]:
    if fit.own and values.profile.distinct_count == 1 and values.count >= _FEW:
        return [clue("against", "all rows have the same", fit.own)]
    if not fit.distinct or values.count < _ENOUGH:
        return []
    # From -1 (a handful of values again and again) to +1 (every value once).
    spread = max(-1.0, min(1.0, (values.distinct_share - 0.5) * 2.5))
    text = "nearly every value differs" if spread > 0 else "the same values come again and again"
    weight = fit.distinct * spread
    return [clue("shape", text, weight)] if abs(weight) >= 0.2 else []  # noqa: PLR2004
