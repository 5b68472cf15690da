"""Everything that can go wrong before a row is read: one clear sentence, the right code, nothing written."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from leadtui.postgres.lock import lock_source
from tests.cli.program import DATA, Program, environment_in


def test_a_missing_file(program: Program) -> None:
    result = program.start("load", "nowhere.csv")
    assert result.code == 2
    assert "nowhere.csv" in result.err
    assert len(result.err.splitlines()) <= 3


def test_a_folder(program: Program) -> None:
    result = program.start("load", str(program.folder))
    assert result.code == 2
    assert "folder" in result.err or "directory" in result.err


def test_an_empty_file(program: Program) -> None:
    (program.folder / "empty.csv").touch()
    result = program.start("check", "empty.csv")
    assert result.code == 2
    assert "empty" in result.err


def test_a_binary_file(program: Program) -> None:
    (program.folder / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64)
    result = program.start("load", "picture.csv")
    assert result.code == 2
    assert "picture.csv" in result.err


def test_a_pipe_does_not_hang(program: Program) -> None:
    os.mkfifo(program.folder / "pipe.csv")
    assert program.start("load", "pipe.csv").code == 2


def test_a_name_full_of_escapes_is_shown_and_not_obeyed(program: Program) -> None:
    result = program.start("load", "\x1b]0;pwned\x07.csv")
    assert result.code == 2
    assert "\x1b" not in result.err
    assert "␛" in result.err


def test_a_dead_database(program: Program) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"postgresql://ops:p%40:secret@127.0.0.1:{port}/leads"
    result = program.start("load", "--db", url, "--json", DATA / "source1.csv")
    assert result.code == 6
    assert "secret" not in result.err + result.out
    assert result.json["exit"]["code"] == 6


def test_no_such_mapping(program: Program) -> None:
    result = program("load", "--saved-mapping", "source11", DATA / "source1.csv")
    assert result.code == 2
    assert "source1" in result.err


def test_an_unknown_layout_needs_a_person(program: Program) -> None:
    (program.folder / "new.csv").write_text("a,b\n1,2\n3,4\n")
    result = program("load", "new.csv")
    assert result.code == 5
    assert "leadtui open new.csv" in result.err


def test_a_limit_that_is_none(program: Program) -> None:
    result = program("load", "--max-rejects", "many", DATA / "source1.csv")
    assert result.code == 2
    assert "many" in result.err


def test_a_refusal_can_be_typed_as_it_stands(program: Program) -> None:
    lines = (DATA / "source1.csv").read_text().splitlines(keepends=True)
    (program.folder / "next month.csv").write_text("".join(lines[:20]))
    assert program("load", DATA / "source1.csv").code == 0
    result = program("load", "next month.csv")
    assert result.code == 4
    assert "decide it on screen: leadtui open 'next month.csv'" in result.err


def test_a_verb_mistyped(program: Program) -> None:
    result = program("laod", "x.csv")
    assert result.code == 2
    assert "load" in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_rejects_of_a_read_only_folder_go_to_the_state_folder(program: Program) -> None:
    folder = program.folder / "inbox"
    folder.mkdir()
    text = (DATA / "source1.csv").read_text().splitlines()
    (folder / "bad.csv").write_text("\n".join([*text[:5], text[5] + ",one cell too many", ""]))
    folder.chmod(0o500)
    result = program("load", "--max-rejects", "1", "--json", folder / "bad.csv")
    assert result.code == 0, result.err
    assert Path(result.json["rejects_file"]).is_relative_to(program.folder / "state")


def test_the_embedded_server_from_nothing(home: Path) -> None:
    program = Program(home, "", environment_in(home))
    try:
        result = program.start("load", "--json", DATA / "source1.csv")
        assert result.code == 0, result.err
        assert program.start("db", "url").out.startswith("postgresql://")
        assert "18" in program.start("db", "status").out
    finally:
        assert program.start("db", "stop").code == 0
    assert "not running" in program.start("db", "stop").err


def test_a_database_behind_is_refused_until_migrated(home: Path, empty_database_url: str) -> None:
    program = Program(home, empty_database_url, environment_in(home, LEADTUI_DATABASE_URL=empty_database_url))
    result = program("load", DATA / "source1.csv")
    assert result.code == 6
    assert "leadtui db migrate" in result.err
    assert program("db", "migrate").code == 0
    assert program("load", DATA / "source1.csv").code == 0


def test_what_is_known_is_said_when_a_person_is_needed(program: Program) -> None:
    text = (DATA / "source1.csv").read_text().replace("Credential Number", "Credential No.", 1)
    (program.folder / "inbox").mkdir()
    (program.folder / "inbox" / "renamed.csv").write_text(text)
    result = program("load", "--json", "inbox/renamed.csv")
    assert result.code == 5
    assert result.json["file"]["rows"] == 70
    assert result.json["mapping"]["name"] == "source1"
    assert {drift["column"] for drift in result.json["mapping"]["drift"]} == {"Credential No."}
    assert "leadtui open inbox/renamed.csv" in result.err


def test_check_has_a_document_for_each_file_whatever_happened(program: Program) -> None:
    (program.folder / "empty.csv").touch()
    result = program("check", "--json", DATA / "source1.csv", "empty.csv")
    assert result.code == 2
    good, bad = result.json
    assert (good["exit"]["code"], good["checks"]["ready"]) == (0, 70)
    assert (bad["exit"]["code"], bad["checks"], bad["file"]["name"]) == (2, None, "empty.csv")


def test_an_older_file_says_how_to_load_it_all_the_same(program: Program) -> None:
    program("load", DATA / "source1.csv")
    program("load", DATA / "source1_next.csv")
    result = program("load", DATA / "source1.csv")
    assert result.code == 4
    assert "--force" in result.err


def test_an_interruption_does_not_hide_what_was_loaded_before(program: Program) -> None:
    with psycopg.connect(program.url) as busy:
        lock_source(busy, "public.leads", "source1")
        files = [str(DATA / f"{name}.csv") for name in ("source2", "source1")]
        with subprocess.Popen(
            [sys.executable, "-m", "leadtui", "load", "--json", "--lock-wait", "50", *files],
            cwd=program.folder,
            env=program.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            until = time.monotonic() + 40
            while not program.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
                assert time.monotonic() < until
                time.sleep(0.05)
            running.send_signal(signal.SIGTERM)
            out, err = running.communicate(timeout=20)
    assert running.returncode == 130, err
    first, second = json.loads(out)
    assert (first["exit"]["code"], first["loaded"]["rows"]["inserted"]) == (0, 40)
    assert (second["exit"]["code"], second["loaded"]) == (130, None)
    assert program.rows("SELECT source, count(*) FROM public.leads GROUP BY 1") == [("source2", 40)]


def test_an_interruption_that_comes_too_late_for_one_file_is_in_time_for_the_next(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = psycopg.Connection.commit

    def interrupted(driver: psycopg.Connection) -> None:
        run = driver.execute("SELECT current_setting('leadtui.run', true)").fetchone()
        commit(driver)
        if run and run[0]:
            driver.close()
            raise KeyboardInterrupt

    monkeypatch.setattr(psycopg.Connection, "commit", interrupted)
    result = program("load", "--json", DATA / "source2.csv", DATA / "source1.csv")
    assert result.code == 130, result.err
    first, second = result.json
    assert (first["exit"]["code"], first["loaded"]["rows"]["inserted"]) == (0, 40)
    assert (second["exit"]["code"], second["loaded"]) == (130, None)
    assert program.rows("SELECT source, count(*) FROM public.leads GROUP BY 1") == [("source2", 40)]


@pytest.mark.parametrize("words", ["report 99", "rows 99 --new", "undo 99 --yes", "load --no"])
def test_who_asked_for_json_gets_json_from_failures_too(program: Program, words: str) -> None:
    result = program(*words.split(), "--json")
    assert (result.code, result.json["schema"], result.json["exit"]["code"]) == (2, 1, 2)
    assert result.json["exit"]["reason"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("words", "code"), [(["load", "--json", str(DATA / "source1.csv")], 0), (["help"], 2)])
def test_a_result_that_cannot_be_written_is_no_failed_load(program: Program, words: list[str], code: int) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "leadtui", *words]
        done = subprocess.run(
            command, cwd=program.folder, env=program.environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = done.stderr.decode()
    assert (done.returncode, "Traceback" in said, "rolled back" in said) == (code, False, False)
    assert "can't be written to standard output" in said
    if code == 0:
        assert program.rows("SELECT state FROM leadtui.runs") == [("loaded",)]
