"""Loading mappings: search order, ancestors, every mistake at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadtui import store
from leadtui.errors import UsageError
from leadtui.model.mapping import ColumnMap
from tests.store.examples import GENERAL, SOURCE, write


def test_a_source_is_its_file_over_the_general_one(project: Path) -> None:
    mapping = store.load("source")
    assert (mapping.name, mapping.version) == ("source", 8)
    assert mapping.target.table == "public.leads"
    assert mapping.target.fields["company"].names == ("operation name", "name", "facility name")
    assert str(mapping.load.max_rejects) == "1%"
    assert mapping.columns["ZIP Code"].was == ("Zip",)
    assert list(mapping.columns) == ["Operation", "Name", "ZIP Code", "Issued", "Notes"]
    assert len(mapping.steps) == 1


def test_a_general_mapping_is_a_target_and_no_source(project: Path) -> None:
    assert store.names() == ("general", "source")
    assert store.load_target("general") == store.load_target("public.leads")
    assert [mapping.name for mapping in store.all_sources()] == ["source"]
    with pytest.raises(UsageError, match="is a general mapping"):
        store.load("general")


def test_nearer_folders_hide_farther_ones(project: Path, tmp_path: Path) -> None:
    user, packaged = tmp_path / "xdg_data_home/leadtui/mappings", tmp_path / "packaged"
    for folder, version in ((packaged, 3), (user, 2)):
        folder.mkdir(parents=True)
        (folder / "general.yaml").write_text(GENERAL)
        for name in ("far", "source"):
            (folder / f"{name}.yaml").write_text(f"format: 1\nextends: general\nversion: {version}\n")
    assert (store.load("source").version, store.load("far").version) == (8, 2)


def test_files_with_other_names_are_not_ours(project: Path) -> None:
    write(project, ".hidden", "x")
    write(project, "Not A Mapping", "x")
    (project / "mappings" / "readme.md").write_text("x")
    assert store.names() == ("general", "source")


@pytest.mark.parametrize("name", ["sorce", "nothing-like-it"])
def test_an_unknown_name_gets_the_nearest_or_all(project: Path, name: str) -> None:
    with pytest.raises(UsageError) as refused:
        store.load(name)
    assert refused.value.hint in {"Did you mean source?", "Known: general, source"}


def test_all_mistakes_are_named_at_once_with_line_and_nearest_key(project: Path) -> None:
    write(
        project,
        "bad",
        """\
format: 1
extends: general
versoin: 3
load: {mod: upsert, max_rejects: lots}
columns:
  A: {too: zip}
  B: {to: zpi}
  C: {to: zip, skip: why}
  D: {to: [zip, phone]}
steps:
  - {op: combin, in: [A], out: ages_served, how: flags}
  - {op: combine, in: [A], out: ages_srved, how: flags, lables: {}}
  - {op: combine, out: ages_served}
fields:
  zip: {tpye: text, type: txt, names+: [telephone]}
  phone: {names+: [tele-phone]}
  nothing:
