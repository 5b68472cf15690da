"""`load -j N`: many files at a time, the same table as one by one."""

from __future__ import annotations

from pathlib import Path

import psycopg

from tests.cli.program import DATA, Program

CONTENT = """
SELECT (to_jsonb(l) - ARRAY['run_id', 'first_seen', 'last_seen'])::text FROM public.leads l ORDER BY 1
"""
FILES = [DATA / name for name in ("source1.csv", "source2.csv", "source1_next.csv")]


def test_sources_side_by_side_come_to_the_same_table_as_one_by_one(program: Program) -> None:
    one_by_one = program("load", *FILES)
    assert (one_by_one.code, len(one_by_one.out.splitlines())) == (0, 3)
    wanted = program.rows(CONTENT)
    with psycopg.connect(program.url) as connection:
        connection.execute("TRUNCATE public.leads, leadtui.runs, leadtui.edits CASCADE")

    missing = Path("missing.csv")
    together = program("load", "-j", "2", *FILES[:2], missing, *FILES[2:])
    assert together.code == 2
    assert program.rows(CONTENT) == wanted
    lines = together.out.splitlines()
    assert [line.split()[0] for line in lines] == [str(path) for path in (*FILES[:2], missing, *FILES[2:])]
    assert "missing.csv" in together.err
