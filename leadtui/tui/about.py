"""Texts for the side panes: a value in, coloured words out. Every value passes `cells.shown`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadtui.model.issue import Issue, Severity
from leadtui.model.profile import ColumnProfile
from leadtui.model.source import Source
from leadtui.model.suggestion import Candidate, Evidence
from leadtui.model.table import RawTable
from leadtui.review import Comparison, Pair
from leadtui.tui.cells import fit, hanging, shown
from leadtui.tui.widgets.grid import NULL
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import bar, confidence, percent, plural, share, size

TITLE = "bold $text-primary"
QUIET = "$foreground-muted"
_WORD = 8
_NAME = 18
"""Cells of a column's name beside its first value."""
_SEVERE = {Severity.ERROR: "bold $text-error", Severity.WARN: "bold $text-warning", Severity.INFO: QUIET}
_KINDS = {"against": "$text-warning"}


def title(text: str) -> Part:
    """A heading."""
    return (f"{text}\n", TITLE)


def column(seen: ColumnProfile) -> Iterator[Part]:
    """What a column holds."""
    yield title(shown(seen.column.name))
    yield (f"column {seen.column.index + 1}\n\n", QUIET)
    yield f"{bar(seen.filled_share)} "
    yield f"{share(seen.filled_count, seen.row_count)} filled\n"
    yield (f"{seen.distinct_count:,} distinct\n", QUIET)
    if seen.kinds:
        yield "\n"
        yield title("Looks like")
        for kinship in seen.kinds[:3]:
            yield f"{kinship.kind.replace('_', ' '):<14}"
            yield (f"{bar(kinship.share, 6)} {percent(kinship.share)}\n", QUIET)
        against = seen.kinds[0].counter_example
        if against:
            yield ("but not  ", QUIET)
            yield f"{shown(against, 80)}\n"
    if seen.top_pattern:
        yield "\n"
        yield title("Shape")
        yield f"{shown(seen.top_pattern, 60)} "
        yield (f"{percent(seen.top_pattern_share)}\n", QUIET)
        yield (f"{seen.min_length} to {seen.max_length} characters\n", QUIET)
    if seen.samples:
        yield "\n"
        yield title("Most frequent")
        for value in seen.samples[:10]:
            yield f"{shown(value, 120)}\n"


def evidence(reasons: Iterable[Evidence], width: int) -> Iterator[Part]:
    """Why something is proposed, each reason with its kind in front."""
    for reason in reasons:
        word = {"neighbours": "near"}.get(reason.kind, reason.kind)
        yield (f"{word:<{_WORD}}", _KINDS.get(reason.kind, QUIET))
        yield f"{hanging(shown(reason.text, 300), width, _WORD)}\n"


def others(candidates: tuple[Candidate, ...], chosen: Candidate | None) -> Iterator[Part]:
    """The runners-up."""
    rest = [candidate for candidate in candidates if candidate != chosen][:3]
    if rest:
        yield "\n"
        yield title("Runners-up")
        for candidate in rest:
            yield f"{', '.join(candidate.fields)} "
            yield (f"{confidence(candidate.confidence)}\n", QUIET)


def first_rows(source: Source, raw: RawTable) -> Iterator[Part]:
    """What a file holds, at a glance: its columns, each with its first value."""
    yield (f"\n{size(source.size)}, {plural(len(raw.columns), 'column')}\n\n", QUIET)
    names = [column.key for column in raw.columns]
    row = raw.frame.select(names).head(1).collect().row(0) if raw.row_count else (None,) * len(names)
    for column, value in zip(raw.columns, row, strict=True):
        yield (f"{fit(column.name, _NAME)}  ", "bold")
        yield f"{NULL if value is None else shown(value, 60)}\n"


def issues(found: Iterable[Issue]) -> Iterator[Part]:
    """What is said about one line."""
    for issue in found:
        yield (f"\n{issue.code}  ", _SEVERE[issue.severity])
        yield f"{shown(issue.field or issue.column or '', 40)}\n"
        yield (f"{shown(issue.message, 200)}\n", QUIET)


def before_after(seen: Comparison, width: int, most: int) -> Iterator[Part]:
    """A few values before and after cleaning, the telling ones first."""
    half = (width - 3) // 2
    if not seen.changed_count and not seen.lost_count:
        yield (f"{plural(seen.filled_count, 'value')}, kept as received\n", QUIET)
        return
    yield title(f"{fit('before', half)}   after")
    for pair in _telling(seen, most):
        yield from _pair(pair, half)


def counted(seen: Comparison, width: int) -> Iterator[Part]:
    """Values before and after with the number of rows, for a whole pane."""
    half = (width - 9 - 3) // 2
    yield title(f"{'rows':>7}  {fit('before', half)}   after")
    for pair in seen.pairs:
        yield (f"{pair.count:>7,}  ", QUIET)
        yield from _pair(pair, half)


def _pair(pair: Pair, half: int) -> Iterator[Part]:
    before = NULL if pair.before is None else pair.before
    if pair.is_lost:
        yield f"{fit(before, half)} "
        yield ("✗ ", "bold $text-error")
        yield ("not kept\n", "$text-error")
    elif pair.is_changed:
        yield f"{fit(before, half)} "
        yield ("→ ", "$text-success")
        yield f"{fit(pair.after or '', half)}\n"
    else:
        yield (f"{fit(before, half)} =\n", QUIET)


def _telling(seen: Comparison, most: int) -> list[Pair]:
    """Some lost, some changed, some kept, as far as there are any."""
    lost = [pair for pair in seen.pairs if pair.is_lost][: most // 3]
    changed = [pair for pair in seen.pairs if pair.is_changed][: most - len(lost) - 2]
    kept = [pair for pair in seen.pairs if not pair.is_lost and not pair.is_changed]
    return [*lost, *changed, *kept[: most - len(lost) - len(changed)]]
