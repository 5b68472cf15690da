"""What is unlike this source's past: far fewer rows or values, more rejects, more vanished rows, another size.

Small files differ a lot by chance, so nothing is said about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from leadtui.model.plan import Counts, Doubt, LoadRequest
from leadtui.postgres.merge import Merge
from leadtui.postgres.past import RecentRun

_FEWEST: Final = 20
"""Rows of which a share says something."""
_ROWS_LEFT: Final = 0.5
"""A file with fewer than this share of the last one's rows was probably cut off."""
_MUCH: Final = 3.0
"""Times the most there ever was."""
_SIZE: Final = 3.0
_FILLED_LEFT: Final = 0.5
_FILLED_DROP: Final = 0.3
_PAST_NEEDED: Final = 2
"""Runs before `usually` may be said."""
_NAMED: Final = 3


def unusual(merge: Merge, request: LoadRequest, counts: Counts, recent: tuple[RecentRun, ...]) -> Iterator[Doubt]:
    """Everything unusual, as doubts; far too few rows refuse the load unless it is forced."""
    of_whole = tuple(run for run in recent if run.is_complete)
    if not merge.is_complete or not of_whole:
        return
    last = of_whole[0]
    if last.read >= _FEWEST and counts.read < _ROWS_LEFT * last.read:
        yield Doubt(
            "row_count",
            f"the file has {counts.read:,} rows, where the last one (run {last.run}) had {last.read:,}: is it cut off?",
            refuses=not request.force,
        )
    if counts.read < _FEWEST:
        return
    yield from _size(request, last)
    yield from _many(
        "unusual_vanished", "known rows are not in the file", counts.vanished, [r.vanished for r in of_whole]
    )
    yield from _many("unusual_rejects", "rows are rejected", counts.rejected, [r.rejected for r in of_whole])
    yield from _blanks(merge, last)


def _size(request: LoadRequest, last: RecentRun) -> Iterator[Doubt]:
    is_alike = PurePath(request.file.name).suffix.lower() == PurePath(last.file_name).suffix.lower()
    now, then = request.file.size, last.file_size
    if is_alike and now and then and not 1 / _SIZE <= now / then <= _SIZE:
        yield Doubt(
            "unusual_size",
            f"the file has {now:,} bytes, {_times(now / then)} times as many as the last one",
            refuses=False,
        )


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"  # noqa: PLR2004  two digits say enough


def _many(code: str, what: str, now: int, past: list[int]) -> Iterator[Doubt]:
    if len(past) >= _PAST_NEEDED and now > max(_FEWEST / 2, _MUCH * max(past)):
        usually = f"{min(past):,}" if min(past) == max(past) else f"{min(past):,} to {max(past):,}"
        yield Doubt(code, f"{now:,} {what}; usually {usually}", refuses=False)


def _blanks(merge: Merge, last: RecentRun) -> Iterator[Doubt]:
    """Fields that were mostly filled and are mostly empty now."""
    rows_now, rows_then = merge.staged.row_count, last.read - last.rejected
    if not rows_now or not rows_then:
        return
    found = []
    for column in merge.columns:
        now, then = merge.staged.filled[column.name] / rows_now, last.filled.get(column.name, 0) / rows_then
        if then - now > _FILLED_DROP and now < _FILLED_LEFT * then:
            found.append((then - now, f"{column.name} is filled in {now:.0%} of the rows; it was in {then:.0%}"))
    if found:
        named = "; ".join(text for _, text in sorted(found, key=lambda one: -one[0])[:_NAMED])
        more = f"; and {len(found) - _NAMED} more fields" if len(found) > _NAMED else ""
        yield Doubt("unusual_blanks", named + more, refuses=False)
