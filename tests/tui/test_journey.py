"""Where the walk leads, and what the headless command is."""

from __future__ import annotations

from dataclasses import replace

from leadtui import review as reviewing
from leadtui.model.suggestion import ColumnDrift, Drift
from leadtui.model.target import Limit
from leadtui.tui import journey
from leadtui.tui.learn import carried
from leadtui.tui.tasks import due
from leadtui.tui.walk import Step, Trouble, Walk
from tests.tui.stage import NAMES, VANISHED, checked_walk, decided, done_walk, drifted, planned_walk, walk


def test_settled_steps_are_passed() -> None:
    assert journey.next_step(planned_walk(), Step.FILE) is Step.PLAN
    assert journey.next_step(walk(), Step.FILE) is Step.MAP
    agreed = checked_walk(decided())
    assert journey.next_step(agreed, Step.FILE) is Step.CLEAN  # the order of day and month is not proven
    assert journey.next_step(done_walk(), Step.FILE) is Step.LOAD


def test_a_known_layout_without_drift_asks_for_nothing() -> None:
    mapping = reviewing.to_mapping(decided(), "source3", 7)
    raw = walk().raw
    assert raw is not None
    drift = Drift(tuple(ColumnDrift("same", name, name, 1.0) for name in NAMES))
    known = reviewing.from_recalled(raw.columns, mapping, drift)
    lenient = replace(checked_walk(known))
    assert journey.open_count(lenient, Step.MAP) == 0
    assert journey.open_count(lenient, Step.CLEAN) == 0


def test_steps_are_ticked_only_when_nothing_is_open_and_nothing_stale() -> None:
    settled = [stop.is_settled for stop in journey.stops(planned_walk(), Step.PLAN)]
    assert settled == [True, True, True, True, False, False]
    edited = reviewing.skip(planned_walk().review, 3)  # type: ignore[arg-type]
    stale = replace(planned_walk(), review=edited)
    assert [stop.is_settled for stop in journey.stops(stale, Step.PLAN)][2:4] == [False, False]


def test_the_command_line_is_the_same_load_and_never_shows_a_password() -> None:
    one = walk()
    assert journey.command_line(one) == "leadtui load --saved-mapping source3 --db embedded source3.csv"
    secret = replace(one, url="postgresql://me:hunter2@db/leads", path="it's.csv")
    assert "hunter2" not in journey.command_line(secret)
    assert journey.command_line(secret).endswith("--db postgresql://me@db/leads 'it'\"'\"'s.csv'")


def test_enough_is_the_smallest_usual_limit() -> None:
    assert journey.enough(1, 1000) == Limit(share=0.01)
    assert journey.enough(999, 1000) == Limit(share=1.0)


def kinds(of: Walk, step: Step = Step.FILE) -> list[str]:
    return [task.kind for task in due(of, journey.effective(of), step)]


def test_what_is_due_follows_from_what_is_known() -> None:
    start = Walk("f.csv")
    assert kinds(start) == ["look"]
    known = walk()
    assert kinds(replace(known, raw=None, is_known=False, review=None)) == ["read"]
    assert kinds(replace(known, is_known=False, review=None)) == ["know"]
    assert kinds(known) == ["check"]
    assert kinds(replace(known, is_connected=False)) == ["connect", "check"]
    assert kinds(replace(checked_walk(decided()))) == ["plan"]
    assert kinds(checked_walk()) == []
    assert kinds(planned_walk(VANISHED)) == []
    assert kinds(done_walk()) == []


def test_what_failed_is_not_tried_again_until_something_changes() -> None:
    known = walk()
    (task,) = due(known, journey.effective(known), Step.FILE)
    failed = replace(known, troubles=(Trouble("check", task.basis, "no"),))
    assert kinds(failed) == []
    decided_since = replace(failed, review=reviewing.skip(failed.review, 0))  # type: ignore[arg-type]
    assert kinds(decided_since) == ["check"]


def test_a_check_holds_when_only_the_rules_of_loading_change() -> None:
    before = checked_walk(decided())
    seen, review = before.inspection, before.review
    assert seen is not None
    assert review is not None
    lenient = replace(before, review=reviewing.set_load(review, "more", max_rejects="5%"))
    mapping = journey.effective(lenient)
    assert mapping is not None
    after = carried(seen, mapping)
    assert after is not None
    assert after.checked is seen.checked
    other = journey.effective(replace(before, review=reviewing.skip(review, 3)))
    assert other is not None
    assert carried(seen, other) is None


def test_a_rename_and_a_missing_column_are_open_on_map() -> None:
    assert journey.open_count(walk(drifted()), Step.MAP) == 3
