"""Tables that are not ours: the same promises, and not a column, constraint or trigger of theirs is touched."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.errors import ChangedError, RefusedError
from leadtui.model.plan import Counts, LoadRequest
from leadtui.model.target import Field, FieldType
from leadtui.postgres import Database
from tests.postgres.loads import Row, change, request, stored
from tests.postgres.test_model import KEYED_ROWS, RULES, SETTINGS, Known, emulate

TABLE = """
CREATE SCHEMA crm;
CREATE TABLE crm.contacts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  phone text,
  seats integer,
  source text DEFAULT 'file',
  created_at timestamptz NOT NULL DEFAULT now(),
  tags text[] NOT NULL DEFAULT '{}',
  initials text GENERATED ALWAYS AS (left(name, 1)) STORED
);
"""
FIELDS = {
    **dict.fromkeys(("email", "name", "phone", "source"), Field()),
    "seats": Field(type=FieldType.INTEGER),
}
ANN: Row = {"email": "ann@x.org", "name": "Ann", "phone": "1", "seats": 4}
BOB: Row = {"email": "bob@x.org", "name": "Bob", "phone": "2"}
EVE: Row = {"email": "eve@x.org", "name": "Eve", "phone": "3"}
SHOWN = "SELECT email, name, phone, seats, source, tags, initials FROM crm.contacts ORDER BY email"


def of(*rows: Row, **options: Any) -> LoadRequest:
    """A file for the table."""
    options = {"table": "crm.contacts", "fields": FIELDS, "key": (("email",), ("phone",)), **options}
    return request(rows, **options)


@pytest.fixture
def contacts(database: Database) -> Database:
    change(database, TABLE)
    return database


def lead(row: Row, **more: Any) -> Row:
    """What becomes of a row of a file."""
    return {"phone": None, "seats": None, "source": "file", "tags": [], **row, "initials": row["name"][0], **more}


def shape(database: Database) -> list[Row]:
    """Everything about the table but its rows."""
    return stored(
        database,
        "SELECT attname AS name, format_type(atttypid, atttypmod) AS what FROM pg_attribute"
        " WHERE attrelid = 'crm.contacts'::regclass UNION ALL SELECT tgname, tgtype::text FROM pg_trigger"
        " WHERE tgrelid = 'crm.contacts'::regclass UNION ALL SELECT conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE conrelid = 'crm.contacts'::regclass UNION ALL"
        " SELECT indexrelid::regclass::text, '' FROM pg_index WHERE indrelid = 'crm.contacts'::regclass ORDER BY 1, 2",
    )


def both(database: Database, file: LoadRequest) -> Any:
    """Plan and load; the same counts."""
    plan = database.plan(file)
    report = database.load(file, expected=plan)
    assert report.counts == plan.counts
    return report


def test_a_first_load_and_the_next_ones(contacts: Database) -> None:
    before = shape(contacts)
    first = both(contacts, of(ANN, BOB))
    assert first.counts == Counts(2, 2, 0, 0, 0, 0, 0)
    assert stored(contacts, SHOWN) == [lead(ANN), lead(BOB)]
    assert contacts.load(of(ANN, BOB)).state == "already_loaded"
    assert both(contacts, of(ANN, BOB, force=True)).counts == Counts(2, 0, 0, 2, 0, 0, 0)
    third = both(contacts, of({**ANN, "seats": 5}, EVE))
    assert third.counts == Counts(2, 1, 1, 0, 0, 0, 1)
    assert stored(contacts, SHOWN) == [lead(ANN, seats=5), lead(BOB), lead(EVE)], "vanished rows stay, marked beside"
    lineage = stored(contacts, "SELECT lead_key, run_id, file_line, is_current FROM leadtui.lineage ORDER BY 1")
    assert [tuple(row.values()) for row in lineage] == [
        ("email=ann@xorg", third.run, 2, True),
        ("email=bob@xorg", first.run, 3, False),
        ("email=eve@xorg", third.run, 3, True),
    ]
    back = both(contacts, of(ANN, BOB, EVE, sha256="back"))
    assert back.counts == Counts(3, 0, 2, 1, 0, 0, 0)
    assert shape(contacts) == before


def test_undo_restores_inserts_updates_and_marks_and_can_be_undone(contacts: Database) -> None:
    first = contacts.load(of(ANN, BOB))
    image = stored(contacts, "SELECT * FROM crm.contacts ORDER BY id")
    books = stored(contacts, "SELECT * FROM leadtui.lineage ORDER BY lead_key")
    second = contacts.load(of({**ANN, "seats": 5}, EVE))
    after = stored(contacts, "SELECT * FROM crm.contacts ORDER BY id")
    later = stored(contacts, "SELECT * FROM leadtui.lineage ORDER BY lead_key")
    undone = contacts.undo(second.run, expected=contacts.plan_undo(second.run))
    assert (undone.plan.taken_out, undone.plan.set_back, undone.plan.kept_count) == (1, 2, 0)
    assert stored(contacts, "SELECT * FROM crm.contacts ORDER BY id") == image
    assert stored(contacts, "SELECT * FROM leadtui.lineage ORDER BY lead_key") == books
    redone = contacts.undo(undone.run)
    assert (redone.plan.put_back, redone.plan.set_back) == (1, 2)
    assert stored(contacts, "SELECT * FROM crm.contacts ORDER BY id") == after
    assert stored(contacts, "SELECT * FROM leadtui.lineage ORDER BY lead_key") == later
    contacts.undo(redone.run)
    contacts.undo(first.run)
    assert stored(contacts, "SELECT * FROM crm.contacts") == stored(contacts, "SELECT * FROM leadtui.lineage") == []
    assert contacts.load(of(ANN, BOB)).counts.inserted == 2


def test_rows_that_were_there_before_are_adopted_and_given_back(contacts: Database) -> None:
    change(
        contacts, "INSERT INTO crm.contacts (email, name, phone) VALUES ('Ann@x.org', 'Ann', '1'), ('o@x', 'O', '9')"
    )
    image = stored(contacts, "SELECT * FROM crm.contacts ORDER BY id")
    report = both(
        contacts, of({"email": "Ann@x.org", "name": "Ann", "phone": "1"}, {"email": "O@X", "name": "O", "phone": "8"})
    )
    assert report.counts == Counts(2, 0, 1, 1, 0, 0, 0), "one is as it is"
    assert [row["email"] for row in stored(contacts, SHOWN)] == ["Ann@x.org", "O@X"]
    assert list(contacts.json_rows(report.run, is_new=True)) == []
    plan = contacts.undo(report.run).plan
    assert (plan.taken_out, plan.set_back) == (0, 1)
    assert stored(contacts, "SELECT * FROM crm.contacts ORDER BY id") == image
    assert stored(contacts, "SELECT * FROM leadtui.lineage") == []


def test_rows_nobody_loaded_neither_vanish_nor_are_deleted(contacts: Database) -> None:
    change(contacts, "INSERT INTO crm.contacts (email, name) VALUES ('o@x', 'O'), ('p@x', 'P')")
    contacts.load(of(ANN, {"email": "o@x", "name": "O"}))
    report = both(contacts, of(BOB, mode="replace_source"))
    assert report.counts == Counts(1, 1, 0, 0, 0, 0, 2)
    assert [row["email"] for row in stored(contacts, SHOWN)] == ["bob@x.org", "o@x", "p@x"], "only ours is deleted"
    undone = contacts.undo(report.run).plan
    assert (undone.taken_out, undone.set_back, undone.put_back) == (1, 1, 1)
    assert [row["email"] for row in stored(contacts, SHOWN)] == ["ann@x.org", "o@x", "p@x"]


def test_what_was_changed_by_hand_stays_and_is_listed(contacts: Database) -> None:
    first = contacts.load(of(ANN, BOB))
    change(contacts, "UPDATE crm.contacts SET phone = '77' WHERE name = 'Ann'")
    file = of({**ANN, "seats": 9}, BOB)
    plan = contacts.plan(file)
    assert [doubt.code for doubt in plan.doubts] == ["edited"]
    second = contacts.load(file, expected=plan)
    assert stored(contacts, SHOWN)[0] == lead(ANN, seats=9, phone="77")
    assert both(contacts, of({**ANN, "seats": 9}, BOB, EVE)).counts == Counts(3, 1, 0, 2, 0, 0, 0)
    assert contacts.plan_undo(second.run).kept_count == 1, "the later file had it, too"
    change(contacts, "UPDATE crm.contacts SET name = 'Robert' WHERE name = 'Bob'")
    kept = contacts.plan_undo(first.run).kept
    assert ("email=bob@xorg", "changed by hand since: name") in [(row.lead_key, row.reason) for row in kept]


def test_two_sources_share_a_row(contacts: Database) -> None:
    first = contacts.load(of(ANN, source="a"))
    second = both(contacts, of({**ANN, "phone": "5"}, source="b"))
    assert second.counts == Counts(1, 0, 1, 0, 0, 0, 0)
    assert [row.reason for row in contacts.plan_undo(first.run).kept] == ["loaded again since, by b"]
    assert both(contacts, of(BOB, source="a", mode="replace_source")).counts.vanished == 1
    assert len(stored(contacts, SHOWN)) == 2, "the other source still has it"
    assert len(list(contacts.json_rows(first.run, is_new=False))) == 0


def test_a_row_deleted_or_exchanged_by_hand_is_no_longer_known(contacts: Database) -> None:
    contacts.load(of(ANN, BOB))
    change(contacts, "DELETE FROM crm.contacts WHERE name = 'Ann'")
    change(contacts, "UPDATE crm.contacts SET email = 'zoe@y', name = 'Zoe', phone = '8' WHERE name = 'Bob'")
    report = both(contacts, of(ANN, BOB, sha256="again"))
    assert report.counts == Counts(2, 2, 0, 0, 0, 0, 0)
    assert [row["email"] for row in stored(contacts, SHOWN)] == ["ann@x.org", "bob@x.org", "zoe@y"]
    contacts.undo(report.run)
    assert [row["email"] for row in stored(contacts, SHOWN)] == ["zoe@y"]


def test_the_story_the_rows_and_the_end_of_a_person(contacts: Database) -> None:
    first = contacts.load(of(ANN, BOB))
    second = contacts.load(of({**ANN, "seats": 5}, BOB))
    (story,) = contacts.explain("ann@x.org")
    told = [(event.run, event.what, event.line) for event in story.events]
    assert told == [(first.run, "inserted", 2), (second.run, "updated", 2)]
    assert [(each.field, each.before, each.after) for each in story.events[1].changes] == [("seats", "4", "5")]
    pieces: list[bytes] = []
    contacts.copy_rows(second.run, pieces.append, is_new=False)
    assert b"".join(pieces).count(b"\n") == 2
    (erased,) = contacts.erase("email=ann@xorg")
    assert erased.rows == 1
    assert [row["name"] for row in stored(contacts, SHOWN)] == ["Bob"]
    assert "ann" not in str(stored(contacts, "SELECT * FROM leadtui.lineage, leadtui.changes")).lower()


def test_history_of_such_a_table(contacts: Database) -> None:
    runs = [contacts.load(of({**ANN, "seats": seats}, mode="history")) for seats in (1, 2)]
    versions = stored(
        contacts,
        "SELECT (v.version).seats, valid_from, valid_to FROM leadtui.versions(NULL::crm.contacts) v ORDER BY 1",
    )
    assert [tuple(row.values()) for row in versions] == [
        (1, runs[0].started, runs[1].started),
        (2, runs[1].started, None),
    ]


def test_a_key_that_is_the_primary_key_follows_the_row(database: Database) -> None:
    change(database, "CREATE TABLE parcels (apn text PRIMARY KEY, owner text, lot text UNIQUE)")
    fields = dict.fromkeys(("apn", "owner", "lot"), Field())
    of_parcels: dict[str, Any] = {"table": "public.parcels", "fields": fields, "key": (("lot",), ("apn",))}
    rows = [{"apn": "1", "owner": "A", "lot": "x"}, {"apn": "2", "owner": "B", "lot": "y"}]
    database.load(request(rows, **of_parcels))
    second = both(database, request([{**rows[0], "apn": "1-a"}, rows[1]], **of_parcels))
    assert second.counts == Counts(2, 0, 1, 1, 0, 0, 0)
    assert both(database, request([{**rows[0], "apn": "1-a"}], **of_parcels)).counts == Counts(1, 0, 0, 1, 0, 0, 1)
    database.undo(database.runs()[0].run)
    database.undo(second.run)
    assert [row["apn"] for row in stored(database, "SELECT apn FROM parcels ORDER BY 1")] == ["1", "2"]
    assert both(database, request(rows, sha256="3", **of_parcels)).counts.unchanged == 2


@pytest.mark.parametrize(
    ("ddl", "said"),
    [
        ("CREATE TABLE t (email text UNIQUE, name text)", "nothing tells the rows of public.t apart"),
        ("CREATE TABLE t (email text PRIMARY KEY)", "has no column 'name'"),
        ("CREATE TABLE t (email text PRIMARY KEY, name json)", "whose values cannot be compared"),
        ("CREATE TABLE t (email text PRIMARY KEY, name text GENERATED ALWAYS AS ('x') STORED)", "fills the column"),
        ("CREATE TABLE t (email text PRIMARY KEY, name text); CREATE TABLE u () INHERITS (t)", "inherit from it"),
    ],
)
def test_what_cannot_be_loaded_is_said_before_a_row_is_copied(database: Database, ddl: str, said: str) -> None:
    change(database, ddl)
    fields = dict.fromkeys(("email", "name"), Field())
    with pytest.raises(RefusedError, match=said):
        database.plan(request([{"email": "a", "name": "b"}], table="public.t", fields=fields, key=(("email",),)))


def test_a_trigger_that_leaves_rows_out_is_told(contacts: Database) -> None:
    change(
        contacts,
        "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.name = ''Bob'' THEN RETURN NULL;"
        " END IF; RETURN NEW; END'; CREATE TRIGGER skip BEFORE INSERT ON crm.contacts"
        " FOR EACH ROW EXECUTE FUNCTION skip()",
    )
    with pytest.raises(RefusedError, match=r"took 2 of 3 new rows: a trigger"):
        contacts.load(of(ANN, BOB, EVE))
    assert stored(contacts, SHOWN) == []


def test_a_row_changed_during_the_load_stops_it(contacts: Database) -> None:
    contacts.load(of(ANN))

    def interfere(_plan: object) -> None:
        change(contacts, "UPDATE crm.contacts SET seats = 1")

    with pytest.raises(ChangedError):
        contacts.load(of({**ANN, "seats": 8}), on_plan=interfere)
    assert stored(contacts, SHOWN)[0]["seats"] == 1


# -- what the table would refuse --

DEMANDING = """
CREATE SCHEMA hr;
CREATE TYPE hr.grade AS ENUM ('junior', 'senior');
CREATE DOMAIN hr.percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE hr.teams (id int PRIMARY KEY, name text);
INSERT INTO hr.teams VALUES (1, 'A'), (2, 'B');
CREATE TABLE hr.people (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  badge varchar(4) NOT NULL UNIQUE,
  grade hr.grade NOT NULL DEFAULT 'junior',
  share hr.percent,
  pay numeric(6, 2) CHECK (pay > 0),
  age smallint,
  team integer REFERENCES hr.teams,
  boss varchar(4) REFERENCES hr.people (badge),
  started timestamptz,
  skills text[],
  extra jsonb,
  login text,
  CONSTRAINT adult CHECK (age >= 18 OR pay IS NULL)
);
CREATE UNIQUE INDEX ON hr.people (lower(login)) WHERE login IS NOT NULL;
INSERT INTO hr.people (badge, login) VALUES ('old', 'Root');
"""
PEOPLE = {
    **dict.fromkeys(("badge", "grade", "boss", "skills", "extra", "login"), Field()),
    **dict.fromkeys(("share", "age", "team"), Field(type=FieldType.INTEGER)),
    "pay": Field(type=FieldType.NUMERIC),
    "started": Field(type=FieldType.TIMESTAMP),
}


def people(*rows: Row, **options: Any) -> LoadRequest:
    """A file for hr.people."""
    return request(rows, table="hr.people", fields=PEOPLE, key=(("badge",),), **options)


@pytest.fixture
def demanding(database: Database) -> Database:
    change(database, DEMANDING)
    return database


def test_a_row_that_fits_is_stored_with_the_tables_own_types_and_defaults(demanding: Database) -> None:
    moment = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    row: Row = {
        "badge": "a1", "share": 50, "pay": 12.5, "age": 30, "team": 1, "boss": "a1", "started": moment,
        "skills": '{sql,"to lead"}', "extra": '{"a": [1]}', "login": "ann",
    }  # fmt: skip
    assert demanding.unfit(people(row)) == ()
    assert both(demanding, people(row)).counts.inserted == 1
    (found,) = stored(demanding, "SELECT * FROM hr.people WHERE badge = 'a1'")
    assert (found["grade"], found["started"], found["skills"]) == ("junior", moment, ["sql", "to lead"])
    assert (found["extra"], str(found["pay"])) == ({"a": [1]}, "12.50")
    assert both(demanding, people(row, force=True)).counts.unchanged == 1
    report = both(demanding, people({**row, "grade": "senior", "skills": "{}"}))
    assert report.counts.updated == 1
    demanding.undo(report.run)
    assert stored(demanding, "SELECT * FROM hr.people WHERE badge = 'a1'") == [found]


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ({"badge": "12345"}, "E-FIT", "does not fit into the column badge"),
        ({"grade": "boss"}, "E-FIT", "which is hr.grade"),
        ({"share": 101}, "E-FIT", "which is hr.percent"),
        ({"age": 40_000}, "E-FIT", "smallint"),
        ({"pay": 1e6}, "E-FIT", "numeric"),
        ({"skills": "sql; lead"}, "E-FIT", "text[]"),
        ({"extra": "{"}, "E-FIT", "jsonb"),
        ({"pay": -1.0, "age": 20}, "E-CONSTRAINT", "breaks people_pay_check of the table: (pay > (0)::numeric)"),
        ({"pay": 5.0, "age": 17}, "E-CONSTRAINT", "breaks adult of the table"),
        ({"team": 7}, "E-REFERENCE", "team refers to nothing in hr.teams"),
        ({"boss": "zz"}, "E-REFERENCE", "boss refers to nothing in hr.people"),
        ({"login": "ROOT"}, "E-UNIQUE", "another row of the table has the same lower(login)"),
    ],
)
def test_a_row_that_the_table_would_refuse_is_known_beforehand(
    demanding: Database, row: Row, code: str, said: str
) -> None:
    good: list[Row] = [{"badge": "a1", "login": "a"}, {"badge": "a2", "boss": "a1"}]
    found = demanding.unfit(people(good[0], {"badge": "bad", **row}, good[1]))
    assert [(issue.line, issue.code, issue.rejects) for issue in found] == [(3, code, True)]
    assert said in found[0].message
    assert found[0].column == found[0].field or found[0].field is None
    with pytest.raises(RefusedError):
        demanding.load(people(good[0], {"badge": "bad", **row}, good[1]))
    assert both(demanding, people(*good)).counts.inserted == 2


def test_rows_of_one_file_that_collide(demanding: Database) -> None:
    rows: list[Row] = [{"badge": f"a{n}", "login": login} for n, login in enumerate(["x", "y", "X", "z"])]
    found = demanding.unfit(people(*rows))
    assert [(issue.line, issue.message.split(" has")[0]) for issue in found] == [(4, "line 2 of the file")]


def test_a_row_that_hangs_on_a_rejected_one_is_rejected_too(demanding: Database) -> None:
    found = demanding.unfit(people({"badge": "a1", "team": 9}, {"badge": "a2", "boss": "a1"}, {"badge": "a3"}))
    assert [(issue.line, issue.code) for issue in found] == [(2, "E-REFERENCE"), (3, "E-REFERENCE")]


def test_what_a_table_demands_and_no_field_fills(demanding: Database) -> None:
    change(demanding, "ALTER TABLE hr.people ADD COLUMN floor int; UPDATE hr.people SET floor = 1;"
           " ALTER TABLE hr.people ALTER floor SET NOT NULL")  # fmt: skip
    found = demanding.unfit(people({"badge": "a1"}, {"badge": "old", "age": 30}))
    assert [(issue.line, issue.code) for issue in found] == [(2, "E-NULL")], "a known row has its value already"
    assert "no field of the mapping fills it" in found[0].message


def test_a_blank_never_erases_what_the_table_demands(demanding: Database) -> None:
    demanding.load(people({"badge": "a1", "grade": "senior", "age": 30}))
    file = people({"badge": "a1"}, blanks="erase")
    assert demanding.unfit(file) == ()
    both(demanding, file)
    (row,) = stored(demanding, "SELECT grade, age FROM hr.people WHERE badge = 'a1'")
    assert row == {"grade": "senior", "age": None}


def test_triggers_may_mend_rows_so_nothing_is_presumed_of_them(demanding: Database) -> None:
    change(
        demanding,
        "CREATE FUNCTION mend() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.team = 1; RETURN NEW; END';"
        " CREATE TRIGGER mend BEFORE INSERT ON hr.people FOR EACH ROW EXECUTE FUNCTION mend()",
    )
    file = people({"badge": "a1", "team": 77})
    assert demanding.unfit(file) == ()
    assert both(demanding, file).counts.inserted == 1
    assert both(demanding, people({"badge": "a1", "team": 1})).counts.unchanged == 1


def test_what_cannot_be_known_beforehand_rolls_everything_back_and_names_the_row(demanding: Database) -> None:
    change(demanding, "UPDATE hr.people SET team = 1; ALTER TABLE hr.people ADD EXCLUDE USING btree (team WITH =)")
    with pytest.raises(RefusedError, match=r"line 3 cannot be stored in hr\.people: .*exclusion"):
        demanding.load(people({"badge": "a1"}, {"badge": "a2", "team": 1}))
    assert len(stored(demanding, "SELECT FROM hr.people")) == 1


# -- any sequence of files --


@SETTINGS
@given(st.lists(st.tuples(st.lists(KEYED_ROWS, max_size=6), RULES), min_size=1, max_size=4))
def test_plan_load_and_a_dictionary_agree_and_undo_leads_back(
    database: Database, files: list[tuple[list[Row], dict[str, Any]]]
) -> None:
    change(
        database,
        "DROP TABLE IF EXISTS places; TRUNCATE leadtui.lineage, leadtui.tables, leadtui.runs, leadtui.edits CASCADE;"
        " CREATE TABLE places (n serial PRIMARY KEY, license_number text UNIQUE, city text, company text)",
    )
    fields = dict.fromkeys(("license_number", "city", "company"), Field())
    model: dict[str, Known] = {}
    runs: list[tuple[int, list[Row], list[Row]]] = []
    rows_now = "SELECT * FROM places ORDER BY n"
    books_now = "SELECT * FROM leadtui.lineage ORDER BY lead_key"
    for number, (rows, rules) in enumerate(files):
        before = stored(database, rows_now), stored(database, books_now)
        expected = emulate(model, rows, rules)
        file = request(
            rows, table="public.places", fields=fields, key=(("license_number",),), sha256=f"{number}", **rules
        )
        assert database.unfit(file) == ()
        report = both(database, file)
        assert report.counts == expected
        runs.append((report.run, *before))
        found = stored(database, "SELECT license_number, city, company, is_current FROM places JOIN leadtui.lineage"
                       " ON row_id = jsonb_build_array(n)")  # fmt: skip
        assert {row["license_number"]: (row["city"], row["company"], row["is_current"]) for row in found} == {
            key: (known.values["city"], known.values["company"], known.is_current) for key, known in model.items()
        }
        assert len(stored(database, rows_now)) == len(found)
    for run, rows_then, books_then in reversed(runs):
        assert database.undo(run).plan.kept_count == 0
        assert (stored(database, rows_now), stored(database, books_now)) == (rows_then, books_then)
