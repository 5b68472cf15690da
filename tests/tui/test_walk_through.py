"""The whole walk by keys, on the embedded server: the corridor behind the screens is the real one."""

from __future__ import annotations

import asyncio
import csv
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from textual.pilot import Pilot

import leadtui
from leadtui import paths, pipeline, store
from leadtui.model.wish import Wish
from leadtui.postgres import embedded
from leadtui.tui import journey
from leadtui.tui.app import LeadtuiApp
from leadtui.tui.screens.step import StepScreen
from leadtui.tui.walk import Step, Walk

pytestmark = pytest.mark.xdist_group("embedded-screens")
DATA = Path(leadtui.__file__).parent.parent / "data"
LONG = 60.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose server is started by the first test that needs it, and stopped after the last."""
    folder = tmp_path_factory.mktemp("home")
    yield folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        embedded.stop()


@pytest.fixture(autouse=True)
def at_home(home: Path, private_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shared server; saved mappings only of this test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    shutil.rmtree(home / "leadtui" / "mappings", ignore_errors=True)


@pytest.fixture
def only_general(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No source was ever confirmed."""
    folder = tmp_path / "packaged"
    folder.mkdir()
    shutil.copy(paths.packaged_mappings_folder() / "leads.yaml", folder)
    monkeypatch.setattr(paths, "packaged_mappings_folder", lambda: folder)


@asynccontextmanager
async def opened(file: Path, wish: Wish = Wish()) -> AsyncIterator[tuple[LeadtuiApp, Pilot[int]]]:  # noqa: B008  a value
    app = LeadtuiApp(Walk(str(file), wish, "embedded"))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, app, lambda walk: walk.review is not None)
            yield app, pilot
    finally:
        app.close()


async def until(pilot: Pilot[int], app: LeadtuiApp, is_so: Callable[[Walk], bool]) -> Walk:
    """Wait for the workers to come so far."""
    deadline = asyncio.get_running_loop().time() + LONG
    while app.guide is None or not is_so(app.guide.walk):
        assert asyncio.get_running_loop().time() < deadline, app.guide and (app.guide.walk.troubles, app.guide.said)
        assert app.failure is None, app.failure
        await pilot.pause(0.02)
    await pilot.pause()
    return app.guide.walk


def walk_of(app: LeadtuiApp) -> Walk:
    assert app.guide is not None
    return app.guide.walk


def step_of(app: LeadtuiApp) -> Step:
    assert app.guide is not None
    return app.guide.step


def rows(source: str) -> int:
    url = embedded.url()
    assert url is not None
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM public.leads WHERE source = %s", [source]).fetchone()
    assert found is not None
    return int(found[0])


def change(ddl: LiteralString) -> None:
    with pipeline.database("embedded"):  # started, and its tables made
        url = embedded.url()
    assert url is not None
    with psycopg.connect(url) as connection:
        connection.execute(ddl)


def copied(name: str, folder: Path, *, header: dict[str, str] | None = None) -> Path:
    """One of the sample files, with other words in its header line if wanted."""
    path = folder / name
    with (DATA / name).open(newline="", encoding="utf-8", errors="surrogateescape") as file:
        first, *rest = list(csv.reader(file))
    with path.open("w", newline="", encoding="utf-8", errors="surrogateescape") as file:
        csv.writer(file).writerows([[(header or {}).get(name, name) for name in first], *rest])
    return path


async def test_a_known_layout_is_two_keys_to_loaded_rows(tmp_path: Path) -> None:
    async with opened(copied("source3.csv", tmp_path)) as (app, pilot):
        await pilot.press("right_square_bracket")
        planned = await until(pilot, app, lambda walk: walk.prospect is not None)
        assert step_of(app) is Step.PLAN
        assert planned.prospect is not None
        wanted, before = planned.prospect.plan.counts, rows("source3")
        await pilot.press("L")
        done = await until(pilot, app, lambda walk: walk.report is not None)
        assert done.report is not None
        assert done.report.counts == wanted
        assert done.report.counts.holds
        assert rows("source3") == before + wanted.inserted
        assert step_of(app) is Step.LOAD

        await pilot.press("U")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert walk_of(app).report is not None
        await pilot.press("U")
        await pilot.pause()
        await pilot.press("enter")
        undone = await until(pilot, app, lambda walk: walk.undone is not None)
        assert undone.undone is not None
        assert undone.undone.plan.kept_count == 0
        assert rows("source3") == before


async def test_another_table_is_what_plan_and_load_are_about_and_the_mapping_keeps_its_own(tmp_path: Path) -> None:
    change("CREATE TABLE IF NOT EXISTS public.elsewhere (LIKE public.leads INCLUDING ALL)")
    try:
        async with opened(copied("source3.csv", tmp_path), Wish(table="public.elsewhere")) as (app, pilot):
            await pilot.press("5")
            planned = await until(pilot, app, lambda walk: walk.prospect is not None)
            assert planned.prospect is not None
            assert planned.prospect.plan.table == "public.elsewhere"
            await load(app, pilot)
            done = walk_of(app)
            assert done.report is not None
            assert (done.report.table, done.report.counts.inserted) == ("public.elsewhere", 120)
            assert done.inspection is not None
            assert done.inspection.mapping.target.table == "public.leads"
    finally:
        change("DROP TABLE public.elsewhere")


async def test_the_same_file_again_says_so_and_asks_before_loading_it_twice(tmp_path: Path) -> None:
    file = copied("source2.csv", tmp_path)
    async with opened(file) as (app, pilot):
        await pilot.press("5")
        await until(pilot, app, lambda walk: walk.prospect is not None)
        await load(app, pilot)
    before = rows("source2")
    async with opened(file) as (app, pilot):
        await pilot.press("5")
        planned = await until(pilot, app, lambda walk: walk.prospect is not None)
        assert planned.prospect is not None
        assert planned.prospect.plan.already_loaded is not None
        await pilot.press("L")
        await pilot.pause()
        await pilot.press("escape")
        assert walk_of(app).report is None
        assert rows("source2") == before


