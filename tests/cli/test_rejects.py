"""The way of a rejected row: into the rejects file, corrected there, and back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import DATA, Program


def damaged(program: Program, source: str) -> Path:
    """A sample with zero bytes in three of its rows."""
    lines = (DATA / f"{source}.csv").read_bytes().splitlines(keepends=True)
    for at in (-2, -5, -9):
        lines[at] = lines[at][:1] + b"\0" + lines[at][1:]
    path = program.folder / f"{source}.csv"
    path.write_bytes(b"".join(lines))
    return path


def table(program: Program) -> list[tuple[str, ...]]:
    lineage = "ARRAY['run_id', 'file_line', 'first_seen', 'last_seen']"
    return program.rows(f"SELECT (to_jsonb(l) - {lineage})::text FROM public.leads l ORDER BY 1")


def test_corrected_rejects_load_exactly_the_rest_and_are_linked(program: Program) -> None:
    source = "source1"
    program("load", "--saved-mapping", source, DATA / f"{source}.csv")
    whole = table(program)
    program("undo", "1", "--yes")
    path = damaged(program, source)

    first = program("load", "--saved-mapping", source, "--max-rejects", "10%", "--json", path).json
    rejected = first["loaded"]["rows"]["rejected"]
    assert rejected == 3
    assert len(table(program)) == len(whole) - 3
    run = str(first["run"])
    assert program("rejects", run).out.count("\nline ") + 1 == rejected
    assert len(program("rejects", run, "--json").json["rejects"]) == rejected

    letter = program("report", run, "--for-publisher").out
    assert "3 records could not be used at all" in letter
    assert letter.count("  ! line ") == rejected
    assert program("report", run, "--for-publisher", "--file", DATA / f"{source}.csv").code == 2

    rejects = Path(first["rejects_file"])
    untouched = program("rejects", run, "--reload", rejects)
    assert (untouched.code, len(table(program))) == (4, len(whole) - 3)
    rejects.write_bytes(rejects.read_bytes().replace(b"\0", b""))
    again = program("rejects", run, "--reload", rejects, "--json")
    assert (again.code, again.json["loaded"]["rows"]) == (
        0,
        {"inserted": 3, "updated": 0, "unchanged": 0, "rejected": 0, "duplicates": 0, "vanished": 0},
    )
    assert table(program) == whole
    assert program("report", str(again.json["run"]), "--json").json["reloads"] == first["run"]

    twice = program("rejects", run, "--reload", rejects, "--json").json
    assert twice["already_loaded"] == again.json["run"]
    assert program("load", "--saved-mapping", source, "--max-rejects", "10%", "--json", path).json[
        "already_loaded"
    ] == int(run)
    assert program("undo", run, "--yes").code == 0
    assert len(table(program)) == 3


def test_what_is_no_rejects_file_is_refused(program: Program) -> None:
    program("load", "--saved-mapping", "source1", DATA / "source1.csv")
    refused = program("rejects", "1", "--reload", DATA / "source1.csv")
    assert refused.code == 2
    assert "is no rejects file: its first column is not leadtui_line" in refused.err


def test_rejected_rows_are_shown_in_the_encoding_of_their_file(program: Program) -> None:
    header, *lines = (DATA / "source1.csv").read_bytes().splitlines(keepends=True)
    lines = [line.replace(b",", b" Caf\xe9,", 1) if line[:1] != b'"' else line for line in lines]
    lines[3] = b"\0" + lines[3]
    path = program.folder / "source1.csv"
    path.write_bytes(b"".join([header, *lines]))
    run = str(program("load", "--saved-mapping", "source1", "--max-rejects", "10%", "--json", path).json["run"])
    assert "Café" in program("rejects", run).out
    document = program("rejects", run, "--json").json
    assert (document["encoding"], "Café" in document["rejects"][0]["raw"]) == ("cp1252", True)
    assert "raw_base64" not in document["rejects"][0]
