"""Our own look: dark, light, high contrast. Textual's other themes work, too, the terminal's own colours included."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="leadtui",
    primary="#6cb6eb",
    secondary="#b29ae8",
    accent="#f0b86e",
    success="#8ccf7e",
    warning="#e5c76b",
    error="#ef8080",
    foreground="#d5dae4",
    background="#11141a",
    surface="#161a22",
    panel="#1e2430",
    dark=True,
    variables={
        "text-muted": "#8a93a6",
        "foreground-muted": "#8a93a6",
        "block-cursor-background": "#2d5d86",
        "block-cursor-foreground": "#ffffff",
        "border": "#39424f",
        "border-blurred": "#2a313c",
        "scrollbar": "#39424f",
        "scrollbar-hover": "#4b5666",
        "scrollbar-active": "#6cb6eb",
        "scrollbar-background": "#161a22",
        "scrollbar-background-hover": "#161a22",
        "scrollbar-background-active": "#161a22",
        "scrollbar-corner-color": "#161a22",
    },
)

LIGHT = Theme(
    name="leadtui-light",
    primary="#1f6fae",
    secondary="#6a4fb3",
    accent="#a65f00",
    success="#2f7d32",
    warning="#8a6400",
    error="#b3261e",
    foreground="#20262e",
    background="#f6f7f9",
    surface="#ffffff",
    panel="#e9edf2",
    dark=False,
    variables={
        "text-muted": "#5d6775",
        "foreground-muted": "#5d6775",
        "block-cursor-background": "#bcdcf5",
        "block-cursor-foreground": "#10181f",
        "border": "#c3ccd6",
        "border-blurred": "#d9e0e7",
    },
)

CONTRAST = Theme(
    name="leadtui-contrast",
    primary="#5fd7ff",
    secondary="#d7afff",
    accent="#ffd75f",
    success="#87ff87",
    warning="#ffff5f",
    error="#ff8787",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "text-muted": "#d0d0d0",
        "foreground-muted": "#d0d0d0",
        "block-cursor-background": "#ffff5f",
        "block-cursor-foreground": "#000000",
        "border": "#ffffff",
        "border-blurred": "#b2b2b2",
        "scrollbar": "#b2b2b2",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffff5f",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
    },
)
"""Every text at least 7 : 1 against what it stands on (WCAG AAA)."""
