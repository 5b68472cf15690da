"""Alerts about what files came to, from the same documents that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from leadtui import alerts
from leadtui.cli.outcome import Result
from leadtui.cli.talk import say
from leadtui.config import Settings

_REASONS: Final = {
    0: "loaded", 2: "can't be read, or is set up wrongly", 3: "loaded, with rejected rows",
    4: "refused, nothing was written", 5: "needs a person", 6: "the database can't do it",
    7: "another load of its source is at work", 130: "interrupted",
}  # fmt: skip
_COUNTED: Final = ("inserted", "updated", "unchanged", "rejected", "duplicates", "vanished")


def alert(outcomes: Iterable[Result], settings: Settings) -> None:
    """Tell of each; what can't be delivered is said, and changes nothing."""
    for outcome in outcomes:
        alerts.tell(alert_of(outcome.document()), settings, _complain)


def alert_of(document: dict[str, Any]) -> alerts.Alert:
    """What is told of the document of a load: its counts, no value of a row."""
    code, plan, already = document["exit"]["code"], document["plan"], document.get("already_loaded")
    doubts = tuple(sorted({doubt["code"] for doubt in plan["doubts"]})) if plan else ()
    event = alerts.event_of(code, is_unusual=bool(doubts) and not already)
    loaded = document["loaded"]["rows"] if document["loaded"] else plan
    return alerts.Alert(
        event=event,
        file=Path(document["file"]["name"]).name,
        source=document["mapping"]["name"] if document["mapping"] else None,
        run=document["run"],
        code=code,
        reason="already loaded" if already else _REASONS.get(code, "not loaded"),
        counts={name: loaded[name] for name in _COUNTED} if loaded else {},
        doubts=doubts,
        next="leadtui review" if event is alerts.Event.PERSON else None,
    )


def _complain(trouble: str) -> None:
    say(f"leadtui: {trouble}")
