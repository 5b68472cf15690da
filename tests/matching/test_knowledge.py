"""The lists of words and concepts, and files invented in the style of many publishers."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from bench.beds.layouts import build
from leadtui import profiling, reading
from leadtui.matching import Memory, suggest
from leadtui.matching.knowledge import concepts, spellings
from leadtui.matching.vocabulary import AMBIGUOUS
from leadtui.matching.words import words_of
from leadtui.model.suggestion import Tier
from leadtui.model.target import Target


def test_every_concept_has_a_name_of_its_own() -> None:
    names = [concept.name for concept in concepts()]
    assert len(set(names)) == len(names)
    assert all(concept.words for concept in concepts())


def test_few_names_mean_two_things() -> None:
    """Such names decide nothing, so they are counted: a list that grows without care would fill with them."""
    meanings: dict[frozenset[str], set[str]] = defaultdict(set)
    for concept in concepts():
        for name in concept.words:
            meanings[frozenset(words_of(name))].add(concept.name)
    double = [words for words, found in meanings.items() if len(found) > 1 and not words & AMBIGUOUS]
    assert len(double) <= len(meanings) / 100, double


def test_a_word_stands_for_one_other() -> None:
    known = spellings()
    assert not {word for word in known.words if word in known.words.get(word, ())}
    assert all(word.islower() or not word.isalpha() for word in known.words)


@pytest.mark.parametrize("bed", ["third"])
def test_a_bed_of_invented_files(leads: Target, bed: str, tmp_path: Path) -> None:
    build(bed, tmp_path)
    right, count = 0, 0
    for label in sorted(tmp_path.glob("*.truth.json")):
        truth = json.loads(label.read_text(encoding="utf-8"))
        source = reading.find(str(tmp_path / truth["file"]))
        profile = profiling.profile(reading.read(source, reading.detect(source), spool=None))
        for each, wanted in zip(suggest(profile, leads, Memory.of(())), truth["columns"].values(), strict=True):
            accepted = _accepted(wanted)
            is_right = each.decision.fields[0] in accepted if each.decision else None in accepted
            assert is_right or each.tier is not Tier.SURE, (truth["file"], each)
            right, count = right + is_right, count + 1
    assert right / count >= 0.9


def _accepted(label: object) -> set[object]:
    match label:
        case {"any_of": [*answers]}:
            return set().union(*map(_accepted, answers))
        case {"fields": [*fields]}:
            return set(fields)
        case _:
            return {label}
