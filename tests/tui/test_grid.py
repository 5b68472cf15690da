"""The grid: any number of rows, of which only those on the screen are asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from leadtui.tui.rows import PAGE, FrameRows
from leadtui.tui.widgets.grid import Grid, GridColumn, GridRow, GridRows
from tests.tui.stage import table

COLUMNS = tuple(GridColumn(f"c{number}", 12, ("text", "━━━━━ 100%")) for number in range(20))


class Counting:
    """Five million rows that note which of them were asked for."""

    row_count = 5_000_000
    last_line = 5_000_001

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def rows(self, start: int, count: int) -> Sequence[GridRow]:
        """Made when asked for."""
        self.asked |= set(range(start, start + count))
        return [
            GridRow(row + 2, tuple(f"{row}.{column}" for column in range(20))) for row in range(start, start + count)
        ]


class GridApp(App[None]):
    """Nothing but a grid."""

    def compose(self) -> ComposeResult:
        """The grid."""
        yield Grid()


@asynccontextmanager
async def shown(source: GridRows, columns: int = 20) -> AsyncIterator[tuple[Grid, Pilot[None]]]:
    app = GridApp()
    async with app.run_test(size=(100, 30)) as pilot:
        grid = app.query_one(Grid)
        grid.show(COLUMNS[:columns], source)
        grid.focus()
        await pilot.pause()
        yield grid, pilot


def lines(grid: Grid) -> list[str]:
    return [grid.render_line(y).text for y in range(grid.size.height)]


async def test_five_million_rows_are_walked_without_being_held() -> None:
    source = Counting()
    async with shown(source) as (grid, pilot):
        await pilot.press("G")
        await pilot.pause()
        assert grid.row == 4_999_999
        assert lines(grid)[-1].split()[:2] == ["5000001", "4999999.0"]
        await pilot.press("pageup", "pageup", "g", "pagedown", "j", "k")
        await pilot.pause()
        assert len(source.asked) < 400


async def test_the_head_stays_and_the_margin_stays() -> None:
    async with shown(Counting()) as (grid, pilot):
        await pilot.press("pagedown", "pagedown", "end")
        await pilot.pause()
        drawn = lines(grid)
        assert drawn[0].split()[0] == "line"
        assert drawn[0].split()[-1] == "c19"
        assert drawn[1].split()[0] == "text"
        assert drawn[3].split()[0] == str(grid.scroll_offset.y + 2)


async def test_arrows_and_vim_keys_move_alike() -> None:
    async with shown(Counting()) as (grid, pilot):
        await pilot.press("down", "right", "right")
        arrows = (grid.row, grid.column)
        await pilot.press("g", "home", "j", "l", "l")
        assert (grid.row, grid.column) == arrows == (1, 2)
        await pilot.press("h", "k", "k", "h", "h", "h")
        assert (grid.row, grid.column) == (0, 0)


async def test_the_mouse_points_and_the_wheel_scrolls() -> None:
    async with shown(Counting()) as (grid, pilot):
        await pilot.click(Grid, offset=(40, 8))
        assert (grid.row, grid.column) == (5, 2)
        grid.scroll_down(animate=False)
        await pilot.pause()
        await pilot.click(Grid, offset=(40, 8))
        assert grid.row == 6


async def test_null_is_not_empty_and_wide_characters_keep_columns_straight() -> None:
    source = FrameRows(
        table([["a", None, "x"], ["漢字" * 9, "", "x"], ["e\u0301", "\x1b[2J", "x"]], names=("A", "B", "C"))
    )
    async with shown(source, 3) as (grid, _):
        first, second, third = lines(grid)[3:6]
        assert "∅" in first
        assert "∅" not in second
        assert "␛[2J" in third
        starts = {cell_len(line[: line.index("x")]) for line in (first, second, third)}
        assert len(starts) == 1


async def test_an_empty_file_is_an_empty_grid() -> None:
    source = FrameRows(table([], names=("A",)))
    async with shown(source, 1) as (grid, pilot):
        await pilot.press("G", "j", "pagedown", "end", "l")
        assert (grid.row, grid.column) == (0, 0)


def test_rows_come_in_pages_across_their_borders() -> None:
    rows = FrameRows(table([[str(number)] for number in range(3 * PAGE)], names=("A",)))
    found = rows.rows(PAGE - 2, 4)
    assert [row.values[0] for row in found] == [str(number) for number in range(PAGE - 2, PAGE + 2)]
    assert [row.line for row in found] == [PAGE, PAGE + 1, PAGE + 2, PAGE + 3]
    assert rows.rows(3 * PAGE - 1, 10)[0].values == (str(3 * PAGE - 1),)
    assert rows.rows(9 * PAGE, 1) == []


def test_finding_goes_forwards_backwards_and_round_and_takes_nothing_for_a_pattern() -> None:
    rows = FrameRows(table([["a.c", "x"], ["abc", "X.y"], ["", None]], names=("A", "B")))
    assert rows.find("A.C", 0, backwards=False) == (0, 0)
    assert rows.find("x", 0, backwards=False) == (1, 1)
    assert rows.find("x", 0, backwards=True) == (1, 1)
    assert rows.find("x", 2, backwards=False) == (0, 1)
    assert rows.find("[", 0, backwards=False) is None


def test_a_huge_cell_is_fetched_only_at_its_beginning_but_copied_whole() -> None:
    rows = FrameRows(table([["x" * 1_000_000]], names=("A",)))
    value = rows.rows(0, 1)[0].values[0]
    assert value is not None
    assert len(value) < 1000
    whole = rows.value(0, 0)
    assert whole is not None
    assert len(whole) == 1_000_000
