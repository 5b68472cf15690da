"""The six screens; imported after the first paint, because they draw frames and models."""

from __future__ import annotations

from leadtui.tui.screens.check import CheckScreen
from leadtui.tui.screens.clean import CleanScreen
from leadtui.tui.screens.file import FileScreen
from leadtui.tui.screens.load import LoadScreen
from leadtui.tui.screens.map import MapScreen
from leadtui.tui.screens.plan import PlanScreen
from leadtui.tui.screens.step import StepScreen

SCREENS: tuple[type[StepScreen], ...] = (FileScreen, MapScreen, CleanScreen, CheckScreen, PlanScreen, LoadScreen)
