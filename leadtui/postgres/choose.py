"""Which database: what the command says, the environment, the configuration, libpq's own, else the embedded one.

Nothing is connected to here; the answer says where it came from, so that a person can see why.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from leadtui.postgres.conninfo import Conninfo

EMBEDDED: Final = "embedded"
_LIBPQ: Final = ("PGHOST", "PGSERVICE", "PGDATABASE")


@dataclass(frozen=True, slots=True)
class DatabaseChoice:
    """A database, and who chose it."""

    origin: str
    """For people: `--db`, `DATABASE_URL`, `the default`."""
    conninfo: Conninfo | None
    """None for the embedded server, whose address is known once it runs."""

    @property
    def is_embedded(self) -> bool:
        """Whether leadtui runs the server itself."""
        return self.conninfo is None

    @property
    def label(self) -> str:
        """For people, never with a password: `leads@db1`."""
        return "leads@embedded" if self.conninfo is None else self.conninfo.label


def choose(
    explicit: str | None = None, configured: str | None = None, *, environ: Mapping[str, str] | None = None
) -> DatabaseChoice:
    """The database to use: `explicit` is what the command line says, `configured` what the settings file says.

    Raises:
        UsageError: the first one that is set is not the address of a database.
    """
    environ = os.environ if environ is None else environ
    for origin, address in _addresses(explicit, configured, environ):
        if address == EMBEDDED:
            return DatabaseChoice(origin, None)
        return DatabaseChoice(origin, Conninfo.parse(address, origin, environ))
    if said := [name for name in _LIBPQ if environ.get(name)]:
        return DatabaseChoice(" and ".join(said), Conninfo({}, environ))
    return DatabaseChoice("the default", None)


def _addresses(explicit: str | None, configured: str | None, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was said, the word that counts most first."""
    if explicit is not None:
        yield "--db", explicit
    for name in ("LEADTUI_DATABASE_URL", "DATABASE_URL"):
        if environ.get(name):
            yield name, environ[name]
    if configured:
        yield "the settings file", configured
