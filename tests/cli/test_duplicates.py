"""`load: {duplicates: reject}`: of rows that are one lead and differ none is loaded, and both are told."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import DATA, Program


def doubled(program: Program) -> Path:
    """The first sample, with one row twice and one twice with another telephone."""
    lines = (DATA / "source1.csv").read_text(encoding="cp1252").split("\n")
    changed = lines[3].replace("775-555-0100", "775-555-0199")
    assert changed != lines[3]
    path = program.folder / "doubled.csv"
    lines = [line for line in lines if line]
    path.write_text("\n".join([*lines, lines[1], changed, ""]), encoding="cp1252", newline="")
    return path


def rule(program: Program, rules: str) -> None:
    (program.folder / "mappings").mkdir(exist_ok=True)
    shipped = (DATA.parent / "mappings/source1.yaml").read_text()
    (program.folder / "mappings/source1.yaml").write_text(f"{shipped}\nload: {{{rules}}}\n")


def test_rows_of_one_lead_that_differ_are_rejected_both(program: Program) -> None:
    file = doubled(program)
    usual = program("load", "--dry-run", "--json", file).json["plan"]
    assert (usual["inserted"], usual["duplicates"], usual["rejected"]) == (70, 2, 0)
    rule(program, "duplicates: reject")
    refused = program("load", file)
    assert (refused.code, program.rows("SELECT count(*) FROM public.leads")) == (4, [(0,)])
    rule(program, "duplicates: reject, max_rejects: 2")
    done = program("load", "--json", file)
    assert done.code == 0
    rows = done.json["loaded"]["rows"]
    assert (rows["inserted"], rows["duplicates"], rows["rejected"]) == (69, 1, 2)
    assert done.json["checks"]["by_code"]["E-DOUBLE"] == 2
    told = Path(done.json["rejects_file"]).read_text(encoding="cp1252").splitlines()
    assert [line.split(",")[0] for line in told[1:]] == ["4", "73"]
    assert program("load", file).out.splitlines()[-2].startswith("loaded    already")
    assert program("help", "E-DOUBLE").code == 0


def test_of_three_rows_of_which_two_are_equal_none_is_loaded(program: Program) -> None:
    lines = (DATA / "source1.csv").read_text(encoding="cp1252").split("\n")
    other = lines[3].replace("775-555-0100", "775-555-0199")
    file = program.folder / "three.csv"
    file.write_text("\n".join([*lines, other, lines[3], ""]), encoding="cp1252", newline="")
    rule(program, "duplicates: reject, max_rejects: 3")
    rows = program("load", "--json", file).json["loaded"]["rows"]
    assert (rows["inserted"], rows["rejected"], rows["duplicates"]) == (69, 3, 0)
