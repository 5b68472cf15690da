"""Which mappings are read at all for a file: never one too few."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leadtui import store
from tests.store.examples import write

HEADERS = ("Operation", "Name", "ZIP Code", "Issued", "Notes")


def found(*columns: str, at_least: float = 0.3) -> list[str]:
    return [each.name for each in store.all_sources(mentioning=columns, at_least=at_least)]


def test_a_mapping_that_mentions_none_is_not_read(project: Path) -> None:
    write(project, "broken", "format: 1\nextends: general\ncolums: {}\n")
    assert found("Something", "Else") == []
    assert found(*HEADERS) == ["source"]


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda name: f" {name}  "])
def test_case_and_blanks_do_not_matter(project: Path, change: Callable[[str], str]) -> None:
    assert found(*map(change, HEADERS)) == ["source"]


@pytest.mark.parametrize(
    "columns",
    [
        "  Operation: {to: license_number}\n",
        "  'Operation' : {to: license_number}\n",
        '  "X": {to: license_number, was: [Operation]}\n',
        '  "X": {to: license_number, was: ["Old, one", "Operation"]}\n',
        '  ? "Operation"\n  : {to: license_number}\n',
        '  "Oper\\x61tion": {to: license_number}\n',
    ],
)
def test_however_it_is_written_it_is_found(project: Path, columns: str) -> None:
    write(project, "other", f"format: 1\nextends: general\ncolumns:\n{columns}")
    assert "other" in found("Operation")


def test_columns_of_an_ancestor_count(project: Path) -> None:
    write(project, "child", "format: 1\nextends: source\n")
    assert found(*HEADERS) == ["child", "source"]


@pytest.mark.parametrize("header", ['a "quoted" one', "tab\there", "\x1b[2J", "naïve\u200b"])
def test_a_header_that_is_written_with_escapes_is_never_missed(project: Path, header: str) -> None:
    mapping = store.load("source")
    columns = {header: mapping.columns["Operation"]}
    store.save(mapping.model_copy(update={"name": "odd", "version": 0, "columns": columns}), extends="general")
    assert "odd" in found(header)
