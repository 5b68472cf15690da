"""Saving: what a person wrote stays, what was decided is what is read back."""

from __future__ import annotations

import difflib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui import store
from leadtui.errors import ChangedError, UsageError
from leadtui.model.mapping import ColumnMap, Layout, Mapping
from leadtui.model.step import Combine, Constant, Step
from leadtui.model.target import Limit, Mode
from tests.store.examples import SOURCE, write


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:1] in "+-"]


def with_field(mapping: Mapping, name: str, **update: object) -> Mapping:
    fields = {**mapping.target.fields, name: mapping.target.fields[name].model_copy(update=update)}
    return mapping.model_copy(update={"target": mapping.target.model_copy(update={"fields": fields})})


def with_columns(mapping: Mapping, **update: ColumnMap) -> Mapping:
    return mapping.model_copy(update={"columns": {**mapping.columns, **update}})


def test_saving_what_is_there_writes_nothing(project: Path) -> None:
    path = store.save(store.load("source"))
    assert path == project / "mappings" / "source.yaml"
    assert path.read_text() == SOURCE
    assert not (project / "mappings" / ".history").exists()


def test_only_the_line_of_a_changed_decision_changes(project: Path) -> None:
    mapping = with_columns(store.load("source"), Operation=ColumnMap(to=("phone",)))
    path = store.save(mapping, evidence={"Operation": "99 %, values", "Name": "not shown: it did not change"})
    assert changed_lines(SOURCE, path.read_text()) == [
        "- version: 8",
        "+ version: 9",
        '-   "Operation":  {to: license_number}   # 71 %, confirmed by hand',
        '+   "Operation":  {to: phone}   # 99 %, values; before: 71 %, confirmed by hand',
    ]


def test_every_kind_of_change_keeps_every_comment(project: Path) -> None:
    before = store.load("source")
    mapping = with_field(
        before, "company", clean=("trim", "upper"), names=("trading as", *before.target.fields["company"].names)
    )
    mapping = with_field(mapping, "zip", required=True)
    load = mapping.target.load.model_copy(update={"max_rejects": Limit(rows=3), "mode": Mode.APPEND})
    columns = {name: column for name, column in mapping.columns.items() if name != "Notes"}
    columns["Issued"] = ColumnMap(to=("license_issued",))
    columns["Fax"] = ColumnMap(skip="no: field")
    mapping = mapping.model_copy(
        update={
            "target": mapping.target.model_copy(update={"load": load}),
            "columns": columns,
            "steps": (*mapping.steps, Constant(field="phone2", value="007")),
            "layout": Layout(header_row=2, columns=6, delimiter="|"),
        }
    )
    text = store.save(mapping, evidence={"Fax": "nobody wants it"}).read_text()
    comments = [line[line.index("#") :].strip() for line in SOURCE.splitlines() if "#" in line]
    assert [comment for comment in comments if comment not in text] == []
    line = '  "Fax":        {skip: "no: field"}'
    assert f"{line:<52}  # nobody wants it" in text
    assert '{op: constant, out: phone2, value: "007"}' in text
    assert "    names+: [trading as, operation name]" in text
    assert "Notes" not in text
    assert store.load("source") == mapping.model_copy(update={"version": 9})


def test_a_new_mapping_says_only_what_differs(project: Path) -> None:
    columns = {"Name": ColumnMap(to=("company",)), "Fax": ColumnMap(skip="no field"), "Infant": ColumnMap()}
    mapping = Mapping(
        name="fresh",
        version=0,
        target=store.load_target("general"),
        layout=Layout(columns=3, fingerprint="12345678"),
        columns=columns,
        steps=(Combine(columns=("Infant",), field="ages_served", how="flags"),),
    )
    path = store.save(mapping, evidence={"Name": "99 %"}, note="Confirmed by me\n2026-11-22")
    assert path.read_text() == (
        "# Confirmed by me 2026-11-22\n"
        "format: 1\n"
        "extends: general\n"
        "version: 1\n"
        "layout:\n"
        "  header_row:  1\n"
        "  encoding:    utf-8\n"
        '  delimiter:   ","\n'
        "  columns:     3\n"
        '  fingerprint: "12345678"\n'
        "columns:\n"
        '  "Name":   {to: company}                             # 99 %\n'
        '  "Fax":    {skip: no field}\n'
        '  "Infant": {}\n'
        "steps:\n"
        "  - {op: combine, in: [Infant], out: ages_served, how: flags}\n"
    )
    assert store.load("fresh") == mapping.model_copy(update={"version": 1})


def test_what_returns_to_the_general_rule_is_no_longer_said(project: Path) -> None:
    mapping = with_field(store.load("source"), "company", names=("name", "facility name"))
    text = store.save(mapping).read_text()
    assert "operation name" not in text
    assert store.load("source").target.fields["company"].names == ("name", "facility name")


