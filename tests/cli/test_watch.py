"""`leadtui watch`: files arrive, are loaded once, and lie where they belong; somebody is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from leadtui.cli import watching
from tests.cli.program import DATA, Program

ONCE = ("--once", "--settle", "0.2", "--interval", "0.1")
SHELVES = ("done", "needs-a-person", "failed")


def arriving(program: Program, *names: str) -> Path:
    """A folder with these samples in it."""
    folder = program.folder / "in"
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(DATA / name, folder / name)
    return folder


def lying(folder: Path) -> dict[str, list[str]]:
    """What lies on each shelf, notes left out."""
    return {
        shelf: sorted(path.name for path in (folder / shelf).iterdir() if not path.name.endswith(".why.txt"))
        for shelf in SHELVES
    }


def drifted(folder: Path) -> None:
    text = (DATA / "source3.csv").read_text()
    (folder / "drifted.csv").write_text(text.replace("Phone", "Telefon", 1))


@contextmanager
def told(program: Program, *answers: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook of a chat service on this machine: its address, and what it was told."""
    heard: list[dict[str, Any]] = []
    codes = iter(answers)

    class Heard(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(next(codes, 200))
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  so it is called
            del format, args

    del program
    server = HTTPServer(("127.0.0.1", 0), Heard)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hooks/s3cret-token", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_each_file_goes_where_it_belongs(program: Program) -> None:
    folder = arriving(program, "source1.csv", "source2.csv")
    shutil.copy(DATA / "source1.csv", folder / "twice.csv")
    drifted(folder)
    (folder / "unknown.csv").write_text("x,y\n1,2\n")
    (folder / "cards.vcf").write_text("BEGIN:VCARD\n")
    (folder / "half.csv.part").write_text("Name\n")
    with told(program) as (address, heard):
        done = program("watch", folder, *ONCE, LEADTUI_ALERT_WEBHOOK=address)
    assert done.code == 5
    assert lying(folder) == {
        "done": ["source1.csv", "source2.csv", "twice.csv"],
        "needs-a-person": ["drifted.csv", "unknown.csv"],
        "failed": ["cards.vcf"],
    }
    assert "vCard" in (folder / "failed/cards.vcf.why.txt").read_text()
    waiting = program("review", "--json").json["waiting"]
    assert {each["file"] for each in waiting} == {
        str(folder / "needs-a-person" / name) for name in ("drifted.csv", "unknown.csv")
    }
    assert str(folder / "needs-a-person" / "drifted.csv") in done.err
    assert sorted((each["event"], each["file"]) for each in heard) == [
        ("failure", "cards.vcf"), ("person", "drifted.csv"), ("person", "unknown.csv"),
    ]  # fmt: skip
    assert "s3cret" not in done.out + done.err
    assert program.rows("SELECT count(*) FROM public.leads") == [(110,)]


def test_corrected_rejects_are_told_of_and_stay(program: Program) -> None:
    folder = arriving(program, "source1.csv")
    (folder / "march.rejects.csv").write_text("leadtui_line,code,reason,Name\n")
    done = program("watch", folder, *ONCE)
    assert (done.code, lying(folder)["done"]) == (0, ["source1.csv"])
    assert done.err.count(f"leadtui rejects RUN --reload {folder / 'march.rejects.csv'}") == 1
    assert (folder / "march.rejects.csv").exists()


def test_a_file_that_is_decided_is_loaded(program: Program) -> None:
    folder = arriving(program)
    drifted(folder)
    assert program("watch", folder, *ONCE).code == 5
    assert program("watch", folder, *ONCE).out == ""  # it waits, and nobody asks again
    text = (Path(program.folder) / "in/needs-a-person/drifted.csv").read_text()
    program.folder.joinpath("mappings").mkdir()
    mapping = program("mapping", "show", "source3").out.replace('"Phone"', "Telefon").replace("Phone:", "Telefon:")
    (program.folder / "mappings/source3.yaml").write_text(mapping)
    assert text.startswith("Operation")
    key = program("review", "--json").json["waiting"][0]["key"]
    assert program("forget", "--draft", key, "--yes").code == 0
    done = program("watch", folder, *ONCE)
    assert (done.code, lying(folder)["done"]) == (0, ["drifted.csv"])
    assert not list((folder / "needs-a-person").iterdir())


def test_two_watchers_share_the_work_and_nothing_is_doubled(program: Program) -> None:
    names = [f"source{number}.csv" for number in (1, 2, 3)]
    folder = arriving(program, *names)
    for name in names:
        shutil.copy(DATA / name, folder / f"again_{name}")
    command = [sys.executable, "-m", "leadtui", "watch", str(folder), *ONCE, "--json", "-q"]
    watchers = [
        subprocess.Popen(command, cwd=program.folder, env=program.environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outs = [watcher.communicate(timeout=60)[0] for watcher in watchers]
    documents = [json.loads(line) for out in outs for line in out.splitlines()]
    assert sorted(document["file"]["name"] for document in documents) == lying(folder)["done"]
    assert sum("already_loaded" not in document for document in documents) == 3
    assert program.rows("SELECT count(*), count(DISTINCT (source, lead_key)) FROM public.leads") == [(230, 230)]


def test_a_half_written_file_waits_until_it_is_whole(program: Program) -> None:
    folder = arriving(program)
    content = (DATA / "source1.csv").read_bytes()

    def write() -> None:
        with (folder / "slow.csv").open("wb") as file:
            for start in range(0, len(content), len(content) // 8 + 1):
                file.write(content[start : start + len(content) // 8 + 1])
                file.flush()
                time.sleep(0.1)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.05)
    done = program("watch", folder, "--once", "--settle", "0.5", "--interval", "0.05", "--json")
    writer.join()
    assert done.json["loaded"]["rows"]["inserted"] == 70


def test_while_the_database_is_down_files_stay(program: Program) -> None:
    folder = arriving(program, "source1.csv", "source2.csv")
    with told(program) as (address, heard):
        done = program("watch", folder, *ONCE, "--db", "postgresql://127.0.0.1:1/none", LEADTUI_ALERT_WEBHOOK=address)
    assert done.code == 6
    assert sorted(path.name for path in folder.glob("*.csv")) == ["source1.csv", "source2.csv"]
    assert [(each["event"], each["code"]) for each in heard] == [("failure", 6)]


def test_what_is_refused_waits_with_its_reason(program: Program) -> None:
    folder = arriving(program, "source1.csv")
    assert program("watch", folder, *ONCE).code == 0
    text = (DATA / "source1.csv").read_text().splitlines(keepends=True)
    (folder / "cut.csv").write_text("".join(text[:20]))
    done = program("watch", folder, *ONCE)
    assert (done.code, lying(folder)["needs-a-person"]) == (4, ["cut.csv"])
    (draft,) = program("review", "--json").json["waiting"]
    assert (draft["mapping"], draft["exists"]) == ("source1", True)
    assert program.rows("SELECT count(*) FROM public.leads WHERE is_current") == [(70,)]


def test_a_mapping_may_want_a_person_to_approve(program: Program) -> None:
    (program.folder / "mappings").mkdir()
    shown = program("mapping", "show", "source1").out
    (program.folder / "mappings/source1.yaml").write_text(shown + "\nload: {require_approval: true}\n")
    folder = arriving(program, "source1.csv")
    done = program("watch", folder, *ONCE)
    assert (done.code, lying(folder)["needs-a-person"]) == (5, ["source1.csv"])
    (draft,) = program("review", "--json").json["waiting"]
    assert "+70 new" in draft["reason"]
    waiting = folder / "needs-a-person/source1.csv"
    assert program("load", waiting).code == 5
    assert program("load", "--dry-run", waiting).code == 0
    assert program("load", "--yes", waiting).code == 0
    assert program("load", waiting).code == 0  # the same bytes again: there is nothing to approve of
    assert program("review", "--json").json["waiting"] == []
    done = program("watch", folder, *ONCE)
    assert (done.code, lying(folder)["done"]) == (0, ["source1.csv"])


def test_alerts_are_delivered_or_told(program: Program) -> None:
    folder = arriving(program, "source1.csv")
    (program.folder / "leadtui.toml").write_text('alert_on = "success person"\nalert_command = "tee told.json"\n')
    assert program("watch", folder, *ONCE).code == 0
    alert = json.loads((program.folder / "told.json").read_text())
    assert (alert["event"], alert["run"], alert["counts"]["inserted"]) == ("success", 1, 70)
    assert not any(name in json.dumps(alert) for name in ("MONTESSORI", "702-555"))
    with told(program, 500) as (address, _):
        (folder / "unknown.csv").write_text("x,y\n1,2\n")
        done = program("watch", folder, *ONCE, LEADTUI_ALERT_WEBHOOK=address, LEADTUI_ALERT_COMMAND="no-such-command")
    assert done.code == 5
    assert "answered 500" in done.err
    assert "could not be run" in done.err
    assert "s3cret" not in done.err
    shown = program("config", "show", "--json", LEADTUI_ALERT_WEBHOOK=address)
    assert "s3cret" not in shown.out
    (program.folder / "leadtui.toml").write_text('alert_on = "sucess"\n')
    for verb in (("watch", str(folder), "--once"), ("load", str(DATA / "source1.csv"))):
        done = program(*verb)
        assert (done.code, "Known events" in done.err) == (2, True)


def test_a_load_tells_too(program: Program) -> None:
    with told(program) as (address, heard):
        assert program("load", DATA / "source1.csv", "missing.csv", LEADTUI_ALERT_WEBHOOK=address).code == 2
        assert program("load", "--dry-run", "missing.csv", LEADTUI_ALERT_WEBHOOK=address).code == 2
    assert [(each["event"], each["file"]) for each in heard] == [("failure", "missing.csv")]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_watcher_ends_when_it_is_told_to(program: Program, how: signal.Signals) -> None:
    folder = arriving(program)
    command = [sys.executable, "-m", "leadtui", "watch", str(folder), "--settle", "0.2", "--interval", "0.1"]
    with subprocess.Popen(
        command, cwd=program.folder, env=program.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdout is not None
        shutil.copy(DATA / "source1.csv", folder / "source1.csv")
        assert watcher.stdout.readline().startswith("source1.csv  run 1")
        watcher.send_signal(how)
        _, err = watcher.communicate(timeout=20)
    assert watcher.returncode == 130
    assert "Traceback" not in err
    assert lying(folder)["done"] == ["source1.csv"]


def test_wrong_use_is_a_sentence(program: Program) -> None:
    done = program("watch", program.folder / "none", "--once")
    assert (done.code, "is not a folder" in done.err) == (2, True)


def test_what_replaces_a_file_while_it_is_loaded_has_its_own_turn(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = arriving(program, "source1.csv")
    from leadtui.cli.outcome import load_files as real  # noqa: PLC0415  the one that is replaced below

    turns: list[str] = []

    def replaced(files: tuple[str, ...], *arguments: Any, **more: Any) -> Any:
        found = real(files, *arguments, **more)
        if not turns:
            shutil.copy(DATA / "source1_next.csv", folder / ".new")
            (folder / ".new").replace(folder / "source1.csv")
        turns.append(files[0])
        return found

    monkeypatch.setattr(watching, "load_files", replaced)
    done = program("watch", folder, *ONCE)
    assert (done.code, len(turns)) == (0, 2)
    assert "changed while" in done.err
    assert program.rows("SELECT count(*) FROM leadtui.runs") == [(2,)]
    assert lying(folder)["done"] == ["source1.csv"]


@pytest.mark.parametrize(
    "address", ["https://bot:hunter2@chat.example/hook", "http://127.0.0.1:1/to ken", "http://[::1/X"]
)
def test_a_malformed_webhook_changes_nothing_about_the_load(program: Program, address: str) -> None:
    done = program("load", "missing.csv", LEADTUI_ALERT_WEBHOOK=address, LEADTUI_ALERT_COMMAND=" ")
    assert done.code == 2
    assert "alert webhook" in done.err
    assert "hunter2" not in done.err


def test_a_file_called_like_standard_input_is_a_file(program: Program) -> None:
    folder = arriving(program)
    shutil.copy(DATA / "source1.csv", folder / "-")
    done = program("watch", "in", *ONCE, stdin=b"x,y\n1,2\n")
    assert (done.code, lying(folder)["done"]) == (0, ["-"])
    assert program.rows("SELECT count(*) FROM public.leads") == [(70,)]


def test_a_mistake_of_the_set_up_costs_no_file(program: Program) -> None:
    folder = arriving(program, "source1.csv", "source2.csv")
    done = program("watch", folder, *ONCE, "--saved-mapping", "sourc1")
    assert (done.code, "sourc1" in done.err) == (2, True)
    assert lying(folder) == {shelf: [] for shelf in SHELVES}
    assert sorted(path.name for path in folder.glob("*.csv")) == ["source1.csv", "source2.csv"]


def test_a_table_that_is_missing_is_no_reason_to_leave_other_files(program: Program) -> None:
    (program.folder / "mappings").mkdir()
    shipped = (DATA.parent / "mappings/source1.yaml").read_text()
    (program.folder / "mappings/source1.yaml").write_text(shipped.replace("public.leads", "public.nosuch"))
    folder = arriving(program, "source1.csv", "source2.csv")
    os.utime(folder / "source1.csv", (1, 1))
    with told(program) as (address, heard):
        done = program("watch", folder, *ONCE, LEADTUI_ALERT_WEBHOOK=address)
    assert (done.code, lying(folder)["done"]) == (6, ["source2.csv"])
    assert (folder / "source1.csv").exists()
    assert [(each["file"], each["code"]) for each in heard] == [("source1.csv", 6)]


def test_files_of_one_name_and_layout_wait_each_for_itself(program: Program) -> None:
    folders = [program.folder / name for name in ("in", "also")]
    with told(program) as (address, heard):
        for folder in (*folders, folders[0]):
            folder.mkdir(exist_ok=True)
            (folder / "x.csv").write_text("x,y\n1,2\n")
            assert program("watch", folder, *ONCE, LEADTUI_ALERT_WEBHOOK=address).code == 5
        waiting = {each["file"] for each in program("review", "--json").json["waiting"]}
        shelved = {str(path) for folder in folders for path in (folder / "needs-a-person").glob("*.csv")}
        assert waiting == shelved
        assert len(waiting) == 3
        for folder in (*folders, *folders):
            assert program("watch", folder, *ONCE, LEADTUI_ALERT_WEBHOOK=address).out == ""
    assert len(heard) == 3


def test_a_redirect_delivers_nothing(program: Program) -> None:
    with told(program, 302) as (address, heard):
        done = program("load", "missing.csv", LEADTUI_ALERT_WEBHOOK=address)
    assert ("answered 302" in done.err, len(heard)) == (True, 1)
