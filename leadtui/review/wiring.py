"""Steps name columns: they have to follow when a column is called differently, joins in, or is used elsewhere."""

from __future__ import annotations

from leadtui.model.step import Combine, Copy, Split, Step


def renamed(steps: tuple[Step, ...], was: str, name: str) -> tuple[Step, ...]:
    """The steps with the column `was` called `name`.

    >>> renamed((Combine(columns=("A", "B"), field="f", how="join"),), "A", "C")[0].columns
    ('C', 'B')
    """
    return tuple(_renamed(step, was, name) for step in steps)


def _renamed(step: Step, was: str, name: str) -> Step:
    if isinstance(step, Copy | Split) and step.column == was:
        return step.model_copy(update={"column": name})
    if isinstance(step, Combine) and was in step.columns:
        columns = tuple(name if column == was else column for column in step.columns)
        # Without labels the old name was the label; the result should not change with the header.
        labels = {name if column == was else column: label for column, label in (step.labels or {was: was}).items()}
        return step.model_copy(update={"columns": columns, "labels": labels})
    return step


def without(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """The steps with the column taken out; those which used nothing else are dropped.

    >>> without((Copy(column="A", field="f"),), "A")
    ()
    """
    kept: list[Step] = []
    for step in steps:
        if isinstance(step, Copy | Split) and step.column == name:
            continue
        if isinstance(step, Combine) and name in step.columns:
            rest = tuple(column for column in step.columns if column != name)
            if rest:
                labels = {column: label for column, label in (step.labels or {}).items() if column != name} or None
                kept.append(step.model_copy(update={"columns": rest, "labels": labels}))
            continue
        kept.append(step)
    return tuple(kept)


def joined(steps: tuple[Step, ...], wish: Combine, order: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps with `wish` in them, grown into the combination that already makes that field, if any.

    Columns stand in file order (`order`), whoever came first.

    >>> first = Combine(columns=("B",), field="f", how="join")
    >>> joined((first,), Combine(columns=("A",), field="f", how="flags"), ("A", "B"))[0].columns
    ('A', 'B')
    """
    place = {name: position for position, name in enumerate(order)}
    former = next((step for step in steps if isinstance(step, Combine) and step.field == wish.field), None)
    if former is None:
        return (*steps, wish.model_copy(update={"columns": _sorted(wish.columns, place)}))
    both = _sorted(tuple(dict.fromkeys((*former.columns, *wish.columns))), place)
    labels = {**(former.labels or {}), **(wish.labels or {})} or None
    grown = wish.model_copy(update={"columns": both, "labels": labels})
    return tuple(grown if step is former else step for step in steps)


def _sorted(names: tuple[str, ...], place: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: place.get(name, len(place))))
