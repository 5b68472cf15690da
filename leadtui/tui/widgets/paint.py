"""Colours for line-drawn widgets: a component's foreground without its background, so that layers combine."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.widget import Widget


@lru_cache(maxsize=1024)
def _ink(style: Style) -> Style:
    return Style(
        color=style.color, bold=style.bold or None, italic=style.italic or None, underline=style.underline or None
    )


def ink(widget: Widget, component: str) -> Style:
    """What a component class does to text: its colour and weight, alpha already mixed in."""
    return _ink(widget.get_component_rich_style(component))


def ground(widget: Widget, component: str) -> Style:
    """A component's whole style, background included, alpha already mixed in."""
    return widget.get_component_rich_style(component)
