"""Where columns go and what fills a field, as decided or, while that is open, as proposed."""

from __future__ import annotations

from leadtui.model.mapping import ColumnMap
from leadtui.model.step import Clean, Combine, Constant, Copy, Derive, Split, Step, Values
from leadtui.model.suggestion import How
from leadtui.review.review import ColumnReview, Gone, Home, Review


def home(review: Review, index: int) -> Home | None:
    """Where the column goes: as decided or, while that is open, as proposed; None if nobody knows."""
    row = review.columns[index]
    if row.chosen is not None:
        return _decided(review, row, row.chosen)
    if row.saved is not None:
        return _decided(review, row, row.saved)
    if row.suggestion is None or row.suggestion.decision is None:
        return None
    best = row.suggestion.decision
    return Home(fields=best.fields, how=best.how, method=best.method, confidence=best.confidence)


def partners(review: Review, index: int) -> tuple[int, ...]:
    """The open columns proposed to make one field together with this one, itself included; one decision for all."""
    here = home(review, index)
    if here is None or here.how != "combine" or not review.columns[index].is_open:
        return (index,)
    return tuple(other for other, row in enumerate(review.columns) if row.is_open and home(review, other) == here)


def _decided(review: Review, row: ColumnReview, chosen: ColumnMap) -> Home:
    name = (row.is_open and row.former_identity) or row.column.name
    combination = review.combination(name)
    if combination is not None:
        return Home(fields=(combination.field,), how="combine", method=combination.how)
    how: How = "split" if chosen.split else "copy"
    return Home(fields=chosen.to, how=how, method=chosen.split, skip=chosen.skip)


def is_replaced(review: Review, gone: Gone) -> bool:
    """Whether other columns came in its place and fill all that it filled."""
    filled = {
        field
        for index, row in enumerate(review.columns)
        if row.drift is not None and row.drift.kind in {"split", "joined"} and (here := home(review, index))
        for field in here.fields
    }
    return bool(gone.saved.to) and set(gone.saved.to) <= filled


def also_fills(review: Review, index: int) -> tuple[str, ...]:
    """The fields that steps copy or split out of a column, beside where it goes itself."""
    name = review.columns[index].column.name
    own = [step for step in review.steps if isinstance(step, Copy | Split) and step.column == name]
    here = home(review, index)
    taken = here.fields if here else ()
    return tuple(dict.fromkeys(field for step in own for field in _made_by(step) if field not in taken))


def _is_there(review: Review, step: Step) -> bool:
    return not isinstance(step, Copy | Split) or step.column in review.names


def _made_by(step: Step) -> tuple[str, ...]:
    return step.fields if isinstance(step, Split) else (step.field,) if not isinstance(step, Clean | Values) else ()


def _made_of(step: Step) -> tuple[str, ...]:
    match step:
        case Copy() | Split():
            return (step.column,)
        case Combine():
            return step.columns
        case Derive():
            return (f"from {step.source}",)
        case Constant():
            return ("constant",)
        case _:
            return ("expression",)


def feeders(review: Review) -> dict[str, tuple[str, ...]]:
    """Which columns or steps fill each field, proposals included; fields nobody fills are left out."""
    found: dict[str, list[str]] = {}
    for index, row in enumerate(review.columns):
        here = home(review, index)
        for name in here.fields if here else ():
            found.setdefault(name, []).append(row.column.name)
    for step in review.steps:
        for name in _made_by(step) if _is_there(review, step) else ():
            sources = found.setdefault(name, [])
            sources.extend(source for source in _made_of(step) if source not in sources)
    for name, declared in review.target.fields.items():
        if declared.constant is not None and name not in found:
            found[name] = ["constant"]
        if declared.derived_from in found and name not in found:
            found[name] = [f"from {declared.derived_from}"]
    return {name: tuple(sources) for name, sources in found.items()}