db_password: x
""",
    )
    with pytest.raises(UsageError) as refused:
        store.load("bad")
    said = refused.value.message
    for line in (
        "17 mistakes in mappings/bad.yaml:",
        "bad.yaml:3: versoin: unknown key; did you mean version?",
        "bad.yaml:4: load.mod: unknown key; did you mean mode?",
        "bad.yaml:4: load.max_rejects: 'lots' is neither a number of rows (12) nor a share (1%)",
        "bad.yaml:6: columns.A.too: unknown key; did you mean to?",
        "bad.yaml:7: columns.B.to: there is no field 'zpi'; did you mean zip?",
        "bad.yaml:8: columns.C: a column is either mapped (to) or skipped (skip), not both",
        "bad.yaml:9: columns.D: a column that feeds several fields needs `split: HOW`",
        "bad.yaml:11: steps.0.op: unknown operation; did you mean combine?",
        "bad.yaml:12: steps.1.lables: unknown key; did you mean labels?",
        "bad.yaml:12: steps.1.out: there is no field 'ages_srved'; did you mean ages_served?",
        "bad.yaml:13: steps.2.in: missing",
        "bad.yaml:13: steps.2.how: missing",
        "bad.yaml:15: fields.zip.tpye: unknown key; did you mean type?",
        "bad.yaml:15: fields.zip.type: Input should be 'text'",
        "bad.yaml:16: fields.phone.names: 'tele-phone' names zip, too (in line 15)",
        "bad.yaml:17: fields.nothing: there is no such field to unset",
        "bad.yaml:18: db_password: mapping files hold no secrets",
    ):
        assert line in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extends: general\n", "format: missing"),
        ("format: 2\nextends: general\n", "'2' is not known to this version"),
        ("format: 1\n", "target: missing"),
        ("format: 1\nextends: genral\n", "m.yaml:2: extends: there is no mapping 'genral'"),
        ("format: 1\nextends: ../../etc/passwd\n", "there is no mapping"),
        ("format: 1\nextends: m\n", "circle: m extends m"),
        ("format: 1\ntarget: t\nfields: {a: {names: [b]}, b: {}}\n", "'b' names b, too (its own name)"),
        ("format: 1\ntarget: t\nfields: {a: {}}\nload: {key: [[b]]}\n", "'b' is used in load.key"),
    ],
)
def test_what_a_mapping_must_say(project: Path, text: str, said: str) -> None:
    write(project, "m", text)
    with pytest.raises(UsageError) as refused:
        store.load("m")
    assert said in refused.value.message


def test_ancestors_in_a_circle(project: Path) -> None:
    write(project, "a", "format: 1\nextends: b\n")
    write(project, "b", "format: 1\nextends: a\n")
    with pytest.raises(UsageError, match="a extends b extends a"):
        store.load("a")


def test_a_mistake_of_an_ancestor_is_named_in_its_own_file(project: Path) -> None:
    write(project, "general", GENERAL.replace("kind: us_zip", "knid: us_zip"))
    with pytest.raises(UsageError, match=r"general\.yaml:8: fields\.zip\.knid: unknown key; did you mean kind\?"):
        store.load("source")


def test_a_synonym_given_nearer_to_the_source_wins(project: Path) -> None:
    write(project, "mine", "format: 1\nextends: general\nfields: {phone: {names+: [zip code, phone2]}}\n")
    fields = store.load("mine").target.fields
    assert fields["phone"].names == ("zip code", "phone2")
    assert fields["zip"].names == ("postal code",)
    assert fields["phone2"].not_names == ("phone2",)


def test_one_bad_mapping_need_not_stop_the_others(project: Path) -> None:
    write(project, "bad", "format: 1\nextends: general\nversoin: 3\n")
    with pytest.raises(UsageError):
        store.all_sources()
    told: list[str] = []
    found = store.all_sources(on_mistake=lambda name, error: told.append(f"{name}: {error.message}"))
    assert [mapping.name for mapping in found] == ["source"]
    assert told == ["bad: mappings/bad.yaml:3: versoin: unknown key; did you mean version?"]


def test_explain_names_file_and_line_of_every_value(project: Path) -> None:
    told = {(entry.key, entry.value, str(entry.place)) for entry in store.explain("source", "company")}
    assert ("fields.company.names", "operation name", "mappings/source.yaml:23") in told
    assert ("fields.company.names", "name, facility name", "mappings/general.yaml:6") in told
    assert ("fields.company.required", "true", "mappings/general.yaml:6") in told
    assert ("columns.Name", "{to: company}", "mappings/source.yaml:11") in told
    assert [entry.key for entry in store.explain("source", "ages_served")] == ["fields.ages_served.kind", "steps.0"]
    with pytest.raises(UsageError, match="did you mean company"):
        store.explain("source", "compny")


def test_the_canonical_text_is_the_whole_mapping(project: Path) -> None:
    mapping = store.load("source")
    text = store.canonical(mapping)
    again = store.from_canonical("source", text)
    assert again == mapping
    assert again.sha256 == mapping.sha256
    assert store.canonical(again) == text


def test_comments_and_spelling_do_not_change_what_a_mapping_means(project: Path) -> None:
    before = store.load("source").sha256
    other = SOURCE.replace("# wins for this source", "# really").replace("{to: company} ", "{ to: [company] }")
    write(project, "source", other)
    assert store.load("source").sha256 == before


def test_neither_synonyms_nor_the_order_of_columns_change_what_a_mapping_means(project: Path) -> None:
    mapping = store.load("source")
    shuffled = dict(reversed(mapping.columns.items()))
    assert mapping.model_copy(update={"columns": shuffled}).sha256 == mapping.sha256
    write(project, "general", GENERAL.replace("postal code", "plz"))
    assert store.load("source").sha256 == mapping.sha256
    write(project, "general", GENERAL.replace("kind: us_zip", "kind: text"))
    assert store.load("source").sha256 != mapping.sha256


def test_the_order_of_columns_counts_where_two_fill_one_field(project: Path) -> None:
    columns = {"Work": ColumnMap(to=("phone",)), "Home": ColumnMap(to=("phone",))}
    mapping = store.load("source").model_copy(update={"columns": columns})
    other = mapping.model_copy(update={"columns": dict(reversed(columns.items()))})
    assert mapping.sha256 != other.sha256
