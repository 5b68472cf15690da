"""The hash of a mapping is that of what it says, also after copying."""

from __future__ import annotations

from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.target import Target

TARGET = Target.model_validate({"target": "public.leads", "fields": {"zip": {}, "city": {}}})


def test_a_changed_copy_has_a_hash_of_its_own() -> None:
    mapping = Mapping(name="nv", version=1, target=TARGET, columns={"Zip": ColumnMap(to=("zip",))})
    before = mapping.sha256
    changed = mapping.model_copy(update={"columns": {"Zip": ColumnMap(to=("city",))}})
    assert changed.sha256 != before
    assert mapping.sha256 == before


def test_version_and_layout_are_not_part_of_it() -> None:
    mapping = Mapping(name="nv", version=1, target=TARGET, columns={})
    assert mapping.model_copy(update={"version": 2}).sha256 == mapping.sha256
