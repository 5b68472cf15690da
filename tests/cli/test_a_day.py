"""A day in the life: files of eight sources arrive in any order, two watchers load them, and not all goes well."""

from __future__ import annotations

import csv
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from leadtui.postgres import embedded
from leadtui.postgres.postmaster import read
from tests.cli.program import Program, environment_in
from tests.cli.test_watch import lying, told

_SOURCES: Final = 8
_MONTHS: Final = 3
_PATIENCE: Final = 120.0
_FIELDS: Final = {
    "Permit": "license_number",
    "Provider": "company",
    "Town": "city",
    "Postal": "zip",
    "Tel": "phone",
    "Seats": "capacity",
}
_CONTENT: Final = (
    "SELECT to_jsonb(l) - ARRAY['run_id', 'first_seen', 'last_seen'] FROM public.leads l ORDER BY source, lead_key"
)


def _mapping(number: int) -> str:
    columns = "".join(f'  "{word} {number}": {{to: {field}}}\n' for word, field in _FIELDS.items())
    return f"format: 1\nextends: leads\nversion: 1\ntarget: public.leads\ncolumns:\n{columns}"


def _month(number: int, month: int) -> str:
    """Forty leads of a source, four of them other ones each month, some changed."""
    by = random.Random(100 * number + month)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{word} {number}" for word in _FIELDS])
    for lead in range(4 * month, 4 * month + 40):
        phone = f"512-555-{1000 + lead}"
        writer.writerow(
            [f"P{number}{lead:04}", f"Provider {lead}", by.choice(["Austin", "Waco"]), "78701", phone, month]
        )
    return out.getvalue()


def _files() -> dict[str, str]:
    """Two of them drifted; an unknown one and the poison come on top."""
    files = {f"s{number}_{month}.csv": _month(number, month) for number in range(_SOURCES) for month in range(_MONTHS)}
    for name in ("s2_1.csv", "s5_2.csv"):
        files[name] = files[name].replace("Tel ", "Telefon ", 1)
    files["unknown.csv"] = "x,y\n1,2\n3,4\n"
    files["poison.csv"] = "\x7fELF\x02\x01\x01\0\0" + "\0" * 500
    return files


@pytest.fixture
def office(home: Path) -> Any:
    """A program with an embedded server of its own and the mappings of eight sources."""
    office = Program(home, "", environment_in(home))
    mappings = home / "mappings"
    mappings.mkdir()
    for number in range(_SOURCES):
        (mappings / f"s{number}.yaml").write_text(_mapping(number))
    try:
        yield office
    finally:
        office.start("db", "stop")


def _drop(folder: Path, files: dict[str, str], data: Path) -> None:
    """One by one, in any order; one is written in two parts, and the server dies in between."""
    by = random.Random(24)
    names = by.sample(sorted(files), len(files))
    half = "s7_0.csv"
    text = files[half]
    (folder / half).write_text(text[:900])
    for place, name in enumerate(names):
        if name != half:
            (folder / name).write_text(files[name])
        if place % 3 == 0:  # the half one grows by a row now and then, so it never looks complete
            with (folder / half).open("a") as growing:
                growing.write(text[900 + 20 * place // 3 : 900 + 20 * (place // 3 + 1)])
        if place == len(names) // 2 and (server := read(data)) is not None:
            os.kill(server.pid, signal.SIGQUIT)
        time.sleep(0.1)
    (folder / half).write_text(text)
    # Not a month that another one has followed: that would be for a person.
    last = next(name for name in reversed(names) if name.startswith("s0"))
    (folder / "twice.csv").write_text(files[last])


def test_a_day_in_the_life(office: Program, program: Program) -> None:
    folder, files = office.folder / "in", _files()
    folder.mkdir()
    data = office.folder / "data" / "leadtui" / "postgres" / "data"
    assert office.start("db", "migrate", "--db", "embedded").code == 0
    assert read(data) is not None
    with told(office) as (address, heard):
        environment = {**office.environment, "LEADTUI_ALERT_WEBHOOK": address}
        command = [sys.executable, "-m", "leadtui", "watch", str(folder), "--db", "embedded", "-q"]
        command += ["--settle", "0.6", "--interval", "0.2"]
        watchers = [
            subprocess.Popen(command, cwd=office.folder, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)
        ]
        try:
            _drop(folder, files, data)
            end = time.monotonic() + _PATIENCE
            while any(path.is_file() for path in folder.iterdir()):
                assert time.monotonic() < end, sorted(path.name for path in folder.iterdir())
                time.sleep(0.2)
        finally:
            for watcher in watchers:
                watcher.terminate()
            codes = [watcher.wait(30) for watcher in watchers]
    assert set(codes) <= {0, 130}
    person = ["s2_1.csv", "s5_2.csv", "unknown.csv"]
    assert lying(folder) == {
        "needs-a-person": person,
        "failed": ["poison.csv"],
        "done": sorted({*files, "twice.csv"} - {*person, "poison.csv"}),
    }
    waiting = office("review", "--json").json["waiting"]
    assert sorted(Path(each["file"]).name for each in waiting) == person
    expected = Counter({("person", name): 1 for name in person}) + Counter({("failure", "poison.csv"): 1})
    assert Counter((each["event"], each["file"]) for each in heard) == expected
    _is_as_one_by_one(office, program, folder / "done")


def _is_as_one_by_one(office: Program, program: Program, done: Path) -> None:
    """The same files, one after the other, into another database."""
    url = embedded.url(office.folder / "data" / "leadtui" / "postgres")
    assert url is not None
    with psycopg.connect(url) as connection:
        runs = connection.execute("SELECT file_name FROM leadtui.runs ORDER BY run").fetchall()
        found = connection.execute(_CONTENT.encode()).fetchall()
    assert len(runs) == len({name for (name,) in runs})
    for (name,) in runs:
        result = program("load", "--force", done / name)
        assert result.code == 0, result.err
    assert program.rows(_CONTENT) == found
    assert len(found) == _SOURCES * (40 + 4 * (_MONTHS - 1)) - len({"s5_2.csv"}) * 4
