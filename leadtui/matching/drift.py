"""What happened to a source's layout since its mapping was confirmed."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from leadtui.matching.by_values import Values
from leadtui.matching.fits import FITS, PHRASES
from leadtui.matching.lexicon import Lexicon, lexicon_of
from leadtui.matching.look import Look, Table
from leadtui.matching.pairing import Pair, paired
from leadtui.matching.seen import difference
from leadtui.matching.splits import SPLITTERS
from leadtui.matching.takeover import is_taken, taken_over
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.profile import Profile
from leadtui.model.suggestion import ColumnDrift, Drift, DriftKind, Evidence
from leadtui.model.table import Column

_HARDLY: Final = 0.2
_FEW: Final = 5


def drift(profile: Profile, columns: tuple[Column, ...], mapping: Mapping) -> Drift:
    """Each column of the file, and each that is gone: the same, moved, renamed, new, or of other meaning.

    Order alone is no drift; a column is changed when its name stayed and its values are no longer what
    its field wants, or no longer what the layout remembers of them. Where several columns came in place of one,
    or one in place of several, each says so.
    """
    lexicon = lexicon_of(mapping.target)
    table = Table.of(profile, lexicon)
    pairs = paired(table, columns, mapping)
    known = {pair.look for pair in pairs if not pair.is_renamed}
    kept = {pair.was for pair in pairs if not pair.is_renamed}
    came = [look for look in table.looks if look not in known]
    taken = taken_over(came, [name for name in mapping.columns if name not in kept], mapping, lexicon)
    pairs = tuple(pair for pair in pairs if not pair.is_renamed or not is_taken(pair.look, pair.was, taken, mapping))
    by_name = {pair.look.profile.column.name: pair for pair in pairs}
    moved = _moved(pairs, mapping)
    there = {pair.was for pair in pairs}
    gone = [name for name in mapping.columns if name not in there]
    here = [
        _column_drift(by_name[column.name], lexicon, mapping, is_moved=by_name[column.name] in moved)
        if column.name in by_name
        else taken.get(column.name) or ColumnDrift("new", column.name, None, 1.0)
        for column in columns
    ]
    return Drift((*here, *(ColumnDrift("gone", name, name, 1.0) for name in gone)))


def _column_drift(pair: Pair, lexicon: Lexicon, mapping: Mapping, *, is_moved: bool) -> ColumnDrift:
    name = pair.look.profile.column.name
    if pair.is_renamed:
        reasons = sorted(pair.clues, key=lambda clue: -abs(clue.weight))
        evidence = tuple(clue.evidence for clue in reasons)
        return ColumnDrift("renamed", name, pair.was, pair.confidence, evidence)
    seen = mapping.layout.seen.get(pair.was) if mapping.layout else None
    against = _changed(pair.look, mapping.columns[pair.was], lexicon) or (seen and difference(seen, pair.look))
    if against:
        return ColumnDrift("changed", name, pair.was, 1.0, (Evidence("against", against),))
    kind: DriftKind = "moved" if is_moved else "same"
    return ColumnDrift(kind, name, pair.was, 1.0)


def _changed(look: Look, declared: ColumnMap, lexicon: Lexicon) -> str | None:
    """Why the values can no longer be what they were, if so."""
    values = look.values
    if values.count < _FEW or not declared.to:
        return None
    wanted = _wanted(declared, lexicon)
    if not wanted:
        return None
    foreign = values.telling()
    if foreign is not None and foreign not in wanted:
        return f"{values.looks_like(foreign)}, which {_list(declared.to)} cannot use"
    if (
        max(values.share(kind) for kind in wanted) < _HARDLY
        and declared.format is None
        and _is_demanding(declared, lexicon)
    ):
        return f"hardly any of {values.count:,} values look like {_expected(declared, lexicon, values)}"
    return None


def _wanted(declared: ColumnMap, lexicon: Lexicon) -> set[str]:
    """The kinds of value that what is done with the column can take."""
    wanted: set[str] = set()
    for splitter in SPLITTERS:
        if splitter.method == declared.split:
            wanted |= set(splitter.whole)
    for field in declared.to:
        fit = FITS.get(lexicon.kinds.get(field) or "")
        wanted |= set(fit.kinds) if fit else set()
    return wanted


def _is_demanding(declared: ColumnMap, lexicon: Lexicon) -> bool:
    """Values of the field are recognised for certain, so that none means none."""
    kind = lexicon.kinds.get(declared.to[0])
    return declared.split is None and len(declared.to) == 1 and kind in _DEMANDING


_DEMANDING: Final = frozenset(
    {"email", "us_phone", "url", "us_zip", "us_state", "date", "count", "integer", "decimal", "money"}
)


def _expected(declared: ColumnMap, lexicon: Lexicon, _values: Values) -> str:
    fit = FITS[lexicon.kinds.get(declared.to[0]) or ""]
    return PHRASES[max(fit.kinds, key=lambda kind: (fit.kinds[kind], kind))]


def _list(fields: tuple[str, ...]) -> str:
    return ", ".join(fields)


def _moved(pairs: tuple[Pair, ...], mapping: Mapping) -> set[Pair]:
    """The fewest columns that must have moved: all outside a longest run in the mapping's order."""
    place = {name: position for position, name in enumerate(mapping.columns)}
    places = [place[pair.was] for pair in pairs]
    ends: list[int] = []  # the smallest last place of a run of each length
    at: list[int] = []  # for each length, which pair ends it
    before: list[int] = []
    for number, here in enumerate(places):
        length = bisect_left(ends, here)
        before.append(at[length - 1] if length else -1)
        ends[length:] = [here, *ends[length + 1 :]]
        at[length:] = [number, *at[length + 1 :]]
    kept: set[int] = set()
    number = at[-1] if at else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return {pair for number, pair in enumerate(pairs) if number not in kept}
