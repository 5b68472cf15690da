"""The command palette: every command of the screen below it, found by its words."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from leadtui.tui.command import Command


class Commands(Provider):
    """What can be done now."""

    def _commands(self) -> list[Command]:
        screen = self.screen
        available = getattr(screen, "available", None)
        return list(available()) if callable(available) else []

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(_title(command)), partial(_run, self.screen, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """What the words fit to."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(_title(command)), matcher.match(command.help) * 0.8)
            if score > 0:
                title = matcher.highlight(_title(command))
                yield Hit(score, title, partial(_run, self.screen, command), help=command.help)


def _title(command: Command) -> str:
    return f"{command.label}   {command.all_keys}"


async def _run(screen: Screen[object], command: Command) -> None:
    await screen.run_action(command.action)
