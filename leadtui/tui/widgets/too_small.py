"""A clear word when the terminal is too small to show a table."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

LEAST = (60, 18)


class TooSmall(Widget):
    """Covers everything below 60 × 18."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; layer: above; width: 100%; height: 100%; content-align: center middle; text-align: center;
    }
    """

    def render(self) -> RenderResult:
        """What is needed, and what there is."""
        width, height = self.app.size
        return Content(f"leadtui needs {LEAST[0]} × {LEAST[1]}\nthis terminal is {width} × {height}\nq leaves")
