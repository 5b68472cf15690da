"""From decisions to the mapping they amount to."""

from __future__ import annotations

from leadtui.errors import NeedsPersonError
from leadtui.model.dialect import Dialect
from leadtui.model.mapping import ColumnMap, Layout, Mapping, Seen, fingerprint
from leadtui.model.step import Step
from leadtui.review.review import Review
from leadtui.review.wiring import without


def to_mapping(review: Review, name: str, version: int = 1, dialect: Dialect | None = None) -> Mapping:
    """The effective mapping, as if written by hand.

    Raises:
        NeedsPersonError: a column is still open.
    """
    open_names = [row.column.name for row in review.columns if row.is_open]
    if open_names:
        some = ", ".join(open_names[:3]) + (" …" if len(open_names) > 3 else "")  # noqa: PLR2004  enough to recognise
        raise NeedsPersonError(f"{len(open_names)} columns are not decided: {some}", "Decide them on the Map screen.")
    return Mapping(
        name=name,
        version=version,
        target=review.target,
        layout=_layout(review, dialect),
        columns={row.column.name: row.chosen or ColumnMap() for row in review.columns},
        steps=_steps(review),
    )


def is_changed(review: Review) -> bool:
    """Whether the decisions differ from the saved mapping they began with; true when there was none."""
    saved = review.recalled
    if saved is None or any(row.is_open for row in review.columns):
        return True
    now = to_mapping(review, saved.name, saved.version)
    return (now.columns, now.steps, now.target) != (saved.columns, saved.steps, saved.target)


def _layout(review: Review, dialect: Dialect | None) -> Layout | None:
    if dialect is None:
        return review.recalled.layout if review.recalled else None
    # Where a table ends is true of one file; next month's may be longer, and must not be cut in silence.
    written = dialect.model_dump(include=set(Dialect.model_fields), exclude={"last_row"})
    return Layout(**written, columns=len(review.columns), fingerprint=fingerprint(review.names), seen=_seen(review))


def _seen(review: Review) -> dict[str, Seen]:
    """What the saved layout remembers of the columns that are still there, under the names they have now."""
    former = review.recalled.layout.seen if review.recalled and review.recalled.layout else {}
    known = {row.column.name: row.former_identity or row.column.name for row in review.columns}
    return {name: former[was] for name, was in known.items() if was in former}


def _steps(review: Review) -> tuple[Step, ...]:
    steps = review.steps
    for gone in review.gone:
        steps = without(steps, gone.name)
    return steps
