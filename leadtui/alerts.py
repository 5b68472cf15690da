"""Somebody is told: a command of the person's own, or a webhook, gets what a load came to as one JSON document.

Counts, names and the command to type next: no value of a row, no secret. That an alert could not be delivered is
said, and changes nothing about the load.
"""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit

from leadtui.config import Settings
from leadtui.errors import UsageError

COMMAND: Final = "LEADTUI_ALERT_COMMAND"
WEBHOOK: Final = "LEADTUI_ALERT_WEBHOOK"
_SECONDS: Final = 30
_CODES_OF_PERSONS: Final = frozenset({4, 5})


class Event(StrEnum):
    """What may be told."""

    FAILURE = "failure"
    PERSON = "person"
    """A file needs somebody."""
    UNUSUAL = "unusual"
    """Loaded, but unlike this source's past."""
    SUCCESS = "success"


_USUALLY: Final = frozenset({Event.FAILURE, Event.PERSON, Event.UNUSUAL})


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told about one file."""

    event: Event
    file: str
    """Its name, without the folder."""
    source: str | None
    """The saved mapping."""
    run: int | None
    code: int
    """The exit code."""
    reason: str
    counts: dict[str, int]
    """Rows, by what became of them."""
    doubts: tuple[str, ...]
    """Codes of what is unusual."""
    next: str | None
    """What to type."""

    @property
    def text(self) -> str:
        """In one line, for people."""
        counted = ", ".join(f"{count:,} {name}" for name, count in self.counts.items() if count)
        return f"{self.file}: {self.reason}" + f" ({counted})" * bool(counted)

    def document(self) -> dict[str, object]:
        """For programs; `text` is what chat services show of a webhook."""
        told = {"schema": 1, **asdict(self), "event": self.event.value, "doubts": list(self.doubts)}
        return {**told, "text": self.text, "host": socket.gethostname(), "at": datetime.now(UTC).isoformat()}


def event_of(code: int, *, is_unusual: bool) -> Event:
    """What an exit code, and what is unusual about the load, come to.

    >>> event_of(5, is_unusual=False).value, event_of(0, is_unusual=True).value, event_of(6, is_unusual=False).value
    ('person', 'unusual', 'failure')
    """
    if code in _CODES_OF_PERSONS:
        return Event.PERSON
    if code not in {0, 3}:
        return Event.FAILURE
    return Event.UNUSUAL if is_unusual else Event.SUCCESS


def tell(alert: Alert, settings: Settings, on_trouble: Callable[[str], None]) -> None:
    """Deliver an alert wherever it is wanted; `on_trouble` is told in a sentence what could not be done.

    Raises:
        UsageError: the settings say something that is no event.
    """
    command = os.environ.get(COMMAND) or settings.alert_command
    webhook = os.environ.get(WEBHOOK) or settings.alert_webhook
    if not (command or webhook) or alert.event not in wanted(settings):
        return
    content = json.dumps(alert.document()).encode()
    if command:
        _run(command, content, on_trouble)
    if webhook:
        _post(webhook, content, on_trouble)


def wanted(settings: Settings) -> frozenset[Event]:
    """The events that somebody wants to be told of.

    Raises:
        UsageError: one of them is none.
    """
    if settings.alert_on is None:
        return _USUALLY
    named = settings.alert_on.replace(",", " ").split()
    try:
        return frozenset(Event(name) for name in named)
    except ValueError as error:
        known = ", ".join(Event)
        raise UsageError(f"alert_on: {error}", f"Known events: {known}.") from None


def _run(command: str, content: bytes, on_trouble: Callable[[str], None]) -> None:
    try:
        words = shlex.split(command)
        done = subprocess.run(words, input=content, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        reason = "it took too long" if isinstance(error, subprocess.TimeoutExpired) else _reason(error)
        on_trouble(f"the alert command could not be run ({reason})")
        return
    if done.returncode:
        on_trouble(f"the alert command ended with {done.returncode}")


def _post(webhook: str, content: bytes, on_trouble: Callable[[str], None]) -> None:
    # The rest of the address is as good as a password.
    host = _host_of(webhook)
    if host is None:
        on_trouble("the alert webhook is no http address")
        return
    try:
        asked = urllib.request.Request(webhook, content, {"Content-Type": "application/json"})  # noqa: S310  see above
        with urllib.request.build_opener(_NoRedirect).open(asked, timeout=_SECONDS):
            pass
    except urllib.error.HTTPError as error:
        on_trouble(f"the alert webhook at {host} answered {error.code}")
    except (OSError, ValueError, HTTPException) as error:
        on_trouble(f"the alert webhook at {host} can't be reached ({_reason(error)})")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Followed, a POST would become a GET that delivers nothing and is answered well."""

    def redirect_request(self, *_args: object) -> None:
        """Never."""


def _host_of(webhook: str) -> str | None:
    try:
        address = urlsplit(webhook)
    except ValueError:
        return None
    return address.hostname if address.scheme in {"http", "https"} else None


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", None)
    found = inner if isinstance(inner, OSError) else error
    return (getattr(found, "strerror", None) or type(found).__name__).lower()
