"""Saved mappings as a tool: list, show, explain, diff, log, revert, test."""

from __future__ import annotations

import json
import os

import pytest

from leadtui import store
from tests.cli.desk import Desk

RENAMED = ('  "Zip": {to: zip}', '  "ZIP Code": {to: zip, was: ["Zip"]}')


def saved_again(desk: Desk, name: str = "source3", **columns: str) -> None:
    """A new version in which columns go elsewhere."""
    before = store.load(name)
    changed = {
        column: before.columns[column].model_copy(update={"to": (), "skip": reason})
        for column, reason in columns.items()
    }
    store.save(before.model_copy(update={"columns": {**before.columns, **changed}}))


def test_the_list_names_every_mapping_and_what_is_wrong_with_one(desk: Desk) -> None:
    broken = desk.mapping("broken")
    broken.write_text("format: 1\nextends: leads\ncolums: {}\n")
    listed = desk("mapping", "list")
    assert listed.code == 0
    lines = {line.split()[0]: line for line in listed.out.splitlines()}
    assert list(lines) == ["broken", "leads", "source1", "source2", "source3"]
    assert lines["source1"].split() == [
        "source1", "v1", "public.leads", "13", "columns,", "extends", "leads", "mappings/source1.yaml"
    ]  # fmt: skip
    assert "general" in lines["leads"]
    assert "broken: mappings/broken.yaml:3: colums: unknown key; did you mean columns?" in listed.err
    document = desk("mapping", "list", "--json").json
    assert document["schema"] == 1
    assert [each["kind"] for each in document["mappings"]] == ["source", "general", "source", "source", "source"]
    assert document["mappings"][0]["mistake"].startswith("mappings/broken.yaml:3")


def test_show_prints_the_file_and_canonical_what_it_means(desk: Desk) -> None:
    assert desk("mapping", "show", "source3").out == desk.mapping("source3").read_text()
    whole = desk("mapping", "show", "source3", "--canonical").out
    assert store.from_canonical("source3", whole) == store.load("source3")
    assert "#   split    in=Address out=address1,address2 how=us_street_unit" in whole
    document = desk("mapping", "show", "source3", "--canonical", "--json").json
    assert document["sha256"] == store.load("source3").sha256
    assert {"op": "copy", "in": "Type", "out": "facility_type"} in document["steps"]
    assert desk("mapping", "show", "leads", "--canonical").code == 0


def test_explain_gives_file_and_line_and_the_confirmations(desk: Desk) -> None:
    told = desk("mapping", "explain", "source3", "zip").out
    number = desk.mapping("source3").read_text().splitlines().index('  "Zip": {to: zip}') + 1
    assert f"mappings/source3.yaml:{number}" in told
    assert "kind" in told
    assert "us_zip" in told
    assert '"Zip"      source2 v1' in told
    document = desk("mapping", "explain", "leads", "zip", "--json").json
    assert {(each["mapping"], each["column"]) for each in document["confirmations"]} == {
        ("source1", "Address"), ("source2", "Zip"), ("source3", "Zip")
    }  # fmt: skip
    refused = desk("mapping", "explain", "source3", "zpi")
    assert (refused.code, "did you mean zip?" in refused.err) == (2, True)


def test_log_diff_and_revert_tell_and_take_back(desk: Desk) -> None:
    original = desk.mapping("source3").read_text()
    assert desk("mapping", "diff", "source3").code == 2
    saved_again(desk, County="not needed")
    saved_again(desk, Phone="wrong numbers")
    logged = desk("mapping", "log", "source3").out.splitlines()
    assert [line.split()[0] for line in logged] == ["v3", "v2", "v1"]
    assert "now" in logged[0]
    assert "~columns.Phone" in logged[0]
    assert desk("mapping", "diff", "source3").out == "~  columns.Phone  {to: phone} -> {skip: wrong numbers}\n"
    both = desk("mapping", "diff", "source3", "v1", "v3")
    assert [line.split()[1] for line in both.out.splitlines()] == ["columns.County", "columns.Phone"]
    assert desk("mapping", "diff", "source3", "v1", "--json").json["changes"][0] == {
        "key": "columns.County", "before": "{to: county}", "after": "{skip: not needed}"
    }  # fmt: skip
    reverted = desk("mapping", "revert", "source3", "v1")
    assert reverted.code == 0
    assert store.load("source3").version == 4
    assert desk.mapping("source3").read_text() == original.replace("version: 1", "version: 4")
    assert desk("mapping", "revert", "source3", "v3", "--json").json["version"] == 5
    assert store.load("source3").columns["Phone"].skip == "wrong numbers"


def test_a_version_that_is_not_kept_or_is_none(desk: Desk) -> None:
    saved_again(desk, County="not needed")
    refused = desk("mapping", "revert", "source3", "v9")
    assert refused.code == 2
    assert "Kept: v1, v2" in refused.err
    assert desk("mapping", "revert", "source3", "last").code == 2
    assert desk("mapping", "revert", "source3", "v2").code == 2
    assert store.load("source3").version == 2


def test_a_former_version_that_means_nothing_any_more_is_not_brought_back(desk: Desk) -> None:
    saved_again(desk, County="not needed")
    general = desk.mapping("leads")
    general.write_text(general.read_text().replace("  county:\n", "  shire:\n"))
    refused = desk("mapping", "revert", "source3", "v1")
    assert refused.code == 2
    assert "there is no field 'county'" in refused.err
    assert "version: 2" in desk.mapping("source3").read_text()


