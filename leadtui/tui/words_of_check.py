"""What the Check screen says: groups, rows, counts and evidence, as rows of lists and parts of the side pane."""

from __future__ import annotations

from collections.abc import Iterator

from leadtui import review as reviewing
from leadtui.checking import CODES, MENDERS
from leadtui.model.issue import Issue, Severity
from leadtui.review import IssueGroup
from leadtui.tui import about, journey
from leadtui.tui.cells import shown
from leadtui.tui.walk import Inspection, Walk
from leadtui.tui.widgets.grid import NULL
from leadtui.tui.widgets.listing import Cell, Heading, Role, Row
from leadtui.tui.widgets.side import Part
from leadtui.tui.words import bar, plural, share

GROUPS = (
    Heading("rule", 13),
    Heading("what", 17, share=2),
    Heading("field", 14, share=1),
    Heading("rows", 7, right=True),
    Heading("suggested fix", 12, share=3),
    Heading("outcome", 12, share=2, needs=92),
)
ROWS = (
    Heading("line", 7, right=True),
    Heading("value as received", 14, share=3),
    Heading("becomes", 10, share=2),
    Heading("suggested fix", 13, share=3),
    Heading("why", 12, share=3, needs=92),
)
_ROLES: dict[Severity, Role] = {Severity.ERROR: "bad", Severity.WARN: "warn", Severity.INFO: "muted"}


def group_row(group: IssueGroup) -> Row:
    """A rule and a field in one line."""
    return Row(
        group.key,
        (
            Cell(group.code, _ROLES[group.severity]),
            Cell(CODES[group.code].title if group.code in CODES else group.message),
            Cell(group.field or group.column or "row", "strong"),
            Cell(f"{group.count:,}"),
            Cell(fix_of(group), "good" if group.suggested else "muted"),
            Cell(outcome(group), "bad" if group.rejecting else "muted"),
        ),
    )


def fix_of(group: IssueGroup) -> str:
    """What is suggested, in the commonest case."""
    if group.example is None:
        return "–"
    value, meant = group.example
    return f"{value} → {meant}" if group.suggested == 1 else f"{group.suggested:,}: {value} → {meant}"


def outcome(group: IssueGroup) -> str:
    """What becomes of a group's values as things stand."""
    kept = group.count - group.rejecting - group.changed - group.emptied
    counts = ((group.rejecting, "rejected"), (group.changed, "changed"), (group.emptied, "left empty"), (kept, "kept"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)


def issue_row(number: int, issue: Issue, lost: frozenset[int]) -> Row:
    """One row of a group; `lost` are lines that are rejected, for whatever reason."""
    if issue.rejects:
        becomes = Cell("row rejected", "bad")
    elif issue.line in lost:
        becomes = Cell("row rejected", "muted")
    elif issue.becomes is None:
        becomes = Cell(NULL, "muted")
    elif issue.becomes == issue.value:
        becomes = Cell("= kept", "muted")
    else:
        becomes = Cell(issue.becomes, "good")
    line = "file" if issue.line is None else f"{issue.line:,}"
    value = Cell(NULL if issue.value is None else issue.value)
    meant = Cell(issue.suggestion or "–", ("good" if issue.is_safe else "accent") if issue.suggestion else "muted")
    return Row(str(number), (Cell(line, "muted"), value, becomes, meant, Cell(issue.message, "muted")))


def counts(walk: Walk, inspection: Inspection) -> Iterator[Part]:
    """How many rows are ready, and whether that is enough."""
    checked = walk.checked or inspection.checked
    read, rejected = checked.read_count, checked.rejected.height
    yield about.title(plural(read, "row") + " in the file")
    for count, word, style in (
        (checked.good_count, "ready", "$text-success"),
        (checked.fixed_count, "of them fixed", ""),
        (rejected, "rejected", "bold $text-error" if rejected else about.QUIET),
        *(((checked.by_hand_count, "of them by hand", ""),) if checked.by_hand_count else ()),
    ):
        yield (f"{count:>8,}  {word:<16}", style)
        yield (f"{share(count, read):>8}\n", about.QUIET)
    yield f"\n{bar(checked.good_count / read if read else 0, 32)}\n\n"
    limit, over = inspection.mapping.load.max_rejects, journey.over_limit(walk)
    if over:
        yield (f"✗ more rejected rows than the {limit} allowed\n", "bold $text-error")
        enough = journey.enough(over, read)
        yield (f"A allows {enough} for this source; without it nothing is loaded.\n", about.QUIET)
    else:
        yield (f"✓ within the limit of {limit} rejected rows\n", "$text-success")
    if not journey.is_fresh(walk):
        yield ("\nchecking again after your last decision …\n", "$text-warning")


def explained(group: IssueGroup, inspection: Inspection) -> Iterator[Part]:
    """What a rule means, what can be done, and what the whole column says."""
    page = CODES.get(group.code)
    yield about.title(f"{group.code}  {page.title if page else ''}")
    yield f"{shown(page.explanation if page else group.message, 400)}\n"
    if page:
        yield (f"\n{page.fix}\n", about.QUIET)
    yield (f"\n{plural(group.count, 'row')}: {outcome(group)}\n", "")
    if group.suggested:
        safe = f", {group.safe:,} of them safe" if group.safe else ""
        yield (f"{group.suggested:,} with a suggested fix{safe}\n", "$text-success")
    if group.code in MENDERS:
        yield (f"m cleans all of this kind, next month's too: {MENDERS[group.code]}\n", about.QUIET)
    if group.column:
        yield (f"column {shown(group.column, 60)}\n", about.QUIET)
    for decision in inspection.recipe.decisions:
        if decision.field == group.field:
            yield (f"\n{shown(decision.evidence, 300)}\n", "")


def decided(walk: Walk) -> Iterator[Part]:
    """What a person has decided about bad values so far: settings of fields, which the mapping keeps."""
    fields = walk.review.target.fields if walk.review else {}
    told = {name: words for name, field in fields.items() if (words := reviewing.mended(field))}
    if told:
        yield "\n"
        yield about.title("DECIDED  kept in the mapping")
        for name, words in told.items():
            yield (f"{name}  ", "bold")
            yield (f"{shown(words, 120)}\n", about.QUIET)
