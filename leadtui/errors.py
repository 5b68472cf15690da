"""Every failure a person may meet, as one tree; bad *data* is never an exception but an `Issue`.

    LeadtuiError                 what happened, where, and what to do next
    ├── UsageError               2    wrong use, wrong configuration, a mapping file with mistakes
    ├── SourceError              2    a file that cannot be read as a table
    ├── RefusedError             4    the load would break a limit or a promise
    │   └── ChangedError         4    the file or the table is no longer what was planned
    ├── NeedsPersonError         5    a decision is missing; a draft waits
    │   └── NeedsChoiceError     5    one of a few names is to be said
    ├── DatabaseError            6    the server cannot: down, rights, behind, disk, timeout
    │   └── InDoubtError         6    the answer to COMMIT was lost and the ledger could not be asked
    ├── LockedError              7    another load of this source is running
    ├── InterruptedLoadError   130    cancelled by a person or a signal; rolled back
    └── BrokenPromiseError       1    our bug: the row equation does not hold

The numbers are the exit codes of the command line.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal


class LeadtuiError(Exception):
    """The root. `message` says what happened and where; `hint` is the next thing to do or type."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(LeadtuiError):
    """Wrong use of a command, or a configuration or mapping file with mistakes."""

    exit_code = 2


class SourceError(LeadtuiError):
    """A file that cannot be read as a table."""

    exit_code = 2


class RefusedError(LeadtuiError):
    """The load would break a limit of the mapping; nothing was written."""

    exit_code = 4


class ChangedError(RefusedError):
    """The file or the live table is no longer what the plan was made from; nothing was written."""


class NeedsPersonError(LeadtuiError):
    """A decision only a person can take is missing; a draft waits for `leadtui open`."""

    exit_code = 5


class NeedsChoiceError(NeedsPersonError):
    """One of a few names is to be said; whoever can ask a person asks for it."""

    def __init__(
        self,
        message: str,
        hint: str | None = None,
        *,
        about: Literal["saved_mapping", "table"] = "saved_mapping",
        names: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, hint)
        self.about = about
        """Which wish of the command line says it."""
        self.names = names


class DatabaseError(LeadtuiError):
    """The server cannot do what is asked: down, rights, migrations behind, disk, timeout."""

    exit_code = 6


class InDoubtError(DatabaseError):
    """The answer to COMMIT was lost and the ledger could not be asked."""


class LockedError(LeadtuiError):
    """Another load of the same source holds its lock."""

    exit_code = 7


class InterruptedLoadError(LeadtuiError):
    """Cancelled by a person or a signal; everything was rolled back, unless there is a `report` of what was done."""

    exit_code = 130

    def __init__(self, message: str, hint: str | None = None, *, report: Any = None) -> None:
        super().__init__(message, hint)
        self.report = report
        """The `LoadReport` of a load that was committed in the very moment of the interruption."""


class BrokenPromiseError(LeadtuiError):
    """Our bug: a promise such as the row equation does not hold; everything was rolled back."""
