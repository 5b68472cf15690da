"""JSON in all its layouts: every value arrives in a column, with its own characters."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.table import RawTable
from leadtui.reading import json_values, limits
from tests.reading.glance import Write, codes, rows

NESTED = [
    {"id": 1, "address": {"city": "Rome", "geo": {"lat": 1.50}}, "tags": ["a", {"b": 1}]},
    {"id": 2, "address": None, "tags": []},
    {"id": 3, "address": {"city": None, "zip": "01569"}, "extra": {}},
]
WANTED = [
    ("1", "Rome", "1.5", '["a", {"b": 1}]', None, None),
    ("2", None, None, "[]", None, None),
    ("3", None, None, None, "01569", "{}"),
]
NAMES = ["id", "address.city", "address.geo.lat", "tags", "address.zip", "extra"]


def table_of(folder: Path, text: str | bytes, name: str = "a.json", limit: int | None = None) -> RawTable:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    source = reading.find(str(folder / name))
    return reading.read(source, reading.detect(source), spool=None, limit=limit)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, NESTED)),
        json.dumps(NESTED),
        json.dumps(NESTED, indent=2),
        "\n".join(json.dumps(record, indent=2) for record in NESTED),
        json.dumps({"count": 3, "page": {"results": NESTED}}),
        json.dumps({"count": 3, "page": {"results": NESTED}}, indent=4),
    ],
    ids=["lines", "array", "indented array", "indented objects", "wrapped", "indented and wrapped"],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
def test_layouts(text: str, mark: bytes, tmp_path: Path) -> None:
    table = table_of(tmp_path, mark + text.encode())
    assert [column.name for column in table.columns] == NAMES
    assert rows(table) == WANTED
    assert codes(table) == ([("I-JSON", None)] if "results" in text else [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_wide_text(encoding: str, name: str, tmp_path: Path) -> None:
    texts = ["\n".join(map(json.dumps, NESTED)), json.dumps(NESTED, indent=2)]
    for text in texts:
        assert rows(table_of(tmp_path, text.encode(encoding), name)) == WANTED
    bad = (texts[0] + "\n{oops\n").encode(encoding)
    assert codes(table_of(tmp_path, bad, name)) == [("E-JSON", 4)]


def test_half_of_wide_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not go on so"):
        table_of(tmp_path, json.dumps(NESTED[:1] * 50).encode("utf-16-le")[:-1])


def test_one_object_is_one_row(tmp_path: Path) -> None:
    assert rows(table_of(tmp_path, '{"id": 1,\n "name": "Ada"}\n')) == [("1", "Ada")]
    assert rows(table_of(tmp_path, '{"id": 1, "phones": [{"n": 2}]}')) == [("1", '[{"n": 2}]')]


def test_a_key_that_comes_twice_keeps_both_values(tmp_path: Path) -> None:
    table = table_of(tmp_path, '{"a": 1, "a": 2}\n{"a": 3}\n')
    assert rows(table) == [("1", "2"), ("3", None)]


def test_a_dot_in_a_key_is_no_path(tmp_path: Path) -> None:
    table = table_of(tmp_path, '{"a.b": 1, "a": {"b": 2}}\n{"a": {"b": 3}}\n')
    assert [column.name for column in table.columns] == ["a.b", "a.b (2)"]
    assert rows(table) == [("1", "2"), (None, "3")]


def test_the_name_may_say_nothing(tmp_path: Path) -> None:
    for text in (
        '{"a": 1}\n{"a": 2}\n',
        '[{"a": 1},\n{"a": 2}]',
        '{\n"a": 1}\n{\n"a": 2}',
        '{"x": [\n{"a": 1}, {"a": 2}]}',
    ):
        assert rows(table_of(tmp_path, text, "a.txt")) == [("1",), ("2",)]


def test_an_array_streams(tmp_path: Path) -> None:
    random.seed(1)
    text = "[" + ",\n".join(f'{{"id": {n}, "note": "{"x" * random.randrange(900)}"}}' for n in range(20_000)) + "]"
    (tmp_path / "a.json").write_text(text)
    source = reading.find(str(tmp_path / "a.json"))
    tracemalloc.start()
    count = sum(1 for _ in json_values.json_records(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < len(text) / 1.5
    assert table_of(tmp_path, text, limit=5).row_count == 5


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1},',
        '[{"a": 1}] x',
        '[{"a": 1}, {"a" 2}]',
        "[" * 100_000,
        '[{"a": "\xff"}]'.encode("latin-1"),
        '{\n"a": [',
    ],
)
def test_damage_is_said(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"damaged|not UTF-8") as caught:
        table_of(tmp_path, text)
    assert "\n" not in caught.value.message


def test_depth_is_no_danger(tmp_path: Path) -> None:
    deep = '{"a":' * 30 + "1" + "}" * 30
    (only,) = table_of(tmp_path, deep + "\n" + deep + "\n").columns
    assert only.name == ".".join("a" * 16)
    far = '{"a":' * 100_000 + "1" + "}" * 100_000
    assert codes(table_of(tmp_path, f'{{"a": 1}}\n{far}\n')) == [("E-JSON", 2)]


def test_a_record_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 4_000)
    long = json.dumps({"a": "x" * 5_000})
    with pytest.raises(SourceError, match="longer than"):
        table_of(tmp_path, f'{{"a": 1}}\n{long}\n')
    with pytest.raises(SourceError, match="damaged"):
        table_of(tmp_path, '[{"a": "' + "x" * 3_000_000)


LEAVES = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8", exclude_characters="\0"))
OBJECTS = st.dictionaries(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=3), LEAVES)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(OBJECTS.filter(lambda one: any(str(v or "").strip() for v in one.values())), min_size=2))
def test_lines_and_arrays_say_the_same(records: list[dict[str, object]], tmp_path: Path) -> None:
    def text_of(value: object) -> str | None:
        return value if value is None or isinstance(value, str) else json.dumps(value)

    array = table_of(tmp_path, json.dumps(records, indent=1))
    lines = table_of(tmp_path, "\n".join(map(json.dumps, records)))
    assert rows(array) == rows(lines)
    names = [column.header for column in lines.columns]
    assert [dict(zip(names, row, strict=True)) for row in rows(lines)] == [
        {name: text_of(record.get(name)) for name in names} for record in records
    ]


@pytest.mark.parametrize(
    "document",
    [
        '[["no", "town"], ["1", "Bend"], ["2", null]]',
        '{"columns": ["no", "town"], "rows": [["1", "Bend"], ["2", null]]}',
        '{"meta": {"view": {"columns": [{"name": "no"}, {"name": "town"}]}}, "data": [["1", "Bend"], ["2", null]]}',
        '{"no": ["1", "2"], "town": ["Bend", null]}',
        '{"kinds": [{"a": 1}, {"a": 2}], "list": [{"no": "1", "town": "Bend"}, {"no": "2"}, {"no": "3"}]}',
    ],
)
def test_a_table_is_found_however_a_document_lays_it_out(write: Write, document: str) -> None:
    path = write(document.encode(), "list.json")
    table = reading.read(path, reading.detect(path), spool=None)
    assert [column.header for column in table.columns] == ["no", "town"]
    assert rows(table)[:2] == [("1", "Bend"), ("2", None)]


def test_objects_by_their_keys_are_rows_and_the_key_a_column(write: Write) -> None:
    path = write(b'{"a1": {"town": "Bend", "zip": 1}, "a2": {"town": "Reno", "zip": 2}}', "list.json")
    table = reading.read(path, reading.detect(path), spool=None)
    assert [column.header for column in table.columns] == ["key", "town", "zip"]
    assert rows(table) == [("a1", "Bend", "1"), ("a2", "Reno", "2")]


def test_rows_without_names_are_numbered_and_longer_ones_lose_nothing(write: Write) -> None:
    path = write(b'[[1, "Bend"], [2, "Reno", "more"], [3, "Waco"]]', "list.json")
    table = reading.read(path, reading.detect(path), spool=None)
    assert rows(table) == [("1", "Bend", None), ("2", "Reno", "more"), ("3", "Waco", None)]
