"""Pages of `leadtui help` that are about no issue code: exit codes and a few words that need more than a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Topic:
    """One page."""

    name: str
    title: str
    text: str
    next: str
    """What to do, or to type."""


_PAGES: Final = (
    Topic("0", "done as planned, or nothing to do", "The same file again is exit 0, too: nothing is written twice.",
          "What a load did: leadtui report RUN"),
    Topic("1", "a bug in leadtui", "Whatever was not finished was rolled back. What happened is written to a file of "
          "the state folder, without any value of yours.", "Send that file with the command you typed."),
    Topic("2", "wrong use, or a file that cannot be read",
          "A wrong option, a mapping or settings file with mistakes, or a source in which there is no table. "
          "The database is untouched.", "The message names the file, the line and the nearest word that is known."),
    Topic("3", "done, but not for all rows", "An undo took the run back, and rows to which something has happened "
          "since were kept as they are, each named; or with --strict, everything was done as planned, and rows were "
          "rejected inside the limit.", "What happened to one: leadtui explain KEY. Rejected: leadtui rejects RUN"),
    Topic("4", "refused", "The load would break a limit of the mapping: too many rejects, too many vanished rows, a "
          "required field missing; or the file or the table changed after the plan. The database is untouched.",
          "Look at it: leadtui check FILE, leadtui plan FILE. Limits are in the mapping's `load:`."),
    Topic("5", "needs a person", "No saved mapping fits, several do, or the layout drifted: a column came, went, is "
          "called differently or means something else. The database is untouched, and a draft waits.",
          "What waits: leadtui review. Decide it: leadtui open FILE"),
    Topic("6", "the database can't", "It is down, lacks a right, is behind in migrations, out of disk, or was too "
          "slow. Nothing was written; where the answer to COMMIT was lost, the message says so.",
          "How it is: leadtui db status"),
    Topic("7", "another load of this source is running", "After --lock-wait seconds the lock was still held.",
          "Wait for it, or raise --lock-wait."),
    Topic("130", "interrupted", "By a key or a signal. What was not finished was rolled back.",
          "What was loaded before: leadtui runs"),
    Topic("drift", "a layout that changed", "Order and case of the columns never matter. A column that came or went is "
          "asked about unless the mapping's `drift:` says `new: ignore` or `gone: null`. One that is called "
          "differently, or whose values are no longer what they were, is asked about once, whatever `drift:` says.",
          "Try a file: leadtui mapping test NAME FILE. Decide it: leadtui open FILE"),
    Topic("mappings", "saved mappings", "A general file says what the table is and what publishers call its fields; a "
          "source's file, which `extends` it, holds only what differs. Every save keeps the version before it.",
          "leadtui mapping list, show, explain, diff, log, revert, test"),
    Topic("learning", "what is remembered", "Each confirmed column speaks for the same header in other files. A header "
          "that means the same everywhere becomes a name in the general file when you say so.",
          "Why: leadtui mapping explain NAME FIELD. Take it back: leadtui forget HEADER"),
)  # fmt: skip
_ALL_CODES: Final = Topic(
    "exit-codes",
    "what the number means that a command ends with",
    "; ".join(f"{page.name}: {page.title}" for page in _PAGES if page.name.isdecimal())
    + ". Of several files the worst counts, in this order: 130, 1, 6, 7, 4, 5, 2, 3, 0.",
    "One of them: leadtui help 4",
)
TOPICS: Final[Mapping[str, Topic]] = MappingProxyType({page.name: page for page in (*_PAGES, _ALL_CODES)})
