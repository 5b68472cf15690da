"""What the walk means: which steps are settled, where to go next, what to say. Pure: a walk in, an answer out."""

from __future__ import annotations

from leadtui import review as reviewing
from leadtui.model.mapping import Mapping
from leadtui.model.target import Limit
from leadtui.review import Lesson, Question
from leadtui.tui.tasks import same
from leadtui.tui.walk import Step, Walk
from leadtui.tui.widgets.stepper import Stop
from leadtui.typed import command


def effective(walk: Walk) -> Mapping | None:
    """The mapping the decisions amount to, open ones taken as proposed; None before there are any."""
    if walk.review is None or walk.detection is None:
        return None
    presumed = reviewing.presumed(walk.review)
    return reviewing.to_mapping(presumed, walk.name, walk.version, walk.detection.dialect)


def questions(walk: Walk) -> tuple[Question, ...]:
    """What is still open on Map."""
    return reviewing.undecided(walk.review) if walk.review else ()


def lessons(walk: Walk) -> tuple[Lesson, ...]:
    """Headers just confirmed which could hold everywhere, once everything on Map is decided."""
    if walk.review is None or walk.memory is None or questions(walk):
        return ()
    return reviewing.lessons(walk.review, walk.memory)


def doubts(walk: Walk) -> tuple[tuple[str, str], ...]:
    """What the cleaning decided without proof and nobody agreed to yet: field and setting."""
    if walk.review is None or walk.inspection is None or _is_as_saved(walk):
        return ()
    return tuple(
        (decision.field, decision.setting)
        for decision in walk.inspection.recipe.decisions
        if not decision.is_certain and (decision.field, decision.setting) not in walk.review.accepted
    )


def _is_as_saved(walk: Walk) -> bool:
    """A mapping that was confirmed before is not asked about again."""
    return walk.review is not None and walk.review.recalled is not None and not walk.review.past


def over_limit(walk: Walk) -> int:
    """How many rows are rejected, if that is more than the mapping allows."""
    checked = walk.checked
    if walk.inspection is None or checked is None:
        return 0
    rejected = checked.unforeseen_count
    limit = walk.inspection.mapping.load.max_rejects
    return 0 if limit.allows(rejected, checked.read_count) else rejected


def open_count(walk: Walk, step: Step) -> int:
    """How many decisions a step still waits for."""
    match step:
        case Step.MAP:
            return len(questions(walk))
        case Step.CLEAN:
            return len(doubts(walk))
        case Step.CHECK:
            return 1 if over_limit(walk) else 0
        case _:
            return 0


def is_settled(walk: Walk, step: Step) -> bool:
    """Whether a step is done and asks for nothing."""
    match step:
        case Step.FILE:
            return walk.is_read
        case Step.MAP:
            return walk.review is not None and not questions(walk)
        case Step.CLEAN | Step.CHECK:
            return is_settled(walk, Step.MAP) and is_fresh(walk) and not open_count(walk, step)
        case _:
            return walk.report is not None


def is_fresh(walk: Walk) -> bool:
    """Whether what was checked is what is decided now."""
    mapping = effective(walk)
    return walk.inspection is not None and mapping is not None and same(walk.inspection.mapping, mapping)


def is_planned(walk: Walk) -> bool:
    """Whether the plan is about what is decided now."""
    return walk.prospect is not None and is_fresh(walk) and walk.prospect.inspection is walk.inspection


def next_step(walk: Walk, here: Step) -> Step:
    """Where `]` leads: the next step that waits for a decision; Plan waits for its key.

    >>> next_step(Walk("f.csv"), Step.PLAN).label
    'Plan'
    """
    for step in (Step.MAP, Step.CLEAN, Step.CHECK):
        if step > here and open_count(walk, step):
            return step
    if walk.report is not None:
        return Step.LOAD
    return max(here, Step.PLAN)


def stops(walk: Walk, here: Step) -> tuple[Stop, ...]:
    """The stepper's content."""
    return tuple(
        Stop(
            number=step.value,
            label=step.label,
            is_here=step is here,
            is_settled=is_settled(walk, step),
            open_count=open_count(walk, step),
        )
        for step in Step
    )


def command_line(walk: Walk) -> str:
    """The same load without a screen, ready to be pasted into a shell."""
    words = ["load", "--saved-mapping", walk.name]
    if walk.wish.table:
        words += ["--table", walk.wish.table]
    if walk.wish.force:
        words.append("--force")
    return command(*words, db=walk.url, file=walk.path)


def enough(rejected: int, read: int) -> Limit:
    """The smallest usual limit that lets this many rejected rows pass.

    >>> str(enough(12, 5204)), str(enough(3, 10))
    ('1%', '30%')
    """
    for percent in (1, 2, 5, 10, 20, 30, 50):
        if rejected <= percent / 100 * read:
            return Limit(share=percent / 100)
    return Limit(share=1.0)
