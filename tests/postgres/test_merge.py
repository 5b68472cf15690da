"""What a load does to the table, mode by mode; each case is one or two small files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest

from leadtui.errors import ChangedError, RefusedError, UsageError
from leadtui.model.issue import Issue, Severity
from leadtui.model.mapping import Mapping
from leadtui.model.plan import Counts
from leadtui.model.target import Field, FieldType
from leadtui.postgres import Database
from tests.postgres.loads import FIELDS, Row, change, request, stored

ONE = {"company": "Little Stars", "license_number": "110622", "phone": "+15125550101", "zip": "78701", "capacity": 40}
TWO = {"company": "Happy Kids", "license_number": "K-820055232", "phone": "+15125550102", "zip": "01569"}
UNLICENSED = {"company": "Sunny Days", "phone": "+15125550103", "zip": "78703"}


def test_a_first_load_inserts_and_tells_where_each_row_came_from(database: Database) -> None:
    before = datetime.now(UTC)
    report = database.load(request([ONE, TWO]))
    assert report.counts == Counts(2, 2, 0, 0, 0, 0, 0)
    assert report.state == "loaded"
    first, second = stored(database)
    assert (first["lead_key"], second["lead_key"]) == ("license_number=110622", "license_number=k820055232")
    assert (first["source"], first["run_id"], first["file_line"]) == ("tx", report.run, 2)
    assert first["is_current"] is True
    assert before <= first["first_seen"] == first["last_seen"] <= datetime.now(UTC)
    assert second["zip"] == "01569"


def test_keys_of_several_parts_are_written_with_all_of_them(database: Database) -> None:
    database.load(request([UNLICENSED, {"company": "O'Hara & Co.", "address1": "9 Elm St. #2"}]))
    assert [row["lead_key"] for row in stored(database)] == [
        "company+address1=ohara&co|9elmst2",
        "phone+zip=15125550103|78703",
    ]


def test_a_second_load_of_the_same_content_changes_nothing(database: Database) -> None:
    database.load(request([ONE, TWO]))
    before = stored(database)
    report = database.load(request([ONE, TWO], force=True))
    assert report.counts == Counts(2, 0, 0, 2, 0, 0, 0)
    assert stored(database) == before


def test_an_update_writes_the_changed_rows_only(database: Database) -> None:
    first = database.load(request([ONE, TWO]))
    plan = database.plan(request([{**ONE, "capacity": 52}, TWO]))
    assert [(change.field, change.row_count) for change in plan.changes] == [("capacity", 1)]
    (example,) = plan.changes[0].examples
    assert (example.lead_key, example.line, example.before, example.after) == ("license_number=110622", 2, "40", "52")
    second = database.load(request([{**ONE, "capacity": 52}, TWO]), expected=plan)
    changed, same = stored(database)
    assert (changed["capacity"], changed["run_id"]) == (52, second.run)
    assert changed["first_seen"] < changed["last_seen"]
    assert same["run_id"] == first.run


def test_before_images_are_kept(database: Database) -> None:
    database.load(request([ONE, TWO]))
    report = database.load(request([{**ONE, "capacity": 52}]))
    rows = stored(database, "SELECT run, lead_key, action, before->>'capacity' AS was FROM leadtui.changes ORDER BY 2")
    assert rows == [
        {"run": report.run, "lead_key": "license_number=110622", "action": "update", "was": "40"},
        {"run": report.run, "lead_key": "license_number=k820055232", "action": "vanish", "was": None},
    ]


def test_a_blank_never_erases(database: Database) -> None:
    database.load(request([ONE]))
    report = database.load(request([{**ONE, "capacity": None}]))
    assert report.counts.unchanged == 1
    assert stored(database)[0]["capacity"] == 40


def test_a_blank_erases_when_told_but_an_unreadable_value_does_not(database: Database) -> None:
    database.load(request([{**ONE, "city": "Austin"}]))
    spoiled = Issue("E-INT", Severity.ERROR, 2, "Capacity", "capacity", "12 (est.)", None, "not a number")
    database.load(request([{**ONE, "capacity": None}], blanks="erase", issues=[spoiled]))
    (row,) = stored(database)
    assert (row["capacity"], row["city"]) == (40, None)


def test_fields_the_file_does_not_feed_stay_even_when_blanks_erase(database: Database) -> None:
    database.load(request([{**ONE, "city": "Austin"}]))
    database.load(request([ONE], blanks="erase", unfed=["city"]))
    assert stored(database)[0]["city"] == "Austin"


def test_vanished_rows_are_marked_and_come_back(database: Database) -> None:
    first = database.load(request([ONE, TWO]))
    second = database.load(request([ONE]))
    assert second.counts == Counts(1, 0, 0, 1, 0, 0, 1)
    gone = stored(database)[1]
    assert (gone["is_current"], gone["last_seen"], gone["run_id"]) == (False, first.started, first.run)
    third = database.load(request([ONE], force=True))
    assert third.counts.vanished == 0
    both = request([ONE, TWO], sha256="another file")
    plan = database.plan(both)
    assert [change.field for change in plan.changes] == ["is_current"]
    back = database.load(both, expected=plan)
    assert back.counts == Counts(2, 0, 1, 1, 0, 0, 0)
    assert stored(database)[1]["is_current"] is True


@pytest.mark.parametrize(("rule", "left", "is_current"), [("keep", 2, True), ("delete", 1, None)])
def test_vanished_rows_can_be_kept_or_deleted(
    database: Database, rule: str, left: int, is_current: bool | None
) -> None:
    database.load(request([ONE, TWO]))
    report = database.load(request([ONE], vanished=rule))
    assert report.counts.vanished == 1
    rows = stored(database)
    assert len(rows) == left
    assert is_current is None or rows[1]["is_current"] is is_current


def test_another_source_is_never_touched(database: Database) -> None:
    database.load(request([ONE, TWO]))
    report = database.load(request([ONE], source="ok"))
    assert report.counts == Counts(1, 1, 0, 0, 0, 0, 0)
    assert [(row["source"], row["is_current"]) for row in stored(database)] == [
        ("ok", True),
        ("tx", True),
        ("tx", True),
    ]


def test_append_leaves_known_rows_alone(database: Database) -> None:
    database.load(request([ONE]))
    report = database.load(request([{**ONE, "capacity": 99}, TWO], mode="append"))
    assert report.counts == Counts(2, 1, 0, 0, 0, 1, 0)
    assert [row["capacity"] for row in stored(database)] == [40, None]
    (duplicate,) = stored(database, "SELECT line, kept_line FROM leadtui.duplicates")
    assert duplicate == {"line": 2, "kept_line": None}


def test_replacing_a_source_leaves_exactly_the_file(database: Database) -> None:
    database.load(request([ONE, TWO]))
    database.load(request([ONE], source="ok"))
    report = database.load(request([{**ONE, "capacity": None}], mode="replace_source"))
    assert report.counts == Counts(1, 0, 1, 0, 0, 0, 1)
    assert [(row["source"], row["capacity"]) for row in stored(database)] == [("ok", 40), ("tx", None)]


def test_history_keeps_every_version_with_its_dates(database: Database) -> None:
    files: list[list[Row]] = [[ONE, TWO], [{**ONE, "capacity": 52}, TWO], [{**ONE, "capacity": 60}], [ONE, TWO]]
    runs = [database.load(request(rows, mode="history", sha256=f"file {number}")) for number, rows in enumerate(files)]
    versions = stored(
        database,
        "SELECT (v.version).license_number AS key, (v.version).capacity, valid_from, valid_to, v.is_current"
        " FROM leadtui.versions(NULL::public.leads) v ORDER BY key, valid_from",
    )
    begun = [run.started for run in runs]
    assert [tuple(version.values()) for version in versions] == [
        ("110622", 40, begun[0], begun[1], False),
        ("110622", 52, begun[1], begun[2], False),
        ("110622", 60, begun[2], begun[3], False),
        ("110622", 40, begun[3], None, True),
        ("K-820055232", None, begun[0], begun[2], False),
        ("K-820055232", None, begun[3], None, True),
    ]
    as_of = "SELECT license_number AS key, capacity FROM leadtui.as_of(NULL::public.leads, '{}') ORDER BY 1"
    assert [tuple(row.values()) for row in stored(database, as_of.format(begun[2]))] == [("110622", 60)]
    assert len(stored(database, as_of.format(begun[1]))) == 2
    assert stored(database, as_of.format(datetime(2020, 1, 1, tzinfo=UTC))) == []
    assert database.prune(0).runs == (), "the before-images of history are the history"
    database.undo(runs[3].run)
    assert [tuple(row.values()) for row in stored(database, as_of.format(datetime.now(UTC)))] == [("110622", 60)]


# -- rules of single fields --


@pytest.mark.parametrize(
    ("rule", "known", "blank"),
    [("overwrite", 52, 52), ("newest", 52, 52), ("if_blank", 40, 52), ("never", 40, None)],
)
def test_a_field_says_what_a_file_may_do_to_a_known_value(
    database: Database, rule: Literal["overwrite", "newest", "if_blank", "never"], known: int, blank: int | None
) -> None:
    fields = {**FIELDS, "capacity": Field(type=FieldType.INTEGER, update=rule)}
    database.load(request([ONE, TWO], fields=fields))
    file = request([{**ONE, "capacity": 52}, {**TWO, "capacity": 52}], fields=fields)
    plan = database.plan(file)
    database.load(file, expected=plan)
    assert [row["capacity"] for row in stored(database)] == [known, blank]
    assert plan.counts.updated == (known != 40) + (blank is not None)


def test_newest_does_not_let_an_older_file_win(database: Database) -> None:
    fields = {**FIELDS, "capacity": Field(type=FieldType.INTEGER, update="newest")}
    older = request([ONE, {**TWO, "capacity": 7}], fields=fields, force=True)
    database.load(older)
    database.load(request([{**ONE, "capacity": 52, "city": "Waco"}, TWO], fields=fields, edited="overwrite"))
    change(database, "UPDATE leads SET capacity = NULL WHERE license_number = 'K-820055232'")
    database.load(replace(older, mapping=with_rule(older.mapping, edited="overwrite")))
    assert [(row["capacity"], row["city"]) for row in stored(database)] == [(52, "Waco"), (7, None)]


def with_rule(mapping: Mapping, **rules: Any) -> Mapping:
    target = mapping.target
    return mapping.model_copy(
        update={"target": target.model_copy(update={"load": target.load.model_copy(update=rules)})}
    )


# -- duplicates in the file --


def test_of_equal_keys_the_last_row_wins(database: Database) -> None:
    file = request([ONE, TWO, {**ONE, "capacity": 52}, {**ONE, "license_number": " 110-622 "}])
    plan = database.plan(file)
    assert plan.counts == Counts(4, 2, 0, 0, 0, 2, 0)
    assert [(issue.code, issue.line) for issue in plan.issues] == [("W-KEY", 2), ("W-KEY", 4)]
    assert "line 5" in plan.issues[0].message
    assert [doubt.code for doubt in plan.doubts] == ["duplicate_key"]
    assert database.load(file, expected=plan).counts == plan.counts
    assert stored(database)[0]["file_line"] == 5


def test_of_equal_keys_the_first_row_wins_when_told(database: Database) -> None:
    file = request([ONE, TWO, {**ONE, "capacity": 52}], duplicates="first")
    plan = database.plan(file)
    assert [(issue.code, issue.line) for issue in plan.issues] == [("W-KEY", 4)]
    database.load(file, expected=plan)
    assert stored(database)[0]["capacity"] == 40


def test_equal_rows_are_only_mentioned(database: Database) -> None:
    plan = database.plan(request([ONE, ONE]))
    assert [(issue.code, issue.severity) for issue in plan.issues] == [("I-KEY", Severity.INFO)]
    assert plan.doubts == ()


def test_a_row_without_the_better_key_is_the_row_that_has_it(database: Database) -> None:
    weak = {"company": "Little Stars Inc", "phone": "(1) 512 555 0101", "zip": "78701"}
    report = database.load(request([ONE, weak]))
    assert report.counts == Counts(2, 1, 0, 0, 0, 1, 0)
    assert stored(database)[0]["company"] == "Little Stars"


def test_two_licences_behind_one_telephone_stay_two(database: Database) -> None:
    other = {**ONE, "license_number": "999"}
    weak = {"company": "Somebody", "phone": ONE["phone"], "zip": ONE["zip"]}
    report = database.load(request([ONE, other, weak]))
    assert report.counts == Counts(3, 2, 0, 0, 0, 1, 0)


# -- keys --


def test_a_better_key_is_taken_over(database: Database) -> None:
    database.load(request([UNLICENSED]))
    plan = database.plan(request([{**UNLICENSED, "license_number": "L7"}]))
    assert sorted(change.field for change in plan.changes) == ["lead_key", "license_number"]
    report = database.load(request([{**UNLICENSED, "license_number": "L7"}]), expected=plan)
    assert report.counts == Counts(1, 0, 1, 0, 0, 0, 0)
    assert [row["lead_key"] for row in stored(database)] == ["license_number=l7"]


def test_a_row_that_lost_its_licence_is_still_known_by_the_rest(database: Database) -> None:
    database.load(request([ONE]))
    report = database.load(request([{**ONE, "license_number": None, "capacity": 41}]))
    assert report.counts == Counts(1, 0, 1, 0, 0, 0, 0)
    (row,) = stored(database)
    assert (row["lead_key"], row["license_number"], row["capacity"]) == ("license_number=110622", "110622", 41)


def test_a_weaker_key_never_joins_rows_that_disagree_on_a_stronger_one(database: Database) -> None:
    database.load(request([ONE]))
    report = database.load(request([{**ONE, "license_number": "999"}]))
    assert report.counts == Counts(1, 1, 0, 0, 0, 0, 1)


def test_different_stronger_keys_are_no_disagreement(database: Database) -> None:
    database.load(request([{**UNLICENSED, "provider_id": "P1"}]))
    report = database.load(request([{**UNLICENSED, "license_number": "L1"}]))
    assert report.counts == Counts(1, 0, 1, 0, 0, 0, 0)
    (row,) = stored(database)
    assert (row["lead_key"], row["provider_id"]) == ("license_number=l1", "P1")


def test_two_known_rows_for_one_are_named_and_neither_vanishes(database: Database) -> None:
    licensed = {"company": "A", "license_number": "L1"}
    database.load(request([licensed, UNLICENSED]))
    file = request([{**UNLICENSED, "license_number": "L1"}])
    plan = database.plan(file)
    assert plan.counts == Counts(1, 0, 1, 0, 0, 0, 0)
    (doubt,) = plan.doubts
    assert doubt.code == "ambiguous_key"
    assert "line 2 (license_number=l1) could also be phone+zip=15125550103|78703" in doubt.message
    assert database.load(file, expected=plan).counts == plan.counts
    assert [row["is_current"] for row in stored(database)] == [True, True]


def test_two_file_rows_for_one_known_row_take_it_once(database: Database) -> None:
    database.load(request([UNLICENSED]))
    report = database.load(request([{**UNLICENSED, "license_number": "L1"}, {**UNLICENSED, "license_number": "L2"}]))
    assert report.counts == Counts(2, 1, 1, 0, 0, 0, 0)
    assert [row["lead_key"] for row in stored(database)] == ["license_number=l1", "license_number=l2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("École “Maternelle”", "école maternelle"),
        ("ДЕТСКИЙ САД", "детский сад"),
        ("x" * 5000, "X" * 5000),
        ("A\u00a0B", "ab"),
        ("Tom's-Place, LLC.", "TOMS PLACE LLC"),
        ("日本語", "日本語"),
    ],
)
def test_keys_forget_case_blanks_and_punctuation_only(database: Database, one: str, other: str) -> None:
    database.load(request([{"company": one, "address1": "1 A St"}]))
    report = database.load(request([{"company": other, "address1": "1 a st."}]))
    assert (report.counts.inserted, report.counts.vanished) == (0, 0)


def test_a_row_without_any_key_is_refused(database: Database) -> None:
    with pytest.raises(RefusedError, match="line 3 has no key: license_number or provider_id or phone"):
        database.load(request([ONE, {"company": "No address"}]))


def test_a_mapping_without_a_key_is_refused(database: Database) -> None:
    with pytest.raises(UsageError, match=r"load\.key"):
        database.plan(request([ONE], key=()))


# -- limits --


def test_a_truncated_file_is_refused(database: Database) -> None:
    database.load(request([ONE, TWO]))
    plan = database.plan(request([ONE], max_vanished="20%"))
    assert [doubt.code for doubt in plan.refusals] == ["max_vanished"]
    with pytest.raises(RefusedError, match="1 of 2 known rows are not in the file; the limit is 20%"):
        database.load(request([ONE], max_vanished="20%"), expected=plan)
    assert all(row["is_current"] for row in stored(database))
    database.load(request([ONE], max_vanished="20%", accepted=frozenset({"max_vanished"})), expected=plan)


def test_rejects_are_kept_within_the_limit_and_refused_beyond(database: Database) -> None:
    bad = [(3, "E-KEY E-ROW", "no key\0", b"\xff\x00,raw\n")]
    with pytest.raises(RefusedError, match="1 of 2 rows are rejected; the limit is 0"):
        database.load(request([ONE], rejected=bad))
    report = database.load(request([ONE], rejected=bad, max_rejects="50%"))
    assert report.counts == Counts(2, 1, 0, 0, 1, 0, 0)
    (row,) = database.rejects(report.run).to_dicts()
    assert (row["raw:line"], row["code"], row["raw"]) == (3, "E-KEY E-ROW", b"\xff\x00,raw\n")


MANY = [{"company": f"C{i}", "license_number": f"L{i}", "email": f"a{i}@example.org"} for i in range(40)]


def test_a_file_of_far_fewer_rows_than_the_last_one_is_refused_but_when_forced(database: Database) -> None:
    database.load(request(MANY))
    with pytest.raises(RefusedError, match=r"has 19 rows, where the last one \(run \d+\) had 40") as caught:
        database.load(request(MANY[:19]))
    assert caught.value.hint == "Load it all the same with --force."
    assert len(database.runs()) == 1
    assert database.load(request(MANY[:19], force=True)).counts.vanished == 21
    assert database.load(request(MANY[:1], mode="append")).counts.duplicates == 1, "an appended file is no whole source"


def test_what_is_unlike_the_past_of_the_source_is_pointed_out(database: Database) -> None:
    bad = [(100 + i, "E-ROW", "cells", b"x") for i in range(12)]
    for city in ("Austin", "Waco"):
        database.load(request([{**row, "city": city} for row in MANY]))
    blank = [{**row, "email": None if i > 3 else row["email"], "city": None} for i, row in enumerate(MANY[:25])]
    plan = database.plan(request(blank, rejected=bad, max_rejects="100%"))
    assert {doubt.code: doubt.message for doubt in plan.doubts} == {
        "unusual_vanished": "15 known rows are not in the file; usually 0",
        "unusual_rejects": "12 rows are rejected; usually 0",
        "unusual_blanks": "city is filled in 0% of the rows; it was in 100%;"
        " email is filled in 16% of the rows; it was in 100%",
    }
    assert plan.refusals == ()


# -- edits by hand --


def test_a_value_changed_by_hand_stays_and_is_named(database: Database) -> None:
    database.load(request([ONE, TWO]))
    change(database, "UPDATE leads SET capacity = 1, city = 'Austin' WHERE license_number = '110622'")
    file = request([{**ONE, "capacity": 52, "email": "new@example.org"}, TWO])
    plan = database.plan(file)
    assert [(doubt.code, doubt.message) for doubt in plan.doubts] == [
        ("edited", "1 values changed by hand in the table stay: capacity of license_number=110622")
    ]
    database.load(file, expected=plan)
    row = stored(database)[0]
    assert (row["capacity"], row["email"], row["city"]) == (1, "new@example.org", "Austin")


def test_a_value_changed_by_hand_is_overwritten_when_told(database: Database) -> None:
    database.load(request([ONE]))
    change(database, "UPDATE leads SET capacity = 1")
    database.load(request([ONE], edited="overwrite"))
    assert stored(database)[0]["capacity"] == 40
    assert stored(database, "SELECT * FROM leadtui.edits") == []


def test_once_the_file_says_the_same_the_edit_is_forgotten(database: Database) -> None:
    database.load(request([ONE]))
    change(database, "UPDATE leads SET capacity = 52")
    database.load(request([{**ONE, "capacity": 52}]))
    report = database.load(request([{**ONE, "capacity": 60}]))
    assert report.counts.updated == 1
    assert stored(database)[0]["capacity"] == 60


def test_an_edit_follows_the_key(database: Database) -> None:
    database.load(request([UNLICENSED]))
    change(database, "UPDATE leads SET city = 'Here'")
    database.load(request([{**UNLICENSED, "license_number": "L1"}]))
    database.load(request([{**UNLICENSED, "license_number": "L1", "city": "There"}]))
    assert stored(database)[0]["city"] == "Here"


# -- plan and load --


def test_a_plan_writes_nothing(database: Database) -> None:
    database.plan(request([ONE]))
    assert stored(database) == []
    assert database.runs() == ()


def test_a_load_refuses_when_the_table_changed_since_the_plan(database: Database) -> None:
    database.load(request([ONE, TWO]))
    file = request([{**ONE, "capacity": 52}, TWO])
    plan = database.plan(file)
    change(database, "UPDATE leads SET capacity = 77, city = 'X' WHERE license_number = '110622'")
    with pytest.raises(ChangedError, match="changed since the plan: updated 1 → 0, unchanged 1 → 2"):
        database.load(file, expected=plan)
    change(database, "DELETE FROM leads WHERE license_number = 'K-820055232'")
    with pytest.raises(ChangedError, match="inserted 0 → 1"):
        database.load(file, expected=plan)


def test_a_load_refuses_when_other_values_would_be_overwritten(database: Database) -> None:
    database.load(request([ONE, TWO], edited="overwrite"))
    file = request([{**ONE, "capacity": 52}, TWO], edited="overwrite")
    plan = database.plan(file)
    change(database, "UPDATE leads SET capacity = 77 WHERE license_number = '110622'")
    with pytest.raises(ChangedError, match="the same numbers, but of other rows or values"):
        database.load(file, expected=plan)


def test_all_types_come_through_as_they_are(database: Database) -> None:
    texts = [
        "\\.",
        "\\N",
        "",
        'a"b',
        "a,b",
        "line\nbreak\r\n\\.\nend",
        " padded ",
        "NULL",
        "é😀\u202e",
        "%s {0} :x $1",
        "\t",
    ]
    rows = [
        {
            "license_number": f"L{i}",
            "city": text,
            "license_issued": date(2024, 2, 29),
            "accepts_financial_aid": i % 2 == 0,
        }
        for i, text in enumerate(texts)
    ]
    database.load(request(rows))
    found = {row["license_number"]: row for row in stored(database)}
    assert [found[f"L{i}"]["city"] for i in range(len(texts))] == texts
    assert found["L0"]["license_issued"] == date(2024, 2, 29)
    assert (found["L0"]["accepts_financial_aid"], found["L1"]["accepts_financial_aid"]) == (True, False)
    assert found["L0"]["email"] is None
    assert database.load(request(rows, force=True)).counts.unchanged == len(texts)


def test_a_zero_byte_is_named_not_sent(database: Database) -> None:
    with pytest.raises(RefusedError, match="line 2: 'city' holds a zero byte"):
        database.load(request([{**ONE, "city": "a\0b"}]))


def test_hostile_field_names_are_only_names(database: Database) -> None:
    names = ['a"b', "%s", "order", "line", "key", "own", "tid", "x=y", "Mixed Case", "s", "%(x)s", "raw", ":name", "t'"]
    lineage = (
        "source text, lead_key text, run_id bigint, file_line bigint, first_seen timestamptz, last_seen timestamptz,"
        " is_current boolean, PRIMARY KEY (source, lead_key)"
    )
    columns = ", ".join('"' + name.replace('"', '""') + '" text' for name in names)
    change(database, f'CREATE SCHEMA "odd %s"; CREATE TABLE "odd %s"."T""%s" ({columns}, {lineage})')
    of: dict[str, Any] = {
        "table": '"odd %s"."T""%s"',
        "fields": {name: Field(type=FieldType.TEXT) for name in names},
        "key": (("order",), ("%s", "x=y"), ('a"b',)),
        "source": "it's %s",
    }
    rows: list[dict[str, Any]] = [{name: f"{name} {number}" for name in names} for number in range(3)]
    assert database.load(request(rows, **of)).counts.inserted == 3
    rows[0]["line"] = "other"
    rows[1]["order"] = None
    rows[2] = {"%s": rows[2]["%s"], "x=y": rows[2]["x=y"]}
    file = request(rows, **of)
    plan = database.plan(file)
    assert plan.counts == Counts(3, 0, 1, 2, 0, 0, 0)
    assert database.load(file, expected=plan).counts == plan.counts
    gone = request(rows[:1], **of)
    assert database.load(gone).counts.vanished == 2
