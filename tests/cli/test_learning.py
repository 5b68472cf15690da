"""From a header confirmed in one file to a proposal for the next one, explained, and taken back."""

from __future__ import annotations

from pathlib import Path

from leadtui import pipeline, review, store
from leadtui.model.mapping import Seen
from tests.cli.desk import Desk

ROWS = [(f"Oak {chr(65 + number)} Day Care", f"K{number:03}-X", "Reno") for number in range(26)]


def write(desk: Desk, name: str, *header: str) -> Path:
    path = desk.folder / name
    path.write_text("\n".join([",".join(header), *(",".join(row) for row in ROWS), ""]))
    return path


def confirm(path: Path, name: str, *everywhere: str) -> None:
    """What the screens do: decide each column, share some headers, save."""
    with pipeline.workspace() as folder:
        raw = pipeline.read(source := pipeline.find(str(path), folder), pipeline.detect(source), folder)
        seen = pipeline.profile(raw)
        state = pipeline.begin(raw, seen, None)
        for index, field in enumerate(("company", "license_number", "city")):
            state = review.assign(state, index, (field,))
        lessons = review.lessons(state, pipeline.remembered())
        assert set(everywhere) <= {lesson.header for lesson in lessons}
        state = review.share(state, everywhere, {lesson.column for lesson in lessons} - set(everywhere))
        pipeline.save(state, review.to_mapping(state, name, 0, raw.dialect), seen)


def proposal(desk: Desk, path: Path, column: str) -> tuple[list[str], list[str]]:
    """The fields proposed for a column, and why."""
    (found,) = [each for each in desk("map", path, "--json").json["columns"] if each["column"] == column]
    best = found["candidates"][0] if found["candidates"] else {"fields": [], "evidence": []}
    return (found["decision"] or {"fields": []})["fields"], best["evidence"]


def test_a_header_learnt_everywhere_is_a_name_for_the_next_file_until_it_is_forgotten(desk: Desk) -> None:
    first = write(desk, "first.csv", "Hausbezeichner", "Zulassungskürzel", "City")
    second = write(desk, "second.csv", "Other Thing", "ZULASSUNGSKÜRZEL", "Sub Thing")
    assert proposal(desk, second, "ZULASSUNGSKÜRZEL")[0] != ["license_number"]
    confirm(first, "first", "Zulassungskürzel")
    assert store.load_target("leads").fields["license_number"].names[-1] == "Zulassungskürzel"
    fields, why = proposal(desk, second, "ZULASSUNGSKÜRZEL")
    assert fields == ["license_number"]
    assert any("is one of its names" in reason for reason in why)
    assert any(reason.startswith("first sent") for reason in why)
    explained = desk("mapping", "explain", "leads", "license_number").out
    assert '  "Zulassungskürzel"   first v1' in explained
    assert desk("forget", "zulassungskürzel", "--yes").code == 0
    assert proposal(desk, second, "ZULASSUNGSKÜRZEL")[0] != ["license_number"]
    assert desk("check", first).code == 5, "the source asks about its column again"


def test_only_here_stays_out_of_the_general_file(desk: Desk) -> None:
    before = desk.mapping("leads").read_text()
    confirm(write(desk, "first.csv", "Hausbezeichner", "Zulassungskürzel", "City"), "first")
    assert desk.mapping("leads").read_text() == before
    assert desk("check", "first.csv").code == 0


def test_a_saved_layout_remembers_its_values_where_a_person_can_read_them(desk: Desk) -> None:
    path = write(desk, "first.csv", "Hausbezeichner", "Zulassungskürzel", "City")
    confirm(path, "first")
    assert '    "Zulassungskürzel": {like: A999-A}' in desk.mapping("first").read_text()
    layout = store.load("first").layout
    assert layout is not None
    assert layout.seen["City"] == Seen(only=("Reno",))
    path.write_text(path.read_text().replace("-X", "").replace("K0", "2026-0"))
    asked = desk("check", "first.csv")
    assert asked.code == 5
    assert "Zulassungskürzel holds other values than before" in asked.err
    assert "--saved-mapping first" in desk("review").out


def test_two_sources_that_fit_equally_well_wait_for_a_person(desk: Desk) -> None:
    path = write(desk, "first.csv", "Hausbezeichner", "Zulassungskürzel", "City")
    confirm(path, "north")
    text = desk.mapping("north").read_text()
    desk.mapping("south").write_text(text)
    asked = desk("check", "first.csv")
    assert asked.code == 5
    assert "2 saved mappings fit this file equally well: north and south" in asked.err
    assert "--saved-mapping north" in asked.err
    assert "north and south" in desk("review").out
    assert desk("check", "--saved-mapping", "south", "first.csv").code == 0


def test_the_name_of_a_file_decides_nothing(desk: Desk) -> None:
    swapped = desk.folder / "source1.csv"
    swapped.write_text((desk.folder / "data" / "source3.csv").read_text())
    document = desk("check", "source1.csv", "--json").json
    assert document["mapping"]["name"] == "source3"
