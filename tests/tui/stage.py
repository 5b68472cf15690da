"""A walk made of values, and the app showing it without any work going on: the same picture every time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from textual.pilot import Pilot

from leadtui import review as reviewing
from leadtui.cleaning.recipe import BoundStep, Decision, Recipe
from leadtui.model.checked import REJECTED_SCHEMA, Checked
from leadtui.model.dialect import Detection, Dialect, Reason
from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.model.mapping import Mapping
from leadtui.model.plan import (
    REJECTS_SCHEMA,
    Counts,
    Doubt,
    Duplicate,
    FieldChange,
    LoadPlan,
    LoadReport,
    LoadRequest,
    RowChange,
)
from leadtui.model.profile import ColumnProfile, Kinship, Profile
from leadtui.model.source import Format, Source
from leadtui.model.step import CellFix, Clean, Combine, Copy, Split
from leadtui.model.suggestion import Candidate, ColumnDrift, Drift, Evidence, How, Suggestion, Tier
from leadtui.model.table import LINE, LINE_COUNT, Column, RawTable
from leadtui.model.target import Mode, Target
from leadtui.review import Comparison, Pair, Review
from leadtui.tui.app import LeadtuiApp
from leadtui.tui.facts import LineReceived
from leadtui.tui.guide import Guide
from leadtui.tui.walk import Doing, Inspection, Prospect, Step, Walk

NAMES = (
    "Operation", "Operation Name", "Address", "City", "Zip", "Phone", "Issue Date", "Capacity",
    "Infant", "Toddler", "Preschool", "STARS Rating",
)  # fmt: skip
ROW = ("1567934", "LITTLE STARS ACADEMY", "412 OAK ST STE 200", "AUSTIN", "01569", "(512) 555-0101", "3/4/2019", "40")
WHEN = datetime(2026, 11, 23, 12, 4, tzinfo=UTC)

TARGET = Target.model_validate(
    {
        "target": "public.leads",
        "load": {"key": [["license_number"], ["phone", "zip"]], "max_rejects": "1%"},
        "fields": {
            "company": {"required": True, "kind": "company", "description": "Name the business trades under."},
            "license_number": {"kind": "identifier", "description": "Number of the license."},
            "phone": {"kind": "us_phone", "overflow": "phone2", "description": "Main telephone number."},
            "phone2": {"kind": "us_phone", "description": "Second telephone number."},
            "email": {"kind": "email", "description": "E-mail address to write to."},
            "address1": {"kind": "us_street", "description": "Street and number."},
            "address2": {"kind": "us_unit", "description": "Suite, unit, floor."},
            "city": {"kind": "city", "description": "City or town."},
            "state": {"kind": "us_state", "description": "Two letters."},
            "zip": {"kind": "us_zip", "description": "Five or nine digits; leading zeros stay."},
            "ages_served": {"kind": "ages", "description": "Age groups the business takes."},
            "capacity": {"type": "integer", "kind": "count", "description": "How many children at once."},
            "license_issued": {"type": "date", "kind": "date", "description": "When it was first issued."},
        },
    }
)
DETECTION = Detection(
    Dialect(),
    (
        Reason("encoding", "utf-8", "every byte is valid UTF-8", 1.0),
        Reason("delimiter", ",", "12 columns in 5,204 of 5,204 rows", 0.99),
        Reason("header_row", "1", "texts above numbers", 0.95),
    ),
)


def table(rows: Sequence[Sequence[str | None]], names: Sequence[str] = NAMES, file: str = "source3.csv") -> RawTable:
    """A file of these rows."""
    columns = tuple(Column(index, name, name) for index, name in enumerate(names))
    padded = [(*row, *[None] * (len(names) - len(row))) for row in rows]
    content: dict[str, Any] = {column.key: [row[column.index] for row in padded] for column in columns}
    frame = pl.DataFrame(
        content | {LINE: list(range(2, len(rows) + 2)), LINE_COUNT: [1] * len(rows)},
        schema=dict.fromkeys(content, pl.String) | {LINE: pl.Int64, LINE_COUNT: pl.Int64},
    )
    source = Source(Path("/files") / file, file, Format.CSV, 1_203_400)
    return RawTable(source, DETECTION, columns, frame.lazy(), len(rows), "9f2c41ab" * 8)


def raw() -> RawTable:
    """Sixty rows, of which every seventh lacks things."""
    rows = []
    for number in range(60):
        flags = ("Y", "Y", "N", None) if number % 3 else ("Y", "N", "Y", "4")
        row = (str(1567934 + 7 * number), f"{ROW[1]} {number + 1}", *ROW[2:], *flags)
        rows.append(row if number % 7 else (*row[:5], None, "", *row[7:]))
    return table(rows)


def profile(of: RawTable) -> Profile:
    """What stands in the strips; the kinds are made up, the counts are not."""
    kinds = {"Zip": "us_zip", "Phone": "us_phone", "Issue Date": "date", "City": "city"}
    frame = of.frame.collect()
    seen = []
    for column in of.columns:
        values = frame[column.key].drop_nulls()
        filled = values.filter(values.str.strip_chars() != "")
        counts = filled.value_counts(sort=True).sort(["count", column.key], descending=[True, False])
        kind = kinds.get(column.name)
        kinship = (Kinship(kind, 0.998, ROW[4], "7870" if kind == "us_zip" else None),) if kind else ()
        samples = tuple(counts[column.key].head(12).to_list())
        seen.append(
            ColumnProfile(
                column,
                of.row_count,
                len(filled),
                filled.n_unique(),
                samples,
                "99999" if kind else "Aa Aa",
                0.93,
                kinship,
                2,
                24,
            )
        )
    return Profile(tuple(seen), of.row_count, of.row_count)


def suggestion(
    index: int, *fields: str, sure: float = 0.98, how: How = "copy", method: str | None = None
) -> Suggestion:
    """A proposal with its reasons."""
    column = Column(index, NAMES[index], NAMES[index])
    if not fields:
        return Suggestion(column, None, Tier.NONE, (), "no field has such a name or such values")
    reasons = (
        Evidence("name", f"{NAMES[index]!r} is a known name of {fields[0]}"),
        Evidence("values", "99.8 % of 5,204 values look right"),
        Evidence("against", "3 of 5,204 start with 0; kept as text"),
    )
    best = Candidate(fields, how, method, sure, reasons)
    runner_up = Candidate(("email",), "copy", None, 0.02, ())
    tier = Tier.SURE if sure >= 0.95 else Tier.REVIEW
    return Suggestion(column, best, tier, (best, runner_up))


SUGGESTIONS = (
    suggestion(0, "license_number", sure=0.71),
    suggestion(1, "company"),
    suggestion(2, "address1", "address2", sure=0.97, how="split", method="us_street_unit"),
    suggestion(3, "city"),
    suggestion(4, "zip"),
    suggestion(5, "phone"),
    suggestion(6, "license_issued", sure=0.96),
    suggestion(7, "capacity"),
    *(suggestion(index, "ages_served", sure=0.97, how="combine", method="flags") for index in (8, 9, 10)),
    suggestion(11),
)


def fresh() -> Review:
    """Nothing decided yet."""
    return reviewing.from_suggestions(SUGGESTIONS, TARGET)


def decided() -> Review:
    """Everything decided as proposed."""
    return reviewing.confirm(fresh(), *range(len(NAMES)))


def mended() -> Review:
    """Everything decided, and bad cells put right."""
    fixes = {"zip": {"1569": "01569", "2108": "02108"}}
    after = reviewing.fix_values(decided(), fixes, "2 values put right in 3 rows")
    cell = CellFix(key={"license_number": "1567941"}, was="not-a-date", to="3/4/2019")
    return reviewing.judge(reviewing.fix_cell(after, "license_issued", cell), "phone", "W-PHONE", "ignore")


def drifted() -> Review:
    """A known layout in which one column is renamed, one new and one gone."""
    mapping = reviewing.to_mapping(decided(), "source3", 7)
    columns = dict(mapping.columns)
    columns["Zip Code"] = columns.pop("Zip")
    columns["Email"] = columns.pop("STARS Rating").model_copy(update={"skip": None, "to": ("email",)})
    mapping = mapping.model_copy(update={"columns": columns})
    changes = [ColumnDrift("same", name, name, 1.0) for name in NAMES if name not in {"Zip", "STARS Rating"}]
    reason = Evidence("values", "99 % of the values are the same kind, at the same place")
    changes.append(ColumnDrift("renamed", "Zip", "Zip Code", 0.98, (reason,)))
    changes.append(ColumnDrift("new", "STARS Rating", None, 0.0))
    changes.append(ColumnDrift("gone", "Email", "Email", 1.0))
    return reviewing.from_recalled(raw().columns, mapping, Drift(tuple(changes)), SUGGESTIONS)


ISSUES = issue_frame(
    [
        Issue(
            "E-KEY",
            Severity.ERROR,
            9,
            None,
            None,
            None,
            None,
            "Nothing identifies the row: no license_number",
            rejects=True,
        ),
        *(
            Issue("E-DATE", Severity.ERROR, line, "Issue Date", "license_issued", "not-a-date", None, "Not a date")
            for line in (12, 15, 31)
        ),
        Issue(
            "E-DATE",
            Severity.ERROR,
            33,
            "Issue Date",
            "license_issued",
            "13/04/2024",
            None,
            "There is no month 13 (read with the month first)",
            suggestion="2024-04-13",
        ),
        *(
            Issue(
                "E-ZIP",
                Severity.ERROR,
                line,
                "Zip",
                "zip",
                value,
                None,
                "A zip code with too few digits; leading zeros may be lost",
                suggestion=f"0{value}",
                is_safe=True,
            )
            for line, value in ((20, "1569"), (21, "1569"), (22, "2108"))
        ),
        *(
            Issue(
                "W-PHONE",
                Severity.WARN,
                line,
                "Phone",
                "phone",
                "512-555-0101 / 0102",
                "+15125550101",
                "Two phones in one cell",
            )
            for line in (17, 18)
        ),
        *(
            Issue(
                "I-CASE",
                Severity.INFO,
                line,
                "Operation Name",
                "company",
                ROW[1],
                "Little Stars Academy",
                "Was written in capitals",
            )
            for line in range(2, 40)
        ),
    ]
)


def inspection(mapping: Mapping, of: RawTable) -> Inspection:
    """Cleaned and checked, with one decision that the file does not prove."""
    steps = [
        BoundStep(step, tuple(column for column in of.columns if column.name in names))
        for step, names in (
            (Copy(column="Operation", field="license_number"), {"Operation"}),
            (Copy(column="Operation Name", field="company"), {"Operation Name"}),
            (Split(column="Address", fields=("address1", "address2"), how="us_street_unit"), {"Address"}),
            (Copy(column="City", field="city"), {"City"}),
            (Copy(column="Zip", field="zip"), {"Zip"}),
            (Copy(column="Phone", field="phone"), {"Phone"}),
            (Copy(column="Issue Date", field="license_issued"), {"Issue Date"}),
            (Copy(column="Capacity", field="capacity"), {"Capacity"}),
            (Combine(columns=NAMES[8:11], field="ages_served", how="flags"), set(NAMES[8:11])),
            (Clean(field="license_issued", how="date"), set()),
        )
    ]
    evidence = "60 dates are d/d/yyyy; none has a number over 12, so the file does not say which is the month"
    decision = Decision(9, "license_issued", ("Issue Date",), "date_order", "mdy", evidence, is_certain=False)
    recipe = Recipe(mapping.target, of.columns, tuple(steps), (decision,))
    rejected = pl.DataFrame(
        {LINE: [9], LINE_COUNT: [1], "code": ["E-KEY"], "reason": ["Nothing identifies the row"]},
        schema=REJECTED_SCHEMA,
    )
    checked = Checked(of.frame, of.row_count - 1, rejected, ISSUES, 2, of.row_count)
    return Inspection(mapping, recipe, checked)


def comparison(field: str) -> Comparison:
    """Something of each kind."""
    pairs = (
        Pair("not-a-date", None, 3, is_lost=True),
        Pair("AUSTIN", "Austin", 41),
        Pair(None, None, 9),
        Pair("Reno", "Reno", 7),
    )
    return Comparison(field, ("City",), 60, 48, 41, 3, pairs)


def plan(mapping: Mapping, *, doubts: tuple[Doubt, ...] = ()) -> LoadPlan:
    """Some of everything."""
    examples = tuple(
        RowChange(f"license_number={1567934 + n}", n + 2, "Initial Permit", "Full Permit") for n in range(3)
    )
    return LoadPlan(
        table="public.leads",
        database="leads@embedded",
        source=mapping.name,
        mode=Mode.UPSERT,
        counts=Counts(5204, 318, 904, 3965, 12, 5, 61),
        changes=(
            FieldChange("license_status", 611, examples),
            FieldChange("capacity", 240, (RowChange("license_number=1601122", 44, "40", "52"),)),
            FieldChange("phone", 133, (RowChange("license_number=1598800", 97, None, "+15125550101"),)),
        ),
        inserted_examples=("license_number=1700001", "license_number=1700002"),
        vanished_examples=("license_number=1500001",),
        doubts=doubts,
        already_loaded=None,
        duplicates=(Duplicate(12, 15, "license_number=15", is_equal=False), Duplicate(20, 21, "k", is_equal=True)),
    )


VANISHED = Doubt("max_vanished", "1,261 of 4,869 known rows are not in the file; the limit is 20%", refuses=True)
NOTE = Doubt("edited", "2 values changed by hand in the table stay: phone of license_number=1567934", refuses=False)


def report(mapping: Mapping) -> LoadReport:
    """After the load."""
    return LoadReport(
        run=41,
        table="public.leads",
        database="leads@embedded",
        source=mapping.name,
        mode=Mode.UPSERT,
        mapping_version=1,
        file_name="source3.csv",
        sha256="9f2c41ab" * 8,
        counts=Counts(5204, 318, 904, 3965, 12, 5, 61),
        started=WHEN,
        finished=WHEN + timedelta(seconds=0.9),
        state="loaded",
    )


def walk(review: Review | None = None, **changes: Any) -> Walk:
    """A walk on which the file is read and known."""
    of = raw()
    return replace(
        Walk("source3.csv", url="embedded"),
        source=of.source,
        detection=DETECTION,
        raw=of,
        profile=profile(of),
        is_known=True,
        review=review if review is not None else fresh(),
        name="source3",
        version=0,
        database="leads@embedded",
        is_connected=True,
        **changes,
    )


def checked_walk(review: Review | None = None, **changes: Any) -> Walk:
    """A walk whose rows are checked, by what is decided or proposed."""
    begun = walk(review, **changes)
    assert begun.review is not None
    assert begun.raw is not None
    mapping = reviewing.to_mapping(reviewing.presumed(begun.review), begun.name, begun.version, DETECTION.dialect)
    return replace(begun, inspection=inspection(mapping, begun.raw))


def planned_walk(*doubts: Doubt) -> Walk:
    """A walk that is ready to be loaded."""
    checked = checked_walk(reviewing.accept(decided(), ("license_issued", "date_order")))
    seen = checked.inspection
    assert seen is not None
    assert checked.raw is not None
    request = LoadRequest(
        seen.mapping, "", checked.raw.source, checked.raw.sha256, seen.checked, pl.DataFrame(schema=REJECTS_SCHEMA)
    )
    # With twelve rejects of 5,204 the limit of one percent holds.
    twelve = pl.concat([seen.checked.rejected] * 12)
    lenient = replace(seen.checked, read_count=5204, good_count=5192, fixed_count=53, rejected=twelve)
    seen, request = replace(seen, checked=lenient), replace(request, checked=lenient)
    return replace(checked, inspection=seen, prospect=Prospect(seen, request, plan(seen.mapping, doubts=doubts)))


def done_walk() -> Walk:
    """A walk that is over."""
    planned = planned_walk()
    assert planned.inspection is not None
    return replace(
        planned,
        report=report(planned.inspection.mapping),
        rejects_file="/files/source3.rejects.csv",
        saved_as="source3 v1",
    )


def loading_walk() -> Walk:
    """A load that is half done, begun at no particular time."""
    return replace(planned_walk(), doing=(Doing("load", "loading", 0.0, 2602, 5204, "rows"),))


class StillGuide(Guide):
    """A guide that holds a walk and lets nothing run."""

    def drive(self) -> None:
        """Nothing is due."""

    def comparison(self, field: str) -> Comparison | None:
        """Known at once."""
        seen = comparison(field)
        if self.walk.inspection:
            self.comparisons[field] = (self.walk.inspection.mapping.sha256, seen)
        return seen if self.walk.inspection else None

    def received(self, line: int) -> LineReceived | None:
        """Known at once."""
        text = f'{line},"HAPPY KIDS, LLC",9 ELM ST,AUSTIN,78702,(512) 555-0101,not-a-date,40,Y,N,Y,4'
        names = {"license_number": str(line), "phone": "(512) 555-0101", "zip": "78702"}
        return LineReceived(line, text, names)


class StageApp(LeadtuiApp):
    """The app, showing a walk as it is."""

    def __init__(self, shown: Walk, step: Step = Step.FILE) -> None:
        super().__init__(shown)
        self.shown, self.step = shown, step

    def _import(self) -> None:
        guide = StillGuide(self, self._stack)
        guide.walk, guide.step = self.shown, self.step
        for name in TARGET.fields:
            guide.comparison(name)
        self.begin(guide)


@asynccontextmanager
async def on_stage(
    shown: Walk, step: Step = Step.FILE, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[StageApp, Pilot[int]]]:
    """The app showing a walk, and the hand that presses its keys."""
    app = StageApp(shown, step)
    try:
        async with app.run_test(size=size) as pilot:
            while shown.source is not None and getattr(app.screen, "STEP", None) is not step:
                await pilot.pause()
            await pilot.pause()
            yield app, pilot
    finally:
        app.close()
