"""The words of the Plan screen: counts, changes, doubts and examples of a `LoadPlan`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leadtui.model.plan import LoadPlan, RowChange
from leadtui.model.target import Mode
from leadtui.tui import about, journey
from leadtui.tui.cells import hanging, shown
from leadtui.tui.walk import Walk
from leadtui.tui.widgets.grid import NULL
from leadtui.tui.widgets.listing import Cell, Row
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import plural

MODES: Final = {
    Mode.UPSERT: "new rows are added, known ones brought up to date",
    Mode.APPEND: "new rows are added, known ones left alone",
    Mode.REPLACE_SOURCE: "the rows of this source become exactly those of the file",
    Mode.HISTORY: "as upsert, and former values are kept with their dates",
}
"""What each mode does with rows the table knows."""


def condition(is_met: bool, met: str, still: str, width: int) -> Iterator[Part]:
    """A line of the checklist."""
    yield ("✓ " if is_met else "! ", "$text-success" if is_met else "bold $text-warning")
    text = hanging(shown(met if is_met else still, 200), width, 2)
    yield (f"{text}\n", "" if is_met else "$text-warning")


def counts(walk: Walk, plan: LoadPlan | None) -> Iterator[Part]:
    """What is to happen, or why that can't be said yet."""
    if plan is None:
        asked = journey.questions(walk)
        yield about.title("What the load will do")
        if asked:
            yield "\n"
            columns = sum(question.kind == "column" for question in asked)
            messages = [f"{plural(columns, 'column')} to decide"] if columns else []
            messages += [question.message for question in asked if question.kind != "column"]
            for message in messages[:8]:
                yield ("? ", "bold $text-warning")
                yield f"{shown(message, 120)}\n"
            yield ("\n2 goes to Map\n", about.QUIET)
        elif walk.troubles:
            trouble = walk.troubles[-1]
            yield (f"\n✗ {shown(trouble.message, 300)}\n", "bold $text-error")
            yield (f"{shown(trouble.hint or '', 300)}\n\nr tries again\n", about.QUIET)
        else:
            doing = walk.working("read", "know", "check", "connect", "plan")
            yield (f"\n{doing.what if doing else 'planning'} …\n", about.QUIET)
        return
    counts = plan.counts
    yield about.title(f"What the load will do to {shown(plan.table, 60)} at {shown(plan.database, 60)}")
    known = counts.updated + counts.unchanged
    for sign, word, count, style, note in (
        ("+", "insert", counts.inserted, "$text-success", f"new for source {plan.source}"),
        ("~", "update", counts.updated, "$text-primary", f"of {known:,} already known"),
        ("=", "same", counts.unchanged, "", "untouched, nothing is written"),
        ("-", "vanished", counts.vanished, "$text-warning", _vanished(walk)),
        ("!", "rejected", counts.rejected, "$text-error", "kept in a rejects file, with the reason"),
        ("×", "doubled", counts.duplicates, "", "another row of the file has the same key"),
    ):
        quiet = about.QUIET if not count else style
        yield (f"  {sign} {word:<10}", quiet)
        yield (f"{count:>9,}", f"bold {style}" if count else about.QUIET)
        yield (f"   {note}\n", about.QUIET)
    yield (f"    {'of':<10}{counts.read:>9,}   rows read\n", about.QUIET)
    yield (f"  mode {plan.mode.value}: {MODES[plan.mode]}", about.QUIET)


def _vanished(walk: Walk) -> str:
    if walk.inspection is None:
        return ""
    return {
        "mark_not_current": "no longer in the file: marked not current",
        "keep": "no longer in the file: left as they are",
        "delete": "no longer in the file: deleted",
    }[walk.inspection.mapping.load.vanished]


def changes(plan: LoadPlan) -> list[Row]:
    """The fields that change, most rows first."""
    rows = []
    for change in plan.changes:
        example = change.examples[0] if change.examples else None
        rows.append(
            Row(
                change.field,
                (
                    Cell(change.field, "strong"),
                    Cell(f"{change.row_count:,}"),
                    Cell(example.lead_key if example else "", "muted"),
                    Cell(
                        _value(example.before) if example else "",
                        "bad" if example and example.after is None else "plain",
                    ),
                    Cell(_value(example.after) if example else "", "good"),
                ),
            )
        )
    return rows


def _value(value: str | None) -> str:
    return NULL if value is None else value


def unusual(plan: LoadPlan | None) -> Iterator[Part]:
    """What somebody should look at."""
    if plan is None:
        return
    if not plan.doubts:
        yield ("✓ nothing unusual", "$text-success")
        return
    for number, doubt in enumerate(plan.doubts):
        yield ("\n" if number else "", "")
        yield ("✗ " if doubt.refuses else "! ", "bold $text-error" if doubt.refuses else "bold $text-warning")
        yield shown(doubt.message, 300)
        if doubt.refuses:
            yield ("  (stops a load without a screen)", about.QUIET)


def examples(plan: LoadPlan | None, field: str | None) -> Iterator[Part]:
    """Rows that show what the line under the cursor means."""
    if plan is None:
        return
    change = next((change for change in plan.changes if change.field == field), None)
    if change is not None:
        yield about.title(f"{change.field}  {plural(change.row_count, 'row')}")
        for example in change.examples[:6]:
            yield from _example(example)
        yield "\n"
    elif plan.inserted_examples:
        yield about.title("New, for instance")
        for key in plan.inserted_examples[:8]:
            yield ("+ ", "$text-success")
            yield f"{shown(key, 80)}\n"
        yield "\n"
    if plan.issues:
        yield about.title("Doubled, for instance")
        for issue in plan.issues[:4]:
            yield (f"line {issue.line}  " if issue.line else "", about.QUIET)
            yield f"{shown(issue.message, 160)}\n"
        yield "\n"
    if plan.vanished_examples:
        yield about.title("Vanished, for instance")
        for key in plan.vanished_examples[:6]:
            yield ("- ", "$text-warning")
            yield f"{shown(key, 80)}\n"
        yield "\n"


def _example(example: RowChange) -> Iterator[Part]:
    yield (f"{shown(example.lead_key, 40)}  line {example.line:,}\n", about.QUIET)
    yield ("  - ", "$text-error")
    yield f"{shown(_value(example.before), 120)}\n"
    yield ("  + ", "$text-success")
    yield f"{shown(_value(example.after), 120)}\n"
