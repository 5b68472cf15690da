"""The person who is responsible for the whole, told from those who see to one thing there.

A bookkeeper, a business officer, whoever takes admissions: such columns hold persons, too, and are called alike.
Beside a column for the director they are somebody else; alone they are better than nobody, but never sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leadtui.matching.clue import Clue, clue
from leadtui.matching.look import Look, Table
from leadtui.matching.vocabulary import OF_ALL, OFFICERS, STAFF

_PERSON: Final = frozenset({"person_first", "person_last", "person_name", "job_title"})
_REACHED_AT: Final = frozenset({"email", "us_phone"})
_PEOPLE: Final = frozenset({"first_name", "last_name", "full_name"})
_NEAR: Final = 0.8
_SOMEBODY_ELSE: Final = -3.0
_NOT_FOR_ALL: Final = -1.0
_NOT_THE_MAIN_ONE: Final = -0.7


class Staff:
    """Which columns of a table are about people who see to one thing."""

    def __init__(self, table: Table) -> None:
        self._kinds = table.lexicon.kinds
        concepts = table.lexicon.concepts
        self._has_head = any(
            likeness.share >= _NEAR and concepts.get(name, name) in _PEOPLE
            for look in table.looks
            if not task_of(look)
            for name, likeness in (*look.reading.fields.items(), *look.reading.elsewhere.items())
        )

    def clues(self, field: str, look: Look) -> Iterator[Clue]:
        """What that says of a field for one of them."""
        kind = self._kinds.get(field)
        task = task_of(look) if kind in _PERSON | _REACHED_AT else None
        if task is None:
            return
        text = f'"{task}": somebody who sees to one thing there'
        if kind in _REACHED_AT:
            yield clue("against", text, _NOT_THE_MAIN_ONE)
        else:
            yield clue("against", text, _SOMEBODY_ELSE if self._has_head else _NOT_FOR_ALL)


def task_of(look: Look) -> str | None:
    """The word of a header that says what somebody sees to, if there is one."""
    is_of_one_thing = look.words & OFFICERS and any(not word.isdigit() for word in look.words - OFFICERS - OF_ALL)
    tasks = look.words & (STAFF | OFFICERS if is_of_one_thing else STAFF)
    return min(tasks, default=None)
