"""Where several saved mappings fit a file, or there are several targets, the screen asks instead of giving up."""

from __future__ import annotations

from pathlib import Path

from leadtui.tui.app import LeadtuiApp
from leadtui.tui.dialogs.pick import Pick
from leadtui.tui.walk import Walk
from tests.tui.test_file_screen import NOWHERE, until

SOURCE = """format: 1
extends: leads
version: 1
layout: {header_row: 1, encoding: utf-8, delimiter: ",", columns: 3}
columns:
  Haus: {to: company}
  Kürzel: {to: license_number}
  City: {to: city}
"""
OTHER = """format: 1
target: public.owners
load: {key: [[lot]]}
fields:
  lot: {names: [lot]}
"""


def file_in(folder: Path) -> Path:
    file = folder / "new.csv"
    file.write_text("Haus,Kürzel,City\n" + "".join(f"Haus {number},K{number},Reno\n" for number in range(9)))
    (folder / "mappings").mkdir()
    return file


async def test_one_of_the_mappings_that_fit_is_chosen_and_the_walk_goes_on(private_folders: Path) -> None:
    file = file_in(private_folders)
    for name in ("north", "south"):
        (private_folders / "mappings" / f"{name}.yaml").write_text(SOURCE)
    app = LeadtuiApp(Walk(str(file), url=NOWHERE))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Pick))
            assert isinstance(app.screen, Pick)
            assert [option.key for option in app.screen._options] == ["north", "south"]
            await pilot.press("down", "enter")
            await until(pilot, lambda: app.guide is not None and app.guide.walk.review is not None)
            assert app.guide is not None
            assert app.guide.walk.name == "south"
            assert app.guide.walk.troubles == () or app.guide.walk.trouble("know") is None
    finally:
        app.close()


async def test_one_of_the_targets_is_chosen_and_proposals_are_made_for_it(private_folders: Path) -> None:
    file = file_in(private_folders)
    (private_folders / "mappings" / "owners.yaml").write_text(OTHER)
    app = LeadtuiApp(Walk(str(file), url=NOWHERE))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Pick))
            await pilot.press(*"owners", "enter")
            await until(pilot, lambda: app.guide is not None and app.guide.walk.review is not None)
            assert app.guide is not None
            assert app.guide.walk.review is not None
            assert app.guide.walk.review.target.table == "public.owners"
    finally:
        app.close()