async def test_one_renamed_column_is_at_most_five_keys(tmp_path: Path) -> None:
    file = copied("source3_next.csv", tmp_path, header={"Zip": "Postal Code"})
    keys = 0
    async with opened(file) as (app, pilot):
        await pilot.press("right_square_bracket")
        assert step_of(app) is Step.MAP
        await pilot.press("enter")
        await pilot.press("right_square_bracket")
        keys += 3
        planned = await until(pilot, app, lambda walk: walk.prospect is not None)
        assert step_of(app) is Step.PLAN
        assert planned.prospect is not None
        keys += await load(app, pilot)
        assert keys <= 5
    assert store.load("source3").columns["Postal Code"].was == ("Zip",)
    assert store.load("source3").version == 2


async def test_going_on_too_early_goes_where_the_first_decision_waits(tmp_path: Path) -> None:
    app = LeadtuiApp(Walk(str(copied("source3.csv", tmp_path, header={"Zip": "Postal Code"})), Wish(), "embedded"))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, app, lambda _: isinstance(app.screen, StepScreen))
            await pilot.press("right_square_bracket")
            await until(pilot, app, lambda walk: walk.review is not None)
            assert step_of(app) is Step.MAP
    finally:
        app.close()


async def load(app: LeadtuiApp, pilot: Pilot[int]) -> int:
    """Press `L`, and answer if it asks; how many keys that took."""
    await pilot.press("L")
    keys = 1
    await pilot.pause()
    if app.guide is not None and not app.guide.is_loading and walk_of(app).report is None:
        await pilot.press("enter")
        keys += 1
    await until(pilot, app, lambda walk: walk.report is not None)
    return keys


@pytest.mark.usefixtures("only_general")
async def test_an_unknown_file_of_twenty_columns_is_at_most_fifteen_keys(tmp_path: Path) -> None:
    keys = 0
    async with opened(copied("source3.csv", tmp_path)) as (app, pilot):
        walk = walk_of(app)
        assert walk.recall is None
        assert walk.review is not None
        assert len(walk.review.columns) == 20
        await pilot.press("right_square_bracket", "a")
        keys += 2
        while walk_of(app).review is not None and any(row.is_open for row in walk_of(app).review.columns):  # type: ignore[union-attr]
            await pilot.press("enter")
            keys += 1
            assert keys < 15
        await until(pilot, app, journey.is_fresh)
        answers = {Step.CLEAN: "enter", Step.CHECK: "A"}
        while step_of(app) is not Step.PLAN:
            while journey.open_count(walk_of(app), step_of(app)):
                await pilot.press(answers[step_of(app)])
                keys += 1
            await pilot.press("right_square_bracket")
            keys += 1
        await until(pilot, app, lambda walk: walk.prospect is not None)
        keys += await load(app, pilot)
        assert keys <= 15
        assert walk_of(app).saved_as == "source3 v1"
    assert store.load("source3").columns["Operation Name"].to


async def test_a_load_is_cancelled_by_escape_and_nothing_is_written(tmp_path: Path) -> None:
    before = rows("source1") if embedded.url() else 0
    async with opened(copied("source1.csv", tmp_path)) as (app, pilot):
        await pilot.press("5")
        await until(pilot, app, lambda walk: walk.prospect is not None)
        assert app.guide is not None
        app.guide.load(in_spite=True)
        app.guide.cancel()
        await pilot.pause()
        while app.guide.is_loading:
            await pilot.pause(0.02)
        written = rows("source1") - before
        if walk_of(app).report is None:  # stopped in time
            assert written == 0
            assert step_of(app) is Step.PLAN


async def test_a_file_read_another_way_can_be_taken_back(tmp_path: Path) -> None:
    async with opened(copied("source3.csv", tmp_path)) as (app, pilot):
        first = walk_of(app)
        assert first.review is not None
        await pilot.press("comma", "down", "enter")
        await until(pilot, app, lambda walk: walk.is_known and walk.review is not first.review)
        assert len(walk_of(app).raw.columns) == 1  # type: ignore[union-attr]
        await pilot.press("u")
        again = await until(pilot, app, lambda walk: walk.is_known and len(walk.raw.columns) == 20)  # type: ignore[union-attr]
        assert again.review == first.review
        await pilot.press("z")
        await until(pilot, app, lambda walk: walk.is_known and len(walk.raw.columns) == 1)  # type: ignore[union-attr]


async def test_a_dead_database_is_a_sentence_and_can_be_tried_again(tmp_path: Path) -> None:
    app = LeadtuiApp(Walk(str(copied("source3.csv", tmp_path)), url="postgresql://nobody:hunter2@127.0.0.1:1/none"))
    async with app.run_test(size=(120, 36)) as pilot:
        walk = await until(pilot, app, lambda walk: bool(walk.troubles))
        assert "hunter2" not in walk.troubles[-1].message
        await pilot.press("5")
        await pilot.pause()
        assert "hunter2" not in app.export_screenshot()
        await pilot.press("r")
        await until(pilot, app, lambda walk: bool(walk.troubles))
    app.close()


async def test_a_file_that_cannot_be_read_ends_with_its_reason(tmp_path: Path) -> None:
    app = LeadtuiApp(Walk(str(tmp_path / "nothing.csv")))
    async with app.run_test() as pilot:
        while app.failure is None:
            await pilot.pause(0.02)
    app.close()
    assert "nothing.csv" in str(app.failure)
    assert os.environ.get("XDG_DATA_HOME")
