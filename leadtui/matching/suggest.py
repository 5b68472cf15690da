"""For a file nobody has seen: where each column goes, how sure that is, and why."""

from __future__ import annotations

from typing import Final

from leadtui.matching.also import with_others
from leadtui.matching.assign import Assigned, assign
from leadtui.matching.candidates import Weighed, candidates, in_order, saved
from leadtui.matching.combines import combines
from leadtui.matching.context import in_context
from leadtui.matching.from_name import nearest_elsewhere
from leadtui.matching.headers import judged
from leadtui.matching.lexicon import lexicon_of
from leadtui.matching.look import Look, Table
from leadtui.matching.memory import Memory
from leadtui.matching.tier import tier
from leadtui.model.profile import Profile
from leadtui.model.suggestion import Suggestion, Tier
from leadtui.model.target import Target

_SHOWN: Final = 6
_TELLING: Final = 0.85


def suggest(profile: Profile, target: Target, memory: Memory) -> tuple[Suggestion, ...]:
    """A proposal for each column, in file order; what is in the other columns counts, their order does not."""
    table = judged(Table.of(profile, lexicon_of(target)))
    alone = {look: candidates(look, table, memory) for look in table.looks}
    together = in_context(alone, table)
    for group in combines(table):
        for look, clues in group.members:
            # What is one of several columns for a field is no longer the only one.
            others = [
                each for each in together[look] if each.home.how != "copy" or each.home.fields != group.home.fields
            ]
            together[look] = [*others, Weighed(group.home, (*clues, *saved(look, table, memory, group.home)))]
    weighed = {look: in_order([each.with_clues(*table.doubts) for each in found]) for look, found in together.items()}
    assigned = assign(weighed, table.lexicon.overflows)
    shared = with_others(assigned, weighed, table.lexicon)
    return tuple(_suggestion(look, weighed, assigned, table, shared[look]) for look in table.looks)


def _suggestion(
    look: Look, weighed: dict[Look, tuple[Weighed, ...]], assigned: dict[Look, Assigned], table: Table, final: Assigned
) -> Suggestion:
    decision = assigned[look]
    found = weighed[look]
    choice = decision.choice
    rivals = [
        each
        for other in table.others(look)
        for each in weighed[other]
        if choice is not None and choice.home.how != "combine" and set(each.home.fields) & set(choice.home.fields[:1])
    ]
    level = tier(
        look,
        choice,
        found,
        rivals,
        kind=table.lexicon.kinds[choice.home.fields[0]] if choice else None,
        is_supported=choice is None or _is_supported(look, choice, assigned, table),
    )
    if final is not decision:
        # What several columns fill is no longer copied; the one that joined is to be looked at.
        level = Tier.REVIEW if choice is None else level
        choice = final.choice
        found = tuple(choice if choice and _is_shared(each, choice) else each for each in found)
    shown = found[:_SHOWN] if choice is None or choice in found[:_SHOWN] else (*found[: _SHOWN - 1], choice)
    made = {each.home: each.candidate() for each in shown}
    return Suggestion(
        column=look.profile.column,
        decision=made[choice.home] if choice else None,
        tier=level,
        candidates=tuple(made[each.home] for each in shown),
        note=_note(look, decision, table) if level is Tier.NONE else None,
    )


def _is_shared(each: Weighed, choice: Weighed) -> bool:
    return each.home.how == "copy" and each.home.fields == choice.home.fields


def _is_supported(look: Look, choice: Weighed, assigned: dict[Look, Assigned], table: Table) -> bool:
    families = table.lexicon.families
    family = families.get(choice.home.fields[0])
    if family is None or family in look.words:
        return True
    homes = [each.choice.home for other, each in assigned.items() if other is not look and each.choice]
    return any(families.get(home.fields[0]) == family for home in homes)


def _note(look: Look, decision: Assigned, table: Table) -> str | None:
    """Why there is no home."""
    reasons = (_reason(look, decision, table), *(doubt.evidence.text for doubt in table.doubts))
    return "; ".join(filter(None, reasons)) or None


def _reason(look: Look, decision: Assigned, table: Table) -> str | None:
    if decision.lost_to is not None:
        return f'a duplicate of "{decision.lost_to.profile.column.name}", which fits better'
    other = nearest_elsewhere(look.reading, table.lexicon)
    if other is not None and other.share >= _TELLING:
        return f'means "{other.name.text}", which no field is for'
    if look.values.count == 0:
        return "it is empty, and its name says nothing"
    foreign = look.values.telling()
    return f"{look.values.looks_like(foreign)}, and no field is for that" if foreign else None
