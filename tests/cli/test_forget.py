"""What was confirmed is named before it is forgotten, and can be brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leadtui import store
from tests.cli.desk import Desk


def names_of(field: str) -> tuple[str, ...]:
    return store.load_target("leads").fields[field].names


def test_without_a_yes_nothing_is_forgotten_but_all_is_told(desk: Desk) -> None:
    before = {path: path.read_text() for path in (desk.folder / "mappings").glob("*.yaml")}
    asked = desk("forget", "operation")
    assert asked.code == 5
    assert [line.split()[:2] for line in asked.out.splitlines()] == [["synonym", "leads"], ["column", "source3"]]
    assert "--yes" in asked.err
    assert {path: path.read_text() for path in before} == before


def test_a_header_is_forgotten_everywhere_and_can_be_brought_back(desk: Desk) -> None:
    general, source = desk.mapping("leads").read_text(), desk.mapping("source3").read_text()
    assert "operation" in names_of("license_number")
    done = desk("forget", "OPERATION", "--yes")
    assert done.code == 0
    assert "operation" not in names_of("license_number")
    assert "operation number" in names_of("license_number")
    assert "Operation" not in store.load("source3").columns
    changed = desk.mapping("leads").read_text()
    assert changed == general.replace("operation number, operation]", "operation number]").replace(
        "format: 1\n", "format: 1\nversion: 2\n", 1
    )
    assert desk("mapping", "diff", "leads").out == "~  fields.license_number.names  -operation\n"
    for name in ("leads", "source3"):
        assert f"leadtui mapping revert {name} v1" in done.err
        assert desk("mapping", "revert", name, "v1").code == 0
    assert "operation" in names_of("license_number")
    assert desk.mapping("source3").read_text() == source.replace("version: 1", "version: 3")


def test_only_one_mapping_forgets_if_it_is_named(desk: Desk) -> None:
    done = desk("forget", "Zip", "--mapping", "source3", "--yes", "--json")
    assert [(each["mapping"], each["what"], each["version"]) for each in done.json["forgotten"]] == [
        ("source3", "Zip", 2)
    ]
    assert "Zip" not in store.load("source3").columns
    assert "Zip" in store.load("source2").columns


def test_a_combined_column_is_taken_out_of_its_step(desk: Desk) -> None:
    assert desk("forget", "Toddler", "--yes").code == 0
    (step, *_) = store.load("source3").steps
    assert step.columns == ("Infant", "Preschool", "School")  # type: ignore[union-attr]


def test_a_former_name_is_forgotten_alone(desk: Desk) -> None:
    path = desk.mapping("source3")
    path.write_text(path.read_text().replace('"Zip": {to: zip}', '"ZIP Code": {to: zip, was: ["Zipp"]}'))
    assert desk("forget", "zipp", "--yes").code == 0
    assert store.load("source3").columns["ZIP Code"].was == ()
    assert store.load("source3").columns["ZIP Code"].to == ("zip",)


def test_a_file_whose_header_was_forgotten_asks_again(desk: Desk) -> None:
    assert desk("check", "data/source3.csv").code == 0
    desk("forget", "Zip", "--mapping", "source3", "--yes")
    asked = desk("check", "data/source3.csv")
    assert asked.code == 5
    assert "Zip is new in this file" in asked.err


def test_a_whole_mapping_is_forgotten_and_brought_back(desk: Desk) -> None:
    text = desk.mapping("source1").read_text()
    assert desk("forget", "--mapping", "source1", "--yes").code == 0
    assert "source1" not in store.names()
    assert desk("forget", "--mapping", "leads", "--yes").code == 2
    assert desk("mapping", "log", "source1").out.startswith("v1")
    assert desk("mapping", "revert", "source1", "v1").code == 0
    assert desk.mapping("source1").read_text() == text.replace("version: 1", "version: 2")


def test_what_is_not_remembered_cannot_be_forgotten(desk: Desk) -> None:
    for words in (["Xyzzy"], ["--mapping", "nope"], ["--draft", "nope.csv"], [], ["Zip", "--draft", "x"]):
        assert desk("forget", *words, "--yes").code == 2


def test_review_lists_what_waits_and_the_command_that_opens_it(desk: Desk) -> None:
    assert desk("review").err == "nothing waits for a person\n"
    (desk.folder / "new file.csv").write_text("a,b\n1,2\n3,4\n")
    asked = desk("check", "new file.csv")
    assert asked.code == 5
    assert "leadtui review" in asked.err or "leadtui open" in asked.err
    listed = desk("review")
    assert listed.out.splitlines()[1:] == [
        "  no saved mapping fits new file.csv (2 columns)",
        "  leadtui open 'new file.csv'",
    ]
    (document,) = desk("review", "--json").json["waiting"]
    assert document["file"] == str(desk.folder / "new file.csv")
    assert document["exists"]
    assert 0 <= document["age_seconds"] < 60
    (desk.folder / "new file.csv").unlink()
    assert "not there any more" in desk("review").out
    assert desk("forget", "--draft", "new file.csv", "--yes").code == 0
    assert desk("review", "--json").json["waiting"] == []


def test_a_draft_that_cannot_be_read_is_told_and_hides_no_other(desk: Desk) -> None:
    (desk.folder / "a.csv").write_text("a,b\n1,2\n3,4\n")
    desk("check", "a.csv")
    (desk.folder / ".state" / "leadtui" / "drafts" / "broken.json").write_text("{")
    listed = desk("review")
    assert "leadtui open a.csv" in listed.out
    assert "cannot be read as a draft" in listed.err


def test_escapes_in_a_reason_or_a_name_are_shown(desk: Desk) -> None:
    created = datetime.now(UTC) - timedelta(days=3)
    store.drafts.save(store.Draft("/x/\x1b[2J.csv", "f", "a \x9b2J reason", created, None))
    told = desk("review")
    assert "␛[2J.csv" in told.out
    assert "3 days ago" in told.out or "72 h ago" in told.out