def test_a_rule_of_the_general_file_can_be_unset(project: Path) -> None:
    mapping = with_field(store.load("source"), "zip", kind=None)
    mapping = with_field(mapping, "company", names=("operation name", "name"), required=False)
    text = store.save(mapping).read_text()
    assert "  zip: {kind: null}" in text
    assert store.load("source").target == mapping.target


def test_each_former_version_is_kept_whole(project: Path) -> None:
    for number in range(3):
        mapping = store.load("source")
        store.save(with_columns(mapping, Operation=ColumnMap(skip=f"try {number}")))
    kept = project / "mappings" / ".history" / "source"
    assert sorted(path.name for path in kept.iterdir()) == ["v10.yaml", "v8.yaml", "v9.yaml"]
    assert (kept / "v8.yaml").read_text() == SOURCE
    assert store.load("source").version == 11


def test_versions_never_go_back_even_if_a_person_sets_them_back(project: Path) -> None:
    store.save(with_columns(store.load("source"), Operation=ColumnMap(skip="one")))
    write(project, "source", SOURCE.replace("version: 8", "version: 2"))
    store.save(with_columns(store.load("source"), Operation=ColumnMap(skip="two")))
    assert store.load("source").version == 9
    write(project, "source", SOURCE.replace("71 %", "72 %"))
    store.save(with_columns(store.load("source"), Operation=ColumnMap(skip="three")))
    kept = project / "mappings" / ".history" / "source"
    assert sorted(path.name for path in kept.iterdir()) == ["v2.yaml", "v8-2.yaml", "v8.yaml"]


def test_two_people_saving_one_mapping_is_noticed(project: Path) -> None:
    mine, theirs = store.load("source"), store.load("source")
    store.save(with_columns(theirs, Operation=ColumnMap(skip="theirs")))
    with pytest.raises(ChangedError, match="saved by somebody else meanwhile: it is v9, not v8"):
        store.save(with_columns(mine, Operation=ColumnMap(skip="mine")))
    with pytest.raises(UsageError, match="already a mapping 'source'"):
        store.save(mine.model_copy(update={"version": 0}))


def test_a_general_mapping_is_never_replaced_by_a_source(project: Path) -> None:
    mapping = store.load("source").model_copy(update={"name": "general", "version": 1})
    with pytest.raises(UsageError, match="is a general mapping"):
        store.save(mapping)


