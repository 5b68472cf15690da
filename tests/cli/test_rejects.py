"""The way of a rejected row: into the rejects file, corrected there, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("mode", "wanted"), [(0o600, 0o600), (0o640, 0o640), (0o444, 0o644)])
def test_who_may_read_the_file_may_read_its_rejects_and_nobody_else(program: Program, mode: int, wanted: int) -> None:
    path = damaged(program, "source1")
    path.chmod(mode)
    result = program("load", "--max-rejects", "10%", "--json", path)
    assert result.code == 0, result.err
    assert Path(result.json["rejects_file"]).stat().st_mode & 0o777 == wanted


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


@pytest.mark.parametrize("vanished", ["mark_not_current", "delete"])
def test_a_lead_whose_row_is_rejected_has_not_vanished(program: Program, vanished: str) -> None:
    (program.folder / "mappings").mkdir()
    shipped = (DATA.parent / "mappings/source1.yaml").read_text()
    rules = f"\nload: {{vanished: {vanished}, max_rejects: 2}}\n"
    (program.folder / "mappings/source1.yaml").write_text(shipped + rules)
    lines = (DATA / "source1.csv").read_text(encoding="cp1252").split("\n")
    file = program.folder / "some.csv"
    file.write_text("\n".join(lines), encoding="cp1252", newline="")
    assert program("load", file).code == 0
    lines[4] = "," + lines[4].split(",", 1)[1]  # its name is required, and gone; its license number is there
    file.write_text("\n".join([*lines[:9], *lines[10:]]), encoding="cp1252", newline="")
    for command in (["load", "--dry-run"], ["load"]):
        done = program(*command, "--json", file).json
        assert (done["plan"]["rejected"], done["plan"]["vanished"], done["exit"]["code"]) == (1, 1, 0)
        doubts = {doubt["code"]: doubt["message"] for doubt in done["plan"]["doubts"]}
        assert "license_number=02425 (line 5)" in doubts["rejected_known"]
    kept = "SELECT is_current FROM public.leads WHERE license_number = '024-25'"
    assert program.rows(kept) == [(True,)]
    gone = program.rows("SELECT count(*) FILTER (WHERE is_current), count(*) FROM public.leads")
    assert gone == [(69, 69 if vanished == "delete" else 70)]
