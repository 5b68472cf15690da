"""Synonyms learnt and forgotten: the file keeps its lines, its comments, and its former version."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadtui import store
from leadtui.errors import UsageError
from leadtui.store.teach import synonyms, unteach
from tests.store.examples import GENERAL, write

LONG = """\
format: 1
target: public.leads
fields:
  zip:
    kind: us_zip
    names:
      [zip code, "postal code",   # the usual ones
       post code, pcode, postal, mailing zip, physical zip, facility zip, location zip, address zip, addr zip]
  city: {names: [town, municipality]}
  state: {}
"""


def test_a_word_is_added_at_the_end_and_everything_else_stays(project: Path) -> None:
    assert store.teach("general", {"Ort": "zip"}) == 2
    text = (project / "mappings" / "general.yaml").read_text()
    assert store.load_target("general").fields["zip"].names == ("zip code", "postal code", "Ort")
    assert text == GENERAL.replace("names: [zip code, postal code]", "names: [zip code, postal code, Ort]").replace(
        "format: 1\n", "format: 1\nversion: 2\n", 1
    )
    assert (project / "mappings" / ".history" / "general" / "v1.yaml").read_text() == GENERAL


def test_lists_of_several_lines_keep_their_lines_and_comments(project: Path) -> None:
    path = write(project, "general", LONG)
    store.teach("general", {"CP": "zip", "Stadt: Ort": "city", "Bundesland": "state"})
    text = path.read_text()
    assert '[zip code, "postal code",   # the usual ones\n' in text
    assert all(len(line) <= 120 for line in text.splitlines())
    fields = store.load_target("general").fields
    assert fields["zip"].names[-2:] == ("addr zip", "CP")
    assert fields["city"].names == ("town", "municipality", "Stadt: Ort")
    assert fields["state"].names == ("Bundesland",)


def test_what_is_known_is_not_added_twice(project: Path) -> None:
    assert store.teach("general", {"ZIP-Code": "zip", "Zip": "zip"}) == 1
    assert (project / "mappings" / "general.yaml").read_text() == GENERAL


def test_a_word_of_another_field_is_refused_and_nothing_is_written(project: Path) -> None:
    with pytest.raises(UsageError, match="a header can name one field only"):
        store.teach("general", {"Facility-Name": "zip"})
    assert (project / "mappings" / "general.yaml").read_text() == GENERAL


@pytest.mark.parametrize("word", ["zip code", "postal code", "addr zip", "pcode"])
def test_taking_a_word_out_leaves_the_others(project: Path, word: str) -> None:
    path = write(project, "general", LONG)
    before = store.load_target("general").fields["zip"].names
    (synonym,) = synonyms(word.upper())
    assert (synonym.field, synonym.word) == ("zip", word)
    unteach(synonym)
    assert store.load_target("general").fields["zip"].names == tuple(name for name in before if name != word)
    assert "# the usual ones" in path.read_text() or word == "postal code"


def test_learning_and_forgetting_leaves_the_file_as_it_was_but_for_its_version(project: Path) -> None:
    store.teach("general", {"Ort": "zip"})
    (synonym,) = synonyms("ort")
    assert unteach(synonym) == 3
    text = (project / "mappings" / "general.yaml").read_text()
    assert text == GENERAL.replace("format: 1\n", "format: 1\nversion: 3\n", 1)


def test_the_only_name_of_a_field_can_be_forgotten(project: Path) -> None:
    store.teach("general", {"Hilfsnummer": "phone2"})
    (synonym,) = synonyms("hilfsnummer")
    unteach(synonym)
    assert store.load_target("general").fields["phone2"].names == ()


def test_a_source_s_own_synonym_is_found_and_forgotten_there(project: Path) -> None:
    (synonym,) = synonyms("Operation Name")
    assert (synonym.mapping, synonym.field) == ("source", "company")
    unteach(synonym)
    assert store.load("source").target.fields["company"].names == ("name", "facility name")


def test_the_general_mapping_of_a_source(project: Path) -> None:
    write(project, "publisher", "format: 1\nextends: general\n")
    write(project, "below", "format: 1\nextends: publisher\n")
    assert [store.general_of(name) for name in ("below", "publisher", "general")] == ["general"] * 3


def test_a_save_after_learning_does_not_take_the_word_away_again(project: Path) -> None:
    begun = store.load("source")
    store.teach("general", {"Ort": "zip"})
    store.save(store.with_current_names(begun))
    assert "names-" not in (project / "mappings" / "source.yaml").read_text()
    assert "Ort" in store.load("source").target.fields["zip"].names