@pytest.mark.parametrize("name", ["source1", "source2", "source3"])
def test_the_shipped_mappings_pass_their_golden_samples(desk: Desk, name: str) -> None:
    tried = desk("mapping", "test", name)
    assert tried.code == 0
    assert "fits " in tried.out
    assert "fails    0 records rejected" in tried.out
    assert "rows as expected" in tried.out


def test_a_golden_sample_that_comes_to_something_else_fails(desk: Desk) -> None:
    path = desk.folder / "mappings" / "golden" / "source3.json"
    content = json.loads(path.read_text())
    line, row = next(iter(content["rows"].items()))
    row["city"] = "Elsewhere"
    content["issues"].append(["E-DATE", "license_issued", 3])
    path.write_text(json.dumps(content))
    tried = desk("mapping", "test", "source3")
    assert tried.code == 4
    assert f"line {line} city: expected 'Elsewhere'" in tried.out
    assert "E-DATE license_issued: expected 3, found 0" in tried.out
    document = desk("mapping", "test", "source3", "--json").json
    assert document["exit"] == {"code": 4, "reason": "not what the golden sample says"}
    assert document["golden"]["rows"][0]["field"] == "city"


def test_a_file_that_drifted_would_need_a_person(desk: Desk) -> None:
    drifted = desk.folder / "drifted.csv"
    drifted.write_text((desk.folder / "data" / "source3.csv").read_text().replace("Zip,", "ZIP Code,", 1))
    tried = desk("mapping", "test", "source3", drifted)
    assert tried.code == 5
    assert "fits     19 of 20 columns are as confirmed" in tried.out
    assert "! ZIP Code seems to be Zip, renamed" in tried.out
    assert not (desk.folder / ".state" / "leadtui" / "drafts").exists(), "a try leaves nothing behind"


def test_a_file_is_kept_as_the_golden_sample(desk: Desk) -> None:
    golden = desk.folder / "mappings" / "golden"
    (golden / "source3.json").unlink()
    missing = desk("mapping", "test", "source3")
    assert missing.code == 2
    assert "leadtui mapping test source3 FILE" in missing.err
    assert desk("mapping", "test", "source3", desk.folder / "data" / "source3_next.csv", "--keep").code == 0
    assert (golden / "source3.csv").read_bytes() == (desk.folder / "data" / "source3_next.csv").read_bytes()
    tried = desk("mapping", "test", "source3")
    assert tried.code == 0
    assert "golden   20 of 20 rows as expected" in tried.out


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "~", "con", ".", "", "a/b", "x" * 300, "a\nb", "..\\x"])
@pytest.mark.parametrize(
    "verb", [["show"], ["explain"], ["diff"], ["log"], ["revert"], ["test"]], ids=lambda verb: verb[0]
)
def test_hostile_names_are_refused_by_every_verb(desk: Desk, verb: list[str], name: str) -> None:
    rest = {"explain": ["zip"], "revert": ["v1"]}.get(verb[0], [])
    refused = desk("mapping", *verb, "--", name, *rest)
    assert refused.code == 2
    assert "cannot be the name of a mapping" in refused.err


def test_a_mapping_that_is_a_link_a_pipe_or_a_bomb_is_refused_at_once(desk: Desk) -> None:
    target = desk.folder / "secret"
    target.write_text("format: 1\nextends: leads\n")
    desk.mapping("link").symlink_to(target)
    os.mkfifo(desk.mapping("pipe"))
    bomb = "format: 1\na: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    desk.mapping("bomb").write_text(bomb)
    desk.mapping("python").write_text("format: 1\nextends: !!python/object/apply:os.system [id]\n")
    desk.mapping("huge").write_bytes(b"#" * 2_000_000)
    desk.mapping("newer").write_text("format: 2\nextends: leads\n")
    desk.mapping("typed").write_text("format: 1\nextends: leads\nload: {max_rejects: lots}\n")
    desk.mapping("secret").write_text("format: 1\nextends: leads\npassword: hunter2\n")
    listed = desk("mapping", "list")
    assert listed.code == 0
    said = dict(line.removeprefix("leadtui: ").split(": ", 1) for line in listed.err.splitlines() if ": " in line)
    assert "is a symlink" in said["link"]
    assert "not a regular file" in said["pipe"]
    assert "anchors and aliases" in said["bomb"]
    assert "is not allowed" in said["python"]
    assert "larger than" in said["huge"]
    assert "reads format 1" in said["newer"]
    assert "neither a number of rows" in said["typed"]
    assert "hold no secrets" in said["secret"]
    assert "hunter2" not in listed.out + listed.err
    assert desk("mapping", "test", "source3").code == 0, "the others still work"


def test_two_fields_with_one_synonym_are_reported_with_their_lines(desk: Desk) -> None:
    general = desk.mapping("leads")
    general.write_text(general.read_text().replace("[town, municipality,", "[town, fax no, parish, municipality,"))
    refused = desk("mapping", "show", "source1", "--canonical")
    assert refused.code == 2
    assert "'parish' names city, too" in refused.err or "'parish' names county, too" in refused.err
    assert "mappings/leads.yaml:" in refused.err


def test_escapes_in_a_mapping_are_shown_and_not_obeyed(desk: Desk) -> None:
    path = desk.mapping("source3")
    path.write_text(path.read_text().replace('"County": {to: county}', '"Cou\\enty": {to: county}'))
    told = desk("mapping", "explain", "source3", "county")  # the desk itself refuses escapes in what is said
    assert "Cou␛nty" in told.out
