"""A header must not name two fields: the file nearest to the source decides, and a tie is a mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leadtui.store.document import Placed
from leadtui.store.mistake import Mistake


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who keeps a synonym that several fields claim."""

    lost: dict[str, tuple[str, ...]]
    """Field → synonyms that a file nearer to the source gave to another field."""
    denied: dict[str, tuple[str, ...]]
    """Field → its own name, which a file nearer to the source gave to another field."""
    conflicts: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    field: str
    word: str
    level: int
    """Of the file in the chain; a field's own name counts as written where the chain begins."""
    placed: Placed
    is_own_name: bool


def folded(word: str) -> str:
    """What two spellings of one header have in common.

    >>> folded("E-Mail") == folded("email")
    True
    """
    return "".join(character for character in word.casefold() if character.isalnum())


def settle_synonyms(tree: Placed, chain: tuple[Path, ...]) -> Verdict:
    """For each header claimed by several fields, who has it."""
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for claim in _claims(tree, chain):
        claims[folded(claim.word)].append(claim)
    lost: dict[str, list[str]] = defaultdict(list)
    denied: dict[str, list[str]] = defaultdict(list)
    conflicts: list[Mistake] = []
    for rivals in claims.values():
        nearest = max(claim.level for claim in rivals)
        winners = [claim for claim in rivals if claim.level == nearest]
        fields = dict.fromkeys(claim.field for claim in winners)
        if len(fields) > 1:
            conflicts.append(_conflict(winners))
        for claim in rivals:
            if claim.field not in fields:
                (denied if claim.is_own_name else lost)[claim.field].append(claim.word)
    return Verdict(_frozen(lost), _frozen(denied), tuple(conflicts))


def _claims(tree: Placed, chain: tuple[Path, ...]) -> Iterator[_Claim]:
    fields = tree.value.get("fields") if isinstance(tree.value, dict) else None
    for name, field in fields.value.items() if fields is not None and isinstance(fields.value, dict) else ():
        yield _Claim(name, name, 0, field, is_own_name=True)
        names = field.value.get("names") if isinstance(field.value, dict) else None
        for word in names.value if names is not None and isinstance(names.value, tuple) else ():
            if isinstance(word.value, str) and folded(word.value):
                yield _Claim(name, word.value, chain.index(word.place.path), word, is_own_name=False)


def _conflict(claims: list[_Claim]) -> Mistake:
    written = [claim for claim in claims if not claim.is_own_name]
    last = written[-1]
    other = next(claim for claim in claims if claim.field != last.field)
    where = "its own name" if other.is_own_name else f"in line {other.placed.place.line}"
    message = f"{last.word!r} names {other.field}, too ({where}); a header can name one field only"
    return Mistake(last.placed.place, f"fields.{last.field}.names", message)


def _frozen(words: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {field: tuple(found) for field, found in words.items()}