@pytest.mark.parametrize("name", ["../../x", "", "con", "a\nb"])
def test_hostile_names_are_not_saved(project: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a mapping"):
        store.save(store.load("source").model_copy(update={"name": name, "version": 0}))


def test_secrets_are_not_saved(project: Path) -> None:
    mapping = with_columns(store.load("source"), Fax=ColumnMap(skip="see postgresql://me:hunter2@db/leads"))
    with pytest.raises(UsageError, match="looks like a URL with a password"):
        store.save(mapping)
    assert (project / "mappings" / "source.yaml").read_text() == SOURCE


def test_without_a_project_folder_the_users_own_is_used_and_private(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = store.load("source").model_copy(update={"name": "mine", "version": 0})
    (project / "mappings").rename(project.parent / "packaged")
    path = store.save(mapping)
    assert path == project.parent / "xdg_data_home" / "leadtui" / "mappings" / "mine.yaml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    store.save(with_columns(store.load("mine"), Operation=ColumnMap(skip="why")))
    kept = path.parent / ".history" / "mine" / "v1.yaml"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_what_came_with_the_program_is_saved_as_a_copy_that_hides_it(project: Path) -> None:
    (project / "mappings").rename(project.parent / "packaged")
    packaged = (project.parent / "packaged" / "source.yaml").read_text()
    path = store.save(with_columns(store.load("source"), Operation=ColumnMap(skip="why")))
    assert path.parent == project.parent / "xdg_data_home" / "leadtui" / "mappings"
    assert (project.parent / "packaged" / "source.yaml").read_text() == packaged
    assert store.load("source").version == 9
    (project / "mappings").mkdir()
    assert store.destination("new") == project / "mappings" / "new.yaml"
    assert store.destination("source") == path


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_project_is_not_hidden_from(project: Path) -> None:
    (project / "mappings").chmod(0o500)
    with pytest.raises(UsageError, match="its folder is read-only"):
        store.save(with_columns(store.load("source"), Operation=ColumnMap(skip="why")))


def test_symlinks_in_place_of_ours_are_refused(project: Path, tmp_path: Path) -> None:
    mapping = with_columns(store.load("source"), Operation=ColumnMap(skip="why"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / "mappings" / ".history").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="not a folder of its own"):
        store.save(mapping)
    assert list(elsewhere.iterdir()) == []
    (project / "mappings" / ".history").unlink()
    (tmp_path / "real.yaml").write_text(SOURCE)
    (project / "mappings" / "source.yaml").unlink()
    (project / "mappings" / "source.yaml").symlink_to(tmp_path / "real.yaml")
    with pytest.raises(UsageError, match="is a symlink"):
        store.save(mapping)
    assert (tmp_path / "real.yaml").read_text() == SOURCE


def test_the_mode_of_a_shared_file_stays(project: Path) -> None:
    (project / "mappings" / "source.yaml").chmod(0o664)
    path = store.save(with_columns(store.load("source"), Operation=ColumnMap(skip="why")))
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@pytest.mark.parametrize(
    "text",
    [
        "{format: 1, extends: general, columns: {A: {to: zip}}}\n",
        "format: 1\nextends: general\ncolumns:\nsteps: []\nfields: {}\n",
        "format: 1\nextends: general\ncolumns: {}   # none yet",
        "format: 1\nextends: general\ncolumns: {A: {to: zip}, B: {skip: x}}\n",
        "format: 1\r\nextends: general\r\ncolumns:\r\n  A: {to: zip}  # crlf\r\n",
        "format: 1\nextends: general\nsteps:\n- op: constant\n  out: zip\n  value: x\n- {op: expr, out: zip, expr: y}",
        "format: 1\nextends: general\ncolumns:\n  A:\n    to: [zip,\n      phone]\n    split: x\n",
        "format: 1\nextends: general\nfields:\n  zip:\n    values:\n      a: b # c\n",
        "format: 1\nextends: general\nfields:\n  zip:\n    description: |\n      two\n      lines\n  phone: {kind: }\n",
        "format: 1\nextends: general\nlayout: {encoding: cp1252}\nload:\n  mode: append # why\n",
    ],
)
def test_any_style_of_file_can_be_edited(project: Path, text: str) -> None:
    path = write(project, "m", text)
    mapping = store.load("m")
    mapping = mapping.model_copy(
        update={
            "columns": {"A": ColumnMap(to=("phone",)), "C": ColumnMap(to=("company",))},
            "steps": (*mapping.steps[1:], Constant(field="phone2", value="")),
            "layout": Layout(columns=2),
        }
    )
    mapping = with_field(mapping, "zip", values={"a": "c"}, description="x")
    store.save(mapping)
    assert store.load("m") == mapping.model_copy(update={"version": 2})
    assert all(comment in path.read_text() for comment in ("# none yet", "# crlf", "# c", "# why") if comment in text)


# Whatever a header may be: no surrogates, as no file of ours has them.
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    [
        "a: b",
        "#",
        "- x",
        "null",
        "~",
        "yes",
        "1e5",
        "'",
        '"',
        "\\",
        "{",
        "]",
        "? ",
        "é",
        "x" * 1500,
        "C+",
        "a\nb",
        "\x1b[2J",
    ]
)
COLUMNS = st.dictionaries(
    TEXTS,
    st.sampled_from(["company", "license_number", "phone"]).map(lambda field: ColumnMap(to=(field,)))
    | st.just(ColumnMap(to=("zip", "phone"), split="us_address"))
    | TEXTS.map(lambda why: ColumnMap(skip=why))
    | st.lists(TEXTS, max_size=2).map(lambda was: ColumnMap(was=tuple(was)))
    | st.just(ColumnMap()),
    max_size=5,
)
STEPS: st.SearchStrategy[tuple[Step, ...]] = st.lists(
    TEXTS.map(lambda text: Constant(field="phone2", value=text))
    | TEXTS.map(lambda text: Combine(columns=(text, "b"), field="ages_served", how=text)),
    max_size=3,
).map(tuple)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(COLUMNS, STEPS, st.dictionaries(TEXTS, TEXTS, max_size=2)), min_size=1, max_size=3))
def test_what_is_decided_is_what_is_read_back(
    project: Path, edits: list[tuple[dict[str, ColumnMap], tuple[Step, ...], dict[str, str]]]
) -> None:
    write(project, "source", SOURCE)
    for columns, steps, values in edits:
        now = store.load("source")
        kept = {name: column for name, column in now.columns.items() if len(name) % 2 == len(columns) % 2}
        mapping = with_field(
            now.model_copy(update={"columns": {**kept, **columns}, "steps": steps}), "zip", values=values
        )
        store.save(mapping, evidence=dict.fromkeys(columns, "because\n# of\x1b this"))
        again = store.load("source")
        assert again.model_copy(update={"version": now.version}) == mapping
        assert store.from_canonical("source", store.canonical(again)) == again
