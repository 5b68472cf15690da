"""The start screen: what it lists, where each line leads, and that a dead server is one sentence on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from leadtui import desk, store
from leadtui.desk import Here
from leadtui.model.plan import Counts, LoadReport
from leadtui.model.target import Mode
from leadtui.store import Draft, Overview, Recent
from leadtui.tui.dialogs.help import Help
from leadtui.tui.dialogs.read import Read
from leadtui.tui.home import entries
from leadtui.tui.home.app import HomeApp
from leadtui.tui.home.wanted import Wanted
from leadtui.tui.widgets.listing import Listing
from leadtui.tui.widgets.statusline import StatusLine
from tests.tui.test_file_screen import NOWHERE, until
from tests.tui.test_pictures import SIZES, Svg


def files_in(folder: Path) -> None:
    (folder / "leads.csv").write_text("Name,Zip\nAda,01569\n")
    (folder / "inside").mkdir()
    (folder / "inside" / "more.csv").write_text("a,b\n1,2\n")
    (folder / ".hidden").write_text("x")


def keys(app: HomeApp) -> list[str]:
    return [row.key for row in app.screen.query_one(Listing).rows if not row.is_title]


def text_of(app: HomeApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def at(pilot: Pilot[Wanted | None], app: HomeApp, key: str) -> None:
    app.screen.query_one(Listing).go(key)
    await pilot.pause()


async def test_a_file_is_opened_by_enter_and_a_folder_is_looked_into(private_folders: Path) -> None:
    files_in(private_folders)
    app = HomeApp(private_folders, NOWHERE)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        folder = private_folders
        assert [key for key in keys(app) if key.startswith("here:")] == [
            "here:..", f"here:{folder / 'inside'}", f"here:{folder / 'leads.csv'}"
        ]  # fmt: skip
        await at(pilot, app, f"here:{folder / 'inside'}")
        await pilot.press("enter")
        assert f"here:{folder / 'inside' / 'more.csv'}" in keys(app)
        await pilot.press("backspace")
        assert app.screen.query_one(Listing).key == f"here:{folder / 'inside'}"
        await at(pilot, app, f"here:{folder / 'leads.csv'}")
        await until(pilot, lambda: "01569" in text_of(app))  # what is in it, before it is opened
        await pilot.press("enter")
    assert app.return_value == Wanted(str(folder / "leads.csv"), None, folder)


async def test_what_waits_and_what_was_open_comes_first(private_folders: Path) -> None:
    files_in(private_folders)
    file = private_folders / "leads.csv"
    store.note(file)
    store.note(private_folders / "inside" / "more.csv")
    store.drafts.save(Draft(str(file), "f", "1 column is new", datetime.now(UTC), None, "texas"))
    store.drafts.save(Draft("/nowhere/gone.csv", "g", "drift", datetime.now(UTC) - timedelta(days=1), None))
    app = HomeApp(private_folders, NOWHERE)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "RECENT" in text_of(app))
        assert [key.split(":")[0] for key in keys(app)[:4]] == ["waiting", "waiting", "recent", "recent"]
        assert "1 column is new" in text_of(app)
        assert "more.csv" in text_of(app)
        await pilot.press("j", "enter")
        assert "not there any more" in text_of(app)
        await pilot.press("k", "enter")
    assert app.return_value == Wanted(str(file), "texas", private_folders)


async def test_a_mapping_is_shown_and_a_dead_server_is_one_sentence(private_folders: Path) -> None:
    app = HomeApp(private_folders, NOWHERE)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "mappings:leads" in keys(app))
        await at(pilot, app, "mappings:leads")
        await pilot.press("enter")
        assert isinstance(app.screen, Read)
        assert "General rules" in text_of(app)
        await pilot.press("escape", "question_mark")
        assert isinstance(app.screen, Help)
        await pilot.press("escape")
        await until(pilot, lambda: "asking the database" not in text_of(app))
        assert "127.0.0.1" in text_of(app)
        await pilot.press("q")
    assert app.return_value is None


async def test_the_command_of_a_line_is_copied_and_a_name_is_found(private_folders: Path) -> None:
    files_in(private_folders)
    app = HomeApp(private_folders, NOWHERE)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("slash", *"leads.c", "enter")
        await pilot.press("y")
        said = app.screen.query_one(StatusLine)._text
        assert said.startswith(f"leadtui open {private_folders / 'leads.csv'}".split("leads.csv")[0][:12])
        assert "leads.csv" in said


async def test_no_name_reaches_the_terminal_as_anything_but_text(private_folders: Path) -> None:
    (private_folders / "a\x1b[2Jb\u202e[red]x.csv").write_text("a\n")
    app = HomeApp(private_folders, NOWHERE)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[red]x.csv" in text


def test_the_list_of_recent_files_keeps_the_last_ones_that_are_there(private_folders: Path) -> None:
    for number in range(60):
        (private_folders / f"{number}.csv").write_text("a\n")
        store.note(private_folders / f"{number}.csv")
    store.note(private_folders / "3.csv")
    (private_folders / "59.csv").unlink()
    assert [each.file.name for each in store.recent()][:3] == ["3.csv", "58.csv", "57.csv"]
    assert len(store.recent()) == 49
    (private_folders.parent / "state" / "leadtui" / "recent.json").write_text("{")
    assert store.recent() == ()


def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Things that are the same on every day and machine."""
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    folder = Path("/srv/leads")
    report = LoadReport(
        run=41, table="public.leads", database="leads@embedded", source="texas", mode=Mode.UPSERT, mapping_version=7,
        file_name="texas.csv", sha256="", counts=Counts(5204, 318, 904, 3965, 12, 5, 61), started=now, finished=now,
        state="loaded",
    )  # fmt: skip
    drafts = (Draft("/srv/leads/nevada.csv", "f", "1 column is called differently: Zip", now, None, "nevada"),)
    found = (
        Here(folder / "archive", is_folder=True, size=0, changed=now),
        Here(folder / "nevada.csv", is_folder=False, size=120_000, changed=now),
        Here(folder / "texas.csv", is_folder=False, size=1_200_000, changed=now),
    )
    saved = (
        Overview("nevada", Path("/m/nevada.yaml"), 3, "leads", "public.leads", 13, None),
        Overview("oregon", Path("/m/oregon.yaml"), None, None, None, 0, "oregon.yaml:3: no such field"),
        Overview("leads", Path("/m/leads.yaml"), 1, None, "public.leads", 0, None),
    )
    monkeypatch.setattr(desk, "waiting", lambda: drafts)
    monkeypatch.setattr(desk, "recent", lambda: (Recent(folder / "texas.csv", now),))
    monkeypatch.setattr(desk, "here", lambda _folder: found)
    monkeypatch.setattr(desk, "mappings", lambda: saved)
    monkeypatch.setattr(desk, "loads", lambda _url: ("leads@embedded", (report,)))
    monkeypatch.setattr(entries, "ago", lambda _when: "3 h ago")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_picture(size: tuple[int, int], snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch)
    app = HomeApp(Path("/srv/leads"), None)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "run 41" in text_of(app) or size[1] < 30)
        await app.workers.wait_for_complete()
        await pilot.press("G")
        await pilot.pause()
        taken: Any = app.export_screenshot(title="leadtui")
    import re  # noqa: PLC0415

    assert re.sub(r"terminal-\d+", "terminal", taken) == snapshot.use_extension(Svg)
