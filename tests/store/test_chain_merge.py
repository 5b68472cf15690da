"""The merge rules of mapping files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leadtui.store.document import parse, plain
from leadtui.store.merge import merged


def over(*texts: str) -> dict[str, Any]:
    result = plain(merged([parse(text, Path(f"{number}.yaml")).tree for number, text in enumerate(texts)]))
    assert isinstance(result, dict)
    return result


@pytest.mark.parametrize(
    ("general", "source", "wanted"),
    [
        ("fields: {zip: {type: text}}", "fields: {zip: {kind: us_zip}}", {"zip": {"type": "text", "kind": "us_zip"}}),
        ("fields: {zip: {kind: a}}", "fields: {zip: {kind: b}}", {"zip": {"kind": "b"}}),
        ("fields: {zip: {names: [a, b]}}", "fields: {zip: {names: [c]}}", {"zip": {"names": ["c"]}}),
        ("fields: {zip: {names: [a, b]}}", "fields: {zip: {names+: [c, b]}}", {"zip": {"names": ["c", "b", "a"]}}),
        ("fields: {zip: {names: [a, b]}}", "fields: {zip: {names+: c}}", {"zip": {"names": ["c", "a", "b"]}}),
        ("fields: {zip: {names: [a, b]}}", "fields: {zip: {names-: [a]}}", {"zip": {"names": ["b"]}}),
        ("fields: {zip: {names: [a, b]}}", "fields: {zip: {names-: [a], names+: [z]}}", {"zip": {"names": ["z", "b"]}}),
        ("fields: {zip: {kind: a}}", "fields: {zip: {kind: null}}", {"zip": {}}),
        ("fields: {zip: {kind: a}, city: {}}", "fields: {zip: null}", {"city": {}}),
        ("fields: {a: {values: {x: y, z: w}}}", "fields: {a: {values-: [x]}}", {"a": {"values": {"z": "w"}}}),
        ("fields: {a: {values: {x: y}}}", "fields: {a: {values: {x: null, n: m}}}", {"a": {"values": {"n": "m"}}}),
    ],
)
def test_fields_merge(general: str, source: str, wanted: dict[str, Any]) -> None:
    assert over(general, source)["fields"] == wanted


def test_signs_mean_nothing_on_names_of_columns_and_values() -> None:
    assert over("a: 1", 'columns: {"C+": {to: x}, "B-": {to: y}}')["columns"] == {"C+": {"to": "x"}, "B-": {"to": "y"}}
    assert over("a: 1", 'fields: {f: {values: {"A+": best}}}')["fields"] == {"f": {"values": {"A+": "best"}}}


def test_columns_stand_in_the_order_of_the_source() -> None:
    assert list(over("columns: {A: {}, B: {}}", "columns: {C: {}, B: {}}")["columns"]) == ["C", "B", "A"]


def test_an_empty_section_says_nothing() -> None:
    assert over("fields: {zip: {}}", "fields:")["fields"] == {"zip": {}}


def test_null_is_a_value_where_it_means_something() -> None:
    assert over("layout: {header_row: 1}", "layout: {header_row: null}")["layout"] == {"header_row": None}
    assert over("drift: {gone: review}", "drift: {gone: null}")["drift"] == {"gone": "null"}
    rules = over("fields: {f: {rules: [{code: E-F, on_failure: null}]}}")["fields"]["f"]["rules"]
    assert rules == [{"code": "E-F", "on_failure": "null"}]


def test_three_levels() -> None:
    levels = ("fields: {z: {names: [a]}}", "fields: {z: {names+: [b]}}", "fields: {z: {names+: [c]}}")
    assert over(*levels)["fields"] == {"z": {"names": ["c", "b", "a"]}}


def test_scalars_stay_the_text_they_are() -> None:
    written = over("a: 00123\nb: no\nc: 2026-03-02\nd: 1e5\ne: ~\nf: 'null'\ng: 1_000")
    assert written == {"a": "00123", "b": "no", "c": "2026-03-02", "d": "1e5", "f": "null", "g": "1_000"}


def test_each_value_keeps_its_place() -> None:
    general = parse("fields:\n  zip:\n    names: [a]\n", Path("general.yaml"))
    source = parse("format: 1\nfields:\n  zip: {names+: [b]}\n", Path("source.yaml"))
    names = merged([general.tree, source.tree]).at(("fields", "zip", "names"))
    assert isinstance(names.value, tuple)
    assert [str(item.place) for item in names.value] == ["source.yaml:3", "general.yaml:3"]
