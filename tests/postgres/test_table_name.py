"""Names of target tables: what is taken, what is refused."""

from __future__ import annotations

import pytest

from leadtui.errors import UsageError
from leadtui.postgres import TableName


@pytest.mark.parametrize(
    ("text", "schema", "table", "written"),
    [
        ("leads", None, "leads", "leads"),
        ("public.leads", "public", "leads", "public.leads"),
        ('"Mixed Case"', None, "Mixed Case", '"Mixed Case"'),
        ('"A".b', "A", "b", '"A".b'),
        ('sales."a""b.c"', "sales", 'a"b.c', 'sales."a""b.c"'),
        ("größe", None, "größe", '"größe"'),
        ('"leads; drop table x"', None, "leads; drop table x", '"leads; drop table x"'),
    ],
)
def test_names(text: str, schema: str | None, table: str, written: str) -> None:
    name = TableName.parse(text)
    assert (name.schema, name.table, str(name)) == (schema, table, written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "a.",
        ".a",
        "a.b.c",
        "public.leads; drop table x",
        "public.leads --",
        '"unclosed',
        '""',
        "a b",
        "1a",
        "pg_catalog.pg_class",
        '"pg_catalog".pg_class',
        "information_schema.tables",
        "leadtui.runs",
        "Leads",
        "x" * 64,
        '"' + "é" * 32 + '"',
        '"a\0b"',
        " leads",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(UsageError):
        TableName.parse(text)


def test_capitals_without_quotes_are_never_folded_silently() -> None:
    with pytest.raises(UsageError, match='"Leads"'):
        TableName.parse("public.Leads")
